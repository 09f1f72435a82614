"""Questions and answers: what is said, which buttons stand under it, and what each of them does."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core import phrases
from bot.core.entry import Entry, EntryId, Match, Phrase, Variant
from bot.core.event import (
    AnswerJudged,
    FlowStarted,
    QuestionAsked,
    QuestionKept,
    StaleButtonPressed,
    TicketOpened,
)
from bot.core.flow import ChoiceId, EndStep, FlowId, HandoffStep, Release, StepId
from bot.core.found import Found
from bot.core.inquiring import FAQ, asking_step, needed
from bot.core.inquiry import NO_INQUIRY, inquiry_from_json
from bot.core.interrupt import may_ask
from bot.core.matching import build_knowledge
from bot.core.message import OutboundKind, Words
from bot.core.press import Press
from bot.core.run import Run
from bot.core.session import Session
from bot.core.source import Source
from tests.core.form import RELEASE, SHARED, agreed, ask, at, changed, spec, when
from tests.core.samples import LANGUAGES, NOW, choice, flow, text
from tests.core.talker import Talker

S = StepId
PAGE = Source(id="page", title="Page", link="https://page.test/", read=date(2026, 11, 1))


def entry(name: str, *variants: Variant, **more: object) -> Entry:
    return Entry(
        id=EntryId(name),
        question=text(f"faq/{name}/question", f"{name}?"),
        variants=variants or (Variant(text=text(f"faq/{name}/answer", f"About {name}.")),),
        owner="tests",
        **more,  # type: ignore[arg-type]
    )


def told(name: str, words: str, condition: str = "") -> Variant:
    sources = (PAGE,) if condition else ()
    known = None if not condition else when(condition)
    return Variant(text=text(f"faq/{name}/{words}", words), when=known, sources=sources)


COST = entry("cost", related=("time", "gone", "housing", "papers", "travel"), flow="study")
TIME = entry(
    "time",
    told("time", "Two months in the north.", "country is nl and region is north"),
    told("time", "Four months.", "country is nl"),
    told("time", "It depends."),
)
PAPERS, TRAVEL = entry("papers"), entry("travel")
HOUSING = entry("housing", stub=True)
ENTRIES = {each.id: each for each in (COST, TIME, PAPERS, TRAVEL, HOUSING)}
STUDY = flow("study", EndStep(id=S("done")))
WHERE = flow(
    "where",
    ask("country", "country", None, choices=(choice("nl", "Netherlands"), choice("be", "Belgium"))),
    ask(
        "region",
        "region",
        None,
        choices=(
            choice("north", "North", when=when("country is nl")),
            choice("south", "South"),
        ),
    ),
)


def knowing(**more: object) -> Release:
    known = [Phrase(entry=COST.id, language="en", words="what do i pay")]
    known.append(Phrase(entry=HOUSING.id, language="en", words="a flat for me"))
    settings = {"entries": ENTRIES, "knowledge": build_knowledge(known), "learns": True, **more}
    return changed(STUDY, WHERE, **settings)  # type: ignore[arg-type]


def found(*matches: tuple[Entry, float], **more: object) -> Found:
    several = tuple(Match(entry=each.id, probability=chance) for each, chance in matches)
    return Found(matches=several, among_three=0.9, language="en", **more)  # type: ignore[arg-type]


def asks(talker: Talker, words: str, *matches: tuple[Entry, float], **more: object) -> Talker:
    talker.gives(Words(text=words, found=found(*matches, **more)))
    return talker


def at_menu(release: Release | None = None) -> Talker:
    talker = agreed(release or knowing())
    talker.says("/menu")
    return talker


def offered(talker: Talker) -> list[tuple[str, str]]:
    return [(str(each.press.step), str(each.press.choice)) for each in talker.offers]


def press(talker: Talker, step: str, choice_: str = "it") -> None:
    wanted = (step, choice_)
    found_ = (o for o in talker.offers if (o.press.step, o.press.choice) == wanted)
    talker.gives(next(found_).press)


def test_a_sure_answer_is_given_with_everything_that_can_be_done_next():
    talker = asks(at_menu(), "is it dear?", (COST, 0.97))
    assert talker.seen == ["About cost.", phrases.DID_IT_HELP.source]
    assert offered(talker) == [
        ("helped", "cost"),
        ("not", "cost"),
        ("show", "time"),
        ("show", "papers"),
        ("flow", "study"),
        ("human", "it"),
    ]
    assert talker.happened(QuestionAsked)


def test_the_menu_is_not_shown_again_under_an_answer_and_still_works():
    talker = at_menu()
    menu = talker.offers
    asks(talker, "is it dear?", (COST, 0.97))
    talker.gives(menu[0].press)
    assert not talker.happened(StaleButtonPressed)


def test_in_a_form_the_question_that_waits_comes_again():
    talker = asks(at("goal", knowing()), "is it dear?", (COST, 0.97))
    assert talker.seen[0] == "About cost."
    assert talker.seen[-1] == "goal?"


def test_what_is_typed_while_a_form_waits_is_its_answer_though_choices_are_open():
    talker = asks(at("goal", knowing()), "is it dear?", (COST, 0.5), (TIME, 0.3))
    assert talker.session.inquiry.offered == ("cost", "time")
    talker.says("2")
    assert talker.session.answers["goal"] == "job"


def test_an_unsure_question_gets_three_choices_and_none_of_them():
    talker = asks(at_menu(), "is it?", (COST, 0.5), (TIME, 0.3), (PAPERS, 0.1), (TRAVEL, 0.1))
    assert talker.seen == [phrases.WHICH_ONE.source]
    assert offered(talker) == [
        ("show", "cost"),
        ("show", "time"),
        ("show", "papers"),
        ("none", "it"),
    ]
    press(talker, "show", "papers")
    assert talker.seen[0] == "About papers."


@pytest.mark.parametrize(("words", "said"), [("3", "About papers."), ("papers?", "About papers.")])
def test_a_choice_can_be_typed(words: str, said: str):
    talker = asks(at_menu(), "is it?", (COST, 0.5), (TIME, 0.3), (PAPERS, 0.1))
    talker.says(words)
    assert talker.seen[0] == said


def test_none_of_these_can_be_typed_and_is_an_honest_no():
    talker = asks(at_menu(), "is it?", (COST, 0.5), (TIME, 0.3))
    talker.says("none of these")
    assert talker.seen == [phrases.NO_ANSWER.source, phrases.QUESTION_FOR_EDITORS.source]


def test_what_is_typed_instead_of_a_choice_is_a_new_question():
    talker = asks(at_menu(), "is it?", (COST, 0.5), (TIME, 0.3))
    asks(talker, "and where do i travel?", (TRAVEL, 0.99))
    assert talker.seen[0] == "About travel."


def test_the_label_of_a_menu_button_is_that_button_though_choices_are_open():
    talker = asks(at_menu(), "is it?", (COST, 0.5), (TIME, 0.3))
    menu = next(step for step in talker.release.flows[FlowId("menu")].steps.values())
    label = menu.choices[0].label.source  # type: ignore[union-attr]
    talker.says(label)
    assert phrases.WHICH_ONE.source not in talker.seen


def test_none_of_these_is_an_honest_no_and_leaves_its_mark():
    talker = asks(at_menu(), "is it?", (COST, 0.5), (TIME, 0.3))
    press(talker, "none")
    assert talker.last is not None
    assert talker.last.says[0].kind is OutboundKind.KEYBOARD
    assert phrases.NO_ANSWER.source in talker.seen
    assert offered(talker) == [("human", "it"), ("keep", "it")]


def test_a_stub_says_that_there_is_no_answer_and_whom_to_ask():
    talker = asks(at_menu(), "is there a flat?", (HOUSING, 0.9))
    assert talker.seen == ["About housing."]
    assert offered(talker) == [("human", "it"), ("keep", "it")]


def test_without_consent_no_words_are_kept_and_nothing_is_left_for_the_editors():
    talker = Talker(release=knowing())
    talker.says("/menu")
    asks(talker, "is it?", (TIME, 0.1))
    asks(talker, "is it so?")
    assert talker.session.inquiry.question == ""
    assert offered(talker) == [("human", "it")]


def test_a_tester_is_not_asked_to_leave_a_question():
    talker = at_menu()
    talker.session = replace(talker.session, draft=True)
    asks(talker, "is it so?")
    assert ("keep", "it") not in offered(talker)


def test_a_question_is_left_for_the_editors_once_and_without_who_asked():
    talker = asks(at_menu(), "is it?", (COST, 0.5), (TIME, 0.3))
    press(talker, "none")
    keep = next(o.press for o in talker.offers if o.press.step == "keep")
    talker.gives(keep)
    assert talker.last is not None
    kept = [each for each in talker.last.events if isinstance(each, QuestionKept)]
    assert kept == [QuestionKept(text="is it?", language="en", entry="", unhelpful=False)]
    assert talker.session.inquiry.question == ""
    talker.gives(keep)
    assert talker.happened(StaleButtonPressed)


def test_an_answer_that_did_not_help_can_be_told_to_the_editors():
    talker = asks(at_menu(), "is it dear?", (COST, 0.97))
    press(talker, "not", "cost")
    assert talker.happened(AnswerJudged)
    assert talker.seen == [phrases.SORRY.source, phrases.QUESTION_FOR_EDITORS.source]
    press(talker, "keep")
    assert talker.last is not None
    kept = next(each for each in talker.last.events if isinstance(each, QuestionKept))
    assert (kept.entry, kept.unhelpful) == ("cost", True)


def test_an_answer_that_helped_is_counted():
    talker = asks(at_menu(), "is it dear?", (COST, 0.97))
    press(talker, "helped", "cost")
    assert talker.seen == [phrases.GLAD.source]
    assert talker.happened(AnswerJudged)


def test_related_answers_and_the_deeper_flow_are_one_tap_away():
    talker = asks(at_menu(), "is it dear?", (COST, 0.97))
    deeper = next(o.press for o in talker.offers if o.press.step == "flow")
    press(talker, "show", "papers")
    assert talker.seen[0] == "About papers."
    talker.gives(deeper)
    assert FlowStarted(flow=FlowId("study")) in talker.last.events  # type: ignore[union-attr]


def test_buttons_of_an_answer_work_also_later_and_old_choices_are_stale():
    talker = asks(at_menu(), "is it?", (COST, 0.5), (TIME, 0.3))
    none = next(o.press for o in talker.offers if o.press.step == "none")
    papers = Press(flow=FAQ, step=S("show"), choice=ChoiceId("papers"), asked=1)
    asks(talker, "is it dear?", (COST, 0.97))
    talker.gives(none)
    assert talker.happened(StaleButtonPressed)
    talker.gives(papers)
    assert talker.seen[0] == "About papers."
    talker.gives(replace(papers, choice=ChoiceId("gone")))
    assert talker.happened(StaleButtonPressed)


def test_the_country_is_asked_for_when_the_answer_depends_on_it():
    talker = Talker(release=knowing())
    talker.says("/menu")
    asks(talker, "how long?", (TIME, 0.97))
    assert talker.seen == [phrases.BEFORE_I_ANSWER.source, "country?"]
    assert offered(talker) == [("given", "nl"), ("given", "be"), ("given", "_skip")]
    press(talker, "given", "be")
    assert talker.session.answers["country"] == "be"
    assert talker.seen[0] == "It depends."


def test_without_consent_a_personal_answer_is_used_only_for_this_once():
    talker = Talker(release=knowing())
    talker.session = replace(talker.session, answers={"country": "nl"})
    talker.says("/menu")
    asks(talker, "how long?", (TIME, 0.97))
    assert phrases.ONLY_FOR_THIS.source in talker.seen
    press(talker, "given", "north")
    assert "Two months in the north." in talker.seen
    assert "region" not in talker.session.answers


def test_with_consent_it_is_kept_and_the_answer_says_for_whom_it_is():
    talker = at_menu()
    talker.session = replace(talker.session, answers={"country": "nl"})
    asks(talker, "how long?", (TIME, 0.97))
    talker.says("north")
    assert talker.session.answers["region"] == "north"
    assert phrases.ANSWER_FOR_DATED.source in talker.seen
    assert phrases.CARD_LINE.source in talker.seen


def test_who_prefers_not_to_say_gets_the_general_answer():
    talker = at_menu()
    talker.session = replace(talker.session, answers={"country": "nl"})
    asks(talker, "how long?", (TIME, 0.97))
    press(talker, "given", "_skip")
    assert "Four months." in talker.seen


def test_words_that_are_no_choice_are_taken_as_what_they_are():
    talker = at_menu()
    talker.session = replace(talker.session, answers={"country": "nl"})
    asks(talker, "how long?", (TIME, 0.97))
    asks(talker, "and where do i travel?", (TRAVEL, 0.99))
    assert talker.seen[0] == "About travel."


def test_a_button_for_the_other_language_repeats_the_answer_in_it():
    release = knowing(languages=LANGUAGES)
    talker = Talker(release=release, session=Session(language="ar"))
    talker.says("/menu")
    asks(talker, "is it dear?", (COST, 0.97), foreign=True)
    press(talker, "show", "cost")
    assert ("in", "en") in offered(talker)
    press(talker, "in", "en")
    assert talker.last is not None
    assert [say.language for say in talker.last.says] == ["en"]


def with_desk() -> Release:
    message = spec("message", *[SHARED["goal"].type], "x")
    human = flow(
        "human",
        HandoffStep(id=S("send"), topic="other", message="message", next=S("done")),
        EndStep(id=S("done")),
        answers={"question": replace(message, name="question")},
    )
    return replace(
        changed(STUDY, WHERE, human, release=knowing()),
        needs={**RELEASE.needs, "human": FlowId("human")},
        answers={**RELEASE.answers, "question": replace(message, name="question")},
    )


def test_a_person_is_asked_with_the_question_and_the_answers_that_were_shown():
    talker = asks(at_menu(with_desk()), "is it dear?", (COST, 0.97))
    press(talker, "human")
    assert talker.last is not None
    sent = [each for each in talker.last.events if isinstance(each, TicketOpened)]
    assert [each.text for each in sent] == ["is it dear?"]
    assert talker.session.inquiry.shown == (COST.id,)
    assert (sent[0].asked, sent[0].shown) == ("is it dear?", (COST.id,))
    assert not talker.session.inquiry.handed


def test_where_nobody_can_be_asked_no_button_says_so():
    lonely = replace(
        knowing(), needs={k: v for k, v in RELEASE.needs.items() if k != "human"}, commands={}
    )
    talker = agreed(lonely)
    asks(talker, "is it so?")
    assert ("human", "it") not in offered(talker)
    talker.gives(Press(flow=FAQ, step=S("human"), choice=ChoiceId("it"), asked=1))
    assert not talker.happened(TicketOpened)


def test_an_entry_that_is_gone_answers_nothing():
    talker = at_menu()
    talker.session = replace(talker.session, answers={"country": "nl"})
    asks(talker, "how long?", (TIME, 0.97))
    given = next(o.press for o in talker.offers if o.press.choice == "north")
    talker.release = replace(knowing(), entries={COST.id: COST})
    talker.gives(given)
    assert talker.happened(StaleButtonPressed)
    talker.says("north")
    assert "Two months in the north." not in talker.seen


def test_choices_that_are_gone_are_not_offered_to_the_typed_word():
    talker = asks(at_menu(), "is it?", (COST, 0.5), (TIME, 0.3))
    talker.release = replace(knowing(), entries={COST.id: COST})
    talker.says("2")
    assert "Four months." not in talker.seen


def test_only_what_leads_to_another_answer_is_asked_for():
    release = knowing()

    def asked(entry_: Entry, **answers: str | None) -> str | None:
        step = needed(entry_, release, answers)
        return None if step is None else step.save

    assert asked(TIME) == "country"
    assert asked(TIME, country="nl") == "region"
    assert asked(TIME, country="be") is None
    assert asked(TIME, country=None) is None
    assert asked(COST) is None
    assert asking_step(TIME, "status", release, {}) is None


def test_an_inquiry_of_a_later_version_is_read_as_far_as_it_is_known():
    assert inquiry_from_json({"number": 2, "later": 1}).number == 2
    assert inquiry_from_json({}) == NO_INQUIRY


def test_a_flow_under_way_is_not_offered_as_the_deeper_one():
    deeper = replace(COST, flow="form")
    release = knowing(entries={**ENTRIES, COST.id: deeper})
    talker = asks(at("goal", release), "is it dear?", (deeper, 0.97))
    run = Run.begin(release, talker.session, NOW)
    assert any(frame.flow == "form" for frame in run.frames)
    said = [o.press.step for say in talker.last.says for o in say.offers]  # type: ignore[union-attr]
    assert "flow" not in said


@pytest.mark.parametrize(
    ("step", "choice_"),
    [("in", "zz"), ("flow", "gone"), ("helped", "gone"), ("not", "gone"), ("other", "it")],
)
def test_a_button_nothing_is_left_of_says_so(step: str, choice_: str):
    talker = asks(at_menu(), "is it dear?", (COST, 0.97))
    talker.gives(Press(flow=FAQ, step=S(step), choice=ChoiceId(choice_), asked=1))
    assert talker.happened(StaleButtonPressed)


def test_words_word_for_word_and_numbers_need_no_search():
    run = Run.begin(knowing(), at_menu().session, NOW)
    assert not may_ask(run, "what do i pay")
    assert not may_ask(run, "2")
    assert not may_ask(run, "he beats me")
    assert may_ask(run, "is it dear")


def test_in_a_form_a_button_under_an_answer_leads_back_to_the_question():
    talker = asks(at("goal", knowing()), "is it dear?", (COST, 0.97))
    talker.gives(Press(flow=FAQ, step=S("show"), choice=ChoiceId("papers"), asked=1))
    assert talker.seen[0] == "About papers."
    assert talker.seen[-1] == "goal?"


def test_a_person_is_asked_without_words_that_belong_to_another_question():
    talker = asks(at_menu(with_desk()), "is it dear?", (COST, 0.97))
    person = next(o.press for o in talker.offers if o.press.step == "human")
    asks(talker, "where do I travel?", (TRAVEL, 0.97))
    talker.gives(person)
    assert not talker.happened(TicketOpened)
