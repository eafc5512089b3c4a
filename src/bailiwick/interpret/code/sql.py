r"""SQL: which statements destroy, write or read.

A tokenizer for what all engines share splits a text into statements and reads the harmless ones; a statement in which
a word stands that can change or destroy is parsed by a grammar (`sql_grammar`), and read by its words when that fails.

Comments, quoted strings, dollar quotes and quoted names are skipped as a server does, so a
statement word inside a string is text. Client commands that leave SQL (`\!`, `\copy ... program`) launch a shell.
"""

from __future__ import annotations

from itertools import pairwise

from bailiwick.interpret.effects import Data, RunShell, literal, unknown
from bailiwick.model import bounds
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
    "USER": "user",
    "ROLE": "user",
    "TABLESPACE": "schema",
    "STREAM": "table",
    "BUCKET": "database",
    "SCOPE": "schema",
    "NAMESPACE": "schema",
    "CATALOG": "database",
    "WAREHOUSE": "database",
    "PLUGGABLE": "database",
    "GRAPH": "database",
}


def interpret_sql(code: str, emitter: Emitter, attributes: Mapping[str, AttributeValue] = EMPTY) -> None:
    """Emit what each statement of `code` does; `attributes` go to every operation."""
    engine = str(attributes.get("engine", ""))
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
        elif words and words[0].lower() in _OUTPUT_COMMANDS and len(words) > 1:
            _output(words[1].strip(" '\";"), command, emitter)
        elif command.startswith("\\") and "`" in command:
            emitter.launch(RunShell(literal(command.split("`")[1]), via="sql client"))
        else:
            rest.append(command.removeprefix("\\"))
    text = "\n".join(rest)
    if engine in _CONDITIONAL_COMMENTS:
        text = _uncommented(text)
    _statements(text, emitter, attributes, depth=0)


def _output(target: str, command: str, emitter: Emitter) -> None:
    """Where a client's results go from now on: a file, or a command behind `|`."""
    if target.startswith("|"):
        emitter.launch(RunShell(literal(target.lstrip("|")), via="sql client", stdin=Data(unknown("rows"))))
    elif target not in {"stdout", "stderr", "off"}:
        emitter.write(literal(target.rsplit(maxsplit=1)[-1].strip("'\"")), command, frozenset(), truncates=True)


def _statements(code: str, emitter: Emitter, attributes: Mapping[str, AttributeValue], *, depth: int) -> None:
    for piece in pieces(code):
        inner = depth or _runs_what_it_explains(piece[0]) or piece[0][0].upper() in _BLOCKS
        words, text = _acting_part(*piece) if inner else piece
        _statement(words, text, emitter, dict(attributes))
        for body in _bodies(words, text) if depth < bounds.SQL_DEPTH else ():
            _statements(body, emitter, attributes, depth=depth + 1)


_CONDITIONAL_COMMENTS = frozenset(("mysql", "mariadb", "mycli", ""))
"""Engines for which `/*! ... */` is no comment; an unknown one may be."""
_ACTING = frozenset(
    (
        "DELETE", "UPDATE", "TRUNCATE", "INSERT", "DROP", "ALTER", "MERGE", "REPLACE", "CREATE", "EXECUTE", "EXEC",
        "WITH",
    )
)  # fmt: skip
_BLOCKS = frozenset(("BEGIN", "DECLARE", "IF", "WHILE"))
"""Words with which a block of statements begins, its first statement right behind."""
_DESCRIBING = frozenset(("EXPLAIN", "DESCRIBE", "DESC", "SHOW"))
_EXECUTING = frozenset(("DO", "PREPARE", "EXEC", "EXECUTE", "SP_EXECUTESQL", "CALL"))


def _uncommented(code: str) -> str:
    """`code` with MySQL's conditional comments written out (MySQL manual, 11.7)."""
    kept = []
    position = 0
    while (found := code.find("/*!", position)) >= 0:
        closing = code.find("*/", found)
        closing = len(code) if closing < 0 else closing
        kept += [code[position:found], " ", code[found + 3 : closing].lstrip("0123456789"), " "]
        position = closing + 2
    return "".join([*kept, code[position:]])


def _runs_what_it_explains(words: list[str]) -> bool:
    return words[0].upper() == "EXPLAIN" and "ANALYZE" in (word.upper() for word in words[1:3])


def _acting_part(words: list[str], text: str) -> tuple[list[str], str]:
    """A statement of a block, from its acting verb on (`BEGIN IF x THEN DROP TABLE y`)."""
    start = next((index for index, word in enumerate(words) if word.upper() in _ACTING), 0)
    at = text.upper().find(words[start].upper()) if start else 0
    return words[start:], text[max(at, 0) :]


def _bodies(words: list[str], text: str) -> Iterator[str]:
    """Texts that the statement executes: a `DO` block, `PREPARE ... FROM '...'`, `EXEC ('...')`."""
    if not words or words[0].upper() not in _EXECUTING:
        return
    for word in words[1:]:
        if word.startswith("'"):
            yield word[1:].replace("''", "'")
    position = 0
    while (found := text.find("$", position)) >= 0:
        tag = _dollar_tag(text, found)
        if not tag:
            position = found + 1
            continue
        start = found + len(tag)
        position = _after(text, tag, start)
        yield text[start : position - len(tag)]


