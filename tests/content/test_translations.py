"""The work on translation files from the command line: extract, merge, keep, check, status."""

import json
from pathlib import Path

import pytest

from bot.cli import main
from bot.content.domains import templates
from bot.content.extract import code_pieces, template
from bot.content.load import load
from bot.content.po import PoFile, parse_po
from bot.content.release import read_content
from bot.content.report import Report
from tests.content.folder import GOOD_STEPS, flow, write
from tests.content.mistakes import PO, TRIP

STEPS = """
q:
  choose: Where
    to?
  critical: yes
  choices:
    - sea: To the sea
bye:
  end: done
"""
POT = "locales/flows.pot"


def po(folder: Path, path: str) -> PoFile:
    report = Report(path=path)
    found = parse_po((folder / path).read_text(), report)
    assert found is not None
    return found


def translate(folder: Path, source: str, form: str, path: str = PO) -> None:
    file = folder / path
    empty = f'msgid "{source}"\nmsgstr ""\n'
    assert empty in file.read_text()
    file.write_text(file.read_text().replace(empty, f'msgid "{source}"\nmsgstr "{form}"\n'))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, {TRIP: flow(STEPS)})
    assert main(["i18n", "extract", "--folder", str(tmp_path)]) == 0
    assert main(["i18n", "sync", "--folder", str(tmp_path)]) == 0
    return tmp_path


def test_the_template_has_the_texts_in_the_order_of_the_flow_with_what_a_translator_must_know(
    folder: Path,
):
    trip = [each for each in po(folder, POT).messages if each.place.startswith("trip/")]
    assert [(each.place, each.source) for each in trip] == [
        ("trip/title", "A trip"),
        ("trip/q/choose", "Where to?"),
        ("trip/q/choices/sea", "To the sea"),
    ]
    assert trip[2].notes == (
        "Button, at most 30 letters in English.",
        "Critical: about rights, deadlines, money or data. It must be exact.",
        "After: Where to?",
    )


def test_files_hold_no_line_numbers_and_no_times(folder: Path):
    text = (folder / POT).read_text() + (folder / PO).read_text()
    assert "#:" not in text
    assert "Date" not in text


def test_texts_in_the_code_are_found_with_their_plural():
    messages = {each.place: each for each in template(code_pieces()).messages}
    assert messages["ui/skip"].notes == ("Button, at most 30 letters in English.",)
    assert messages["ui/plan_length"].plural == "Your plan has {count} steps:"
    assert messages["ui/plan_length"].flags == ("python-brace-format",)
    assert not messages["ui/skip"].flags


def test_only_marked_texts_of_the_code_are_taken(tmp_path: Path):
    module = tmp_path / "words.py"
    module.write_text(
        'A = pgettext("ui/a", "Yes")\n'
        "# Translators: to a person\n"
        'B = npgettext("ui/b", "x", "y", 2)\n'
        'print("z")\n'
    )
    found = template(code_pieces(tmp_path)).messages
    assert [(each.place, each.source, each.plural) for each in found] == [
        ("ui/a", "Yes", None),
        ("ui/b", "x", "y"),
    ]
    assert "to a person" in found[1].notes


def test_the_template_of_a_flow_is_the_same_every_time(folder: Path):
    assert templates(read_content(folder)) == templates(read_content(folder))


def test_extracting_and_merging_again_writes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    capsys.readouterr()
    assert main(["i18n", "extract", "--folder", str(folder)]) == 0
    assert main(["i18n", "sync", "--folder", str(folder)]) == 0
    assert capsys.readouterr().out == "Everything is up to date.\n" * 2


def test_a_changed_text_shows_as_drift_until_it_is_merged(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["i18n", "check", "--folder", str(folder)]) == 0
    (folder / TRIP).write_text(flow(STEPS.replace("To the sea", "To the coast")))
    capsys.readouterr()
    assert main(["i18n", "check", "--format", "json", "--folder", str(folder)]) == 1
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    lagging = {each["path"] for each in found if each["code"] == "L003"}
    assert lagging == {POT, PO, PO.replace("nl", "ar")}
    main(["i18n", "extract", "--folder", str(folder)])
    main(["i18n", "sync", "--folder", str(folder)])
    assert main(["i18n", "check", "--folder", str(folder)]) == 0


def test_a_missing_file_shows_as_drift(folder: Path):
    (folder / PO).unlink()
    assert main(["i18n", "check", "--folder", str(folder)]) == 1


