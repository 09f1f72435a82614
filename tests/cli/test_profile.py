"""`merit profile`, as an advisor uses it, on a real database; and papers of people who were made up."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app.parts import Parts, opened
from bot.app.sample import SAMPLES
from bot.cli import main
from bot.core.answer import AnswerValue
from bot.core.by_others import Gloss, Look
from bot.core.message import ChannelName
from bot.core.profile import AdditionKind, By
from bot.core.session import Consent, Session, session_from_json, session_to_json
from bot.core.talk import Talk
from bot.documents import fonts
from bot.service.ports import TurnUnit
from bot.settings import read_settings
from tests.content.folder import flow, write
from tests.content.test_differences import JOBS
from tests.contract.units import asks
from tests.documents.reading import text

PURPOSE = "purpose: to show what you can do"
FIELD = f"{PURPOSE}\n    sensitivity: ordinary\n    keep_for: 2 years\n    europass: no\n    json_resume: no\n"
MINE = flow(
    """
    may_see:
      ask: What may an advisor see?
      save: shared
      choices:
        - person: About me
        - work: Work
    name:
      ask: What is your name?
      save: my_name
    jobs:
      collect: Your work
      save: my_jobs
      summary: "{job_title}"
    bye:
      end: done
    """,
    "profile",
    head=f"""\
answers:
  shared:
    some of: [person, work]
    {PURPOSE}
  my_name:
    text: 1-80
    label: Name
    section: person
    pdf: name
    {FIELD}
  my_jobs:
    records: profile_job
    label: Work
    {PURPOSE}
    section: work
""",
)
JOB = flow(
    """
    title:
      ask: What was it?
      save: job_title
    tasks:
      ask: What did you do?
      save: job_tasks
    check:
      review: Is this right?
    bye:
      end: done
    """,
    "profile_job",
    head=f"""\
answers:
  job_title:
    occupation: any
    label: Job
    pdf: title
    {FIELD}
  job_tasks:
    text: 2-600
    label: What I did
    pdf: line
    {FIELD}
""",
)
DUTCH = """\
msgid ""
msgstr ""

msgctxt "profile/may_see/choices/work"
msgid "Work"
msgstr "Werk"
"""
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
TASKS = "أخبز الخبز"
AS = ("--as", "Ada")


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A small content with a profile: the shipped one takes seconds to read."""
    content = {
        "flows/profile.yaml": MINE,
        "flows/profile_job.yaml": JOB,
        "taxonomy/occupations.yaml": JOBS,
        "locales/nl/LC_MESSAGES/profile.po": DUTCH,
    }
    monkeypatch.setenv("MERIT_CONTENT", str(write(tmp_path / "content", {**content})))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MERIT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("TELEGRAM_TOKEN", "")


class Advisor:
    """Somebody with the command line, and one person who wrote to them and told about their work."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys
        self.ticket = ""

    def does(self, *words: object, status: int = 0) -> str:
        """What `merit profile` says."""
        assert main(["profile", *map(str, words)]) == status
        said = self.capsys.readouterr()
        assert "Traceback" not in said.err
        return said.err if status else said.out

    def hears_from(self, shared: AnswerValue = ("work",), *, consent: bool = True) -> "Advisor":
        """A person writes; they share these sections."""
        agreed = Consent(given=consent, text="", language="ar", at=NOW.isoformat())
        session = Session(
            language="ar",
            consent=agreed,
            answers={"my_name": "Rim", "shared": shared},
            records={"my_jobs": ({"job_title": "baker", "job_tasks": TASKS},)},
        )

        async def write(parts: Parts) -> None:
            person = parts.store.fresh(ChannelName.TELEGRAM, "7")
            change = asks("work", "Hello")
            told = replace(session, talk=Talk(ticket=change.ticket))
            unit = TurnUnit(
                person=person, session=session_to_json(told), sequence=0, at=NOW, ticket=change
            )
            await parts.store.commit(unit)
            self.ticket, self.person_id = change.ticket.code, person.id

        in_store(write)
        return self

    @property
    def session(self) -> Session:
        """The person's session as it is stored."""
        found: list[Session] = []

        async def read(parts: Parts) -> None:
            person = await parts.store.person(self.person_id)
            assert person is not None
            found.append(session_from_json(person.session or {}))

        in_store(read)
        return found[0]


def in_store(act: Callable[[Parts], Awaitable[None]]) -> None:
    async def run() -> None:
        async with opened(read_settings()) as parts:
            await act(parts)

    asyncio.run(run())


