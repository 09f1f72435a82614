"""Seals personal values with a data key per person, and those keys with the operator's key.

A sealed value is `version | nonce of 12 bytes | ciphertext`; a value sealed with an operator's key has the key's id
after the version. AES-256-GCM; the place (`table.column`) and the person are authenticated with it, so a value that
was moved to another column or person does not open.
"""

import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from bot.core.message import ChannelName, PersonId
from bot.crypto.keys import ID_BYTES, KEY_BYTES, Keys
from bot.service.ports import MissingKeyError, SealError

VERSION = b"\x01"
NONCE_BYTES = 12
TAG_BYTES = 16
INDEX_BYTES = 16
_HEAD = 1 + ID_BYTES
_WRAPPED_KEY = "person.wrapped_key"


class KeySealer:
    """Implements `Sealer` with the operator's keys. Its printed form holds only their ids."""

    __slots__ = ("_active", "_index_key", "_opened", "_root", "_signing_keys")

    def __init__(self, keys: Keys) -> None:
        self._opened = {bytes.fromhex(key.id): AESGCM(key.secret) for key in keys.operators}
        self._active = bytes.fromhex(keys.active.id)
        self._root = keys.index.secret
        self._index_key = self._derived("index")
        self._signing_keys: dict[str, bytes] = {}

    def __repr__(self) -> str:
        return f"KeySealer(active={self.active_key_id!r}, known={sorted(self.key_ids)!r})"

    @property
    def active_key_id(self) -> str:
        """The id of the operator's key that seals now."""
        return self._active.hex()

    @property
    def key_ids(self) -> frozenset[str]:
        """The ids of all operator's keys at hand."""
        return frozenset(key_id.hex() for key_id in self._opened)

    def key_id(self, sealed: bytes) -> str:
        """Return the id of the operator's key that `wrap` or `seal_for_operator` used."""
        return sealed[1:_HEAD].hex()

    def new_key(self) -> bytes:
        """Return a fresh data key of 32 bytes."""
        return os.urandom(KEY_BYTES)

    def wrap(self, key: bytes, person_id: PersonId) -> bytes:
        """Return a person's data key sealed with the operator's active key."""
        return self._seal_with_active(key, _bound(_WRAPPED_KEY, person_id))

    def unwrap(self, wrapped: bytes, person_id: PersonId) -> bytes:
        """Return the data key; raise SealError when the operator's key is missing or wrong."""
        return self._open(wrapped, _bound(_WRAPPED_KEY, person_id), _WRAPPED_KEY)

    def seal(self, key: bytes, place: str, person_id: PersonId, value: bytes) -> bytes:
        """Return `value` sealed with a person's data key."""
        # A new AESGCM costs 1 microsecond; remembering it would keep people's keys in memory.
        nonce = os.urandom(NONCE_BYTES)
        return VERSION + nonce + AESGCM(key).encrypt(nonce, value, _bound(place, person_id))

    def unseal(self, key: bytes, place: str, person_id: PersonId, sealed: bytes) -> bytes:
        """Return what was sealed; raise SealError when it was changed or belongs elsewhere."""
        if sealed[:1] != VERSION:
            raise SealError(_NEWER.format(place=place))
        nonce, ciphertext = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        try:
            return AESGCM(key).decrypt(nonce, ciphertext, _bound(place, person_id))
        except (InvalidTag, ValueError):
            raise SealError(_DAMAGED.format(place=place)) from None

    def seal_for_operator(self, place: str, value: bytes) -> bytes:
        """Return `value` sealed with the operator's active key, where no person is known."""
        return self._seal_with_active(value, place.encode())

    def unseal_for_operator(self, place: str, sealed: bytes) -> bytes:
        """Return what `seal_for_operator` sealed."""
        return self._open(sealed, place.encode(), place)

    def index(self, channel: ChannelName, address: str) -> bytes:
        """Return the 16-byte keyed hash an address is found by."""
        return hmac.digest(self._index_key, f"{channel}\0{address}".encode(), "sha256")[
            :INDEX_BYTES
        ]

    def sign(self, purpose: str, data: bytes) -> bytes:
        """Return a 32-byte keyed hash of `data` for one purpose; purposes are names in the code."""
        key = self._signing_keys.get(purpose)
        if key is None:
            key = self._signing_keys[purpose] = self._derived(f"sign/{purpose}")
        return hmac.digest(key, data, "sha256")

    def _derived(self, purpose: str) -> bytes:
        return HKDFExpand(SHA256(), KEY_BYTES, f"merit/{purpose}".encode()).derive(self._root)

    def _seal_with_active(self, value: bytes, bound: bytes) -> bytes:
        head, nonce = VERSION + self._active, os.urandom(NONCE_BYTES)
        return head + nonce + self._opened[self._active].encrypt(nonce, value, head + bound)

    def _open(self, sealed: bytes, bound: bytes, place: str) -> bytes:
        head, nonce = sealed[:_HEAD], sealed[_HEAD : _HEAD + NONCE_BYTES]
        if head[:1] != VERSION:
            raise SealError(_NEWER.format(place=place))
        if len(sealed) < _HEAD + NONCE_BYTES + TAG_BYTES:
            raise SealError(_DAMAGED.format(place=place))
        opener = self._opened.get(head[1:])
        if opener is None:
            raise MissingKeyError(_NO_KEY.format(key=head[1:].hex(), place=place))
        try:
            return opener.decrypt(nonce, sealed[_HEAD + NONCE_BYTES :], head + bound)
        except (InvalidTag, ValueError):
            raise SealError(_DAMAGED.format(place=place)) from None


def _bound(place: str, person_id: PersonId) -> bytes:
    return f"{place}\0{person_id}".encode()


_NEWER = "A value in {place} is sealed in a form this Merit does not know. Use the version that wrote it."
_DAMAGED = (
    "A value in {place} does not open: it was changed, or it belongs to another person, column or key. "
    "Check that the key file fits this database, or restore the database."
)
_NO_KEY = (
    "The operator's key {key}, needed for a value in {place}, is not in the key file. "
    "Put it back from your copy of the key file."
)
