"""How many questions there are is shown as far as it is certain."""

from dataclasses import replace

from bot.core import phrases
from bot.core.text import Text
from tests.core.form import FORM, RELEASE, agreed
from tests.core.talker import Talker

COUNTING = replace(RELEASE, flows={**RELEASE.flows, FORM.id: replace(FORM, progress=True)})


def counted(talker: Talker) -> tuple[str, object, object]:
    assert talker.last is not None
    first: Text = talker.last.says[-1].paragraphs[0][0]
    return first.source, first.values.get("number"), first.values.get("total")


def test_the_number_grows_and_the_total_never_does():
    talker = agreed(COUNTING)
    talker.says("/form")
    talker.presses("nl")
    assert counted(talker) == ("Question {number} of {total}", 1, 4)
    talker.presses("study")
    assert counted(talker) == ("Question {number} of {total}", 2, 4)
    talker.says("law")
    assert counted(talker) == ("Question {number} of {total}", 3, 4)
    talker.presses("_back")
    assert counted(talker) == ("Question {number} of {total}", 2, 4)


def test_a_flow_that_does_not_want_it_shows_no_number():
    talker = agreed()
    talker.says("/form")
    assert counted(talker)[1:] == (None, None)


def test_a_message_to_a_person_and_a_pause_do_not_begin_the_count_again():
    talker = agreed(COUNTING)
    talker.says("/form")
    talker.presses("nl")
    talker.presses("study")
    for left in (("/human", "Please help"), ("/menu", "/resume"), ("/menu", "/resume")):
        for words in left:
            talker.says(words)
        assert counted(talker) == ("Question {number} of {total}", 2, 4)
        assert "_back" not in [offer.press.choice for offer in talker.offers]
    talker.says("law")
    assert counted(talker) == ("Question {number} of {total}", 3, 4)
    talker.presses("_back")
    assert counted(talker) == ("Question {number} of {total}", 2, 4)
    talker.says("/back")
    assert talker.seen[0] == phrases.FIRST_QUESTION.source
