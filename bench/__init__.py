"""Benchmarks: whole processes against named baselines measured in the same run. Start with `make bench`."""
