"""Codes of an authenticator app (RFC 6238), as every such app makes them: six digits, a new one every 30 seconds."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime

import pyotp
from pyotp.exceptions import OTPVerificationError

WINDOW = 1
"""Steps before and after the present one that are accepted: clocks differ, and typing takes time."""

_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class AppCodes:
    """Implements `OneTimeCodes`; `issuer` is how the app names the desk."""

    issuer: str = "Merit"

    def new_secret(self) -> str:
        """Return 160 fresh random bits in base 32."""
        return pyotp.random_base32(32)

    def uri(self, secret: str, name: str) -> str:
        """Return the address the app reads from a picture."""
        return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=self.issuer)

    def step(self, secret: str, code: str, at: datetime) -> int | None:
        """Return the time step of a code that is right now, or a moment ago; digits of any script, spaces allowed."""
        digits = _digits(code)
        if len(digits) != _DIGITS:
            return None
        try:
            return pyotp.TOTP(secret).verify_and_get_timecode(
                digits, for_time=at, valid_window=WINDOW
            )
        except OTPVerificationError:
            return None


def _digits(code: str) -> str:
    found = (unicodedata.digit(sign, None) for sign in code[: 4 * _DIGITS] if not sign.isspace())
    return "".join("?" if digit is None else str(digit) for digit in found)
