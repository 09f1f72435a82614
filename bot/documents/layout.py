"""A profile laid out for paper: what is printed and what is in a heading already, what is marked, what stands once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from bot.core.answer import AnswerType
from bot.core.language import Direction, Language
from bot.core.profile import (
    By,
    Export,
    Fact,
    Paired,
    Profile,
    ProfileEntry,
    ProfileNote,
    ProfileSection,
    ProfileStep,
)
from bot.documents.runs import Setting, Words, tag, written_in
from bot.documents.sheet import Entry, Line, Note, Pair, Section, Sheet, Step

MARKS = {By.MERIT: "", By.NOBODY: "*", By.PERSON: "†", By.ADVISOR: "‡", By.MACHINE: "§"}
"""Each has its own, the same on every paper."""

LONG = 40
"""More than fits behind its label: longer words of a person's own, not translated, stand once across both columns."""

NAME = 200
"""So many characters of a name are printed."""


@dataclass(slots=True, kw_only=True)
class Layout:
    """Lays one profile out; `_met` are the translators whose words it has printed."""

    profile: Profile
    setting: Setting
    _met: set[By] = field(default_factory=set)

    def sheet(self, *, attached: bool) -> Sheet:
        """Return all that is printed; `attached` says that the Europass file comes with the paper."""
        profile = self.profile
        lang, region = tag(profile.host.code)
        return Sheet(
            two=profile.two,
            rtl=_is_rtl(profile.language),
            host_rtl=_is_rtl(profile.host),
            lang=lang,
            region=region,
            title=self._title(),
            name=self._name(),
            long_name=len(profile.name) > LONG,
            fixed=self._fixed(),
            sections=tuple(s for s in map(self._section, profile.sections) if s.entries),
            notes=tuple(map(self._note, profile.notes)),
            steps=tuple(map(self._step, profile.steps)),
            small=tuple(
                self._small(attached=attached)
            ),  # the last: it says what the marks above mean
        )

    def _title(self) -> str:
        title = self.profile.words["title"]
        return " · ".join(dict.fromkeys((title.host, title.own)))

    def _name(self) -> Words | None:
        profile = self.profile
        name = shortened(profile.name)
        return self.setting.words(name, written_in(name, profile.language, profile.host))

    def _fixed(self) -> dict[str, Pair]:
        fixed = {id_: self._pair(words) for id_, words in self.profile.words.items()}
        return {**fixed, "made": self._filled("made", date=self.profile.made_words)}

    def _section(self, section: ProfileSection) -> Section:
        entries = tuple(map(self._entry, section.entries))
        return Section(
            title=self._pair(section.title),
            entries=tuple(e for e in entries if e.heading or e.when or e.lines),
        )

    def _entry(self, entry: ProfileEntry) -> Entry:
        said = {"title"} if entry.heading else set()
        said |= {"from", "to"} if entry.when else set()
        lines = (self._line(fact) for fact in entry.facts if _prints(fact, said))
        return Entry(
            heading=self._present(entry.heading),
            when=self._present(entry.when),
            lines=tuple(line for line in lines if _is_there(line.words)),
        )

    def _line(self, fact: Fact) -> Line:
        return Line(
            label=self._pair(fact.label),
            words=self._pair(fact.words, ltr=fact.type is AnswerType.CONTACT),
        )

    def _note(self, note: ProfileNote) -> Note:
        by, day = note.by, note.on_words
        return Note(
            kind=self._pair(note.kind_words),
            words=self._pair(note.words),
            by=self._filled("note_by", advisor=Paired(own=by, host=by), date=day),
        )

    def _step(self, step: ProfileStep) -> Step:
        return Step(
            title=self._present(step.title),
            words=self._pair(step.words),
            done=step.done,
            source=self.setting.words(step.source, self.profile.host),
        )

    def _present(self, paired: Paired | None) -> Pair | None:
        pair = self._pair(paired) if paired else None
        return pair if pair and _is_there(pair) else None

    def _pair(self, paired: Paired, *, ltr: bool = False) -> Pair:
        own, host = self.profile.language, self.profile.host
        if paired.by is By.NOBODY:
            own = host = written_in(paired.own, own, host)
        pair = Pair(
            own=self.setting.words(paired.own, own, ltr=ltr),
            host=self.setting.words(paired.host, host, ltr=ltr),
        )
        return self._marked(pair, paired) if self.profile.two and _is_there(pair) else pair

    def _marked(self, pair: Pair, paired: Paired) -> Pair:
        self._met.add(paired.by)
        once = paired.by is By.NOBODY and len(paired.own) > LONG
        return replace(pair, mark=MARKS[paired.by], once=once)

    def _filled(self, id_: str, **values: Paired) -> Pair:
        words = self.profile.words[id_]
        own, host = words.own, words.host
        for name, value in values.items():
            own = own.replace(f"{{{name}}}", self.setting.inside(value.own))
            host = host.replace(f"{{{name}}}", self.setting.inside(value.host))
        return self._pair(Paired(own=own, host=host))

    def _small(self, *, attached: bool) -> Iterator[Pair]:
        words = self.profile.words
        for by, mark in MARKS.items():
            if mark and by in self._met:
                yield replace(self._pair(words[f"by_{by}"]), mark=mark)
        if "drafts" in words:
            yield self._pair(words["drafts"])
        if attached:
            yield self._pair(words["attached"])
        if any(fact.uri for fact in _facts(self.profile)):
            yield self._pair(words["esco"])


def shortened(name: str) -> str:
    """Return `name` so short that the statement below it stays on the first page."""
    return name if len(name) <= NAME else f"{name[:NAME]}…"


def _facts(profile: Profile) -> Iterable[Fact]:
    return (f for section in profile.sections for e in section.entries for f in e.facts)


def _prints(fact: Fact, said: set[str]) -> bool:
    place = fact.goes.get(Export.PDF)
    return place is not None and place not in said


def _is_there(pair: Pair) -> bool:
    return bool(pair.own or pair.host)


def _is_rtl(language: Language) -> bool:
    return language.direction is Direction.RIGHT_TO_LEFT
