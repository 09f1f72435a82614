"""What has been said so far, as far as a terminal needs it: which lines are new, which buttons can be pressed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.core.fold import fold
from bot.core.language import Direction
from bot.core.message import Button, ChannelName, OutboundKind, Pressed
from bot.service.ports import Conversations, Line


@dataclass(slots=True)
class Kept:
    """The conversation of one `address`: the last sequence shown and the buttons under each message."""

    conversations: Conversations
    address: str
    seen: int = 0
    buttons: dict[int, tuple[Button, ...]] = field(default_factory=dict)

    async def news(self) -> Sequence[Line]:
        """Return the lines since the last call.

        The line seen last is read again: when it is gone, everything was deleted, and numbers begin anew.
        """
        lines = list(await self._lines(max(0, self.seen - 1)))
        if self.seen:
            if lines and lines[0].sequence == self.seen:
                lines = lines[1:]
            else:
                self.seen = 0
                self.buttons.clear()
                lines = list(await self._lines(0)) or lines  # last words are handed out only once
        for line in lines:
            self._note(line)
        return lines

    async def changed(self, seconds: float) -> bool:
        """Wait until there may be news."""
        return await self.conversations.changed(ChannelName.TERMINAL, self.address, seconds=seconds)

    @property
    def choices(self) -> tuple[Button, ...]:
        """The buttons of the newest message that has any, in reading order."""
        return next(reversed(self.buttons.values()), ())

    def pressed(self, given: str) -> Pressed | None:
        """Return the press that `given` means, a token or a label, on the newest message that has it."""
        for same in (_is_token, _is_label):
            for sequence, buttons in reversed(self.buttons.items()):
                for button in buttons:
                    if same(button, given):
                        return Pressed(token=button.token, on=str(sequence))
        return None

    def numbered(self, number: int) -> Pressed | None:
        """Return the press of the newest message's button `number`, counted from 1."""
        if not 1 <= number <= len(self.choices):
            return None
        sequence = next(reversed(self.buttons))
        return Pressed(token=self.choices[number - 1].token, on=str(sequence))

    def _note(self, line: Line) -> None:
        self.seen = line.sequence
        message = line.message
        keyboard = message.kind is OutboundKind.KEYBOARD
        under = int(message.on or line.sequence) if keyboard else line.sequence
        if message.rows:
            self.buttons[under] = tuple(in_reading_order(line))
        elif keyboard:
            self.buttons.pop(under, None)

    async def _lines(self, after: int) -> Iterable[Line]:
        return await self.conversations.lines(ChannelName.TERMINAL, self.address, after=after)


def in_reading_order(line: Line) -> Iterator[Button]:
    """Yield the buttons of a line; its rows stand as drawn from left to right."""
    mirrored = line.message.direction is Direction.RIGHT_TO_LEFT
    for row in line.message.rows:
        yield from reversed(row) if mirrored else row


def _is_token(button: Button, given: str) -> bool:
    return button.token == given


def _is_label(button: Button, given: str) -> bool:
    label = fold(button.label)
    return button.label == given or (label != "" and label == fold(given))
