"""A security key in software (WebAuthn Level 2, sections 6.1, 6.5 and 7): what a browser would send on from it.

Each field may be set to what it should not be, so that a test can tell a wrong answer from a right one by one thing.
"""

from __future__ import annotations

import json
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import encode_cbor

PRESENT, VERIFIED, WITH_A_KEY = 0x01, 0x04, 0x40


def letters(value: bytes) -> str:
    """In base64url without padding, as browsers write it."""
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def _secret() -> EllipticCurvePrivateKey:
    return generate_private_key(SECP256R1())


@dataclass
class Key:
    """One credential; `owner`: the user handle that it was given, `count`: the signatures so far, always 0 for some."""

    owner: bytes | None = None
    count: int = 1
    domain: str = "localhost"
    origin: str = "http://localhost"
    flags: int = PRESENT | VERIFIED
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    secret: EllipticCurvePrivateKey = field(default_factory=_secret)

    def is_made(self, challenge: bytes, public: object = None, word: tuple[object, object] = ("none", {})) -> str:
        """The answer to being asked for a new key; `public`: not its own, `word`: who vouches for it, and how."""
        point = self.secret.public_key().public_numbers()
        own = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        held = encode_cbor(own if public is None else public)
        made = bytes(16) + len(self.credential).to_bytes(2, "big") + self.credential + held
        attested = encode_cbor({"fmt": word[0], "attStmt": word[1], "authData": self._told(WITH_A_KEY) + made})
        words = self._words("webauthn.create", challenge)
        return self._sent({"clientDataJSON": letters(words), "attestationObject": letters(attested)})

    def signs(self, challenge: bytes) -> str:
        """The answer to being asked who somebody is."""
        told, words = self._told(), self._words("webauthn.get", challenge)
        signature = self.secret.sign(told + sha256(words).digest(), ECDSA(SHA256()))
        return self._sent(
            {
                "clientDataJSON": letters(words),
                "authenticatorData": letters(told),
                "signature": letters(signature),
                "userHandle": None if self.owner is None else letters(self.owner),
            }
        )

    def _told(self, more: int = 0) -> bytes:
        return sha256(self.domain.encode()).digest() + bytes([self.flags | more]) + self.count.to_bytes(4, "big")

    def _words(self, kind: str, challenge: bytes) -> bytes:
        return json.dumps({"type": kind, "challenge": letters(challenge), "origin": self.origin}).encode()

    def _sent(self, response: dict[str, str | None]) -> str:
        mine = letters(self.credential)
        return json.dumps({"id": mine, "rawId": mine, "type": "public-key", "response": response})
