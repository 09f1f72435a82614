"""Entries, phrases, saved replies and words of danger: read, checked, and handed to the engine and the translators."""

from pathlib import Path

import pytest

from bot.content.codes import CODES
from bot.content.domains import templates
from bot.content.load import load
from bot.content.release import read_content
from bot.core.alarm import AlarmKind, find_alarm
from bot.core.asides import answer_says, aside
from bot.core.entry import EntryId
from bot.core.found import Decision, Verdict
from bot.core.message import Words
from tests.content.folder import GOOD_STEPS, findings, flow, write

HEAD = "owner: team\nreviewed: never\nreview_every: 6 months\n"
SOURCES = (
    "sources:\n  - id: idw\n    title: IDW\n    link: https://www.idw.nl/\n    read: 2026-11-23\n"
)
ANSWERS = "answers:\n  country:\n    one of: [nl, be]\n    personal: no\n"
ASK = """
ask:
  ask: Where are you?
  save: country
  choices:
    - nl: The Netherlands
    - be: Belgium
bye:
  end: done
"""
COST = f"""\
entry: cost
question: How much does recognition cost?
answers:
  - when: country is nl
    text: It costs 149 euro.
    sources: idw
    critical: yes
  - otherwise: Ask the office.
    sources: merit
related: [free]
flow: trip
{HEAD}"""
FREE = f"""\
entry: free
question: Is this bot free?
answer: Yes.
sources: merit
{HEAD}"""
PHRASES = "cost:\n  - price\nfree:\n  - free\n"
ASKING = "starts:\n  - how\nanywhere:\n  - tell me\nwhy:\n  - why\nhelp:\n  - help\n"
REPLY = f"""\
reply: meeting
title: Invitation
with:
  day: date
  where: place
text: Please come on {{day}} to {{where}}.
{HEAD}"""
ALARM = f"""\
words:
  danger:
    - danger
  suicide:
    - kill myself
  violence:
    - hits me
  child:
    - hits my child
  trafficking:
    - took my passport
alone:
  danger:
    - emergency
not:
  - out of danger
{HEAD}"""
DANGER = flow(
    GOOD_STEPS,
    "danger",
    head="start_on:\n  need: danger\n  arrival: return\nanswers:\n  danger_kind:\n"
    "    one of: [suicide, violence, child, trafficking, danger]\n    personal: no\n",
)
TESTED = "- test: A trip\n  start: {}\n  talk:\n    - bot: {}\n{}    - end: done\n"
GOOD: dict[str, str | bytes] = {
    "flows/answers.yaml": ANSWERS,
    "flows/trip.yaml": flow(ASK),
    "flows/danger.yaml": DANGER,
    "flows/tests/trip.yaml": TESTED.format("trip", "ask", "    - person: nl\n"),
    "flows/tests/danger.yaml": TESTED.format("danger", "hello", ""),
    "flows/tests/base.yaml": TESTED.format("base", "hello", ""),
    "faq/sources.yaml": SOURCES,
    "faq/money/cost.yaml": COST,
    "faq/free.yaml": FREE,
    "faq/phrases/en.yaml": PHRASES,
    "faq/phrases/nl.yaml": "cost:\n  - prijs\nfree:\n  - gratis\n",
    "faq/phrases/ar.yaml": "cost:\n  - كم السعر\nfree:\n  - مجاني\n",
    "faq/asking/en.yaml": ASKING,
    "replies/meeting.yaml": REPLY,
    "emergency/words/en.yaml": ALARM,
    "emergency/words/nl.yaml": ALARM,
    "emergency/words/ar.yaml": ALARM,
}


def found(folder: Path, **changed: str):
    return findings(folder, {**GOOD, **{PATHS[name]: text for name, text in changed.items()}})


PATHS = {
    "cost": "faq/money/cost.yaml",
    "free": "faq/free.yaml",
    "again": "faq/other/free.yaml",
    "deep": "faq/money/small/coins.yaml",
    "sources": "faq/sources.yaml",
    "phrases": "faq/phrases/en.yaml",
    "klingon": "faq/phrases/tlh.yaml",
    "asking": "faq/asking/en.yaml",
    "reply": "replies/meeting.yaml",
    "alarm": "emergency/words/en.yaml",
    "danger": "flows/danger.yaml",
    "trip": "flows/trip.yaml",
    "tests": "faq/tests/en.jsonl",
}


def test_a_folder_that_is_in_order_has_no_findings(tmp_path: Path):
    assert [str(each) for each in found(tmp_path)] == []


