"""What the analysis hands out, as plain types that faces may name; nothing here computes a figure of the ledger."""
