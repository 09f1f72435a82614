"""Sources: the pages a flow's facts come from."""

import re
from urllib.parse import urlsplit

from bot.content.fields import Fields
from bot.content.keys.flows import GRADES, SOURCE
from bot.content.nodes import BlockNode, Node
from bot.content.report import Report
from bot.core.source import Source

_ID = re.compile(r"[a-z][a-z0-9-]*")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DATE = re.compile(
    rf"(?:(?:(\d{{1,2}}) )?({'|'.join(_MONTHS)}) )?(\d{{4}})|(\d{{4}}-\d\d(?:-\d\d)?)"
)


def read_sources(nodes: tuple[Node, ...], report: Report) -> dict[str, Source]:
    """Return the sources in `nodes` by id."""
    sources: dict[str, Source] = {}
    for node in nodes:
        if not isinstance(node, BlockNode) or node.inline:
            report.add(
                "F015",
                node.at,
                "A source is written `- id: …`, with title, link and read below it.",
            )
            continue
        source = _source(Fields(node=node, report=report, what="A source", at=node.at))
        if source is None:
            continue
        if source.id in sources:
            report.add("F010", node.at, f"There are two sources called '{source.id}'. Rename one.")
        sources[source.id] = source
    return sources


def _source(fields: Fields) -> Source | None:
    fields.only(*SOURCE.names)
    id_ = fields.text("id", needed=True)
    if id_ and not _ID.fullmatch(id_):
        fields.report.add(
            "F022", fields.mark("id"), f"'{id_}' cannot be the id of a source: use a-z, 0-9 and -."
        )
    title = fields.text("title", needed=True)
    link = _link(fields)
    read = fields.day("read")
    published = _published(fields)
    grade = fields.one_of("grade", GRADES) or "A"
    if not (id_ and link and read):
        return None
    return Source(id=id_, title=title, link=link, read=read, published=published, grade=grade)


def _link(fields: Fields) -> str:
    link = fields.text("link", needed=True)
    if not link:
        return ""
    try:
        parts = urlsplit(link)
        good = (
            parts.scheme in {"https", "http"}
            and "." in (parts.hostname or "")
            and not re.search(r"\s", link)
        )
    except ValueError:
        good = False
    if not good:
        fields.report.add(
            "F026",
            fields.mark("link"),
            f"'{link}' is not the address of a page. Write it with https://",
        )
        return ""
    return link


def _published(fields: Fields) -> str:
    """Return the date a page bears as `2025`, `2025-12` or `2025-12-03`, or two such as `2018 – 2020`."""
    text = fields.text("published")
    parts = [_iso(part) for part in text.split(" to ")] if text else []
    if not all(parts) or len(parts) > len(("first", "last")):
        fields.report.add(
            "F025",
            fields.mark("published"),
            f"'{text}' is not a date. Write 2025, 2025-12, 2025-12-03, December 2025, 3 December 2025 or 2018 to 2020.",
        )
        return ""
    return " – ".join(parts)


def _iso(text: str) -> str:
    """Return a date in one of the accepted forms as year, year-month or year-month-day; otherwise nothing."""
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return ""
    day, month, year, written = found.groups()
    if written:
        return str(written)
    parts = [
        year,
        *([f"{_MONTHS.index(month) + 1:02}"] if month else []),
        *([f"{int(day):02}"] if day else []),
    ]
    return "-".join(parts)
