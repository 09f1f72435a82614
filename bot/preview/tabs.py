"""Who is looking: one conversation for each tab of a browser, in memory only, and never more than a few."""

import re
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.content.edition import Edition
from bot.core.language import SOURCE_LANGUAGE
from bot.preview.deeds import Deed, Said
from bot.preview.play import Played, play

MOST_TABS = 40
MOST_DEEDS = 300
"""Deeds of one conversation; an editor who did more begins anew."""
NAME = r"[a-z0-9]{10}"
"""The name of a tab, as it stands in its address."""
START = "start"
"""The command a conversation begins with."""


@dataclass(slots=True, kw_only=True)
class Tab:
    """What was done in one tab. `problem` is why the latest wish could not be fulfilled."""

    began: datetime
    deeds: list[Deed] = field(default_factory=list)
    problem: str = ""
    begun: bool = False
    _played: Played | None = None

    def played(self, edition: Edition) -> Played:
        """Return the conversation on `edition`, played again only when something changed."""
        if self._played is None or self._played.edition is not edition:
            self._played = play(self.deeds, edition, SOURCE_LANGUAGE, self.began)
        return self._played

    def do(self, deed: Deed, edition: Edition) -> None:
        """Add a deed; what could no longer be done is forgotten with it."""
        self.problem = ""
        parting = self.played(edition).parting
        if parting is not None:
            self.deeds = self.deeds[: parting.done]
        if len(self.deeds) >= MOST_DEEDS:
            self.problem = "This conversation is very long. Press 'Start over' to go on."
            return
        self.deeds.append(deed)
        self._played = None

    def undo(self, edition: Edition) -> None:
        """Take the latest deed back, and what could no longer be done."""
        self.problem = ""
        parting = self.played(edition).parting
        done = len(self.deeds) if parting is None else parting.done
        self.deeds = self.deeds[: max(done - 1, 0)]
        self._played = None

    def start_over(self, edition: Edition) -> None:
        """Begin anew, with /start where the content has it."""
        self.problem, self.begun = "", True
        self.deeds = [Said(words=f"/{START}")] if START in edition.release.commands else []
        self._played = None


class Tabs:
    """The latest tabs by name."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._tabs: OrderedDict[str, Tab] = OrderedDict()

    def fresh_name(self) -> str:
        """Return a name nobody has."""
        return secrets.token_hex(5)

    def tab(self, name: str, edition: Edition | None) -> Tab:
        """Return the tab of that name; one nobody used for long begins anew."""
        if not re.fullmatch(NAME, name):
            raise KeyError(name)
        found = self._tabs.pop(name, None)
        if found is None:
            found = Tab(began=self._now())
        if not found.begun and edition is not None:
            found.start_over(edition)
        self._tabs[name] = found
        while len(self._tabs) > MOST_TABS:
            self._tabs.popitem(last=False)
        return found

    def __len__(self) -> int:
        """Return how many tabs are kept."""
        return len(self._tabs)
