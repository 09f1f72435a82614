"""What counts as the structure of a flow, and what as its wording."""

from pathlib import Path

import pytest

from bot.content.load import load
from bot.core.flow import Flow, FlowId
from tests.content.folder import write

ANSWERS = """\
answers:
  country:
    one of: [nl, be]
    personal: no
  unused:
    number: 0-10
    personal: no
"""
TRIP = """\
flow: trip
title: A trip
owner: team
reviewed: never
review_every: 6 months
sources:
  - id: rail
    title: The railway
    link: https://rail.example/prices
    read: 2026-11-23
answers:
  age:
    number: 0-120
    purpose: to tell you the price
steps:
  hello:
    say: Hello.
    when: not known(age)
  where:
    ask: Where are you?
    why: Prices differ.
    save: country
    choices:
      - nl: The Netherlands
      - be: Belgium
  old:
    ask: How old are you?
    save: age
  decide:
    route:
      - when: age < 12
        next: free
      - otherwise: prices
  free:
    say: You travel for free.
    next: bye
  prices:
    plan: What you do next.
    items:
      - ticket:
          text: Buy a ticket.
          sources: rail
      - card:
          when: country is nl
          text: Buy a card.
  bye:
    end: done
"""

REWORDED = {
    "title": ("title: A trip", "title: A journey"),
    "owner": ("owner: team", "owner: others"),
    "review": ("reviewed: never", "reviewed: 2026-11-01"),
    "message": ("say: Hello.", "say: Good day."),
    "question": ("Where are you?", "Which country are you in?"),
    "reason": ("Prices differ.", "A price is not the same everywhere."),
    "no reason": ("    why: Prices differ.\n", ""),
    "label": ("nl: The Netherlands", "nl: Netherlands"),
    "a pictogram": (
        "- nl: The Netherlands",
        "- nl:\n          label: The Netherlands\n          sign: 🚲",
    ),
    "how long an answer is kept": (
        "to tell you the price",
        "to tell you the price\n    keep_for: 2 years",
    ),
    "critical": ("say: Hello.", "say: Hello.\n    critical: yes"),
    "item": ("Buy a ticket.", "Buy a ticket at the station."),
    "source": ("read: 2026-11-23", "read: 2026-11-24"),
    "no source": ("          sources: rail\n", ""),
    "purpose": ("to tell you the price", "to know the price"),
    "spaces in a condition": ("when: age < 12", "when: age  <  12"),
    "a trigger": ("sources:\n", "start_on:\n  command: trip\nsources:\n"),
    "the next step written out": ("say: Hello.", "say: Hello.\n    next: where"),
    "a step's former name": ("say: Hello.", "say: Hello.\n    was: good_day"),
}
RESTRUCTURED = {
    "a step less": ("  free:\n    say: You travel for free.\n    next: bye\n", "  free:\n    end: done\n"),
    "a new step": ("  bye:\n", "  more:\n    say: More.\n  bye:\n"),
    "a renamed step": ("  old:\n", "  how_old:\n"),
    "another kind": ("  free:\n    say: You travel", "  free:\n    choose: You travel"),
    "another order": ("    next: bye\n", ""),
    "another condition": ("age < 12", "age < 13"),
    "no condition": ("    when: not known(age)\n", ""),
    "another way": (
        "next: free\n      - otherwise: prices", "next: prices\n      - otherwise: free"
    ),
    "a choice less": ("      - be: Belgium\n", ""),
    "the choices in another order": (
        "      - nl: The Netherlands\n      - be: Belgium\n",
        "      - be: Belgium\n      - nl: The Netherlands\n",
    ),
    "a choice that leads elsewhere": ("- be: Belgium", "- be:\n          label: Belgium\n          next: bye"),
    "another end": ("end: done", "end: quiet"),
    "another answer": ("number: 0-120", "number: 1-120"),
    "an answer that is not personal": ("purpose: to tell you the price", "personal: no"),
    "an item less": (
        "      - ticket:\n          text: Buy a ticket.\n          sources: rail\n", ""
    ),
    "another item condition": ("country is nl", "country is be"),
}  # fmt: skip


def trip(folder: Path, text: str = TRIP, answers: str = ANSWERS) -> Flow:
    """Return the flow in `text`, whatever else its folder lacks."""
    write(folder, {"flows/trip.yaml": text, "flows/answers.yaml": answers})
    release, _, found = load(folder)
    assert release is not None, found
    return release.flows[FlowId("trip")]


def changed(by: tuple[str, str]) -> str:
    before, after = by
    assert before in TRIP
    return TRIP.replace(before, after)


@pytest.mark.parametrize("by", REWORDED.values(), ids=REWORDED)
def test_rewording_changes_the_revision_and_not_the_structure(tmp_path: Path, by: tuple[str, str]):
    before, after = trip(tmp_path), trip(tmp_path, changed(by))
    assert after.revision != before.revision
    assert after.structure == before.structure


@pytest.mark.parametrize("by", RESTRUCTURED.values(), ids=RESTRUCTURED)
def test_any_other_change_is_one_of_structure(tmp_path: Path, by: tuple[str, str]):
    before = trip(tmp_path)
    text = changed(by).replace("choose: You travel for free.", "flow: base")
    assert trip(tmp_path, text).structure != before.structure


def test_a_shared_answer_counts_in_the_flows_that_use_it(tmp_path: Path):
    before = trip(tmp_path)
    values = ANSWERS.replace("[nl, be]", "[nl, be, de]")
    choices = TRIP.replace("- be: Belgium", "- be: Belgium\n      - de: Germany")
    assert trip(tmp_path, choices, values).structure != before.structure
    assert trip(tmp_path, answers=values).structure != before.structure
    assert trip(tmp_path, answers=ANSWERS.replace("0-10", "0-20")).structure == before.structure
