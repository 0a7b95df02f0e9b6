"""Pooling: bundles, seats, comparison, the members' sheet. Pure: rows in, results out; reaches no ledger."""
