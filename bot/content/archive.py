"""Flows of earlier releases, for conversations that began with them: their structure, today's words.

A conversation keeps the questions and their order it began with. What it is told is today's: every text whose place is
still there is taken from today's flow, with today's sources. A text that is gone keeps its own words, in all languages.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from bot.content.catalogs import Translations, po_path
from bot.content.codes import CODES
from bot.content.edition import Edition
from bot.content.languages import LanguageEntry
from bot.content.po import Message, parse_po
from bot.content.release import read_flows
from bot.content.report import Report
from bot.content.structure import answers_of, texts_in
from bot.content.translation import Translation
from bot.content.translation_checks import FAULTS, doubts, is_label
from bot.core.condition import Condition
from bot.core.exact_parts import PLACEHOLDER
from bot.core.finding import Severity
from bot.core.flow import Flow, FlowId, PlanItem, Release
from bot.core.language import LanguageCode
from bot.core.source import Source
from bot.core.text import Text
from bot.service.library import Catalog

T = TypeVar("T")
Words = Mapping[tuple[str, str], str]
"""Translations by place and English text."""
Place = tuple[FlowId, str]
"""A flow and the structure it had."""


_BETWEEN = re.compile(r"\n[ \t]*\n")
_CONTEXT = re.compile(r'^msgctxt "(.*)"$', re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFlow:
    """A flow as an earlier release had it, with all the answers it uses, their labels and its translations."""

    flow: Flow
    labels: Mapping[tuple[str, str], Text]
    translations: Mapping[LanguageCode, Words]


def wanted(today: Release, earlier: Iterable[tuple[str, Mapping[str, str]]]) -> dict[Place, str]:
    """Return the structures today's release does not have, each with the latest release that had it.

    `earlier` are releases with the structures of their flows, the latest first.
    """
    found: dict[Place, str] = {}
    for release, structures in earlier:
        for name, structure in structures.items():
            flow = today.flows.get(FlowId(name))
            if flow is None or flow.structure != structure:
                found.setdefault((FlowId(name), structure), release)
    return found


def kept_flows(folder: Path, names: Collection[FlowId]) -> dict[FlowId, KeptFlow]:
    """Return the named flows of a content folder, as far as this Merit can still read them.

    Only what they need is read: a reload may need the flows of twenty releases.
    """
    read = read_flows(folder)
    answers, labels = read.answers, read.labels
    kept: dict[FlowId, KeptFlow] = {}
    for name in names:
        built = read.built.get(name)
        if built is None or not built.sound:
            continue
        used = answers_of(built.flow, answers)
        flow = replace(built.flow, answers=used)
        keys = {(text.place, text.source) for text in texts_in(flow)}
        kept[name] = KeptFlow(
            flow=flow,
            labels={key: text for key, text in labels.items() if key[0] in used},
            translations={
                code: dict(_confirmed(folder, entry, keys))
                for code, entry in read.languages.items()
                if not entry.is_source
            },
        )
    return kept


def _confirmed(
    folder: Path, entry: LanguageEntry, keys: Collection[tuple[str, str]]
) -> Iterator[tuple[tuple[str, str], str]]:
    file = folder / po_path(entry.language.code, "flows")
    for message in _messages(file, {place for place, _ in keys}):
        key = (message.place, message.source)
        if key in keys and message.confirmed and not _faulty(message, entry):
            yield key, message.forms[0]


def _messages(file: Path, places: Collection[str]) -> Sequence[Message]:
    """Return the messages of a PO file at `places`; the others are not even parsed. Nothing if it cannot be read."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ()
    blocks = [block for block in _BETWEEN.split(text) if _place(block) in {*places, ""}]
    found = parse_po("\n\n".join(blocks), Report(path=file.name))
    return () if found is None else found.messages


def _place(block: str) -> str | None:
    """Return the place a message of a PO file is for; it is empty where it is broken into several lines."""
    found = _CONTEXT.search(block)
    return None if found is None else found[1]


