"""The second language of a paper: what the person says, or that of the country they are in."""

import pytest

from bot.core.hosts import HOSTS, host_language


@pytest.mark.parametrize("country", sorted(HOSTS))
def test_a_country_has_its_language(country: str):
    assert host_language({"country": country}) == HOSTS[country]


def test_the_person_may_want_another_one():
    assert host_language({"country": "be", "paper_language": "fr"}) == "fr"


def test_elsewhere_it_is_english():
    assert host_language({}) == "en"
    assert host_language({"country": "other", "paper_language": None}) == "en"
