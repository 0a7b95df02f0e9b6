"""Money as double entries, in the plain text of hledger, Ledger and Beancount."""
