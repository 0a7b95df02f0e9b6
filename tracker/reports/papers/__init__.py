"""Papers to hand over: what is on one, and its PDF."""
