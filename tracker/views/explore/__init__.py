"""What the page Explore says."""
