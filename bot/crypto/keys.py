"""The operator's keys as values: which exist, which one seals now, and how they are written down."""

import base64
import binascii
import secrets
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

KEY_BYTES = 32
ID_BYTES = 4

_HEADER = """\
# The keys of Merit. With this file and the database everything people told Merit can be read;
# without it nothing can, not even by you. Only the account Merit runs as may read it (chmod 600).
# Keep a copy apart from the database and its backups. See docs/operators/keys.md.
#
# kind      id        created     state   key
"""


class KeyFileError(Exception):
    """The key file cannot be used; the message names the file and says what to do."""


class Kind(StrEnum):
    """What a key is for: an operator's key wraps people's data keys, the index key finds and signs."""

    OPERATOR = "operator"
    INDEX = "index"


class State(StrEnum):
    """An active key seals and opens; an old one only opens what it sealed."""

    ACTIVE = "active"
    OLD = "old"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key of 32 bytes; its printed form does not hold it."""

    kind: Kind
    id: str
    created: date
    state: State = State.ACTIVE
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """A checked set of keys: one active operator's key, any number of old ones, one index key."""

    operators: tuple[Key, ...]
    index: Key

    @property
    def active(self) -> Key:
        """The operator's key that seals now."""
        return next(key for key in self.operators if key.state is State.ACTIVE)


def new_keys(today: date) -> Keys:
    """Return fresh random keys."""
    return Keys(operators=(_new(Kind.OPERATOR, today),), index=_new(Kind.INDEX, today))


def with_new_key(keys: Keys, today: date) -> Keys:
    """Return the keys with a fresh active one; the one that was active becomes old."""
    old = tuple(replace(key, state=State.OLD) for key in keys.operators)
    return replace(keys, operators=(*old, _new(Kind.OPERATOR, today)))


def without_key(keys: Keys, key_id: str) -> Keys:
    """Return the keys without an old one; raise KeyFileError if it is active or not there."""
    if key_id == keys.active.id:
        raise KeyFileError(
            f"The key {key_id} is the active one. Add a new key and run the rotation first."
        )
    kept = tuple(key for key in keys.operators if key.id != key_id)
    if len(kept) == len(keys.operators):
        known = ", ".join(key.id for key in keys.operators if key.state is State.OLD)
        raise KeyFileError(f"There is no old key {key_id}. Old keys: {known or 'none'}.")
    return replace(keys, operators=kept)


def _new(kind: Kind, today: date) -> Key:
    secret = secrets.token_bytes(KEY_BYTES)
    return Key(kind=kind, id=secrets.token_hex(ID_BYTES), created=today, secret=secret)


def keys_to_text(keys: Keys) -> str:
    """Return the text of a key file: comments, then one key per line."""
    return _HEADER + "".join(_line(key) for key in (*keys.operators, keys.index))


def _line(key: Key) -> str:
    written = base64.urlsafe_b64encode(key.secret).decode()
    return f"{key.kind:<10}  {key.id}  {key.created}  {key.state:<6}  {written}\n"


def keys_from_text(text: str, name: str) -> Keys:
    """Return the keys in the text of file `name`; raise KeyFileError with the line that is wrong."""
    found = [
        _parsed(line, f"{name}, line {number}")
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    operators = tuple(key for key in found if key.kind is Kind.OPERATOR)
    indexes = [key for key in found if key.kind is Kind.INDEX]
    active = sum(key.state is State.ACTIVE for key in operators)
    if active != 1 or len(indexes) != 1 or len({key.id for key in operators}) != len(operators):
        raise KeyFileError(
            f"{name}: exactly one active operator key and one index key belong here, and no id twice. "
            f"Found {active} active and {len(indexes)} index. Restore the file from your copy."
        )
    return Keys(operators=operators, index=indexes[0])


def _parsed(line: str, place: str) -> Key:
    try:
        kind, key_id, created, state, written = line.split()
        key = Key(
            kind=Kind(kind),
            id=bytes.fromhex(key_id).hex(),
            created=date.fromisoformat(created),
            state=State(state),
            secret=base64.b64decode(written, altchars=b"-_", validate=True),
        )
    except (ValueError, binascii.Error):
        key = None
    if key is None or len(key.secret) != KEY_BYTES or len(key.id) != 2 * ID_BYTES:
        # The line itself is never shown: it holds a key.
        raise KeyFileError(
            f"{place}: this is no key. A line has kind, id, date, state and key. "
            "Restore the file from your copy."
        )
    return key
