"""People on Telegram walk the shipped flows: through the real protocol, with Merit as its own process."""

import asyncio
import json
import re
import signal
from pathlib import Path

import pytest

from bot.testing import BotApi, Person, ShownMessage
from tests.journeys.conftest import Label
from tests.journeys.merit import Merit

pytestmark = pytest.mark.slow  # Merit starts as a process of its own in each
MARKS = re.compile("[\u200e\u200f\u2066-\u2069]")
RLM = "\u200f"


def plain(text: str) -> str:
    return MARKS.sub("", text)


async def taps(person: Person, label: str) -> None:
    """Press the newest button that reads `label` once direction marks and a sign before it are taken off."""
    shown = [button for message in person.chat for button in message.buttons]
    reads = {label, *(f"{sign} {label}" for sign in _signs(shown))}
    await person.taps(next(button for button in reversed(shown) if plain(button) in reads))


def _signs(buttons: list[str]) -> set[str]:
    """Return what stands before the first space of buttons, where it is no word."""
    before = {plain(button).partition(" ")[0] for button in buttons}
    return {sign for sign in before if not any(letter.isalnum() for letter in sign)}


async def sees(person: Person, words: str) -> ShownMessage:
    """Wait for a message that holds the first line of `words`, up to a value that is filled in."""
    return await person.sees(words.partition("\n")[0].partition("{")[0][:60], timeout=20)


async def test_a_refugee_gets_a_plan_for_the_netherlands_in_arabic(
    api: BotApi, merit: Merit, words: Label
) -> None:
    amina = api.person("Amina", language_code="ar")

    async def answers(step: str, choice: str) -> None:
        await sees(amina, words("ar", f"{step}/ask"))
        await taps(amina, words("ar", f"{step}/choices/{choice}"))

    await amina.says("/start")
    first = await sees(amina, words("ar", "start/language/ask"))
    assert [plain(label) for label in first.buttons][:3] == [
        "English",
        "Nederlands",
        "Français",
    ] or first.buttons
    await taps(amina, "العربية")
    await sees(amina, words("ar", "start/hello/say"))
    await answers("country/which", "nl")
    await sees(amina, words("ar", "menu/menu/choose"))
    await taps(amina, words("ar", "menu/menu/choices/recognition"))
    await answers("consent/ask", "yes")
    await answers("recognition/ask_status", "refugee")
    await answers("recognition/ask_goal", "any")
    await answers("recognition/ask_education", "secondary")
    await sees(amina, words("ar", "recognition/ask_papers/ask"))
    await taps(amina, words("ar", "ui/back"))
    await answers("recognition/ask_education", "higher")
    await answers("recognition/ask_papers", "all")
    await answers("recognition/ask_papers_language", "other")
    await sees(amina, words("ar", "recognition/check/review"))
    await taps(amina, words("ar", "ui/right"))
    plan = await sees(amina, words("ar", "recognition_nl/plan/plan"))
    shown = plain(plan.text)
    assert all(fact in shown for fact in ("IDW", "148.83", "https://www.idw.nl", "2026"))
    assert all(line.startswith(RLM) for line in plan.text.split("\n") if line.strip())
    assert all(len(message.text) <= 4096 for message in amina.chat)


async def test_nothing_is_forgotten_when_merit_is_killed_between_two_answers(
    api: BotApi, merit: Merit, words: Label
) -> None:
    omar = api.person("Omar", language_code="en")
    await omar.says("/start")
    await taps_when_asked(omar, words, "start/language/ask", "English")
    await sees(omar, words("en", "country/which/ask"))
    await merit.stops(signal.SIGKILL)
    await taps(omar, words("en", "country/which/choices/be"))
    merit.said.clear()
    await merit.starts()
    await sees(omar, words("en", "menu/menu/choose"))


async def taps_when_asked(person: Person, words: Label, place: str, label: str) -> None:
    await sees(person, words("en", place))
    await taps(person, label)


async def test_a_message_to_an_advisor_can_be_read_and_answered(
    api: BotApi, merit: Merit, words: Label, tmp_path: Path
) -> None:
    lina = api.person("Lina", language_code="en")
    await lina.says("/human")
    await taps_when_asked(lina, words, "human/topic/ask", words("en", "human/topic/choices/work"))
    await taps_when_asked(lina, words, "consent/ask/ask", words("en", "consent/ask/choices/yes"))
    await sees(lina, words("en", "human/write/ask"))
    await lina.says("Where can I work as a sculptor?")
    await taps_when_asked(lina, words, "human/check/review", words("en", "ui/right"))
    await sees(lina, words("en", "human/sent/say"))
    files = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file())
    assert b"sculptor" not in files
    assert str(lina.chat_id).encode() not in files
    assert "sculptor" not in "\n".join(merit.said)


