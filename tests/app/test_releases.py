"""The release in force: at the start, and while Merit runs."""

import asyncio
import contextlib
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot import clock
from bot.app.editions import Editions, UnusableError
from bot.app.releases import Shelves
from bot.app.starting import shelves_at_start
from bot.content.load import ContentLibrary
from bot.content.pack import pack, revision_of
from bot.core.flow import AskStep, FlowId, StepId
from bot.service.releases import Entry, Track, Way
from bot.settings import OperatorError, Settings, read_settings
from bot.store.releases import SqlReleases
from bot.store.schema import RELEASE
from tests.app.conftest import lay
from tests.content.books import FIRST, REWORDED, SHORTER, edition_of, files, kept

ENTRY = Entry(track=Track.LIVE, way=Way.PUBLISH, at=clock.now(), note="Better words.")
TRIP = FlowId("trip")
BROKEN = FIRST.replace("end: done", "end: never")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lay(tmp_path / "content", files(FIRST))
    return tmp_path / "content"


def settings(folder: Path, publish: str = "start") -> Settings:
    return read_settings({"MERIT_CONTENT": str(folder), "MERIT_PUBLISH": publish}, folder)


async def begin(folder: Path, releases: SqlReleases, publish: str = "start") -> Shelves:
    """Start Merit as far as its content goes."""
    return await shelves_at_start(settings(folder, publish), releases)


def shown(shelves: Shelves) -> str:
    """What the first question of the trip is now."""
    step = shelves.library.release.flows[TRIP].steps[StepId("luggage")]
    assert isinstance(step, AskStep)
    return step.text.source


async def damage(releases: SqlReleases, id_: str) -> None:
    await releases.store.database.write(
        lambda connection: connection.execute(
            sa.update(RELEASE).where(RELEASE.c.id == id_).values(content=b"PK damaged")
        )
    )


async def test_the_first_start_publishes_the_folder(folder: Path, releases: SqlReleases):
    shelves = await begin(folder, releases, "command")
    (publication,) = await releases.history()
    assert publication.entry.note == "at start"
    assert publication.entry.way is Way.START
    assert publication.release == shelves.library.release.id
    assert await shelves.check() == "release 1"


async def test_a_start_without_a_change_publishes_nothing(folder: Path, releases: SqlReleases):
    await begin(folder, releases)
    await begin(folder, releases)
    assert await releases.latest() == 1


async def test_a_start_after_an_edit_puts_it_in_force(folder: Path, releases: SqlReleases):
    await begin(folder, releases)
    lay(folder, files(REWORDED))
    assert shown(await begin(folder, releases)) == "What do you take along?"
    assert await releases.latest() == 2


async def test_where_only_the_command_publishes_an_edit_waits(
    folder: Path, releases: SqlReleases, capsys: pytest.CaptureFixture[str]
):
    await begin(folder, releases)
    lay(folder, files(REWORDED))
    assert shown(await begin(folder, releases, "command")) == "Which bag do you take?"
    assert "`merit publish` puts the folder in force" in capsys.readouterr().err


async def test_a_folder_with_an_error_leaves_the_last_release_in_force_and_says_why(
    folder: Path, releases: SqlReleases, capsys: pytest.CaptureFixture[str]
):
    await begin(folder, releases)
    lay(folder, files(BROKEN))
    shelves = await begin(folder, releases)
    assert shown(shelves) == "Which bag do you take?"
    told = capsys.readouterr().err
    assert "release 1" in told
    assert "flows/trip.yaml:" in told


async def test_a_translation_file_that_cannot_be_read_never_comes_into_force_at_a_start(
    folder: Path, releases: SqlReleases, capsys: pytest.CaptureFixture[str]
):
    await begin(folder, releases)
    lay(folder, {"locales/nl/LC_MESSAGES/flows.po": b'msgid "Hello.\n'})
    await begin(folder, releases)
    assert await releases.latest() == 1
    told = capsys.readouterr().err
    assert "release 1" in told
    assert "locales/nl/LC_MESSAGES/flows.po:1:1 L002" in told


