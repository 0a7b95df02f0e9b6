"""Parts of the page Outlook."""
