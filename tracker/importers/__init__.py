"""Reading what the outside world exports. Importers only read; a pure plan decides; the store writes."""
