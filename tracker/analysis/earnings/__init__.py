"""What an hour and a year paid: the page What I make."""
