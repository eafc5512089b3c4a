"""Strict, bounded JSON from outside: what is read is exactly what was written, or an error says why not.

Refused: more than the byte bound, anything but UTF-8, text around the object, duplicate
keys (two readers could disagree on which counts), `NaN` and infinities, nesting beyond
the bound, and a root that is not an object. In texts that `Fields.text` and
`Fields.mapping` hand out there is no NUL and no lone surrogate: the first would cut a path
or command short in the operating system, the second cannot be written at all.
"""

from __future__ import annotations

import json

from bailiwick.model import bounds
from bailiwick.model.errors import BoundError, InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import NoReturn

_NAMES = {dict: "an object", list: "an array", str: "a string", bool: "a boolean", type(None): "null"}


def read_object(data: bytes, *, what: str, limit: int = bounds.EVENT_BYTES) -> Mapping[str, object]:
    """The one JSON object that `data` holds.

    Args:
        data: the bytes as received.
        what: name of the document for messages, for example `event`.
        limit: most bytes accepted.

    Raises:
        BoundError: it is larger or nested deeper than the bounds.
        InputError: it is not one strict JSON object.
    """
    if len(data) > limit:
        raise BoundError(f"expected the {what} to have at most {limit} bytes, it has {len(data)}")
    try:
        value = _DECODER.decode(data.decode("utf-8"))
    except RecursionError as error:
        raise BoundError(f"expected the {what} to nest at most {bounds.EVENT_DEPTH} levels, it nests deeper") from error
    except UnicodeDecodeError as error:
        raise InputError(f"expected the {what} in UTF-8, byte {error.start} is not") from error
    except ValueError as error:
        raise InputError(f"expected the {what} to be one JSON object: {error}") from error
    if not isinstance(value, dict):
        raise InputError(f"expected the {what} to be an object, got {describe(value)}")
    _check_depth(value, what)
    return value


def describe(value: object) -> str:
    """The JSON type of `value`, with its article, for messages."""
    return _NAMES.get(type(value), "a number")


def leaves(value: object) -> Iterable[str]:
    """All strings in a JSON value, keys of objects not included, in order."""
    stack = [value]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield node
        elif isinstance(node, dict):
            stack.extend(reversed(node.values()))
        elif isinstance(node, list):
            stack.extend(reversed(node))


def legible(text: str) -> str:
    """`text` with lone surrogates replaced, so that it can be encoded; for content that is only scanned."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


class Fields:
    """Typed access to the members of one JSON object; a wrong or missing one is an `InputError` with both sides."""

    __slots__ = ("_members", "_where")

    def __init__(self, members: Mapping[str, object], where: str) -> None:
        self._members = members
        self._where = where

    def text(self, name: str, default: str | None = None) -> str:
        """A string without NUL or lone surrogate; `default` when absent or null, None means required."""
        value = self._members.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            raise self._wrong(name, "a string")
        _check_exact(value, f"{self._where}.{name}")
        return value

    def content(self, name: str, default: str | None = None) -> str:
        """A string that is only measured and scanned: NUL may stay, lone surrogates are replaced."""
        value = self._members.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            raise self._wrong(name, "a string")
        return legible(value)

    def path(self, name: str, default: str | None = None) -> str:
        """An absolute path; `default` when absent, None means required."""
        value = self.text(name, default)
        if value and not value.startswith("/"):
            raise InputError(f"expected `{self._where}.{name}` to be an absolute path, got `{value[:200]}`")
        if not value and default is None:
            raise InputError(f"expected `{self._where}.{name}` to be an absolute path, got an empty string")
        return value

    def mapping(self, name: str) -> Mapping[str, object]:
        """An object, all its strings and keys exact."""
        value = self._members.get(name)
        if not isinstance(value, dict):
            raise self._wrong(name, "an object")
        where = f"{self._where}.{name}"
        for text in leaves(value):
            _check_exact(text, where)
        for key in _keys(value):
            _check_exact(key, where)
        return value

    def number(self, name: str, default: int = 0) -> int:
        """A number that is not negative, cut to an integer; `default` when absent or null."""
        value = self._members.get(name)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 2**53:
            raise self._wrong(name, "a number from 0 to 2^53")
        return int(value)

    def items(self, name: str) -> list[object]:
        """An array; empty when absent or null."""
        value = self._members.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._wrong(name, "an array")
        return value

    def get(self, name: str) -> object:
        """Any value, None when absent."""
        return self._members.get(name)

    def _wrong(self, name: str, expected: str) -> InputError:
        if name not in self._members:
            return InputError(f"expected `{self._where}.{name}` to be {expected}, it is missing")
        return InputError(f"expected `{self._where}.{name}` to be {expected}, got {describe(self._members[name])}")


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise InputError(f"expected each key once, `{legible(key[:100])}` comes twice")
            seen.add(key)
    return members


def _refuse_constant(name: str) -> NoReturn:
    raise InputError(f"expected JSON numbers, got `{name}`")


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_refuse_constant)


def _check_depth(value: object, what: str) -> None:
    level = [value]
    for _ in range(bounds.EVENT_DEPTH):
        below: list[object] = []
        for node in level:
            if isinstance(node, dict):
                below.extend(node.values())
            elif isinstance(node, list):
                below.extend(node)
        if not below:
            return
        level = below
    if any(isinstance(node, (dict, list)) for node in level):
        raise BoundError(f"expected the {what} to nest at most {bounds.EVENT_DEPTH} levels, it nests deeper")


def _check_exact(text: str, where: str) -> None:
    if "\0" in text:
        raise InputError(f"expected `{where}` without NUL characters, got one")
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise InputError(f"expected `{where}` to be valid Unicode, got a lone surrogate") from error


def _keys(value: object) -> Iterable[str]:
    stack = [value]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            yield from node
            stack.extend(node.values())
        elif isinstance(node, list):
            stack.extend(node)
