"""Canonical JSON: one value, one byte string (RFC 8785 on the domain below).

The domain is `str`, `int`, `bool`, `None`, lists and maps with ASCII keys. On it the
JSON Canonicalization Scheme needs no number formatting and no UTF-16 key order, so the
standard encoder with sorted keys gives exactly its bytes. Everything else is refused:
floats, integers that a double cannot hold (RFC 7493 section 2.2), lone surrogates.
"""

from __future__ import annotations

import json
from types import MappingProxyType

from bailiwick.model import bounds
from bailiwick.model.errors import BoundError, InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LEAVES = frozenset({str, bool, type(None)})

INTEGER_LIMIT = 2**53 - 1
"""Largest magnitude of an integer: beyond it JSON readers disagree."""


def canonical(value: object) -> bytes:
    """The canonical bytes of `value`, UTF-8, without a line break.

    Raises:
        InputError: a part of the value is outside the domain; the message names its place.
        BoundError: nested deeper than `bounds.CANONICAL_DEPTH`.
    """
    if not _is_plain(value):
        _check(value, 0, "$")
    try:
        return _ENCODER.encode(value).encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"expected text of Unicode scalar values, got the lone surrogate U+{ord(error.object[error.start]):04X}"
        ) from error


def _plain(value: object) -> object:
    if isinstance(value, MappingProxyType):
        return dict(value)
    raise TypeError(type(value))


_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, check_circular=False, default=_plain
)


def _is_plain(value: object) -> bool:
    """True when `value` is surely in the domain; the usual case, level by level and without naming places."""
    level: list[Any] = [value]
    for _ in range(bounds.CANONICAL_DEPTH):
        keys: list[Any] = []
        below: list[Any] = []
        for item in level:
            kind = type(item)
            if kind is dict:
                keys += item
                below += item.values()
            elif kind is list or kind is tuple:
                below += item
            elif kind is int:
                if not -INTEGER_LIMIT <= item <= INTEGER_LIMIT:
                    return False
            elif kind not in _LEAVES:
                return False
        if not _are_keys(keys):
            return False
        level = [part for part in below if type(part) is not str]
        if not level:
            return True
    return False


def _are_keys(items: list[Any]) -> bool:
    try:
        return "".join(items).isascii()  # join itself refuses what is not text
    except TypeError:
        return False


def _check(value: object, depth: int, place: str) -> None:
    if value is None or isinstance(value, (str, bool)):
        return
    if depth > bounds.CANONICAL_DEPTH:
        raise BoundError(f"expected at most {bounds.CANONICAL_DEPTH} levels of nesting, got more at `{place[:200]}`")
    if isinstance(value, int):
        if not -INTEGER_LIMIT <= value <= INTEGER_LIMIT:
            raise InputError(f"expected an integer of at most 53 bits at `{place}`, got {value.bit_length()} bits")
    elif isinstance(value, (list, tuple)):
        for position, item in enumerate(value):
            if not isinstance(item, str):
                _check(item, depth + 1, f"{place}[{position}]")
    elif isinstance(value, (dict, MappingProxyType)):
        for key, item in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise InputError(f"expected ASCII text as key in `{place}`, got {key!r}")
            if not isinstance(item, str):
                _check(item, depth + 1, f"{place}.{key}")
    else:
        raise InputError(
            f"expected text, an integer, true, false, null, a list or a map at `{place}`, got {type(value).__name__}"
        )
