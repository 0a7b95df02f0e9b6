"""When money is due by what a platform says of its pay, and what is in the way of it (methods, section 4)."""
