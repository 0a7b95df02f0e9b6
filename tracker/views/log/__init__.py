"""What the page Log says."""
