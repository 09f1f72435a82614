"""Wiring: settings become parts, parts become a running bot. No logic of the dialogue lives here."""
