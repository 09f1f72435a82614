"""Telling a profile part by part: the first record at once, ticks, progress, back, cards, taking the yes back."""

from dataclasses import replace
from typing import Any

import pytest

from bot.core import phrases
from bot.core.answer import AnswerType
from bot.core.by_others import NOTHING, Addition, ByOthers, Gloss
from bot.core.condition import BadConditionError, parse_condition
from bot.core.event import AnswerCorrected, FlowStarted, ProfileRequested
from bot.core.flow import Choice, ChoiceId
from bot.core.paper_words import ON_PAPER
from bot.core.phrases import sections_told
from bot.core.render import TICK
from bot.core.run import Run
from bot.core.sections import answers_of, is_told, section_title, sections, told_sections
from bot.core.session import KeptPlan, Session
from bot.core.text import Text
from tests.core.samples import NOW, text
from tests.core.skills import AGREED, HUB, JOB, JOBS, RELEASE, SINGLE, baker, choices, person
from tests.core.talker import Talker


def records(talker: Talker) -> tuple[object, ...]:
    return talker.session.records.get("my_jobs", ())


def labels(talker: Talker) -> list[str]:
    return [f"{offer.label.lead}{offer.label.source}" for offer in talker.offers]


def progress(talker: Talker) -> Text:
    assert talker.last is not None
    return talker.last.says[-1].paragraphs[0][0]


def test_the_first_work_is_asked_for_at_once_without_a_tap():
    talker = person("/jobs")
    assert talker.seen == ["title?"]
    assert talker.happened(FlowStarted)


def test_after_the_first_work_the_list_comes_and_more_need_a_tap():
    talker = baker()
    assert talker.seen == ["Your work", "{job_title}, {job_country}"]
    assert choices(talker) == ["_add", "_open_1", "_done", "_back"]
    assert records(talker) == (
        {
            "job_title": "baker",
            "job_country": "sy",
            "job_from": "2011",
            "job_to": "now",
            "job_tasks": "bread and cake",
        },
    )
    talker.says("/jobs")
    assert talker.seen[0] == "Your work"


def test_back_from_the_first_question_leads_to_the_list_of_parts_and_leaves_no_work():
    talker = person("/hub")
    talker.presses("work")
    assert talker.seen == ["title?"]
    talker.presses("_back")
    assert "What do you want to tell?" in talker.seen
    assert records(talker) == ()
    talker.presses("work")
    assert talker.seen == ["title?"]


def test_back_from_the_second_question_asks_the_first_one_again():
    talker = person("/jobs")
    talker.says("baker")
    talker.presses("_back")
    assert talker.seen[-1] == "title?"
    assert "job_title" not in talker.session.answers


def test_back_from_the_list_leads_into_the_work_that_was_just_told():
    talker = baker()
    talker.presses("_back")
    assert "This work" in talker.seen
    talker.presses("_done")
    assert talker.seen[0] == "Your work"
    assert len(records(talker)) == 1


def test_a_work_that_was_removed_is_not_asked_for_again_at_once():
    talker = baker()
    talker.presses("_open_1")
    talker.presses("_remove")
    assert talker.seen[-1] == "Your work"
    assert choices(talker)[:2] == ["_add", "_done"]
    assert records(talker) == ()


def test_the_list_begins_with_a_card_where_it_does_not_begin_by_itself():
    card: Any = JOBS.steps[JOBS.first]
    quiet = replace(JOBS, steps={**JOBS.steps, JOBS.first: replace(card, begins=False)})
    talker = person("/jobs", replace(RELEASE, flows={**RELEASE.flows, quiet.id: quiet}))
    assert talker.seen == ["Your work"]


def test_a_list_whose_flow_is_gone_begins_with_a_card():
    without = {id_: flow for id_, flow in RELEASE.flows.items() if id_ != "job"}
    talker = person("/jobs", replace(RELEASE, flows=without))
    assert talker.seen == ["Your work"]


def test_who_did_not_agree_is_asked_first_and_then_for_the_first_work():
    talker = Talker(release=RELEASE)
    talker.says("/jobs")
    assert talker.seen[-1] == "Do you agree?"
    talker.presses("yes")
    assert talker.seen[-1] == "title?"


def test_a_work_that_is_not_over_ends_now_by_button_or_by_its_words():
    for answer in ("now", "I still do it"):
        talker = person("/jobs")
        talker.says("baker")
        talker.presses("sy")
        talker.says("2011")
        assert choices(talker)[0] == "now"
        talker.presses(answer) if answer == "now" else talker.says(answer)
        assert talker.session.answers["job_to"] == "now"
        assert talker.seen[-1] == "tasks?"


