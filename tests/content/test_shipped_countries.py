"""The shipped content answers for all nine countries: every question of the list, with sources, for everybody."""

import re
from functools import cache
from itertools import product
from pathlib import Path

import pytest

import bot
from bot.content.facts import statements
from bot.content.release import Content, read_content
from bot.core.entry import EntryId
from bot.core.flow import FlowId, PlanStep, StepId
from bot.core.plans import fitting

ROOT = Path(bot.__file__).parent.parent
COUNTRIES = ("be", "hu", "ie", "it", "nl", "sk", "si", "es", "uk")
MOST_ITEMS = 11
QUESTIONS = 96
EACH_COUNTRY = frozenset(
    re.findall(
        r"\S+",
        """
where-to-apply study-at-university-where recognition-cost recognition-time apply-while-asylum-open result-paper
papers-needed papers-lost photo-of-diploma who-translates qualifications-passport is-my-job-regulated
certificate-for-experience skills-test skills-certificate-cost doctor nurse-midwife dentist-pharmacist teacher
engineer-architect lawyer-accountant electrician-plumber-welder driver hairdresser-cook-tailor care-work it-work
farm-work may-i-work-now how-long-until-work work-permit-who-applies what-my-card-must-say work-during-appeal
safe-country-or-fast-procedure any-job-or-list lose-allowance-if-earning register-as-jobseeker help-with-cv
courses-before-decision training-free language-course integration-course may-i-volunteer start-business small-loan
legally-binding hopeless-or-danger employer-keeps-passport cash-without-contract violence-help employer-may-i-hire
employer-who-helps
""",
    )
)
UNCERTAIN_SINCE_JUNE = ("may-i-work-now", "how-long-until-work", "employer-may-i-hire")


@cache
def content() -> Content:
    found = read_content(ROOT)
    assert found.sound
    return found


def test_there_are_at_least_the_questions_of_the_list():
    entries = content().release.entries.values()
    assert sum(not entry.stub for entry in entries) >= QUESTIONS
    assert {entry.topic for entry in entries if entry.stub} == {"elsewhere"}


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_country_has_answers_of_its_own(country: str):
    own = {each.name for each in statements(content()) if each.country == country}
    assert own >= EACH_COUNTRY


@pytest.mark.parametrize("country", [each for each in COUNTRIES if each != "uk"])
def test_the_rules_on_work_say_that_they_may_be_others_since_june_2026(country: str):
    waiting = {"country": country, "status": "asylum"}
    for name in UNCERTAIN_SINCE_JUNE:
        variant = content().release.entries[EntryId(name)].variant(waiting)
        assert "June 2026" in variant.text.source, (country, name)


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("name", ["may-i-work-now", "what-my-card-must-say"])
def test_nobody_is_told_that_they_may_work_without_a_look_at_the_card_or_a_question(
    country: str, name: str
):
    for status in ("asylum", "refugee", "subsidiary", "temporary", "other", None):
        words = (
            content().release.entries[EntryId(name)].variant({"country": country, "status": status})
        )
        assert re.search(
            r"\b(card|letter|permit|paper|eVisa|ask)\b", words.text.source, re.IGNORECASE
        )


@pytest.mark.parametrize("country", COUNTRIES)
def test_danger_and_scams_name_numbers_and_no_embassy_is_advised(country: str):
    entries = content().release.entries
    danger = entries[EntryId("hopeless-or-danger")].variant({"country": country}).text
    assert ("999" if country == "uk" else "112") in danger.source
    assert danger.critical
    for each in statements(content()):
        if each.country in {country, ""}:
            for sentence in re.split(r"(?<=[.?])\s+", each.words):
                advises = re.match(r"(?:Go to|Ask|Contact|Write to) (?:your|the) embassy", sentence)
                assert not advises, (each.name, sentence)


def people(country: str) -> list[dict[str, str | None]]:
    regions = {"be": "flanders", "uk": "scotland", "es": "catalonia"}
    spread = product(
        ("asylum", "refugee", "temporary", None),
        ("study", "job", "any", "business", None),
        ("higher", "vocational", "secondary", "unfinished", None),
        ("all", "some", "none", None),
    )
    return [
        {
            "country": country,
            "region": regions.get(country),
            "status": status,
            "goal": goal,
            "education": education,
            "papers": papers,
            "papers_language": "other",
            "profession": "nurse" if goal in {"job", "business"} else None,
        }
        for status, goal, education, papers in spread
    ]


@pytest.mark.parametrize("country", COUNTRIES)
def test_everybody_gets_a_plan_that_is_not_too_long_and_says_where_and_whom_to_ask(country: str):
    release = content().release
    step = release.flows[FlowId(f"recognition_{country}")].steps[StepId("plan")]
    assert isinstance(step, PlanStep)
    for person in people(country):
        items = fitting(step, release, person)
        assert 2 <= len(items) <= MOST_ITEMS, (person, [item.id for item in items])
        assert "safe" in {item.id for item in items}
        assert items[-1].id.startswith("help"), person
        assert all(item.sources for item in items), person


def test_a_fact_is_not_said_of_another_country():
    """An answer for one country never names the diploma office of another."""
    offices = {
        "be": "NARIC-Vlaanderen",
        "hu": "Oktatási Hivatal",
        "ie": "QQI",
        "it": "CIMEA",
        "nl": "IDW",
        "sk": "SUDV",
        "es": "homologación",
        "uk": "UK ENIC",
    }
    for each in statements(content()):
        for country, office in offices.items():
            if each.country not in {country, ""}:
                found = re.search(rf"(?<!\w){re.escape(office)}(?!\w)", each.words)
                assert not found, (each.name, each.country)


def test_every_entry_has_at_least_eight_ways_of_asking_in_every_language():
    counted: dict[tuple[str, str], int] = {}
    for line in content().knowledge.wordings.phrases:
        key = (line.phrase.language, line.phrase.entry)
        counted[key] = counted.get(key, 0) + 1
    languages = {code for code, each in content().release.languages.items() if each.offered}
    few = {
        (code, id_): counted.get((code, id_), 0)
        for code in languages
        for id_ in content().release.entries
        if counted.get((code, id_), 0) < 8
    }
    assert few == {}
