"""Work sessions edited in drafts: rows staged in bulk or in the grid of a week. Pure: the desk reads and saves them."""
