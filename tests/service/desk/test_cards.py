"""The card of a ticket: made of ids, in the advisor's words, and without content where content has no place."""

from dataclasses import replace
from datetime import UTC, timedelta, timezone

import pytest

from bot.core.blocking import Blocking, Cause, Stop
from bot.core.entry import Entry, EntryId, Variant
from bot.core.message import ChannelName
from bot.core.render import render_text, without_bidi_controls
from bot.core.sections import SHARED
from bot.core.text import pgettext
from bot.core.ticket import DAY, AdvisorId, Details, Move, Reason, State, Ticket
from bot.core.ticket_message import Side, TicketMessage
from bot.service.desk import card_words
from bot.service.desk.cards import CardView, card, language_name, next_moves, topic_name
from bot.service.desk.desk import Desk, Opened
from bot.service.desk.shared_words import stopped_by
from bot.service.ticket_values import KeptMessage
from tests.core.form import RELEASE as FORM
from tests.core.form import at_card
from tests.core.samples import NOW, RELEASE
from tests.memory import SampleLibrary
from tests.service.desk.test_desk import ADA, CLOSE, asked, taken

NAMES = {AdvisorId("ada"): "Ada"}
VIEW = CardView(release=RELEASE, now=NOW, names=NAMES)


def words(opened: Opened, view: CardView = VIEW) -> list[str]:
    catalog = SampleLibrary().catalog("en")
    return [without_bidi_controls(render_text(each, catalog).words) for each in card(opened, view)]


async def seen(desk: Desk, code: str) -> Opened:
    opened = await desk.open(code)
    assert opened is not None
    return opened


def with_ticket(opened: Opened, **changes: object) -> Opened:
    ticket = replace(opened.kept.ticket, **changes)  # type: ignore[arg-type]
    return replace(opened, kept=replace(opened.kept, ticket=ticket))


async def test_the_card_of_a_new_ticket_says_what_the_person_is_by_id():
    _, desk, code = await asked()
    lines = words(await seen(desk, code))
    assert lines[0] == f"🆕 {code} · waits in the queue"
    assert "Country: the Netherlands" in lines
    assert "Writes in: English" in lines
    assert "Nobody has it" in lines
    assert any(line.startswith("Waits for an advisor since") for line in lines)
    assert not any("please help" in line for line in lines)


async def test_the_guide_the_person_is_in_and_their_steps_are_on_it_but_not_in_the_mode_card():
    _, desk, code = await asked()
    opened = await seen(desk, code)
    talker = at_card()
    talker.presses("_done")
    talker.says("/plan")
    talker.presses("_tick_2")
    talker.says("/form")
    session = replace(talker.session, talk=opened.session.talk)
    opened = replace(opened, session=session)
    view = replace(VIEW, release=FORM)
    lines = words(opened, view)
    assert "Has steps: form (1 of 3 done)" in lines
    assert "Is in the guide: form" in lines
    assert not any("form" in line for line in words(opened, replace(view, content=False)))


async def test_in_the_mode_card_nothing_of_the_person_is_on_it_but_the_language():
    _, desk, code = await asked()
    opened = with_ticket(await seen(desk, code), danger="violence")
    lines = words(opened, replace(VIEW, content=False))
    assert "Writes in: English" in lines
    assert card_words.URGENT.source in lines
    assert not any("Netherlands" in line or "violence" in line for line in lines)
    assert "⚠️ Urgent: the person may be in danger (violence)." in words(opened)


async def test_who_has_it_had_it_and_why_it_was_closed_stands_there():
    _, desk, code = await taken()
    opened = await seen(desk, code)
    assert "Ada has it" in words(opened)
    assert "an advisor who is not here any more has it" in words(opened, replace(VIEW, names={}))
    await desk.move(code, Move.RELEASE, ADA, NOW)
    assert "Nobody has it. Ada had it before" in words(await seen(desk, code))
    await desk.move(code, Move.CLAIM, ADA, NOW)
    await desk.move(code, Move.CLOSE, ADA, NOW, CLOSE)
    assert "Reason: Answered" in words(await seen(desk, code))


async def test_moments_are_on_the_clock_of_the_zone():
    _, desk, code = await taken()
    later = Details(until=int((NOW + timedelta(days=1)).timestamp()))
    await desk.move(code, Move.SNOOZE, ADA, NOW, later)
    east = replace(VIEW, zone=timezone(timedelta(hours=2)))
    opened = await seen(desk, code)
    assert any(line.endswith("14:00") and "until" in line for line in words(opened, east))
    assert any(line.endswith("12:00") and "until" in line for line in words(opened))
    assert VIEW.zone is UTC


