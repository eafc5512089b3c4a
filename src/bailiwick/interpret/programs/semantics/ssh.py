"""ssh: a command on another machine; `-R`, `-L`, `-D` publish ports; `-o` may run local commands (ssh_config(5))."""

from __future__ import annotations

import re

from bailiwick.interpret.effects import Data, Label, RunShell
from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_EVERYWHERE = ("0.0.0.0", "*", "::")  # noqa: S104 - what a listening address may say
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
_HOST = r"(?:\[[^\]]*\]|[^:\[]*)"
_FORWARDED = re.compile(rf"(?:{_HOST}:)?([0-9]{{1,5}})(?::{_HOST}:[0-9]+)?")
_RUN_LOCALLY = ("proxycommand", "localcommand", "knownhostscommand", "match", "proxyusefdpass")


def run(call: Call, arguments: Arguments) -> None:
    """Host, then the words of the remote command."""
    for setting in arguments.values("o"):
        _setting(call, setting)
    words = arguments.operands
    if not words or arguments.has("V", "Q"):
        return
    host, command = words[0], words[1:]
    if command and command[0].prefix.startswith("-"):
        later = _later_options(command)
        arguments, command = arguments.replace(given=arguments.given + later.given), later.operands
    for spec in arguments.values("R"):
        port = _port(texts.pattern(spec))
        if port is None:
            call.network(Kind.NET_LISTEN, host, tunnel=True, public=True, channel="ssh")
        else:
            call.network(Kind.NET_LISTEN, host, tunnel=True, public=True, channel="ssh", port=port)
    for spec in arguments.values("L", "D"):
        first = spec.prefix
        public = first.startswith(_EVERYWHERE) or arguments.has("g")
        call.emit(Kind.NET_LISTEN, call.name(spec), channel="ssh", public=public)
    call.network(Kind.NET_FETCH, _plain(host), channel="ssh")
    if call.stdin.labels & {Label.SECRET, Label.ENVIRONMENT, Label.FILE, Label.COMMAND} or (
        call.stdin.text is not None and call.stdin.text.parts and not _runs_stdin(command)
    ):
        call.network(Kind.NET_SEND, _plain(host), data=call.stdin, channel="ssh")
    remote = _plain(host).known not in _THIS_MACHINE
    cwd = "" if remote else call.place.home
    if command:
        call.launch(RunShell(texts.words_joined(command), "ssh", call.stdin, cwd=cwd, remote=remote))
    elif call.stdin.text is not None and call.stdin.text.parts:
        call.launch(RunShell(call.stdin.text, "ssh", cwd=cwd, remote=remote))
    call.stdout = Data(None, frozenset({Label.NETWORK}))


def _runs_stdin(command: tuple[Text, ...]) -> bool:
    return not command or (command[0].known or "").rpartition("/")[2] in ("sh", "bash", "zsh")


def _later_options(command: tuple[Text, ...]) -> Arguments:
    """Ssh also reads options behind the host (`ssh host -p 22 cmd`)."""
    from bailiwick.interpret.programs.arguments import read_arguments
    from bailiwick.interpret.programs.index import program

    arguments, _ = read_arguments(command, program("ssh").options, style="posix")
    return arguments


def _port(spec: str) -> int | None:
    """The port of `[bind:]port:host:hostport` or `[bind:]port`, when it is a number."""
    found = _FORWARDED.fullmatch(spec)
    return int(found[1]) if found is not None else None


def _plain(host: Text) -> Text:
    """`user@host`, `ssh://user@host:port` without the user."""
    after = texts.partition(host, "@")[1]
    return after if after is not None else host


def _setting(call: Call, setting: Text) -> None:
    name, value = texts.partition(setting, "=")
    if value is None:
        name, value = texts.partition(setting, " ")
    if value is not None and name.shown().strip().lower() in _RUN_LOCALLY and value.known != "none":
        call.launch(RunShell(value, "ssh -o"))
