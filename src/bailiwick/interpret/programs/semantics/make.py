"""make: the recipes of the targets that would run are opened and interpreted as shell text."""

from __future__ import annotations

from bailiwick.interpret.effects import RunFile, RunShell, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.code import announce, from_stdin
from bailiwick.interpret.programs.recipes import Makefile
from bailiwick.model import bounds
from bailiwick.model.fact import TextQuery

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_SHELLS = ("sh", "bash", "dash", "zsh", "ksh", "ash", "fish")
_NAMES = ("GNUmakefile", "makefile", "Makefile")


def run(call: Call, arguments: Arguments) -> None:
    """Variables of the command line override the file's; `-n` runs nothing."""
    if arguments.has("just-print"):
        return
    directory = arguments.value("directory")
    folder = call.path(directory).value if directory is not None else call.cwd
    text = _text(call, arguments, folder)
    added = arguments.value("eval")
    if text is None:
        _unseen(call, arguments, folder)
        if added is None and not any("=" in texts.pattern(word) for word in arguments.operands):
            return
    if added is not None:
        announce(call, added)
    text = _with_included(call, text or "", folder)
    words = [texts.pattern(word) for word in arguments.operands]
    makefile = Makefile(text, "" if added is None else texts.pattern(added))
    for word in words:
        name, found, value = word.partition("=")
        if found:
            makefile.override(name.rstrip(":+?"), value)
    shell = makefile.variables["SHELL"]
    if shell.rpartition("/")[2] not in _SHELLS:
        call.launch(RunShell(makefile.expanded(shell), via="make", cwd=folder))
    for recipe in makefile.recipes([word for word in words if "=" not in word]):
        call.launch(RunShell(recipe, via="make", cwd=folder))


def _with_included(call: Call, text: str, folder: str) -> str:
    """`text` and the makefiles that it includes by plain names."""
    found = []
    for line in text.split("\n"):
        word, _, names = line.partition(" ")
        if word in ("include", "-include", "sinclude") and "$" not in names:
            found += names.split()
    for name in found[:_INCLUDED]:
        fact = call.inquiry.ask(TextQuery(call.path(literal(name), cwd=folder).value, bounds.SCRIPT_BYTES))
        text += "\n" + fact.text if fact is not None and fact.text is not None else ""
    return text


_INCLUDED = 16
"""Most included makefiles that are read."""


def _unseen(call: Call, arguments: Arguments, folder: str) -> None:
    """A makefile given by name that cannot be read now is code all the same."""
    given = arguments.value("makefile")
    if given is None:
        return
    if given.known in _STDIN:
        announce(call, from_stdin(call))
    else:
        call.launch(RunFile(call.path(given, cwd=folder).value, "make", "make", call.stdin))


_STDIN = ("-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0")


def _text(call: Call, arguments: Arguments, folder: str) -> str | None:
    given = arguments.value("makefile")
    if given is not None:
        if given.known in _STDIN:
            return from_stdin(call).known
        names: tuple[str, ...] = (call.path(given, cwd=folder).value,)
    else:
        names = tuple(f"{folder.rstrip('/')}/{name}" for name in _NAMES)
    for name in names:
        fact = call.inquiry.ask(TextQuery(name, bounds.SCRIPT_BYTES))
        if fact is not None and fact.text is not None:
            return fact.text
    return None
