"""What the page Settings says."""