def test_a_number_is_a_year_and_not_the_number_of_a_button():
    talker = person("/jobs")
    talker.says("baker")
    talker.presses("sy")
    talker.says("2011")
    talker.says("1")
    assert "job_to" not in talker.session.answers
    talker.says("2019")
    assert talker.session.answers["job_to"] == "2019"


def test_on_the_card_a_year_becomes_now_and_a_year_again():
    talker = baker()
    talker.presses("_open_1")
    talker.presses("_fix_job_to")
    talker.says("2019")
    assert talker.happened(AnswerCorrected)
    assert "This work" in talker.seen
    talker.presses("_fix_job_to")
    talker.presses("now")
    assert "This work" in talker.seen
    talker.presses("_done")
    (told,) = records(talker)
    assert told == {**baker().session.records["my_jobs"][0], "job_to": "now"}


def test_on_the_card_a_job_is_corrected_with_two_taps_and_nothing_else_is_asked():
    talker = baker()
    talker.presses("_open_1")
    talker.presses("_fix_job_title")
    talker.presses("g_health")
    talker.presses("nurse")
    assert "This work" in talker.seen
    talker.presses("_done")
    assert talker.session.records["my_jobs"][0]["job_title"] == "nurse"
    assert talker.session.records["my_jobs"][0]["job_tasks"] == "bread and cake"


def test_a_typed_country_beside_offered_ones_is_not_asked_again_when_another_answer_is_corrected():
    """It is no choice of the question, and still an answer to it."""
    talker = person("/jobs")
    talker.says("baker")
    talker.says("Sweden")
    talker.says("2011")
    talker.presses("now")
    talker.says("bread")
    talker.presses("_fix_job_title")
    talker.says("cook")
    assert "This work" in talker.seen
    talker.presses("_done")
    told = talker.session.records["my_jobs"][0]
    assert (told["job_title"], told["job_country"], told["job_to"]) == ("cook", "se", "now")


def test_a_part_where_something_is_told_has_a_tick_and_they_are_counted():
    talker = person("/hub")
    assert labels(talker) == ["💼 Work", "Skills", "About me", "Go back"]
    assert progress(talker) == sections_told(0, 3)
    talker.presses("skills")
    talker.says("sewing")
    assert labels(talker)[:3] == ["💼 Work", f"{TICK}Skills", "About me"]
    assert progress(talker) == sections_told(1, 3)
    talker.presses("work")
    for each in ("cook", "Sweden", "2011", "2019", "soups"):
        talker.says(each)
    talker.presses("_done")
    talker.presses("_done")
    assert labels(talker)[:2] == [f"{TICK}💼 Work", f"{TICK}Skills"]
    assert progress(talker) == sections_told(2, 3)


def test_what_was_skipped_is_not_told_and_a_nought_is():
    talker = person("/skills")
    talker.presses("_skip")
    assert talker.session.answers["my_skill"] is None
    assert told_sections(RELEASE, talker.session.answers) == frozenset()
    assert told_sections(RELEASE, {"my_children": 0}) == {"person"}
    assert [is_told(value) for value in (None, "", (), 0, "x", ("a",))] == [
        *(False, False, False),
        *(True, True, True),
    ]


def test_a_menu_without_parts_counts_none():
    talker = person("/menu")
    assert talker.seen == ["What would you like to do?"]


def test_a_part_the_operator_leaves_out_has_no_button_and_does_not_count():
    talker = person("/hub", replace(RELEASE, left_out=frozenset({"work", "goals"})))
    assert choices(talker) == ["skills", "person", "back"]
    assert progress(talker) == sections_told(0, 2)
    assert sections(talker.release) == ("person", "skills")


def test_a_part_that_is_left_out_cannot_be_shared_or_reached_by_its_name():
    talker = person("/share", replace(RELEASE, left_out=frozenset({"work"})))
    assert choices(talker)[:2] == ["person", "skills"]
    talker.says("/hub")
    talker.says("Work")
    assert talker.seen[-1] == "What do you want to tell?"


def test_parts_and_conditions_of_a_button_hold_together():
    menu: Any = HUB.steps[HUB.first]
    menu = replace(
        menu,
        choices=(
            Choice(
                id=ChoiceId("work"),
                label=text("c/work", "Work"),
                section="work",
                when=parse_condition("known(my_name)", {**RELEASE.answers}),
            ),
            Choice(id=ChoiceId("back"), label=text("c/back", "Back")),
        ),
    )
    hub = replace(HUB, steps={**HUB.steps, HUB.first: menu})
    release = replace(RELEASE, flows={**RELEASE.flows, HUB.id: hub})
    assert choices(person("/hub", release)) == ["back"]
    named = {"my_name": "A"}
    assert choices(person("/hub", release, answers=named)) == ["work", "back"]
    without = replace(release, left_out=frozenset({"work"}))
    assert choices(person("/hub", without, answers=named)) == ["back"]


