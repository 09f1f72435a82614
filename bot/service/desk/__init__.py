"""The desk: who works there and may do what, and how tickets are answered."""
