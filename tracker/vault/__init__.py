"""Folders and keys of pools, and the draws of releases. Knows pool, release and the kernel; reaches no ledger."""
