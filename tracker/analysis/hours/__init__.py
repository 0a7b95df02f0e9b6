"""Hours worked and hours on offer, and the days they are looked at in."""
