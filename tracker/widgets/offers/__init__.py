"""Parts of the page Offers."""
