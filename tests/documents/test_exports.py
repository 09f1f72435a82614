"""All files of a profile, and what each leaves out."""

import json

import pytest

from bot.core.message import Attachment
from bot.documents.exports import exports
from bot.documents.leaves_out import LEAVES_OUT, left_out
from tests.documents.told import profile
from tests.documents.told_whole import whole


def names(files: tuple[tuple[str, Attachment], ...]) -> list[str]:
    return [file.filename for _export, file in files]


def test_a_profile_in_two_languages_is_five_files():
    assert names(exports(whole())) == [
        "merit-profile.json",
        "europass.xml",
        "europass-nl.xml",
        "resume-nl.json",
        "resume-ar.json",
    ]


def test_a_profile_in_one_language_is_three_files():
    one = exports(profile(own="en", host="en"))
    assert names(one) == ["merit-profile.json", "europass.xml", "resume-en.json"]


def test_each_file_is_of_the_type_it_says():
    for export, file in exports(whole()):
        if export == "europass":
            assert file.content.startswith(b"<?xml")
        else:
            assert file.media_type == "application/json"
            assert json.loads(file.content)


@pytest.mark.parametrize("export", LEAVES_OUT)
def test_each_export_says_what_it_leaves_out(export: str):
    assert "photo" in LEAVES_OUT[export].source
    assert LEAVES_OUT[export].place == f"document/leaves_out/{export}"
    labels = [label.host for label in left_out(whole(), export)]
    assert "Proof" in labels
    assert len(labels) == len(set(labels))
