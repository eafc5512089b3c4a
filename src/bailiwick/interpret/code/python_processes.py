"""What calls of Python code start, and what they end."""

from __future__ import annotations

from bailiwick.interpret.code.python_values import UNKNOWN, Instance, Items, Known, Unknown, as_text
from bailiwick.interpret.effects import NO_DATA, Data, Label, RunShell, RunWords, unknown
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from bailiwick.interpret.code.python_values import Abstract, Site

    Action: TypeAlias = Callable[[Site], Abstract]

_COMMAND = frozenset({Label.COMMAND})


def _shell(site: Site) -> Abstract:
    site.emit.launch(RunShell(site.text(0, "command"), via="python"))
    return Unknown(_COMMAND)


def process_action(site: Site) -> Abstract:
    """A process is started, by words or by the shell."""
    command = site.argument(0, "args")
    shell = site.keywords.get("shell")
    given = site.keywords.get("input")
    stdin = Data(as_text(given)) if given is not None else NO_DATA
    if any(isinstance(end, Instance) and end.type in {"socket", "connected"} for end in site.keywords.values()):
        site.emit.run(site.source, reverse_shell=True, interpreter=True)
    directory = as_text(site.keywords["cwd"]).known if "cwd" in site.keywords else None
    if isinstance(shell, Known) and shell.value:
        text = as_text(command.items[0]) if isinstance(command, Items) and command.items else as_text(command)
        site.emit.launch(RunShell(text, via="python", cwd=directory))
        started = text
    else:
        items = command.items if isinstance(command, Items) else (command,)
        words = tuple(as_text(item) for item in items) if items else (unknown("a list"),)
        site.emit.launch(RunWords(words, "python", stdin, cwd=directory))
        started = words[0]
    return (
        Instance("process", started, _COMMAND) if site.source.partition("(")[0].endswith("Popen") else Unknown(_COMMAND)
    )


def _vector(skip: int, *, listed: bool) -> Action:
    """`os.execv(file, [argv])` (listed) and `os.execl(file, arg0, ...)`."""

    def act(site: Site) -> Abstract:
        words = [site.text(skip)]
        rest = site.argument(skip + 1) if listed else Items(site.arguments[skip + 1 :])
        if isinstance(rest, Items):
            words += [as_text(item) for item in rest.items[1:]]
        site.emit.launch(RunWords(tuple(words), via="python"))
        return UNKNOWN

    return act


def _pty(site: Site) -> Abstract:
    command = site.argument(0)
    words = tuple(as_text(item) for item in command.items) if isinstance(command, Items) else (as_text(command),)
    site.emit.launch(RunWords(words, via="python"))
    return UNKNOWN


def _kill(site: Site) -> Abstract:
    site.emit.other(Kind.PROC_KILL, site.text(0).shown(), site.source)
    return Known(None)


_PROCESS_NAMES = ("run", "call", "check_call", "check_output", "Popen")

CALLS: Mapping[str, Action] = {
    **dict.fromkeys(
        ("os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput", "commands.getoutput"), _shell
    ),
    **dict.fromkeys((f"subprocess.{name}" for name in _PROCESS_NAMES), process_action),
    "asyncio.create_subprocess_shell": _shell,
    "asyncio.create_subprocess_exec": lambda site: _pty(site.replace(arguments=(Items(site.arguments),))),
    **dict.fromkeys(
        ("os.execv", "os.execve", "os.execvp", "os.execvpe", "os.posix_spawn", "os.posix_spawnp"),
        _vector(0, listed=True),
    ),
    **dict.fromkeys(("os.execl", "os.execle", "os.execlp", "os.execlpe"), _vector(0, listed=False)),
    **dict.fromkeys(("os.spawnv", "os.spawnve", "os.spawnvp", "os.spawnvpe"), _vector(1, listed=True)),
    **dict.fromkeys(("os.spawnl", "os.spawnle", "os.spawnlp", "os.spawnlpe"), _vector(1, listed=False)),
    "pty.spawn": _pty,
    **dict.fromkeys(("os.kill", "os.killpg"), _kill),
}