@pytest.mark.parametrize(
    "action",
    [
        ["sync"],
        ["sync", "--language", "nl"],
        ["status"],
        ["accept", "trip/hello/say", "--minor"],
        ["export-xlsx", "dutch.xlsx", "--language", "nl"],
    ],
)
def test_no_command_counts_the_texts_of_a_file_that_cannot_be_read_as_missing(
    folder: Path, capsys: pytest.CaptureFixture[str], action: list[str]
):
    (folder / PO).write_text('msgid "Hello.\n')
    assert main(["i18n", *action, "--folder", str(folder)]) == 2
    told = capsys.readouterr().err
    assert f"{PO}:1:1 L002" in told
    assert "Correct this file first" in told


def test_a_file_that_cannot_be_read_does_not_stop_another_language(folder: Path):
    (folder / PO).write_text('msgid "Hello.\n')
    assert main(["i18n", "status", "--language", "ar", "--folder", str(folder)]) == 0


def test_how_a_tool_breaks_lines_is_no_drift(folder: Path):
    file = folder / PO
    file.write_text(file.read_text().replace('msgid "To the sea"', 'msgid ""\n"To the "\n"sea"'))
    assert main(["i18n", "check", "--folder", str(folder)]) == 0


def test_a_corrected_typo_keeps_its_translations_in_every_language(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    for path in (PO, PO.replace("nl", "ar")):
        translate(folder, "To the sea", "x", path)
    (folder / TRIP).write_text(flow(STEPS.replace("To the sea", "To the sea!")))
    main(["i18n", "sync", "--folder", str(folder)])
    _, catalogs, _ = load(folder)
    assert catalogs["nl"].find("trip/q/choices/sea", "To the sea!") is None
    assert main(["i18n", "accept", "trip/q", "--minor", "--folder", str(folder)]) == 0
    out = capsys.readouterr().out
    assert "trip/q/choices/sea\n  before: To the sea\n  now:    To the sea!\n" in out
    assert "nl: 1 confirmed again\nar: 1 confirmed again\n" in out
    _, catalogs, _ = load(folder)
    assert catalogs["nl"].find("trip/q/choices/sea", "To the sea!") == "x"


def test_accepting_asks_to_say_that_the_meaning_is_the_same(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["i18n", "accept", "trip/q", "--folder", str(folder)]) == 2
    assert "Then say so with --minor" in capsys.readouterr().err


def test_when_one_of_several_places_does_not_wait_none_is_accepted(folder: Path):
    translate(folder, "To the sea", "x")
    (folder / TRIP).write_text(flow(STEPS.replace("To the sea", "To the sea!")))
    main(["i18n", "sync", "--folder", str(folder)])
    before = (folder / PO).read_text()
    asked = ["i18n", "accept", "trip/q", "trip/title", "--minor", "--folder", str(folder)]
    assert main(asked) == 2
    assert (folder / PO).read_text() == before


def test_a_small_edit_is_proposed_to_be_accepted_and_a_large_one_is_not(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    for source in ("To the sea", "A trip"):
        translate(folder, source, "x")
    text = flow(STEPS.replace("To the sea", "To the sea!")).replace("A trip", "A long journey")
    (folder / TRIP).write_text(text)
    capsys.readouterr()
    main(["i18n", "sync", "--folder", str(folder)])
    out = capsys.readouterr().out
    assert "keep the translations: merit i18n accept trip/q/choices/sea --minor\n" in out
    assert "accept trip/title" not in out


def test_a_renamed_step_and_a_renamed_choice_keep_their_translations(folder: Path):
    for source in ("Where to?", "To the sea"):
        translate(folder, source, f"x {source}")
    renamed = STEPS.replace("q:\n", "ask_where:\n  was: q\n").replace("Where\n", "Where now\n")
    (folder / TRIP).write_text(flow(renamed))
    assert main(["i18n", "sync", "--folder", str(folder)]) == 0
    after = {each.place: each for each in po(folder, PO).messages}
    assert after["trip/ask_where/choices/sea"].confirmed
    moved = after["trip/ask_where/choose"]
    assert (moved.forms, moved.previous) == (("x Where to?",), ("Where to?", None))


def test_keeping_what_does_not_wait_says_so(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["i18n", "accept", "trip/nowhere", "--minor", "--folder", str(folder)]) == 2
    assert "No translation at 'trip/nowhere' waits" in capsys.readouterr().err


def test_only_one_language_can_be_merged(folder: Path, capsys: pytest.CaptureFixture[str]):
    (folder / TRIP).write_text(flow(STEPS.replace("To the sea", "To the coast")))
    capsys.readouterr()
    assert main(["i18n", "sync", "--language", "ar", "--folder", str(folder)]) == 0
    assert capsys.readouterr().out == f"written: {PO.replace('nl', 'ar')}\n"
    assert main(["i18n", "sync", "--language", "xx", "--folder", str(folder)]) == 2


def test_a_file_that_cannot_be_read_is_left_as_it_is(folder: Path):
    (folder / PO).write_text("hello\n")
    main(["i18n", "sync", "--folder", str(folder)])
    assert (folder / PO).read_text() == "hello\n"
    assert main(["i18n", "check", "--folder", str(folder)]) == 1


def test_flows_with_errors_are_not_extracted_because_their_texts_would_look_gone(folder: Path):
    before = (folder / POT).read_text()
    (folder / TRIP).write_text("flow: @\n")
    assert main(["i18n", "extract", "--folder", str(folder)]) == 2
    assert (folder / POT).read_text() == before


def test_a_wrong_translation_is_an_error_and_is_not_used(folder: Path):
    translate(folder, "To the sea", "Naar {place}")
    assert main(["i18n", "check", "--folder", str(folder)]) == 1
    release, catalogs, found = load(folder)
    assert release is not None
    assert [each.code for each in found] == ["L004"]
    assert catalogs["nl"].find("trip/q/choices/sea", "To the sea") is None


def test_a_mistake_is_shown_where_it_stands_and_only_its_translation_is_not_used(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    file = folder / PO
    lines = file.read_text().replace(
        'msgid "To the sea"\nmsgstr ""\n', 'msgid "To the sea"\nmsgstr ""\n"Naar "\n"de {zee}"\n'
    )
    file.write_text(
        lines.replace('msgid "Where to?"\nmsgstr ""', 'msgid "Where to?"\nmsgstr "Waar?"')
    )
    capsys.readouterr()
    assert main(["i18n", "check", "--folder", str(folder)]) == 1
    number = file.read_text().split("\n").index('"de {zee}"') + 1
    out = capsys.readouterr().out
    assert (
        f"{PO}:{number}:5 L004 trip/q/choices/sea: The English text has no placeholder {{zee}}."
        in out
    )
    assert '    | "de {zee}"\n    |     ^\n' in out
    _, catalogs, _ = load(folder)
    assert catalogs["nl"].find("trip/q/choices/sea", "To the sea") is None
    assert catalogs["nl"].find("trip/q/choose", "Where to?") == "Waar?"


def test_check_says_which_language_cannot_be_offered_and_which_edit_looks_like_a_typo(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    translate(folder, "To the sea", "Naar zee")
    (folder / TRIP).write_text(flow(STEPS.replace("To the sea", "To the sea!")))
    main(["i18n", "extract", "--folder", str(folder)])
    main(["i18n", "sync", "--folder", str(folder)])
    capsys.readouterr()
    assert main(["i18n", "check", "--folder", str(folder)]) == 0
    out = capsys.readouterr().out
    assert "languages.yaml:15:12 L017 Dutch is offered by decision: 2 critical texts" in out
    assert "L018 Only a typo was corrected? Then keep the translations: merit i18n accept" in out


def test_a_doubtful_translation_is_a_warning_that_only_strict_minds(folder: Path):
    translate(folder, "To the sea", "To the sea")
    assert main(["i18n", "check", "--folder", str(folder)]) == 0
    assert main(["i18n", "check", "--strict", "--folder", str(folder)]) == 1


def test_the_status_counts_what_is_done_and_what_is_open(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    translate(folder, "To the sea", "Naar zee")
    capsys.readouterr()
    assert main(["i18n", "status", "--folder", str(folder)]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    total = str(sum(len(po(folder, path).messages) for path in (POT, "locales/ui.pot")))
    assert rows[0][:5] == ["Dutch", "(nl):", "1", "of", total]
    assert ["trip", "3", "1", "0", "2", "4", "1"] in rows


def test_check_counts_what_it_looked_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    write(tmp_path, {TRIP: flow(GOOD_STEPS)})
    assert main(["check", "--strict", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "2 flows, 0 conversations, 3 languages: nothing to correct\n"


def test_check_says_where_what_and_what_was_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    write(tmp_path, {TRIP: flow("hello:\n  say: x\n  next: by\nbye:\n  end: done\n")})
    assert main(["check", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert (
        "flows/trip.yaml:9:11 F030 There is no step called 'by' in this flow. Did you mean 'bye'?\n"
        in out
    )
    assert "    |     next: by\n    |           ^\n" in out
    assert main(["check", "--format", "github", str(tmp_path)]) == 1
    assert capsys.readouterr().out.startswith(
        "::error file=flows/trip.yaml,line=9,col=11,title=F030::There is"
    )


def test_check_of_a_folder_without_flows_says_what_to_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["check", str(tmp_path)]) == 2
    assert "Name the folder that holds flows and locales" in capsys.readouterr().err
