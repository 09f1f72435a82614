"""A message of a ticket keeps what it was, whoever changes it, and survives storage."""

import json

from hypothesis import given
from hypothesis import strategies as st

from bot.core.ticket_message import (
    VERSIONS,
    By,
    Rendering,
    Side,
    TicketMessage,
    ticket_message_from_json,
    ticket_message_to_json,
)

words = st.text(max_size=12)
moments = st.integers(0, 2**40)
MESSAGES = st.builds(
    TicketMessage,
    side=st.sampled_from(Side),
    at=moments,
    text=words,
    language=words,
    by=words,
    about=st.dictionaries(words, st.one_of(words, st.lists(words, max_size=2)), max_size=3),
    renderings=st.lists(
        st.builds(Rendering, text=words, language=words, by=st.sampled_from(By)), max_size=3
    ).map(tuple),
    earlier=st.lists(st.tuples(words, moments), max_size=3).map(tuple),
    removed=moments,
)
SAID = TicketMessage(side=Side.PERSON, at=5, text="خبز", language="ar")
BREAD = Rendering(text="brood", language="nl", by=By.INTERPRETER)


@given(MESSAGES)
def test_it_survives_json(message: TicketMessage):
    data = json.loads(json.dumps(ticket_message_to_json(message)))
    assert ticket_message_from_json(data) == message


def test_a_changed_message_keeps_what_it_was_and_loses_translations_of_that():
    changed = SAID.rendered(BREAD).edited("خبز كثير", 9)
    assert (changed.text, changed.earlier, changed.renderings) == ("خبز كثير", (("خبز", 9),), ())
    assert SAID.edited("خبز", 9) == SAID


def test_of_very_many_versions_the_latest_are_kept():
    message = SAID
    for n in range(VERSIONS + 3):
        message = message.edited(f"{n}", n)
    assert len(message.earlier) == VERSIONS
    assert message.earlier[-1] == (f"{VERSIONS + 1}", VERSIONS + 2)


def test_what_is_taken_back_stays_readable_with_the_moment_it_was():
    back = SAID.taken_back(9)
    assert (back.text, back.removed) == ("خبز", 9)
    assert back.taken_back(12).removed == 9


def test_a_translation_takes_the_place_of_one_into_the_same_language():
    machine = Rendering(text="brot", language="nl", by=By.MACHINE)
    message = SAID.rendered(machine).rendered(BREAD)
    assert message.in_language("nl") == BREAD
    assert message.in_language("uk") is None
