"""Command lines inside the small language of a program: rpm's `%(...)`, Kakoune's `%sh{...}`, troff's `.sy`."""

from __future__ import annotations

import re

from bailiwick.interpret.effects import RunCode, RunShell, literal
from bailiwick.interpret.programs.code import from_stdin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_OPTIONS: Mapping[str, tuple[str, ...]] = {
    "rpm": ("eval", "define", "D", "qf", "queryformat"),
    "kak": ("e", "E", "f", "ui-options"),
    "groff": (),
}
_FAMILIES = {
    "rpm": ("rpm", "rpmbuild", "rpmspec"),
    "kak": ("kak", "kakoune"),
    "groff": ("groff", "troff", "nroff", "pic", "gpic"),
}
_COMMANDS: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "rpm": (re.compile(r"%\(([^\n]*)\)"),),
    "kak": (re.compile(r"%sh\{([^}]*)\}"), re.compile(r"[!|]([^<\n]*)<ret>")),
    "groff": (
        re.compile(r"^\.\s*(?:sy|pso|sh)\s+([^\n]*)", re.MULTILINE),
        re.compile(r"^sh\s*\{([^}]*)\}", re.MULTILINE),
    ),
}
_LUA = re.compile(r"%\{lua:([^\n]*)\}")


def run(call: Call, arguments: Arguments) -> None:
    """Every command line in the options' values, or in what troff reads, is run."""
    family = next(name for name, programs in _FAMILIES.items() if call.program in programs)
    texts = [value.known for value in arguments.values(*_OPTIONS[family])] if _OPTIONS[family] else []
    if family == "groff" and arguments.has("U"):
        texts.append(from_stdin(call).known)
    for text in texts:
        if text:
            _run(call, text, _COMMANDS[family])
            for code in _LUA.findall(text) if family == "rpm" else ():
                call.launch(RunCode("lua", literal(code), call.program))


def _run(call: Call, text: str, patterns: Iterable[re.Pattern[str]]) -> None:
    for pattern in patterns:
        for command in pattern.findall(text):
            call.launch(RunShell(literal(command), via=call.program))
