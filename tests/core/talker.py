"""A person at the engine: says and presses, and sees what is said; the session goes through JSON each time."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.core.engine import Input, take
from bot.core.event import Event
from bot.core.flow import Release
from bot.core.message import Command, OutboundKind, Words
from bot.core.press import Press
from bot.core.session import Session, session_from_json, session_to_json
from bot.core.turn import Offer, Turn
from tests.core.samples import NOW, RELEASE


@dataclass
class Talker:
    release: Release = RELEASE
    session: Session = field(default_factory=Session)
    last: Turn | None = None
    offers: tuple[Offer, ...] = ()
    now: datetime = NOW
    pause: timedelta = timedelta(minutes=1)

    def gives(self, given: Input) -> Turn:
        self.now += self.pause
        turn = take(self.release, self.session, given, now=self.now)
        plain = json.loads(json.dumps(session_to_json(turn.session)))
        assert session_from_json(plain) == turn.session
        self.session, self.last = session_from_json(plain), turn
        for say in turn.says:
            if say.offers and (say.kind is OutboundKind.SEND or len(say.offers) > 1):
                self.offers = say.offers
        return turn

    def says(self, words: str) -> Turn:
        if words.startswith("/"):
            name, _, payload = words[1:].partition(" ")
            return self.gives(Command(name=name, payload=payload))
        return self.gives(Words(text=words))

    def button(self, choice: str) -> Press:
        return next(offer.press for offer in self.offers if offer.press.choice == choice)

    def presses(self, choice: str) -> Turn:
        return self.gives(self.button(choice))

    @property
    def seen(self) -> list[str]:
        assert self.last is not None
        return [
            line.source
            for say in self.last.says
            for paragraph in say.paragraphs
            for line in paragraph
        ]

    @property
    def labels(self) -> list[str]:
        return [str(offer.label.values.get("words", offer.label.source)) for offer in self.offers]

    def happened(self, kind: type[Event]) -> bool:
        assert self.last is not None
        return any(isinstance(event, kind) for event in self.last.events)
