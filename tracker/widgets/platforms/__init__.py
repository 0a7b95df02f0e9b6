"""Parts of the page Platforms."""
