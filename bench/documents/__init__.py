"""Measures the paper: milliseconds, size and memory of the skills profile as a PDF."""
