"""Recorded voice: audio/LANGUAGE/PLACE.ogg, for people who do not read well, and whether it still says its text."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from bot.content.catalogs import Catalogs, SourceWords, Translations
from bot.content.domains import former_places
from bot.content.fields import as_block, as_text
from bot.content.ogg import wrong_with
from bot.content.release import Content
from bot.content.report import START, Report, closest
from bot.content.yaml import read_file
from bot.core.exact_parts import PLACEHOLDER
from bot.core.flow import AskStep, ChooseStep, Flow, FlowId, Release, SayStep
from bot.core.language import LanguageCode
from bot.core.text import Text
from bot.service.library import Catalog

AUDIO = "audio"
SUFFIX = ".ogg"
RECORDED = "recorded.yaml"
"""Beside the recordings of a language: the mark of the words each of them says."""
MOST = 32 * 1024 * 1024
"""Bytes of all recordings together, because they travel in the release and stay in memory."""
MARK = 12
"""Letters of the hash of the words."""


class State(StrEnum):
    """How a text stands in one language."""

    RECORDED = "recorded"
    AGAIN = "record again"
    """It was recorded in other words than today's, so it is not sent."""
    UNCHECKED = "unchecked"
    """There is a recording, and nobody knows of which words. It is sent, unless the text is critical."""
    MISSING = "missing"
    UNTRANSLATED = "not translated"
    """There are no words to speak yet."""
    SKIPPED = "skipped"
    """It says something else to each person."""


Place = tuple[LanguageCode, str]
"""A language and where a text stands."""
TO_RECORD = frozenset({State.MISSING, State.AGAIN})
"""What a speaker has to do."""

