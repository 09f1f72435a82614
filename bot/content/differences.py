"""What changed between two editions, in words a lawyer reads. Pure: two editions in, sections of lines out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.content.answer_differences import changed_answers, changed_parts
from bot.content.edition import Edition
from bot.content.step_differences import Counts, changed_steps, now
from bot.content.structure import plain, texts_in
from bot.core.answer import AnswerSpec
from bot.core.flow import Flow, FlowId, Release, Trigger
from bot.core.language import SOURCE_LANGUAGE
from bot.core.source import Source
from bot.core.taxonomy import KINDS, Taxonomy
from bot.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What changed in one place, such as a flow."""

    title: str
    lines: tuple[str, ...]

    def __str__(self) -> str:
        """Return the title and its lines below it."""
        return "\n".join([f"{self.title}:", *(f"  {line}" for line in self.lines)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """Something as it was and as it is."""

    old: Edition
    new: Edition
    people: Counts = field(default_factory=dict)
    """How many conversations stand at a step now, by flow and step."""


def differences(old: Edition, new: Edition, people: Counts | None = None) -> list[Section]:
    """Return what changed, flow by flow, then answers, entries, replies and languages."""
    both = Both(old=old, new=new, people=people or {})
    sections = [*_flows(both), *(_section(*part) for part in _others(both))]
    return [section for section in sections if section.lines]


def critical_changes(old: Edition, new: Edition) -> int:
    """Return how many texts about rights, deadlines, money or data are new, gone, or have other words."""
    before, after = (
        {(text.place, text.source) for text in _all_texts(each.release) if text.critical}
        for each in (old, new)
    )
    return len({place for place, _ in before ^ after})


def _section(title: str, lines: Iterator[str]) -> Section:
    return Section(title=title, lines=tuple(lines))


def _flows(both: Both) -> Iterator[Section]:
    old, new = both.old.release.flows, both.new.release.flows
    for name in sorted({*old, *new}):
        if name not in new:
            here = sum(count for (flow, _), count in both.people.items() if flow == name)
            yield Section(title=name, lines=(f"this flow was removed{now(here)}",))
        elif name not in old:
            yield _section(name, _new_flow(new[name]))
        else:
            yield _section(name, _flow(old[name], new[name], both.people))


def _new_flow(flow: Flow) -> Iterator[str]:
    yield f"this flow is new; it has {_many(len(flow.steps), 'step')}"
    yield from (f"  {line}" for text in texts_in(flow) for line in _words("says", text))


def _flow(old: Flow, new: Flow, people: Counts) -> Iterator[str]:
    if old.revision == new.revision and old.structure == new.structure:
        return
    yield from _head(old, new)
    yield from changed_steps(old, new, people)
    yield from changed_answers(old.answers, new.answers)
    yield from _texts(old, new)
    yield from _sources(old.sources, new.sources)


def _head(old: Flow, new: Flow) -> Iterator[str]:
    if old.owner != new.owner:
        yield f"the owner was {old.owner}, and is {new.owner}"
    if old.reviewed != new.reviewed:
        yield f"reviewed: {old.reviewed or 'never'}, and now {new.reviewed or 'never'}"
    before, after = ({_trigger(each) for each in flow.triggers} for flow in (old, new))
    yield from (f"it is now also started by {each}" for each in sorted(after - before))
    yield from (f"it is no longer started by {each}" for each in sorted(before - after))


def _trigger(trigger: Trigger) -> str:
    return f"/{trigger.command}" if trigger.command else f"the need '{trigger.need}'"


# ---------------------------------------------------------------- words


def _places(flow: Flow) -> dict[str, Text]:
    return {text.place: text for text in texts_in(flow) if text.place}


def _texts(old: Flow, new: Flow) -> Iterator[str]:
    before, after = _places(old), _places(new)
    for earlier, today in new.was.items():
        after |= {
            place.replace(f"{new.id}/{today}/", f"{new.id}/{earlier}/", 1): text
            for place, text in after.items()
            if place.startswith(f"{new.id}/{today}/")
        }
    pairs = [(before[place], text) for place, text in after.items() if place in before]
    changed = [(was, text) for was, text in pairs if was.source != text.source]
    if changed:
        critical = sum(text.critical or was.critical for was, text in changed)
        yield f"the words of {_many(len(changed), 'text')} changed{_of_them(critical, len(changed))}:"
    for was, text in changed:
        yield f"  {text.place}{_mark(text)}"
        yield f"    was: {_line(was)}"
        yield f"    now: {_line(text)}"
    for was, text in pairs:
        if was.critical != text.critical:
            yield f"{text.place} is {'now' if text.critical else 'no longer'} marked critical"
    yield from (line for place in after if place not in before for line in _new(after[place], new))
    for place, text in before.items():
        if place not in after:
            yield from _words("no longer said:", text)


def _new(text: Text, flow: Flow) -> Iterator[str]:
    renamed = {f"{flow.id}/{today}/" for today in flow.was.values()}
    if not any(text.place.startswith(place) for place in renamed):
        yield from _words("new words:", text)


def _words(how: str, text: Text) -> Iterator[str]:
    yield f"{how} {_line(text)}{_mark(text)}"


def _mark(text: Text) -> str:
    return " (critical)" if text.critical else ""


def _line(text: Text) -> str:
    return " / ".join(part.strip() for part in text.source.splitlines() if part.strip())


def _of_them(critical: int, count: int) -> str:
    if not critical:
        return ""
    return ", a critical one" if count == 1 else f", {critical} of them critical"


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


# ---------------------------------------------------------------- sources and the rest


def _sources(old: Mapping[str, Source], new: Mapping[str, Source]) -> Iterator[str]:
    for name in (*old, *(name for name in new if name not in old)):
        if name not in new:
            yield f"source '{name}' was removed"
        elif name not in old:
            yield f"source '{name}' is new: {new[name].link}, read {new[name].read}"
        else:
            yield from changed_parts(f"source '{name}'", old[name], new[name], _SOURCE)


_SOURCE = ("title", "link", "read", "published", "grade")


def _others(both: Both) -> Iterator[tuple[str, Iterator[str]]]:
    old, new = both.old.release, both.new.release
    local = {name for flow in (*old.flows.values(), *new.flows.values()) for name in flow.answers}
    yield (
        "answers of several flows",
        _shared(_without(old.answers, local), _without(new.answers, local)),
    )
    yield "questions people ask", _named("entry", old.entries, new.entries)
    yield "saved replies", _named("reply", old.replies, new.replies)
    yield "question cards", _named("card", old.cards, new.cards)
    yield "stories", _named("story", old.stories, new.stories)
    yield "jobs and skills", _terms(old.taxonomy, new.taxonomy)
    yield "words of danger", _danger(old, new)
    yield "other words for choices", _other_words(old, new)
    yield "languages", _languages(both)


def _shared(old: Mapping[str, AnswerSpec], new: Mapping[str, AnswerSpec]) -> Iterator[str]:
    """Yield what changed in answers that no flow declares, their names on cards among it."""
    yield from changed_answers(old, new)
    for name in (each for each in new if each in old):
        before, after = ("".join(map(_line, texts_in(each[name]))) for each in (old, new))
        if before != after:
            yield f"answer '{name}': label was {before or 'nothing'}, and is {after or 'nothing'}"


def _terms(old: Taxonomy, new: Taxonomy) -> Iterator[str]:
    for kind in KINDS:
        groups = [{each.id: replace(each, terms=()) for each in t.groups(kind)} for t in (old, new)]
        terms = [{each.id: each for each in t.terms(kind)} for t in (old, new)]
        yield from _named(f"group of {kind}s", *groups)
        yield from _named(kind, *terms)


def _without(answers: Mapping[str, AnswerSpec], names: set[str]) -> dict[str, AnswerSpec]:
    return {name: spec for name, spec in answers.items() if name not in names}


def _named(what: str, old: Mapping[Any, Any], new: Mapping[Any, Any]) -> Iterator[str]:
    for name in sorted({*old, *new}):
        if name not in new:
            yield f"{what} '{name}' was removed"
        elif name not in old:
            yield f"{what} '{name}' is new"
            yield from (f"  {line}" for text in texts_in(new[name]) for line in _words("", text))
        elif plain(old[name]) != plain(new[name]):
            yield f"{what} '{name}' changed"
            before, after = (
                {text.place: text for text in texts_in(each[name])} for each in (old, new)
            )
            for place, text in after.items():
                was = before.get(place)
                if was is None or was.source != text.source:
                    yield f"  was: {'nothing' if was is None else _line(was)}"
                    yield f"  now: {_line(text)}{_mark(text)}"


def _danger(old: Release, new: Release) -> Iterator[str]:
    if old.alarms != new.alarms:
        yield "the words of danger changed"


def _other_words(old: Release, new: Release) -> Iterator[str]:
    for name in sorted({*old.also, *new.also}):
        before, after = old.also.get(name, {}), new.also.get(name, {})
        yield from (
            f"'{word}' is new for '{after[word]}' of '{name}'"
            for word in after
            if word not in before
        )
        yield from (
            f"'{word}' no longer stands for '{before[word]}' of '{name}'"
            for word in before
            if word not in after
        )
        yield from (
            f"'{word}' stands for '{after[word]}' instead of '{before[word]}' of '{name}'"
            for word in after
            if before.get(word, after[word]) != after[word]
        )


def _languages(both: Both) -> Iterator[str]:
    old, new = both.old.release.languages, both.new.release.languages
    for code in sorted({*old, *new}):
        before = code in old and old[code].offered
        after = code in new and new[code].offered
        if before != after:
            yield f"{code} is {'now' if after else 'no longer'} offered"
        elif (code in old) != (code in new):
            yield f"papers are {'now' if code in new else 'no longer'} written in {code}"
        if code in old and code in new and code != SOURCE_LANGUAGE:
            counts = _translations(both, code)
            said = ", ".join(_said(word, count) for word, count in counts.items() if count)
            if said:
                yield f"{code}: {said}"
        if code in old and code in new:
            yield from _recordings(both, code)


def _recordings(both: Both, code: str) -> Iterator[str]:
    old, new = both.old.catalog(code), both.new.catalog(code)
    pairs = [
        (old.recording(text.place), new.recording(text.place))
        for text in _all_texts(both.new.release)
    ]
    fresh = sum(before is None and after is not None for before, after in pairs)
    lost = sum(before is not None and after is None for before, after in pairs)
    other = sum(None not in pair and pair[0] != pair[1] for pair in pairs)
    for count, one, many in (
        (fresh, "is heard now", "are heard now"),
        (lost, "is heard no more", "are heard no more"),
        (other, "sounds otherwise", "sound otherwise"),
    ):
        if count:
            yield f"{code}: {_many(count, 'text')} {one if count == 1 else many}"


def _said(word: str, count: int) -> str:
    return word.format(_many(count, "text"))


def _translations(both: Both, code: str) -> dict[str, int]:
    old = {text.place: text for text in _all_texts(both.old.release)}
    found = dict.fromkeys(
        ("{} newly translated", "{} translated anew", "{} in English until translated again"), 0
    )
    new_word, other_word, lost_word = found
    for text in _all_texts(both.new.release):
        was = old.get(text.place) or old.get(_former(text.place, both.new.release))
        before = None if was is None else both.old.catalog(code).find(was.place, was.source)
        after = both.new.catalog(code).find(text.place, text.source)
        if before is None and after is not None:
            found[new_word] += 1
        elif before is not None and after is None:
            found[lost_word] += 1
        elif before != after:
            found[other_word] += 1
    return found


def _former(place: str, release: Release) -> str:
    """Return where the text stood when its step had its former name; the same place if it had none."""
    flow, _, rest = place.partition("/")
    step, _, part = rest.partition("/")
    was = release.flows[FlowId(flow)].was if FlowId(flow) in release.flows else {}
    return next((f"{flow}/{before}/{part}" for before, now in was.items() if now == step), place)


def _all_texts(release: Release) -> Iterator[Text]:
    parts = (
        release.flows,
        release.answers,
        release.entries,
        release.replies,
        release.cards,
        release.stories,
        release.taxonomy.kinds,
    )
    # An answer that a flow declares is found twice.
    found = {text.place: text for part in parts for text in texts_in(part) if text.place}
    yield from found.values()
