"""Releases in the database: kept once, put in force by a line of the history that is never changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import sqlalchemy as sa

from bot.json_bytes import from_json, to_json
from bot.service.ports import StoreError
from bot.service.releases import Entry, KeptRelease, Publication, Track, Way
from bot.store.codec import from_microseconds, to_microseconds
from bot.store.schema import INVITATION, PUBLICATION, RELEASE
from bot.store.sql_store import SqlStore

ONE_AT_A_TIME = 7_270_118_331_540_020
"""The PostgreSQL lock that gives two publishers different numbers; SQLite's own write lock does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlReleases:
    """Implements `Releases` on the tables `release` and `publication`."""

    store: SqlStore

    async def latest(self) -> int:
        """Return the sequence of the last publication, 0 when there is none."""
        return await self.store.read(_latest)

    async def history(self) -> Sequence[Publication]:
        """Return every publication, oldest first."""
        return await self.store.read(_history)

    async def content(self, release: str) -> bytes | None:
        """Return the packed content of a release, or None if it is not kept."""
        return await self.store.read(partial(_content, release=release))

    async def publish(self, release: KeptRelease, entry: Entry) -> int:
        """Keep the release and put it in force, both or neither; return the sequence."""
        return await self.store.writer.run(partial(_publish, release=release, entry=entry))

    async def bring_back(self, release: str, entry: Entry) -> int:
        """Put a release that is kept in force again; return the sequence."""
        return await self.store.writer.run(partial(_bring_back, release=release, entry=entry))


def _latest(connection: sa.Connection) -> int:
    return connection.execute(sa.select(sa.func.max(PUBLICATION.c.sequence))).scalar() or 0


def _history(connection: sa.Connection) -> list[Publication]:
    query = sa.select(PUBLICATION).order_by(PUBLICATION.c.sequence)
    return [_publication(row) for row in connection.execute(query)]


def _publication(row: Any) -> Publication:
    entry = Entry(
        track=Track(row.track),
        way=Way(row.way),
        at=from_microseconds(row.at),
        note=row.note,
        by=row.published_by,
        urgent=bool(row.urgent),
        folder=row.folder,
    )
    return Publication(
        sequence=row.sequence,
        release=row.release_id,
        entry=entry,
        structures=from_json(row.structures.encode()),
    )


def _content(connection: sa.Connection, release: str) -> bytes | None:
    query = sa.select(RELEASE.c.content).where(RELEASE.c.id == release)
    return connection.execute(query).scalar_one_or_none()


def _publish(connection: sa.Connection, release: KeptRelease, entry: Entry) -> int:
    _alone(connection)
    row = {
        "content": release.content,
        "structures": to_json(dict(release.structures)).decode(),
    }
    # Written again if it is there: what an older Merit kept may be damaged, and is mended so.
    changed = connection.execute(sa.update(RELEASE).where(RELEASE.c.id == release.id).values(row))
    if not changed.rowcount:
        connection.execute(sa.insert(RELEASE).values(id=release.id, **row))
    return _put_in_force(connection, release.id, release.structures, entry)


def _bring_back(connection: sa.Connection, release: str, entry: Entry) -> int:
    _alone(connection)
    query = sa.select(RELEASE.c.structures).where(RELEASE.c.id == release)
    structures = connection.execute(query).scalar_one_or_none()
    if structures is None:
        raise StoreError(f"The release {release} is not kept in this database.")
    return _put_in_force(connection, release, from_json(structures.encode()), entry)


def _put_in_force(
    connection: sa.Connection, release: str, structures: Mapping[str, str], entry: Entry
) -> int:
    sequence = _latest(connection) + 1
    connection.execute(
        sa.insert(PUBLICATION).values(
            sequence=sequence,
            track=entry.track.value,
            release_id=release,
            way=entry.way.value,
            at=to_microseconds(entry.at),
            note=entry.note,
            published_by=entry.by,
            urgent=entry.urgent,
            folder=entry.folder,
            structures=to_json(dict(structures)).decode(),
        )
    )
    if entry.track is Track.DRAFT:
        _forget_drafts(connection)
    return sequence


def _forget_drafts(connection: sa.Connection) -> None:
    """Delete the content of earlier drafts that were never published; their lines in the history stay."""
    kept = sa.select(PUBLICATION.c.release_id).where(PUBLICATION.c.track != Track.DRAFT.value)
    newest = (
        sa.select(PUBLICATION.c.release_id)
        .where(PUBLICATION.c.track == Track.DRAFT.value)
        .order_by(PUBLICATION.c.sequence.desc())
        .limit(1)
        .scalar_subquery()
    )
    connection.execute(sa.delete(RELEASE).where(RELEASE.c.id.not_in(kept), RELEASE.c.id != newest))


def _alone(connection: sa.Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(ONE_AT_A_TIME)))


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlInvitations:
    """Implements `Invitations` on the table `invitation`."""

    store: SqlStore

    async def invite(self, code: bytes, until: datetime) -> None:
        """Let whoever has the code try the draft; codes whose time is over are forgotten."""
        old = sa.delete(INVITATION).where(INVITATION.c.until < to_microseconds(self.store.now()))
        new = sa.insert(INVITATION).values(code=code, until=to_microseconds(until))
        await self.store.writer.run(lambda connection: [*map(connection.execute, (old, new))])

    async def invited(self, code: bytes, now: datetime) -> bool:
        """Whether the code may be used."""
        query = sa.select(INVITATION.c.until).where(INVITATION.c.code == code)
        until = await self.store.read(lambda connection: connection.execute(query).scalar())
        return until is not None and until > to_microseconds(now)

    async def spend(self, code: bytes) -> None:
        """Use the code up."""
        gone = sa.delete(INVITATION).where(INVITATION.c.code == code)
        await self.store.writer.run(lambda connection: connection.execute(gone))
