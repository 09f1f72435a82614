"""Naming a job or a skill: by two taps, by a name in any spelling, or in one's own words; nothing typed is lost."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import phrases
from bot.core.answer import AnswerSpec, AnswerType
from bot.core.asked import Asked, Clarify, Refusal
from bot.core.event import AnswerRefused
from bot.core.names import DID_YOU_MEAN
from bot.core.profile_words import PROFILE_WORDS
from bot.core.run import Run
from bot.core.taxonomy import NO_TAXONOMY, Taxonomy
from bot.core.terms import (
    KEEP_MY_WORDS,
    NOT_BY_NAME,
    WHICH_IN_GROUP,
    WRITE_SHORTER,
    chosen_term,
    open_term,
    read_term,
    term_asked,
    term_words,
)
from tests.core.asking_for import TODAY
from tests.core.samples import LANGUAGES
from tests.core.skills import BAKER, NURSE, RELEASE, TAXONOMY, baker, choices, person, says
from tests.core.talker import Talker

GROUPS = ["g_food", "g_health", "_skip"]
JOB = AnswerType.OCCUPATION


def title(talker: Talker) -> object:
    return talker.session.answers.get("job_title")


def test_a_job_is_named_by_two_taps():
    talker = person("/job")
    assert choices(talker) == GROUPS
    assert [offer.label.lead for offer in talker.offers[:2]] == ["📁 ", "📁 "]
    talker.presses("g_food")
    assert talker.seen[-1] == WHICH_IN_GROUP[JOB].source
    assert choices(talker) == ["baker", "cook", "groups", "_skip"]
    talker.presses("baker")
    assert title(talker) == "baker"
    assert talker.session.pending == ""
    assert talker.seen[-1] == "where?"


def test_all_groups_leads_back_to_the_groups():
    talker = person("/job")
    talker.presses("g_health")
    talker.presses("groups")
    assert talker.seen[-1] == "title?"
    assert choices(talker) == GROUPS
    assert talker.session.pending == ""


def test_a_group_can_be_named_and_then_a_job_in_it():
    talker = person("/job")
    talker.says("health")
    assert choices(talker) == ["nurse", "midwife", "groups", "_skip"]
    talker.says("Midwife")
    assert title(talker) == "midwife"


def test_another_group_can_be_typed_while_a_group_is_open():
    talker = person("/job")
    talker.presses("g_food")
    talker.says(TAXONOMY.groups(JOB)[1].label.source)
    assert choices(talker) == ["nurse", "midwife", "groups", "_skip"]


def test_a_job_of_another_group_can_be_typed_while_a_group_is_open():
    talker = person("/job")
    talker.presses("g_health")
    talker.says("baker")
    assert title(talker) == "baker"


@pytest.mark.parametrize("words", ["baker", "BAKER!", "Bread-maker", "خبّاز"])
def test_a_job_is_known_by_its_title_and_by_other_words_in_any_language(words: str):
    talker = person("/job")
    talker.says(words)
    assert title(talker) == "baker"


def test_a_typing_mistake_leads_to_did_you_mean():
    talker = person("/job")
    talker.says("bakr")
    assert talker.seen[-1] == DID_YOU_MEAN.source
    assert choices(talker) == ["near_1", "own", "groups", "_skip"]
    talker.presses("near_1")
    assert title(talker) == "baker"


def test_what_was_meant_can_be_answered_by_its_number_or_its_name():
    talker = person("/job")
    talker.says("bakr")
    talker.says("1")
    assert title(talker) == "baker"
    talker = person("/job")
    talker.says("nurze")
    talker.says("nurse")
    assert title(talker) == "nurse"


def test_ones_own_words_are_kept_where_nothing_is_known_by_that_name():
    talker = person("/job")
    talker.says("  wool\n dyer ")
    assert talker.seen[-1] == NOT_BY_NAME[JOB].source
    assert talker.labels[0] == KEEP_MY_WORDS.source
    talker.presses("own")
    assert title(talker) == "own/wool dyer"
    assert term_words(JOB, "own/wool dyer", TAXONOMY).values["words"] == "wool dyer"


def test_ones_own_words_are_kept_also_where_something_near_was_offered():
    talker = person("/job")
    talker.says("bakr")
    talker.presses("own")
    assert title(talker) == "own/bakr"


def test_ones_own_words_cannot_turn_their_direction_round():
    talker = person("/job")
    talker.says("\u202ewool\u2066 dyer\u061c")
    talker.presses("own")
    assert title(talker) == "own/wool dyer"


def test_words_with_marks_and_slashes_are_kept_as_they_are():
    talker = person("/job")
    talker.says('esco/x "dyer" \\ {y}')
    talker.presses("own")
    assert title(talker) == 'own/esco/x "dyer" \\ {y}'


def test_from_what_was_offered_a_way_leads_back_to_the_groups():
    talker = person("/job")
    talker.says("bakr")
    talker.presses("groups")
    assert choices(talker) == GROUPS


def test_a_name_typed_again_takes_the_place_of_what_was_offered():
    talker = person("/job")
    talker.says("bakr")
    talker.says("wool dyer")
    assert choices(talker) == ["own", "groups", "_skip"]
    talker.presses("own")
    assert title(talker) == "own/wool dyer"


@pytest.mark.parametrize("words", ["!!!", "x" * 61])
def test_what_is_no_name_is_asked_for_in_a_few_words(words: str):
    talker = person("/job")
    talker.says(words)
    assert WRITE_SHORTER.source in talker.seen
    assert talker.happened(AnswerRefused)
    assert choices(talker) == GROUPS


def test_a_question_in_the_middle_is_answered_and_the_open_group_stays_open():
    talker = person("/job")
    talker.presses("g_food")
    talker.says("what is written on a job paper of this kind?")
    assert phrases.NO_ANSWER.source in talker.seen
    assert not talker.happened(AnswerRefused)
    assert choices(talker) == ["baker", "cook", "groups", "_skip"]


def test_a_name_in_doubt_with_a_question_mark_is_a_name():
    talker = person("/job")
    talker.says("baker?")
    assert title(talker) == "baker"


def test_a_refusal_keeps_an_open_group_open():
    talker = person("/job")
    talker.presses("g_food")
    talker.says("!!!")
    assert choices(talker) == ["baker", "cook", "groups", "_skip"]


def test_another_language_asks_again_in_the_open_group():
    talker = person("/job")
    talker.presses("g_food")
    talker.says("/language ar")
    assert talker.session.language == "ar"
    assert talker.seen[-1] == WHICH_IN_GROUP[JOB].source
    assert choices(talker)[:3] == ["baker", "cook", "groups"]
    talker.presses("cook")
    assert title(talker) == "cook"


def test_back_from_the_question_after_it_asks_for_the_job_from_the_groups():
    talker = person("/job")
    talker.presses("g_food")
    talker.presses("baker")
    talker.presses("_back")
    assert choices(talker) == GROUPS
    assert title(talker) is None


def test_a_concept_of_esco_with_this_very_name_is_kept_with_its_name():
    talker = person("/job")
    says(talker, "Nurse  Assistant", NURSE)
    assert title(talker) == NURSE
    assert term_words(JOB, NURSE, TAXONOMY).values["words"] == "nurse assistant"


def test_concepts_of_esco_are_offered_behind_our_own_terms():
    talker = person("/job")
    says(talker, "bakr", NURSE, BAKER)
    assert choices(talker) == ["near_1", "near_2", "near_3", "own", "groups", "_skip"]
    assert talker.labels[:3] == ["Baker", "nurse assistant", "pastry baker"]
    assert talker.seen[-1].endswith(PROFILE_WORDS["esco"].source)
    talker.presses("near_3")
    assert title(talker) == BAKER


def test_esco_is_credited_only_where_its_names_are_offered():
    talker = person("/job")
    says(talker, "bakr")
    assert choices(talker) == ["near_1", "own", "groups", "_skip"]
    assert talker.seen[-1] == DID_YOU_MEAN.source


def test_our_own_term_comes_before_a_concept_of_the_same_name():
    talker = person("/job")
    says(talker, "nurse", NURSE.replace("nurse assistant", "nurse"))
    assert title(talker) == "nurse"


def test_a_skill_is_named_as_a_job_is():
    talker = person("/skills")
    talker.presses("g_home")
    assert talker.seen[-1] == WHICH_IN_GROUP[AnswerType.SKILL].source
    talker.presses("sewing")
    assert talker.session.answers["my_skill"] == "sewing"
    talker = person("/skills")
    talker.says("xyz")
    assert talker.seen[-1] == NOT_BY_NAME[AnswerType.SKILL].source


def test_without_terms_a_job_is_still_told_in_own_words():
    talker = person("/job", replace(RELEASE, taxonomy=NO_TAXONOMY))
    assert choices(talker) == ["_skip"]
    talker.says("baker")
    talker.presses("own")
    assert title(talker) == "own/baker"


def test_an_open_group_that_is_gone_leads_back_to_the_groups():
    talker = person("/job")
    talker.presses("g_food")
    left = Taxonomy(kinds={**TAXONOMY.kinds, "occupation": TAXONOMY.groups("occupation")[1:]})
    talker.release = replace(RELEASE, taxonomy=left)
    talker.says("/language uk")
    assert choices(talker)[:2] == ["g_health", "_skip"]
    talker.presses("g_health")
    talker.presses("nurse")
    assert title(talker) == "nurse"


def test_a_term_that_is_gone_is_not_offered_again():
    talker = person("/job")
    talker.says("bakr")
    left = Taxonomy(kinds={**TAXONOMY.kinds, "occupation": TAXONOMY.groups("occupation")[1:]})
    talker.release = replace(RELEASE, taxonomy=left)
    talker.says("/language uk")
    assert choices(talker)[:2] == ["own", "groups"]


def test_a_button_of_a_term_that_is_gone_asks_again():
    talker = person("/job")
    talker.presses("g_food")
    gone = talker.button("baker")
    talker.presses("groups")
    talker.gives(gone)
    assert phrases.STALE.source in talker.seen


def test_a_card_shows_a_kept_term_by_its_title():
    talker = baker()
    assert talker.last is not None
    line = talker.last.says[-1].paragraphs[1][0]
    assert getattr(line.values["job_title"], "source", "") == "Baker"


def test_a_term_nobody_knows_is_shown_by_its_id():
    assert term_words(JOB, "smith", TAXONOMY).values["words"] == "smith"


def test_what_kind_of_term_is_asked_for_is_known():
    def kind(talker: Talker) -> AnswerType | None:
        return term_asked(Run.begin(talker.release, talker.session, talker.now))

    assert kind(person("/job")) is AnswerType.OCCUPATION
    assert kind(person("/skills")) is AnswerType.SKILL
    assert kind(person("/person")) is None
    assert kind(person("/hub")) is None
    assert kind(person()) is None


def asked(pending: str = "") -> Asked:
    return Asked(
        spec=AnswerSpec(name="a", type=JOB),
        choices=(),
        spell=lambda text: (text.source,),
        today=TODAY,
        pending=pending,
        groups=TAXONOMY.groups("occupation"),
    )


def test_what_is_no_button_stands_for_nothing():
    assert chosen_term("g_gone", asked()) is None
    assert chosen_term("smith", asked("group food")) is None
    assert chosen_term("near_9", asked('near ["x"]')) is None
    assert open_term(asked("group gone")) is None
    assert open_term(asked("level ar")) is None


@settings(max_examples=150)
@given(st.text(max_size=70), st.lists(st.sampled_from([NURSE, BAKER]), max_size=2))
def test_any_words_are_a_term_a_question_or_a_kind_refusal(words: str, concepts: list[str]):
    given_ = read_term(words, replace(asked(), concepts=tuple(concepts)))
    match given_:
        case Refusal():
            assert given_.reason == WRITE_SHORTER
        case Clarify():
            again = open_term(asked(given_.pending))
            assert again is not None
            assert again.choices == given_.choices
            for choice in given_.choices:
                assert chosen_term(str(choice.id), asked(given_.pending)) is not None
        case _:
            assert given_ in {"baker", "cook", "nurse", "midwife", NURSE, BAKER}


WORDS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["bakr", "nurse", "خباز", "health", "1", "wool dyer", "x" * 80, "why?"]),
)
DEEDS = st.lists(
    st.one_of(
        st.integers(0, 9),
        WORDS,
        st.sampled_from([f"/language {code}" for code in LANGUAGES if code != "xx"]),
    ),
    max_size=10,
)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(["/job", "/skills", "/goals"]), DEEDS)
def test_whatever_is_typed_and_pressed_leaves_a_session_that_goes_on(
    command: str, deeds: list[int | str]
):
    talker = person(command)
    for deed in deeds:
        if isinstance(deed, int):
            talker.gives(talker.offers[deed % len(talker.offers)].press if talker.offers else None)
        elif deed.startswith("/language"):
            talker.says(deed)
        else:
            says(talker, deed, NURSE)
    talker.says(command)
    assert choices(talker)
