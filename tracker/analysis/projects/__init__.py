"""The lives of projects, and what offers became."""