async def test_a_translation_file_that_was_cut_off_never_comes_into_force_at_a_start(
    folder: Path, releases: SqlReleases, capsys: pytest.CaptureFixture[str]
):
    words = "".join(
        f'msgctxt "ui/{number}"\nmsgid "{number}"\nmsgstr ""\n\n' for number in range(40)
    )
    whole = {f"locales/{code}/LC_MESSAGES/ui.po": words.encode() for code in ("nl", "ar")}
    lay(folder, whole)
    await begin(folder, releases)
    half = words.encode()[: words.index('msgctxt "ui/20"')]
    lay(folder, whole | {"locales/nl/LC_MESSAGES/ui.po": half})
    await begin(folder, releases)
    assert await releases.latest() == 1
    assert "nl/LC_MESSAGES/ui.po:1:1 L019 20 of 40 texts" in capsys.readouterr().err


async def test_without_any_release_a_folder_with_an_error_is_refused(
    folder: Path, releases: SqlReleases
):
    lay(folder, files(BROKEN))
    with pytest.raises(OperatorError, match=r"cannot be used as it is:\nflows/trip\.yaml:"):
        await begin(folder, releases)
    assert await releases.latest() == 0


async def test_a_start_after_a_rollback_does_not_publish_the_same_folder_again(
    folder: Path, releases: SqlReleases
):
    await begin(folder, releases)
    first = (await releases.history())[0].release
    lay(folder, files(REWORDED))
    await begin(folder, releases)
    await releases.bring_back(first, replace(ENTRY, way=Way.ROLLBACK))
    assert shown(await begin(folder, releases)) == "Which bag do you take?"
    assert await releases.latest() == 3
    lay(folder, files(SHORTER))
    await begin(folder, releases)
    assert await releases.latest() == 4


async def test_a_start_never_undoes_what_was_published_from_another_folder(
    folder: Path, releases: SqlReleases
):
    """An update of Merit brings other content along; an organisation that publishes its own keeps it."""
    await releases.publish(kept(files(REWORDED)), replace(ENTRY, folder="/srv/elsewhere"))
    assert shown(await begin(folder, releases)) == "What do you take along?"
    assert await releases.latest() == 1


async def test_a_damaged_release_at_the_start_gives_way_to_the_one_before(
    folder: Path, releases: SqlReleases
):
    await begin(folder, releases)
    lay(folder, files(REWORDED))
    await begin(folder, releases)
    await damage(releases, (await releases.history())[1].release)
    shelves = await begin(folder, releases)
    assert shown(shelves) == "Which bag do you take?"
    assert await shelves.check() == (
        "release 1; release 2 cannot be used: its content is damaged. "
        "It cannot be unpacked (BadZipFile)"
    )


async def test_when_no_release_can_be_used_the_folder_serves(folder: Path, releases: SqlReleases):
    await begin(folder, releases)
    await damage(releases, (await releases.history())[0].release)
    shelves = await begin(folder, releases)
    assert shown(shelves) == "Which bag do you take?"
    assert (await shelves.check()).startswith("content folder; release 1 cannot be used")


async def test_a_running_merit_takes_what_was_published_and_tells_who_wants_to_know(
    folder: Path, releases: SqlReleases
):
    shelves = await begin(folder, releases)
    told: list[str] = []
    shelves.changed = lambda: told.append(shown(shelves))
    await shelves.look()
    await releases.publish(kept(files(REWORDED)), ENTRY)
    await shelves.look()
    await shelves.look()
    assert told == ["What do you take along?"]
    assert await shelves.check() == "release 2"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half a", kept(files(FIRST)).content[:-30]])
async def test_what_cannot_be_read_never_replaces_what_runs(
    folder: Path, releases: SqlReleases, content: bytes
):
    shelves = await begin(folder, releases)
    await releases.publish(replace(kept(files(REWORDED)), content=content), ENTRY)
    await shelves.look()
    assert shown(shelves) == "Which bag do you take?"
    assert "release 2 cannot be used" in await shelves.check()
    await releases.publish(kept(files(REWORDED)), ENTRY)
    await shelves.look()
    assert shown(shelves) == "What do you take along?"
    assert await shelves.check() == "release 3"


async def test_content_this_merit_finds_an_error_in_never_replaces_what_runs(
    folder: Path, releases: SqlReleases
):
    shelves = await begin(folder, releases)
    broken = files(BROKEN)
    await releases.publish(
        replace(kept(files(FIRST)), id=revision_of(broken), content=pack(broken)), ENTRY
    )
    await shelves.look()
    assert "it has an error. flows/trip.yaml:" in await shelves.check()
    assert shown(shelves) == "Which bag do you take?"


