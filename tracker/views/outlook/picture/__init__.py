"""The pictures of the page Outlook."""
