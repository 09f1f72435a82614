"""The rules of a Europass `Candidate` as a check of our own: its XSD is not published.

Source: the schema documentation v3.0.0 (github.com/europass-unofficial/europass-schema-docs), sections 3.1 to 3.39, and
where that is silent (Skills, RenderingInformation) a file Europass exported in 2025. For each element: which children
it may have, in which order; those with `!` must be there, those with `*` may be there more than once.
"""

import re
from datetime import date
from xml.etree.ElementTree import Element, fromstring

PREFIXES = {
    "http://www.europass.eu/1.0": "",
    "http://www.hr-xml.org/3": "hr:",
    "http://www.openapplications.org/oagis/9": "oa:",
    "http://www.europass_eures.eu/1.0": "eures:",
}
_ORDER = {
    "Candidate": "hr:DocumentID! CandidateSupplier! CandidatePerson! CandidateProfile!* RenderingInformation",
    "CandidateSupplier": "hr:PartyID! hr:PartyName! PersonContact!* hr:PrecedenceCode!",
    "PersonContact": "PersonName! Communication*",
    "PersonName": "oa:GivenName! hr:FamilyName",
    "CandidatePerson": "PersonName! Communication* PrimaryLanguageCode*",
    "Communication": "ChannelCode CountryDialing oa:DialNumber oa:URI Address",
    "Address": "oa:CityName CountryCode",
    "CandidateProfile": "hr:ExecutiveSummary EmploymentHistory EducationHistory! eures:Licenses PersonQualifications "
    "Skills VoluntaryWorks Others*",
    "EmploymentHistory": "EmployerHistory*",
    "EmployerHistory": "hr:OrganizationName PositionHistory!*",
    "PositionHistory": "PositionTitle! eures:EmploymentPeriod oa:Description hr:JobCategoryCode* City Country",
    "eures:EmploymentPeriod": "eures:StartDate! eures:EndDate hr:CurrentIndicator",
    "EducationHistory": "EducationOrganizationAttendance*",
    "EducationOrganizationAttendance": "hr:OrganizationName OrganizationContact* EducationLevelCode* AttendancePeriod "
    "EducationDegree",
    "OrganizationContact": "Communication*",
    "AttendancePeriod": "StartDate EndDate Ongoing",
    "EducationDegree": "hr:DegreeName! FieldOfStudy* OccupationalSkillsCovered",
    "FieldOfStudy": "MainFieldOfStudy!",
    "MainFieldOfStudy": "ProgramConcentration!",
    "eures:Licenses": "eures:License*",
    "eures:License": "hr:LicenseTypeCode!",
    "PersonQualifications": "PersonCompetency*",
    "PersonCompetency": "CompetencyID! hr:TaxonomyID! hr:CompetencyName eures:CompetencyDimension*",
    "eures:CompetencyDimension": "hr:CompetencyDimensionTypeCode! eures:Score!",
    "eures:Score": "hr:ScoreText!",
    "Skills": "SkillsGroup*",
    "SkillsGroup": "Title! PersonCompetency*",
    "VoluntaryWorks": "VoluntaryWork*",
    "VoluntaryWork": "Title! Date Location Description",
    "Others": "Title! Other",
    "Other": "Title! Date Description",
    "Date": "StartDate! EndDate",
    **dict.fromkeys(
        ("StartDate", "EndDate", "eures:StartDate", "eures:EndDate"), "hr:FormattedDateTime!"
    ),
    "RenderingInformation": "Design!",
    "Design": "SectionsOrder",
    "SectionsOrder": "Section*",
    "Section": "Title! Custom",
}
_PATTERNS = {
    "hr:FormattedDateTime": r"\d{4}(-\d\d(-\d\d)?)?",
    "hr:CurrentIndicator": "true|false",
    "Ongoing": "true|false",
    "Country": "[a-z]{2}",
    "CountryCode": "[a-z]{2}",
    "CountryDialing": "[0-9]{1,3}",
    "hr:LicenseTypeCode": "AM|A1|A2|A|B1|B|BE|C1|C1E|C|CE|D1|D1E|D|DE",
    "EducationLevelCode": "[1-8]",
    "hr:ScoreText": "A1|A2|B1|B2|C1|C2",
    "hr:TaxonomyID": "language|other",
}


def read(document: bytes) -> Element:
    """Return the document, which follows the rules."""
    root = fromstring(document)
    assert name_of(root) == "Candidate"
    _check(root)
    languages = [
        profile.get("languageCode") for profile in root if name_of(profile) == "CandidateProfile"
    ]
    assert len(languages) == len(set(languages))
    return root


def name_of(element: Element) -> str:
    """Return an element's name with its prefix, as Europass writes it."""
    space, _, local = element.tag[1:].partition("}")
    return f"{PREFIXES[space]}{local}"


def _check(element: Element) -> None:
    name = name_of(element)
    children = [name_of(child) for child in element]
    if name in _ORDER:
        allowed = _ORDER[name].split()
        order = [child.rstrip("*!") for child in allowed]
        assert children == sorted(children, key=order.index), name
        assert {child.rstrip("*!") for child in allowed if "!" in child} <= set(children), name
        repeated = {child for child in children if children.count(child) > 1}
        assert repeated <= {child.rstrip("*!") for child in allowed if "*" in child}, name
    else:
        assert not children, name
    if name in _PATTERNS:
        assert re.fullmatch(_PATTERNS[name], element.text or ""), name
    if name == "hr:FormattedDateTime":
        text = element.text or ""
        date.fromisoformat((text + "-01-01")[:10] if len(text) < 10 else text)
    for child in element:
        _check(child)
