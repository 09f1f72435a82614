"""Items of plans that say what an entry answers, plans that stay what they are, and plans only for reading."""

from pathlib import Path

import pytest

from bot.content.domains import pieces
from bot.content.load import study
from bot.content.xlsform_export import as_form
from bot.core.flow import FlowId, PlanStep, StepId
from tests.content.folder import findings, flow, write

ANSWERS = "answers:\n  country:\n    one of: [nl, be]\n    personal: no\n"
COST = """\
entry: cost
question: What does it cost?
answers:
  - when: country is nl
    text: Ten euro.
    sources: page
    verify: Is it still ten?
    first: yes
  - otherwise: Ask first.
    sources: page
owner: team
reviewed: never
review_every: 6 months
"""
SOURCES = "sources:\n  - id: page\n    title: A page\n    link: https://www.example.org\n    read: 2026-11-23\n"
PLAN = """
plan:
  plan: Your steps.
  given: {country: nl}
  keep: no
  items:
    - cost:
        entry: cost
        when: country is nl
bye:
  end: done
"""


def files(plan: str = PLAN, cost: str = COST) -> dict[str, str | bytes]:
    return {
        "flows/answers.yaml": ANSWERS,
        "flows/trip.yaml": flow(plan),
        "faq/money/cost.yaml": cost,
        "faq/sources.yaml": SOURCES,
    }


def codes(tmp_path: Path, plan: str = PLAN, cost: str = COST) -> list[str]:
    """The findings about the flow, the entry and their words, without what every small folder lacks."""
    found = findings(tmp_path, files(plan, cost))
    return [
        str(each) for each in found if each.code not in {"F049", "F062", "Q012", "F078", "F079"}
    ]


def test_an_item_with_an_entry_has_no_words_and_needs_no_source_of_its_own(tmp_path: Path):
    folder = write(tmp_path, files())
    content = study(folder).content
    assert content.sound, content.findings
    step = content.release.flows[FlowId("trip")].steps[StepId("plan")]
    assert isinstance(step, PlanStep)
    assert (step.items[0].entry, step.items[0].text) == ("cost", None)
    assert (step.given, step.passing) == ((("country", "nl"),), True)
    places = {piece.text.place for piece in pieces(content)["flows"]}
    assert "trip/plan/items/cost" not in places


def test_what_is_not_certain_is_kept_for_the_reviewer(tmp_path: Path):
    content = study(write(tmp_path, files())).content
    (built,) = content.knowledge.entries.values()
    (doubt,) = built.scope.doubts.values()
    assert (doubt.words, doubt.first) == ("Is it still ten?", True)


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("entry: cost", "entry: costs", "Q002", "no entry called 'costs'"),
        ("entry: cost", "entry: cost\n        text: Pay.", "F020", "no meaning here"),
        ("entry: cost", "entry: cost\n        sources: page", "F020", "no meaning here"),
        ("entry: cost", "entry: cost\n        verify: Still?", "F020", "no meaning here"),
        ("{country: nl}", "nl", "F015", "given: {country: nl}"),
        ("{country: nl}", "{contry: nl}", "F031", "no answer called 'contry'"),
        ("{country: nl}", "{country: fr}", "F027", "It can be nl or be"),
        ("{country: nl}", "{country: [nl]}", "F027", "cannot have this value"),
        ("keep: no", "keep: never", "F027", ""),
    ],
)
def test_a_mistake_in_a_plan_is_named(tmp_path: Path, old: str, new: str, code: str, says: str):
    found = codes(tmp_path, PLAN.replace(old, new))
    assert any(code in each and says in each for each in found), found


def test_first_stands_only_beside_what_has_to_be_found_out(tmp_path: Path):
    found = codes(tmp_path, cost=COST.replace("    verify: Is it still ten?\n", ""))
    assert any("F020" in each and "verify" in each for each in found), found


def test_with_several_answers_a_doubt_stands_beside_the_one_it_is_about(tmp_path: Path):
    found = codes(
        tmp_path, cost=COST.replace("owner: team", "verify: All?\nfirst: yes\nowner: team")
    )
    assert sum("F020" in each for each in found) == 2, found


def test_a_plan_with_entries_is_no_form(tmp_path: Path):
    release = study(write(tmp_path, files())).content.release
    exported = as_form(release.flows[FlowId("trip")], release, {})
    assert any("what an entry answers" in error for error in exported.errors)
