"""What is kept of a person read back: their conversation, and all of it for themselves."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.core.message import ChannelName, PersonId
from bot.json_bytes import from_json
from bot.service.ports import KeptFile, Line, Speaker
from bot.store.changes import ADDRESS_PLACE, FILE_PLACE, LINE_PLACE
from bot.store.codec import (
    from_microseconds,
    message_from_json,
    to_microseconds,
)
from bot.store.keyed import KeyedSealer
from bot.store.registry import REGISTRY, Form, Kept
from bot.store.schema import CONTACT, FILE, PERSON, SESSION, TRANSCRIPT


def key_of(connection: sa.Connection, person_id: PersonId, sealer: KeyedSealer) -> bytes | None:
    """Return the person's data key, or None if there is no such person."""
    query = sa.select(PERSON.c.wrapped_key).where(PERSON.c.person_id == person_id)
    wrapped = connection.execute(query).scalar_one_or_none()
    return None if wrapped is None else sealer.unwrap(wrapped, person_id)


def transcript(
    connection: sa.Connection, person_id: PersonId, after: int, sealer: KeyedSealer
) -> list[Line]:
    """Return the kept lines with a sequence above `after`, in order."""
    key = key_of(connection, person_id, sealer)
    if key is None:
        return []
    query = (
        sa.select(TRANSCRIPT)
        .where(TRANSCRIPT.c.person_id == person_id, TRANSCRIPT.c.sequence > after)
        .order_by(TRANSCRIPT.c.sequence)
    )
    return [
        Line(
            sequence=row.sequence,
            speaker=Speaker(row.speaker),
            message=message_from_json(sealer.unseal(key, LINE_PLACE, person_id, row.message)),
            at=from_microseconds(row.at),
        )
        for row in connection.execute(query)
    ]


def export(connection: sa.Connection, person_id: PersonId, sealer: KeyedSealer) -> dict[str, Any]:
    """Return everything kept about a person, opened and JSON-ready: rows of columns, table by table."""
    key = key_of(connection, person_id, sealer)
    if key is None:
        return {}
    return {
        kept.table.name: [
            _opened(row, kept, key, sealer)
            for row in connection.execute(
                sa.select(kept.table)
                .where(kept.table.c.person_id == person_id)
                .order_by(*kept.table.primary_key)
            ).mappings()
        ]
        for kept in reversed(REGISTRY)
    }


def _opened(row: Mapping[Any, Any], kept: Kept, key: bytes, sealer: KeyedSealer) -> dict[str, Any]:
    person_id = PersonId(row["person_id"])
    shown: dict[str, Any] = {}
    for column, value in row.items():
        if column in kept.secret:
            continue
        if column in kept.sealed and value is not None:
            opened = sealer.unseal(key, f"{kept.table.name}.{column}", person_id, value)
            shown[column] = _READ[kept.sealed[column]](opened)
        elif column in kept.sealed_for_operator:
            opened = sealer.unseal_for_operator(f"{kept.table.name}.{column}", value)
            shown[column] = opened.decode("utf-8", "replace")
        elif column in kept.moments:
            shown[column] = None if value is None else from_microseconds(value).isoformat()
        else:
            shown[column] = value.hex() if isinstance(value, bytes) else value
    return shown


def _without_files(value: Any) -> Any:
    """Return a message with the size of its file instead of the file, which the person has already.

    The files are exports themselves: with them inside, each would be larger than all before it together.
    """
    if isinstance(value, dict) and "attachment" in value:
        attachment = value["attachment"]
        size = len(attachment["content"]) * 3 // 4
        return value | {"attachment": attachment | {"content": f"{size} bytes"}}
    return value


def address_of(
    connection: sa.Connection, *, person_id: PersonId, sealer: KeyedSealer
) -> tuple[ChannelName, str] | None:
    """Return where a person can be reached, or None if nobody is known by that id."""
    query = sa.select(CONTACT.c.channel, CONTACT.c.address, PERSON.c.wrapped_key).join(
        PERSON, PERSON.c.person_id == CONTACT.c.person_id
    )
    row: Any = connection.execute(query.where(CONTACT.c.person_id == person_id).limit(1)).first()
    if row is None:
        return None
    key = sealer.unwrap(row.wrapped_key, person_id)
    address = sealer.unseal(key, ADDRESS_PLACE, person_id, row.address).decode()
    return ChannelName(row.channel), address


_READ: Mapping[Form, Callable[[bytes], Any]] = {
    Form.TEXT: bytes.decode,
    Form.JSON: lambda opened: _without_files(from_json(opened)),
    Form.FILE: lambda opened: b64encode(opened).decode(),
}
"""What an export shows of a sealed column."""


def due(connection: sa.Connection, at: datetime, most: int) -> list[PersonId]:
    """Return the people whose reminder is due at `at`, the longest waiting first."""
    query = (
        sa.select(SESSION.c.person_id)
        .where(SESSION.c.remind_at <= to_microseconds(at))
        .order_by(SESSION.c.remind_at)
        .limit(most)
    )
    return [PersonId(person_id) for person_id in connection.execute(query).scalars()]


def silent(connection: sa.Connection, since: datetime, after: str, most: int) -> list[PersonId]:
    """Return people whose last word came before `since`, by id, those behind `after`."""
    query = (
        sa.select(SESSION.c.person_id)
        .where(SESSION.c.updated_at < to_microseconds(since), SESSION.c.person_id > after)
        .order_by(SESSION.c.person_id)
        .limit(most)
    )
    return [PersonId(person_id) for person_id in connection.execute(query).scalars()]


def file_of(
    connection: sa.Connection, person_id: PersonId, file_id: str, sealer: KeyedSealer
) -> KeptFile | None:
    """Return a file a person sent, opened, or None when it is not kept."""
    key = key_of(connection, person_id, sealer)
    query = sa.select(FILE).where(FILE.c.person_id == person_id, FILE.c.file_id == file_id)
    row: Any = connection.execute(query).first()
    if key is None or row is None:
        return None
    content = sealer.unseal(key, FILE_PLACE, person_id, row.content)
    return KeptFile(id=file_id, media_type=row.media_type, content=content)
