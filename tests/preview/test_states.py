"""What the preview shows when something is missing: sound content, Graphviz, a free port, a person's answer types."""

import asyncio
import socket
from datetime import UTC, date, datetime
from pathlib import Path

import aiohttp
import pytest

from bot.cli import main
from bot.content.edition import Edition
from bot.content.load import study
from bot.core.answer import AnswerSpec, AnswerType
from bot.core.finding import Finding, Severity
from bot.core.text import Text
from bot.preview.checking import checked_from_json, checked_to_json, whole_check
from bot.preview.deeds import Deed, Forgot, Supposed
from bot.preview.page import broken_page
from bot.preview.play import play
from bot.preview.shelf import Shelf, read
from bot.preview.supposing import supposed
from bot.preview.view import View
from tests.preview.conftest import Served
from tests.preview.trip import TRIP, write_trip

TAB = "/p/0123456789"
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def broken(folder: Path) -> Path:
    write_trip(folder)
    (folder / "flows/trip.yaml").write_text(TRIP.replace("say:", "sai:"), encoding="utf-8")
    return folder


@pytest.mark.asyncio(loop_scope="session")
async def test_content_that_never_worked_shows_its_errors_until_it_does(tmp_path: Path):
    server = Served(broken(tmp_path))
    await server.start()
    async with aiohttp.ClientSession(
        server.base, headers={"Sec-Fetch-Site": "same-origin"}
    ) as client:
        async with client.get(TAB) as response:
            text = await response.text()
        assert "The content cannot be used yet" in text
        assert "flows/trip.yaml:" in text
        async with client.post(f"{TAB}/do", data={"say": "/trip"}) as response:
            assert response.status == 200
        async with client.get(f"{TAB}/test.yaml") as response:
            assert response.status == 404
        number = read(tmp_path, None).number
        server.save(TRIP)
        async with client.get("/events") as stream:
            async for line in stream.content:
                if line.startswith(b"data:") and str(number).encode() not in line:
                    break
        async with client.get(f"{TAB}?show=steps") as response:
            assert "Start with a command" in await response.text()
    await server.stop()


@pytest.mark.asyncio(loop_scope="session")
async def test_without_graphviz_the_graph_is_a_list_and_mermaid(
    served: Served, client: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PATH", "")
    async with client.get(f"{TAB}?show=graph&flow=trip") as response:
        text = await response.text()
    assert "flowchart TD" in text
    assert "Install Graphviz" in text
    assert "<strong>luggage</strong>" in text


@pytest.mark.asyncio(loop_scope="session")
async def test_a_flow_that_cannot_be_read_has_no_graph(
    served: Served, client: aiohttp.ClientSession
):
    shelf = Shelf(served.folder, lambda: date(2026, 11, 26))
    served.save("steps: [", "flows/trip.yaml")
    assert await shelf.look()
    assert not await shelf.look()
    assert shelf.snapshot.edition is not None
    assert "trip" not in shelf.snapshot.newest.content.built


@pytest.mark.asyncio(loop_scope="session")
async def test_the_whole_check_runs_beside_and_can_be_ended(tmp_path: Path):
    folder = broken(tmp_path)
    found = await whole_check(folder, date(2026, 11, 26))
    assert found is not None
    assert any(finding.path == "flows/trip.yaml" for finding in found[0])
    checking = asyncio.create_task(whole_check(folder, date(2026, 11, 26)))
    await asyncio.sleep(0)
    checking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await checking


def test_findings_go_through_json_unchanged():
    finding = Finding(
        code="F001", severity=Severity.WARNING, path="flows/ä.yaml", line=1, column=2, message="„x“"
    )
    assert checked_from_json(checked_to_json(([finding], "1 flow"))) == ([finding], "1 flow")


def test_the_page_of_broken_content_escapes_what_it_quotes(tmp_path: Path):
    folder = write_trip(tmp_path)
    (folder / "flows/trip.yaml").write_text(
        TRIP.replace("save: age", "save: <b>age"), encoding="utf-8"
    )
    page = broken_page(read(folder, None), View(tab="0123456789"))
    assert "save: <b>" not in page
    assert "save: &lt;b&gt;age" in page


def spec(type_: AnswerType, **more: object) -> AnswerSpec:
    return AnswerSpec(name="age", type=type_, **more)  # type: ignore[arg-type]


SUPPOSED = [
    (spec(AnswerType.NUMBER, most=120), ["٤١"], Supposed(name="age", value=41)),
    (spec(AnswerType.NUMBER, most=120), ["many"], "number"),
    (spec(AnswerType.NUMBER, most=120), ["-"], Forgot(name="age")),
    (spec(AnswerType.NUMBER, most=120), ["~"], Supposed(name="age", value=None)),
    (spec(AnswerType.ONE_OF, values=("a", "b")), ["b"], Supposed(name="age", value="b")),
    (spec(AnswerType.ONE_OF, values=("a", "b")), ["c"], "buttons"),
    (spec(AnswerType.YES_NO), ["yes"], Supposed(name="age", value="yes")),
    (spec(AnswerType.SOME_OF, values=("a", "b", "c")), ["c", "a"], Supposed(name="age", value=("a", "c"))),
    (spec(AnswerType.SOME_OF, values=("a", "b")), [], Forgot(name="age")),
    (spec(AnswerType.COUNTRY), ["sy"], Supposed(name="age", value="sy")),
    (spec(AnswerType.SPOKEN), ["ar/fluent"], Supposed(name="age", value="ar/fluent")),
    (spec(AnswerType.SPOKEN), ["Arabic"], "exactly what is meant"),
    (spec(AnswerType.TEXT, least=1, most=50), ["My dog"], Supposed(name="age", value="My dog")),
    (spec(AnswerType.RECORDS), ["1"], "buttons"),
]  # fmt: skip


@pytest.mark.parametrize(("declared", "values", "outcome"), SUPPOSED)
def test_what_if_takes_what_a_person_could_answer_and_no_more(
    tmp_path: Path, declared: AnswerSpec, values: list[str], outcome: Deed | str
):
    studied = study(write_trip(tmp_path))
    edition = Edition(release=studied.content.release, catalogs=studied.catalogs)
    found = supposed(declared, values, play([], edition, "en", NOW))
    if isinstance(outcome, str):
        assert isinstance(found, Text)
        words = str(found.values.get("words", found.source))
        assert outcome in words
    else:
        assert found == outcome


def test_serve_says_what_is_not_possible(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["serve", str(tmp_path)]) == 2
    assert "There is no folder 'flows'" in capsys.readouterr().err
    folder = str(write_trip(tmp_path))
    assert main(["serve", folder, "--port", "70000"]) == 2
    assert "a port is a number from 0 to 65535" in capsys.readouterr().err
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert main(["serve", folder, "--port", str(taken.getsockname()[1])]) == 2
    assert "Choose another --port" in capsys.readouterr().err
