"""Views made into figures: one builder per view, one theme."""