async def test_my_data_and_delete_work_in_the_middle_of_a_question(
    api: BotApi, merit: Merit, words: Label
) -> None:
    sara = api.person("Sara", language_code="en")
    await sara.says("/start")
    await taps_when_asked(sara, words, "start/language/ask", "English")
    await sees(sara, words("en", "country/which/ask"))
    await sara.says("/mydata")
    document = await sara.sees("", timeout=20)
    while "document" not in document.data:
        document = await sara.sees("", timeout=20)
    assert document.data["document"]["file_name"] == "merit-my-data.json"
    await sara.says("/delete")
    await taps_when_asked(sara, words, "delete/sure/choose", words("en", "delete/sure/choices/yes"))
    await sara.sees("Everything we kept about you is deleted", timeout=20)
    await sara.says("/mydata")
    await sara.sees("This is what I keep about you", timeout=20)


async def test_an_old_button_asks_the_present_question_again(
    api: BotApi, merit: Merit, words: Label
) -> None:
    noor = api.person("Noor", language_code="en")
    await noor.says("/start")
    await sees(noor, words("en", "start/language/ask"))
    await taps(noor, "English")
    await sees(noor, words("en", "country/which/ask"))
    await noor.taps("✅ English", on=noor.chat[1])
    await noor.sees("That button belongs to an earlier question", timeout=20)


async def test_a_second_merit_on_the_same_database_is_refused(merit: Merit) -> None:
    status, said = await Merit(dict(merit.settings)).run_to_its_end()
    assert status == 2
    assert "Traceback" not in said
    assert "already uses the database" in said


async def test_a_second_merit_with_the_same_token_is_refused(
    api: BotApi, merit: Merit, tmp_path: Path
) -> None:
    other = Merit.at(tmp_path / "other", TELEGRAM_TOKEN=api.token, TELEGRAM_API=api.url)
    status, said = await other.run_to_its_end()
    assert status == 2
    assert "already uses this bot's token" in said
    hala = api.person("Hala", language_code="en")
    await hala.says("/start")
    await hala.sees("language", timeout=30)


async def test_a_wrong_token_says_what_to_do(api: BotApi, tmp_path: Path) -> None:
    wrong = Merit.at(tmp_path / "data", TELEGRAM_TOKEN="1:nonsense", TELEGRAM_API=api.url)
    status, said = await wrong.run_to_its_end()
    assert status == 2
    assert "BotFather" in said
    assert "nonsense" not in said


async def test_production_without_a_key_file_is_refused(tmp_path: Path) -> None:
    status, said = await Merit.at(tmp_path / "data", MERIT_MODE="production").run_to_its_end()
    assert status == 2
    assert "MERIT_KEY_FILE" in said


async def test_the_list_of_commands_is_shown_in_every_language(api: BotApi, merit: Merit) -> None:
    ali = api.person("Ali")
    await ali.says("/start")
    await ali.sees("language", timeout=20)
    async with asyncio.timeout(10):
        while len(api.calls("setMyCommands")) < 2:  # noqa: ASYNC110 - a condition, with a limit around it
            await asyncio.sleep(0.02)
    first = api.calls("setMyCommands")[0].parameters["commands"]
    commands = json.loads(first) if isinstance(first, str) else first
    assert {"start", "menu", "delete"} <= {command["command"] for command in commands}


async def test_a_form_begun_from_the_menu_waits_while_somebody_in_danger_writes_to_a_person(
    api: BotApi, merit: Merit, words: Label
) -> None:
    sara = api.person("Sara", language_code="en")

    async def answers(step: str, choice: str) -> None:
        await sees(sara, words("en", f"{step}/ask"))
        await taps(sara, words("en", f"{step}/choices/{choice}"))

    await sara.says("/start")
    await taps_when_asked(sara, words, "start/language/ask", "English")
    await answers("country/which", "be")
    await sees(sara, words("en", "menu/menu/choose"))
    await taps(sara, words("en", "menu/menu/choices/recognition"))
    await answers("consent/ask", "yes")
    await answers("recognition/ask_status", "refugee")
    await sees(sara, words("en", "recognition/ask_region/ask"))
    await sara.says("/human")
    await answers("human/topic", "safety")
    await sees(sara, words("en", "human/write/ask"))
    await sara.says("I want to die, please call me")
    await sees(sara, words("en", "danger/suicide/say"))
    await sees(sara, words("en", "human/sent/say"))
    await sara.says("/menu")
    await sees(sara, words("en", "menu/menu/choose"))
    await taps(sara, words("en", "menu/menu/choices/resume"))
    await sees(sara, words("en", "danger/human/choose"))
