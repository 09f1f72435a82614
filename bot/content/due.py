"""What of the content has to be read again: who looks after it, when it was read last, and how old its sources are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.content.fields import Fields
from bot.content.flows import ANSWERS, FLOWS
from bot.content.interval import days
from bot.content.nodes import BlockNode, ListNode, TextNode
from bot.content.report import START, Report
from bot.content.yaml import read_file
from bot.core.review import due

PLACES = (
    "flows/*.yaml",
    "faq/*/*.yaml",
    "faq/*.yaml",
    "replies/*.yaml",
    "cards/*.yaml",
    "stories/*.yaml",
    "emergency/*/*.yaml",
    "taxonomy/*.yaml",
)
"""Where files stand that somebody reviews: those that say `reviewed:`."""
SHARED_SOURCES = "faq/sources.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedFile:
    """A content file that says who reads it and when; `sources` are its pages by id, with the day we read each."""

    path: str
    owner: str
    reviewed: date | None
    days: int
    by: str = ""
    sources: tuple[tuple[str, date], ...] = ()

    @property
    def id(self) -> str:
        """The name of the file without its ending: the id of the flow, entry, reply or card."""
        return Path(self.path).stem

    def state(self, today: date) -> int | None:
        """Return in how many days it is to be read again, less than 0 when that is past; None if nobody ever did."""
        return None if self.reviewed is None else (due(self.reviewed, self.days) - today).days

    def old_sources(self, today: date) -> tuple[tuple[str, date], ...]:
        """Return the sources that were read longer ago than a review holds."""
        return tuple((id_, read) for id_, read in self.sources if due(read, self.days) < today)


def reviewed_files(folder: Path) -> list[ReviewedFile]:
    """Return the files below `folder` that say who reviews them; a file that cannot be read is left out."""
    shared = _sources(_head(folder, folder / SHARED_SOURCES))
    found = (
        _reviewed(path.relative_to(folder).as_posix(), _head(folder, path), shared)
        for place in PLACES
        for path in sorted(folder.glob(place))
        if path != folder / FLOWS / ANSWERS
    )
    return [file for file in found if file is not None]


def to_review(files: Iterable[ReviewedFile], today: date, within: int) -> list[ReviewedFile]:
    """Return what was never reviewed, is overdue, due `within` so many days or has old sources, the latest first."""
    waiting = [
        file
        for file in files
        if (state := file.state(today)) is None or state <= within or file.old_sources(today)
    ]
    return sorted(waiting, key=lambda file: (file.owner, *_urgency(file, today), file.path))


def _urgency(file: ReviewedFile, today: date) -> tuple[bool, int]:
    state = file.state(today)
    return state is None, state or 0


def _head(folder: Path, file: Path) -> Fields | None:
    if not file.is_file():
        return None
    path = file.relative_to(folder).as_posix()
    node, _ = read_file(file, path)
    # the findings are those of `merit check`
    silent = Report(path=path)
    return (
        Fields(node=node, report=silent, what="The file", at=START)
        if isinstance(node, BlockNode)
        else None
    )


def _reviewed(path: str, fields: Fields | None, shared: Mapping[str, date]) -> ReviewedFile | None:
    if fields is None or not (fields.has("reviewed") or fields.has("review_every")):
        return None
    own = _sources(fields)
    return ReviewedFile(
        path=path,
        owner=fields.text("owner") or "nobody",
        reviewed=None if fields.text("reviewed") in {"", "never"} else fields.day("reviewed"),
        days=days(fields.text("review_every")),
        by=fields.text("reviewed_by"),
        sources=tuple(own.items() or _named(fields, shared)),
    )


def _sources(fields: Fields | None) -> dict[str, date]:
    """Return the day each source was read, by its id, where sources are declared."""
    node = None if fields is None else fields.node_of("sources")
    found: dict[str, date] = {}
    for item in node.items if isinstance(node, ListNode) else ():
        if isinstance(item, BlockNode):
            source = Fields(node=item, report=Report(path=""), what="A source", at=item.at)
            read = source.day("read")
            if read is not None:
                found[source.text("id")] = read
    return found


def _named(fields: Fields, shared: Mapping[str, date]) -> Iterator[tuple[str, date]]:
    """Yield the shared sources an entry names, itself or in one of its answers."""
    seen: set[str] = set()
    blocks = [fields.node, *_items(fields)]
    for block in blocks:
        entry = block.entry("sources")
        if entry is None or not isinstance(entry.value, TextNode):
            continue
        for name in (part.strip() for part in entry.value.text.split(",")):
            if name in shared and name not in seen:
                seen.add(name)
                yield name, shared[name]


def _items(fields: Fields) -> list[BlockNode]:
    node = fields.node_of("answers")
    return (
        [item for item in node.items if isinstance(item, BlockNode)]
        if isinstance(node, ListNode)
        else []
    )
