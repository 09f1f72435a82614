"""Releases are kept and put in force, on both databases."""

import asyncio
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.core.flow import FlowId, StepId
from bot.core.session import Frame, Session, session_to_json
from bot.service.ports import StoreError
from bot.service.releases import Entry, KeptRelease, Publication, Track, Way, in_force
from bot.service.standing import Standing
from bot.store import standing
from bot.store.releases import SqlInvitations, SqlReleases
from bot.store.schema import SESSION
from bot.store.sql_store import SqlStore
from bot.store.standing import SqlSessions
from tests.contract.conftest import Open
from tests.contract.units import NOW, TELEGRAM, everything, turn

FIRST = KeptRelease(id="aaaa", content=b"\x00first", structures={"start": "1", "menu": "2"})
SECOND = KeptRelease(id="bbbb", content=b"second", structures={"start": "3"})
ENTRY = Entry(
    track=Track.LIVE,
    way=Way.PUBLISH,
    at=NOW,
    note="New fees in Belgium. الرسوم",
    by="Lea",
    folder="here",
)
DRAFT = replace(ENTRY, track=Track.DRAFT)


@pytest.fixture
def releases(store: SqlStore) -> SqlReleases:
    return SqlReleases(store=store)


async def test_at_first_nothing_is_in_force(releases: SqlReleases):
    assert await releases.latest() == 0
    assert await releases.history() == []
    assert await releases.content("aaaa") is None
    assert in_force((), Track.LIVE) is None


async def test_what_was_published_is_read_back_the_same(releases: SqlReleases):
    urgent = replace(ENTRY, urgent=True, note="", by="")
    assert await releases.publish(FIRST, ENTRY) == 1
    assert await releases.publish(SECOND, urgent) == 2
    assert await releases.latest() == 2
    assert await releases.history() == [
        Publication(sequence=1, release="aaaa", entry=ENTRY, structures=FIRST.structures),
        Publication(sequence=2, release="bbbb", entry=urgent, structures=SECOND.structures),
    ]
    assert await releases.content("aaaa") == b"\x00first"


async def test_an_earlier_release_comes_back_with_a_line_of_its_own(releases: SqlReleases):
    await releases.publish(FIRST, ENTRY)
    await releases.publish(SECOND, ENTRY)
    back = replace(ENTRY, way=Way.ROLLBACK)
    assert await releases.bring_back("aaaa", back) == 3
    history = await releases.history()
    assert [each.release for each in history] == ["aaaa", "bbbb", "aaaa"]
    assert in_force(history, Track.LIVE) == Publication(
        sequence=3, release="aaaa", entry=back, structures=FIRST.structures
    )


async def test_what_is_not_kept_cannot_come_back(releases: SqlReleases):
    with pytest.raises(StoreError, match="cccc is not kept"):
        await releases.bring_back("cccc", ENTRY)
    assert await releases.history() == []


async def test_a_draft_is_in_force_for_testers_only(releases: SqlReleases):
    await releases.publish(FIRST, ENTRY)
    await releases.publish(SECOND, DRAFT)
    history = await releases.history()
    live, draft = in_force(history, Track.LIVE), in_force(history, Track.DRAFT)
    assert live is not None
    assert draft is not None
    assert (live.release, draft.release) == ("aaaa", "bbbb")


async def test_only_the_newest_draft_is_kept_and_every_release_people_saw(releases: SqlReleases):
    third = replace(SECOND, id="cccc")
    await releases.publish(FIRST, ENTRY)
    await releases.publish(FIRST, DRAFT)
    await releases.publish(SECOND, DRAFT)
    await releases.publish(third, DRAFT)
    assert [await releases.content(id_) is not None for id_ in ("aaaa", "bbbb", "cccc")] == [
        True, False, True,
    ]  # fmt: skip
    assert len(await releases.history()) == 4


async def test_publishing_the_same_content_again_mends_it(releases: SqlReleases):
    await releases.publish(replace(FIRST, content=b"damaged"), ENTRY)
    assert await releases.publish(FIRST, ENTRY) == 2
    assert await releases.content("aaaa") == FIRST.content