async def test_what_merit_answered_and_the_parts_that_were_opened_stand_there_by_name():
    _, desk, code = await asked()
    opened = await seen(desk, code)
    question = pgettext("faq/x/question", "May I work?")
    variant = Variant(text=pgettext("faq/x/text", "Yes."), sources=())
    entry = Entry(id=EntryId("work/x"), question=question, variants=(variant,), owner="tests")
    about = {"shown": ["work/x", "work/x", "work/gone"]}
    message = TicketMessage(side=Side.PERSON, at=1, text="x", about=about)
    sections = replace(RELEASE.answers["papers"], name=SHARED, values=("jobs", "goals"))
    release = replace(
        RELEASE, entries={entry.id: entry}, answers={**RELEASE.answers, SHARED: sections}
    )
    answers = {**opened.session.answers, SHARED: ("goals", "gone")}
    opened = replace(
        opened,
        said=[KeptMessage(nth=1, message=message)],
        session=replace(opened.session, answers=answers),
    )
    lines = words(opened, replace(VIEW, release=release))
    assert [line for line in lines if "answered" in line] == [
        "Merit has answered already: May I work?"
    ]
    assert [line for line in lines if "profile" in line] == [
        "You may see this part of their profile: goals"
    ]


async def test_a_person_who_blocked_the_bot_is_seen_and_a_browser_cannot_block():
    _, desk, code = await asked()
    opened = await seen(desk, code)
    gone = replace(opened, person=replace(opened.person, reachable=False))
    assert card_words.UNREACHABLE.source in words(gone)
    page = replace(gone, person=replace(gone.person, channel=ChannelName.WEB))
    assert card_words.UNREACHABLE.source not in words(page)
    assert card_words.UNREACHABLE.source not in words(opened)


async def test_facts_that_are_not_known_are_left_out_and_unknown_ids_stand_for_themselves():
    _, desk, code = await asked()
    opened = await seen(desk, code)
    facts = replace(opened.kept.facts, country="", status="odd", language="zz")
    lines = words(replace(opened, kept=replace(opened.kept, facts=facts)))
    assert not any(line.startswith("Country") for line in lines)
    assert {"Situation: odd", "Writes in: zz"} <= set(lines)
    bare = replace(opened, kept=replace(opened.kept, facts=replace(facts, status="")))
    assert not any(line.startswith("Situation") for line in words(bare))


def test_languages_and_topics_have_names():
    assert language_name(RELEASE, "ar").values["words"] == "العربية (Arabic)"
    assert topic_name(RELEASE, "danger") == card_words.DANGER_TOPIC
    assert topic_name(RELEASE, "work").values["words"] == "work"


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_word_and_a_next_move(state: State):
    ticket = Ticket(number=1, code="K7-M2", topic="work", opened_at=1, state=state)
    assert next_moves(ticket)
    assert state in card_words.STATES


def test_every_reason_has_a_word():
    assert set(card_words.REASONS) == set(Reason)


async def stopped(**stops: Stop) -> Opened:
    """A ticket of somebody the advisors do not hear, or may soon not hear."""
    _, desk, code = await taken()
    opened = await seen(desk, code)
    talk = replace(opened.session.talk, blocking=Blocking(**stops))
    return replace(opened, session=replace(opened.session, talk=talk))


def stop(cause: Cause, days: float, agreed: str = "") -> Stop:
    now = int(NOW.timestamp())
    until = now + int(days * DAY)
    return Stop(by=AdvisorId("ada"), at=now, until=until, cause=cause, agreed=AdvisorId(agreed))


async def test_a_pause_stands_on_the_card_until_when_and_why():
    opened = await stopped(pause=stop(Cause.FLOOD, 0.5))
    line = (
        "Paused until 2026-11-24, 00:00. Very many messages in a short time. "
        "Since then nothing reaches advisors."
    )
    assert line in words(opened)
    assert "The person is paused until 2026-11-24, 00:00." in words(
        opened, replace(VIEW, content=False)
    )
    assert len(words(opened)) == 1 + len(words(opened, later(days=1)))


async def test_a_block_and_a_proposal_name_who_did_it():
    proposed = await stopped(block=stop(Cause.THREATS, 7))
    text = (
        "Ada proposes a block until 2026-11-30, 12:00. Threats. A lead who is not Ada has to agree."
    )
    assert text in words(proposed)
    assert stopped_by(proposed.session.talk.blocking) == {"ada"}
    short = replace(VIEW, content=False)
    assert not any("2026-11-30" in line for line in words(proposed, short))
    blocked = await stopped(block=stop(Cause.THREATS, 7, "bo"))
    text = (
        "Blocked until 2026-11-30, 12:00. Threats. Proposed by Ada, agreed by "
        "an advisor who is not here any more."
    )
    assert text in words(blocked)
    assert stopped_by(blocked.session.talk.blocking) == {"ada", "bo"}
    assert "The person is blocked until 2026-11-30, 12:00." in words(blocked, short)


def later(*, days: float) -> CardView:
    return replace(VIEW, now=NOW + timedelta(days=days))
