"""The conversation as a page shows it: whose a line is, what it says in words, how far it is on its way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.core.message import ChannelName
from bot.core.text import Text
from bot.core.ticket import AdvisorId
from bot.core.ticket_message import Side
from bot.desk.media import MediaLine, media_line
from bot.desk.speech import Speech
from bot.desk.words import DELIVERY, HAPPENED, WORDS
from bot.service.desk.advisor import Advisor
from bot.service.desk.desk import Opened
from bot.service.desk.interpreting import waits
from bot.service.desk.what_was_sent import Shown, event_shown, reply_shown, what_was_sent
from bot.service.library import Library
from bot.service.ticket_values import KeptMessage


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line. `who` is a name or a word for it, `happened` says an event, `reply` a saved reply in both languages."""

    kept: KeptMessage
    who: str = ""
    mine: bool = False
    happened: str = ""
    reply: Text | None = None
    delivery: str = ""
    failed: bool = False
    recallable: bool = False
    media: MediaLine | None = None
    sent: tuple[Shown, ...] = ()
    waits: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What is needed to read a conversation: in which words, who is who, and for whom."""

    speech: Speech
    library: Library
    names: Mapping[AdvisorId, str]
    advisor: Advisor
    undo_since: float = 0
    """Only what was written after this moment can still be changed or taken back."""

    def lines(self, opened: Opened) -> Sequence[Line]:
        """Return the conversation, the oldest first."""
        return [self._whole(each, opened) for each in opened.said]

    def _whole(self, kept: KeptMessage, opened: Opened) -> Line:
        mine = opened.kept.ticket.assignee == self.advisor.id
        media = media_line(kept.message.about, self.speech, mine=mine)
        sent = what_was_sent(kept.message, self.library.release)
        waiting = waits(kept.message) and self._mine(kept)
        line = replace(self._line(kept, opened), sent=sent, waits=waiting)
        return line if media is None else replace(line, media=media)

    def _line(self, kept: KeptMessage, opened: Opened) -> Line:
        message = kept.message
        match message.side:
            case Side.PERSON:
                return Line(kept=kept, who=self.speech.word("person"))
            case Side.EVENT:
                return Line(kept=kept, happened=self._event(kept))
            case Side.NOTE:
                return Line(kept=kept, who=self._who(message.by), mine=self._mine(kept))
            case Side.ADVISOR:
                text, failed = self._delivery(kept, opened)
                return Line(
                    kept=kept,
                    who=self._who(message.by),
                    mine=self._mine(kept),
                    reply=reply_shown(message.about, self.library.release),
                    delivery=text,
                    failed=failed,
                    recallable=self._recallable(kept),
                )

    def _recallable(self, kept: KeptMessage) -> bool:
        message = kept.message
        return self._mine(kept) and not message.removed and message.at >= self.undo_since

    def _mine(self, kept: KeptMessage) -> bool:
        return kept.message.by == self.advisor.id

    def _who(self, by: str) -> str:
        if by == self.advisor.id:
            return self.speech.word("you")
        return self.names.get(AdvisorId(by)) or self.speech.word("somebody")

    def _event(self, kept: KeptMessage) -> str:
        about = kept.message.about
        if "danger" in about:
            return self.speech.word("danger_seen", kind=self.speech.danger(str(about["danger"])))
        text = event_shown(kept.message) or HAPPENED.get(str(about.get("move", "")))
        if text is None:
            return ""
        who = self._who(kept.message.by)
        return self.speech.text(text.with_values(who=who) if "{who}" in text.source else text)

    def _delivery(self, kept: KeptMessage, opened: Opened) -> tuple[str, bool]:
        if kept.message.removed:
            return self.speech.text(WORDS["taken_back"]), False
        if kept.delivery is not None:
            failed = kept.delivery.value != "queued"
            return self.speech.text(DELIVERY[kept.delivery]), failed
        on_page = opened.person.channel is ChannelName.WEB
        return self.speech.word("on_page" if on_page else "delivered"), False
