"""What the page Contribute says."""
