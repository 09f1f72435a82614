"""Methods that send a file and give it back: uploads, file ids, getFile."""

from collections.abc import Callable

from bot.testing.methods.access import Call
from bot.testing.methods.refusals import bad_request
from bot.testing.methods.sending import post
from bot.testing.methods.text import caption
from bot.testing.world.files import StoredFile
from bot.testing.world.users import Json

FOLDERS = {
    "document": "documents",
    "photo": "photos",
    "voice": "voice",
    "audio": "music",
    "video": "videos",
    "animation": "animations",
}


def sender(kind: str) -> Callable[[Call], Json]:
    """The method that sends files of one kind, for the table of methods."""

    def send(call: Call) -> Json:
        stored = _sent_file(call, kind)
        content = {
            **file_json(kind, stored, call.parameters.integer("duration")),
            **caption(call.parameters),
        }
        return post(call, content).data

    return send


def file_json(kind: str, stored: StoredFile, duration: int = 0) -> Json:
    """The content of a message with this file, as the Bot API shows that kind."""
    base = stored.as_json()
    if kind == "photo":
        return {"photo": [{**base, "width": 800, "height": 600}]}
    if kind == "document":
        return {"document": {**base, "file_name": stored.name, "mime_type": stored.mime_type}}
    shown = {**base, "duration": duration, "mime_type": stored.mime_type}
    if kind in ("video", "animation"):
        shown |= {"width": 640, "height": 360}
    return {kind: shown}


def _sent_file(call: Call, kind: str) -> StoredFile:
    upload = call.parameters.upload(kind)
    if upload is not None:
        if not upload.content:
            raise bad_request("file must be non-empty")
        return call.world.files.add(
            folder=FOLDERS[kind],
            name=upload.name,
            mime_type=upload.mime_type,
            content=upload.content,
        )
    given = call.parameters.text(kind)
    if not given:
        raise bad_request(f"there is no {kind} in the request")
    stored = call.world.files.by_id(given)
    if stored is None:
        raise bad_request("wrong remote file identifier specified: Wrong character in the string")
    return stored


def get_file(call: Call) -> Json:
    """getFile: the size and the path under which the file can be fetched."""
    stored = call.world.files.by_id(call.parameters.text("file_id"))
    if stored is None:
        raise bad_request("invalid file_id")
    if len(stored.content) > call.world.conditions.download_size:
        raise bad_request("file is too big")
    return {**stored.as_json(), "file_path": stored.path}
