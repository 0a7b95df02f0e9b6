"""Parts of the page Contribute."""
