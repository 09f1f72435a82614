"""The whole content folder: what a running Merit needs, what an editor has to correct, and the library of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bot.content.advice import advise
from bot.content.audio import AUDIO, read_voices
from bot.content.catalogs import Catalogs, catalog, read_translations
from bot.content.causes import causes
from bot.content.conversations import read_conversations
from bot.content.coverage import unvisited
from bot.content.damage import cut_off
from bot.content.edition import Edition
from bot.content.knowledge_checks import false_alarms, spoken
from bot.content.languages import Languages, Offering
from bot.content.misfits import misfits_of_languages
from bot.content.offering import decide
from bot.content.playing import note_differences, offered, play
from bot.content.question_sets import check_questions
from bot.content.release import Content, read_content
from bot.content.strays import strays
from bot.content.translation_checks import FAULTS
from bot.content.translation_findings import judge
from bot.core.finding import Finding, Severity
from bot.core.flow import Release
from bot.service.library import Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class Studied:
    """A content folder as far as it can be read: what was built, the words of each language, and what is wrong."""

    content: Content
    catalogs: Catalogs
    findings: list[Finding]


def study(folder: Path) -> Studied:
    """Return everything the folder holds, also when it is not fit to be used. Never raises for what a file holds."""
    content = read_content(folder)
    catalogs, findings, content = _translations(folder, content)
    return Studied(content=content, catalogs=catalogs, findings=[*content.findings, *findings])


def load(folder: Path) -> tuple[Release | None, Catalogs, list[Finding]]:
    """Return release and catalogs of the folder that holds flows and locales, and what is wrong.

    There is no release when a flow or a language has an error. A translation with an error is only not used.
    """
    studied = study(folder)
    release = studied.content.release if studied.content.sound else None
    return release, studied.catalogs, studied.findings


def _translations(folder: Path, content: Content) -> tuple[Catalogs, list[Finding], Content]:
    """Return the catalogs, what is wrong in them, and the content with the languages that may be offered."""
    files = read_translations(folder, content.languages)
    judged = judge(content, files, checks=FAULTS)
    findings = [finding for finding in judged if finding.severity is Severity.ERROR]
    findings += cut_off(files)
    bad = {(finding.path, finding.line) for finding in findings}
    usable = {code: language.without(bad) for code, language in files.items()}
    content = decide(content, usable)
    catalogs = {
        code: catalog(entry, usable[code].files.values() if code in usable else ())
        for code, entry in content.languages.items()
    }
    return _with_voices(folder, content, catalogs, findings)


def _with_voices(
    folder: Path, content: Content, catalogs: Catalogs, findings: list[Finding]
) -> tuple[Catalogs, list[Finding], Content]:
    """Return all of it with what was recorded; a recording with an error is only not used."""
    if not (folder / AUDIO).is_dir():
        return catalogs, findings, content
    voices = read_voices(folder, content, catalogs)
    found = [each for report in voices.reports for each in report.findings]
    heard = replace(content.release, recordings=voices.heard)
    return voices.given_to(catalogs), [*findings, *found], replace(content, release=heard)


class ContentLibrary:
    """The content in force, and the draft testers see: swapped as a whole, never changed."""

    def __init__(
        self,
        release: Release,
        catalogs: Catalogs,
        *,
        operator: Mapping[str, str] | None = None,
        left_out: frozenset[str] = frozenset(),
    ) -> None:
        """Begin with this content; `operator` says who runs this Merit, `left_out` what no profile has."""
        self._operator = operator or {}
        self._left_out = left_out
        self._editions: tuple[Edition, Edition | None] = (
            self._signed(Edition(release=release, catalogs=catalogs)),
            None,
        )

    @property
    def release(self) -> Release:
        """The release new input is handled with."""
        return self._editions[0].release

    def catalog(self, language: str) -> Catalog:
        """Return the catalog of `language`, or of English if there is none."""
        return self._editions[0].catalog(language)

    def edition(self, *, draft: bool = False) -> Edition:
        """Return release and catalogs that belong together, for a whole turn; without a draft what is in force."""
        live, tried = self._editions
        return tried if draft and tried is not None else live

    @property
    def draft(self) -> Edition | None:
        """The edition testers try, if there is one."""
        return self._editions[1]

    def swap(self, release: Release, catalogs: Catalogs) -> None:
        """Put other content in force."""
        self.put(Edition(release=release, catalogs=catalogs), self._editions[1])

    def put(self, live: Edition, draft: Edition | None) -> None:
        """Put other content in force for everybody and for testers."""
        self._editions = (self._signed(live), None if draft is None else self._signed(draft))

    def _signed(self, edition: Edition) -> Edition:
        """Return the edition with who runs this Merit, and without what they leave out of the profile."""
        release = replace(edition.release, operator=self._operator, left_out=self._left_out)
        return replace(edition, release=release)


def check(
    folder: Path,
    *,
    today: date | None = None,
    hints: bool = False,
    more: Callable[[Content], list[Finding]] = lambda _: [],
) -> tuple[list[Finding], str]:
    """Return everything that is wrong in the folder, conversation tests played in every offered language included.

    What is due for review, or cannot have been yet, is judged by `today`; `more` looks at sound content too. The second
    value says in words what was looked at.
    """
    studied = study(folder)
    content, catalogs = studied.content, studied.catalogs
    advise(content, today, hints=hints)
    unread = strays(folder, content.languages)
    findings = list(dict.fromkeys((*studied.findings, *content.findings, *unread)))
    if not hints:
        findings = [finding for finding in findings if finding.severity is not Severity.HINT]
    if not content.sound:
        return causes(findings), "Conversations are played when the flows have no errors"
    release = content.release
    conversations, reports = read_conversations(folder, release)
    played = list(play(conversations, release, catalogs, offered(release)))
    coverage = note_differences(played, release)
    findings += [finding for report in reports for finding in report.findings]
    findings += list(unvisited(release, coverage)) if reports else []
    findings += misfits_of_languages(folder, release, catalogs)
    findings += check_questions(folder, release.entries)
    findings += more(content)
    for report in false_alarms(release, spoken(catalogs)):
        findings += report.findings
    entries = f"{len(release.entries)} entries, " if release.entries else ""
    counts = (
        f"{len(release.flows)} flows, {entries}{len(conversations)} conversations, "
        f"{_counted(content.languages)}"
    )
    return causes(findings), counts


def _counted(languages: Languages) -> str:
    """Return how many languages people speak with Merit, and in how many papers are written if there are more."""
    chosen = [each for each in languages.values() if each.offering is not Offering.PAPERS]
    more = "" if len(chosen) == len(languages) else f", papers in {len(languages)}"
    return f"{len(chosen)} languages{more}"