@pytest.fixture
def advisor(capsys: pytest.CaptureFixture[str]) -> Advisor:
    return Advisor(capsys)


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("pair", [("ar", "nl", "Werk"), ("ti", "en", "Work")], ids="-".join)
def test_somebody_made_up_has_a_paper_in_two_languages(
    advisor: Advisor,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    pair: tuple[str, str, str],
):
    monkeypatch.delenv("MERIT_CONTENT")
    own, host, word = pair
    file = tmp_path / "paper.pdf"
    said = advisor.does("render", "--sample", name, "--lang", own, "--host", host, "-o", file)
    assert said.startswith(f"{file}: ")
    assert said.endswith(" kB\n")
    assert file.read_bytes().startswith(b"%PDF")
    assert word in text(file.read_bytes()).split()
    assert not (tmp_path / "data").exists()


def test_without_more_words_it_is_the_baker_in_arabic_and_dutch(advisor: Advisor, tmp_path: Path):
    advisor.does("render", "--sample", "-o", tmp_path / "paper.pdf")
    printed = text((tmp_path / "paper.pdf").read_bytes())
    assert "Werk" in printed
    assert "Ik bakte brood" in printed


@pytest.mark.parametrize("option", ["--lang", "--host"])
def test_a_language_without_papers_is_refused(advisor: Advisor, tmp_path: Path, option: str):
    file = tmp_path / "paper.pdf"
    said = advisor.does("render", "--sample", option, "tlh", "-o", file, status=2)
    assert "Merit writes no papers in 'tlh'. It can be one of: en, nl" in said
    assert not file.exists()


def test_a_file_that_cannot_be_written_is_named(advisor: Advisor, tmp_path: Path):
    said = advisor.does("render", "--sample", "-o", tmp_path, status=2)
    assert f"{tmp_path} cannot be written (Is a directory)." in said


