"""Rows of the queue, drawn once for all pages that show them alike."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from bot.core.language import LanguageCode
from bot.core.ticket import TeamId
from bot.service.ticket_values import KeptTicket

MOST = 10_000
"""Rows that are remembered; then all are forgotten and drawn again when they are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a row shows beside what the ticket itself says.

    `whole`: the person's language and country are there. `mine`: whoever looks has the ticket. `holder` is the name of
    who has or had it, `age` how long ago its moment was, as a number of units.
    """

    language: LanguageCode
    whole: bool
    mine: bool
    holder: str
    team: tuple[TeamId, str]
    age: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    kept: KeptTicket
    look: Look
    markup: Markup


class Rows:
    """Remembers rows as they were drawn last, by ticket and by who sees them how."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._rows: dict[tuple[str, LanguageCode, bool, bool], _Row] = {}

    def drawn(self, kept: KeptTicket, look: Look, draw: Callable[[], str]) -> Markup:
        """Return the row of a ticket; `draw` is asked when it looks otherwise than the last time."""
        key = (kept.ticket.code, look.language, look.whole, look.mine)
        row = self._rows.get(key)
        if row is None or row.look != look or row.kept != kept:
            if len(self._rows) >= self._most:
                self._rows.clear()
            row = _Row(kept=kept, look=look, markup=Markup(draw()))  # noqa: S704 - of our template
            self._rows[key] = row
        return row.markup
