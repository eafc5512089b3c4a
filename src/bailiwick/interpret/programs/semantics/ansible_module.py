"""ansible ad hoc: one module on many machines; some modules only look."""

from __future__ import annotations

import re

from bailiwick.interpret.effects import RunShell, literal
from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_LOOKING = frozenset({"ping", "setup", "gather_facts", "debug", "stat", "service_facts", "package_facts", "win_ping"})


_LOOKUP = re.compile(r"(?:lookup|query|q)\(\s*['\"](?:ansible\.builtin\.)?(\w+)['\"]\s*,\s*['\"]([^'\"]*)['\"]")
"""A lookup in a template, which runs where ansible runs."""
_COMMANDS = frozenset({"command", "shell", "raw"})
"""Modules whose arguments are a command line."""


def run(call: Call, arguments: Arguments) -> None:
    """Without `-m` the module is `command`."""
    modules = [(word.known or "").removeprefix("ansible.builtin.") for word in arguments.values("module-name")]
    looks = bool(modules) and _LOOKING.issuperset(modules)
    given = arguments.value("args")
    for name, quoted in _LOOKUP.findall(texts.pattern(given) if given is not None else ""):
        if name in ("pipe", "lines"):
            call.launch(RunShell(literal(quoted), via="ansible"))
        elif name in ("file", "fileglob", "unvault", "csvfile", "ini"):
            call.read(literal(quoted))
    if arguments.has("check", "list-hosts", "version") or (looks and not arguments.has("extra-vars")):
        call.emit(Kind.INFRA_READ, call.name("ansible"), system="ansible")
    else:
        call.emit(Kind.INFRA_APPLY, call.name("ansible"), system="ansible")
        if given is not None and _COMMANDS.issuperset(modules):
            call.launch(RunShell(given, via="ansible", remote=True))
        elif given is not None and "state=absent" in texts.pattern(given) and "file" in modules:
            call.emit(Kind.INFRA_DESTROY, call.name("ansible file"), system="ansible", what="file")
