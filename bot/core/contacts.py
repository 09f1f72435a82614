"""Reading where somebody can be reached, and where somebody is."""

import re
import unicodedata

from bot.core.asked import Asked, Given, Refusal
from bot.core.fold import digits
from bot.core.render import without_bidi_controls
from bot.core.text import pgettext

NO_PHONE = pgettext(
    "ui/no_phone",
    "Please write a phone number with the code of its country, for example +31 6 12345678.",
)
NO_EMAIL = pgettext("ui/no_email", "Please write an e-mail address, for example name@example.org.")
NO_CONTACT = pgettext(
    "ui/no_contact",
    "Please write a phone number, for example +31 6 12345678, or an e-mail address.",
)
NO_PLACE = pgettext(
    "ui/no_place", "Please write the name of a place, for example a town, in at most 100 letters."
)

LONGEST_PLACE = 100
LONGEST_EMAIL = 254
_PHONE = re.compile(r"\+?[0-9]{7,15}")
_BETWEEN = re.compile(r"[\s().\-‐‑–/]+")
_EMAIL = re.compile(r"[^\s@<>()\",;:]+@(?:[^\s@<>().,;:\"]+\.)+[^\s@<>().,;:\"]{2,}")
_POSITION = re.compile(r"(-?\d{1,3}(?:\.\d+)?)\s*[,;]\s*(-?\d{1,3}(?:\.\d+)?)")


def read_contact(words: str, asked: Asked) -> Given:
    """Return a phone number as `+31612345678` or an e-mail address, as far as the question accepts it."""
    clean = unicodedata.normalize("NFKC", without_bidi_controls(words)).strip()
    accepts = asked.spec.accepts or ("phone", "email")
    found = (_phone(clean) if "phone" in accepts else "") or (
        _email(clean) if "email" in accepts else ""
    )
    if found:
        return found
    return Refusal(reason=NO_CONTACT if len(accepts) > 1 else _REFUSED[accepts[0]])


_REFUSED = {"phone": NO_PHONE, "email": NO_EMAIL}


def _phone(words: str) -> str:
    number = _BETWEEN.sub("", digits(words).removeprefix("tel:"))
    if number.startswith("00"):
        number = f"+{number[2:]}"
    return number if _PHONE.fullmatch(number) else ""


def _email(words: str) -> str:
    address = words.removeprefix("mailto:").rstrip(".")
    if len(address) > LONGEST_EMAIL or not _EMAIL.fullmatch(address):
        return ""
    name, _, host = address.rpartition("@")
    return f"{name}@{host.lower()}"


def read_place(words: str, _asked: Asked) -> Given:
    """Return the place in one line, or a position rounded to about a kilometre."""
    clean = " ".join(without_bidi_controls(words).split())
    position = _POSITION.fullmatch(digits(clean))
    if position is not None:
        return position_kept(float(position[1]), float(position[2])) or Refusal(reason=NO_PLACE)
    letters = sum(letter.isalpha() for letter in clean)
    if len(clean) > LONGEST_PLACE or letters < _LEAST_LETTERS:
        return Refusal(reason=NO_PLACE)
    return clean


_LEAST_LETTERS = 2
_NORTH, _EAST = 90, 180


def position_kept(latitude: float, longitude: float) -> str:
    """Return a shared position as it is kept, `52.09,5.12`; nothing when there is no such place on earth."""
    if not (-_NORTH <= latitude <= _NORTH and -_EAST <= longitude <= _EAST):
        return ""
    return f"{round(latitude, 2) + 0:.2f},{round(longitude, 2) + 0:.2f}"
