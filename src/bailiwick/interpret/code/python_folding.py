"""Constant folding: what Python computes from known values, and nothing else."""

from __future__ import annotations

import ast
import base64
import binascii
import codecs
import zlib

from bailiwick.interpret.code.python_values import (
    UNKNOWN,
    Instance,
    Items,
    Known,
    Unknown,
    as_text,
    labels_of,
)
from bailiwick.interpret.effects import Hole, Label, Text, join, literal
from bailiwick.model import bounds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bailiwick.interpret.code.python_values import Abstract

_DECODED = frozenset({Label.DECODED})


def constant(value: object) -> Abstract:
    """The abstract value of a literal. Bytes are the text of the same code points."""
    if isinstance(value, str):
        return literal(value)
    if isinstance(value, bytes):
        return literal(value.decode("latin-1"))
    if value is None or isinstance(value, bool | int | float):
        return Known(value)
    return UNKNOWN


def binary(op: ast.operator, left: Abstract, right: Abstract) -> Abstract:
    """`left op right` for texts, paths, lists and numbers."""
    match op, left, right:
        case ast.Div(), Instance(type="path"), _:
            return joined_path(left, right)
        case ast.Add(), Items(), Items():
            return Items((*left.items, *right.items), left.complete and right.complete)
        case (ast.Add(), Text(), _) | (ast.Add(), _, Text()):
            return join(as_text(left), as_text(right))
        case ast.Mod(), Text(), _:
            return _percent(left, right)
        case (ast.Mult(), Text(), Known(value=int(times))) | (ast.Mult(), Known(value=int(times)), Text()):
            text = left if isinstance(left, Text) else as_text(right)
            known = text.known
            if known is not None and len(known) * times <= bounds.SCRIPT_BYTES:
                return literal(known * times, text.labels)
        case _, Known(value=int(first)), Known(value=int(second)):
            return _arithmetic(op, first, second)
    return Unknown(labels_of(left) | labels_of(right))


