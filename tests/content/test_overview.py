"""Pages made from the content say what is sourced and what is uncertain, and are those in the repository."""

from pathlib import Path

import pytest

import bot
from bot.content.facts import statements
from bot.content.overview import (
    ADVISORS_PAGE,
    CONTENT_PAGE,
    FAQ_PAGE,
    QUESTIONS_PAGE,
    country_page,
    outdated,
    pages,
    write_pages,
)
from bot.content.release import Content, read_content
from tests.content.folder import flow, write

ROOT = Path(bot.__file__).parent.parent
ANSWERS = "answers:\n  country:\n    one of: [nl, be, other]\n    personal: no\n"
ASK = """
ask:
  ask: Where are you?
  save: country
  choices:
    - nl: The Netherlands
    - be: Belgium
    - other: Another country
plan:
  plan: Your steps.
  given: {country: be}
  items:
    - own:
        text: Go to the office.
        sources: page
        verify: Is it open?
    - cost:
        entry: cost
bye:
  end: done
"""
HEAD = "sources:\n  - id: page\n    title: A page\n    link: https://www.example.org\n    read: 2026-11-23\n"
SOURCES = (
    HEAD + "  - id: blog\n    title: A blog\n    link: https://blog.example.org\n"
    "    read: 2026-11-23\n    published: 2024\n    grade: C\n"
)
COST = """\
entry: cost
question: What does it cost?
answers:
  - when: country is nl and country is not be
    text: Ten euro.
    sources: page
    verify: Still ten?
    first: yes
  - when: country in (nl, be)
    text: Twelve euro.
    sources: blog
  - otherwise: Ask first.
    sources: page
owner: team
reviewed: never
review_every: 6 months
"""
STUB = """\
entry: wage
question: What is the wage?
answer: I do not know.
stub: yes
owner: team
reviewed: never
review_every: 6 months
"""


def content(folder: Path, cost: str = COST) -> Content:
    files: dict[str, str | bytes] = {
        "flows/answers.yaml": ANSWERS,
        "flows/trip.yaml": flow(ASK, head=HEAD),
        "faq/money/cost.yaml": cost,
        "faq/money/wage.yaml": STUB,
        "faq/sources.yaml": SOURCES,
    }
    found = read_content(write(folder, files))
    assert found.sound, found.findings
    return found


def test_every_statement_is_there_once_for_each_of_its_countries(tmp_path: Path):
    found = [
        (each.name, each.country, each.whom, each.certain) for each in statements(content(tmp_path))
    ]
    assert found == [
        ("cost", "nl", "country is not be", False),
        ("cost", "nl", "country in (nl, be)", False),
        ("cost", "be", "country in (nl, be)", False),
        ("cost", "", "", True),
        ("trip/own", "be", "", False),
    ]


def test_countries_are_those_in_which_a_condition_can_hold(tmp_path: Path):
    entry = COST.replace(
        "country is nl and country is not be", "not (country is nl) and known(country)"
    )
    entry = entry.replace("country in (nl, be)", "country is nl or country is other")
    found = content(tmp_path, entry)
    assert [(each.country, each.whom) for each in statements(found) if each.name == "cost"] == [
        ("be", "not (country is nl) and known(country)"),
        ("other", "not (country is nl) and known(country)"),
        ("nl", "country is nl or country is other"),
        ("other", "country is nl or country is other"),
        ("", ""),
    ]


def test_the_page_counts_and_names_what_comes_first(tmp_path: Path):
    page = pages(content(tmp_path), tmp_path)[CONTENT_PAGE]
    assert "| The Netherlands | 2 | 0 | 2 | 1 |" in page
    assert "| All | 5 | 1 | 4 | 1 |" in page
    assert (
        "### The Netherlands: first\n\n- [cost](../../faq/money/cost.yaml) (if country is not be): Still ten?"
        in page
    )
    assert "Only a page of grade C says it. blog (C, 2024)" in page
    assert (
        "### Everywhere: sourced\n\n- [cost](../../faq/money/cost.yaml): page (A, read 2026-11-23)"
        in page
    )


