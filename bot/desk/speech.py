"""The desk's pages in a language: words, moments, ages, names of languages and of what people chose."""

from datetime import UTC, date, datetime, tzinfo

from bot.core.language import SOURCE_LANGUAGE, Direction, Language, LanguageCode
from bot.core.render import render_text
from bot.core.text import Text, literal, npgettext
from bot.desk.words import WORDS
from bot.service.desk.card_words import DANGERS
from bot.service.desk.cards import language_name, topic_name
from bot.service.library import Library

_MINUTE, _HOUR, _DAY = 60, 60 * 60, 24 * 60 * 60
_MOST_WISHES = 20


class Speech:
    """Says everything in one language, on the clock of `zone`."""

    def __init__(self, library: Library, code: LanguageCode, zone: tzinfo, now: datetime) -> None:
        self._library = library
        self._catalog = library.catalog(code)
        self._zone = zone
        self._now = now
        self._said: dict[tuple[str, str], str] = {}

    @property
    def language(self) -> Language:
        """The language."""
        return self._catalog.language

    @property
    def languages(self) -> list[Language]:
        """The languages pages can be in."""
        return [each for each in self._library.release.languages.values() if each.desk]

    @property
    def zone(self) -> tzinfo:
        """Whose clock moments are said on."""
        return self._zone

    def day(self, day: date) -> str:
        """Return a day."""
        return self._catalog.date(day)

    def word(self, name: str, **values: str | int | date | Text) -> str:
        """Return words of a page."""
        return self.text(WORDS[name].with_values(**values))

    def text(self, text: Text | str) -> str:
        """Return a text, in English where it has no translation."""
        return text if isinstance(text, str) else render_text(text, self._catalog).words

    def lang(self, code: LanguageCode) -> str:
        """Return the name of a language, in itself and in English."""
        return self._once(("language", code), language_name(self._library.release, code))

    def label(self, answer: str, value: str) -> str:
        """Return what stands for an answer of a person's, such as ("country", "nl")."""
        release = self._library.release
        if answer == "topic":
            return self._once((answer, value), topic_name(release, value))
        return self._once((answer, value), release.labels.get((answer, value)) or literal(value))

    def danger(self, kind: str) -> str:
        """Return what kind of danger words may mean."""
        return self.text(DANGERS.get(kind) or literal(kind))

    def moment(self, at: float) -> str:
        """Return a moment: of today the time, of other days the date too."""
        local, today = self._local(at), self._now.astimezone(self._zone).date()
        clock = f"{local:%H:%M}"
        return clock if local.date() == today else f"{self._catalog.date(local.date())}, {clock}"

    def iso(self, at: float) -> str:
        """Return a moment for machines."""
        return datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")

    def age(self, at: float) -> str:
        """Return how long ago a moment was, in one unit, rounded down, but at least a minute."""
        unit, count = elapsed(at, self._now)
        if unit == _DAY:
            return self.text(npgettext("desk/page/age/days", "{count} day", "{count} days", count))
        if unit == _HOUR:
            text = npgettext("desk/page/age/hours", "{count} hour", "{count} hours", count)
            return self.text(text)
        text = npgettext("desk/page/age/minutes", "{count} minute", "{count} minutes", count)
        return self.text(text)

    def waiting(self, count: int) -> str:
        """Say how many people wait for an answer."""
        if count == 0:
            return self.word("nobody_waits")
        return self.text(
            npgettext("desk/page/waiting", "{count} person waits", "{count} people wait", count)
        )

    def _once(self, key: tuple[str, str], text: Text) -> str:
        """Return a text that many lines of a page say."""
        if key not in self._said:
            self._said[key] = self.text(text)
        return self._said[key]

    def _local(self, at: float) -> datetime:
        return datetime.fromtimestamp(at, UTC).astimezone(self._zone)


def elapsed(at: float, now: datetime) -> tuple[int, int]:
    """Return how long ago a moment was: the seconds of the unit it is said in, and how many of them."""
    seconds = max(0, int(now.timestamp() - at))
    unit = next((each for each in (_DAY, _HOUR) if seconds >= 2 * each), _MINUTE)
    return unit, max(1, seconds // unit)


def language_for(library: Library, *wishes: str, accept: str = "") -> LanguageCode:
    """Return the first of the wishes that pages can be in, then what the browser prefers, then English."""
    read = {code for code, each in library.release.languages.items() if each.desk}
    for tag in (*wishes, *_preferred(accept)):
        for code in (tag, tag.partition("-")[0]):
            if code in read:
                return code
    return SOURCE_LANGUAGE


def _preferred(accept: str) -> list[str]:
    """Return the language tags of an Accept-Language header as they stand: browsers put the best first."""
    tags = (part.partition(";")[0].strip().lower() for part in accept.split(",")[:_MOST_WISHES])
    return [tag for tag in tags if tag]


def is_right_to_left(language: Language) -> bool:
    """Whether the page runs from right to left."""
    return language.direction is Direction.RIGHT_TO_LEFT
