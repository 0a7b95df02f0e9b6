"""Pure numbers: frames in, frozen results out. No clock, no file, no session."""
