"""Finding the entry a question asks for: by meaning, by words, and honestly not at all.

Everything with matrices is here.
"""
