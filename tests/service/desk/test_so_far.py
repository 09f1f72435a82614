"""What an advisor sees of how far somebody is with Merit: the guide they are in, and their steps."""

from dataclasses import replace

from bot.core.session import Session
from bot.core.text import Text
from bot.service.desk.so_far import NOTHING_SO_FAR, SoFar, so_far
from tests.core.form import RELEASE, agreed, at_card
from tests.core.samples import NOW
from tests.core.talker import Talker


def seen(talker: Talker) -> SoFar:
    return so_far(talker.session, RELEASE, NOW)


def title(text: Text | None) -> str:
    return "" if text is None else text.source


def test_the_guide_somebody_is_in_stays_it_while_they_write_to_advisors():
    talker = agreed()
    assert seen(talker) == NOTHING_SO_FAR
    talker.says("/form")
    form = RELEASE.flows[talker.session.frames[0].flow].title.source
    assert title(seen(talker).guide) == form
    talker.says("/human")
    assert title(seen(talker).guide) == form


def test_writing_to_advisors_is_no_guide_and_neither_is_the_menu():
    talker = agreed()
    talker.says("/human")
    assert seen(talker).guide is None
    talker.says("/menu")
    assert seen(talker).guide is None


def test_steps_stand_with_what_is_done():
    talker = at_card()
    talker.presses("_done")
    talker.says("/plan")
    talker.presses("_tick_2")
    (plan,) = seen(talker).plans
    assert [done for _, done in plan.steps] == [False, True, False]
    assert (plan.done, title(plan.title)) == (1, "form")
    assert all(title(step) for step, _ in plan.steps)


def test_what_the_content_no_longer_has_is_left_out():
    talker = at_card()
    talker.presses("_done")
    without = replace(RELEASE, flows={k: v for k, v in RELEASE.flows.items() if k != "form"})
    assert so_far(talker.session, without, NOW) == NOTHING_SO_FAR


def test_without_consent_there_is_nothing():
    talker = at_card()
    talker.presses("_done")
    assert so_far(replace(talker.session, consent=None), RELEASE, NOW) == NOTHING_SO_FAR
    assert so_far(Session(), RELEASE, NOW) == NOTHING_SO_FAR
