"""What the next weeks may bring."""
