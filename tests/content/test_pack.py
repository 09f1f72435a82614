"""A release is packed, kept and unpacked without a byte being changed unnoticed."""

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import pack as packing
from bot.content.binding import bind_packed
from bot.content.pack import BadPackError, laid_out, pack, read_files, revision_of, unpack
from tests.content.books import FIRST, edition_of, files

CONTENT = files(FIRST)
ID = revision_of(CONTENT)


def test_files_come_back_as_they_were_and_are_packed_the_same_every_time():
    assert unpack(pack(CONTENT), ID) == CONTENT
    assert pack(dict(reversed(CONTENT.items()))) == pack(CONTENT)


def test_a_folder_is_read_with_what_belongs_to_a_release_and_nothing_else(tmp_path: Path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "merit.yaml").write_text("secret")
    with laid_out(CONTENT) as folder:
        for path in CONTENT:
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes((folder / path).read_bytes())
    (tmp_path / "flows" / "README.md").write_text("for editors")
    assert read_files(tmp_path) == CONTENT
    assert not folder.exists()


def test_the_id_changes_with_every_byte_and_every_name():
    other = {path: data for path, data in CONTENT.items() if path != "flows/trip.yaml"}
    assert len({
        ID,
        revision_of(other),
        revision_of({**other, "flows/trap.yaml": CONTENT["flows/trip.yaml"]}),
        revision_of({**CONTENT, "flows/trip.yaml": CONTENT["flows/trip.yaml"] + b"\n"}),
    }) == 4  # fmt: skip


def test_the_edition_of_a_folder_has_the_id_of_its_files():
    assert edition_of(CONTENT).release.id == ID


@given(cut=st.integers(0, len(pack(CONTENT)) - 1))
def test_a_pack_that_ends_too_early_is_never_used(cut: int):
    with pytest.raises(BadPackError):
        unpack(pack(CONTENT)[:cut], ID)


@given(at=st.integers(0, len(pack(CONTENT)) - 1), value=st.integers(0, 255))
def test_a_pack_with_a_damaged_byte_is_never_used_for_something_else(at: int, value: int):
    packed = bytearray(pack(CONTENT))
    packed[at] = value
    with suppress(BadPackError):
        assert unpack(bytes(packed), ID) == CONTENT


def test_another_release_in_its_place_is_refused():
    other = files(FIRST.replace("Hello.", "Hi."))
    with pytest.raises(BadPackError, match="not what was published"):
        bind_packed(pack(other), ID)


@pytest.mark.parametrize("path", ["../merit.env", "flows/../../merit.env", "/etc/passwd", "x.yaml"])
def test_a_pack_never_writes_outside_the_content(path: str):
    content = {path: b"x"}
    with pytest.raises(BadPackError, match="not what was published"):
        unpack(pack(content), revision_of(content))


def test_a_pack_that_would_fill_the_disk_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(packing, "LARGEST", 1000)
    huge = io.BytesIO()
    with zipfile.ZipFile(huge, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("flows/a.yaml", b"0" * 2000)
    with pytest.raises(BadPackError, match="too large"):
        unpack(huge.getvalue(), ID)
