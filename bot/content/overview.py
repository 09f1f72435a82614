"""Pages made from the content: what it rests on, questions by topic, what advisors send, one country whole."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from bot.content.facts import EVERYWHERE, Statement, statements
from bot.content.release import Content
from bot.core.entry import Entry, EntryId
from bot.core.question_card import CardAnswer, QuestionCard
from bot.core.source import Source

CONTENT_PAGE = "docs/editors/content.md"
QUESTIONS_PAGE = "docs/faq.md"
FAQ_PAGE = "faq/README.md"
ADVISORS_PAGE = "docs/advisors/saved.md"
_BEGIN, _END = "<!-- begin: merit overview -->", "<!-- end: merit overview -->"
_MADE = "This page is made from the content files by `merit overview --write`. Change those, not this page."

_WEAK = "Only a page of grade C says it."
_MEANING = """\
**Sourced**: a page of an official body (A) or of the UN, an NGO, the press or a university (B) stands behind it, and
nothing is noted as uncertain. **Uncertain**: somebody has to find out what `verify:` says, or only a page of grade C
says it. Nothing here has been read by a lawyer unless its file says `reviewed:` with a date. One country whole, for a
review: `merit overview --country be`."""
_SHOWN = """\
Shown is what Merit says to a person whose country it does not know, and for which countries there are answers of their
own. `merit overview --country be` prints all answers for one country."""


def pages(content: Content, folder: Path) -> dict[str, str]:
    """Return the text of each page by its path in the content folder; in faq/ what stands around the table stays."""
    stated = statements(content)
    return {
        CONTENT_PAGE: _content_page(content, stated),
        QUESTIONS_PAGE: _questions_page(content, stated),
        ADVISORS_PAGE: _advisors_page(content),
        FAQ_PAGE: _between(_read(folder / FAQ_PAGE), _entry_table(content)),
    }


def write_pages(content: Content, folder: Path) -> list[str]:
    """Write the pages that differ; return their paths."""
    differing = _differing(content, folder)
    for path, text in differing.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return list(differing)


def outdated(content: Content, folder: Path) -> list[str]:
    """Return the paths of the pages that are missing or differ from what the content says."""
    return list(_differing(content, folder))


def _differing(content: Content, folder: Path) -> dict[str, str]:
    made = pages(content, folder)
    return {path: text for path, text in made.items() if _read(folder / path) != text}


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _between(page: str, table: str) -> str:
    """Return `page` with `table` between the marks, or behind its end when it has none."""
    before, _, rest = page.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    lead = before.rstrip("\n") + "\n\n" if before.strip() else ""
    return f"{lead}{_BEGIN}\n\n{table}\n\n{_END}\n{after.lstrip(chr(10)) and chr(10) + after.lstrip(chr(10))}"


def names(content: Content) -> dict[str, str]:
    """Return what each country is called, in the order of the answer `country`; everywhere comes last."""
    spec = content.shared.specs.get("country")
    values = () if spec is None else spec.values
    labels = content.release.labels
    named = {
        value: labels[("country", value)].source if ("country", value) in labels else value
        for value in values
        if value != "other"
    }
    return {**named, EVERYWHERE: "Everywhere"}


def _content_page(content: Content, stated: Sequence[Statement]) -> str:
    called = names(content)
    parts = [
        "# What the content rests on",
        _MADE,
        _MEANING,
        _counts(stated, called),
        "## To be found out first",
        "For the reviewing lawyer: rights, deadlines and money that are most likely to be wrong.",
    ]
    for country, name in called.items():
        first = [each for each in stated if each.country == country and each.first]
        if first:
            parts += [f"### {name}: first", _list(first)]
    for country, name in called.items():
        parts += list(_country(name, [each for each in stated if each.country == country]))
    return "\n\n".join(parts) + "\n"


def _counts(stated: Sequence[Statement], called: Mapping[str, str]) -> str:
    rows = [
        "| country | statements | sourced | uncertain | of these first |",
        "|---|---|---|---|---|",
    ]
    for country, name in [*called.items(), ("all", "All")]:
        own = [each for each in stated if country in {"all", each.country}]
        sure = sum(each.certain for each in own)
        rows.append(
            f"| {name} | {len(own)} | {sure} | {len(own) - sure} | {sum(each.first for each in own)} |"
        )
    return "\n".join(rows)


def _country(name: str, stated: Sequence[Statement]) -> Iterator[str]:
    unsure = [each for each in stated if not each.certain and not each.first]
    sure = [each for each in stated if each.certain]
    yield f"## {name}"
    if unsure:
        yield f"### {name}: also uncertain"
        yield _list(unsure)
    if sure:
        yield f"### {name}: sourced"
        yield "\n".join(f"- {_title(each)}: {_sources(each.sources)}" for each in sure)


def _list(stated: Iterable[Statement]) -> str:
    return "\n".join(
        f"- {_title(each)}: {each.doubt.words if each.doubt else _WEAK} {_sources(each.sources)}"
        for each in stated
    )


def _title(each: Statement) -> str:
    whom = f" (if {each.whom})" if each.whom else ""
    return f"[{each.name}](../../{each.path}){whom}"


def _sources(sources: Iterable[Source]) -> str:
    """Return ids with grade and date: the page's own, or else the day we read it."""
    said = (
        f"{each.id} ({each.grade}, {each.published or f'read {each.read}'})" for each in sources
    )
    return "; ".join(said) or "about Merit itself"


