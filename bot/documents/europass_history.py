"""Work and education in a Europass document."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from bot.documents.europass_tree import (
    add,
    add_date,
    add_if_filled,
    add_rich,
    add_words,
    element,
)
from bot.documents.placing import Told

_ESCO = "http://data.europa.eu/esco/"


def add_employment(parent: Element, entries: Iterable[Told]) -> None:
    """Add the work: each job as the one position at its employer."""
    history = add(parent, "EmploymentHistory")
    for entry in entries:
        if entry.has("EmploymentHistory"):
            employer = add(history, "EmployerHistory")
            name = entry.words("EmploymentHistory/OrganizationName")
            add_words(employer, "hr:OrganizationName", name)
            _position(add(employer, "PositionHistory"), entry)


def _position(position: Element, entry: Told) -> None:
    titles = entry.at("EmploymentHistory/PositionTitle")
    uri, isco = (titles[0].uri, titles[0].isco) if titles else ("", "")
    title = entry.title("EmploymentHistory/PositionTitle")
    if uri.startswith(_ESCO):
        add(position, "PositionTitle", title, typeCode="URI", languageID=uri)
    else:
        add(position, "PositionTitle", title, typeCode="FREETEXT")
    loose = _employment_period(position, entry)
    lines = entry.lines("EmploymentHistory/Description")
    add_rich(position, "oa:Description", [*lines, *loose])
    add_words(position, "hr:JobCategoryCode", isco, listName="ISCO2008")
    add_words(position, "City", entry.words("EmploymentHistory/City"))
    add_words(position, "Country", entry.code("EmploymentHistory/CountryCode"))


def _employment_period(position: Element, entry: Told) -> list[str]:
    """Add when it was; an end without a start has no place in the schema and comes back as words."""
    start = entry.code("EmploymentHistory/StartDate")
    if not start:
        return loose_end(entry, "EmploymentHistory")
    period = add(position, "eures:EmploymentPeriod")
    end = entry.code("EmploymentHistory/EndDate")
    add_date(period, "eures:StartDate", start)
    add_date(period, "eures:EndDate", end)
    said = entry.code("EmploymentHistory/CurrentIndicator")
    add_words(period, "hr:CurrentIndicator", said or ("false" if end else ""))
    return []


def loose_end(entry: Told, container: str) -> list[str]:
    """Return the end of a time nobody knows the start of, in words."""
    return [entry.labelled(fact) for fact in entry.at(f"{container}/EndDate")]


def add_education(parent: Element, entries: Iterable[Told]) -> None:
    """Add the education, which the schema wants even when it is empty."""
    history = add(parent, "EducationHistory")
    for entry in entries:
        if entry.has("EducationHistory"):
            _attendance(add(history, "EducationOrganizationAttendance"), entry)


def _attendance(attendance: Element, entry: Told) -> None:
    name = entry.words("EducationHistory/OrganizationName")
    add_words(attendance, "hr:OrganizationName", name)
    address = element("Address")
    add_words(address, "oa:CityName", entry.words("EducationHistory/City"))
    add_words(address, "CountryCode", entry.code("EducationHistory/CountryCode"))
    if len(address):
        add(add(attendance, "OrganizationContact"), "Communication").append(address)
    level = entry.code("EducationHistory/EducationLevelCode")
    add_words(attendance, "EducationLevelCode", level, listName="EQF")
    period = element("AttendancePeriod")
    end = entry.code("EducationHistory/EndDate")
    add_date(period, "StartDate", entry.code("EducationHistory/StartDate"))
    add_date(period, "EndDate", end)
    if len(period):
        said = entry.code("EducationHistory/Ongoing")
        add_words(period, "Ongoing", said or ("false" if end else ""))
    add_if_filled(attendance, period)
    _degree(add(attendance, "EducationDegree"), entry)


def _degree(degree: Element, entry: Told) -> None:
    add(degree, "hr:DegreeName", entry.title("EducationHistory/DegreeName"))
    field = entry.words("EducationHistory/FieldOfStudy")
    if field:
        study = add(add(degree, "FieldOfStudy", typeCode="FREETEXT"), "MainFieldOfStudy")
        add(study, "ProgramConcentration", field)
    add_rich(degree, "OccupationalSkillsCovered", entry.lines("EducationHistory/Description"))
