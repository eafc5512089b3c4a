r"""SQL: which statements destroy, write or read. A tokenizer for what all engines share, not a grammar.

Comments, quoted strings, dollar quotes and quoted names are skipped as a server does, so a
statement word inside a string is text. Client commands that leave SQL (`\!`, `\copy ... program`) launch a shell.
"""

from __future__ import annotations

from itertools import pairwise

from bailiwick.interpret.effects import RunShell, literal
from bailiwick.model.operation import EMPTY, Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bailiwick.interpret.code.emit import Emitter
    from bailiwick.model.operation import AttributeValue

_READING = frozenset(
    {"SELECT", "SHOW", "EXPLAIN", "DESCRIBE", "DESC", "WITH", "VALUES", "TABLE", "PRAGMA", "USE", "SET", "BEGIN"}
)
_DROPPED = {
    "DATABASE": "database",
    "SCHEMA": "schema",
    "TABLE": "table",
    "KEYSPACE": "database",
    "COLLECTION": "collection",
    "OWNED": "schema",
}


def interpret_sql(code: str, emitter: Emitter, attributes: Mapping[str, AttributeValue] = EMPTY) -> None:
    """Emit what each statement of `code` does; `attributes` go to every operation."""
    rest = []
    for line in code.split("\n"):
        command = line.lstrip()
        if command.startswith(("\\!", "!")):
            emitter.launch(RunShell(literal(command.lstrip("\\!")), via="sql client"))
        elif command.startswith("\\") and "program" in command.lower():
            emitter.launch(RunShell(literal(_quoted(command)), via="sql client"))
        elif (words := command.split(None, 1)) and words[0].lower() in _SHELL_COMMANDS and len(words) > 1:
            emitter.launch(RunShell(literal(words[1].rstrip(";")), via="sql client"))
        elif words and words[0].lower() in _FILE_COMMANDS and len(words) > 1:
            emitter.read(literal(words[1].split()[0].strip("'\";")), command)
        else:
            rest.append(command.removeprefix("\\"))
    for words in statements("\n".join(rest)):
        _statement(words, emitter, dict(attributes))


_SHELL_COMMANDS = frozenset((".shell", ".system", "system"))
_FILE_COMMANDS = frozenset((".read", ".import", ".load", "source", "\\i", "\\ir"))
_READERS = frozenset(
    (
        "READFILE", "PG_READ_FILE", "PG_READ_BINARY_FILE", "LOAD_FILE", "READ_TEXT", "READ_BLOB", "READ_CSV",
        "READ_CSV_AUTO", "READ_JSON", "INFILE", "LO_IMPORT",
    )
)  # fmt: skip
_WRITERS = frozenset(("OUTFILE", "DUMPFILE", "WRITEFILE", "LO_EXPORT"))


def _files(words: list[str], emitter: Emitter) -> None:
    """Files that a statement reads or writes: by functions, `INFILE`, `OUTFILE` and `COPY`."""
    copies = words[0].upper() == "COPY"
    for word, following in pairwise(words):
        name = word.upper()
        if not following.startswith("'"):
            continue
        path = literal(following[1:])
        if name in _READERS or (copies and name == "FROM"):
            emitter.read(path, f"{word} {following}")
        elif name in _WRITERS or (copies and name == "TO"):
            emitter.write(path, f"{word} {following}", frozenset(), truncates=True)


def _quoted(command: str) -> str:
    pieces = command.split("'")
    return pieces[1] if len(pieces) > 1 else command


