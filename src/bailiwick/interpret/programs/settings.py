"""Settings given on a command line as `key=value` whose value a program runs or loads."""

from __future__ import annotations

from bailiwick.interpret.effects import RunFile, RunShell, Text, literal
from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.interpret.programs.call import Call

_RUN = (".runner", "rustc-wrapper", "rustc-workspace-wrapper", ".linker", "build.rustc", "exec.executable")
_LOADED: Mapping[str, str] = {"auto_prepend_file": "php", "auto_append_file": "php"}
_NATIVE = frozenset(("extension", "zend_extension"))


def setting(call: Call, word: Text) -> None:
    """Launch the value of a setting that names a command or a file of code."""
    name, value = texts.partition(word, "=")
    key = texts.pattern(name).strip()
    if value is None:
        return
    if key.endswith(_RUN):
        known = (value.known or "").strip().strip("\"'[]")
        call.launch(RunShell(literal(known) if known else value, via=f"{call.program} {key}"))
    elif key in _LOADED and value.parts:
        call.launch(RunFile(call.path(value).value, _LOADED[key], call.program, call.stdin))
    elif key in _NATIVE and "/" in value.prefix:
        call.emit(Kind.EXEC_RUN, call.path(value), program=call.program, known=True, opaque=True)
