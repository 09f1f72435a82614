"""The maker of documents the use cases know: papers with their Europass file inside, and files for other programs."""

import asyncio
from dataclasses import dataclass, field

from bot.core.importing import Imported
from bot.core.message import Attachment
from bot.core.profile import Profile
from bot.core.text import Text, pgettext
from bot.documents.errors import DocumentError
from bot.documents.europass import write_europass
from bot.documents.exports import exports
from bot.documents.leaves_out import LEAVES_OUT, left_out
from bot.documents.own_json_reader import ImportRefused, read_profile
from bot.documents.paper import Paper
from bot.service.documents import DocumentFailedError, Made

PDF = "application/pdf"
YOUR_PAPER = pgettext("document/your_paper", "Your skills profile.")
YOUR_PAPER_IN_TWO = pgettext(
    "document/your_paper_in_two", "Your skills profile in two languages: {own} and {host}."
)
MOST_NAMED = 15
"""Answers that are named as not being in a file: its caption has 1,024 letters at most."""
NOT_IN_IT = pgettext(
    "document/leaves_out/answers", "Of your answers these are not in it: {answers}."
)
PAPER_FILE = "merit-profile-{languages}.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentMaker:
    """Implements `Documents`; nothing of it runs on the event loop."""

    _paper: Paper = field(default_factory=Paper)

    async def paper(self, profile: Profile) -> Made:
        """Return the profile as a PDF in both languages; raise DocumentFailedError when it cannot be made."""
        try:
            europass = await asyncio.to_thread(write_europass, profile)
            content = await self._paper.pdf(profile, europass)
        except DocumentError as error:
            raise DocumentFailedError(str(error)) from error
        file = Attachment(filename=paper_name(profile), media_type=PDF, content=content)
        return Made(file=file, says=(_which(profile),))

    async def files(self, profile: Profile) -> tuple[Made, ...]:
        """Return the profile as files for other programs, each with what it leaves out."""
        return await asyncio.to_thread(_files, profile)

    async def read(self, data: bytes) -> Imported | Text:
        """Return the answers of a profile in Merit's own format, or what to tell the person about the file."""
        found = await asyncio.to_thread(read_profile, data)
        return found.reason if isinstance(found, ImportRefused) else found


def _which(profile: Profile) -> Text:
    if not profile.two:
        return YOUR_PAPER
    own, host = profile.language.native, profile.host.native
    return YOUR_PAPER_IN_TWO.with_values(own=own, host=host)


def _files(profile: Profile) -> tuple[Made, ...]:
    return tuple(
        Made(file=file, says=(LEAVES_OUT[export], *_not_in_it(profile, export)))
        for export, file in exports(profile)
    )


def _not_in_it(profile: Profile, export: str) -> tuple[Text, ...]:
    missing = [label.own for label in left_out(profile, export)][:MOST_NAMED]
    return (NOT_IN_IT.with_values(answers=", ".join(missing)),) if missing else ()


def paper_name(profile: Profile) -> str:
    """Return the file name of a paper: its languages, and nothing that says whose it is."""
    codes = dict.fromkeys((profile.language.code, profile.host.code))
    return PAPER_FILE.format(languages="-".join(codes))
