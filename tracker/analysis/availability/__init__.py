"""Days on offer without work: why, and what they cost."""
