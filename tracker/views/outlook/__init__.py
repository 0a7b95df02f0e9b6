"""What the page Outlook says."""