def test_a_paper_that_cannot_be_made_says_what_to_do(
    advisor: Advisor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(fonts._FOLDERS, fonts.LATIN, ("no_such_package", "files"))
    said = advisor.does("render", "--sample", "-o", tmp_path / "paper.pdf", status=2)
    assert "The font Noto Sans is not installed. Run: pip install" in said


def test_it_has_to_be_said_whose_paper_it_is_and_who_looks(advisor: Advisor, tmp_path: Path):
    file = tmp_path / "paper.pdf"
    for words in ((), ("--ticket", "x-1"), AS):
        assert "Say whose paper" in advisor.does("render", *words, "-o", file, status=2)


def test_what_a_person_shares_is_shown_in_the_advisors_language_and_they_know_it(
    advisor: Advisor,
):
    said = advisor.hears_from().does("show", advisor.ticket, "--lang", "nl", *AS)
    assert said == f"Werk\n  - Job: Baker\n    What I did: {TASKS}\n"
    (look,) = advisor.session.by_others.looks
    assert (look.sections, look.by) == (("work",), "Ada")


def test_who_shares_nothing_is_not_looked_at(advisor: Advisor, tmp_path: Path):
    advisor.hears_from(shared=())
    for words in (("show", advisor.ticket), ("render", "--ticket", advisor.ticket, "-o", "a.pdf")):
        said = advisor.does(*words, *AS, status=2)
        assert "the person shares nothing of their profile" in said
    assert advisor.session.by_others.looks == ()
    assert not (tmp_path / "a.pdf").exists()


def test_the_paper_of_a_ticket_has_what_is_shared_and_nothing_else(
    advisor: Advisor, tmp_path: Path
):
    file = tmp_path / "paper.pdf"
    ticket = advisor.hears_from().ticket
    advisor.does("render", "--ticket", ticket, "--host", "nl", "-o", file, *AS)
    printed = text(file.read_bytes())
    assert "Werk" in printed
    assert "Rim" not in printed
    assert advisor.session.by_others.looks[0].sections == ("work",)


def test_what_an_advisor_adds_is_in_the_profile_and_told(advisor: Advisor):
    words = ("Ask the bakers' school.", "--lang", "en")
    said = advisor.hears_from().does("add", advisor.ticket, "next_step", *words, *AS)
    assert "the person is told" in said
    (added,) = advisor.session.by_others.additions
    assert (added.kind, added.text, added.language, added.by) == (
        AdditionKind.NEXT_STEP,
        "Ask the bakers' school.",
        "en",
        "Ada",
    )
    shown = advisor.does("show", advisor.ticket, *AS)
    assert "Ada" in shown.splitlines()[-1]
    assert shown.endswith("Ask the bakers' school.\n")


def test_a_translation_is_kept_and_shown_with_the_persons_own_words(advisor: Advisor):
    ticket = advisor.hears_from().ticket
    said = advisor.does("translate", ticket, TASKS, "I bake bread", "--lang", "en", *AS)
    assert "Kept, and the person is told." in said
    assert advisor.session.by_others.glosses == (
        Gloss(words=TASKS, language="en", text="I bake bread", by=By.ADVISOR),
    )
    assert f"I bake bread  ({TASKS})" in advisor.does("show", ticket, *AS)


@pytest.mark.parametrize(
    "words",
    [
        ("show", "TICKET"),
        ("render", "--host", "tlh", "-o", "a.pdf", "--ticket", "TICKET"),
        ("add", "TICKET", "next_step", "Words"),
        ("translate", "TICKET", TASKS, "Words"),
    ],
    ids=lambda words: words[0],
)
def test_words_in_a_language_without_papers_are_not_kept(advisor: Advisor, words: tuple[str, ...]):
    ticket = advisor.hears_from().ticket
    named = (ticket if each == "TICKET" else each for each in words)
    said = advisor.does(*named, "--lang", "tlh", *AS, status=2)
    assert "no papers in 'tlh'" in said
    assert advisor.session.by_others == Session().by_others


ACTIONS = (("add", "verified", "Words", "--lang", "en"), ("translate", TASKS, "b", "--lang", "en"))


@pytest.mark.parametrize("words", ACTIONS, ids=lambda words: words[0])
def test_a_profile_without_an_open_ticket_is_left_alone(advisor: Advisor, words: tuple[str, ...]):
    action, *more = words
    ticket = advisor.hears_from().ticket
    other = f"{ticket.rpartition('-')[0]}-99"
    assert "no such open ticket" in advisor.does(action, other, *more, *AS, status=2)
    assert "no such open ticket" in advisor.does("show", other, *AS, status=2)
    assert "Say which one" in advisor.does(action, "nonsense", *more, *AS, status=2)
    assert advisor.session.by_others.additions == ()


@pytest.mark.parametrize("words", ACTIONS, ids=lambda words: words[0])
def test_of_somebody_who_took_their_yes_back_nothing_is_kept(
    advisor: Advisor, words: tuple[str, ...]
):
    action, *more = words
    ticket = advisor.hears_from(consent=False).ticket
    why = {"add": "no such open ticket", "translate": "told nothing that reads so"}
    assert why[action] in advisor.does(action, ticket, *more, *AS, status=2)
    assert advisor.session.by_others.glosses == ()


def test_looks_stand_in_the_profile_in_order(advisor: Advisor):
    ticket = advisor.hears_from().ticket
    for name in ("Ada", "Ben"):
        advisor.does("show", ticket, "--as", name)
    looks = advisor.session.by_others.looks
    assert [look.by for look in looks] == ["Ada", "Ben"]
    assert all(isinstance(look, Look) for look in looks)


def test_a_translation_of_words_nobody_told_is_refused_and_says_where_they_are_shown(
    advisor: Advisor,
):
    ticket = advisor.hears_from().ticket
    said = advisor.does("translate", ticket, "bread", "brood", "--lang", "nl", *AS, status=2)
    assert "told nothing that reads so" in said
    assert "merit profile show" in said
    assert advisor.session.by_others.glosses == ()


def test_what_could_steer_a_terminal_is_not_printed(advisor: Advisor):
    ticket = advisor.hears_from().ticket
    advisor.does("translate", ticket, TASKS, "bread\x1b[2J\rx", "--lang", "en", *AS)
    advisor.does("add", ticket, "next_step", "Call\x1b]0;x\x07 us.", "--lang", "en", *AS)
    shown = advisor.does("show", ticket, *AS)
    assert "bread [2J" in shown
    assert all(letter.isprintable() for line in shown.split("\n") for letter in line)


def test_a_section_to_leave_out_that_there_is_not_is_refused(
    advisor: Advisor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MERIT_PROFILE_WITHOUT", "wrok")
    said = advisor.does("render", "--sample", "-o", tmp_path / "paper.pdf", status=2)
    assert "names wrok" in said
    assert "It can name: person, work." in said
