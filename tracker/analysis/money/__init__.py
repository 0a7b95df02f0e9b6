"""What became owed, what was paid, and what it came to at home."""