def test_advisors_see_what_they_can_send_and_how_it_is_answered(tmp_path: Path):
    head = "owner: team\nreviewed: never\nreview_every: 1 year\n"
    files: dict[str, str | bytes] = {
        "replies/soon.yaml": f"reply: soon\ntitle: Soon\nwith:\n  day: date\ntext: On {{day}}.\n{head}",
        "replies/thanks.yaml": f"reply: thanks\ntitle: Thanks\ntext: Thank you.\n{head}",
        "cards/come.yaml": f"card: come\ntitle: A day\nask: Which day?\nanswer: date\n{head}",
        "cards/way.yaml": f"card: way\ntitle: The way\nask: How?\nchoices:\n  - a: Bus\n  - b: Bike\n{head}",
    }
    write(tmp_path, files)
    page = pages(content(tmp_path), tmp_path)[ADVISORS_PAGE]
    assert "### Soon\n\nOn {day}.\n\n[`soon`](../../replies/soon.yaml) · you fill in: day\n" in page
    assert "Thank you.\n\n[`thanks`](../../replies/thanks.yaml)\n" in page
    assert "### A day\n\nWhich day?\n\n- a day, in the person's own calendar\n" in page
    assert "How?\n\n- Bus\n- Bike\n\n[`way`](../../cards/way.yaml)\n" in page


def test_the_questions_stand_by_topic_with_the_countries_that_have_their_own_answer(tmp_path: Path):
    page = pages(content(tmp_path), tmp_path)[QUESTIONS_PAGE]
    assert "## Money" in page
    assert (
        "### What does it cost?\n\nAsk first.\n\n"
        "[`cost`](../faq/money/cost.yaml) · own answers: The Netherlands, Belgium" in page
    )


def test_one_country_is_printed_whole(tmp_path: Path):
    page = country_page(content(tmp_path), "nl")
    assert (
        "## What does it cost?\n\nIf country is not be:\n\nTen euro.\n\n**Find out first:** Still ten?\n\n- A page (A): https://www.example.org"
        in page
    )
    assert "Twelve euro." in page
    assert "Go to the office." not in page
    belgium = country_page(content(tmp_path), "be")
    assert "**Find out:** Is it open?" in belgium
    assert "Otherwise:" not in belgium
    general = COST.replace(
        "  - when: country in (nl, be)\n    text: Twelve euro.\n    sources: blog\n", ""
    )
    assert general != COST
    without = country_page(content(tmp_path, general), "be")
    assert "(The general answer, because there is none for this country.)\n\nAsk first." in without


def test_the_table_keeps_what_stands_around_it(tmp_path: Path):
    found = content(tmp_path)
    write(tmp_path, {FAQ_PAGE: "# FAQ\n\nBefore.\n"})
    made = [CONTENT_PAGE, QUESTIONS_PAGE, ADVISORS_PAGE, FAQ_PAGE]
    assert write_pages(found, tmp_path) == made
    page = (tmp_path / FAQ_PAGE).read_text()
    assert page.startswith("# FAQ\n\nBefore.\n\n<!-- begin")
    assert "| money | `cost`, `wage` (a stub) |" in page
    write(tmp_path, {FAQ_PAGE: page + "\nAfter.\n"})
    assert outdated(found, tmp_path) == []
    write(tmp_path, {FAQ_PAGE: page.replace("`wage`", "`pay`") + "\nAfter.\n"})
    assert write_pages(found, tmp_path) == [FAQ_PAGE]
    assert (tmp_path / FAQ_PAGE).read_text().endswith("end: merit overview -->\n\nAfter.\n")


def test_the_committed_pages_are_those_that_are_made():
    assert outdated(read_content(ROOT), ROOT) == [], "Run: merit overview --write"


@pytest.mark.parametrize("code", ["be", "hu", "ie", "it", "nl", "sk", "si", "es", "uk"])
def test_every_shipped_country_can_be_printed_for_a_reviewer(code: str):
    page = country_page(read_content(ROOT), code)
    assert "## Where do I apply?" in page or "apply" in page
    assert "https://" in page
