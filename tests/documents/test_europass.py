"""Europass: a Candidate with one profile for each language, in the order of its schema."""

from uuid import UUID
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings

from bot.core.answer import AnswerType, AnswerValue
from bot.core.profile import Export, Fact, Profile
from bot.documents.codes import split_phone
from bot.documents.europass import write_europass
from bot.documents.leaves_out import left_out
from bot.documents.placing import Side
from tests.documents.europass_rules import PREFIXES, read
from tests.documents.told import NASTY, fact, pair, profile, section, to
from tests.documents.told_any import profiles
from tests.documents.told_whole import whole

NS = {(prefix.rstrip(":") or "e"): space for space, prefix in PREFIXES.items()}


def candidate(told: Profile, only: Side | None = None) -> Element:
    return read(write_europass(told, only))


def dutch(told: Profile) -> Element:
    """The profile in the host country's language."""
    return candidate(told).findall("e:CandidateProfile", NS)[0]


def texts(element: Element, path: str) -> list[str]:
    return [found.text or "" for found in element.findall(path, NS)]


def one(kind: AnswerType, value: AnswerValue, place: str, words: str = "Words") -> Profile:
    """A profile with a single fact at a place."""
    told = fact("x", kind, value, pair(words), to(place))
    return profile(section("s", pair("Section"), (told,)))


def told_of(*facts: Fact) -> Profile:
    return profile(section("s", pair("Section"), facts))


def test_there_is_a_profile_for_each_language_the_host_countrys_first():
    profiles_ = candidate(whole()).findall("e:CandidateProfile", NS)
    assert [each.get("languageCode") for each in profiles_] == ["nl", "ar"]


def test_there_is_one_profile_where_both_languages_are_the_same():
    root = candidate(profile(own="en", host="en"))
    assert len(root.findall("e:CandidateProfile", NS)) == 1


def test_one_language_alone_can_be_written():
    profiles_ = candidate(whole(), Side.HOST).findall("e:CandidateProfile", NS)
    assert [each.get("languageCode") for each in profiles_] == ["nl"]


def test_its_id_is_a_uuid_that_depends_on_nothing_but_what_is_in_it():
    documents = [write_europass(whole()), write_europass(whole()), write_europass(profile())]
    assert documents[0] == documents[1]
    ids = [read(each).find("hr:DocumentID", NS) for each in documents]
    first, _, other = (UUID(id_.get("schemeID", "")) for id_ in ids if id_ is not None)
    assert first != other


def test_a_person_has_the_whole_name_contacts_and_a_town():
    person = candidate(whole()).find("e:CandidatePerson", NS)
    assert person is not None
    assert texts(person, "e:PersonName/oa:GivenName") == ["خبّاز من حلب"]
    assert texts(person, "e:Communication/e:CountryDialing") == ["31"]
    assert texts(person, "e:Communication/oa:DialNumber") == ["612345678"]
    assert texts(person, "e:Communication/oa:URI") == ["bakker@example.org"]
    assert texts(person, "e:Communication/e:Address/oa:CityName") == ["Utrecht"]
    assert texts(person, "e:Communication/e:Address/e:CountryCode") == ["nl"]


def test_mother_tongues_stand_with_the_person_by_code_or_by_name():
    found = candidate(whole()).findall("e:CandidatePerson/e:PrimaryLanguageCode", NS)
    assert [(each.get("name"), each.text) for each in found] == [
        ("NORMAL", "ara"),
        ("FREE_TEXT", "Dari"),
    ]


def test_a_person_without_a_name_still_has_a_place_for_it():
    assert texts(candidate(profile()), "e:CandidatePerson/e:PersonName/oa:GivenName") == [""]


