"""Writing a profile down: what a person told, in two languages, as far as it may be shown."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from bot.core.answer import AnswerSpec, AnswerType, AnswerValue, Record
from bot.core.by_others import Addition
from bot.core.dates import NOW
from bot.core.language import SOURCE_LANGUAGE, Language, LanguageCode
from bot.core.plans import kept_items
from bot.core.profile import (
    AdditionKind,
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
from bot.core.profile_words import PROFILE_WORDS
from bot.core.run import Run
from bot.core.sections import answers_of, is_told, section_title, sections
from bot.core.shown import shown_value
from bot.core.taxonomy import ESCO, OWN, uri_of
from bot.core.terms import TERMS
from bot.core.text import Text, literal
from bot.core.wording import with_answers

NONE = "none"
"""Of several choices the one that says there is nothing, which nobody writes down."""

Spoken = Callable[[Text], str]
"""Gives a text in one language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The two languages of a profile, and what is known of each beyond the catalogs.

    `own` and `host` give a text in their language. `concepts` are names of ESCO concepts by their id in the host's.
    """

    language: Language
    host: Language
    own: Spoken
    host_words: Spoken
    concepts: Mapping[str, str] = field(default_factory=dict)

    def of(self, text: Text) -> Paired:
        """Return a text in both."""
        return Paired(own=self.own(text), host=self.host_words(text))

    @property
    def two(self) -> bool:
        """Whether there really are two languages."""
        return self.language.code != self.host.code


def profile_of(
    run: Run,
    pair: Pair,
    *,
    only: frozenset[str] | None = None,
    photo: bytes = b"",
    steps: bool = False,
) -> Profile:
    """Return the profile as it is written down; of the sections only those in `only`, if given.

    With `steps` the person's own plan is in it.
    """
    shown = [each for each in sections(run.release) if only is None or each in only]
    found = (_section(run, pair, section) for section in shown)
    return Profile(
        language=pair.language,
        host=pair.host,
        made=run.now.date(),
        made_words=pair.of(literal(run.now.date())),
        name=_name(run, shown),
        photo=photo,
        sections=tuple(section for section in found if section.entries),
        words={
            id_: pair.of(text)
            for id_, text in PROFILE_WORDS.items()
            if id_ != "drafts" or pair.language.draft or pair.host.draft
        },
        notes=tuple(_note(run, pair, each) for each in run.by_others.additions),
        steps=tuple(_steps(run, pair)) if steps else (),
    )


def _name(run: Run, shown: list[str]) -> str:
    names = (
        run.answers.get(spec.name)
        for section in shown
        for spec in answers_of(run.release, section)
        if _place(spec) == "name"
    )
    return next((str(name) for name in names if name), "")


def _place(spec: AnswerSpec) -> str:
    return "" if spec.profile is None else spec.profile.goes.get(Export.PDF, "")


def _section(run: Run, pair: Pair, id_: str) -> ProfileSection:
    specs = list(answers_of(run.release, id_))
    single: Record = {spec.name: run.saved.get(spec.name) for spec in specs}
    told = [
        record
        for spec in specs
        if spec.type is AnswerType.RECORDS
        for record in run.records.get(spec.name, ())
    ]
    entries = (_entry(run, pair, record) for record in (single, *told))
    return ProfileSection(
        id=id_,
        title=pair.of(section_title(run.release, id_)),
        entries=tuple(entry for entry in entries if entry.facts),
    )


def _entry(run: Run, pair: Pair, record: Record) -> ProfileEntry:
    facts = tuple(_facts(run, pair, record))
    if any(_only_on_paper(run.release.answers[fact.name], fact.value) for fact in facts):
        facts = tuple(
            replace(fact, goes={Export.PDF: fact.goes.get(Export.PDF, "")}) for fact in facts
        )
    titles = [fact.words for fact in facts if fact.goes.get(Export.PDF) == "title"]
    asks_end = any(_goes_to_end(run.release.answers.get(name)) for name in record)
    return ProfileEntry(
        facts=facts, heading=_joined(titles), when=_when(pair, facts, asks_end=asks_end)
    )


def _written_down(value: AnswerValue) -> AnswerValue:
    return tuple(each for each in value if each != NONE) if isinstance(value, tuple) else value


def _only_on_paper(spec: AnswerSpec, value: AnswerValue) -> bool:
    values = () if spec.profile is None else spec.profile.only_on_paper
    return isinstance(value, str) and value in values


def _goes_to_end(spec: AnswerSpec | None) -> bool:
    return spec is not None and _place(spec) == "to"


def _facts(run: Run, pair: Pair, record: Record) -> Iterator[Fact]:
    for name, given in record.items():
        value = _written_down(given)
        spec = run.release.answers.get(name)
        if spec is None or spec.profile is None or spec.type is AnswerType.FILE:
            continue
        if not is_told(value):
            continue
        term = value if spec.type in TERMS and isinstance(value, str) else ""
        yield Fact(
            name=name,
            type=spec.type,
            label=pair.of(spec.label or literal(name)),
            words=_words(run, pair, spec, value),
            value=value,
            goes={
                export: spec.profile.goes[export]
                for export in Export
                if spec.profile.goes.get(export)
            },
            isco=_isco(run, spec, term),
            uri=_uri(spec, term),
        )


def _isco(run: Run, spec: AnswerSpec, term: str) -> str:
    found = run.release.taxonomy.find(spec.type, term) if term else None
    return "" if found is None else found.isco


def _uri(spec: AnswerSpec, term: str) -> str:
    return uri_of(spec.type, term.split("/")[1]) if term.startswith(ESCO) else ""


def _words(run: Run, pair: Pair, spec: AnswerSpec, value: AnswerValue) -> Paired:
    """Return what was answered in both languages; words of the person's own stay theirs unless somebody translated."""
    shown = shown_value(spec, value, run.release)
    if isinstance(value, str) and value.startswith(ESCO) and spec.type in TERMS:
        _, id_, label = value.split("/", 2)
        return Paired(own=label, host=pair.concepts.get(id_, label))
    if isinstance(shown, Text) and not (isinstance(value, str) and value.startswith(OWN)):
        return pair.of(shown)
    words = pair.own(shown) if isinstance(shown, Text) else str(shown)
    return (
        _translated(run, pair, words) if _own_words(spec, words) else Paired(own=words, host=words)
    )


