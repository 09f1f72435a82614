"""Playing the conversation tests of a content folder: all of them, or those an editor works on."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.catalogs import Catalogs
from bot.content.conversations import Conversation, read_conversations
from bot.content.coverage import Coverage, Route, noting_routes, unvisited
from bot.content.load import load
from bot.content.playing import Played, note_differences, offered, play
from bot.core.finding import Finding
from bot.core.flow import Release
from bot.core.language import LanguageCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What playing the tests of a folder brought; without a release they could not be played."""

    release: Release | None
    catalogs: Catalogs
    findings: tuple[Finding, ...]
    played: tuple[Played, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)

    @property
    def different(self) -> tuple[Played, ...]:
        """The conversations that went differently."""
        return tuple(each for each in self.played if each.rehearsal.difference is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which tests to play: those that begin with `flow`, that have one of `names` in theirs, in some `languages`.

    What is empty leaves nothing out.
    """

    names: tuple[str, ...] = ()
    flow: str = ""
    languages: tuple[LanguageCode, ...] = ()

    @property
    def everything(self) -> bool:
        """Whether no test is left out."""
        return not self.names and not self.flow

    def fits(self, conversation: Conversation) -> bool:
        """Whether a test is one of those."""
        names = [name.casefold() for name in self.names]
        return self.flow in {"", conversation.start} and (
            not names or any(name in conversation.name.casefold() for name in names)
        )


class UnknownNameError(Exception):
    """There is no flow or language of the name asked for; the message says which there are."""


def known(name: str, there: Iterable[str], what: str) -> None:
    """Raise UnknownNameError unless `name`, which calls a `what`, is one of those there are, or empty."""
    names = list(there)
    if name and name not in names:
        raise UnknownNameError(f"There is no {what} '{name}'. There are: {', '.join(names)}.")


def trial(folder: Path, wanted: Wanted) -> Trial:
    """Play the tests of a content folder that are wanted; what was reached is judged when all are."""
    release, catalogs, findings = load(folder)
    if release is None:
        return Trial(release=None, catalogs=catalogs, findings=tuple(findings))
    known(wanted.flow, release.flows, "flow")
    for language in wanted.languages:
        known(language, release.languages, "language")
    taken: set[Route] = set()
    conversations, reports = read_conversations(folder, release)
    chosen = [each for each in conversations if wanted.fits(each)]
    codes = wanted.languages or offered(release)
    played = tuple(play(chosen, noting_routes(release, taken), catalogs, codes))
    coverage = note_differences(played, release)
    noted = [finding for report in reports for finding in report.findings]
    coverage.routed = taken
    missing = unvisited(release, coverage) if wanted.everything else ()
    return Trial(
        release=release,
        catalogs=catalogs,
        findings=(*noted, *missing),
        played=played,
        coverage=coverage,
    )
