"""What is sealed opens only with the right key, in the right place, for the right person."""

import hashlib
import hmac
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.message import ChannelName, PersonId
from bot.crypto.keys import new_keys, with_new_key, without_key
from bot.crypto.sealer import KeySealer
from bot.service.ports import MissingKeyError, SealError

DAY = date(2026, 11, 23)
KEYS = new_keys(DAY)
SEALER = KeySealer(KEYS)
ALICE, BOB = PersonId("a" * 32), PersonId("b" * 32)
KEY = SEALER.new_key()
WORDS = "Ich heiße سامر".encode()


@given(value=st.binary(max_size=3000), place=st.text(max_size=40))
def test_a_value_opens_again(value: bytes, place: str):
    sealed = SEALER.seal(KEY, place, ALICE, value)
    assert SEALER.unseal(KEY, place, ALICE, sealed) == value
    assert len(sealed) == 1 + 12 + len(value) + 16


def test_the_same_value_is_never_sealed_the_same_way():
    sealed = {SEALER.seal(KEY, "t.c", ALICE, WORDS) for _ in range(100)}
    assert len(sealed) == 100
    assert not any(WORDS in each for each in sealed)


def test_a_value_moved_to_another_column_person_or_key_does_not_open():
    sealed = SEALER.seal(KEY, "session.session", ALICE, WORDS)
    for key, place, person in (
        (KEY, "outbox.message", ALICE),
        (KEY, "session.session", BOB),
        (SEALER.new_key(), "session.session", ALICE),
    ):
        with pytest.raises(SealError, match="does not open"):
            SEALER.unseal(key, place, person, sealed)


@given(where=st.integers(1, 12 + len(WORDS) + 16), bit=st.integers(0, 7))
def test_a_changed_bit_anywhere_is_noticed(where: int, bit: int):
    sealed = bytearray(SEALER.seal(KEY, "t.c", ALICE, WORDS))
    sealed[where] ^= 1 << bit
    with pytest.raises(SealError):
        SEALER.unseal(KEY, "t.c", ALICE, bytes(sealed))


@pytest.mark.parametrize("cut", [b"", b"\x01", b"\x01short", b"\x02" + bytes(40)])
def test_what_is_no_sealed_value_is_refused_politely(cut: bytes):
    with pytest.raises(SealError, match=r"in t\.c"):
        SEALER.unseal(KEY, "t.c", ALICE, cut)
    with pytest.raises(SealError):
        SEALER.unwrap(cut, ALICE)
    with pytest.raises(SealError):
        SEALER.unseal_for_operator("t.c", cut)


def test_a_persons_key_opens_for_that_person_only():
    wrapped = SEALER.wrap(KEY, ALICE)
    assert SEALER.unwrap(wrapped, ALICE) == KEY
    assert KEY not in wrapped
    with pytest.raises(SealError):
        SEALER.unwrap(wrapped, BOB)


def test_what_is_sealed_for_the_operator_is_bound_to_its_place():
    sealed = SEALER.seal_for_operator("quarantine.body", WORDS)
    assert SEALER.unseal_for_operator("quarantine.body", sealed) == WORDS
    with pytest.raises(SealError):
        SEALER.unseal_for_operator("outbox.message", sealed)


def test_a_wrapped_key_cannot_pass_for_something_else_sealed_for_the_operator():
    with pytest.raises(SealError):
        SEALER.unseal_for_operator("person.wrapped_key", SEALER.wrap(KEY, ALICE))


def test_old_keys_open_and_the_active_one_seals():
    both = with_new_key(KEYS, DAY)
    sealer = KeySealer(both)
    old = SEALER.wrap(KEY, ALICE)
    assert sealer.unwrap(old, ALICE) == KEY
    assert sealer.key_id(old) == KEYS.active.id
    assert sealer.key_id(sealer.wrap(KEY, ALICE)) == sealer.active_key_id == both.active.id
    assert sealer.key_ids == {KEYS.active.id, both.active.id}


def test_a_missing_key_is_named():
    old = SEALER.wrap(KEY, ALICE)
    sealer = KeySealer(without_key(with_new_key(KEYS, DAY), KEYS.active.id))
    with pytest.raises(MissingKeyError, match=f"{KEYS.active.id}.* is not in the key file"):
        sealer.unwrap(old, ALICE)


def test_the_id_of_a_key_cannot_be_exchanged():
    """The id is authenticated: a value is not tried with a key it does not name."""
    both = KeySealer(with_new_key(KEYS, DAY))
    wrapped = both.wrap(KEY, ALICE)
    forged = wrapped[:1] + bytes.fromhex(KEYS.active.id) + wrapped[5:]
    with pytest.raises(SealError):
        both.unwrap(forged, ALICE)


def test_an_address_is_found_by_a_hash_only_the_index_key_gives():
    found = SEALER.index(ChannelName.TELEGRAM, "4711")
    assert len(found) == 16
    assert found == KeySealer(KEYS).index(ChannelName.TELEGRAM, "4711")
    assert found != SEALER.index(ChannelName.WEB, "4711")
    assert found != SEALER.index(ChannelName.TELEGRAM, "4712")
    assert found != KeySealer(new_keys(DAY)).index(ChannelName.TELEGRAM, "4711")
    plain = hashlib.sha256(b"telegram\x004711").digest()
    raw = hmac.digest(KEYS.index.secret, b"telegram\x004711", "sha256")
    assert found not in (plain[:16], raw[:16])


def test_an_address_stays_where_it_is_when_the_operators_key_changes():
    changed = KeySealer(with_new_key(KEYS, DAY))
    assert changed.index(ChannelName.TELEGRAM, "1") == SEALER.index(ChannelName.TELEGRAM, "1")
    assert changed.sign("button", b"x") == SEALER.sign("button", b"x")


def test_signatures_for_different_purposes_have_nothing_in_common():
    assert len(SEALER.sign("button", b"x")) == 32
    assert SEALER.sign("button", b"x") == SEALER.sign("button", b"x")
    different = {SEALER.sign(purpose, b"x") for purpose in ("button", "visitor", "")}
    assert len(different | {SEALER.sign("button", b"y")}) == 4
    assert SEALER.sign("index", b"telegram\x001")[:16] != SEALER.index(ChannelName.TELEGRAM, "1")


def test_the_printed_form_of_a_sealer_tells_only_ids():
    printed = repr(SEALER)
    assert KEYS.active.id in printed
    assert repr(KEYS.active.secret)[2:-1] not in printed
    assert not hasattr(SEALER, "__dict__")