_TOO_MANY = (
    f"All recordings together are larger than {MOST // 1024 // 1024} MiB, so this one is not used. "
    "Delete some, or make them smaller."
)
_NO_TEXT = "No message and no question stands at this place. `merit audio list` shows the places there are."
_FROM_PERSON_TO_PERSON = (
    "This text says something else to each person, so nobody can record it. Delete the recording."
)
_AGAIN = (
    "The words at {spoken.text.place} are not those that were recorded, so nobody hears this. "
    "Record them again: `merit audio add {spoken.language} {spoken.text.place} FILE`"
)
_UNCHECKED = (
    "No line of recorded.yaml says which words this says, so nobody is told when they change.{critical} Listen to it; "
    "if it says its text, write that down: `merit audio add {spoken.language} {spoken.text.place} FILE`"
)
_CRITICAL = " The text is critical, so nobody hears this."


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One text in one language: the `words` a speaker says, empty where there are none."""

    language: LanguageCode
    text: Text
    words: str
    state: State

    @property
    def sent(self) -> bool:
        """Whether people can hear it; rights and deadlines only in words somebody can vouch for."""
        unsure = self.state is State.UNCHECKED and not self.text.critical
        return self.state is State.RECORDED or unsure


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """Every text that can be spoken, in every language, and the recordings people can hear by language and place."""

    texts: tuple[Spoken, ...] = ()
    sounds: Mapping[LanguageCode, Mapping[str, bytes]] = field(default_factory=dict)
    reports: tuple[Report, ...] = ()

    @property
    def heard(self) -> "frozenset[Place]":
        """The language and place of each recording that is sent."""
        return frozenset((code, place) for code, found in self.sounds.items() for place in found)

    def given_to(self, catalogs: Catalogs) -> Catalogs:
        """Return the catalogs with the recordings in their language."""
        return {
            code: replace(each, recordings=self.sounds.get(code, {}))
            if isinstance(each, Translations | SourceWords)
            else each
            for code, each in catalogs.items()
        }


def mark_of(words: str) -> str:
    """Return the mark of the words that are spoken: it changes when a word does, not where a line ends."""
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:MARK]


def audio_path(language: LanguageCode, place: str) -> str:
    """Return where the recording of a text is, below the content folder."""
    return f"{AUDIO}/{language}/{place}{SUFFIX}"


def texts_to_speak(release: Release) -> Iterator[Text]:
    """Yield what Merit says and asks, in about the order in which people meet it."""
    for flow in _in_order(release):
        for step in flow.steps.values():
            if isinstance(step, SayStep | AskStep | ChooseStep):
                yield step.text


def _in_order(release: Release) -> Iterable[Flow]:
    """Return the flows: the way in, the menu, the profile, then all others as they stand."""
    commands = [
        release.commands[name][0] for name in ("start", "language") if name in release.commands
    ]
    needs = [release.needs[name] for name in ("consent", "idle") if name in release.needs]
    profile = [id_ for id_ in release.flows if id_.startswith("profile")]
    first = [*commands, *(FlowId(need) for need in needs), *profile]
    order = dict.fromkeys([*first, *release.flows])
    return [release.flows[id_] for id_ in order if id_ in release.flows]


def read_voices(folder: Path, content: Content, catalogs: Catalogs) -> Voices:
    """Return how every text stands and what can be heard of it. Never raises for what a file holds."""
    shelf = _Shelf(folder)
    former = former_places(content)
    texts = tuple(texts_to_speak(content.release))
    spoken: list[Spoken] = []
    sounds: dict[LanguageCode, dict[str, bytes]] = {}
    for code, catalog in catalogs.items():
        for text in texts:
            found = shelf.found(code, (text.place, *former.get(text.place, ())))
            data = None if found is None else shelf.take(found)
            mark = None if found is None or data is None else shelf.mark(found)
            words = words_of(text, catalog)
            one = Spoken(language=code, text=text, words=words or "", state=_state(words, mark))
            spoken.append(one)
            if found is not None:
                shelf.tell(one, found)
            if data is not None and one.sent:
                sounds.setdefault(code, {})[text.place] = data
    shelf.tell_of_the_rest(texts, catalogs)
    return Voices(texts=tuple(spoken), sounds=sounds, reports=tuple(shelf.reports))


def words_of(text: Text, catalog: Catalog) -> str | None:
    """Return what a speaker says: nothing where it changes from person to person, None where it is not translated."""
    return "" if PLACEHOLDER.search(text.source) else catalog.find(text.place, text.source)


def _state(words: str | None, mark: str | None) -> State:
    """Return how a text stands whose recording has this mark: empty where none was written down, None without one."""
    if words == "":
        return State.SKIPPED
    if mark == "":
        return State.UNCHECKED
    if words is None:
        return State.UNTRANSLATED if mark is None else State.AGAIN
    if mark is None:
        return State.MISSING
    return State.RECORDED if mark == mark_of(words) else State.AGAIN


def read_marks(folder: Path, language: LanguageCode) -> tuple[dict[str, str], Report]:
    """Return the marks of the words that were recorded, by place, as far as the file can be read."""
    path = f"{AUDIO}/{language}/{RECORDED}"
    if not (folder / path).is_file():
        return {}, Report(path=path)
    node, report = read_file(folder / path, path)
    block = None if node is None else as_block(node, report, "The file")
    marks: dict[str, str] = {}
    for entry in block or ():
        mark = as_text(entry.value, report, f"'{entry.key.text}:'")
        if mark is not None:
            marks[entry.key.text] = mark.text
    return marks, report


class _Shelf:
    """The recordings of a folder: `files` by language and place, what is wrong with them in `reports`."""

    def __init__(self, folder: Path) -> None:
        self.files = {
            place_of(file.relative_to(folder).as_posix()): file
            for file in sorted((folder / AUDIO).rglob(f"*{SUFFIX}"))
            if file.is_file()
        }
        self.reports: list[Report] = []
        self._folder = folder
        self._marks: dict[LanguageCode, tuple[dict[str, str], Report]] = {}
        self._taken: set[Place] = set()
        self._room = MOST

    def found(self, code: LanguageCode, places: Iterable[str]) -> Place | None:
        """Return the first of `places` that is recorded."""
        return next(((code, place) for place in places if (code, place) in self.files), None)

    def take(self, place: Place) -> bytes | None:
        """Return the recording at `place`, or None if it cannot be used."""
        self._taken.add(place)
        try:
            data = self.files[place].read_bytes()
        except OSError as error:
            self._add("L040", place, f"The file cannot be opened: {error.strerror}.")
            return None
        self._room -= len(data)
        wrong = wrong_with(data) or ("" if self._room >= 0 else _TOO_MANY)
        if wrong:
            self._add("L040", place, wrong)
            return None
        return data

    def mark(self, place: Place) -> str:
        """Return the mark of the words of a recording, empty where nobody wrote one down.

        While a file of marks cannot be read nothing of its language counts as said in today's words.
        """
        code, name = place
        if code not in self._marks:
            self._marks[code] = read_marks(self._folder, code)
            self.reports.append(self._marks[code][1])
        marks, report = self._marks[code]
        return marks.get(name, "unknown" if report.failed else "")

    def tell(self, spoken: Spoken, found: Place) -> None:
        """Note what an editor should know about a recording that is there."""
        match spoken.state:
            case State.SKIPPED:
                self._add("L041", found, _FROM_PERSON_TO_PERSON)
            case State.AGAIN:
                self._add("L042", found, _AGAIN.format(spoken=spoken))
            case State.UNCHECKED:
                critical = _CRITICAL if spoken.text.critical else ""
                self._add("L043", found, _UNCHECKED.format(spoken=spoken, critical=critical))
            case _:
                pass

    def tell_of_the_rest(self, texts: Iterable[Text], codes: Collection[LanguageCode]) -> None:
        """Note the recordings that belong to no text."""
        places = [text.place for text in texts]
        for code, name in sorted(self.files.keys() - self._taken):
            known = code in codes
            message = _NO_TEXT if known else f"There is no language '{code}'."
            meant = closest(name, places) if known else closest(code, codes)
            self._add("L041", (code, name), message, suggestion=meant)

    def _add(self, code: str, place: Place, message: str, *, suggestion: str = "") -> None:
        report = Report(path=self.files[place].relative_to(self._folder).as_posix())
        report.add(code, START, message, suggestion=suggestion)
        self.reports.append(report)


def place_of(path: str) -> Place:
    """Return the language and the place that the path of a recording names."""
    language, _, place = path.removeprefix(f"{AUDIO}/").removesuffix(SUFFIX).partition("/")
    return language, place
