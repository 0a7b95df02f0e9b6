"""What the page Collective says."""
