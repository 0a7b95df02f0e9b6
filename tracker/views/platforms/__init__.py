"""What the page Platforms says."""
