"""What the ledger gives out: the archive, and later statements."""
