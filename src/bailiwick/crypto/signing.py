"""Ed25519 keys as values (RFC 8032). `cryptography` does the work and is imported at the first use."""

from __future__ import annotations

from bailiwick.model.errors import InputError
from bailiwick.model.value import Value

KEY_BYTES = 32
SIGNATURE_BYTES = 64


class PublicKey(Value):
    """An Ed25519 public key, 32 raw bytes."""

    raw: bytes

    def validate(self) -> None:
        """Refuse a key of the wrong size."""
        if len(self.raw) != KEY_BYTES:
            raise InputError(f"expected an Ed25519 public key of {KEY_BYTES} bytes, got {len(self.raw)}")

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """True when `signature` is this key's signature over `message`."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


class SigningKey(Value):
    """An Ed25519 private key as its 32-byte seed. Its text form never shows the seed."""

    seed: bytes

    def validate(self) -> None:
        """Refuse a key of the wrong size."""
        if len(self.seed) != KEY_BYTES:
            raise InputError(f"expected an Ed25519 seed of {KEY_BYTES} bytes, got {len(self.seed)}")

    def __repr__(self) -> str:
        return "SigningKey(...)"

    def public(self) -> PublicKey:
        """The public half."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return PublicKey(Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        """The signature over `message`, 64 bytes."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)
