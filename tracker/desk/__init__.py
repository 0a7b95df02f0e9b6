"""The use cases: the only place where the shell meets the core. See `desk.Desk`."""
