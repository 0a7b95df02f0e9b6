"""Parts of the page Availability."""
