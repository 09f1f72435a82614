"""What can be sent is found by words in the advisor's language, in English, or by id."""

from dataclasses import replace

from bot.service.desk.finding import MOST_FOUND, Kind, everything, find
from tests.memory import English
from tests.service.desk.between import CONTENT, ENTRY, card

ARABIC = English(CONTENT.languages["ar"])


def ids(words: str, **more: frozenset[Kind]) -> list[str]:
    return [each.id for each in find(CONTENT, ARABIC, words, **more)]


def test_without_words_there_are_the_replies_and_cards() -> None:
    assert {each.kind for each in find(CONTENT, ARABIC, " ")} == {Kind.REPLY, Kind.CARD}


def test_the_best_comes_first_and_every_word_must_fit() -> None:
    assert ids("come")[0] == "come"  # by its id
    assert ids("what does it")[0] == "cost"
    assert ids("ar title")[:2] == ["sure", "day"]  # in the advisor's own language
    assert ids("sure title") == ["sure"]
    assert ids("148") == ["cost"]  # only in the text
    assert ids("come nowhere") == []
    assert ids("title", only=frozenset({Kind.ENTRY})) == []


def test_guides_are_found_by_their_title_and_answers_that_are_none_are_not() -> None:
    flow = next(each for each in everything(CONTENT) if each.kind is Kind.FLOW)
    assert flow.id in ids(flow.title.source)
    stub = replace(CONTENT, entries={ENTRY.id: replace(ENTRY, stub=True)})
    assert all(each.kind is not Kind.ENTRY for each in everything(stub))


def test_not_more_than_a_page_of_them_is_found() -> None:
    many = {str(n): card(str(n)) for n in range(MOST_FOUND + 5)}
    assert len(find(replace(CONTENT, cards=many), ARABIC, "title")) == MOST_FOUND
