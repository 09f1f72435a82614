"""What changed is said in words, and what did not change is not mentioned."""

from dataclasses import replace

import pytest

from bot.content.catalogs import Translations
from bot.content.differences import critical_changes, differences
from tests.content.books import DUTCH, FIRST, RENAMED, SHORTER, edition_of, files
from tests.content.folder import flow
from tests.content.test_structure import RESTRUCTURED, REWORDED
from tests.content.test_structure import TRIP as OTHER

ANSWERS = {"flows/answers.yaml": b"answers:\n  country:\n    one of: [nl, be]\n    personal: no\n"}


def told(old: str | None, new: str | None, **people: int) -> str:
    """What is said about two contents; `people` stand at steps of the trip."""
    here = {("trip", step): count for step, count in people.items()}
    sections = differences(edition_of(files(old)), edition_of(files(new)), here)
    return "\n".join(map(str, sections))


@pytest.mark.parametrize("content", [FIRST, SHORTER, RENAMED, None])
def test_nothing_is_said_when_nothing_changed(content: str | None):
    assert told(content, content) == ""


def test_words_are_shown_as_they_were_and_as_they_are():
    new = FIRST.replace("Hello.", "Good day.").replace("Window", "At the window")
    said = told(FIRST, new)
    assert "the words of 2 texts changed:" in said
    assert "    trip/hello/say\n      was: Hello.\n      now: Good day." in said
    assert "nl: 2 texts in English until translated again" in said


def test_critical_texts_are_marked_and_counted():
    critical = FIRST.replace("say: Hello.", "say: You have 30 days.\n    critical: yes")
    later = critical.replace("30 days", "14 days")
    assert "the words of 1 text changed, a critical one:" in told(critical, later)
    assert "trip/hello/say (critical)" in told(critical, later)
    assert critical_changes(edition_of(files(critical)), edition_of(files(later))) == 1
    assert critical_changes(edition_of(files(FIRST)), edition_of(files(SHORTER))) == 0
    marked = FIRST.replace("say: Hello.", "say: Hello.\n    critical: yes")
    assert "trip/hello/say is now marked critical" in told(FIRST, marked)
    assert "trip/hello/say is no longer marked critical" in told(marked, FIRST)


def test_steps_say_where_they_are_and_how_many_stand_there():
    assert "step 'seat' was removed (1 conversation stands there now)" in told(
        FIRST, SHORTER, seat=1
    )
    assert "step 'seat' was removed (4 conversations stand there now)" in told(
        FIRST, SHORTER, seat=4
    )
    said = told(SHORTER, FIRST)
    assert "step 'seat' is new: a question, between 'luggage' and 'prices'" in said
    assert "answer 'place' is new: one of" in said
    assert "new words: Where do you sit?" in said


def test_a_renamed_step_is_neither_new_nor_gone_and_its_words_are_the_same():
    said = told(FIRST, RENAMED)
    assert "step 'luggage' is now called 'baggage'" in said
    assert "was removed" not in said
    assert "is new" not in said
    assert "words" not in said


def test_whole_flows_come_and_go():
    assert "this flow was removed (2 conversations stand there now)" in told(FIRST, None, seat=2)
    said = told(None, FIRST)
    assert "this flow is new; it has 5 steps" in said
    assert "says Which bag do you take?" in said


def test_values_of_answers_come_go_and_are_renamed():
    new = FIRST.replace(
        "one of: [small, large]\n    personal: no", "one of: [light, huge]\n    personal: no\n    was: {small: light}"
    ).replace("- small: A", "- light: A").replace("- large: A", "- huge: A")  # fmt: skip
    new = new.replace("    was: {small: light}", "    was:\n      small: light")
    said = told(FIRST, new)
    assert "value 'small' of 'bag' is now called 'light'" in said
    assert "value 'large' of 'bag' was removed; who gave it is asked again" in said
    assert "value 'huge' of 'bag' is new" in said


def test_translations_are_counted_by_language():
    fewer = {place: given for place, given in DUTCH.items() if place != "hello/say"}
    other = dict(DUTCH, **{"seat/ask": ("Where do you sit?", "Waar wilt u zitten?")})
    full = edition_of(files(FIRST))
    for dutch, said in (
        (fewer, "nl: 1 text in English until translated again"),
        (other, "nl: 1 text translated anew"),
    ):
        assert said in str(differences(full, edition_of(files(FIRST, dutch)))[-1])
    back = differences(edition_of(files(FIRST, fewer)), full)
    assert "nl: 1 text newly translated" in str(back[-1])