def _arithmetic(op: ast.operator, first: int, second: int) -> Abstract:
    match op:
        case ast.Add():
            return Known(first + second)
        case ast.Sub():
            return Known(first - second)
        case ast.Mult() if abs(first) < 2**63 and abs(second) < 2**63:
            return Known(first * second)
        case ast.BitXor():
            return Known(first ^ second)
        case ast.BitOr():
            return Known(first | second)
        case ast.BitAnd():
            return Known(first & second)
        case ast.FloorDiv() if second:
            return Known(first // second)
        case ast.Mod() if second:
            return Known(first % second)
    return UNKNOWN


def _percent(template: Text, value: Abstract) -> Abstract:
    known = template.known
    values = value.items if isinstance(value, Items) else (value,)
    if known is None or "%%" in known or known.count("%s") != known.count("%") or known.count("%s") != len(values):
        return Unknown(labels_of(template) | labels_of(value))
    pieces = known.split("%s")
    texts = [literal(pieces[0])]
    for piece, part in zip(pieces[1:], values, strict=True):
        texts += [as_text(part), literal(piece)]
    return join(*texts)


def unary(op: ast.unaryop, value: Abstract) -> Abstract:
    """`op value` for numbers and truths."""
    if isinstance(value, Known):
        if isinstance(op, ast.Not):
            return Known(not value.value)
        if isinstance(op, ast.USub) and isinstance(value.value, int | float):
            return Known(-value.value)
    return UNKNOWN


def joined_path(*parts: Abstract) -> Instance:
    """A path made of parts; a part that is absolute starts anew."""
    text = Text()
    for part in parts:
        piece = as_text(part)
        if not text.parts or piece.prefix.startswith("/"):
            text = piece
        elif text.suffix.endswith("/"):
            text = join(text, piece)
        else:
            text = join(text, literal("/"), piece)
    return Instance("path", text, text.labels)


def indexed(owner: Abstract, index: Abstract) -> Abstract:
    """`owner[index]`."""
    if isinstance(index, Known) and isinstance(index.value, int):
        position = index.value
        if isinstance(owner, Items) and owner.complete and -len(owner.items) <= position < len(owner.items):
            return owner.items[position]
        if isinstance(owner, Text) and (known := owner.known) is not None and -len(known) <= position < len(known):
            return literal(known[position], owner.labels)
    return Unknown(labels_of(owner))


def sliced(owner: Abstract, parts: Sequence[Abstract | None]) -> Abstract:
    """`owner[a:b:c]`; a reversed text counts as decoded."""
    limits: list[int | None] = []
    for part in parts:
        if part is None:
            limits.append(None)
        elif isinstance(part, Known) and isinstance(part.value, int):
            limits.append(part.value)
        else:
            return Unknown(labels_of(owner))
    if limits[2] == 0:
        return UNKNOWN
    window = slice(*limits)
    if isinstance(owner, Text) and (known := owner.known) is not None:
        reversed_order = limits[2] is not None and limits[2] < 0
        return literal(known[window], owner.labels | (_DECODED if reversed_order else frozenset()))
    if isinstance(owner, Items) and owner.complete:
        return Items(owner.items[window])
    return Unknown(labels_of(owner))


def _latin(work: Callable[[bytes], bytes]) -> Callable[[str], str]:
    return lambda text: work(text.encode("latin-1")).decode("latin-1")


def _inflate(data: bytes) -> bytes:
    return zlib.decompressobj(wbits=47).decompress(data, bounds.SCRIPT_BYTES)


DECODERS: Mapping[str, Callable[[str], str]] = {
    "base64.b64decode": _latin(base64.b64decode),
    "base64.standard_b64decode": _latin(base64.standard_b64decode),
    "base64.urlsafe_b64decode": _latin(base64.urlsafe_b64decode),
    "base64.decodebytes": _latin(base64.decodebytes),
    "base64.b32decode": _latin(base64.b32decode),
    "base64.b16decode": _latin(lambda data: base64.b16decode(data, casefold=True)),
    "base64.b85decode": _latin(base64.b85decode),
    "base64.a85decode": _latin(base64.a85decode),
    "binascii.unhexlify": _latin(binascii.unhexlify),
    "binascii.a2b_hex": _latin(binascii.a2b_hex),
    "binascii.a2b_base64": _latin(binascii.a2b_base64),
    "bytes.fromhex": lambda text: bytes.fromhex(text).decode("latin-1"),
    "bytearray.fromhex": lambda text: bytes.fromhex(text).decode("latin-1"),
    "zlib.decompress": _latin(_inflate),
    "gzip.decompress": _latin(_inflate),
}
"""Functions that turn hidden text into readable text, computed on known text."""

OPAQUE_DECODERS = frozenset(
    {
        "marshal.loads",
        "pickle.loads",
        "cPickle.loads",
        "_pickle.loads",
        "cloudpickle.loads",
        "dill.loads",
        "lzma.decompress",
        "bz2.decompress",
        "types.CodeType",
    }
)
"""Functions whose result is hidden code that is not computed here."""


def decode(name: str, value: Abstract) -> Text:
    """The result of one of `DECODERS`; unknown, but labelled, when it cannot be computed."""
    text = as_text(value)
    known = text.known
    if known is not None and len(known) <= bounds.SCRIPT_BYTES:
        try:
            return literal(DECODERS[name](known), text.labels | _DECODED)
        except (ValueError, zlib.error, UnicodeError):
            return Text((Hole(name),), text.labels | _DECODED)
    return Text((Hole(name),), text.labels | _DECODED)


def recode(text: Text, codec: str) -> Text:
    """`codecs.decode(text, codec)` and `text.decode(codec)`."""
    name = codec.lower().replace("-", "_")
    if name in {"utf_8", "utf8", "ascii", "latin_1", "latin1", ""}:
        known = text.known
        if known is not None and not known.isascii():
            return literal(known.encode("latin-1", "replace").decode("utf-8", "replace"), text.labels)
        return text
    if name in {"rot13", "rot_13"} and (known := text.known) is not None:
        return literal(codecs.decode(known, "rot13"), text.labels | _DECODED)
    table = {
        "hex": "bytes.fromhex",
        "hex_codec": "bytes.fromhex",
        "base64": "base64.b64decode",
        "zlib": "zlib.decompress",
    }
    if name in table:
        return decode(table[name], text)
    return Text((Hole(codec),), text.labels | _DECODED)


def globbed(pattern: str) -> Text:
    """What a glob stands for: its literal pieces with holes between."""
    pieces: list[Text] = []
    for piece in pattern.replace("?", "*").split("*"):
        pieces += [Text((Hole("glob", glob=True),)), *([Text((piece,))] if piece else [])]
    return join(*pieces[1:])
