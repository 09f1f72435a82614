"""The key file: for its owner only, never half written, never overwritten by accident."""

import stat
from datetime import date
from pathlib import Path

import pytest

from bot.crypto.files import add_key, create_keys, read_keys, retire_key
from bot.crypto.keys import KeyFileError, State

DAY = date(2026, 11, 23)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "merit.key"


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_key_file_is_readable_by_its_owner_only(path: Path):
    keys = create_keys(path, DAY)
    assert read_keys(path) == keys
    assert (mode_of(path), mode_of(path.parent)) == (0o600, 0o700)
    assert [each.name for each in path.parent.iterdir()] == ["merit.key"]


def test_an_existing_key_file_is_never_replaced(path: Path):
    keys = create_keys(path, DAY)
    with pytest.raises(KeyFileError, match="already"):
        create_keys(path, DAY)
    assert read_keys(path) == keys
    assert [each.name for each in path.parent.iterdir()] == ["merit.key"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o601, 0o777])
def test_a_key_file_others_may_open_is_refused_with_the_command_that_helps(path: Path, mode: int):
    create_keys(path, DAY)
    path.chmod(mode)
    with pytest.raises(KeyFileError, match=f"chmod 600 {path}"):
        read_keys(path)


def test_a_key_file_only_its_owner_may_read_is_fine(path: Path):
    keys = create_keys(path, DAY)
    path.chmod(0o400)
    assert read_keys(path) == keys


def test_a_missing_key_file_is_named(path: Path):
    with pytest.raises(KeyFileError, match=f"{path} cannot be read"):
        read_keys(path)


def test_a_folder_is_no_key_file(tmp_path: Path):
    with pytest.raises(KeyFileError, match="cannot be read|not a file"):
        read_keys(tmp_path)
    with pytest.raises(KeyFileError, match="not a file"):
        read_keys(Path("/dev/null"))


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    with pytest.raises(KeyFileError, match="cannot be written"):
        create_keys(in_the_way / "merit.key", DAY)


def test_a_key_is_added_and_later_retired(path: Path):
    first = create_keys(path, DAY).active
    second = add_key(path, DAY).active
    assert [key.state for key in read_keys(path).operators] == [State.OLD, State.ACTIVE]
    retire_key(path, first.id)
    assert [key.id for key in read_keys(path).operators] == [second.id]
    assert mode_of(path) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["merit.key"]


def test_a_failed_change_leaves_the_file_as_it_was(path: Path):
    keys = create_keys(path, DAY)
    with pytest.raises(KeyFileError):
        retire_key(path, keys.active.id)
    assert read_keys(path) == keys