def test_translations_that_moved_with_a_renamed_step_are_not_new():
    moved = dict(DUTCH, **{"baggage/ask": DUTCH["luggage/ask"]})
    said = differences(edition_of(files(FIRST)), edition_of(files(RENAMED, moved)))
    assert "translated" not in "\n".join(map(str, said))


def edited(by: tuple[str, str]) -> str:
    text = OTHER.replace(*by).replace("choose: You travel for free.", "flow: base")
    content = {**files(None), **ANSWERS, "flows/trip.yaml": text.encode()}
    before = edition_of({**files(None), **ANSWERS, "flows/trip.yaml": OTHER.encode()})
    return "\n".join(map(str, differences(before, edition_of(content))))


@pytest.mark.parametrize("name", [*RESTRUCTURED, *REWORDED])
def test_every_change_people_can_notice_is_told(name: str):
    """Spaces, and a step that says what follows anyway, are none."""
    said = edited({**RESTRUCTURED, **REWORDED}[name])
    unnoticed = {"spaces in a condition", "the next step written out", "a step's former name"}
    assert bool(said) is (name not in unnoticed), said


def test_a_plan_says_what_it_is_for_what_it_quotes_and_whether_it_is_kept():
    entry = (
        "entry: cost\nquestion: What does it cost?\nanswer: Nothing.\nsources: merit\n"
        "owner: team\nreviewed: never\nreview_every: 6 months\n"
    )
    more = {
        **ANSWERS,
        "faq/cost.yaml": entry.encode(),
        "faq/time.yaml": entry.replace("cost", "time").encode(),
    }

    def edition(plan: str):
        steps = f"\nplan:\n  plan: Steps.\n{plan}\nbye:\n  end: done\n"
        return edition_of({**files(None), **more, "flows/trip.yaml": flow(steps).encode()})

    plain = edition("  items:\n    - one:\n        entry: cost\n")
    given = edition("  given: {country: nl}\n  items:\n    - one:\n        entry: cost\n")
    passing = edition("  keep: no\n  items:\n    - one:\n        entry: time\n")
    own = edition("  items:\n    - one: Pay.\n")

    def said(old, new):
        return "\n".join(map(str, differences(old, new, {})))

    assert "given was nothing, and is country nl" in said(plain, given)
    assert "given was country nl, and is nothing" in said(given, plain)
    assert "keep was yes, and is no" in said(plain, passing)
    assert "says now what the entry 'time' answers" in said(plain, passing)
    assert "has words of its own now" in said(plain, own)


def test_other_words_for_choices_come_go_and_change():
    def edition(words: str):
        return edition_of(
            {
                **files(None),
                **ANSWERS,
                "flows/trip.yaml": flow(ASK).encode(),
                "flows/words/country/en.yaml": words.encode(),
            }
        )

    old = edition("nl:\n  - holland\n  - low\nbe:\n  - brussels\n")
    new = edition("nl:\n  - holland\n  - brussels\nbe:\n  - flanders\n")
    said = "\n".join(map(str, differences(old, new, {})))
    assert "'flanders' is new for 'be' of 'country'" in said
    assert "'low' no longer stands for 'nl' of 'country'" in said
    assert "'brussels' stands for 'nl' instead of 'be' of 'country'" in said


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


def answers(field: str) -> str:
    shared = "  shared:\n    some of: [person]\n    personal: no\n"
    town = "  town:\n    text: 1-60\n    purpose: to find work near you\n"
    return f"answers:\n{shared}{town}{field}"


def edition_with(**more: str):
    named = {
        path.replace("_", "/", 1) + ".yaml": text.encode() for path, text in more.items() if text
    }
    return edition_of({**files(None), **ANSWERS, **named})


def said_of(old: dict[str, str], new: dict[str, str]) -> str:
    return "\n".join(map(str, differences(edition_with(**old), edition_with(**new))))


FIELD = (
    "    label: Town\n    section: person\n    sensitivity: private\n    keep_for: 2 years\n"
    "    pdf: title\n    europass: no\n    json_resume: no\n"
)


