"""Parts of the page What I make."""
