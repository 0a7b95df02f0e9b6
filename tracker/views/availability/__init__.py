"""What the page Availability says."""
