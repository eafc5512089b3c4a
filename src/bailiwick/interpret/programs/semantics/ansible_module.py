"""ansible ad hoc: one module on many machines; some modules only look."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_LOOKING = frozenset({"ping", "setup", "gather_facts", "debug", "stat", "service_facts", "package_facts", "win_ping"})


def run(call: Call, arguments: Arguments) -> None:
    """Without `-m` the module is `command`."""
    modules = [(word.known or "").removeprefix("ansible.builtin.") for word in arguments.values("module-name")]
    looks = bool(modules) and _LOOKING.issuperset(modules)
    if arguments.has("check", "list-hosts", "version") or (looks and not arguments.has("extra-vars")):
        call.emit(Kind.INFRA_READ, call.name("ansible"), system="ansible")
    else:
        call.emit(Kind.INFRA_APPLY, call.name("ansible"), system="ansible")
