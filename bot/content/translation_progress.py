"""How far each language is, topic by topic, and what people who chose it read in English: what matters most first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.content.catalogs import LanguageFiles, read_translations
from bot.content.domains import critical_places, former_places, templates
from bot.content.merge import REVIEW
from bot.content.po import Message, PoFile
from bot.content.reach import NEVER, distance_of, distances
from bot.content.release import Content
from bot.content.translations import merged
from bot.core.language import LanguageCode

FLOW_DOMAIN = "flows"
_EVERYWHERE = 0
_OWN_WORDS = "ui"
"""What Merit says itself can be met in any conversation; entries and saved replies only by those who ask."""


class State(StrEnum):
    """Whether a translation may be shown."""

    CONFIRMED = "confirmed"
    OUTDATED = "outdated"
    """There is one, and somebody has to confirm it (fuzzy)."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextState:
    """One text in one language; `distance` is how many steps into a conversation it is met."""

    domain: str
    message: Message
    state: State
    critical: bool
    distance: int

    @property
    def topic(self) -> str:
        """The flow the text belongs to, or the domain where there are no flows."""
        return self.message.place.partition("/")[0] if self.domain == FLOW_DOMAIN else self.domain

    @property
    def open(self) -> bool:
        """Whether people read it in English."""
        return self.state is not State.CONFIRMED

    @property
    def words(self) -> int:
        """How many English words there are to translate or to compare."""
        return len(f"{self.message.source} {self.message.plural or ''}".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicProgress:
    """How far one topic is in one language; `words` are left to do, `critical` texts are read in English."""

    language: LanguageCode
    topic: str
    total: int
    confirmed: int
    outdated: int
    missing: int
    words: int
    critical: int
    nearest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageProgress:
    """How far one language is; `review` is the lowest of its files' X-Review."""

    language: LanguageCode
    review: str
    texts: tuple[TextState, ...]

    @property
    def topics(self) -> tuple[TopicProgress, ...]:
        """Each topic, the one where most is at stake first."""
        names = dict.fromkeys(text.topic for text in self.texts)
        found = [self.topic(name) for name in names]
        return tuple(sorted(found, key=lambda each: (-each.critical, each.nearest)))

    def topic(self, name: str) -> TopicProgress:
        """Return how far one topic is."""
        return _count(self.language, name, [text for text in self.texts if text.topic == name])

    @property
    def whole(self) -> TopicProgress:
        """All topics together."""
        return _count(self.language, "", self.texts)

    @property
    def open(self) -> tuple[TextState, ...]:
        """What people read in English, what matters most first: critical texts, then those met soonest."""
        return tuple(
            sorted(
                (text for text in self.texts if text.open),
                key=lambda text: (not text.critical, text.distance),
            )
        )


def _count(language: LanguageCode, topic: str, texts: Iterable[TextState]) -> TopicProgress:
    every = tuple(texts)
    open_ = [text for text in every if text.open]
    outdated = sum(text.state is State.OUTDATED for text in open_)
    return TopicProgress(
        language=language,
        topic=topic,
        total=len(every),
        confirmed=len(every) - len(open_),
        outdated=outdated,
        missing=len(open_) - outdated,
        words=sum(text.words for text in open_),
        critical=sum(text.critical for text in open_),
        nearest=min((text.distance for text in open_ or every), default=NEVER),
    )


def progress(folder: Path, content: Content) -> Iterator[LanguageProgress]:
    """Yield how far every language but English is, as it would be after bringing its files up to date."""
    wanted, former = templates(content), former_places(content)
    judge = _Judge(content)
    for language in read_translations(folder, content.languages).values():
        yield judge.language(language, merged(wanted, language, former))


class _Judge:
    """Gives each text its state and importance."""

    def __init__(self, content: Content) -> None:
        self._release = content.release
        self._critical = critical_places(content)
        self._distances = distances(content.release)

    def language(self, language: LanguageFiles, files: Mapping[str, PoFile]) -> LanguageProgress:
        """Return how far `language` is with these files."""
        reviews = [po.headers[REVIEW] for po in files.values()]
        return LanguageProgress(
            language=language.entry.language.code,
            review=min(reviews, key=_depth, default="none"),
            texts=tuple(
                self._text(domain, message)
                for domain, po in files.items()
                for message in po.messages
            ),
        )

    def _text(self, domain: str, message: Message) -> TextState:
        return TextState(
            domain=domain,
            message=message,
            state=state_of(message),
            critical=message.place in self._critical,
            distance=self._distance(domain, message.place),
        )

    def _distance(self, domain: str, place: str) -> int:
        if domain == FLOW_DOMAIN:
            return distance_of(place, self._release, self._distances)
        return _EVERYWHERE if domain == _OWN_WORDS else NEVER


def state_of(message: Message) -> State:
    """Return whether the translation may be shown, waits to be confirmed, or is missing."""
    if message.confirmed:
        return State.CONFIRMED
    return State.OUTDATED if message.translated else State.MISSING


REVIEWS = ("none", "partial", "native")


def _depth(review: str) -> int:
    return REVIEWS.index(review) if review in REVIEWS else 0
