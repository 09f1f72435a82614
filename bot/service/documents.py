"""What the use cases need to write a profile down: a maker of documents and files. `bot.documents` implements it."""

from dataclasses import dataclass
from typing import Protocol

from bot.core.importing import Imported
from bot.core.message import Attachment
from bot.core.profile import Profile
from bot.core.text import Text

LARGEST_PROFILE = 1_000_000
"""Bytes of a file that is read as a profile; a long one (12 jobs, 8 diplomas) has about 100,000."""


class DocumentFailedError(Exception):
    """A document could not be made; the message names what was wrong and nothing of the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file that was made, and what the person is told about it."""

    file: Attachment
    says: tuple[Text, ...]


class Documents(Protocol):
    """Makes documents away from the event loop."""

    async def paper(self, profile: Profile) -> Made:
        """Return the profile as a PDF in both languages; raise DocumentFailedError when it cannot be made."""

    async def files(self, profile: Profile) -> tuple[Made, ...]:
        """Return the profile as files for other programs, each with what it leaves out; raise DocumentFailedError."""

    async def read(self, data: bytes) -> Imported | Text:
        """Return the answers of a profile in Merit's own format, or what to tell the person about the file."""
