"""What can go wrong when a paper is made."""


class DocumentError(Exception):
    """A paper could not be made; the message says what to do, and nothing of what was to stand on it."""
