"""Words of people go to https, or to this machine."""

import pytest

from bot.translate.address import service_name, unsafe


@pytest.mark.parametrize(
    "address",
    [
        "https://translate.example.org/lt",
        "http://localhost:5000",
        "http://lt.localhost",
        "http://127.0.0.1:5000",
        "http://[::1]:5000",
        "http://libretranslate:5000",
    ],
)
def test_a_safe_address_is_taken(address: str):
    assert unsafe(address) == ""


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://translate.example.org", "https"),
        ("http://10.0.0.3", "https"),
        ("ftp://localhost", "begins with https"),
        ("https://", "begins with https"),
        ("translate.example.org", "begins with https"),
        ("https://name:secret@example.org", "without a name"),
        ("https://example.org/?key=1", "without a name"),
        ("https://example.org:port", "no web address"),
        ("https://[1", "no web address"),
    ],
)
def test_another_one_is_refused_with_the_reason(address: str, why: str):
    assert why in unsafe(address)


@pytest.mark.parametrize(
    ("kind", "address", "name"),
    [
        ("off", "", ""),
        ("deepl", "", "DeepL"),
        ("deepl", "https://mt.example.org/v2", "DeepL (mt.example.org)"),
        ("libretranslate", "http://localhost:5000", "LibreTranslate (localhost)"),
    ],
)
def test_people_are_told_which_service_it_is(kind: str, address: str, name: str):
    assert service_name(kind, address) == name
