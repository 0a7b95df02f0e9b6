"""Parts of the page Payments."""
