"""Small contents in several editions, as files in memory."""

from bot.content.binding import bind, kept_release
from bot.content.edition import Edition
from bot.content.pack import Files
from bot.service.releases import KeptRelease
from tests.content.folder import LANGUAGES, starts

FIRST = """\
flow: trip
title: A trip
owner: team
reviewed: never
review_every: 6 months
start_on:
  command: trip
sources:
  - id: rail
    title: The railway
    link: https://rail.example/prices
    read: 2026-11-23
answers:
  bag:
    one of: [small, large]
    personal: no
  place:
    one of: [window, aisle]
    personal: no
steps:
  hello:
    say: Hello.
  luggage:
    ask: Which bag do you take?
    save: bag
    choices:
      - small: A small bag
      - large: A large bag
  seat:
    ask: Where do you sit?
    save: place
    choices:
      - window: Window
      - aisle: Aisle
  prices:
    plan: What you do next.
    items:
      - ticket:
          text: Buy a ticket.
          sources: rail
  bye:
    end: done
"""
REWORDED = FIRST.replace("Which bag do you take?", "What do you take along?").replace(
    "read: 2026-11-23", "read: 2026-11-25"
)
RENAMED = FIRST.replace("  luggage:\n", "  baggage:\n    was: luggage\n")
SHORTER = FIRST.replace(
    """\
  seat:
    ask: Where do you sit?
    save: place
    choices:
      - window: Window
      - aisle: Aisle
""",
    "",
).replace("  place:\n    one of: [window, aisle]\n    personal: no\n", "")

DUTCH = {
    "hello/say": ("Hello.", "Hallo."),
    "luggage/ask": ("Which bag do you take?", "Welke tas neemt u mee?"),
    "baggage/ask": ("Which bag do you take?", "Welke bagage neemt u mee?"),
    "seat/ask": ("Where do you sit?", "Waar zit u?"),
    "seat/choices/window": ("Window", "Raam"),
}


def files(trip: str | None, dutch: dict[str, tuple[str, str]] | None = None) -> dict[str, bytes]:
    """Return a content folder as files: `trip` and, of its texts, what is translated into Dutch."""
    given = DUTCH if dutch is None else dutch
    messages = [
        f'msgctxt "trip/{place}"\nmsgid "{source}"\nmsgstr "{words}"\n'
        for place, (source, words) in given.items()
        if trip is not None and source in trip and f"  {place.split('/')[0]}:\n" in trip
    ]
    every = {
        "locales/languages.yaml": LANGUAGES,
        "locales/nl/LC_MESSAGES/flows.po": "\n".join(['msgid ""\nmsgstr ""\n', *messages]),
        "flows/base.yaml": starts(),
        **({} if trip is None else {"flows/trip.yaml": trip}),
    }
    return {path: text.encode() for path, text in sorted(every.items())}


def edition_of(content: Files) -> Edition:
    """Return the edition of files that are in order."""
    edition, found = bind(content)
    assert edition is not None, found
    return edition


def kept(content: Files) -> KeptRelease:
    """Return files that are in order as a release."""
    return kept_release(content, edition_of(content).release)
