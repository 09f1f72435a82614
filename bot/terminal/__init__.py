"""Merit in a terminal: for people as plain lines, for scripts as JSON lines."""
