"""Forms of the humanitarian field become flows and flows become forms; what has no counterpart is refused by row."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from bot.cli import main
from bot.content.load import check
from bot.content.po import read_po
from bot.content.release import read_content
from bot.content.xlsform import MOST_ROWS, read_sheets
from bot.content.xlsform_files import judge_with_pyxform
from bot.content.xpath import NotMappedError, to_bounds, to_condition, to_relevant
from bot.core.answer import AnswerSpec, AnswerType
from bot.core.condition import parse_condition
from bot.core.finding import Severity
from tests.content.folder import flow, write

Table = list[list[str | None]]
HEADS: list[str | None] = [
    "type",
    "name",
    "label::English (en)",
    "label::Arabic (ar)",
    "hint::English (en)",
    "relevant",
    "constraint",
    "appearance",
]
SURVEY: Table = [
    HEADS,
    ["note", "hello", "Hello: welcome #1", "مرحبا"],
    ["begin_group", "who", "About\nyou", None, None, "${agree} = 'yes'"],
    ["select_one places", "place", "Where are you?", "أين أنتم؟", "To show: what is near"],
    [
        "integer",
        "age",
        "How old are you?",
        "كم عمركم؟",
        None,
        "${place} = 'north'",
        ". >= 0 and . <= 120",
    ],
    [
        "select_multiple fruits",
        "fruit",
        "Which fruit?",
        "أي فاكهة؟",
        None,
        "not(${age} < 18) or selected(${place}, 'south')",
    ],
    ["end_group"],
    [
        "date",
        "born",
        "When were you born?",
        "متى؟",
        None,
        "selected(${fruit}, 'apple') and ${age} != ''",
        None,
        "year",
    ],
    [
        "text",
        "story",
        "You are in ${place}. What happened?",
        "أنتم في ${place}. ماذا حدث؟",
        None,
        None,
        "string-length(.) <= 500",
    ],
]
SURVEY.insert(2, ["select_one yesno", "agree", "Shall we begin?", "هل نبدأ؟"])
CHOICES: Table = [
    ["list_name", "name", "label::English (en)", "label::Arabic (ar)"],
    ["yesno", "yes", "Yes, please", "نعم من فضلكم"],
    ["yesno", "no", "Not now", "ليس الآن"],
    ["places", "north", "North", "شمال"],
    ["places", "south", "South", "جنوب"],
    ["fruits", "apple", "Apple", "تفاح"],
    ["fruits", "pear", "Pear", "كمثرى"],
]
SETTINGS: Table = [
    ["form_title", "form_id", "default_language"],
    ["A trip", "trip", "English (en)"],
]


def book(file: Path, survey: Table, choices: Table = CHOICES, settings: Table = SETTINGS) -> Path:
    made = Workbook()
    for name, rows in (("survey", survey), ("choices", choices), ("settings", settings)):
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.remove(made.worksheets[0])
    made.save(file)
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "content", {})


def bring(folder: Path, file: Path, *arguments: str) -> int:
    return main(["import-xlsform", str(file), "--out", str(folder), *arguments])


def refused(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    *rows: list[str | None],
    choices: Table = CHOICES,
) -> str:
    """What is said of a form with these rows below the heads; nothing is written."""
    file = book(folder.parent / "form.xlsx", [HEADS, *rows], choices)
    assert bring(folder, file) == 2
    assert not (folder / "flows" / "trip.yaml").exists()
    return capsys.readouterr().err


def test_a_form_becomes_a_flow_that_can_be_read(folder: Path, tmp_path: Path):
    assert bring(folder, book(tmp_path / "form.xlsx", SURVEY)) == 0
    content = read_content(folder)
    trip = content.release.flows["trip"]  # type: ignore[index]
    assert list(trip.steps) == ["hello", "agree", "place", "age", "fruit", "born", "story", "bye"]
    conditions = {id_: step.when.source for id_, step in trip.steps.items() if step.when}
    assert conditions == {
        "place": "agree is yes",
        "age": "agree is yes and place is north",
        "fruit": "agree is yes and (not (age < 18) or place is south)",
        "born": "apple in fruit and known(age)",
    }
    answers = content.release.answers
    assert (answers["age"].least, answers["age"].most) == (0, 120)
    assert (answers["story"].least, answers["story"].most) == (1, 500)
    assert answers["born"].precision == "year"
    assert "# About you" in (folder / "flows" / "trip.yaml").read_text()
    assert {each.code for each in check(folder)[0] if each.severity is Severity.ERROR} <= {
        "F062"
    }  # the conversation tests are the editor's work


def test_translations_of_a_form_become_drafts(folder: Path, tmp_path: Path):
    bring(folder, book(tmp_path / "form.xlsx", SURVEY))
    po, _ = read_po(folder / "locales" / "ar" / "LC_MESSAGES" / "flows.po", "ar")
    assert po is not None
    words = {message.place: message.forms[0] for message in po.messages}
    assert words["trip/place/choices/north"] == "شمال"
    assert words["trip/story/ask"] == "أنتم في {place}. ماذا حدث؟"
    assert po.headers["X-Review"] == "none"


def test_a_draft_waits_where_people_already_read_the_translations(folder: Path, tmp_path: Path):
    bring(folder, book(tmp_path / "form.xlsx", SURVEY))
    file = folder / "locales" / "ar" / "LC_MESSAGES" / "flows.po"
    file.write_text(file.read_text().replace("X-Review: none", "X-Review: native"))
    survey: Table = [HEADS, ["note", "more", "Other words", "كلمات أخرى"]]
    bring(folder, book(tmp_path / "more.xlsx", survey), "--flow", "journey")
    po, _ = read_po(file, "ar")
    assert po is not None
    fresh = [message for message in po.messages if message.place == "journey/more/say"]
    assert [message.fuzzy for message in fresh] == [True]


def sheet(file: Path, name: str) -> list[dict[str, str]]:
    return [dict(row.cells) for row in read_sheets(file).rows[name]]


def test_a_flow_made_of_a_form_becomes_the_same_form(folder: Path, tmp_path: Path):
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    bring(folder, book(tmp_path / "form.xlsx", SURVEY))
    assert main(["export-xlsform", "trip", "--out", str(first), "--folder", str(folder)]) == 0
    other = write(tmp_path / "other", {})
    assert bring(other, first) == 0
    assert main(["export-xlsform", "trip", "--out", str(second), "--folder", str(other)]) == 0
    for name in ("survey", "choices", "settings"):
        assert sheet(first, name) == sheet(second, name)
    kept = {row["name"]: row for row in sheet(first, "survey")}
    asked = [row for row in SURVEY[1:] if row[0] not in {"begin_group", "end_group"}]
    for row in asked:
        assert kept[str(row[1])]["label::English (en)"] == row[2]
        assert kept[str(row[1])]["label::Arabic (ar)"] == row[3]
    assert judge_with_pyxform(first) == ""


def test_words_that_look_like_a_formula_stay_words(folder: Path, tmp_path: Path):
    text = flow('hello:\n  say: "=1+1"\nbye:\n  end: done\n')
    write(folder, {"flows/trip.yaml": text})
    main(["export-xlsform", "trip", "--out", str(tmp_path / "x.xlsx"), "--folder", str(folder)])
    cell = load_workbook(tmp_path / "x.xlsx")["survey"]["C2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_everything_without_a_counterpart_is_said_at_once_with_its_row(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    err = refused(
        folder,
        capsys,
        ["begin_repeat", "jobs", "Jobs"],
        ["end_repeat"],
        ["calculate", "sum", "x"],
        ["geopoint", "where", "x"],
        ["image", "photo", "x"],
        ["decimal", "weight", "x"],
        ["select_one nothing", "a", "x"],
        ["select_one places or_other", "b", "x"],
        ["integer", "Age", "x"],
        ["text", "c", None],
        ["text", "d", "x", None, None, "count(${c}) > 1"],
        ["integer", "e", "x", None, None, None, "regex(., 'a')"],
        ["end_group"],
        ["text", "bye", "x"],
    )
    rows = (
        "row 2:",
        "row 3:",
        "row 4:",
        "row 5:",
        "row 6:",
        "row 7:",
        "row 8:",
        "row 9:",
        "row 10:",
    )
    for row in (*rows, "row 11:", "row 12:", "row 13:", "row 14:", "row 15:"):
        assert f"sheet survey, {row}" in err
    assert "collect them with `records:`" in err
    assert "Nothing was written" in err


def test_choices_that_cannot_be_ids_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]):
    choices: Table = [
        *CHOICES,
        ["numbers", "1", "One"],
        ["numbers", "a", "A"],
        ["numbers", "a", "B"],
    ]
    err = refused(folder, capsys, ["select_one numbers", "n", "x"], choices=choices)
    assert "sheet choices, row 8: '1' cannot be an id" in err
    assert "sheet choices, row 10: 'a' stands twice" in err


def test_what_is_lost_is_said(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    survey: Table = [
        [
            "type",
            "name",
            "label::English (en)",
            "label::Arabic (ar)",
            "required",
            "constraint_message",
            "colour",
            "label::Klingon (tlh)",
        ],
        ["text", "a", "Words?", None, "yes", "too long", "red", "x"],
    ]
    assert bring(folder, book(tmp_path / "form.xlsx", survey)) == 0
    out = capsys.readouterr().out
    assert "row 2: the label is missing in 'ar'" in out
    assert "row 2: `required` is not imported" in out
    assert "row 2: 'constraint_message' is not imported" in out
    assert "row 2: the column 'colour' is not known" in out
    assert "'tlh' is no language" in out


def test_an_answer_that_exists_is_not_declared_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    assert "there is an answer 'consent' already" in refused(
        folder, capsys, ["text", "consent", "x"]
    )


def test_a_flow_that_exists_is_not_overwritten(folder: Path, tmp_path: Path):
    file = book(tmp_path / "form.xlsx", SURVEY)
    assert bring(folder, file, "--flow", "base") == 2
    assert bring(folder, file, "--flow", "My Flow") == 2


def test_a_formula_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert "there is a formula under 'label" in refused(folder, capsys, ["note", "a", "=1+1"])


def test_what_pyxform_finds_is_said(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = book(tmp_path / "form.xlsx", [HEADS, ["begin_group", "g", "G"], ["note", "a", "x"]])
    assert bring(folder, file) == 2
    assert "pyxform:" in capsys.readouterr().err


def bomb(file: Path) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a>" + b" " * 80_000_000 + b"</a>")


def entities(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')


def many_rows(file: Path) -> None:
    rows: Table = [["note", f"n{number}", "x"] for number in range(MOST_ROWS)]
    book(file, [HEADS, *rows])


def no_file(_file: Path) -> None:
    """Nothing is there."""


def no_survey(file: Path) -> None:
    made = Workbook()
    made.save(file)


HOSTILE = {
    "a zip bomb": (bomb, "unpacks to more"),
    "entities": (entities, "declares things"),
    "too many rows": (many_rows, "more than 2000 rows"),
    "no survey": (no_survey, "no sheet called 'survey'"),
    "no zip": (lambda file: file.write_bytes(b"hello"), "is no XLSX file"),
    "no file": (no_file, "cannot be opened"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_or_broken_file_is_refused_in_one_sentence(
    name: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    make, message = HOSTILE[name]
    make(tmp_path / "bad.xlsx")
    assert bring(folder, tmp_path / "bad.xlsx") == 2
    assert message in capsys.readouterr().err


def test_steps_that_no_form_has_are_named(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    text = flow(
        """
        hello:
          say: Hello.
          next: bye
        decide:
          route:
            - otherwise: ask
        ask:
          ask: Which?
          save: fruit
          choices:
            - apple:
                label: Apple
                next: bye
            - pear: Pear
        bye:
          end: done
        """,
        head="answers:\n  fruit:\n    one of: [apple, pear]\n    personal: no\n",
    )
    write(
        folder,
        {"flows/trip.yaml": text.replace("next: bye\n  decide", "when: consent is yes\n  decide")},
    )
    out = tmp_path / "x.xlsx"
    assert main(["export-xlsform", "trip", "--out", str(out), "--folder", str(folder)]) == 2
    err = capsys.readouterr().err
    assert "the step 'decide': a form cannot do this" in err
    assert "the step 'ask': asks for 'fruit'" in err
    assert not out.exists()


def test_a_file_or_flow_that_cannot_be_is_refused(folder: Path, tmp_path: Path):
    assert main(["export-xlsform", "nothing", "--folder", str(folder)]) == 2
    (tmp_path / "x.xlsx").touch()
    out = ["--out", str(tmp_path / "x.xlsx"), "--folder", str(folder)]
    assert main(["export-xlsform", "base", *out]) == 2
    nowhere = ["--out", str(tmp_path / "nowhere" / "x.xlsx"), "--folder", str(folder)]
    assert main(["export-xlsform", "base", *nowhere]) == 2
    (folder / "flows" / "base.yaml").write_text("flow: base\n")
    assert main(["export-xlsform", "base", "--folder", str(folder)]) == 2


ANSWERS = {
    "one": AnswerSpec(name="one", type=AnswerType.ONE_OF, values=("a", "b")),
    "some": AnswerSpec(name="some", type=AnswerType.SOME_OF, values=("a", "b")),
    "age": AnswerSpec(name="age", type=AnswerType.NUMBER, most=120),
    "text": AnswerSpec(name="text", type=AnswerType.TEXT),
}


@pytest.mark.parametrize(
    ("relevant", "condition"),
    [
        ("${one} = 'a'", "one is a"),
        ("'a' = ${one}", "one is a"),
        ('${one} != "a"', "not (one is a)"),
        ("selected(${one}, 'a')", "one is a"),
        ("selected( ${some} ,'a')", "a in some"),
        ("not(selected(${some}, 'a'))", "not (a in some)"),
        ("${age} >= 18 and ${age}<65", "age >= 18 and age < 65"),
        ("18 > ${age}", "age < 18"),
        ("${age} = '7'", "age is 7"),
        ("${text} = ''", "not known(text)"),
        ("not(${text} != '')", "not known(text)"),
        ("(${age} < 3 or ${one} = 'a') and ${text} != ''", "(age < 3 or one is a) and known(text)"),
        ("not((${one} = 'a') or (${age} = 3))", "not ((one is a) or (age is 3))"),
    ],
)
def test_a_condition_of_a_form_is_ours_and_comes_back_with_the_same_meaning(
    relevant: str, condition: str
):
    assert to_condition(relevant, ANSWERS) == condition
    back = to_condition(to_relevant(condition, ANSWERS), ANSWERS)
    ours, again = parse_condition(condition, ANSWERS), parse_condition(back, ANSWERS)
    for one in (None, "a", "b"):
        for age in (None, 3, 7, 18, 70):
            given = {"one": one, "age": age, "some": ("a",) if one else None, "text": one}
            assert ours.holds(given) == again.holds(given)


@pytest.mark.parametrize(
    "relevant",
    [
        "${two} = 'a'",
        "${one} = 'c'",
        "${some} = 'a'",
        "${one} < 3",
        "${age} > 1.5",
        "${one} = 'a' 3",
        "${one} = ",
        "count(${one}) = 1",
        "${one} + 1 = 2",
        "selected(${one} 'a')",
        "${one} = 'a' and",
        "(" * 3000,
        "(" * 900,
        "",
    ],
)
def test_a_condition_without_a_counterpart_is_refused(relevant: str):
    with pytest.raises(NotMappedError):
        to_condition(relevant, ANSWERS)


@pytest.mark.parametrize(
    ("constraint", "bounds"),
    [
        (". >= 3 and . <= 5", (3, 5)),
        (".>3 and .<5", (4, 4)),
        ("(. >= 3) and (. <= 5)", (3, 5)),
        ("string-length(.) < 10", (0, 9)),
    ],
)
def test_bounds_are_read(constraint: str, bounds: tuple[int, int]):
    assert to_bounds(constraint, 0, 100) == bounds


@pytest.mark.parametrize("constraint", [". > 5 and . < 3", "regex(., 'a')", ". >= -1"])
def test_other_constraints_are_refused(constraint: str):
    with pytest.raises(NotMappedError):
        to_bounds(constraint, 0, 100)


@pytest.mark.parametrize(
    ("condition", "relevant"),
    [
        ("one in (a, b)", "(${one} = 'a' or ${one} = 'b')"),
        ("one not in (a, b)", "not((${one} = 'a' or ${one} = 'b'))"),
        ("one is not a", "not(${one} = 'a')"),
        ("a not in some", "not(selected(${some}, 'a'))"),
        ("not known(age) or (age > 3 and age is 4)", "${age} = '' or (${age} > 3 and ${age} = 4)"),
    ],
)
def test_our_conditions_are_written_as_those_of_forms(condition: str, relevant: str):
    assert to_relevant(condition, ANSWERS) == relevant


@pytest.mark.parametrize("condition", ["country is nl", "before(born, 2000)", "known(country)"])
def test_conditions_that_no_form_has_are_refused(condition: str):
    with pytest.raises(NotMappedError):
        to_relevant(condition, ANSWERS)
