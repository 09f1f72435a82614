"""Text written with parse_mode HTML: its letters, its entities, or what is wrong and where."""

import html
import re
from dataclasses import dataclass, field

from bot.testing.methods.autolinks import units
from bot.testing.methods.refusals import Refusal, bad_request
from bot.testing.world.users import Json

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
TOKEN = re.compile(r"<(?P<end>/?)(?P<rest>[^<>]*)(?P<close>>?)|&(?P<entity>#?\w+);")
ATTRIBUTE = re.compile(
    r"\s*(?P<name>[^\s=]*)\s*(?P<equal>=?)\s*(?P<value>\"[^\"]*\"|'[^']*'|[\w.-]*)"
)
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
WITHOUT_VALUE = frozenset({"expandable"})


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int


@dataclass(slots=True)
class _Reading:
    source: str
    text: str = ""
    length: int = 0  # of `text`, in UTF-16 units
    open: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def write(self, letters: str) -> None:
        self.text += letters
        self.length += units(letters)

    def refusal(self, words: str, at: int) -> Refusal:
        offset = len(self.source[:at].encode())
        return bad_request(f"can't parse entities: {words.format(offset=offset)}")


def parse_html(source: str) -> tuple[str, list[Json]]:
    """The letters of `source` and its entities; tags Telegram does not know are refused."""
    reading = _Reading(source)
    done = 0
    for token in TOKEN.finditer(source):
        reading.write(source[done : token.start()])
        done = token.end()
        if token["entity"] is not None:
            reading.write(_letter(token.group(), token["entity"]))
        elif token["end"]:
            _end_tag(reading, token)
        else:
            _start_tag(reading, token)
    reading.write(source[done:])
    if reading.open:
        words = f'Can\'t find end tag corresponding to start tag "{reading.open[-1].tag}"'
        raise bad_request(f"can't parse entities: {words}")
    return reading.text, reading.entities


def _letter(source: str, name: str) -> str:
    if name.startswith("#"):
        return html.unescape(source)
    return NAMED.get(name, source)


def _start_tag(reading: _Reading, token: re.Match[str]) -> None:
    if not token["close"]:
        raise reading.refusal("Unclosed start tag at byte offset {offset}", token.start())
    tag, _, rest = token["rest"].partition(" ")
    tag = tag.strip().lower()
    if tag not in KINDS:
        words = f'Unsupported start tag "{tag}" at byte offset {{offset}}'
        raise reading.refusal(words, token.start())
    attributes = _attributes(reading, tag, rest, token.start())
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        words = 'Tag "span" must have class "tg-spoiler" at byte offset {offset}'
        raise reading.refusal(words, token.start())
    reading.open.append(_Open(tag, attributes, reading.length))


def _attributes(reading: _Reading, tag: str, rest: str, at: int) -> dict[str, str]:
    found: dict[str, str] = {}
    position = 0
    while rest[position:].strip():
        match = ATTRIBUTE.match(rest, position)
        assert match is not None  # every part of the pattern may be empty
        name, position = match["name"], match.end()
        if not name:
            words = f'Empty attribute name in the tag "{tag}" at byte offset {{offset}}'
            raise reading.refusal(words, at)
        if not match["equal"] and name not in WITHOUT_VALUE:
            words = f'Expected equal sign in declaration of an attribute of the tag "{tag}"'
            raise reading.refusal(f"{words} at byte offset {{offset}}", at)
        found[name.lower()] = html.unescape(match["value"].strip("\"'"))
    return found


def _end_tag(reading: _Reading, token: re.Match[str]) -> None:
    if not reading.open:
        raise reading.refusal("Unexpected end tag at byte offset {offset}", token.start())
    if not token["close"]:
        raise reading.refusal("Unclosed end tag at byte offset {offset}", token.start())
    opened = reading.open.pop()
    tag = token["rest"].strip().lower()
    if tag and tag != opened.tag:
        words = f'expected "</{opened.tag}>", found "</{tag}>"'
        raise reading.refusal(
            f"Unmatched end tag at byte offset {{offset}}, {words}", token.start()
        )
    if reading.length > opened.offset:
        _add_entity(reading, opened)


def _add_entity(reading: _Reading, opened: _Open) -> None:
    entity: Json = {
        "type": KINDS[opened.tag],
        "offset": opened.offset,
        "length": reading.length - opened.offset,
    }
    language = opened.attributes.get("class", "").removeprefix("language-")
    last = reading.entities[-1] if reading.entities else {}
    match opened.tag:
        case "a":
            entity["url"] = opened.attributes.get("href") or _written(reading, opened)
            if not entity["url"].startswith(("http://", "https://", "tg://", "mailto:")):
                entity["url"] = f"http://{entity['url']}/"
        case "tg-emoji":
            entity["custom_emoji_id"] = opened.attributes.get("emoji-id", "")
        case "blockquote" if "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        case "code" if language:
            entity["language"] = language
        case "pre" if last.get("language") and last["length"] == entity["length"]:
            last["type"] = "pre"
            return
    reading.entities.append(entity)


def _written(reading: _Reading, opened: _Open) -> str:
    raw = reading.text.encode("utf-16-le")
    return raw[opened.offset * 2 :].decode("utf-16-le")