def _statement(words: list[str], emitter: Emitter, attributes: dict[str, AttributeValue]) -> None:
    verb = _main_verb(words)
    _files(words, emitter)
    shown = " ".join(words[:12])
    named = next((word for word in words[1:] if word.upper() not in _NOISE), "")
    if verb == "DROP":
        what = next((_DROPPED[word.upper()] for word in words[1:4] if word.upper() in _DROPPED), "")
        if what:
            emitter.other(Kind.DB_DESTROY, named, shown, what=what, **attributes)
        else:
            emitter.other(Kind.DB_WRITE, named, shown, **attributes)
    elif verb == "TRUNCATE":
        emitter.other(Kind.DB_DESTROY, named, shown, what="table", **attributes)
    elif verb in {"FLUSHALL", "FLUSHDB"}:
        emitter.other(Kind.DB_DESTROY, named, shown, what="keys", **attributes)
    elif verb in {"DELETE", "UPDATE"}:
        upper = [word.upper() for word in words]
        if "WHERE" not in upper or upper[upper.index("WHERE") + 1 :] in _ALWAYS:
            attributes["no_where"] = True
        emitter.other(Kind.DB_WRITE, named, shown, **attributes)
    elif verb == "COPY" and "PROGRAM" in (word.upper() for word in words):
        emitter.run(shown, opaque=True, suspicious=True)
    elif verb == "ALTER" and "DROP" in (word.upper() for word in words):
        emitter.other(Kind.DB_WRITE, named, shown, migration=True, **attributes)
    elif verb in _READING:
        emitter.other(Kind.DB_READ, named, shown, **attributes)
    elif verb:
        emitter.other(Kind.DB_WRITE, named, shown, **attributes)


_ALWAYS = (["1", "1"], ["TRUE"], ["1"])
"""Conditions that every row meets; the tokenizer drops the `=`."""

_NOISE = frozenset({"FROM", "INTO", "TABLE", "DATABASE", "SCHEMA", "IF", "EXISTS", "ONLY", "KEYSPACE", "*"})


def _main_verb(words: list[str]) -> str:
    """The verb; for `WITH x AS (...) DELETE ...` and `EXPLAIN ANALYZE DELETE` the one that acts."""
    first = words[0].upper() if words else ""
    acting = {"DELETE", "UPDATE", "TRUNCATE", "INSERT", "DROP"}
    if first == "WITH":
        return next((word.upper() for word in words[1:] if word.upper() in acting), first)
    if first == "EXPLAIN" and "ANALYZE" in (word.upper() for word in words[1:3]):
        return next((word.upper() for word in words[1:4] if word.upper() in acting), first)
    return first


def statements(code: str) -> Iterator[list[str]]:
    """The words of each statement without comments; a string is one word that begins with its quote."""
    words: list[str] = []
    position, end = 0, len(code)
    while position < end:
        character = code[position]
        if character == ";":
            if words:
                yield words
            words = []
            position += 1
        elif code.startswith("--", position) or character == "#":
            position = _after(code, "\n", position)
        elif code.startswith("/*", position):
            position = _after(code, "*/", position + 2)
        elif character in "'\"`":
            closing = _closing(code, character, position + 1)
            mark = "'" if character == "'" else ""
            words.append(mark + code[position + 1 : closing])
            position = closing + 1
        elif character == "$" and (tag := _dollar_tag(code, position)):
            position = _after(code, tag, position + len(tag))
        elif character.isalnum() or character in "_*.":
            start = position
            while position < end and (code[position].isalnum() or code[position] in "_*.-$"):
                position += 1
            words.append(code[start:position])
        else:
            position += 1
    if words:
        yield words


def _after(code: str, mark: str, position: int) -> int:
    found = code.find(mark, position)
    return len(code) if found < 0 else found + len(mark)


def _closing(code: str, quote: str, position: int) -> int:
    while position < len(code):
        if code[position] == "\\" and quote == "'":
            position += 2
        elif code[position] == quote:
            if code.startswith(quote * 2, position):
                position += 2
            else:
                return position
        else:
            position += 1
    return len(code)


def _dollar_tag(code: str, position: int) -> str:
    closing = code.find("$", position + 1, position + 64)
    tag = code[position : closing + 1]
    return tag if closing > 0 and tag.strip("$").replace("_", "a").isalnum() | (tag == "$$") else ""
