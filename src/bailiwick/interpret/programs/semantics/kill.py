"""kill, pkill, killall: signals to processes by id, name, or all of them."""

from __future__ import annotations

from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.guard import touches_guard
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_HARD = frozenset({"9", "KILL", "SIGKILL"})
_BY_NAME = frozenset({"pkill", "killall", "skill"})
_PROBES = frozenset({"0", "EXIT"})


def run(call: Call, arguments: Arguments) -> None:
    """The first word with a dash may be the signal: `kill -9 -1`."""
    if any(word.known in ("-l", "-L", "--list", "--table") for word in call.words):
        return
    signal, targets = _signal(call, arguments)
    if call.program in _BY_NAME:
        targets = [texts.pattern(word) for word in arguments.operands]
    if signal in _PROBES:
        return
    every = call.program == "killall5" or "-1" in targets
    if call.program in ("pkill", "skill", "killall"):
        every = (
            every
            or (any(target in (".", "*", ".*", "") for target in targets))
            or (arguments.has("user") and not targets)
        )
    call.emit(
        Kind.PROC_KILL,
        call.name(" ".join(targets)[:200]),
        signal=signal or "TERM",
        hard=signal in _HARD,
        all=every,
        name="" if call.program == "kill" else (targets[0] if targets else ""),
    )
    if any(touches_guard(word.shown()) for word in call.words):
        call.emit(Kind.EXEC_RUN, call.name(call.program), program=call.program, known=True, stops_guard=True)


def _signal(call: Call, arguments: Arguments) -> tuple[str, list[str]]:
    given = arguments.value("signal", "n")
    signal = "" if given is None else texts.pattern(given).upper()
    targets: list[str] = []
    ended = False
    skip = False
    for word in call.words:
        shown = texts.pattern(word)
        if skip:
            skip = False
        elif shown == "--":
            ended = True
        elif shown in ("-s", "-n", "--signal"):
            skip = True
        elif shown.startswith("-") and not ended and not targets:
            name = shown[1:].upper()
            if not signal and (name.isdigit() or name.removeprefix("SIG") in _NAMES):
                signal = name
            elif call.program == "kill":
                targets.append(shown)
        elif (shown.startswith("-") and call.program == "kill") or not shown.startswith("-"):
            targets.append(shown)
    return signal.removeprefix("SIG"), targets


_NAMES = frozenset(
    [
        "HUP",
        "INT",
        "QUIT",
        "ILL",
        "TRAP",
        "ABRT",
        "BUS",
        "FPE",
        "KILL",
        "USR1",
        "SEGV",
        "USR2",
        "PIPE",
        "ALRM",
        "TERM",
        "STKFLT",
        "CHLD",
        "CONT",
        "STOP",
        "TSTP",
        "TTIN",
        "TTOU",
        "URG",
        "XCPU",
        "XFSZ",
        "VTALRM",
        "PROF",
        "WINCH",
        "IO",
        "PWR",
        "SYS",
    ]
)
