"""Passkeys (WebAuthn): what browsers are asked for, and whether what they answer is true."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import webauthn
from webauthn.helpers import base64url_to_bytes, options_to_json
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from bot.service.desk.account_ports import Answered, NewPasskey, Passkey, Site
from bot.service.desk.advisor import Account

T = TypeVar("T")

LONGEST = 20_000
"""Letters of an answer that are looked at; real ones have about a thousand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebAuthnJudge:
    """Implements `PasskeyJudge`. The user has to be verified by the device, and no device has to say who made it."""

    title: str = "Merit"

    def asked_to_make(
        self, site: Site, challenge: bytes, account: Account, known: Sequence[bytes]
    ) -> str:
        """Return the options for `navigator.credentials.create`; `known` ones are not made twice on a device."""
        options = webauthn.generate_registration_options(
            rp_id=site.rp_id,
            rp_name=self.title,
            user_id=account.id.encode(),
            user_name=account.name,
            challenge=challenge,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=[PublicKeyCredentialDescriptor(id=each) for each in known],
        )
        return options_to_json(options)

    def asked_to_show(self, site: Site, challenge: bytes) -> str:
        """Return the options for `navigator.credentials.get`: whichever passkey for this site the device has."""
        options = webauthn.generate_authentication_options(
            rp_id=site.rp_id,
            challenge=challenge,
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        return options_to_json(options)

    def read(self, answer: str) -> Answered | None:
        """Return what an answer claims, or None for what is none."""
        return _judged(lambda: _read(answer)) if len(answer) <= LONGEST else None

    def made(self, site: Site, challenge: bytes, answer: str) -> NewPasskey | None:
        """Return the new passkey if its user was verified, None otherwise."""

        def verified() -> NewPasskey:
            found = webauthn.verify_registration_response(
                credential=answer,
                expected_challenge=challenge,
                expected_rp_id=site.rp_id,
                expected_origin=site.origin,
                require_user_verification=True,
            )
            return NewPasskey(
                credential_id=found.credential_id,
                public_key=found.credential_public_key,
                sign_count=found.sign_count,
            )

        return _judged(verified)

    def shown(self, site: Site, challenge: bytes, answer: str, passkey: Passkey) -> int | None:
        """Return the new count of signatures if this passkey signed and its user was verified, None otherwise."""
        return _judged(
            lambda: (
                webauthn.verify_authentication_response(
                    credential=answer,
                    expected_challenge=challenge,
                    expected_rp_id=site.rp_id,
                    expected_origin=site.origin,
                    credential_public_key=passkey.public_key,
                    credential_current_sign_count=passkey.sign_count,
                    require_user_verification=True,
                ).new_sign_count
            )
        )


def _judged(work: Callable[[], T]) -> T | None:
    try:
        return work()
    except Exception:  # noqa: BLE001 - whatever a stranger sent, and wherever the library stumbled over it
        return None


def _read(answer: str) -> Answered:
    data: dict[str, Any] = json.loads(answer)
    response = data["response"]
    client = json.loads(base64url_to_bytes(response["clientDataJSON"]))
    return Answered(
        credential_id=base64url_to_bytes(data["rawId"]),
        challenge=base64url_to_bytes(client["challenge"]),
        user=base64url_to_bytes(response.get("userHandle") or ""),
    )
