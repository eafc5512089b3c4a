"""Code of a language that nobody here reads, which only computes, reads files and prints.

Every word outside plain strings must be one of a few that neither name files nor start programs in any language. Where
the end of a string could be in doubt, the words inside strings count too. Where a word reads, every string is a path.
"""

from __future__ import annotations

import re

PLAIN_CHARACTERS = 400
"""Longest code that is looked at: a one-liner that tries something out."""

_DOUBTFUL = re.compile(r"['\\`$#@]|\[[\[=]")
_STRING = re.compile(r'"[^"]*"')
_WORD = re.compile(r"[^\W\d]\w*")
_PURE = frozenset(
    (
        "print", "println", "printf", "puts", "display", "displayln", "disp", "echo", "show", "newline", "format",
        "sum", "product", "length", "size", "count", "range", "sqrt", "abs", "min", "max", "floor", "ceil", "round",
        "mod", "rem", "div", "pow", "exp", "log", "sin", "cos", "pi", "sort", "sorted", "reverse", "reversed", "map",
        "filter", "reduce", "fold", "foldl", "foldr", "zip", "take", "drop", "head", "tail", "last", "first",
        "repeat", "replicate", "upcase", "downcase", "uppercase", "lowercase", "upper", "lower", "trim", "expr",
        "to_string", "toString", "string", "int", "float", "double", "integer", "bool", "true", "false", "nil",
        "null", "list", "listOf", "mapOf", "setOf", "vector", "array", "quote", "let", "val", "var", "if", "then",
        "else", "for", "in", "do", "end", "while", "def", "fn", "fun", "lambda", "where", "return", "and", "or",
        "not", "x", "y", "z", "i", "n", "a", "b", "IO", "inspect", "List", "Enum", "Math", "out", "VERSION",
        "version", "using", "Pkg", "test", "status", "Foundation", "import", "instantiate", "installed", "say",
        "info", "patchlevel", "System", "Sys", "GroovySystem", "Crystal", "erlang", "system_info", "otp_release",
        "io", "halt", "print_endline", "print_string", "ocaml_version", "princ", "emacs", "major", "minor", "nvim",
        "vim", "java", "clojure", "seq", "to", "writeln", "write_canonical", "nl", "putStrLn", "exit", "quit", "bye",
        "elixir", "Kernel", "self", "type", "typeof", "class", "name", "stdout", "flush", "p", "pp", "inc", "dec",
        "even", "odd", "clojure_version", "NimVersion", "tcl_version", "tcl_patchLevel", "display_nl", "Disp",
        "fprintf", "sprintf", "release", "arity", "str", "message",
        "new", "console", "Console", "WriteLine", "log",
    )
)  # fmt: skip
_READING = frozenset(
    (
        "readlines", "readline", "readFile", "slurp", "reader", "read", "File", "readLines", "line", "lines", "text",
        "read_file", "readText", "getText", "file", "stream", "fromFile", "getLines", "mkString", "Source", "scala",
    )
)  # fmt: skip


def is_plain(code: str) -> bool:
    """True when `code` only computes, reads the files that its strings name, and prints."""
    if len(code) > PLAIN_CHARACTERS:
        return False
    doubtful = _DOUBTFUL.search(code) is not None or any("[" in text for text in _STRING.findall(code))
    words = set(_WORD.findall(code if doubtful else _STRING.sub(" ", code)))
    return words <= _PURE or (not doubtful and words <= _PURE | _READING)


def paths_read(code: str) -> tuple[str, ...]:
    """The strings of plain code in which a word reads files: each may name one."""
    reads = not _READING.isdisjoint(_WORD.findall(_STRING.sub(" ", code)))
    return tuple(text[1:-1] for text in _STRING.findall(code)) if reads else ()