def _own_words(spec: AnswerSpec, words: str) -> bool:
    """Whether these are words somebody would have to translate, and no number, address or name."""
    if spec.type is AnswerType.PLACE:
        return any(letter.isalpha() and not _latin(letter) for letter in words)
    return spec.type in {AnswerType.TEXT, *TERMS} and _place(spec) != "name"


def _latin(letter: str) -> bool:
    """Whether readers in the host countries can read a letter: there a town's name needs no translation."""
    return unicodedata.name(letter, "").startswith("LATIN")


def _translated(run: Run, pair: Pair, words: str) -> Paired:
    gloss = run.by_others.gloss(words, pair.host.code)
    if gloss is not None:
        return Paired(own=words, host=gloss.text, by=By(gloss.by))
    return Paired(own=words, host=words, by=By.NOBODY if pair.two else By.MERIT)


def _joined(several: list[Paired]) -> Paired | None:
    if not several:
        return None
    by = next((each.by for each in several if each.by is not By.MERIT), By.MERIT)
    return Paired(
        own=" – ".join(each.own for each in several),
        host=" – ".join(each.host for each in several),
        by=by,
    )


def _when(pair: Pair, facts: tuple[Fact, ...], *, asks_end: bool) -> Paired | None:
    """Return the years in words: a range written as figures turns round in a right-to-left line."""
    places = {fact.goes.get(Export.PDF): fact for fact in facts}
    start, end = places.get("from"), places.get("to")
    if end is not None and end.value == NOW:
        end = None
        if start is None:
            return places["to"].words
    match start, end:
        case None, None:
            return None
        case Fact(words=words), None if not asks_end:
            return words
        case _, None:
            return _filled(pair, "since" if "to" in places else "in_year", start=start)
        case None, _:
            return _filled(pair, "until", end=end)
        case _:
            return _filled(pair, "span", start=start, end=end)


def _filled(pair: Pair, id_: str, **facts: Fact | None) -> Paired:
    text = PROFILE_WORDS[id_]
    known = {name: fact.words for name, fact in facts.items() if fact is not None}
    return Paired(
        own=pair.own(text.with_values(**{name: words.own for name, words in known.items()})),
        host=pair.host_words(
            text.with_values(**{name: words.host for name, words in known.items()})
        ),
    )


def _note(run: Run, pair: Pair, each: Addition) -> ProfileNote:
    day = datetime.fromtimestamp(each.at, UTC).date()
    other = pair.host.code if each.language == pair.language.code else pair.language.code
    gloss = run.by_others.gloss(each.text, other)
    text, by = (each.text, By.NOBODY) if gloss is None else (gloss.text, By(gloss.by))
    both = {each.language: each.text, other: text}
    return ProfileNote(
        kind=AdditionKind(each.kind),
        kind_words=pair.of(PROFILE_WORDS[each.kind]),
        words=Paired(
            own=both.get(pair.language.code, each.text),
            host=both.get(pair.host.code, each.text),
            by=by if pair.two else By.MERIT,
        ),
        by=each.by,
        on=day,
        on_words=pair.of(literal(day)),
    )


def _steps(run: Run, pair: Pair) -> Iterator[ProfileStep]:
    for kept, item in kept_items(run):
        best = min(item.sources, key=lambda source: source.grade, default=None)
        yield ProfileStep(
            words=pair.of(with_answers(item.text, run.release, run.answers)),
            title=None if item.title is None else pair.of(item.title),
            done=item.id in kept.done,
            source="" if best is None or best.weak else best.link,
        )


def languages_of(run: Run, host: LanguageCode) -> tuple[Language, Language]:
    """Return the person's language and the host's; the source language where Merit does not know one (any more)."""
    known = run.release.languages
    source = known[SOURCE_LANGUAGE]
    return known.get(run.language, source), known.get(host, source)
