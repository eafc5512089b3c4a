"""Code of a language that nobody here reads, which only computes and prints.

Every word outside plain strings must be one of a few that neither name files nor start programs in any language. Where
the end of a string could be in doubt, the words inside strings count too.
"""

from __future__ import annotations

import re

PLAIN_CHARACTERS = 400
"""Longest code that is looked at: a one-liner that tries something out."""

_DOUBTFUL = re.compile(r"['\\`$#\[@]")
_STRING = re.compile(r'"[^"]*"')
_WORD = re.compile(r"[^\W\d]\w*")
_PURE = frozenset(
    (
        "print", "println", "printf", "puts", "display", "displayln", "disp", "echo", "show", "newline", "format",
        "sum", "product", "length", "size", "count", "range", "sqrt", "abs", "min", "max", "floor", "ceil", "round",
        "mod", "rem", "div", "pow", "exp", "log", "sin", "cos", "pi", "sort", "sorted", "reverse", "reversed", "map",
        "filter", "reduce", "fold", "foldl", "foldr", "zip", "take", "drop", "head", "tail", "last", "first",
        "repeat", "replicate", "upcase", "downcase", "uppercase", "lowercase", "upper", "lower", "trim", "expr",
        "to_string", "toString", "string", "int", "float", "double", "integer", "bool", "true", "false", "nil", "null",
        "list", "listOf", "mapOf", "setOf", "vector", "array", "quote", "let", "val", "var", "if", "then", "else",
        "for", "in", "do", "end", "while", "def", "fn", "fun", "lambda", "where", "return", "and", "or", "not",
        "x", "y", "z", "i", "n", "a", "b", "IO", "inspect", "List", "Enum", "Math", "out", "VERSION", "version",
        "using", "Pkg", "test", "status", "Foundation", "import",
    )
)  # fmt: skip


def is_plain(code: str) -> bool:
    """True when `code` only computes and prints."""
    if len(code) > PLAIN_CHARACTERS:
        return False
    looked_at = code if _DOUBTFUL.search(code) else _STRING.sub(" ", code)
    return all(word in _PURE for word in _WORD.findall(looked_at))
