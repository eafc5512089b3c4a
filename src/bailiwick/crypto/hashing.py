"""SHA-256 in its distinct uses, each with its own type and its own domain.

Tree hashes follow RFC 9162 section 2.1.1: a leaf is hashed behind 0x00 and an inner node
behind 0x01, so that neither can pass for the other. Every other structured hash starts
with a label and length-prefixed parts: text cannot move from one part into the next.
"""

from __future__ import annotations

from sys import modules

TYPE_CHECKING = False
if TYPE_CHECKING:
    import hashlib
    from hashlib import sha256 as _own_sha256
else:
    try:
        from _sha2 import sha256 as _own_sha256  # CPython 3.12 and later
    except ImportError:
        try:
            from _sha256 import sha256 as _own_sha256  # CPython 3.11
        except ImportError:
            from hashlib import sha256 as _own_sha256

HASH_BYTES = 32
"""Size of every hash here."""


class LeafHash(bytes):
    """Hash of one log entry's bytes."""

    __slots__ = ()


class NodeHash(bytes):
    """Hash of two children in the tree."""

    __slots__ = ()


class RootHash(bytes):
    """Hash of a whole tree."""

    __slots__ = ()


def sha256(data: bytes) -> hashlib._Hash:
    """SHA-256 by OpenSSL where `hashlib` is loaded, as in the daemon, else by the interpreter itself.

    Loading OpenSSL takes 5 ms, which the in-process evaluator would wait for; for 2 KB it is 9 us faster.
    """
    loaded = modules.get("hashlib")
    return _own_sha256(data) if loaded is None else loaded.sha256(data)


EMPTY_ROOT = RootHash(sha256(b"").digest())
"""Root of the tree without leaves (RFC 9162 section 2.1.1)."""

NO_LEAF = LeafHash(HASH_BYTES)
"""What the first entry of a log names as its predecessor: 32 zero bytes."""


def leaf_hash(data: bytes) -> LeafHash:
    """Hash of a leaf that holds `data`."""
    return LeafHash(sha256(b"\x00" + data).digest())


def node_hash(left: bytes, right: bytes) -> NodeHash:
    """Hash of an inner node over two hashes of `HASH_BYTES` each."""
    return NodeHash(sha256(b"\x01" + left + right).digest())


def labelled_hash(label: str, *parts: bytes) -> bytes:
    """Hash of `parts` for the one use that `label` names.

    The input is the label, a zero byte, then each part behind its length as 8 bytes big-endian.
    """
    digest = sha256(label.encode("ascii") + b"\x00")
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()


def content_hash(content: str | bytes) -> str:
    """SHA-256 of a content as lower-case hex: what the log keeps where it does not keep the content itself.

    Text is hashed as UTF-8; a lone surrogate, which has no UTF-8 form, as its three-byte generalised form.
    """
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return sha256(data).hexdigest()