_SHELL_COMMANDS = frozenset((".shell", ".system", "system"))
_OUTPUT_COMMANDS = frozenset(
    (".output", ".once", ".save", ".backup", ".log", ".clone", "\\o", "\\out", "\\w", "\\write", "\\t", "tee")
)
_FILE_COMMANDS = frozenset((".read", ".import", ".load", "source", "\\i", "\\ir"))
_READERS = frozenset(
    (
        "READFILE", "PG_READ_FILE", "PG_READ_BINARY_FILE", "LOAD_FILE", "READ_TEXT", "READ_BLOB", "READ_CSV",
        "READ_CSV_AUTO", "READ_JSON", "INFILE", "LO_IMPORT", "FILE",
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
        elif name in _WRITERS or (copies and name == "TO") or (name == "INTO" and words[0].upper() == "VACUUM"):
            emitter.write(path, f"{word} {following}", frozenset(), truncates=True)


def _quoted(command: str) -> str:
    pieces = command.split("'")
    return pieces[1] if len(pieces) > 1 else command


def _parsed(
    words: list[str], text: str, emitter: Emitter, shown: str, attributes: Mapping[str, AttributeValue]
) -> bool:
    """Emit what the grammar says; False when it is not needed or says nothing."""
    if words[0].upper() in _DESCRIBING or not any(word.upper() in _ACTING for word in words):
        return False
    from bailiwick.interpret.code.sql_grammar import acts_of

    acts = acts_of(text, str(attributes.get("engine", "")))
    for act in acts or ():
        if act.verb == "destroy":
            emitter.other(Kind.DB_DESTROY, act.name, shown, what=act.what, **attributes)
        elif act.verb == "read":
            emitter.other(Kind.DB_READ, act.name, shown, **attributes)
        else:
            more = {name: True for name in ("no_where", "migration") if getattr(act, name)}
            emitter.other(Kind.DB_WRITE, act.name, shown, **{**attributes, **more})
    return acts is not None


_LEADING_WORDS = 64
_STARTERS = frozenset(
    (
        "XP_CMDSHELL", "MASTER..XP_CMDSHELL", "MASTER.DBO.XP_CMDSHELL", "SP_OACREATE", "SP_EXECUTE_EXTERNAL_SCRIPT",
        "SYS_EXEC", "SYS_EVAL", "LOAD_EXTENSION", "DBMS_SCHEDULER.CREATE_JOB", "DBMS_JAVA.RUNJAVA",
    )
)  # fmt: skip
"""Procedures and functions by which a server starts programs or loads code."""


def _statement(words: list[str], text: str, emitter: Emitter, attributes: dict[str, AttributeValue]) -> None:
    _files(words, emitter)
    shown = " ".join(words[:12])
    if any(word.upper() in _STARTERS for word in words[:_LEADING_WORDS]):
        emitter.run(shown, opaque=True, suspicious=True)
    if not _parsed(words, text, emitter, shown, attributes):
        _by_words(words, shown, emitter, attributes)


def _by_words(words: list[str], shown: str, emitter: Emitter, attributes: dict[str, AttributeValue]) -> None:
    verb = _main_verb(words)
    named = next((word for word in words[1:] if word.upper() not in _NOISE), "")
    if verb == "DROP":
        what = next((_DROPPED[word.upper()] for word in words[1:4] if word.upper() in _DROPPED), "")
        if what:
            emitter.other(Kind.DB_DESTROY, named, shown, what=what, **attributes)
        else:
            emitter.other(Kind.DB_WRITE, named, shown, **attributes)
    elif verb == "TRUNCATE":
        emitter.other(Kind.DB_DESTROY, named, shown, what="table", **attributes)
    elif verb in _EMPTYING:
        emitter.other(Kind.DB_DESTROY, named, shown, what=_EMPTYING[verb], **attributes)
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


_EMPTYING = {
    "FLUSHALL": "keys",
    "FLUSHDB": "keys",
    "RESET MASTER": "backup",
    "PURGE BINARY": "backup",
    "PURGE MASTER": "backup",
}
"""Statements of one engine that empty a store, or remove the log from which it would be restored."""

_ALWAYS = (["1", "1"], ["TRUE"], ["1"])
"""Conditions that every row meets; the tokenizer drops the `=`."""

_NOISE = frozenset({"FROM", "INTO", "TABLE", "DATABASE", "SCHEMA", "IF", "EXISTS", "ONLY", "KEYSPACE", "*"})


def _main_verb(words: list[str]) -> str:
    """The verb; for `WITH x AS (...) DELETE ...` the one that acts."""
    first = words[0].upper() if words else ""
    if first in {"RESET", "PURGE"} and len(words) > 1:
        return f"{first} {words[1].upper()}"
    acting = {"DELETE", "UPDATE", "TRUNCATE", "INSERT", "DROP"}
    if first == "WITH":
        return next((word.upper() for word in words[1:] if word.upper() in acting), first)
    return first


def pieces(code: str) -> Iterator[tuple[list[str], str]]:
    """Words and text of each statement; words without comments, a string is one word that begins with its quote."""
    begin = 0
    words: list[str] = []
    position, end = 0, len(code)
    while position < end:
        character = code[position]
        if character == ";":
            if words:
                yield words, code[begin:position]
            words = []
            position += 1
            begin = position
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
        yield words, code[begin:]


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
