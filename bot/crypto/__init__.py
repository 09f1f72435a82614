"""Encryption at rest: the operator's keys and everything sealed with them."""
