"""A bot's HTTP request read into the fields and files of a call, whatever form it has."""

import json
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, MultipartReader, web

from bot.testing.methods.parameters import Parameters, Upload
from bot.testing.methods.refusals import Refusal, bad_request

TOO_LARGE = Refusal(413, "Request Entity Too Large")


async def read_parameters(request: web.Request, upload_size: int) -> Parameters:
    """Everything the bot gave: the address, then the body, which wins; no larger file."""
    values: dict[str, Any] = dict(request.query)
    if not request.can_read_body:
        return Parameters(values=values)
    if request.content_type.startswith("multipart/"):
        return await _multipart(await request.multipart(), values, upload_size)
    try:
        body = await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise TOO_LARGE from None
    return Parameters(values=values | read_fields(request.content_type, body))


def read_fields(content_type: str, body: bytes) -> dict[str, Any]:
    """The fields of a JSON or form body; a body of another type has none."""
    if content_type == "application/json":
        try:
            fields = json.loads(body or b"{}")
        except ValueError:
            fields = None
        if not isinstance(fields, dict):
            raise bad_request("can't parse JSON object")
        return fields
    if content_type == "application/x-www-form-urlencoded":
        return dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))
    return {}


async def _multipart(
    reader: MultipartReader, values: dict[str, Any], upload_size: int
) -> Parameters:
    files: dict[str, Upload] = {}
    async for part in reader:
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        content = bytes(await part.read(decode=True))
        if part.filename is None:
            values[part.name] = content.decode(errors="replace")
            continue
        if len(content) > upload_size:
            raise TOO_LARGE
        kind = part.headers.get("Content-Type", "application/octet-stream")
        files[part.name] = Upload(name=part.filename, mime_type=kind, content=content)
    return Parameters(values=values, files=files)
