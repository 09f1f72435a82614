"""A small journey with every kind of thing the preview shows."""

from pathlib import Path

from tests.content.folder import SIX_FORMS, flow, write

TRIP = flow(
    """
    hello:
      say: |
        Welcome on board. Read https://www.example.org/rules, or send /help
    language:
      ask: Which language do you speak?
      save: language
    luggage:
      ask: What do you take along?
      save: luggage
      choices:
        - bag: A bag
        - bicycle: A bicycle
    age:
      ask: How old are you?
      save: age
    prices:
      plan: This is what you pay.
      items:
        - ticket: Buy a ticket at the station.
        - bicycle:
            text: Buy a ticket for your bicycle.
            when: luggage is bicycle
    sure:
      choose: Shall we go on, {age}?
      choices:
        - yes_please: Yes, please
        - no_thanks:
            label: No, thanks
            next: bye
    again:
      say: Then we go on.
    bye:
      end: quiet
    """,
    head="""
    start_on:
      - command: trip
    answers:
      luggage:
        one of: [bag, bicycle]
        personal: no
      age:
        number: 0-120
        personal: no
    """,
)
ARABIC = f"""\
msgid ""
msgstr ""
"Language: ar\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: {SIX_FORMS};\\n"

msgctxt "trip/luggage/ask"
msgid "What do you take along?"
msgstr "ماذا تأخذون معكم؟"

msgctxt "trip/luggage/choices/bag"
msgid "A bag"
msgstr "حقيبة"

msgctxt "trip/luggage/choices/bicycle"
msgid "A bicycle"
msgstr "دراجة"
"""


def write_trip(folder: Path) -> Path:
    """Write the content folder."""
    return write(folder, {"flows/trip.yaml": TRIP, "locales/ar/LC_MESSAGES/flows.po": ARABIC})
