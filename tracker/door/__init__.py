"""Who comes in to the app, and over which wire: links, windows, the guard before everything, half-open connections."""