MISTAKES = {
    "a name that is not the file's": ("Q001", {"free": FREE.replace("free\n", "fee\n", 1)}),
    "a folder in a topic": ("Q001", {"deep": FREE.replace("entry: free", "entry: coins")}),
    "an id with capitals": ("F022", {"free": FREE.replace("entry: free", "entry: Free")}),
    "a related entry there is none of": ("Q002", {"cost": COST.replace("[free]", "[fee]")}),
    "an entry related to itself": ("Q002", {"cost": COST.replace("[free]", "[cost]")}),
    "related that is no list": ("F012", {"cost": COST.replace("[free]", "free")}),
    "phrases for no entry": ("Q002", {"phrases": PHRASES + "fee:\n  - fee\n"}),
    "phrases under no id": ("F022", {"phrases": PHRASES + "A B:\n  - fee\n"}),
    "two entries of one name": ("Q003", {"again": FREE}),
    "two entries with one question": (
        "Q004",
        {"free": FREE.replace("Is this bot free?", "how much does recognition cost")},
    ),
    "an answer that is too long": ("Q005", {"free": FREE.replace("Yes.", "Yes. " * 200)}),
    "a question that is too long": ("Q005", {"free": FREE.replace("free?", "free " * 40)}),
    "no answer at all": ("Q006", {"free": FREE.replace("answer: Yes.\n", "")}),
    "answers without the last one": (
        "Q006",
        {"cost": COST.replace("  - otherwise: Ask the office.\n    sources: merit\n", "")},
    ),
    "the last one in the middle": (
        "Q006",
        {"cost": COST.replace("answers:\n", "answers:\n  - otherwise: Ask.\n    sources: merit\n")},
    ),
    "a condition twice": (
        "Q006",
        {
            "cost": COST.replace(
                "  - otherwise:",
                "  - when: country is  nl\n    text: B\n    sources: idw\n  - otherwise:",
            )
        },
    ),
    "an answer without when": ("F021", {"cost": COST.replace("when: country is nl\n    ", "")}),
    "an answer that is no block": (
        "F015",
        {"cost": COST.replace("- otherwise", "- no\n  - otherwise")},
    ),
    "a condition nobody knows": ("F034", {"cost": COST.replace("is nl", "is xx")}),
    "no source": ("Q007", {"free": FREE.replace("sources: merit\n", "")}),
    "a source there is none of": ("F033", {"cost": COST.replace("sources: idw", "sources: iwd")}),
    "sources as a list": ("F015", {"free": FREE.replace("merit", "[idw]")}),
    "a flow there is none of": ("F032", {"cost": COST.replace("flow: trip", "flow: trap")}),
    "no question": ("F021", {"free": FREE.replace("question: Is this bot free?\n", "")}),
    "no owner": ("F021", {"free": FREE.replace("owner: team\n", "")}),
    "an interval nobody can read": ("F025", {"free": FREE.replace("6 months", "often")}),
    "an unknown key": ("F020", {"free": FREE + "colour: red\n"}),
    "an empty entry": ("F016", {"free": ""}),
    "an unknown key of the sources": ("F020", {"sources": SOURCES + "more: x\n"}),
    "sources that are no block": ("F015", {"sources": "idw\n"}),
    "a list of a language there is none of": ("Q008", {"klingon": PHRASES}),
    "a phrase without a word": ("Q009", {"phrases": PHRASES + '  - "?!"\n'}),
    "a phrase that is a block": ("F015", {"phrases": PHRASES + "  - a: b\n"}),
    "a placeholder": ("Q010", {"free": FREE.replace("Yes.", "Yes, {country}.")}),
    "a command there is none of": ("F050", {"free": FREE.replace("Yes.", "Send /fly.")}),
    "a phrase of two entries": ("Q011", {"phrases": PHRASES + "  - Price!\n"}),
    "a phrase that is another question": (
        "Q011",
        {"phrases": PHRASES + "  - how much does recognition cost\n"},
    ),
    "no phrases in a language": ("Q012", {"phrases": "cost:\n  - price\n"}),
    "a placeholder nobody fills": ("Q020", {"reply": REPLY.replace("{where}", "{were}")}),
    "a value nobody sees": ("Q020", {"reply": REPLY.replace(" to {where}", "")}),
    "an unknown type": ("F027", {"reply": REPLY.replace("day: date", "day: dat")}),
    "a reply without text": ("F021", {"reply": REPLY.replace("text:", "with2:")}),
    "a test question of no entry": (
        "Q015",
        {"tests": '{"q": "what is the cost", "id": "costs"}\n'},
    ),
    "a test question that is none": ("Q015", {"tests": '{"q": "what is the cost"'}),
    "a test question without its entry": ("Q015", {"tests": '{"q": "what is the cost"}'}),
    "other entries that are no list": ("Q015", {"tests": '{"q": "x", "id": null, "ok": "cost"}'}),
    "a reply that is too long": ("F044", {"reply": REPLY.replace("Please", "Please " * 150)}),
    "a reply named otherwise": ("Q001", {"reply": REPLY.replace("reply: meeting", "reply: meet")}),
    "an empty reply": ("F016", {"reply": ""}),
    "a word of two kinds": ("Q030", {"alarm": ALARM.replace("- danger\n", "- hits me\n", 1)}),
    "a word that is harmless too": ("Q030", {"alarm": ALARM.replace("out of danger", "danger")}),
    "a kind without words": (
        "Q031",
        {"alarm": ALARM.replace("  child:\n    - hits my child\n", "")},
    ),
    "words of danger that were cut off": ("Q034", {"alarm": ALARM.rstrip("\n")[:-3]}),
    "a kind there is none of": ("F020", {"alarm": ALARM.replace("child:", "kid:")}),
    "no flow that answers": ("Q032", {"danger": flow(GOOD_STEPS, "danger")}),
    "a button that raises an alarm": (
        "Q033",
        {"trip": flow(ASK.replace("Belgium", "A country in danger"))},
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_found_under_its_own_code(name: str, tmp_path: Path):
    code, changed = MISTAKES[name]
    seen = found(tmp_path, **changed)
    matching = [each for each in seen if each.code == code]
    assert matching, [str(each) for each in seen]
    assert all(each.message for each in matching)


def test_every_code_of_the_knowledge_has_a_bad_example():
    shown = {code for code, _ in MISTAKES.values()}
    of_the_search = {"Q013", "Q014"}  # tests/app/test_phrase_findings.py
    assert {code for code in CODES if code.startswith("Q")} - of_the_search <= shown


def test_a_mistake_proposes_what_was_meant(tmp_path: Path):
    assert {"free"} == {
        each.suggestion
        for each in found(tmp_path, cost=COST.replace("[free]", "[fee]"))
        if each.code == "Q002"
    }


def test_a_stub_needs_no_source(tmp_path: Path):
    stub = FREE.replace("sources: merit", "stub: yes")
    assert [str(each) for each in found(tmp_path, free=stub)] == []


def test_a_release_holds_the_knowledge(tmp_path: Path):
    release, _, _ = load(write(tmp_path, GOOD))
    assert release is not None
    cost = release.entries[EntryId("cost")]
    assert (cost.topic, cost.flow, cost.related) == ("money", "trip", ("free",))
    assert [variant.text.place for variant in cost.variants] == [
        "faq/cost/answer/country-is-nl",
        "faq/cost/answer/otherwise",
    ]
    assert [variant.text.critical for variant in cost.variants] == [True, False]
    price = aside(Words(text="price"), release, "en", {})
    assert price == Decision(verdict=Verdict.ANSWER, entries=(cost.id,))
    unknown = aside(Words(text="how long is it"), release, "en", {})
    assert unknown == Decision(verdict=Verdict.NO_ANSWER)
    assert answer_says(cost, release, {"country": "nl"}).paragraphs[1][0].source.endswith("euro.")
    assert find_alarm(release.alarms, "he took my passport") is AlarmKind.TRAFFICKING
    assert find_alarm(release.alarms, "we are out of danger") is None
    assert release.replies["meeting"].slots == {"day": "date", "where": "place"}


def test_translators_get_the_texts_of_entries_and_replies_in_files_of_their_own(tmp_path: Path):
    content = read_content(write(tmp_path, GOOD))
    made = templates(content)
    assert [message.place for message in made["faq"].messages] == [
        "faq/free/question",
        "faq/free/answer",
        "faq/cost/question",
        "faq/cost/answer/country-is-nl",
        "faq/cost/answer/otherwise",
    ]
    assert [message.place for message in made["replies"].messages] == [
        "replies/meeting/title",
        "replies/meeting/text",
    ]
    assert any("Critical" in note for note in made["faq"].messages[3].notes)


def test_a_folder_without_knowledge_has_no_templates_for_it(tmp_path: Path):
    assert set(templates(read_content(write(tmp_path, {})))) == {"desk", "flows", "ui"}
