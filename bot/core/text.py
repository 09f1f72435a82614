"""A translatable sentence with its values, not yet in any language."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An English source sentence and the place it stands at.

    `place` is the gettext context (`recognition/status/ask`); an empty place marks words that are the same in
    every language (a language's own name). With `plural`, `count` chooses the form.
    `lead` is shown as it is before the words (the number of a plan's step).
    `critical` texts (rights, deadlines, money) are never shown in an unconfirmed translation.
    """

    place: str
    source: str
    plural: str | None = None
    count: int = 1
    values: Mapping[str, "str | int | date | Text"] = field(default_factory=dict)
    critical: bool = False
    lead: str = ""

    def with_values(self, **values: "str | int | date | Text") -> "Text":
        """Return this text with `values` added to the ones it has."""
        return replace(self, values={**self.values, **values})


def pgettext(place: str, source: str) -> Text:
    """Mark `source` at `place` for translation; the name is the one gettext extractors look for."""
    return Text(place=place, source=source)


def npgettext(place: str, one: str, many: str, count: int) -> Text:
    """Mark a sentence with a number for translation; `{count}` in it is filled with the number."""
    return Text(place=place, source=one, plural=many, count=count, values={"count": count})


def literal(words: str | date) -> Text:
    """Return words that are shown as they are in every language; of a day, the way each language writes it."""
    return Text(place="", source="{words}", values={"words": words})
