"""What the page Papers says."""
