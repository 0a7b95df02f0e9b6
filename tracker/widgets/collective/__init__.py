"""Parts of the page Collective."""
