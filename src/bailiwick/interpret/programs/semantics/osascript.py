"""osascript: AppleScript can run a shell, also as administrator."""

from __future__ import annotations

from bailiwick.interpret.effects import RunCode, RunShell, literal, unknown
from bailiwick.interpret.programs.code import from_stdin
from bailiwick.interpret.programs.escapes import unescape
from bailiwick.interpret.programs.unknown import secret_operand
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_SHELL = ("do shell script", "do script", "doShellScript(", "$.system(", "write text", "default profile command")
"""Words before a command line, in AppleScript and in JavaScript for Automation."""
_HARMLESS = (
    "display notification",
    "display dialog",
    "beep",
    "say ",
    "set volume",
    "return ",
    "get volume",
    "activate",
)
STATEMENTS = 64
"""Most shell scripts followed in one AppleScript text."""


def run(call: Call, arguments: Arguments) -> None:
    """`-e` texts, a script file, or standard input."""
    scripts = list(arguments.values("e"))
    if not scripts and arguments.operands:
        call.read(arguments.operands[0])
        call.emit(Kind.EXEC_RUN, call.name("osascript"), program="osascript", known=True, interpreter=True, opaque=True)
        return
    if not scripts:
        scripts = [from_stdin(call)]
    language = (arguments.known("l") or "").lower()
    for script in scripts:
        if language.startswith("javascript"):
            call.launch(RunCode("javascript", script, "osascript", call.stdin))
        _script(call, script)


def _script(call: Call, script: Text) -> None:
    text = script.known
    if text is None:
        call.emit(Kind.EXEC_RUN, call.name("osascript"), program="osascript", known=True, opaque=True)
        return
    if "administrator privileges" in text or "administratorPrivileges" in text:
        call.emit(Kind.PRIV_ESCALATE, call.name("osascript"), by="osascript")
    if "login item" in text:
        call.emit(Kind.SYS_PERSIST, call.name("osascript"), by="launchd")
    if "delete" in text.split() and "Finder" in text:
        call.file(Kind.FILE_DELETE, unknown("what the Finder is told"), recursive=True)
    for quote in ('"', "'"):
        for piece in text.split(quote)[1 : 2 * STATEMENTS : 2]:
            secret_operand(call, literal(piece))
    rest = text
    for _ in range(STATEMENTS):
        starts = [(rest.index(start), start) for start in _SHELL if start in rest]
        if not starts:
            break
        at, start = min(starts)
        rest = rest[at + len(start) :]
        command, ok = _string(rest)
        if ok:
            call.launch(RunShell(literal(command), "osascript", call.stdin))
        else:
            call.emit(Kind.EXEC_RUN, call.name("osascript"), program="osascript", known=True, opaque=True)
    if not any(start in text for start in (*_SHELL, *_HARMLESS)):
        call.emit(Kind.EXEC_RUN, call.name("osascript"), program="osascript", known=True, interpreter=True)


def _string(text: str) -> tuple[str, bool]:
    """The string literal that follows, and whether there is a plain one."""
    start = text.lstrip()
    quote = start[:1]
    if quote not in {'"', "'"}:
        return "", False
    end = 1
    while end < len(start) and start[end] != quote:
        end += 2 if start[end] == "\\" else 1
    plain, _ = unescape(literal(start[1:end]))
    return plain.known or "", not start[end + 1 :].lstrip().startswith("&")
