"""Who owes what, and which payment paid which work."""
