"""Reads a PDF back as a person's or a machine's reader does."""

import re
import unicodedata
from collections.abc import Iterator

import pypdfium2
from pdfua import validate

from bot.core.profile import Export, Paired, Profile

ARABIC = re.compile("[\u0600-\u06ff]")


def pages(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def text(pdf: bytes) -> str:
    """All of it on one line."""
    return re.sub(r"\s+", " ", " ".join(pages(pdf)))


def attachments(pdf: bytes) -> dict[str, bytes]:
    with pypdfium2.PdfDocument(pdf) as document:
        files = [document.get_attachment(n) for n in range(document.count_attachments())]
        return {file.get_name(): bytes(file.get_data()) for file in files}


def findings(pdf: bytes, folder) -> list[str]:
    """What pdfua has against it."""
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    return [f"{finding.rule_id}: {finding.message}" for finding in validate(path).findings]


def words(written: str) -> set[str]:
    """The words without what no search looks at.

    Presentation forms become letters (NFKC); vowel marks, joiners, isolates and spaces of no width go; digits stay.
    """
    plain = unicodedata.normalize("NFKC", written)
    return set(
        re.findall(r"\w+", "".join(c for c in plain if unicodedata.category(c) not in {"Mn", "Cf"}))
    )


def arabic(found: set[str]) -> set[str]:
    return {word for word in found if ARABIC.search(word)}


def printed(profile: Profile) -> set[str]:
    """The words that have to stand on the paper."""
    return words(" ".join(_printed(profile)))


def _printed(profile: Profile) -> Iterator[str]:
    yield profile.name
    pairs: list[Paired | None] = [profile.words["title"], profile.words["statement"]]
    for section in profile.sections:
        pairs.append(section.title)
        for entry in section.entries:
            pairs += [entry.heading, entry.when]
            for fact in entry.facts:
                if fact.goes.get(Export.PDF) == "line":
                    pairs += [fact.label, fact.words]
    for note in profile.notes:
        pairs += [note.kind_words, note.words, note.on_words]
    for step in profile.steps:
        pairs += [step.title, step.words]
    for pair in filter(None, pairs):
        yield pair.own
        yield pair.host


def reach(pdf: bytes) -> Iterator[tuple[float, float]]:
    """The left and right edge of what is drawn on each page, in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            bounds = [found.get_bounds() for found in page.get_objects()]
            yield min(b[0] for b in bounds), max(b[2] for b in bounds)
