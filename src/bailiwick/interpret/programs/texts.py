"""Pieces of abstract words: cutting known text from them without losing holes or labels."""

from __future__ import annotations

from bailiwick.interpret.effects import Hole, Text, join, literal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def drop(text: Text, count: int) -> Text:
    """`text` without the first `count` characters of its known beginning."""
    head = text.prefix[count:]
    rest = text.parts[1:] if text.prefix else text.parts
    return Text((head, *rest) if head else rest, text.labels)


def partition(text: Text, separator: str) -> tuple[Text, Text | None]:
    """Before and after the first known `separator`; (text, None) when there is none before the first hole."""
    at = text.prefix.find(separator)
    if at < 0:
        return text, None
    return literal(text.prefix[:at], text.labels), drop(text, at + len(separator))


def partition_anywhere(text: Text, separator: str) -> tuple[Text, Text | None]:
    """Before and after the first `separator` in any known piece."""
    for index, part in enumerate(text.parts):
        if isinstance(part, str) and separator in part:
            before, _, after = part.partition(separator)
            left = (*text.parts[:index], before) if before else text.parts[:index]
            right = (after, *text.parts[index + 1 :]) if after else text.parts[index + 1 :]
            return Text(left, text.labels), Text(right, text.labels)
    return text, None


def separate(text: Text, separator: str) -> tuple[Text, ...]:
    """The pieces of `text` between known separators."""
    pieces: list[Text] = []
    rest: Text | None = text
    while rest is not None:
        piece, rest = partition_anywhere(rest, separator)
        pieces.append(piece)
    return tuple(pieces)


def words_joined(words: Sequence[Text]) -> Text:
    """Words with one space between them, as programs join an argv to a command line."""
    pieces: list[Text] = []
    for index, word in enumerate(words):
        if index:
            pieces.append(literal(" "))
        pieces.append(word)
    return join(*pieces)


def words_quoted(words: Sequence[Text]) -> Text:
    """Words as shell text that yields the same argv: each known piece in single quotes."""
    pieces: list[Text] = []
    for index, word in enumerate(words):
        if index:
            pieces.append(literal(" "))
        parts = tuple("'" + part.replace("'", "'\\''") + "'" if isinstance(part, str) else part for part in word.parts)
        pieces.append(Text(parts or ("''",), word.labels))
    return join(*pieces)


def pattern(text: Text) -> str:
    """The text with `*` for each hole, for comparison and for people."""
    known = text.known
    return known if known is not None else "".join(part if isinstance(part, str) else "*" for part in text.parts)


def is_hole(text: Text) -> bool:
    """True for a word of which nothing is known at its beginning."""
    return bool(text.parts) and isinstance(text.parts[0], Hole)


def with_holes(word: Text) -> Text:
    """Glob characters of a known word as holes, so that it stands for any path that matches."""
    if word.known is None or not set(word.known) & set("*?["):
        return word
    parts: list[str | Hole] = []
    plain = ""
    for character in word.known:
        if character in "*?[":
            if plain:
                parts.append(plain)
                plain = ""
            parts.append(Hole(word.known, glob=True))
        elif character == "]" and parts and not plain:
            continue
        else:
            plain += character
    if plain:
        parts.append(plain)
    return Text(tuple(parts), word.labels) if parts else literal("")


def base(argv: Sequence[Text]) -> str:
    """The base name of the program that an argv starts, holes as `*`; empty for an empty argv."""
    return pattern(argv[0]).rpartition("/")[2] if argv else ""
