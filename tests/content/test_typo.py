"""A corrected typo is told from a changed meaning."""

import pytest

from bot.content.typo import tiny


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Helo there.", "Hello there."),
        ("Please wiat.", "Please wait."),
        ("You can apply", "You can apply."),
        ("your diploma", "Your diploma"),
        ("organisaton", "organisation"),
    ],
)
def test_two_letters_are_a_typo(before: str, after: str):
    assert tiny(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It takes 6 weeks", "It takes 8 weeks"),
        ("It takes 6 weeks", "It takes 16 weeks"),
        ("You can do it now", "You can do it not"),
        ("You are able to work", "You are unable to work"),
        ("It is legal", "It is illegal"),
        ("You can work", "You can't work"),
        ("Hello {name}", "Hello {nam}"),
        ("Hello", "Goodbye"),
        ("Hello", "Hello everybody"),
        ("Hello", "Hello"),
    ],
)
def test_a_number_a_negation_a_placeholder_or_more_letters_are_no_typo(before: str, after: str):
    assert not tiny(before, after)
