"""One-time tokens, session tokens, short codes, and what is kept of each: a hash."""

import hashlib
import secrets
from urllib.parse import quote

TOKEN_BYTES = 32
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without those that look like others."""

LINK_CODE = 8
RECOVERY_CODE = 10


def new_token() -> str:
    """Return 256 random bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> bytes:
    """Return what is kept of a token; it is long enough that nobody finds it by trying."""
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def new_code(length: int) -> str:
    """Return a random code people can copy, in two halves."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(length))
    return f"{letters[: length // 2]}-{letters[length // 2 :]}"


def bare(code: str) -> str:
    """Return the letters of a code; how it is written does not matter."""
    return "".join(letter for letter in code.upper() if letter in LETTERS)


def entry_address(desk: str, token: str) -> str:
    """Return the page of the desk at `desk` that a link with this token opens.

    Messengers open links to preview them, so the page only shows a button; pressing it uses the token up.
    """
    return f"{desk}/enter?link={quote(token)}"
