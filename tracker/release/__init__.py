"""Published aggregates: cells, gates, accounts, the package. Pure: takes measured values, reaches no ledger."""
