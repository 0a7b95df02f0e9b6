"""Results and a reader's locale made into texts, rows and column names: all that a page or chart shows."""
