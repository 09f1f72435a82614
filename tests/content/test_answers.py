"""Declared answers become what the engine works with."""

from pathlib import Path

import pytest

from bot.content.domains import pieces
from bot.content.release import Content, read_content
from bot.core.answer import AnswerSpec, AnswerType
from bot.core.text import Text
from tests.content.folder import GOOD_STEPS, RECORD_STEPS, flow, write

HEAD = "answers:\n  a:\n    {}\n    personal: no\n"


def read(folder: Path, lines: str) -> Content:
    declared = HEAD.format(lines.replace("\n", "\n    "))
    files: dict[str, str | bytes] = {
        "flows/answers.yaml": declared,
        "flows/job.yaml": flow(RECORD_STEPS, "job"),
    }
    return read_content(write(folder, files))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "date: day\nfrom: 2019-05\nto: today",
            {"precision": "day", "earliest": "2019-05", "latest": "today"},
        ),
        (
            "date: year\nfrom: 1920\nto: 2020",
            {"precision": "year", "earliest": "1920", "latest": "2020"},
        ),
        ("yes or no: any", {"values": ("yes", "no")}),
        ("country: any", {}),
        ("language: with level", {}),
        ("contact: any", {"accepts": ("phone", "email")}),
        ("contact: phone", {"accepts": ("phone",)}),
        ("place: any", {}),
        ("records: job", {"flow": "job", "most": 12}),
        ("records: job\nat most: 4", {"flow": "job", "most": 4}),
        (
            "one of: [b, c]\nwas:\n  d: c\n  e: c",
            {"values": ("b", "c"), "was": {"d": "c", "e": "c"}},
        ),
        ("number: 0-20", {"least": 0, "most": 20}),
    ],
)
def test_every_kind_is_read_with_its_bounds(
    tmp_path: Path, lines: str, expected: dict[str, object]
):
    content = read(tmp_path, lines)
    assert content.sound, content.findings
    kind = AnswerType(lines.partition(":")[0])
    values: dict[str, object] = {"most": 0, **expected}
    assert content.shared.specs["a"] == AnswerSpec(
        name="a",
        type=kind,
        personal=False,
        kept=True,
        **values,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("lines", "accepts", "most"),
    [("file: any\nat most: 3", ("photo", "document"), 3), ("file: document", ("document",), 1)],
)
def test_a_file_is_read_with_its_bounds_and_is_always_personal(
    tmp_path: Path, lines: str, accepts: tuple[str, ...], most: int
):
    (finding,) = [each for each in read(tmp_path, lines).findings if each.code == "F036"]
    assert "always personal" in finding.message
    declared = HEAD.replace("personal: no", "purpose: so that it can be read")
    files: dict[str, str | bytes] = {
        "flows/answers.yaml": declared.format(lines.replace("\n", "\n    "))
    }
    content = read_content(write(tmp_path, files))
    spec = content.shared.specs["a"]
    assert (spec.accepts, spec.least, spec.most, spec.personal) == (accepts, 1, most, True)


def test_a_label_is_a_text_for_translators_wherever_the_answer_stands(tmp_path: Path):
    files: dict[str, str | bytes] = {
        "flows/answers.yaml": HEAD.format("country: any\n    label: Your country"),
        "flows/trip.yaml": flow(
            GOOD_STEPS,
            head="answers:\n  b:\n    place: any\n    personal: no\n    label: Your town\n",
        ),
    }
    content = read_content(write(tmp_path, files))
    assert content.shared.specs["a"].label == Text(place="answers/a/label", source="Your country")
    places = {piece.text.place: piece.text.source for piece in pieces(content)["flows"]}
    assert places["answers/a/label"] == "Your country"
    assert places["answers/b/label"] == "Your town"


@pytest.mark.parametrize("name", ["known", "before", "after", "is"])
def test_a_word_of_the_conditions_is_no_name(tmp_path: Path, name: str):
    content = read_content(
        write(
            tmp_path,
            {"flows/answers.yaml": HEAD.replace("  a:", f"  {name}:").format("place: any")},
        )
    )
    assert {
        finding.code for finding in content.findings if finding.path == "flows/answers.yaml"
    } == {"F022"}
