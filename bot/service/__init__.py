"""Use cases: what Merit does with a message, a delivery or a request about data."""
