"""What the page What I make says."""
