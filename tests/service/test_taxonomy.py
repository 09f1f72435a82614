"""What a taxonomy is to the use cases, and what holds where none was imported."""

from bot.core.taxonomy import uri_of
from bot.service.taxonomy import Concepts, NoConcepts


def test_the_uri_of_a_concept_says_what_it_is():
    assert uri_of("occupation", "1-2") == "http://data.europa.eu/esco/occupation/1-2"
    assert uri_of("skill", "1-2") == "http://data.europa.eu/esco/skill/1-2"


async def test_where_nothing_was_imported_nothing_is_found():
    nothing: Concepts = NoConcepts()
    assert await nothing.find("nurse", "occupation", ["en"], most=3) == ()
    assert await nothing.labels(["1"], "en") == {}
