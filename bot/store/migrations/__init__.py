"""How the tables came to be what they are, step by step; run by themselves when a database is opened."""
