"""A language is offered when its translations allow it, or when an operator decided so."""

from pathlib import Path

import pytest

from bot.content.catalogs import read_translations
from bot.content.load import load
from bot.content.offering import Standing, standings
from bot.content.release import read_content
from tests.content.folder import LANGUAGES, flow, write

TRIP = "flows/trip.yaml"
STEPS = """
q:
  say: Call the police.
  critical: yes
hello:
  say: Hello.
bye:
  end: done
"""
PLACES = {"trip/title": "A trip", "trip/q/say": "Call the police.", "trip/hello/say": "Hello."}


def offered(folder: Path, *, auto: bool = True, threshold: int = 0, **translated: str) -> list[str]:
    """Return the languages people can choose when `nl` has these translations, by step."""
    lines = LANGUAGES.replace("offered: yes", "offered: auto") if auto else LANGUAGES
    texts = {f"trip/{step}/say": words for step, words in translated.items()}
    write(
        folder,
        {
            TRIP: flow(STEPS),
            "locales/languages.yaml": f"threshold: {threshold}\n{lines}",
            "locales/nl/LC_MESSAGES/flows.po": "\n".join(
                f'msgctxt "{place}"\nmsgid "{PLACES[place]}"\nmsgstr "{words}"\n'
                for place, words in texts.items()
            ),
        },
    )
    release, catalogs, _ = load(folder)
    assert release is not None
    assert list(catalogs) == ["en", "nl", "ar"], "who speaks a language already goes on in it"
    found = [code for code, each in release.languages.items() if each.offered]
    assert list(release.answers["language"].values) == found
    return found


def standing(folder: Path) -> Standing:
    content = read_content(folder)
    return standings(content, read_translations(folder, content.languages))["nl"]


def test_a_language_is_offered_when_every_critical_text_is_confirmed(tmp_path: Path):
    assert offered(tmp_path, q="Bel de politie.") == ["en", "nl"]


def test_a_language_with_one_critical_text_open_is_not_offered(tmp_path: Path):
    assert offered(tmp_path, hello="Hallo.") == ["en"]
    assert standing(tmp_path).missing == "1 critical texts are not confirmed"


def test_a_language_below_the_threshold_is_not_offered(tmp_path: Path):
    assert offered(tmp_path, threshold=95, q="Bel de politie.") == ["en"]
    found = standing(tmp_path)
    assert found.critical == 0
    assert found.missing == f"{found.percent} % of the texts are confirmed, 95 % are needed"


def test_a_translation_with_an_error_does_not_count(tmp_path: Path):
    assert offered(tmp_path, q="Bel {who}.") == ["en"]


def test_a_language_somebody_decided_on_is_offered_whatever_is_missing(tmp_path: Path):
    assert offered(tmp_path, auto=False) == ["en", "nl", "ar"]
    found = standing(tmp_path)
    assert found.offered
    assert not found.ready


@pytest.mark.parametrize("bad", ["101", "many", "-1", "[95]"])
def test_a_threshold_that_is_no_percentage_is_found(tmp_path: Path, bad: str):
    write(tmp_path, {"locales/languages.yaml": f"threshold: {bad}\n{LANGUAGES}"})
    findings = read_content(tmp_path).findings
    assert findings[0].path == "locales/languages.yaml"
    assert findings[0].line == 1
