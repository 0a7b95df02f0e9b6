"""What the page Payments says."""
