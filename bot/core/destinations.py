"""Where a fact of the profile may go in each export, and which answers each place takes.

A content file names a place under `goes`. The content check asks here whether there is one of that name and whether the
answer fits; the writers of bot.documents write to these places and no others. Europass places are `Container/Element`
of a Europass `Candidate`, JSON Resume places `section/property`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.core.answer import AnswerType
from bot.core.profile import Export


class Form(StrEnum):
    """How a fact is written at its place."""

    WORDS = "words"
    """As it reads in the language of the document."""
    DATE = "date"
    COUNTRY = "country"
    TONGUE = "language"
    """A language by its code, with a level."""
    CONTACT = "contact"
    DIALLED = "contact from abroad"
    """A contact that can be reached from any country: an e-mail address, or a phone number with its code."""
    PLACE = "place"
    """A place in words; a position on the map is none."""
    YES_NO = "yes or no"
    LICENCE = "licence"
    """Categories of a driving licence, the choice ids being `b`, `c1e` and so on."""
    EQF = "level"
    """A level of the European Qualifications Framework: 1 to 8, or the choice ids `eqf1` to `eqf8`."""
    FILE = "file"


_SAID = frozenset(AnswerType) - {AnswerType.FILE, AnswerType.RECORDS}
_CHOSEN = frozenset({AnswerType.ONE_OF, AnswerType.SOME_OF})
TAKES: Mapping[Form, frozenset[AnswerType]] = {
    Form.WORDS: _SAID,
    Form.DATE: frozenset({AnswerType.DATE}),
    Form.COUNTRY: frozenset({AnswerType.COUNTRY}),
    Form.TONGUE: frozenset({AnswerType.SPOKEN}),
    Form.CONTACT: frozenset({AnswerType.CONTACT}),
    Form.DIALLED: frozenset({AnswerType.CONTACT}),
    Form.PLACE: frozenset({AnswerType.PLACE, AnswerType.TEXT}),
    Form.YES_NO: frozenset({AnswerType.YES_NO}),
    Form.LICENCE: _CHOSEN,
    Form.EQF: frozenset({AnswerType.ONE_OF, AnswerType.NUMBER}),
    Form.FILE: frozenset({AnswerType.FILE}),
}
"""The answers that can be written in each form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A place in an export: the form it takes, and whether `many` facts of one entry may go there."""

    form: Form
    many: bool = False


_ONE = {form: Destination(form=form) for form in Form}
_WORDS, _DATE, _PLACE = _ONE[Form.WORDS], _ONE[Form.DATE], _ONE[Form.PLACE]
_COUNTRY, _YES_NO = _ONE[Form.COUNTRY], _ONE[Form.YES_NO]
_MANY_WORDS = Destination(form=Form.WORDS, many=True)
_CONTACTS = Destination(form=Form.CONTACT, many=True)
_TONGUES = Destination(form=Form.TONGUE, many=True)

DESTINATIONS: Mapping[Export, Mapping[str, Destination]] = {
    Export.PDF: {
        "title": _WORDS,
        "from": _DATE,
        "to": _DATE,
        "line": _MANY_WORDS,
        "name": _WORDS,
        "contact": _CONTACTS,
        "photo": _ONE[Form.FILE],
    },
    Export.EUROPASS: {
        "CandidatePerson/PersonName": _WORDS,
        "CandidatePerson/Communication": Destination(form=Form.DIALLED, many=True),
        "CandidatePerson/City": _PLACE,
        "CandidatePerson/CountryCode": _COUNTRY,
        "ExecutiveSummary/Description": _MANY_WORDS,
        "EmploymentHistory/PositionTitle": _WORDS,
        "EmploymentHistory/OrganizationName": _WORDS,
        "EmploymentHistory/City": _PLACE,
        "EmploymentHistory/CountryCode": _COUNTRY,
        "EmploymentHistory/StartDate": _DATE,
        "EmploymentHistory/EndDate": _DATE,
        "EmploymentHistory/CurrentIndicator": _YES_NO,
        "EmploymentHistory/Description": _MANY_WORDS,
        "EducationHistory/DegreeName": _WORDS,
        "EducationHistory/OrganizationName": _WORDS,
        "EducationHistory/City": _PLACE,
        "EducationHistory/CountryCode": _COUNTRY,
        "EducationHistory/EducationLevelCode": _ONE[Form.EQF],
        "EducationHistory/FieldOfStudy": _WORDS,
        "EducationHistory/StartDate": _DATE,
        "EducationHistory/EndDate": _DATE,
        "EducationHistory/Ongoing": _YES_NO,
        "EducationHistory/Description": _MANY_WORDS,
        "Licenses/LicenseTypeCode": Destination(form=Form.LICENCE, many=True),
        "PersonQualifications/Language": _TONGUES,
        "Skills/Skill": _MANY_WORDS,
        "VoluntaryWorks/Title": _WORDS,
        "VoluntaryWorks/StartDate": _DATE,
        "VoluntaryWorks/EndDate": _DATE,
        "VoluntaryWorks/Location": _MANY_WORDS,
        "VoluntaryWorks/Description": _MANY_WORDS,
        "Others/Title": _WORDS,
        "Others/StartDate": _DATE,
        "Others/EndDate": _DATE,
        "Others/Description": _MANY_WORDS,
    },
    Export.JSON_RESUME: {
        "basics/name": _WORDS,
        "basics/label": _WORDS,
        "basics/contact": _CONTACTS,
        "basics/city": _PLACE,
        "basics/countryCode": _COUNTRY,
        "basics/summary": _MANY_WORDS,
        "work/name": _WORDS,
        "work/position": _WORDS,
        "work/location": _MANY_WORDS,
        "work/startDate": _DATE,
        "work/endDate": _DATE,
        "work/summary": _MANY_WORDS,
        "work/highlights": _MANY_WORDS,
        "volunteer/organization": _WORDS,
        "volunteer/position": _WORDS,
        "volunteer/startDate": _DATE,
        "volunteer/endDate": _DATE,
        "volunteer/summary": _MANY_WORDS,
        "volunteer/highlights": _MANY_WORDS,
        "education/institution": _WORDS,
        "education/area": _WORDS,
        "education/studyType": _WORDS,
        "education/startDate": _DATE,
        "education/endDate": _DATE,
        "education/courses": _MANY_WORDS,
        "certificates/name": _WORDS,
        "certificates/date": _DATE,
        "certificates/issuer": _WORDS,
        "skills/name": _WORDS,
        "skills/level": _WORDS,
        "skills/keywords": _MANY_WORDS,
        "languages/language": _TONGUES,
        "interests/name": _WORDS,
        "interests/keywords": _MANY_WORDS,
    },
}
"""By export, then by the name a content file uses."""


def places(export: Export) -> frozenset[str]:
    """Return the names of the places in `export`."""
    return frozenset(DESTINATIONS[export])


def takes(export: Export, place: str) -> frozenset[AnswerType]:
    """Return the types of answers that may go to `place`; none may where there is no such place."""
    destination = DESTINATIONS[export].get(place)
    return frozenset() if destination is None else TAKES[destination.form]
