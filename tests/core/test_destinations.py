"""Where a fact may go, and what each place takes."""

import pytest

from bot.core.answer import AnswerType
from bot.core.destinations import DESTINATIONS, TAKES, Form, places, takes
from bot.core.profile import Export


@pytest.mark.parametrize("export", Export)
def test_every_export_has_places_and_each_takes_something(export: Export):
    assert places(export)
    assert all(takes(export, place) for place in places(export))


def test_every_form_is_used_by_some_place_and_takes_something():
    used = {place.form for places_ in DESTINATIONS.values() for place in places_.values()}
    assert used == set(Form) == set(TAKES)


def test_a_place_nobody_knows_takes_nothing():
    assert takes(Export.EUROPASS, "EmploymentHistory/Salary") == frozenset()


def test_a_start_date_takes_a_date_only():
    assert takes(Export.EUROPASS, "EmploymentHistory/StartDate") == {AnswerType.DATE}
    assert takes(Export.JSON_RESUME, "work/startDate") == {AnswerType.DATE}
    assert takes(Export.PDF, "from") == {AnswerType.DATE}


def test_a_line_takes_all_that_can_be_said_and_no_file():
    said = takes(Export.PDF, "line")
    assert AnswerType.SOME_OF in said
    assert not said & {AnswerType.FILE, AnswerType.RECORDS}


def test_nationality_birth_date_and_gender_have_no_place_in_any_export():
    names = {place.lower() for export in Export for place in places(export)}
    assert not [
        name for name in names for word in ("nationality", "birth", "gender") if word in name
    ]


@pytest.mark.parametrize("export", [Export.EUROPASS, Export.JSON_RESUME])
def test_places_of_machines_name_a_part_and_what_is_in_it(export: Export):
    assert all(place.count("/") == 1 for place in places(export))
