"""What the page Today says."""
