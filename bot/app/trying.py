"""`merit try`: a dry conversation in the terminal, written down as a test if wanted."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from bot import clock
from bot.app.dry import HINT, Dry
from bot.app.parts import in_loop
from bot.content.catalogs import Catalogs
from bot.content.known import value_of
from bot.content.load import load
from bot.content.playing import replay
from bot.content.recording import Recorder
from bot.content.report import closest
from bot.content.stage import Stage, spelling
from bot.core.answer import AnswerValue
from bot.core.finding import Severity
from bot.core.flow import FlowId, Release, StepId
from bot.core.language import LanguageCode
from bot.core.session import Consent, Session
from bot.settings import OperatorError
from bot.terminal.reading import typed_lines
from bot.terminal.talk import talk


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What an editor wants to try: where to begin, as whom, on which day, and where the test is written."""

    folder: Path
    start: str = ""
    language: LanguageCode = "en"
    known: str = ""
    day: date | None = None
    record: Path | None = None
    test: str = "Recorded from a walk"
    as_json: bool = False


def try_out(wishes: Wishes) -> int:
    """Talk until the input ends; return 1 when the test that was written down does not go the same again."""
    release, catalogs = _content(wishes.folder)
    if wishes.language not in catalogs:
        raise OperatorError(
            f"There is no language '{wishes.language}'. There are: {', '.join(catalogs)}."
        )
    day = wishes.day
    now = clock.now() if day is None else datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    session = _session(wishes, release, now)
    dry = Dry(
        stage=Stage(release=release, spell=spelling(catalogs), session=session, now=now),
        catalogs=catalogs,
        recorder=Recorder(release=release, session=session, test=wishes.test, day=day),
    )
    if wishes.start:
        dry.begin(*_start(wishes.start, release))
    if not wishes.as_json:
        print(HINT)
    in_loop(_talk(dry, as_json=wishes.as_json))
    return 0 if wishes.record is None else _save(dry, wishes.record, catalogs)


async def _talk(dry: Dry, *, as_json: bool) -> None:
    await talk(dry, dry, typed_lines(sys.stdin), _write, address="try", as_json=as_json)


def _write(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()


def _content(folder: Path) -> tuple[Release, Catalogs]:
    release, catalogs, findings = load(folder)
    if release is None:
        errors = [str(each) for each in findings if each.severity is Severity.ERROR]
        raise OperatorError("The flows have errors:\n" + "\n".join(errors))
    return release, catalogs


def _start(words: str, release: Release) -> tuple[FlowId, StepId | None]:
    name, _, step = words.partition("/")
    flow = release.flows.get(FlowId(name))
    if flow is None:
        raise OperatorError(f"There is no flow '{name}'.{_meant(name, release.flows)}")
    if step and step not in flow.steps:
        raise OperatorError(f"'{name}' has no step '{step}'.{_meant(step, flow.steps)}")
    return flow.id, StepId(step) if step else None


def _meant(word: str, known: Mapping[FlowId, object] | Mapping[StepId, object]) -> str:
    hint = closest(word, known)
    return f" Did you mean '{hint}'?" if hint else f" There are: {', '.join(known)}."


def _session(wishes: Wishes, release: Release, now: datetime) -> Session:
    known = dict(_known(part, release) for part in wishes.known.split(",") if part.strip())
    personal = any(release.answers[name].personal for name in known)
    consent = known.pop("consent", "yes" if personal else None)
    at = now.isoformat(timespec="seconds")
    agreed = Consent(given=consent == "yes", text="", language=wishes.language, at=at)
    return Session(
        language=wishes.language, answers=known, consent=None if consent is None else agreed
    )


def _known(part: str, release: Release) -> tuple[str, AnswerValue]:
    """Return the answer in `name=value`; several choices are joined with +."""
    name, _, words = (piece.strip() for piece in part.partition("="))
    spec = release.answers.get(name)
    if spec is None:
        hint = closest(name, release.answers)
        raise OperatorError(
            f"There is no answer called '{name}'.{hint and f' Did you mean {hint!r}?'}"
        )
    try:
        return name, value_of(words.split("+"), spec)
    except ValueError as error:
        raise OperatorError(f"--as {part.strip()}: {error}") from None


def _save(dry: Dry, file: Path, catalogs: Catalogs) -> int:
    """Add the test to the file and say whether it goes the same again in every language."""
    text = dry.recorder.yaml()
    if not text:
        print("\nNothing was written down: a test begins with a flow or a command such as /start.")
        return 1
    earlier = file.read_text(encoding="utf-8") if file.exists() else ""
    try:
        file.write_text(f"{earlier.rstrip()}\n\n{text}" if earlier else text, encoding="utf-8")
    except OSError as error:
        raise OperatorError(f"{file} cannot be written: {error.strerror}.") from None
    release = dry.stage.release
    different, findings = replay(text, str(file), release, catalogs)
    print(f"\nThe test is in {file}.")
    for each in different:
        difference = each.rehearsal.difference
        where = release.languages[each.language].english
        print(f"Played again in {where} it goes differently: {difference and difference.message}")
    for finding in findings:
        print(finding)
    if different or findings:
        return 1
    print("Played again, it goes the same in every language.")
    return 0
