"""The person reads what is in their profile, and what advisors did with it."""

from dataclasses import replace

import pytest

from bot.core import phrases
from bot.core.by_others import Addition, ByOthers, Gloss, Look
from bot.core.flow import ChoiceId
from bot.core.press import Press
from bot.core.profile import By
from bot.core.profile_words import PROFILE_WORDS
from bot.core.telling import ADVISED, LATEST
from bot.core.text import Text
from tests.core.skills import RELEASE, baker, person
from tests.core.talker import Talker

DAY = 24 * 60 * 60


def paragraphs(talker: Talker) -> list[list[str]]:
    """What was said: each line with its lead, and on a card line its name and answer."""
    assert talker.last is not None
    return [[_line(line) for line in lines] for say in talker.last.says for lines in say.paragraphs]


def _line(line: Text) -> str:
    values = {name: _words(value) for name, value in line.values.items()}
    return line.lead + (line.source.format_map(values) if line.place else values["words"])


def _words(value: object) -> str:
    return _line(value) if isinstance(value, Text) else str(value)


def test_an_empty_profile_says_so():
    assert paragraphs(person("/told"))[0] == ["You told me nothing yet."]


def test_the_profile_is_told_section_by_section_with_each_record_below():
    talker = baker()
    talker.says("/person")
    talker.says("Rim")
    talker.says("Utrecht")
    talker.says("/told")
    assert paragraphs(talker)[:4] == [
        ["This is what you told me."],
        ["▪️ About me", "My name: Rim", "My town: Utrecht"],
        ["▪️ Work"],
        [
            "1. Job title: Baker",
            "Job country: Syria",
            "Job from: 2011",
            "Job to: I still do it",
            "Job tasks: bread and cake",
        ],
    ]


def test_what_was_skipped_is_not_told_and_a_nought_is():
    talker = person("/told", answers={"my_name": None, "my_children": 0})
    assert paragraphs(talker)[1] == ["▪️ About me", "My children: 0"]


def test_a_work_of_which_everything_was_skipped_is_no_empty_line():
    talker = person("/told", records={"my_jobs": ({"job_title": None}, {"job_title": "cook"})})
    assert paragraphs(talker)[1:3] == [["▪️ Work"], ["2. Job title: Cook"]]


def test_an_answer_content_no_longer_knows_is_left_out():
    talker = person("/told", records={"my_jobs": ({"job_rank": "3", "job_title": "cook"},)})
    assert paragraphs(talker)[2] == ["1. Job title: Cook"]


def test_an_answer_without_a_label_is_told_by_its_id():
    bare = replace(RELEASE.answers["my_name"], label=None)
    release = replace(RELEASE, answers={**RELEASE.answers, "my_name": bare})
    talker = person("/told", release, answers={"my_name": "Rim"})
    assert paragraphs(talker)[1] == ["▪️ About me", "my_name: Rim"]


def test_a_section_the_operator_leaves_out_is_not_told():
    talker = person("/told", replace(RELEASE, left_out=frozenset({"person"})), answers={"my_name": "Rim"})  # fmt: skip
    assert paragraphs(talker)[0] == ["You told me nothing yet."]


def test_nobody_did_anything_is_said_too():
    assert paragraphs(person("/advisors"))[0] == ["No advisor did anything."]


def test_what_advisors_added_and_looked_at_is_told_the_latest_first():
    others = ByOthers(
        additions=(
            Addition(kind="verified", text="Diploma seen.", language="nl", by="Ada", at=0),
            Addition(kind="next_step", text="Call us.", language="nl", by="Bo", at=DAY),
        ),
        looks=(
            Look(sections=("work",), by="Ada", at=2 * DAY),
            Look(sections=("work", "goals"), by="Bo", at=3 * DAY),
        ),
    )
    assert paragraphs(person("/advisors", by_others=others))[:5] == [
        ["This is what advisors did."],
        [f"1. {PROFILE_WORDS['next_step'].source}, from Bo on 1970-01-02:", "Call us."],
        [f"2. {PROFILE_WORDS['verified'].source}, from Ada on 1970-01-01:", "Diploma seen."],
        ["Bo looked at this on 1970-01-04:", "• Work", "• goals"],
        ["Ada looked at this on 1970-01-03:", "• Work"],
    ]


def test_of_very_many_looks_the_latest_ones_are_told():
    looks = tuple(Look(sections=("work",), by=f"A{n}", at=n * DAY) for n in range(LATEST + 5))
    told = paragraphs(person("/advisors", by_others=ByOthers(looks=looks)))
    seen = [lines for lines in told if "looked at" in lines[0]]
    assert len(seen) == LATEST
    assert seen[0][0].startswith(f"A{LATEST + 4} ")
    assert phrases.LOOKED_AT.place == "ui/looked_at"


def test_translations_are_told_the_latest_first_with_who_made_them():
    glosses = tuple(
        Gloss(words=words, language="nl", text=text, by=By.ADVISOR)
        for words, text in (("bread", "brood"), ("soup", "soep"))
    )
    known = {"my_name": "bread", "my_town": "soup"}
    told = paragraphs(person("/advisors", answers=known, by_others=ByOthers(glosses=glosses)))
    translated = PROFILE_WORDS["by_advisor"].source
    assert told[1:3] == [[translated, "soup → soep"], [translated, "bread → brood"]]


def two_additions() -> ByOthers:
    said = (("Diploma seen.", 5), ("Call us.", 9))
    return ByOthers(
        additions=tuple(
            Addition(kind="verified", text=words, language="nl", by="Ada", at=at)
            for words, at in said
        )
    )


def removals(talker: Talker) -> list[tuple[str, Press]]:
    assert talker.last is not None
    return [
        (f"{offer.label.lead}{offer.label.source}", offer.press)
        for say in talker.last.says
        for offer in say.offers
        if offer.press.flow == ADVISED
    ]


def test_each_thing_an_advisor_added_can_be_taken_out_alone():
    talker = person("/advisors", by_others=two_additions())
    (first, newest), (second, _) = removals(talker)
    assert (first, second) == ("1. Remove this", "2. Remove this")
    talker.gives(newest)
    assert talker.seen[0] == phrases.REMOVED.source
    assert [each.text for each in talker.session.by_others.additions] == ["Diploma seen."]
    talker.gives(newest)
    assert talker.seen[0] == phrases.REMOVED.source
    assert len(talker.session.by_others.additions) == 1
    talker.says("/advisors")
    assert [label for label, _ in removals(talker)] == ["Remove this"]


@pytest.mark.parametrize("choice", ["", "x", "-1", "²", "1e3", "9" * 40])
def test_a_button_that_names_no_addition_takes_nothing_out(choice: str):
    talker = person("/advisors", by_others=two_additions())
    talker.gives(replace(removals(talker)[0][1], choice=ChoiceId(choice)))
    assert talker.session.by_others == two_additions()
