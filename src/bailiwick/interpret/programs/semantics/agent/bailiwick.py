"""Bailiwick's own command: looking is free, loosening is a person's act."""

from __future__ import annotations

from bailiwick.interpret.effects import RunWords
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_LOOKS = frozenset(
    {
        "status",
        "doctor",
        "explain",
        "decide",
        "why",
        "log",
        "verify",
        "help",
        "version",
        "bench",
        "report",
        "demo",
        "test",
        "policy-lint",
        "schema",
    }
)
_LOOKS_AT = {
    "config": ("", "list", "get"),
    "key": ("", "show"),
    "witness": ("request",),
    "mode": ("", "enforce"),
    "daemon": ("status", "ping", "start"),
    "policy": ("", "show", "check", "lint", "test", "explain", "diff"),
    "session": ("list", "show"),
    "integrity": ("", "verify", "status", "watch"),
}
"""Second words that only look, or make the guard stricter."""
_CONFINES = frozenset({"--write", "--hide", "--network"})
"""Options of `confine`, each with a value. What it runs is judged as if it ran without: a sandbox gives no rights."""


def run(call: Call, arguments: Arguments) -> None:
    """Anything that is not known to only look may stop or loosen the guard."""
    words = [word.known or "*" for word in arguments.operands]
    verb, second = (*words, "", "")[:2]
    inner = _confined(arguments.operands) if verb == "confine" else ()
    if inner:
        call.launch(RunWords(inner, call.program, call.stdin))
        return
    reveals = verb == "why" and (arguments.has("content") or any(word.startswith("--c") for word in words))
    looks = verb in _LOOKS and not reveals and not (verb == "log" and "prune" in words)
    if not verb or looks or second in _LOOKS_AT.get(verb, ()):
        return
    call.emit(Kind.EXEC_RUN, call.name(f"bailiwick {verb}"), program="bailiwick", known=True, stops_guard=True)


def _confined(operands: tuple[Text, ...]) -> tuple[Text, ...]:
    """What `confine OPTION VALUE ... -- PROGRAM ARGUMENT ...` runs; nothing when it is in any other form."""
    at = 1
    while at + 1 < len(operands) and operands[at].known in _CONFINES:
        value = operands[at + 1].known
        if value is None or value.startswith("-"):
            return ()
        at += 2
    return operands[at + 1 :] if at < len(operands) and operands[at].known == "--" else ()
