"""The operator's keys as values and as text."""

from datetime import date

import pytest

from bot.crypto.keys import (
    KeyFileError,
    Keys,
    Kind,
    State,
    keys_from_text,
    keys_to_text,
    new_keys,
    with_new_key,
    without_key,
)

DAY = date(2026, 11, 23)
LATER = date(2027, 1, 2)


@pytest.fixture
def keys() -> Keys:
    return new_keys(DAY)


def test_fresh_keys_are_one_active_operator_key_and_one_index_key(keys: Keys):
    assert [key.state for key in keys.operators] == [State.ACTIVE]
    assert keys.index.kind is Kind.INDEX
    assert len({keys.active.secret, keys.index.secret}) == 2
    assert {len(key.secret) for key in (keys.active, keys.index)} == {32}


def test_keys_come_back_from_their_text(keys: Keys):
    both = with_new_key(keys, LATER)
    assert keys_from_text(keys_to_text(both), "merit.key") == both


def test_the_text_explains_itself_line_by_line(keys: Keys):
    lines = keys_to_text(keys).splitlines()
    assert sum(not line.startswith("#") for line in lines) == 2
    assert "docs/operators/keys.md" in keys_to_text(keys)


def test_comments_and_empty_lines_may_stand_anywhere(keys: Keys):
    text = "\n# mine\n\n" + keys_to_text(keys) + "   # the end\n"
    assert keys_from_text(text, "merit.key") == keys


def test_a_new_key_becomes_active_and_the_one_before_old(keys: Keys):
    both = with_new_key(keys, LATER)
    assert [key.state for key in both.operators] == [State.OLD, State.ACTIVE]
    assert both.operators[0].secret == keys.active.secret
    assert (both.active.created, both.index) == (LATER, keys.index)


def test_an_old_key_can_be_taken_out(keys: Keys):
    both = with_new_key(keys, LATER)
    assert without_key(both, keys.active.id).operators == (both.active,)


def test_the_active_key_stays(keys: Keys):
    with pytest.raises(KeyFileError, match="is the active one"):
        without_key(keys, keys.active.id)


def test_a_key_that_is_not_there_cannot_be_taken_out(keys: Keys):
    both = with_new_key(keys, LATER)
    with pytest.raises(KeyFileError, match=f"Old keys: {keys.active.id}"):
        without_key(both, "00000000")
    with pytest.raises(KeyFileError, match="Old keys: none"):
        without_key(keys, "00000000")


def test_keys_are_never_printed(keys: Keys):
    assert repr(keys.active.secret) not in repr(keys)


@pytest.mark.parametrize(
    "line",
    [
        "operator  0a0b0c0d  2026-11-23  active",
        "operator  0a0b0c0d  2026-11-23  active  c2hvcnQ=",
        "operator  0a0b0c0d  2026-11-23  active  not base64!",
        "operator  0a0b0c0d  yesterday   active  {key}",
        "operator  0a0b      2026-11-23  active  {key}",
        "operator  zzzzzzzz  2026-11-23  active  {key}",
        "operator  0a0b0c0d  2026-11-23  asleep  {key}",
        "master    0a0b0c0d  2026-11-23  active  {key}",
    ],
)
def test_a_broken_line_is_named_but_not_shown(keys: Keys, line: str):
    """The line may hold a key, so only its number is told."""
    key = keys_to_text(keys).split()[-1]
    text = keys_to_text(keys) + line.format(key=key) + "\n"
    with pytest.raises(KeyFileError, match=f"merit.key, line {len(text.splitlines())}:") as caught:
        keys_from_text(text, "merit.key")
    assert key not in str(caught.value)


def test_a_file_must_hold_exactly_one_active_and_one_index_key(keys: Keys):
    lines = keys_to_text(keys).splitlines(keepends=True)
    other = keys_to_text(new_keys(DAY)).splitlines(keepends=True)
    for broken in (
        lines[:-1],
        lines[:-2] + lines[-1:],
        [*lines, other[-1]],
        [*lines, other[-2]],
        [],
    ):
        with pytest.raises(KeyFileError, match="exactly one active operator key and one index key"):
            keys_from_text("".join(broken), "merit.key")


def test_no_id_may_stand_twice(keys: Keys):
    twice = keys_to_text(keys) + keys_to_text(keys).splitlines()[-2].replace("active", "old   ")
    with pytest.raises(KeyFileError, match="no id twice"):
        keys_from_text(twice, "merit.key")
