"""CMake scripts and lists: the commands that start programs, and what `file` does to files."""

from __future__ import annotations

import re

from bailiwick.interpret.effects import RunWords, literal
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.code.emit import Emitter

_CALL = re.compile(r"(?i)\b(execute_process|exec_program|file)\s*\(([^()]*)\)")
_WORD = re.compile(r'"([^"]*)"|([^\s"]+)')
_ENDS = frozenset(
    (
        "COMMAND", "WORKING_DIRECTORY", "TIMEOUT", "RESULT_VARIABLE", "RESULTS_VARIABLE", "OUTPUT_VARIABLE",
        "ERROR_VARIABLE", "INPUT_FILE", "OUTPUT_FILE", "ERROR_FILE", "OUTPUT_QUIET", "ERROR_QUIET", "COMMAND_ECHO",
        "ENCODING", "ECHO_OUTPUT_VARIABLE", "OUTPUT_STRIP_TRAILING_WHITESPACE", "ERROR_STRIP_TRAILING_WHITESPACE",
        "COMMAND_ERROR_IS_FATAL", "ARGS",
    )
)  # fmt: skip
_CALLS = 1000
"""Most calls of one file that are looked at."""


def interpret_cmake(text: str, emitter: Emitter) -> None:
    """`execute_process(COMMAND ...)` and `file(REMOVE_RECURSE|READ|WRITE ...)`; words with variables are left out."""
    for found in _CALL.findall(text)[:_CALLS]:
        words = [quoted or plain for quoted, plain in _WORD.findall(found[1])]
        if found[0].lower() == "file":
            _file(words, emitter)
            continue
        command: list[str] = []
        taken = found[0].lower() == "exec_program"
        for word in [*words, "COMMAND"]:
            if word not in _ENDS:
                command += [word] if taken else []
                continue
            if command and not any("${" in part for part in command):
                emitter.launch(RunWords(tuple(map(literal, command)), via="cmake"))
            command, taken = [], word in ("COMMAND", "ARGS")


def _file(words: list[str], emitter: Emitter) -> None:
    verb, paths = (words[0].upper() if words else ""), [word for word in words[1:] if "${" not in word]
    for path in paths if verb in ("REMOVE", "REMOVE_RECURSE") else ():
        emitter.file(Kind.FILE_DELETE, literal(path), f"file({verb} {path})", recursive=verb == "REMOVE_RECURSE")
    for path in paths[:1]:
        if verb in ("READ", "STRINGS"):
            emitter.read(literal(path), f"file({verb} {path})")
        elif verb in ("WRITE", "APPEND"):
            emitter.write(literal(path), f"file({verb} {path})", frozenset())
