"""Pathspecs: whether they name everything, and which file they name."""

from __future__ import annotations

from bailiwick.interpret.programs import texts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text

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
    return texts.with_holes(word)