async def test_two_publishers_at_once_get_numbers_of_their_own(opened: Open):
    several = [SqlReleases(store=await opened()) for _ in range(3)]
    kept = [replace(FIRST, id=f"r{nth}") for nth in range(9)]
    given = await asyncio.gather(
        *(several[nth % 3].publish(release, ENTRY) for nth, release in enumerate(kept))
    )
    assert sorted(given) == list(range(1, 10))


async def test_a_release_is_put_in_force_whole_or_not_at_all(releases: SqlReleases):
    """The line of the history cannot be written: then the content is not kept either."""
    await releases.publish(FIRST, ENTRY)

    def in_the_way(connection: sa.Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE publication RENAME TO elsewhere")

    def out_of_the_way(connection: sa.Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO publication")

    await releases.store.database.write(in_the_way)
    with pytest.raises(StoreError):
        await releases.publish(SECOND, ENTRY)
    await releases.store.database.write(out_of_the_way)
    assert await releases.content("bbbb") is None
    assert [each.release for each in await releases.history()] == ["aaaa"]


async def test_an_invitation_can_be_used_until_it_is_spent_or_its_time_is_over(store: SqlStore):
    store.now = lambda: NOW
    invitations = SqlInvitations(store=store)
    await invitations.invite(b"one", NOW + timedelta(days=7))
    assert await invitations.invited(b"one", NOW)
    assert not await invitations.invited(b"one", NOW + timedelta(days=7))
    assert not await invitations.invited(b"two", NOW)
    await invitations.spend(b"one")
    await invitations.spend(b"one")
    assert not await invitations.invited(b"one", NOW)


async def test_invitations_whose_time_is_over_are_forgotten(store: SqlStore):
    store.now = lambda: NOW
    invitations = SqlInvitations(store=store)
    await invitations.invite(b"old", NOW - timedelta(seconds=1))
    await invitations.invite(b"new", NOW + timedelta(days=7))
    assert [row[0] for row in (await everything(store))["invitation"]] == [b"new"]


async def test_conversations_are_counted_without_those_that_do_not_open_or_are_tried(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(standing, "PAGE", 2)
    frame = Frame(flow=FlowId("trip"), step=StepId("seat"), structure="1")
    sessions = [
        Session(frames=(frame,)),
        Session(frames=(frame,)),
        Session(frames=(replace(frame, structure="2"),)),
        Session(frames=(frame,), draft=True),
        Session(),
    ]
    for nth, session in enumerate(sessions):
        person = store.fresh(TELEGRAM, str(nth))
        await store.commit(turn(person, session=session_to_json(session)))
    spoilt = store.fresh(TELEGRAM, "9")
    await store.commit(turn(spoilt, session=session_to_json(sessions[0])))
    await store.database.write(
        lambda connection: connection.execute(
            sa.update(SESSION).where(SESSION.c.person_id == spoilt.id).values(session=b"\x01" * 50)
        )
    )
    found = Standing()
    await SqlSessions(store=store).each(found)
    assert found.people == 3
    assert found.at == {("trip", "seat"): 3}
    assert found.structures == {("trip", "1"): 2, ("trip", "2"): 1}


KILLED = """
import asyncio, os, signal, sys
from datetime import UTC, date, datetime
from bot.crypto.keys import new_keys
from bot.crypto.sealer import KeySealer
from bot.service.releases import Entry, KeptRelease, Track, Way
from bot.store import releases
from bot.store.opening import open_store

def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)

async def main():
    store = await open_store(sys.argv[1], KeySealer(new_keys(date(2026, 1, 1))))
    releases._put_in_force = killed
    release = KeptRelease(id="half", content=b"half", structures={})
    entry = Entry(track=Track.LIVE, way=Way.PUBLISH, at=datetime.now(UTC), note="never")
    await releases.SqlReleases(store=store).publish(release, entry)

asyncio.run(main())
"""


async def test_a_publisher_that_is_killed_in_the_middle_leaves_no_trace(
    releases: SqlReleases, address: str
):
    await releases.publish(FIRST, ENTRY)
    done = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", KILLED, address], timeout=50, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert await releases.content("half") is None
    assert [each.release for each in await releases.history()] == ["aaaa"]
    assert await releases.publish(SECOND, ENTRY) == 2
