"""A passkey in software: makes real P-256 keys and real signatures, and can be made to lie."""

import hashlib
import json
from dataclasses import dataclass, field
from secrets import token_bytes
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass(kw_only=True)
class Authenticator:
    """One passkey on one device. Its fields are what it claims: change one and it lies."""

    origin: str = "https://merit.example.org"
    rp_id: str | None = None
    verified: bool = True
    counts: bool = True
    count: int = 0
    credential_id: bytes = field(default_factory=lambda: token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    user: bytes = b""

    def create(self, options: str) -> str:
        """Answer `navigator.credentials.create`."""
        asked = json.loads(options)
        self.user = base64url_to_bytes(asked["user"]["id"])
        client = self._client("webauthn.create", asked["challenge"])
        data = self._data(asked["rp"]["id"], ATTESTED) + self._credential()
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer({"clientDataJSON": client, "attestationObject": attestation})

    def get(self, options: str) -> str:
        """Answer `navigator.credentials.get`."""
        asked = json.loads(options)
        self.count += self.counts
        client = self._client("webauthn.get", asked["challenge"])
        data = self._data(asked["rpId"])
        signed = data + hashlib.sha256(client).digest()
        signature = self.key.sign(signed, ec.ECDSA(SHA256()))
        return self._answer(
            {
                "clientDataJSON": client,
                "authenticatorData": data,
                "signature": signature,
                "userHandle": self.user,
            }
        )

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps(
            {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        ).encode()

    def _data(self, rp_id: str, more: int = 0) -> bytes:
        flags = PRESENT | (VERIFIED if self.verified else 0) | more
        host = hashlib.sha256((self.rp_id or rp_id).encode()).digest()
        return host + bytes([flags]) + self.count.to_bytes(4, "big")

    def _credential(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        x, y = numbers.x.to_bytes(32, "big"), numbers.y.to_bytes(32, "big")
        cose = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        length = len(self.credential_id).to_bytes(2, "big")
        return bytes(16) + length + self.credential_id + cose

    def _answer(self, response: dict[str, bytes]) -> str:
        name = bytes_to_base64url(self.credential_id)
        written: dict[str, Any] = {
            key: bytes_to_base64url(value) for key, value in response.items()
        }
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": written})
