"""The skills profile on paper: a PDF that screen readers can read and archives can keep."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Literal, cast

import typst

from bot.core.profile import Profile
from bot.documents.errors import DocumentError
from bot.documents.fonts import LEFT_TO_RIGHT_FONTS, RIGHT_TO_LEFT_FONTS, covered, folders
from bot.documents.layout import Layout
from bot.documents.printable import Printable
from bot.documents.runs import Setting
from bot.documents.sheet import Sheet
from bot.json_bytes import to_json
from bot.logs import logger

TEMPLATE = Path(__file__).parent / "paper.typ"

BROKEN = (
    "The PDF could not be made. Try again; if it fails for every profile, install Merit's packages anew:"
    " pip install -r requirements/run.txt"
)

Standard = Literal["ua-1", "a-2a", "a-3a"]


def _one_thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="paper")


@dataclass(slots=True, kw_only=True)
class Paper:
    """Makes PDFs, one after the other, beside the event loop.

    The compiler bears only one thread at a time. A thread of its own keeps it, so that people who wait for their paper
    take no threads from those who wait for something else. Template and fonts are read once, for the first paper.
    """

    _thread: ThreadPoolExecutor = field(default_factory=_one_thread)
    _press: "_Press | None" = None

    async def pdf(self, profile: Profile, europass: bytes | None = None) -> bytes:
        """Return `profile` as a PDF, with the `europass` XML attached; the same profile gives the same bytes.

        Raises DocumentError. A photo that cannot be read is left out.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._made, profile, europass)

    def _made(self, profile: Profile, europass: bytes | None) -> bytes:
        try:
            if self._press is None:
                self._press = _Press.ready()
            return self._press.pdf(profile, europass)
        except DocumentError:
            raise
        except BaseException as error:
            # A panic of the compiler is no Exception, and leaves nothing that can be used again.
            self._press = None
            if isinstance(error, KeyboardInterrupt | SystemExit):
                raise
            raise DocumentError(BROKEN) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Press:
    """The compiler with its template and fonts."""

    compiler: typst.Compiler
    setting: Setting

    @classmethod
    def ready(cls) -> "_Press":
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=folders()
        )
        compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts)
        return cls(compiler=compiler, setting=Setting(printable=Printable(covered=covered())))

    def pdf(self, profile: Profile, europass: bytes | None) -> bytes:
        layout = Layout(profile=profile, setting=self.setting)
        inputs = _inputs(layout.sheet(attached=europass is not None), europass)
        made_at = datetime.combine(profile.made, time(), tzinfo=UTC)
        standards: list[Standard] = ["ua-1", "a-2a" if europass is None else "a-3a"]
        if profile.photo:
            try:
                return self._compiled(_with_photo(inputs, profile.photo), standards, made_at)
            except typst.TypstError:
                logger.warning("paper_without_photo")
        try:
            return self._compiled(inputs, standards, made_at)
        except typst.TypstError:
            # What the compiler says can quote the person's words.
            raise DocumentError(BROKEN) from None

    def _compiled(
        self, inputs: dict[str, str], standards: list[Standard], made_at: datetime
    ) -> bytes:
        made = self.compiler.compile(
            format="pdf", sys_inputs=inputs, pdf_standards=[*standards], timestamp=made_at
        )
        return cast("bytes", made)  # a PDF is one file, and given back when no path is named


def _inputs(sheet: Sheet, europass: bytes | None) -> dict[str, str]:
    """Everything goes in as data: no word of a person is ever read as markup."""
    inputs = {
        "sheet": to_json(sheet).decode(),
        "ltr_fonts": to_json(LEFT_TO_RIGHT_FONTS).decode(),
        "rtl_fonts": to_json(RIGHT_TO_LEFT_FONTS).decode(),
    }
    return inputs if europass is None else {**inputs, "europass": to_json([*europass]).decode()}


def _with_photo(inputs: dict[str, str], photo: bytes) -> dict[str, str]:
    return {**inputs, "photo": to_json([*photo]).decode()}
