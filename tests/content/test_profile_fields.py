"""Fields of the skills profile: what is declared becomes what the engine works with, and what is missing is named."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.content.checks.profile import known_sections, profile_fields
from bot.content.codes import CODES
from bot.content.release import Content, read_content
from bot.core.answer import AnswerType, ProfileField, Sensitivity
from bot.core.finding import Severity
from bot.core.flow import (
    AskStep,
    ChooseStep,
    CollectStep,
    FlowId,
    Release,
    TellAdvisorsStep,
    TellProfileStep,
)
from tests.content.folder import GOOD_STEPS, findings, flow, write
from tests.content.mistakes_profile import ASK, PURPOSE, SHARED, TOWN
from tests.core.skills import RELEASE

RECORD = f"""\
answers:
  job_title:
    occupation: any
    label: Work
    {PURPOSE}
    sensitivity: ordinary
    keep_for: 1 year
    pdf: title
    europass: EmploymentHistory/PositionTitle
    json_resume: work/position
"""
JOBS = f"  my_jobs:\n    records: job\n    label: Work\n    {PURPOSE}\n    section: work\n"
"""Records have a section; how long they are kept, and where they go, each of their answers says."""


def read(folder: Path, steps: str, head: str, **more: str) -> Content:
    files: dict[str, str | bytes] = {
        "flows/trip.yaml": flow(f"{steps}bye:\n  end: done\n", head=head)
    }
    files |= {f"flows/{name}.yaml": text for name, text in more.items()}
    return read_content(write(folder, files))


def trip(content: Content) -> dict[str, object]:
    flow_ = content.release.flows[FlowId("trip")]
    return {str(id_): step for id_, step in flow_.steps.items()}


def test_a_field_says_its_section_its_harm_its_keeping_and_its_places(tmp_path: Path):
    content = read(tmp_path, ASK, TOWN)
    assert content.sound, content.findings
    assert content.release.answers["town"].profile == ProfileField(
        section="person",
        sensitivity=Sensitivity.PRIVATE,
        months=24,
        goes={"pdf": "line", "europass": "CandidatePerson/City", "json_resume": "basics/city"},
    )


def test_a_field_that_goes_nowhere_says_no(tmp_path: Path):
    head = TOWN.replace("CandidatePerson/City", "no").replace("basics/city", "no")
    profile = read(tmp_path, ASK, head).release.answers["town"].profile
    assert profile is not None
    assert profile.goes == {"pdf": "line", "europass": "", "json_resume": ""}


@pytest.mark.parametrize(
    ("words", "months"),
    [("1 month", 1), ("18 months", 18), ("1 year", 12), ("10 years", 120), ("120 months", 120)],
)
def test_how_long_a_field_is_kept_is_written_in_months_or_years(
    tmp_path: Path, words: str, months: int
):
    profile = read(tmp_path, ASK, TOWN.replace("24 months", words)).release.answers["town"].profile
    assert profile is not None
    assert profile.months == months


def test_an_answer_without_any_of_the_keys_is_no_field(tmp_path: Path):
    content = read(tmp_path, "hello:\n  say: Hello.\n", f"answers:\n{SHARED}")
    assert content.release.answers["shared"].profile is None


@pytest.mark.parametrize(
    ("lines", "kind", "accepts"),
    [
        ("occupation: any", AnswerType.OCCUPATION, ()),
        ("skill: any", AnswerType.SKILL, ()),
        ("file: profile", AnswerType.FILE, ("profile",)),
    ],
)
def test_jobs_skills_and_profiles_of_another_merit_can_be_asked_for(
    tmp_path: Path, lines: str, kind: AnswerType, accepts: tuple[str, ...]
):
    head = f"answers:\n  a:\n    {lines}\n    {PURPOSE}\n"
    content = read(tmp_path, "a:\n  ask: What?\n  save: a\n", head)
    assert content.sound, content.findings
    spec = content.release.answers["a"]
    assert (spec.type, spec.accepts) == (kind, accepts)
    assert spec.most == (1 if accepts else 0)


def test_records_need_a_section_and_their_answers_the_rest(tmp_path: Path):
    job = flow("title:\n  ask: Which?\n  save: job_title\nbye:\n  end: done\n", "job", head=RECORD)
    jobs = 'jobs:\n  collect: Your work\n  save: my_jobs\n  summary: "{job_title}"\n  begin: yes\n'
    head = f"answers:\n{SHARED}{JOBS}"
    files: dict[str, str | bytes] = {
        "flows/answers.yaml": head.replace("  begin: yes\n", ""),
        "flows/job.yaml": job,
        "flows/trip.yaml": flow(f"{jobs}bye:\n  end: done\n"),
    }
    assert _codes(tmp_path, files) == set()
    content = read_content(tmp_path)
    step = trip(content)["jobs"]
    assert isinstance(step, CollectStep)
    assert step.begins
    files["flows/job.yaml"] = job.replace("    pdf: title\n", "")
    assert _codes(tmp_path, files) == {"F100"}
    files["flows/job.yaml"] = job
    files["flows/answers.yaml"] = head.replace("    section: work\n", "")
    assert _codes(tmp_path, files) == set()


def _codes(folder: Path, files: dict[str, str | bytes]) -> set[str]:
    found = findings(folder, files)
    return {each.code for each in found if each.code in {"F100", "F101", "F102"}}


def test_a_list_does_not_begin_by_itself_unless_it_says_so(tmp_path: Path):
    jobs = 'jobs:\n  collect: Your work\n  save: my_jobs\n  summary: "A job"\n'
    content = read(tmp_path, jobs, f"answers:\n{SHARED}{JOBS}", job=flow(GOOD_STEPS, "job"))
    step = trip(content)["jobs"]
    assert isinstance(step, CollectStep)
    assert not step.begins


def test_the_profile_and_what_advisors_did_are_told_by_steps_of_their_own(tmp_path: Path):
    steps = (
        "all:\n  profile: All of it.\n  empty: Nothing.\n"
        "they:\n  advisors: They did.\n  empty: Nobody.\n"
        "send:\n  do: send profile\nfiles:\n  do: export profile\n"
    )
    content = read(tmp_path, steps, "")
    assert content.sound, content.findings
    read_ = trip(content)
    tells = [
        step for step in read_.values() if isinstance(step, TellProfileStep | TellAdvisorsStep)
    ]
    assert [(step.text.source, step.empty.source) for step in tells] == [
        ("All of it.", "Nothing."),
        ("They did.", "Nobody."),
    ]


def test_a_choice_has_a_sign_and_a_section(tmp_path: Path):
    steps = (
        "hub:\n  choose: What now?\n  choices:\n    - town:\n        label: Town\n        sign: 🏠\n"
        "        section: person\n    - back: Back\n"
    )
    step = trip(read(tmp_path, steps, TOWN))["hub"]
    assert isinstance(step, ChooseStep)
    assert [(each.sign, each.section) for each in step.choices] == [("🏠", "person"), ("", "")]
    assert step.choices[0].shown.lead == "🏠 "
    assert step.choices[1].shown == step.choices[1].label


def test_a_country_among_the_choices_can_have_words_of_its_own(tmp_path: Path):
    head = f"answers:\n  born:\n    country: any\n    {PURPOSE}\n"
    steps = "born:\n  ask: Where?\n  save: born\n  choices:\n    - sy:\n        label: In Syria\n"
    step = trip(read(tmp_path, steps, head))["born"]
    assert isinstance(step, AskStep)
    assert [(each.id, each.label.source) for each in step.choices] == [("sy", "In Syria")]


def test_a_date_that_is_not_over_has_the_one_choice_now(tmp_path: Path):
    head = "answers:\n  until:\n    date: year\n    personal: no\n"
    steps = "until:\n  ask: When?\n  save: until\n  choices:\n    - now:\n        label: Not over\n"
    content = read(tmp_path, steps, head)
    assert content.sound, content.findings
    step = trip(content)["until"]
    assert isinstance(step, AskStep)
    assert [choice.id for choice in step.choices] == ["now"]
    assert content.release.labels["until", "now"].source == "Not over"


def problems(release: Release) -> list[tuple[str, str]]:
    found = [*profile_fields(release), *known_sections(release)]
    return [(problem.code, problem.place) for problem in found]


def told(name: str, **changes: object) -> Release:
    spec = replace(RELEASE.answers[name], **changes)  # type: ignore[arg-type]
    return replace(RELEASE, answers={**RELEASE.answers, name: spec})


def test_a_field_without_anything_needs_everything():
    (problem, *_) = [
        each
        for each in profile_fields(told("my_town", purpose="", label=None))
        if each.place == "answers/my_town"
    ]
    for key in ("label", "purpose", "europass", "json_resume"):
        assert key in problem.message
    assert "the section person" in problem.message


def test_an_answer_of_a_record_that_is_no_field_at_all_is_found():
    found = [each for each in profile_fields(RELEASE) if each.place == "answers/job_note"]
    assert [each.code for each in found] == ["F100"]
    assert "a record of the section work" in found[0].message


def test_records_whose_flow_is_gone_have_no_fields():
    flows = {id_: each for id_, each in RELEASE.flows.items() if id_ != "job"}
    places = [place for _, place in problems(replace(RELEASE, flows=flows))]
    assert "answers/job_note" not in places


def test_without_the_answer_that_names_them_there_is_no_section():
    answers = {name: spec for name, spec in RELEASE.answers.items() if name != "shared"}
    codes = [code for code, _ in problems(replace(RELEASE, answers=answers))]
    assert "F102" in codes
    assert "F102" not in [code for code, _ in problems(RELEASE)]


def test_a_button_to_no_section_is_found_where_it_stands():
    fewer = told("shared", values=("person", "skills", "goals"))
    places = [place for code, place in problems(fewer) if code == "F102"]
    assert places == ["answers/my_jobs", "hub/hub/choices/work"]


def test_the_findings_about_fields_are_errors():
    assert {CODES[code].severity for code in ("F100", "F101", "F102")} == {Severity.ERROR}
