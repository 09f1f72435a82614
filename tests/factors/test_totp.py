"""Codes of an authenticator app are the ones of RFC 6238."""

import base64
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest

from bot.factors.totp import AppCodes

SECRET = base64.b32encode(b"12345678901234567890").decode()
CODES = AppCodes()
AT = datetime.fromtimestamp(1111111109, UTC)
RIGHT = "081804"
"""Of this moment, as the RFC's appendix B has it (its last six digits)."""
STEP = 1111111109 // 30


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, RIGHT), (1234567890, "005924"), (20000000000, "353130")],
)
def test_the_examples_of_the_rfc_are_right(seconds: int, code: str):
    assert CODES.step(SECRET, code, datetime.fromtimestamp(seconds, UTC)) == seconds // 30


@pytest.mark.parametrize("typed", [" 081 804 ", "٠٨١٨٠٤", "۰۸۱۸۰۴", "０８１８０４"])
def test_a_code_may_be_typed_with_spaces_and_in_other_digits(typed: str):
    assert CODES.step(SECRET, typed, AT) == STEP


def test_a_code_is_right_one_step_before_and_after_and_no_longer():
    step = timedelta(seconds=30)
    found = [CODES.step(SECRET, RIGHT, AT + n * step) for n in (-2, -1, 0, 1, 2)]
    assert found == [None, STEP, STEP, STEP, None]


@pytest.mark.parametrize(
    "typed", ["", "081805", "08180", "0818044", "abcdef", "²²²²²²", "081804" + "0" * 1000, "\0" * 6]
)
def test_whatever_else_is_typed_is_no_code(typed: str):
    assert CODES.step(SECRET, typed, AT) is None


def test_a_fresh_secret_has_160_bits_and_its_address_names_the_desk_and_the_advisor():
    secret = CODES.new_secret()
    assert len(base64.b32decode(secret)) == 20
    assert secret != CODES.new_secret()
    address = urlsplit(CODES.uri(secret, "Noor"))
    assert (address.scheme, address.netloc, address.path) == ("otpauth", "totp", "/Merit:Noor")
    assert parse_qs(address.query) == {"secret": [secret], "issuer": ["Merit"]}
    assert CODES.step(secret, pyotp.TOTP(secret).at(AT), AT) == STEP
