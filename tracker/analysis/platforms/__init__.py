"""Platforms beside each other."""
