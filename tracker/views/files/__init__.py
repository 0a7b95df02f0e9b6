"""What the page Import says."""
