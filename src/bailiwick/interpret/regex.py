"""`regex`: `re.compile` that compiles when the pattern is first used.

A grammar has dozens of patterns, of which one command needs a handful; compiling them all would take
the in-process evaluator longer than judging the command. A pattern in use costs what it always did.
"""

from __future__ import annotations

__all__ = ["regex"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import compile as regex
else:
    import re

    _USED = ("match", "fullmatch", "search", "finditer", "split", "sub")

    class regex:  # noqa: N801 - takes the place of a function
        """A pattern whose methods are those of the compiled one from the first use on."""

        __slots__ = ("_text", *_USED)

        def __init__(self, text):
            self._text = text

        def __getattr__(self, name):
            compiled = re.compile(self._text)
            for method in _USED:
                setattr(self, method, getattr(compiled, method))
            return getattr(compiled, name)
