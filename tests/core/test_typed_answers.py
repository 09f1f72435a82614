"""Kinds of answers as a person meets them: dates in three calendars, names, contacts, places, yes or no."""

from dataclasses import replace

import pytest

from bot.core.answer import AnswerSpec, AnswerType
from bot.core.event import AnswerRefused
from bot.core.flow import Arrival, EndStep, FlowId, Release, StepId
from bot.core.session import Consent, Session
from tests.core.form import RELEASE, ask
from tests.core.samples import choice, flow
from tests.core.talker import Talker


def asking(spec: AnswerSpec, language: str = "en", **more: object) -> Talker:
    """A person who is asked for just this answer."""
    one = flow("one", ask("it", spec.name, "end", **more), EndStep(id=StepId("end"), quiet=True))
    release = replace(
        RELEASE,
        flows={**RELEASE.flows, FlowId("one"): one},
        answers={**RELEASE.answers, spec.name: spec},
        commands={"one": (FlowId("one"), Arrival.REPLACE)},
        countries={"SY": "Syria", "SE": "Sweden", "CH": "Switzerland", "ER": "Eritrea"},
        tongues={"ar": "Arabic", "ti": "Tigrinya", "am": "Amharic"},
    )
    consent = Consent(given=True, text="", language=language, at="2026-11-23T12:00:00+00:00")
    talker = Talker(
        release=_countries(release), session=Session(consent=consent, language=language)
    )
    talker.says("/one")
    return talker


def _countries(release: Release) -> Release:
    """Return the release with its codes as the content gives them."""
    return replace(
        release, countries={code.lower(): name for code, name in release.countries.items()}
    )


def kept(name: str, type_: AnswerType, **more: object) -> AnswerSpec:
    return AnswerSpec(name=name, type=type_, kept=True, **more)  # type: ignore[arg-type]


def test_a_year_of_the_solar_hijri_calendar_is_kept_with_the_gregorian_one():
    talker = asking(kept("year", AnswerType.DATE, precision="year"))
    talker.says("۱۳۹۸")
    assert talker.session.answers["year"] == "2019 sh1398"


def test_a_year_that_may_be_ethiopian_is_asked_about_and_nothing_is_lost():
    talker = asking(kept("year", AnswerType.DATE, precision="year"), language="ti")
    talker.says("2010")
    assert talker.session.pending
    assert len([offer for offer in talker.offers if not offer.press.choice.startswith("_")]) == 2
    talker.says("/language uk")
    assert len([offer for offer in talker.offers if not offer.press.choice.startswith("_")]) == 2
    talker.presses(next(o.press.choice for o in talker.offers if "eth" in o.press.choice))
    assert talker.session.answers["year"] == "2017 eth2010"
    assert not talker.session.pending


def test_a_country_with_a_typing_mistake_is_offered_as_a_choice():
    talker = asking(kept("origin", AnswerType.COUNTRY))
    talker.says("Eritria")
    if talker.session.pending:
        talker.presses("er")
    assert talker.session.answers["origin"] == "er"


def test_a_language_is_asked_with_how_well_it_is_spoken():
    talker = asking(kept("tongue", AnswerType.SPOKEN))
    talker.says("tigrinya")
    assert talker.session.pending == "level ti"
    talker.presses("fluent")
    assert talker.session.answers["tongue"] == "ti/fluent"


def test_yes_or_no_has_buttons_of_its_own():
    talker = asking(kept("licence", AnswerType.YES_NO))
    talker.presses("yes")
    assert talker.session.answers["licence"] == "yes"


def test_yes_or_no_can_be_typed_in_any_language():
    talker = asking(kept("licence", AnswerType.YES_NO))
    talker.says("لا")
    assert talker.session.answers["licence"] == "no"


@pytest.mark.parametrize(
    ("type_", "words", "value"),
    [
        (AnswerType.CONTACT, "٠٠٣١ ٦١٢٣٤٥٦٧٨", "+31612345678"),
        (AnswerType.CONTACT, "a.person@example.org", "a.person@example.org"),
        (AnswerType.PLACE, "Utrecht", "Utrecht"),
    ],
)
def test_contacts_and_places_are_typed(type_: AnswerType, words: str, value: str):
    talker = asking(kept("it", type_, accepts=("phone", "email")))
    talker.says(words)
    assert talker.session.answers["it"] == value


def test_going_back_forgets_what_was_half_known():
    talker = asking(kept("tongue", AnswerType.SPOKEN))
    talker.says("arabic")
    talker.says("/one")
    assert not talker.session.pending


def test_what_does_not_fit_a_half_known_answer_asks_for_it_again():
    talker = asking(kept("tongue", AnswerType.SPOKEN))
    talker.says("arabic")
    talker.says("zzzzzz")
    assert talker.happened(AnswerRefused)
    assert talker.session.pending == "level ar"


def test_common_countries_have_buttons():
    talker = asking(kept("origin", AnswerType.COUNTRY), choices=(choice("sy", "Syria"),))
    talker.presses("sy")
    assert talker.session.answers["origin"] == "sy"
