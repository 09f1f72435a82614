"""Durable memory: everything kept about people, in SQLite or PostgreSQL, through the same tables."""