def _faulty(message: Message, entry: LanguageEntry) -> bool:
    given = Translation(message=message, entry=entry, label=is_label(message), critical=False)
    return any(CODES[doubt.code].severity is Severity.ERROR for doubt in doubts(given, FAULTS))


def with_archive(edition: Edition, kept: Mapping[Place, KeptFlow]) -> Edition:
    """Return the edition with the earlier flows in its archive; those named first are the latest."""
    release = edition.release
    archive: dict[Place, Flow] = {}
    answers, labels = dict(release.answers), dict(release.labels)
    for (name, structure), each in kept.items():
        flow = replace(in_todays_words(each.flow, release), structure=structure)
        archive[name, structure] = flow
        if name not in release.flows:  # what an earlier flow runs may be gone altogether
            archive.setdefault((name, ""), flow)
        answers = {**flow.answers, **answers}
        labels = {**each.labels, **labels}
    return Edition(
        release=replace(release, archive=archive, answers=answers, labels=labels),
        catalogs=_with_words(edition, kept.values()),
    )


def _with_words(edition: Edition, kept: Iterable[KeptFlow]) -> dict[LanguageCode, Catalog]:
    """Return the catalogs with the translations of texts that are gone; of the others only today's count."""
    today = {
        (text.place, text.source)
        for flow in edition.release.flows.values()
        for text in texts_in(flow)
    }
    gone: dict[LanguageCode, dict[tuple[str, str], str]] = {}
    for each in kept:
        for code, translations in each.translations.items():
            for key, translation in translations.items():
                if key not in today:
                    gone.setdefault(code, {}).setdefault(key, translation)
    return {
        code: replace(found, singular={**gone[code], **found.singular})
        if code in gone and isinstance(found, Translations)
        else found
        for code, found in edition.catalogs.items()
    }


def in_todays_words(earlier: Flow, today: Release) -> Flow:
    """Return `earlier` with what today's release says at the same places, as far as it fits."""
    now = today.flows.get(earlier.id)
    places = {text.place: text for spec in today.answers.values() for text in texts_in(spec)}
    items: dict[str, PlanItem] = {}
    if now is not None:
        places |= {text.place: text for text in texts_in(now)}
        for before, after in now.was.items():
            old, new = f"{now.id}/{before}/", f"{now.id}/{after}/"
            places |= {
                old + place.removeprefix(new): text
                for place, text in places.items()
                if place.startswith(new)
            }
        items = {item.text.place: item for item in _plan_items(now) if item.text}
    return _reworded(earlier, places, items)


def _plan_items(flow: Flow) -> Iterator[PlanItem]:
    for step in flow.steps.values():
        for item in getattr(step, "items", ()):
            if isinstance(item, PlanItem):
                yield item


def _reworded(value: T, places: Mapping[str, Text], items: Mapping[str, PlanItem]) -> T:
    new: Any = value
    match value:
        case Text():
            new = _fitting(value, places.get(value.place))
        case Condition() | Source():
            pass
        case tuple():
            new = tuple(_reworded(part, places, items) for part in value)
        case Mapping():
            new = {key: _reworded(part, places, items) for key, part in value.items()}
        case _ if is_dataclass(value):
            parts = {
                each.name: _reworded(getattr(value, each.name), places, items)
                for each in fields(value)
            }
            new = replace(value, **parts)  # type: ignore[type-var]
        case _:
            pass
    if isinstance(new, PlanItem) and new.text and new.text.place in items:
        new = replace(new, sources=items[new.text.place].sources)
    return new  # type: ignore[no-any-return]


def _fitting(earlier: Text, today: Text | None) -> Text:
    """Return today's text unless it is gone, or names an answer the earlier one did not, which may not be known."""
    if today is None:
        return earlier
    named = set(PLACEHOLDER.findall(today.source))
    return today if named <= set(PLACEHOLDER.findall(earlier.source)) else earlier
