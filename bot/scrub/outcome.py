"""What became of a file that was to be cleaned."""

from enum import IntEnum


class Outcome(IntEnum):
    """The exit status of the program that cleans; any other says that it was ended or broke."""

    PHOTO = 10
    DOCUMENT = 11
    LOCKED = 12
    UNREADABLE = 13
