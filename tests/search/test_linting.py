"""Oddities of phrases: too alike across entries, and entries nothing leads to."""

from bot.core.entry import EntryId, Phrase
from bot.search.linting import FEWEST, oddities


def phrases(**entries: list[str]) -> list[Phrase]:
    return [
        Phrase(entry=EntryId(name), language="en", words=words)
        for name, several in entries.items()
        for words in several
    ]


GOOD = {
    "cost": ["what does recognition cost", "price of recognition", "how much is recognition"],
    "time": ["how long does it take", "how many weeks does it take", "takes how long"],
    "lost": [
        "my diploma is lost",
        "I lost my diploma",
        "where do I get a new copy of my diploma from the war",
    ],
    "nurse": ["I was a nurse", "work as a nurse", "nurse in a hospital"],
}


def test_phrases_in_order_have_nothing_odd():
    found = oddities(phrases(**GOOD))
    assert found.alike == ()
    assert found.lost == ()


def test_nearly_the_same_phrase_of_two_entries_is_found():
    (pair,) = oddities(
        phrases(**GOOD, law=["where do I get a new copy of my diploma from the was"])
    ).alike
    assert "law" in {pair.first.entry, pair.second.entry}
    assert pair.first.entry != pair.second.entry


def test_an_entry_whose_phrases_share_nothing_is_lost():
    vague = ["takes my recognition price", "a hospital diploma", "long nurse weeks", "cost of war"]
    (lost,) = oddities(phrases(**GOOD, vague=vague)).lost
    assert (lost.entry, lost.phrases) == ("vague", FEWEST)
    assert len(lost.others) == 2
    assert "vague" not in lost.others


def test_few_entries_are_always_found():
    assert oddities(phrases(one=["a b"], two=["a b c"])).alike == ()


def test_more_phrases_than_can_be_compared_are_left_alone(monkeypatch):
    monkeypatch.setattr("bot.search.linting.MOST_PHRASES", 3)
    assert (
        oddities(
            phrases(**GOOD, law=["where do I get a new copy of my diploma from the was"])
        ).alike
        == ()
    )
