"""What the content states, statement by statement: for which country and whom, on what it rests, what is uncertain."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.content.entries import BuiltEntry
from bot.content.release import Content
from bot.content.scope import Doubt
from bot.content.worlds import worlds
from bot.core.condition import Condition
from bot.core.flow import Flow, PlanStep
from bot.core.source import Source

EVERYWHERE = ""
"""The country of what holds, or is said, in every country."""
COUNTRY = "country"
"""The answer that says where the person is."""
_LEADING = re.compile(r"^country is (\w+)(?: and (?!.* or (?![^(]*\))) *|$)")
"""A condition that is for one country, whatever else it asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One answer, or one item of a plan with words of its own.

    `name` is the entry, or flow and item; `whom` the condition without the country, empty for everybody.
    """

    name: str
    country: str
    whom: str
    words: str
    path: str
    sources: tuple[Source, ...]
    doubt: Doubt | None = None
    critical: bool = False

    @property
    def certain(self) -> bool:
        """Whether nothing is noted as uncertain, and not only pages of grade C stand behind it.

        A statement without a source is one about Merit itself.
        """
        graded = not self.sources or not all(source.weak for source in self.sources)
        return self.doubt is None and graded

    @property
    def first(self) -> bool:
        """Whether a reviewer should find it out first."""
        return self.doubt is not None and self.doubt.first


def statements(content: Content) -> list[Statement]:
    """Return everything the entries and the plans state, entries first, each once for every country it is for."""
    return [
        *(each for built in content.knowledge.entries.values() for each in _entry(built, content)),
        *(each for flow in content.release.flows.values() for each in _flow(flow, content)),
    ]


def _entry(built: BuiltEntry, content: Content) -> Iterator[Statement]:
    if built.entry.stub:
        return
    for variant in built.entry.variants:
        source = "" if variant.when is None else variant.when.source
        for country in _countries(variant.when, content):
            yield Statement(
                name=built.entry.id,
                country=country,
                whom=_LEADING.sub("", source),
                words=variant.text.source,
                path=built.scope.report.path,
                sources=variant.sources,
                doubt=built.scope.doubts.get(variant.text.place),
                critical=variant.text.critical,
            )


def _flow(flow: Flow, content: Content) -> Iterator[Statement]:
    scope = content.built[flow.id].scope
    for step in (each for each in flow.steps.values() if isinstance(each, PlanStep)):
        for item in step.items:
            if item.text is None:
                continue
            yield Statement(
                name=f"{flow.id}/{item.id}",
                country=str(dict(step.given).get("country", EVERYWHERE)),
                whom="" if item.when is None else item.when.source,
                words=item.text.source,
                path=scope.report.path,
                sources=item.sources,
                doubt=scope.doubts.get(item.text.place),
                critical=item.text.critical,
            )


def _countries(when: Condition | None, content: Content) -> Iterable[str]:
    """Return the countries in which a condition can hold, or everywhere when it does not look at that."""
    if when is None or COUNTRY not in when.names:
        return (EVERYWHERE,)
    only = _LEADING.match(when.source)
    if only is not None:
        return (only[1],)
    specs = content.shared.specs
    found = list(worlds([when], specs) or ())
    held = [
        value
        for value in specs[COUNTRY].values
        if any(when.holds({**answers, COUNTRY: value}) for answers in found)
    ]
    return held or (EVERYWHERE,)
