"""The pictures of the page What I make."""
