"""The pictures of the page Platforms."""