def test_a_job_has_its_title_its_codes_its_dates_and_what_was_done():
    job = dutch(whole()).find("e:EmploymentHistory/e:EmployerHistory", NS)
    assert job is not None
    title = job.find("e:PositionHistory/e:PositionTitle", NS)
    assert title is not None
    assert title.text == "Bakker"
    assert title.get("languageID") == "http://data.europa.eu/esco/occupation/b1"
    assert texts(job, ".//hr:FormattedDateTime") == ["2011-03", "2019-05"]
    assert texts(job, ".//hr:CurrentIndicator") == ["false"]
    assert texts(job, ".//hr:JobCategoryCode") == ["7512"]
    assert texts(job, ".//e:City") == ["Aleppo"]
    assert texts(job, ".//e:Country") == ["sy"]
    assert texts(job, ".//oa:Description") == [
        "<p>Tasks: Brood &lt;b&gt;bakken&lt;/b&gt;</p><p>Tools: Oven, kneder</p>"
    ]


def test_the_same_job_stands_in_the_persons_language():
    arabic = candidate(whole()).findall("e:CandidateProfile", NS)[1]
    assert texts(arabic, ".//e:PositionTitle") == ["خبّاز"]
    assert "<br>" in texts(arabic, ".//oa:Description")[0]


def test_a_diploma_has_its_school_its_field_its_level_and_its_years():
    school = dutch(whole()).find("e:EducationHistory", NS)
    assert school is not None
    assert texts(school, ".//hr:DegreeName") == ["Diploma"]
    assert texts(school, ".//e:EducationLevelCode") == ["4"]
    assert texts(school, ".//e:ProgramConcentration") == ["Brood"]
    assert texts(school, ".//hr:FormattedDateTime") == ["2005", "2008-06-30"]
    assert texts(school, ".//e:OccupationalSkillsCovered") == ["<p>Cursus</p>"]


def test_a_level_of_another_frame_is_no_european_one():
    told = one(AnswerType.ONE_OF, "isced3", "EducationHistory/EducationLevelCode")
    assert texts(dutch(told), ".//e:EducationLevelCode") == []
    assert left_out(told, Export.EUROPASS)


def test_whether_it_goes_on_is_what_the_person_said():
    start = fact("a", AnswerType.DATE, "2020", None, to("EducationHistory/StartDate"))
    ongoing = fact("b", AnswerType.YES_NO, "yes", None, to("EducationHistory/Ongoing"))
    assert texts(dutch(told_of(start, ongoing)), ".//e:Ongoing") == ["true"]
    assert texts(dutch(told_of(start)), ".//e:Ongoing") == []


def test_whether_a_job_is_held_is_not_guessed():
    start = fact("a", AnswerType.DATE, "2020", None, to("EmploymentHistory/StartDate"))
    current = fact("b", AnswerType.YES_NO, "yes", None, to("EmploymentHistory/CurrentIndicator"))
    assert texts(dutch(told_of(start)), ".//hr:CurrentIndicator") == []
    assert texts(dutch(told_of(start, current)), ".//hr:CurrentIndicator") == ["true"]


def test_an_end_without_a_start_is_told_in_words():
    told = one(AnswerType.DATE, "2019", "EmploymentHistory/EndDate", "in 2019")
    assert texts(dutch(told), ".//oa:Description") == ["<p>X: in 2019</p>"]
    assert texts(dutch(told), ".//e:PositionTitle") == ["Section"]


def test_a_foreign_language_has_a_level_for_speaking_and_no_other():
    qualifications = dutch(whole()).find("e:PersonQualifications", NS)
    assert qualifications is not None
    assert texts(qualifications, "e:PersonCompetency/e:CompetencyID") == ["dut", "Sorani", "fre"]
    assert texts(qualifications, ".//hr:ScoreText") == ["A2", "A2", "C1", "C1"]
    kinds = set(texts(qualifications, ".//hr:CompetencyDimensionTypeCode"))
    assert kinds == {"CEF-Speaking-Interaction", "CEF-Speaking-Production"}


def test_a_skill_stands_once_with_its_concept_under_its_sections_title():
    group = dutch(whole()).find("e:Skills/e:SkillsGroup", NS)
    assert group is not None
    assert texts(group, "e:Title") == ["Vaardigheden"]
    assert texts(group, ".//hr:CompetencyName") == ["Brood bakken", "Kneden"]
    assert texts(group, ".//e:CompetencyID") == ["http://data.europa.eu/esco/skill/s1", "Kneden"]


def test_only_european_categories_of_a_driving_licence_are_written():
    assert texts(dutch(whole()), ".//hr:LicenseTypeCode") == ["B", "C1E"]


