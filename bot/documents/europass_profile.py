"""The `CandidateProfile` of a Europass document: what a person has done and can do, in one language."""

from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element

from bot.core.destinations import Form
from bot.core.profile import Fact, Profile
from bot.documents.codes import CEFR, MOTHER, codes_of, split_spoken
from bot.documents.europass_history import add_education, add_employment, loose_end
from bot.documents.europass_tree import add, add_date, add_if_filled, add_rich, add_words, element
from bot.documents.language_codes import THREE_LETTERS
from bot.documents.placing import Side, Told, code_of, in_language, spoken_words

_SPEAKING = ("CEF-Speaking-Interaction", "CEF-Speaking-Production")
"""What a person was asked about; nobody asked how well they read, write or understand."""
_ABOUT = ("statement", "levels")
"""The fixed words of the document that Europass is told too."""

Shown = Mapping[str, str]
"""The sections that have something in them by Europass's title; `true` for those with a title of their own."""


def add_profile(root: Element, profile: Profile, side: Side, entries: Sequence[Told]) -> Shown:
    """Add the profile in one language; return what it shows."""
    parent = add(root, "CandidateProfile", languageCode=code_of(profile, side))
    _summary(parent, profile, side, entries)
    add_employment(parent, entries)
    add_education(parent, entries)
    _licences(parent, entries)
    _languages(parent, entries)
    _skills(parent, entries)
    _voluntary(parent, entries)
    custom = _others(parent, entries)
    standard = (title for title, container in _STANDARD.items() if _any(entries, container))
    return {**dict.fromkeys(standard, ""), **dict.fromkeys(custom, "true")}


_STANDARD = {
    "work-experience": "EmploymentHistory",
    "education-training": "EducationHistory",
    "language": "PersonQualifications",
    "profile-skills": "Skills",
    "driving-licence": "Licenses",
    "volunteering": "VoluntaryWorks",
}


def language_code(fact: Fact, side: Side) -> tuple[str, str]:
    """Return a spoken language as Europass writes it, and the kind of that: a code, or its name."""
    code, _ = split_spoken(fact.value)
    if code in THREE_LETTERS:
        return THREE_LETTERS[code], "NORMAL"
    return spoken_words(fact, side)[0], "FREE_TEXT"


def _any(entries: Iterable[Told], container: str) -> bool:
    return any(entry.has(container) for entry in entries)


def _summary(parent: Element, profile: Profile, side: Side, entries: Iterable[Told]) -> None:
    fixed = (profile.words[id_] for id_ in _ABOUT if id_ in profile.words)
    own = [line for entry in entries for line in entry.lines("ExecutiveSummary/Description")]
    lines = [*own, *(in_language(words, side) for words in fixed)]
    add_rich(parent, "hr:ExecutiveSummary", filter(None, lines))


def _licences(parent: Element, entries: Iterable[Told]) -> None:
    licences = element("eures:Licenses")
    for entry in entries:
        for fact in entry.at("Licenses/LicenseTypeCode"):
            for code in codes_of(fact.value, Form.LICENCE):
                add(add(licences, "eures:License"), "hr:LicenseTypeCode", code)
    add_if_filled(parent, licences)


def _languages(parent: Element, entries: Iterable[Told]) -> None:
    qualifications = element("PersonQualifications")
    for entry in entries:
        for fact in entry.at("PersonQualifications/Language"):
            _language(qualifications, fact, entry.side)
    add_if_filled(parent, qualifications)


def _language(parent: Element, fact: Fact, side: Side) -> None:
    _, level = split_spoken(fact.value)
    if level == MOTHER:
        return
    code, kind = language_code(fact, side)
    competency = add(parent, "PersonCompetency")
    add(competency, "CompetencyID", code, schemeName=kind)
    add(competency, "hr:TaxonomyID", "language")
    for dimension in _SPEAKING if level in CEFR else ():
        measured = add(competency, "eures:CompetencyDimension")
        add(measured, "hr:CompetencyDimensionTypeCode", dimension)
        add(add(measured, "eures:Score"), "hr:ScoreText", CEFR[level])


def _skills(parent: Element, entries: Iterable[Told]) -> None:
    """One group for each section, with its title, so that a skill is not taken for a digital one."""
    skills = element("Skills")
    groups: dict[str, Element] = {}
    named: set[str] = set()
    for entry in entries:
        for fact in entry.at("Skills/Skill"):
            words = entry.say(fact.words)
            if words in named:
                continue  # Europass refuses two of the same name
            named.add(words)
            title = entry.say(entry.section.title)
            if title not in groups:
                groups[title] = add(skills, "SkillsGroup")
                add(groups[title], "Title", title)
            _skill(groups[title], words, fact.uri)
    add_if_filled(parent, skills)


def _skill(group: Element, words: str, uri: str) -> None:
    competency = add(group, "PersonCompetency")
    if uri:
        add(competency, "CompetencyID", uri, schemeName="URI")
    else:
        add(competency, "CompetencyID", words, schemeName="FREE_TEXT")
    add(competency, "hr:TaxonomyID", "other")
    add(competency, "hr:CompetencyName", words)


def _voluntary(parent: Element, entries: Iterable[Told]) -> None:
    works = element("VoluntaryWorks")
    for entry in entries:
        if entry.has("VoluntaryWorks"):
            work = add(works, "VoluntaryWork")
            add(work, "Title", entry.title("VoluntaryWorks/Title"))
            loose = _period(work, entry, "VoluntaryWorks")
            add_words(work, "Location", entry.words("VoluntaryWorks/Location"))
            lines = entry.lines("VoluntaryWorks/Description")
            add_rich(work, "Description", [*lines, *loose])
    add_if_filled(parent, works)


def _others(parent: Element, entries: Iterable[Told]) -> list[str]:
    """Add what has no place of its own: one `Others` for each entry, since Europass reads no more of one."""
    titles = []
    for entry in entries:
        if entry.has("Others"):
            title = entry.say(entry.section.title)
            titles.append(title)
            others = add(parent, "Others")
            add(others, "Title", title)
            other = add(others, "Other")
            add(other, "Title", entry.title("Others/Title"))
            loose = _period(other, entry, "Others")
            add_rich(other, "Description", [*entry.lines("Others/Description"), *loose])
    return titles


def _period(parent: Element, entry: Told, container: str) -> list[str]:
    """Add the dates; an end without a start has no place in the schema and comes back as words."""
    start, end = (entry.code(f"{container}/{name}") for name in ("StartDate", "EndDate"))
    if not start:
        return loose_end(entry, container)
    date = add(parent, "Date")
    add_date(date, "StartDate", start)
    add_date(date, "EndDate", end)
    return []
