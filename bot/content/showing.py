"""Looking at messages as a person would see them, for what a person must never see."""

import re
from collections.abc import Collection, Hashable, Iterator
from dataclasses import dataclass, field

from bot.content.knowledge_checks import LONGEST_QUESTION
from bot.content.translation_words import LONGEST_LABEL
from bot.core.inquiring import FAQ, SHOW
from bot.core.message import OutboundKind, OutboundMessage
from bot.core.press import Press, press_to_ids
from bot.core.render import POP_ISOLATE, render_say
from bot.core.text import Text
from bot.core.turn import Say
from bot.service.library import Catalog

LONGEST_SENT = 4096
"""UTF-16 units Telegram takes in one message."""
LONGEST_SHOWN = LONGEST_LABEL + 4
"""A label with its tick and direction mark."""
LONGEST_TITLE = 2 * LONGEST_QUESTION
"""The question of an entry as a translation may grow; it has a row of buttons to itself."""

_ISOLATES = re.compile("[\u2066\u2067\u2068\u2069]")
_PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)\}")


@dataclass(slots=True)
class Look:
    """A look at messages in the language of `catalog`; what was seen to be in order is not looked at again."""

    catalog: Catalog
    seen: set[Hashable] = field(default_factory=set)

    def at(self, say: Say, key: Hashable | None = None) -> str | None:
        """Return what is wrong with a message, or None; `key` is its `likeness`, if that was worked out already."""
        key = key or likeness(say)
        if key in self.seen:
            return None
        wrong = next(self._wrong(say), None)
        if wrong is None:
            self.seen.add(key)
        return wrong

    def _wrong(self, say: Say) -> Iterator[str]:
        language = self.catalog.language.english
        try:
            messages = list(render_say(say, self.catalog, press_to_ids, on="message"))
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            yield f"A message cannot be shown in {language}: {error!r}"
            return
        for text in _texts(say):
            yield from _left_open(text)
        if say.kind is OutboundKind.SEND and not messages and not say.recording:
            yield f"A message has no words in {language}."
        titles = {press_to_ids(offer.press) for offer in say.offers if _is_title(offer.press)}
        for message in messages:
            yield from _mistakes(message, titles, language)


def _is_title(press: Press) -> bool:
    """Whether a button shows the question of an entry, which is longer than a label."""
    return (press.flow, press.step) == (FAQ, SHOW)


def _mistakes(message: OutboundMessage, titles: Collection[str], language: str) -> Iterator[str]:
    """Yield what is wrong with a message in its final words; `titles` are the tokens of questions on buttons."""
    buttons = [button for row in message.rows for button in row]
    if not all(_balanced(words) for words in (message.text, *(each.label for each in buttons))):
        yield f"Direction characters are not balanced in {language}."
    for button in buttons:
        label = button.label
        longest = LONGEST_TITLE if button.token in titles else LONGEST_SHOWN
        if len(_ISOLATES.sub("", label)) > longest:
            yield f"The button '{label}' is too long in {language}."
        if not label.strip():
            yield f"A button has no words in {language}."
    if len(message.text.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST_SENT:
        yield f"A message is longer than {LONGEST_SENT} letters in {language}."


def _balanced(words: str) -> bool:
    depth = 0
    for mark in _ISOLATES.findall(words):
        depth += -1 if mark == POP_ISOLATE else 1
        if depth < 0:
            return False
    return depth == 0


def _left_open(text: Text) -> Iterator[str]:
    """Yield a word for each placeholder that nothing is put in for: the person would see it as it is."""
    for name in _PLACEHOLDER.findall(text.source):
        if text.values.get(name) is None:
            yield f"{{{name}}} stays visible in the text {text.place}, because '{name}' is not known there."


def _texts(say: Say) -> Iterator[Text]:
    for lines in say.paragraphs:
        yield from lines
    for offer in say.offers:
        yield offer.label


def likeness(say: Say) -> Hashable:
    """Return a value that is equal for messages that look the same in every language."""
    return (
        say.kind,
        say.recording,
        tuple(tuple(_text_key(line) for line in lines) for lines in say.paragraphs),
        tuple((_text_key(offer.label), offer.picked) for offer in say.offers),
    )


def _text_key(text: Text) -> Hashable:
    if not text.values:
        return text.place, text.source, text.lead
    values = tuple(
        (name, _text_key(value) if isinstance(value, Text) else value)
        for name, value in text.values.items()
    )
    return text.place, text.source, text.lead, text.count, values
