"""Pathspecs: whether they name everything, and which file they name."""

from __future__ import annotations

from bailiwick.interpret.effects import Hole, Text, literal
from bailiwick.interpret.programs import texts

_EVERYTHING = frozenset(
    {".", "./", "..", "../", ":/", ":/.", "*", ":(top)", ":(top).", "/", "./.", "**", ":/*", "./*", ":(glob)**", ":"}
)


def is_everything(word: Text) -> bool:
    """True for a pathspec that takes in the whole tree (or the whole directory)."""
    return texts.pattern(word) in _EVERYTHING


def path_of(word: Text) -> Text | None:
    """The path of a pathspec, `*` as holes; None for one that excludes."""
    head = word.prefix
    if head.startswith((":!", ":^")) or (head.startswith(":(") and "exclude" in head.partition(")")[0]):
        return None
    if head.startswith(":("):
        word = texts.drop(word, head.find(")") + 1)
    elif head.startswith(":/"):
        word = texts.drop(word, 2)
    return with_holes(word)


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
