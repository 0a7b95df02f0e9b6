"""What the page Projects says."""