def _questions_page(content: Content, stated: Sequence[Statement]) -> str:
    called, told = names(content), _where(stated)
    parts = [
        "# Questions and answers by topic",
        _MADE,
        _SHOWN,
    ]
    for topic, entries in _by_topic(content):
        parts.append(f"## {topic.capitalize()}")
        parts += [_question(entry, content, called, told[entry.id]) for entry in entries]
    return "\n\n".join(parts) + "\n"


def _where(stated: Iterable[Statement]) -> Mapping[str, set[str]]:
    """Return the countries each entry has answers of its own for."""
    found: dict[str, set[str]] = defaultdict(set)
    for each in stated:
        found[each.name].add(each.country)
    return found


def _question(
    entry: Entry, content: Content, called: Mapping[str, str], told: Collection[str]
) -> str:
    path = content.knowledge.entries[entry.id].scope.report.path
    also = ", ".join(
        name for country, name in called.items() if country in told and country != EVERYWHERE
    )
    lines = [f"### {entry.question.source}", entry.variants[-1].text.source]
    lines.append(f"[`{entry.id}`](../{path})" + (f" · own answers: {also}" if also else ""))
    return "\n\n".join(lines)


_SENT = """\
What is written for you to send: you find it in your language, the person reads it in theirs. People translate it; until
they have, it is shown in English.
Editors add more: [how](../editors/faq-format.md#saved-replies)."""
_ANSWERED = {
    CardAnswer.YES_NO: "yes or no",
    CardAnswer.DATE: "a day, in the person's own calendar",
    CardAnswer.NUMBER: "a whole number",
    CardAnswer.WORDS: "their own words, which are not translated",
}


def _advisors_page(content: Content) -> str:
    """Return every saved reply and question card as advisors and people read them in English."""
    parts = ["# Saved replies and question cards", _MADE, _SENT, "## Saved replies"]
    for reply in content.release.replies.values():
        filled = f" · you fill in: {', '.join(reply.slots)}" if reply.slots else ""
        parts += [f"### {reply.title.source}", reply.text.source]
        parts.append(f"[`{reply.id}`](../../replies/{reply.id}.yaml){filled}")
    parts += [
        "## Question cards",
        "The answer comes back in your language, whatever the person's is.",
    ]
    for card in content.release.cards.values():
        parts += [f"### {card.title.source}", card.ask.source, f"- {_answered(card)}"]
        parts.append(f"[`{card.id}`](../../cards/{card.id}.yaml)")
    return "\n\n".join(parts) + "\n"


def _answered(card: QuestionCard) -> str:
    labels = (label.source for label in card.choices.values())
    return _ANSWERED.get(card.answer) or "\n- ".join(labels)


def _by_topic(content: Content) -> list[tuple[str, list[Entry]]]:
    entries = sorted(content.release.entries.values(), key=lambda each: (each.topic, each.id))
    return [(topic, list(group)) for topic, group in groupby(entries, key=lambda each: each.topic)]


def _entry_table(content: Content) -> str:
    rows = ["| topic | entries |", "|---|---|"]
    for topic, entries in _by_topic(content):
        said = (f"`{each.id}`{' (a stub)' if each.stub else ''}" for each in entries)
        rows.append(f"| {topic} | {', '.join(said)} |")
    return "\n".join(rows)


def country_page(content: Content, country: str) -> str:
    """Return everything a person in this country can read, for a reviewer, with what is to be found out.

    Where an entry has no answer of its own for the country, its general answer stands there, and says so.
    """
    parts = [f"# {names(content)[country]}", _MADE.replace(" --write", f" --country {country}")]
    stated = statements(content)
    own = {each.name for each in stated if each.country == country}
    shown = [
        each
        for each in stated
        if each.country == country or (each.country == EVERYWHERE and each.name not in own)
    ]
    for name, group in groupby(shown, key=lambda each: each.name):
        entry = content.release.entries.get(EntryId(name))
        parts.append(f"## {name}" if entry is None else f"## {entry.question.source}")
        if entry is not None and name not in own:
            parts.append("(The general answer, because there is none for this country.)")
        for number, each in enumerate(group):
            parts += _in_full(each, special=number > 0)
    return "\n\n".join(parts) + "\n"


def _in_full(each: Statement, *, special: bool) -> Iterator[str]:
    """Yield a statement with for whom it is; `special` when others came before it."""
    if each.whom:
        yield f"If {each.whom}:"
    elif special:
        yield "Otherwise:"
    yield each.words
    if each.doubt:
        yield f"**Find out{' first' if each.doubt.first else ''}:** {each.doubt.words}"
    if each.sources:
        yield "\n".join(f"- {page.title} ({page.grade}): {page.link}" for page in each.sources)
