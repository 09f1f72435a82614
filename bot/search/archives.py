"""Arrays in numpy's archive format, read from bytes nobody vouches for.

Nothing in them is executed, damage is one error.
"""

import io
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]


class BadArchiveError(Exception):
    """The bytes are no archive of arrays, or a damaged one."""


DAMAGED = (BadArchiveError, KeyError, ValueError, TypeError, IndexError)
"""What reading can raise where arrays are not what was written."""


def arrays_to_bytes(arrays: Mapping[str, NDArray[Any]], *, compressed: bool) -> bytes:
    """Return arrays in the form `arrays_from_bytes` reads."""
    packed = io.BytesIO()
    write = np.savez_compressed if compressed else np.savez
    write(packed, allow_pickle=False, **arrays)
    return packed.getvalue()


def arrays_from_bytes(packed: bytes) -> Arrays:
    """Return the arrays; raise BadArchiveError if they cannot be read."""
    try:
        with np.load(io.BytesIO(packed), allow_pickle=False) as archive:
            return {name: archive[name] for name in archive.files}
    except Exception as error:  # zipfile, zlib and numpy raise a dozen kinds for damaged bytes
        raise BadArchiveError(f"It cannot be read ({type(error).__name__}).") from error
