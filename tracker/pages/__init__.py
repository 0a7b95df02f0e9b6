"""One file per page; a page arranges, it never computes."""
