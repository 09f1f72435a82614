"""Playing all conversation tests in all languages, and what they reach together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.content.catalogs import Catalogs
from bot.content.conversations import Conversation, written_conversations
from bot.content.coverage import Coverage
from bot.content.rehearsal import Rehearsal, rehearse, seen
from bot.content.script import WRITTEN
from bot.content.showing import Look
from bot.core.condition import Condition
from bot.core.finding import Finding
from bot.core.flow import AskStep, ChooseStep, PlanStep, Release, RouteStep, Step
from bot.core.language import SOURCE_LANGUAGE, LanguageCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """One conversation in one language."""

    conversation: Conversation
    language: LanguageCode
    rehearsal: Rehearsal


def play(
    conversations: Sequence[Conversation],
    release: Release,
    catalogs: Catalogs,
    languages: Sequence[LanguageCode],
) -> Iterator[Played]:
    """Play every conversation in every language up to the first in which it goes differently.

    Where nobody types and no condition asks for the language, only the words can differ: it is played once, and what
    was said is looked at in the other languages.
    """
    looks = {code: Look(catalogs[code]) for code in languages}
    spoken = _decided_by_language(release)
    for conversation in conversations:
        once: Rehearsal | None = None
        for code, look in looks.items():
            if once is None or spoken or _is_typed(conversation):
                once = rehearse(conversation, release, catalogs, code, look)
            rehearsal = seen(once, look)
            yield Played(conversation=conversation, language=code, rehearsal=rehearsal)
            if rehearsal.difference is not None:
                break


def _is_typed(conversation: Conversation) -> bool:
    return any(line.kind in WRITTEN or line.words.startswith("/") for line in conversation.talk)


def _decided_by_language(release: Release) -> bool:
    """Whether some way through the flows depends on the language spoken."""
    return any(
        "language" in when.names
        for flow in release.flows.values()
        for step in flow.steps.values()
        for when in _conditions(step)
    )


def _conditions(step: Step) -> Iterator[Condition]:
    match step:
        case AskStep() | ChooseStep():
            whens = [choice.when for choice in step.choices]
        case RouteStep():
            whens = [when for when, _ in step.routes]
        case PlanStep():
            whens = [item.when for item in step.items]
        case _:
            whens = []
    yield from (when for when in (step.when, *whens) if when is not None)


def replay(
    text: str, path: str, release: Release, catalogs: Catalogs
) -> tuple[list[Played], list[Finding]]:
    """Play the tests in `text`, which is or will be the file `path`; return those that go differently, and findings."""
    conversations, report = written_conversations(text, path, release)
    played = play(conversations, release, catalogs, offered(release))
    different = [each for each in played if each.rehearsal.difference is not None]
    return different, list(report.findings)


def offered(release: Release) -> tuple[LanguageCode, ...]:
    """Return the languages people may choose, English first."""
    codes = [code for code, language in release.languages.items() if language.offered]
    return tuple(sorted(codes, key=lambda code: code != SOURCE_LANGUAGE))


def note_differences(played: Sequence[Played], release: Release) -> Coverage:
    """Note every difference in the report of its file; return what was reached."""
    coverage = Coverage()
    for each in played:
        coverage.visited.update(each.rehearsal.visited)
        coverage.items |= each.rehearsal.items
        coverage.pressed.update(each.rehearsal.pressed)
        different = each.rehearsal.difference
        if different is not None:
            language = release.languages[each.language].english
            where = "" if each.language == SOURCE_LANGUAGE else f" (in {language})"
            each.conversation.report.add(
                different.code, different.at, f"{different.message}{where}"
            )
    return coverage
