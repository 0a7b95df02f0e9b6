"""What papers say, on their page and on paper."""