def test_sections_have_the_titles_of_their_choices_and_their_answers_in_order():
    assert section_title(RELEASE, "work").source == "Work"
    assert section_title(RELEASE, "goals").values["words"] == "goals"
    assert [spec.name for spec in answers_of(RELEASE, "work")] == ["my_jobs"]
    assert [spec.name for spec in answers_of(RELEASE, "person")][:3] == [
        *("my_name", "my_town", "my_contact"),
    ]
    without = {name: spec for name, spec in RELEASE.answers.items() if name != "shared"}
    assert sections(replace(RELEASE, answers=without)) == ()


@pytest.mark.parametrize(("command", "as_files"), [("/paper", False), ("/files", True)])
def test_a_paper_is_asked_for_only_when_something_is_told(command: str, as_files: bool):
    talker = person(command)
    assert phrases.NOTHING_FOR_PAPER.source in talker.seen
    assert not talker.happened(ProfileRequested)
    talker = baker()
    talker.says(command)
    assert talker.last is not None
    assert ProfileRequested(as_files=as_files) in talker.last.events


def test_taking_the_yes_back_forgets_the_profile_and_what_advisors_did():
    added = Addition(kind="next_step", text="Call us.", language="nl", by="Ada", at=1)
    talker = baker()
    talker.session = replace(talker.session, by_others=ByOthers(additions=(added,)))
    talker.says("/privacy")
    talker.presses("no")
    assert talker.session.records == {}
    assert talker.session.by_others == NOTHING
    assert not talker.session.pending


def test_going_back_leaves_what_advisors_did():
    added = ByOthers(additions=(Addition(kind="next_step", text="x", language="nl", by="A", at=1),))
    talker = person("/jobs", by_others=added)
    talker.says("baker")
    talker.presses("_back")
    assert talker.session.by_others == added


def test_what_advisors_did_is_in_the_session_and_its_absence_in_an_older_one_is_nothing():
    assert Session(consent=AGREED).by_others == NOTHING


@pytest.mark.parametrize("name", ["my_skill", "want_work"])
def test_a_condition_can_only_ask_whether_a_job_or_skill_is_known(name: str):
    declared = {**RELEASE.answers}
    assert parse_condition(f"known({name})", declared).holds({name: "own/x"})
    with pytest.raises(BadConditionError, match="only known"):
        parse_condition(f"{name} is baker", declared)


def test_a_run_begins_with_what_advisors_did():
    looked = ByOthers(additions=(Addition(kind="verified", text="x", language="nl", by="A", at=1),))
    session = Session(consent=AGREED, by_others=looked)
    run = Run.begin(RELEASE, session, person().now)
    assert run.turn().session.by_others == looked


def test_every_answer_of_a_record_belongs_to_the_profile_or_is_left_out_by_choice():
    assert {name for name, spec in JOB.items() if spec.profile is None} == {"job_note"}
    assert SINGLE["my_jobs"].type is AnswerType.RECORDS


def test_the_words_of_merit_on_paper_are_each_named_once():
    places = [each.place for each in ON_PAPER]
    assert len(set(places)) == len(places)
    assert {"document/title", "ui/level_fluent", "ui/yes"} <= set(places)


def test_words_that_are_no_longer_told_lose_their_translation_at_the_next_turn():
    glosses = tuple(
        Gloss(words=words, language="nl", text="x", by="advisor")
        for words in ("Rim", "gone", "Call us.")
    )
    added = Addition(kind="next_step", text="Call us.", language="nl", by="Ada", at=1)
    others = ByOthers(additions=(added,), glosses=glosses)
    talker = person("/told", answers={"my_name": "Rim"}, by_others=others)
    assert [each.words for each in talker.session.by_others.glosses] == ["Rim", "Call us."]


def test_whether_steps_are_kept_and_advisors_added_something_are_answers_of_their_own():
    none = Run.begin(RELEASE, Session(consent=AGREED), NOW).answers
    assert (none["planned"], none["noted"]) == ("no", "no")
    added = Addition(kind="next_step", text="Call us.", language="nl", by="Ada", at=1)
    session = Session(
        consent=AGREED,
        plans=(KeptPlan(flow=HUB.id, step=HUB.first, items=("a",)),),
        by_others=ByOthers(additions=(added,)),
    )
    both = Run.begin(RELEASE, session, NOW).answers
    assert (both["planned"], both["noted"]) == ("yes", "yes")
