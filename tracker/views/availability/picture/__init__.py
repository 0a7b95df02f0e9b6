"""The pictures of the page Availability."""