async def test_what_was_mended_is_looked_at_again_on_request(folder: Path, releases: SqlReleases):
    shelves = await begin(folder, releases)
    second = kept(files(REWORDED))
    await releases.publish(replace(second, content=b""), ENTRY)
    watching = asyncio.create_task(shelves.watch(3600))
    swapped = asyncio.Event()
    shelves.changed = swapped.set
    await shelves.look()
    await releases.store.database.write(
        lambda connection: connection.execute(
            sa.update(RELEASE).where(RELEASE.c.id == second.id).values(content=second.content)
        )
    )
    shelves.look_again()
    async with asyncio.timeout(10):
        await swapped.wait()
    assert shown(shelves) == "What do you take along?"
    watching.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await watching


async def test_conversations_find_the_structure_they_began_with_until_an_urgent_release(
    folder: Path, releases: SqlReleases
):
    shelves = await begin(folder, releases)
    began = shelves.library.release.flows[TRIP]
    await releases.publish(kept(files(SHORTER)), ENTRY)
    await shelves.look()
    assert shelves.library.release.flow(began.id, began.structure) == replace(
        began, answers=shelves.library.release.archive[began.id, began.structure].answers
    )
    await releases.publish(kept(files(SHORTER)), replace(ENTRY, urgent=True))
    await shelves.look()
    assert shelves.library.release.archive == {}


async def test_a_draft_is_seen_by_testers_only(folder: Path, releases: SqlReleases):
    shelves = await begin(folder, releases)
    await releases.publish(kept(files(REWORDED)), replace(ENTRY, track=Track.DRAFT))
    await shelves.look()
    assert shelves.library.edition(draft=False).release.id == kept(files(FIRST)).id
    assert shelves.library.edition(draft=True).release.id == kept(files(REWORDED)).id
    again = await begin(folder, releases)
    assert again.library.edition(draft=True).release.id == kept(files(REWORDED)).id


def test_without_a_draft_testers_see_what_everybody_sees():
    edition = edition_of(files(FIRST))
    library = ContentLibrary(edition.release, edition.catalogs)
    assert library.edition(draft=True) == library.edition(draft=False) == edition
    assert edition.edition(draft=True) is edition


async def test_earlier_flows_are_read_once(folder: Path, releases: SqlReleases):
    """However often something is published, the old releases are not parsed again."""
    shelves = await begin(folder, releases)
    asked: list[str] = []

    class Counting(SqlReleases):
        async def content(self, release: str) -> bytes | None:
            asked.append(release)
            return await super().content(release)

    shelves.editions = Editions(releases=Counting(store=releases.store))
    for text in (SHORTER, SHORTER.replace("Hello.", "Hi."), SHORTER.replace("Hello.", "Hey.")):
        await releases.publish(kept(files(text)), ENTRY)
        await shelves.look()
    assert asked.count(kept(files(FIRST)).id) == 1
    assert len(asked) == 4


async def test_what_was_just_read_is_not_read_again_unless_what_is_kept_is_damaged(
    folder: Path, releases: SqlReleases
):
    shelves = await begin(folder, releases)
    (publication,) = await releases.history()
    ready = edition_of(files(FIRST))
    editions = Editions(releases=releases, at_hand={publication.release: ready})
    assert await editions.alone(publication) is ready
    assert editions.at_hand == {}
    assert await editions.alone(publication) is not ready
    assert shown(shelves) == "Which bag do you take?"
    await damage(releases, publication.release)
    editions.at_hand[publication.release] = ready
    with pytest.raises(UnusableError, match="damaged"):
        await editions.alone(publication)


async def test_everybody_can_read_who_runs_this_merit_in_every_release(
    folder: Path, releases: SqlReleases
):
    named = replace(settings(folder), operator="Example Help")
    shelves = await shelves_at_start(named, releases)
    assert shelves.library.release.operator == {"operator": "Example Help"}
    edition = edition_of(files(SHORTER))
    shelves.library.put(edition, edition)
    assert shelves.library.release.operator == {"operator": "Example Help"}
    draft = shelves.library.draft
    assert draft is not None
    assert draft.release.operator == {"operator": "Example Help"}


async def test_a_section_to_leave_out_that_there_is_not_is_refused_at_the_start(
    folder: Path, releases: SqlReleases
):
    unknown = {"MERIT_CONTENT": str(folder), "MERIT_PROFILE_WITHOUT": "work"}
    with pytest.raises(OperatorError, match="names work, and there is no such section"):
        await shelves_at_start(read_settings(unknown, folder), releases)
