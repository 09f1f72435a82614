"""The dialogue engine, as a person meets it; the session goes through JSON between all inputs."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import phrases
from bot.core.answer import AnswerType
from bot.core.answering import read_choice
from bot.core.asked import as_written
from bot.core.engine import take
from bot.core.event import (
    AnswerRefused,
    ConsentGiven,
    ConsentWithdrawn,
    DataRequested,
    ErasureRequested,
    FlowEnded,
    LanguageChanged,
    NotUnderstood,
    StaleButtonPressed,
    StepLimitReached,
    TicketOpened,
)
from bot.core.flow import (
    CallStep,
    Choice,
    ChoiceId,
    ChooseStep,
    EndStep,
    FlowId,
    RouteStep,
    SayStep,
    StepId,
)
from bot.core.message import Command, OutboundKind, Unsupported, Words
from bot.core.press import Press
from bot.core.run import Run
from bot.core.session import Frame, Session
from bot.core.text import literal
from bot.core.walk import DEPTH
from tests.core.samples import NOW, PLAN, RELEASE, choice, flow, release, text, when
from tests.core.talker import Talker

MENU_QUESTION = "What would you like to do?"


def agreed(**answers: object) -> Talker:
    """A person who has agreed that answers are kept."""
    talker = Talker()
    talker.says("/main")
    talker.presses("nl")
    talker.presses("yes")
    talker.session = replace(talker.session, answers={**talker.session.answers, **answers})  # type: ignore[dict-item]
    return talker


def test_start_asks_for_a_language_by_its_own_name_and_goes_on_to_the_menu() -> None:
    talker = Talker()
    talker.says("/start")
    assert talker.labels == ["English", "العربية", "Українська"]
    talker.presses("ar")
    assert talker.session.language == "ar"
    assert talker.happened(LanguageChanged)
    assert talker.seen == [MENU_QUESTION]


def test_a_whole_walk_ends_in_a_plan_with_its_sources_and_the_menu() -> None:
    talker = agreed()
    talker.presses("refugee")
    talker.says("1, 3")
    talker.says("33")
    assert talker.seen[:2] == ["These are your steps in {country}.", "Your plan has {count} step:"]
    assert "Take your copy." in talker.seen
    assert talker.seen[-1] == MENU_QUESTION


def test_a_step_whose_condition_does_not_hold_is_passed_over() -> None:
    first = SayStep(
        id=StepId("a"),
        text=text("a", "Only in Belgium."),
        when=when("country is be"),
        next=StepId("b"),
    )
    talker = Talker(release=release(flow("f", first, SayStep(id=StepId("b"), text=text("b", "For all."))),
                                    commands={"f": ("f", RELEASE.commands["main"][1])}))  # fmt: skip
    talker.says("/f")
    assert talker.seen == ["For all."]


def test_a_personal_question_is_asked_only_after_consent() -> None:
    talker = Talker()
    talker.says("/main")
    talker.presses("nl")
    assert talker.seen == ["We keep your answers.", "Do you agree?"]
    talker.presses("yes")
    assert talker.happened(ConsentGiven)
    assert talker.session.consent is not None
    assert (talker.session.consent.text, talker.session.consent.language) == ("consent-1", "en")
    assert talker.seen[-1].endswith("What is your status?")


def test_without_consent_the_flow_ends_kindly_and_nothing_personal_is_kept() -> None:
    talker = Talker()
    talker.says("/main")
    talker.presses("nl")
    talker.presses("no")
    assert talker.seen == [phrases.NO_CONSENT.source, MENU_QUESTION]
    assert set(talker.session.answers) == {"country"}


def test_without_a_consent_flow_personal_questions_are_not_asked() -> None:
    talker = Talker(release=replace(RELEASE, needs={}))
    talker.says("/human")
    assert talker.seen == [phrases.NO_CONSENT.source]


def test_withdrawing_consent_forgets_personal_answers() -> None:
    talker = agreed()
    talker.presses("refugee")
    assert talker.session.answers["status"] == "refugee"
    talker.session = replace(
        talker.session, frames=(Frame(flow=FlowId("consent"), step=StepId("ask")),)
    )
    talker.says("no")
    assert talker.happened(ConsentWithdrawn)
    assert dict(talker.session.answers) == {"country": "nl"}


def test_a_personal_question_can_be_skipped_and_the_skip_is_remembered() -> None:
    talker = agreed()
    talker.presses("_skip")
    assert talker.session.answers["status"] is None
    talker.says("I prefer not to say")
    assert talker.session.answers["papers"] is None


def test_a_question_explains_itself_and_is_asked_again() -> None:
    talker = Talker()
    talker.says("/main")
    talker.presses("_why")
    assert talker.seen == ["Rules differ.", "Which country are you in?"]
    talker.says("why do you ask")
    assert talker.seen == ["Rules differ.", "Which country are you in?"]


def test_a_choice_may_lead_elsewhere() -> None:
    talker = Talker()
    talker.says("/main")
    talker.presses("be")
    assert "Belgium has three communities." in talker.seen


@pytest.mark.parametrize("typed", ["1", "١", "۱", "nl", "NETHERLANDS", " netherlands. "])
def test_a_choice_can_be_typed(typed: str) -> None:
    talker = Talker()
    talker.says("/main")
    talker.says(typed)
    assert talker.session.answers["country"] == "nl"


def test_several_choices_are_ticked_and_unticked_until_done() -> None:
    talker = agreed()
    talker.presses("refugee")
    asked = talker.session.asked
    talker.presses("copy")
    talker.presses("diploma")
    turn = talker.presses("copy")
    assert turn.says[0].kind is OutboundKind.KEYBOARD
    assert [offer.press.choice for offer in turn.says[0].offers if offer.picked] == ["diploma"]
    talker.presses("transcript")
    assert talker.session.asked == asked
    talker.presses("_done")
    assert talker.session.answers["papers"] == ("diploma", "transcript")


def test_done_without_a_choice_asks_for_one() -> None:
    talker = agreed()
    talker.presses("refugee")
    talker.presses("_done")
    assert talker.seen[0] == phrases.CHOOSE_SOME.source
    talker.presses("copy")
    talker.says("Done")
    assert talker.session.answers["papers"] == ("copy",)


@pytest.mark.parametrize(
    ("typed", "picked"),
    [("1 3", ("diploma", "copy")), ("a copy, diploma", ("diploma", "copy")), ("2", ("transcript",)),
     ("٣،١", ("diploma", "copy"))],
)  # fmt: skip
def test_several_choices_can_be_typed_at_once(typed: str, picked: tuple[str, ...]) -> None:
    talker = agreed()
    talker.presses("refugee")
    talker.says(typed)
    assert talker.session.answers["papers"] == picked


@pytest.mark.parametrize("typed", ["9", "a horse", "1, a horse", "!", ","])
def test_choices_that_are_not_offered_are_refused(typed: str) -> None:
    talker = agreed()
    talker.presses("refugee")
    talker.says(typed)
    assert talker.happened(AnswerRefused)
    assert talker.seen[-1] == "Which papers do you have?"


@pytest.mark.parametrize(("typed", "age"), [("33", 33), ("٣٣", 33), (" 7. ", 7), ("፩", 1), ("-1", None), ("121", None),
                                            ("old", None), ("1e3", None)])  # fmt: skip
def test_a_number_is_read_in_any_script_and_kept_in_its_range(typed: str, age: int | None) -> None:
    talker = agreed()
    talker.presses("refugee")
    talker.says("1")
    talker.says(typed)
    if age is None:
        assert talker.happened(AnswerRefused)
        assert talker.seen[-1] == "How old are you?"
    else:
        assert talker.session.answers["age"] == age


def test_a_text_answer_goes_to_the_advisors_and_is_then_forgotten_here() -> None:
    talker = agreed()
    talker.says("/human")
    talker.says("  please \u202ehelp  ")
    assert TicketOpened(topic="other", text="please help") in talker.last.events  # type: ignore[union-attr]
    assert "message" not in talker.session.answers
    assert talker.seen[-1].endswith("What is your status?")


def test_a_number_typed_where_text_is_asked_is_text_and_not_a_button() -> None:
    talker = agreed()
    talker.says("/human")
    talker.says("1")
    assert TicketOpened(topic="other", text="1") in talker.last.events  # type: ignore[union-attr]


def test_a_personal_answer_is_never_saved_without_consent() -> None:
    run = Run.begin(RELEASE, Session(), NOW)
    run.save("status", "refugee")
    assert run.saved == {}


def test_a_skipped_message_opens_no_ticket() -> None:
    talker = agreed()
    talker.says("/human")
    talker.presses("_skip")
    assert not talker.happened(TicketOpened)


@pytest.mark.parametrize(("typed", "reason"), [("x" * 51, "too long"), ("\u202e", "too short")])
def test_a_text_that_does_not_fit_is_refused_with_the_reason(typed: str, reason: str) -> None:
    talker = agreed()
    talker.says("/human")
    talker.says(typed)
    assert reason in talker.seen[0]


def test_after_three_misses_an_easier_way_is_shown() -> None:
    talker = Talker()
    talker.says("/main")
    for _ in range(2):
        talker.says("a horse")
        assert phrases.STUCK.source not in talker.seen
    talker.says("a horse")
    assert phrases.STUCK.source in talker.seen
    talker.presses("nl")
    assert talker.session.misses == 0


def test_a_language_switch_asks_the_pending_question_again_with_buttons_that_stay_valid() -> None:
    talker = Talker()
    talker.says("/main")
    before = talker.button("nl")
    talker.says("/language uk")
    assert talker.session.language == "uk"
    assert talker.seen == ["Which country are you in?"]
    talker.gives(before)
    assert talker.session.answers["country"] == "nl"


def test_the_language_flow_returns_to_the_pending_question() -> None:
    talker = Talker()
    talker.says("/main")
    talker.says("/language")
    talker.says("/language")
    assert [frame.flow for frame in talker.session.frames] == ["main", "language"]
    talker.presses("ar")
    assert talker.seen == ["Which country are you in?"]


def test_a_language_that_does_not_exist_opens_the_language_flow() -> None:
    talker = Talker()
    talker.says("/language tlh")
    assert talker.seen == ["Choose a language."]


def test_help_is_given_and_the_question_asked_again() -> None:
    talker = Talker()
    talker.says("/main")
    talker.says("/help")
    assert talker.seen == ["I can help.", "Which country are you in?"]


def test_menu_leaves_what_is_under_way() -> None:
    talker = Talker()
    talker.says("/main")
    talker.says("/menu")
    assert [frame.flow for frame in talker.session.frames] == ["menu"]
    assert talker.happened(FlowEnded)


def test_stop_ends_quietly() -> None:
    talker = Talker()
    talker.says("/main")
    talker.says("/stop")
    assert talker.seen == ["Goodbye."]
    assert talker.session.frames == ()


def test_an_unknown_command_is_answered_and_the_question_asked_again() -> None:
    talker = Talker()
    talker.says("/main")
    talker.says("/fly")
    assert talker.seen == [phrases.UNKNOWN_COMMAND.source, "Which country are you in?"]


def test_words_without_a_question_lead_to_the_menu() -> None:
    talker = Talker()
    talker.says("hello")
    assert talker.happened(NotUnderstood)
    assert talker.seen == [phrases.NOT_UNDERSTOOD.source, MENU_QUESTION]


def test_a_voice_message_is_declined_and_the_question_asked_again() -> None:
    talker = Talker()
    talker.says("/main")
    talker.gives(Unsupported(kind="voice"))
    assert talker.seen == [phrases.UNSUPPORTED.source, "Which country are you in?"]


def test_a_button_of_an_earlier_question_asks_the_present_one_again() -> None:
    talker = Talker()
    talker.says("/main")
    old = talker.button("nl")
    talker.presses("nl")
    before = talker.session
    talker.gives(old)
    assert talker.happened(StaleButtonPressed)
    assert talker.seen == [phrases.STALE.source, "Do you agree?"]
    assert replace(talker.session, heard_at=before.heard_at) == before


def test_a_button_that_is_not_ours_asks_the_present_question_again() -> None:
    talker = Talker()
    talker.says("/main")
    talker.gives(None)
    assert talker.seen == [phrases.STALE.source, "Which country are you in?"]


def test_a_button_pressed_when_nothing_waits_leads_to_the_menu() -> None:
    talker = Talker()
    talker.gives(Press(flow=FlowId("main"), step=StepId("country"), choice=ChoiceId("nl"), asked=1))
    assert talker.seen == [phrases.STALE.source, MENU_QUESTION]


def test_a_choice_that_is_gone_from_the_content_is_explained() -> None:
    talker = Talker()
    talker.says("/main")
    gone = replace(talker.button("nl"), choice=ChoiceId("zz"))
    talker.gives(gone)
    assert talker.seen == [phrases.CHANGED.source, "Which country are you in?"]


@pytest.mark.parametrize("frame", [("gone", "x"), ("main", "gone")])
def test_a_session_whose_step_is_gone_starts_again_at_the_menu(frame: tuple[str, str]) -> None:
    talker = Talker(session=Session(frames=(Frame(flow=FlowId(frame[0]), step=StepId(frame[1])),)))
    talker.says("hello")
    assert phrases.CHANGED.source in talker.seen
    assert talker.seen[-1] == MENU_QUESTION


def test_my_data_is_asked_for_and_the_question_asked_again() -> None:
    talker = Talker()
    talker.says("/main")
    talker.says("/mydata")
    assert talker.happened(DataRequested)
    assert talker.seen == ["Which country are you in?"]


def test_deleting_needs_two_taps_and_leaves_nothing_under_way() -> None:
    talker = Talker()
    talker.says("/delete")
    talker.presses("yes")
    assert talker.happened(ErasureRequested)
    assert talker.session.frames == ()
    assert talker.seen == []


def test_content_that_goes_in_circles_is_stopped() -> None:
    loop = flow("loop", RouteStep(id=StepId("a"), routes=((None, StepId("a")),)))
    talker = Talker(release=release(loop, commands={"loop": ("loop", RELEASE.commands["main"][1])}))
    talker.says("/loop")
    assert talker.happened(StepLimitReached)
    assert talker.seen == [phrases.LOOP.source]


def test_flows_that_call_one_another_for_ever_are_stopped() -> None:
    ask = ChooseStep(
        id=StepId("b"),
        text=text("b", "On?"),
        choices=(choice("on", "On", flow=FlowId("deep")),),
        next=StepId("e"),
    )
    deep = flow("deep", ask, EndStep(id=StepId("e")))
    talker = Talker(release=release(deep, commands={"deep": ("deep", RELEASE.commands["main"][1])}))
    talker.says("/deep")
    for _ in range(DEPTH):
        talker.says("1")
    assert talker.seen == [phrases.LOOP.source]
    assert talker.session.frames == ()


def test_a_plan_in_which_nothing_fits_says_so_and_names_a_person() -> None:
    nothing = replace(PLAN, items=(replace(PLAN.items[1], when=when("country is be")),), next=None)
    talker = Talker(
        release=release(flow("p", nothing), commands={"p": ("p", RELEASE.commands["main"][1])})
    )
    talker.says("/p")
    assert talker.seen == [phrases.NOTHING_FITS.source]


def test_a_menu_that_ends_does_not_start_again_by_itself() -> None:
    menu = flow("menu", SayStep(id=StepId("m"), text=text("m", "Nothing to choose.")))
    talker = Talker(release=release(menu, idle="menu"))
    talker.says("hello")
    assert talker.seen[-1] == "Nothing to choose."
    assert talker.session.frames == ()


def test_a_sub_flow_twice_in_the_stack_keeps_the_answers_of_the_outer_one() -> None:
    talker = agreed()
    talker.says("/human")
    talker.session = replace(
        talker.session,
        frames=(Frame(flow=FlowId("human"), step=StepId("thanks")), *talker.session.frames),
        answers={**talker.session.answers, "message": "outer"},
    )
    talker.presses("_skip")
    assert talker.session.answers["country"] == "nl"


def test_a_call_without_a_next_step_ends_its_flow() -> None:
    outer = flow("outer", CallStep(id=StepId("c"), flow=FlowId("help")))
    talker = Talker(release=replace(release(outer, RELEASE.flows[FlowId("help")]), commands={
        "outer": (FlowId("outer"), RELEASE.commands["main"][1])}))  # fmt: skip
    talker.says("/outer")
    assert talker.seen == ["I can help."]
    assert talker.session.frames == ()


def test_english_labels_are_known_without_a_catalog() -> None:
    assert as_written(literal("Türkçe")) == ("Türkçe",)
    assert as_written(text("a", "Yes")) == ("Yes",)


def test_number_questions_do_not_count_their_buttons() -> None:
    assert RELEASE.answers["age"].type is AnswerType.NUMBER
    talker = agreed()
    talker.presses("refugee")
    talker.says("1")
    talker.says("1")
    assert talker.session.answers["age"] == 1


INPUTS = st.one_of(
    st.builds(
        Words,
        text=st.one_of(
            st.text(max_size=20), st.sampled_from(["1", "2", "yes", "no", "33", "Done"])
        ),
    ),
    st.builds(
        Command,
        name=st.sampled_from([*RELEASE.commands, "fly"]),
        payload=st.sampled_from(["", "ar", "zz"]),
    ),
    st.builds(Unsupported, kind=st.just("photo"), words=st.text(max_size=5)),
    st.none(),
    st.integers(0, 20),
)


@settings(max_examples=300)
@given(st.lists(INPUTS, max_size=25))
def test_no_sequence_of_inputs_breaks_the_engine(inputs: list[object]) -> None:
    """Every session survives JSON, nothing personal is kept without consent, and a question is never lost silently."""
    talker = Talker()
    for item in inputs:
        if isinstance(item, int):
            given_input = talker.offers[item % len(talker.offers)].press if talker.offers else None
            turn = talker.gives(given_input)
        else:
            turn = talker.gives(item)  # type: ignore[arg-type]
        personal = {name for name in talker.session.answers if RELEASE.answers[name].personal}
        assert not personal or talker.session.consented
        assert turn == take(RELEASE, Session(), Words(text=""), now=NOW) or turn.says or turn.events
        assert len(talker.session.frames) <= DEPTH


def test_where_there_are_no_buttons_nothing_typed_is_one() -> None:
    assert read_choice("1", [], as_written) is None


def test_commands_that_return_do_not_pile_up() -> None:
    talker = agreed()
    for _ in range(DEPTH):
        talker.says("/human")
        talker.says("/language")
    assert [frame.flow for frame in talker.session.frames][:1] == ["main"]
    assert len(talker.session.frames) <= 4


def test_a_language_that_is_not_offered_is_not_spoken() -> None:
    talker = Talker()
    talker.says("/language xx")
    assert talker.session.language == "en"


def test_what_an_earlier_release_asked_for_is_forgotten() -> None:
    talker = Talker()
    talker.session = replace(talker.session, answers={"gone": "yes", "country": "nl"})
    talker.says("/menu")
    assert dict(talker.session.answers) == {"country": "nl"}


def test_a_label_that_is_a_number_is_meant_and_not_counted() -> None:
    three, two, one = (Choice(id=ChoiceId(f"c{n}"), label=text(f"n{n}", str(n))) for n in (3, 2, 1))
    found = read_choice("3", [three, two, one], as_written)
    assert found is three


def test_a_text_that_shows_nothing_is_no_answer() -> None:
    talker = agreed()
    talker.says("/human")
    talker.says("\u200b \u2060")
    assert "too short" in talker.seen[0]