def test_what_an_answer_is_to_the_profile_is_told():
    none, kept = ({"flows_answers": answers(field)} for field in ("    label: Town\n", FIELD))
    other = FIELD.replace("2 years", "6 months").replace("private", "sensitive")
    other = other.replace("pdf: title", "pdf: no")
    others = {"flows_answers": answers(other)}
    belongs = (
        "answer 'town' belongs to the profile now: section person, sensitivity private, "
        "keep_for 24 months, pdf title, europass no, json_resume no"
    )
    assert belongs in said_of(none, kept)
    assert belongs in said_of({}, kept)
    assert "answer 'town' no longer belongs to the profile" in said_of(kept, none)
    assert said_of(kept, others) == (
        "answers of several flows:\n"
        "  answer 'town': sensitivity was private, and is sensitive\n"
        "  answer 'town': keep_for was 24 months, and is 6 months\n"
        "  answer 'town': pdf was title, and is no"
    )


def test_the_name_of_an_answer_of_several_flows_is_told():
    none, town, place = (
        {"flows_answers": answers(label)}
        for label in ("", "    label: Town\n", "    label: Place\n")
    )
    assert "answer 'town': label was nothing, and is Town" in said_of(none, town)
    assert "answer 'town': label was Town, and is Place" in said_of(town, place)


def test_a_sign_and_the_section_of_a_button_are_told():
    button = "    - nl: The Netherlands\n"
    sign, other = (
        ASK.replace(button, f"    - nl:\n        label: The Netherlands\n        {more}\n")
        for more in ("sign: 🚲", "sign: 🌷\n        section: work")
    )
    plain, signed, changed = ({"flows_trip": flow(steps)} for steps in (ASK, sign, other))
    what = "choice 'nl' of step 'ask'"
    assert f"{what}: sign was nothing, and is 🚲" in said_of(plain, signed)
    said = said_of(signed, changed)
    assert f"{what}: sign was 🚲, and is 🌷" in said
    assert f"{what}: section was nothing, and is work" in said


JOBS = """\
owner: team
reviewed: never
review_every: 6 months
groups:
  - food:
      label: Food
      sign: 🍳
      terms:
        - cook:
            label: Cook
            isco: "5120"
        - baker:
            label: Baker
            isco: "7512"
"""


def test_jobs_and_skills_come_go_and_change():
    old = {"taxonomy_occupations": JOBS}
    assert "occupation 'baker' is new\n     Baker" in said_of({}, old)
    assert "group of occupations 'food' was removed" in said_of(old, {})
    other = JOBS.replace("label: Baker", "label: Bread baker").replace("5120", "9411")
    assert said_of(old, {"taxonomy_occupations": other}) == (
        "jobs and skills:\n"
        "  occupation 'baker' changed\n    was: Baker\n    now: Bread baker\n"
        "  occupation 'cook' changed"
    )


def test_a_language_that_only_papers_are_written_in_comes_and_goes():
    plain = files(FIRST)
    languages = plain["locales/languages.yaml"]
    italian = b"it:\n  native: Italiano\n  english: Italian\n  direction: ltr\n  dates: it\n"
    italian += b'  plurals: "nplurals=2; plural=(n != 1)"\n  offered: papers\n  status: draft\n'
    old, new = (
        edition_of({**plain, "locales/languages.yaml": languages + more}) for more in (b"", italian)
    )
    assert "papers are now written in it" in str(differences(old, new)[-1])
    assert "papers are no longer written in it" in str(differences(new, old)[-1])


def test_recordings_that_come_go_and_change_are_counted():
    def edition(**sounds: bytes):
        spoken = {f"trip/{name}": data for name, data in sounds.items()}
        plain = edition_of(files(FIRST))
        dutch = plain.catalog("nl")
        assert isinstance(dutch, Translations)
        return replace(plain, catalogs={**plain.catalogs, "nl": replace(dutch, recordings=spoken)})

    def said(old: dict[str, bytes], new: dict[str, bytes]) -> str:
        return "\n".join(map(str, differences(edition(**old), edition(**new))))

    both = {"hello/say": b"a", "seat/ask": b"b"}
    assert said({}, both) == "languages:\n  nl: 2 texts are heard now"
    assert said(both, {"seat/ask": b"c"}) == (
        "languages:\n  nl: 1 text is heard no more\n  nl: 1 text sounds otherwise"
    )
