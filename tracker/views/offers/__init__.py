"""What the page Offers says."""
