"""The bots Merit is compared with, each written the way its own documentation shows."""
