"""Lines from a real stream, and files on a real disk."""

import os
from pathlib import Path

import pytest

from bot.core.message import Attachment
from bot.terminal.files import save
from bot.terminal.reading import typed_lines


async def test_lines_come_as_they_are_typed_and_end_with_the_stream():
    reader, writer = os.pipe()
    with (
        os.fdopen(reader, encoding="utf-8") as stream,
        os.fdopen(writer, "w", encoding="utf-8") as keys,
    ):
        lines = typed_lines(stream)
        keys.write("one\r\n")
        keys.flush()
        assert await anext(lines) == "one"
        keys.write("سلام\nno end")
        keys.close()
        assert [line async for line in lines] == ["سلام", "no end"]


def _file(name: str, content: bytes = b"x") -> Attachment:
    return Attachment(filename=name, media_type="application/json", content=content)


def test_a_second_file_of_the_same_name_overwrites_nothing(tmp_path: Path):
    first = save(tmp_path / "new", _file("data.json", b"1"))
    second = save(tmp_path / "new", _file("data.json", b"2"))
    assert (first.name, second.name) == ("data.json", "data-1.json")
    assert (first.read_bytes(), second.read_bytes()) == (b"1", b"2")


@pytest.mark.parametrize("name", ["../../evil.sh", "/etc/evil.sh", "..\\evil.sh", "C:\\x\\evil.sh"])
def test_a_name_with_a_path_stays_in_the_folder(tmp_path: Path, name: str):
    assert save(tmp_path, _file(name)) == tmp_path / "evil.sh"


@pytest.mark.parametrize("name", ["", ".", "..", "/"])
def test_a_file_without_a_name_gets_one(tmp_path: Path, name: str):
    assert save(tmp_path, _file(name)) == tmp_path / "file"
