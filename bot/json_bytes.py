"""JSON as bytes: orjson for speed, the standard library for the few values orjson declines.

orjson declines half surrogate pairs, which broken apps send, and very large numbers; both are read and written as ever.
"""

import json
import re
from typing import Any

import orjson

_LARGE = re.compile(rb"\d{19}")
"""Perhaps a whole number beyond 64 bits, which orjson reads as a fraction that is only nearly it."""
_write = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


def to_json(value: Any) -> bytes:
    """Return compact JSON in UTF-8; half a surrogate pair is kept as it is."""
    try:
        return orjson.dumps(value)
    except TypeError:
        return _write(value).encode("utf-8", "surrogatepass")


def from_json(written: bytes) -> Any:
    """Return the value; raise ValueError (or RecursionError) for what is not JSON."""
    if _LARGE.search(written):
        return json.loads(written)
    try:
        return orjson.loads(written)
    except orjson.JSONDecodeError:
        return json.loads(written)