def test_voluntary_work_stands_in_its_own_place():
    work = dutch(whole()).find("e:VoluntaryWorks/e:VoluntaryWork", NS)
    assert work is not None
    assert texts(work, "e:Title") == ["Koken"]
    assert texts(work, ".//hr:FormattedDateTime") == ["2024"]
    assert texts(work, "e:Location") == ["Buurthuis"]


def test_what_has_no_place_of_its_own_stands_under_its_sections_title_one_by_one():
    others = dutch(whole()).findall("e:Others", NS)
    assert [texts(each, "e:Title") for each in others] == [["Papieren"], ["Papieren"]]
    assert texts(others[0], "e:Other/e:Title") == ["Vakdiploma"]
    assert texts(others[0], "e:Other/e:Description") == ["<p>Proof: Kwijt</p><p>Day: 2010</p>"]
    assert texts(others[1], "e:Other/e:Title") == ["Papieren"]


def test_it_says_whose_statement_it_is():
    assert texts(dutch(whole()), "hr:ExecutiveSummary") == [
        "<p>Een eigen bakkerij</p><p>Eigen verklaring</p>"
    ]


def test_it_says_in_which_order_its_sections_are_shown():
    order = texts(candidate(whole()), ".//e:SectionsOrder/e:Section/e:Title")
    assert order[:6] == [
        "work-experience", "education-training", "language", "profile-skills", "driving-licence", "volunteering",
    ]  # fmt: skip
    assert "Papieren" in order
    assert candidate(profile()).find("e:RenderingInformation", NS) is None


def test_nothing_about_origin_birth_gender_or_looks_is_in_it():
    written = write_europass(whole()).decode()
    for name in ("Nationality", "BirthDate", "Gender", "Attachment", "EmbeddedData"):
        assert name not in written


@pytest.mark.parametrize(
    ("number", "parts"),
    [
        ("+31612345678", ("31", "612345678")),
        ("+12025550123", ("1", "2025550123")),
        ("+79161234567", ("7", "9161234567")),
        ("+963944123456", ("963", "944123456")),
        ("+2917123456", ("291", "7123456")),
    ],
)
def test_a_phone_number_is_parted_after_its_calling_code(number: str, parts: tuple[str, str]):
    assert split_phone(number) == parts


def test_a_phone_number_without_a_calling_code_is_left_out_because_europass_refuses_it():
    told = one(AnswerType.CONTACT, "0612345678", "CandidatePerson/Communication")
    assert texts(candidate(told), ".//e:Communication/*") == []
    assert [label.host for label in left_out(told, Export.EUROPASS)] == ["X"]


@pytest.mark.parametrize(
    ("kind", "value", "place"),
    [
        (AnswerType.DATE, "2014-13", "EmploymentHistory/StartDate"),
        (AnswerType.COUNTRY, "zz", "EmploymentHistory/CountryCode"),
        (AnswerType.PLACE, "52.09,5.12", "EmploymentHistory/City"),
        (AnswerType.SPOKEN, "/", "PersonQualifications/Language"),
        (AnswerType.YES_NO, "perhaps", "EmploymentHistory/CurrentIndicator"),
        (AnswerType.TEXT, "x", "EmploymentHistory/StartDate"),
        (AnswerType.TEXT, "x", "EmploymentHistory/Salary"),
        (AnswerType.CONTACT, "x", "CandidatePerson/Communication"),
    ],
)
def test_what_does_not_fit_its_place_is_left_out_and_listed(
    kind: AnswerType, value: str, place: str
):
    told = one(kind, value, place)
    assert len(dutch(told)) == len(dutch(profile()))
    assert left_out(told, Export.EUROPASS)


@pytest.mark.parametrize("words", NASTY)
@pytest.mark.parametrize("place", ["EmploymentHistory/Description", "Others/Title", "Skills/Skill"])
def test_words_that_break_careless_writers_make_a_valid_document(words: str, place: str):
    candidate(one(AnswerType.TEXT, words, place, words))


@settings(max_examples=50)
@given(profiles())
def test_any_profile_is_written_by_the_rules(told: Profile):
    candidate(told)
