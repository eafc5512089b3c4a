"""Tools that act on agents, on the session, on people, on schedules and on the web."""

from __future__ import annotations

from collections.abc import Mapping

from bailiwick.interpret import scanning
from bailiwick.interpret.effects import RunShell, literal
from bailiwick.interpret.tool_use import named
from bailiwick.model.errors import InputError
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.tool_use import ToolUse
    from bailiwick.model.operation import Operation


def run_shell(use: ToolUse) -> tuple[Operation, ...]:
    """`Bash`, `PowerShell`: shell text."""
    return _shell(use, use.text("command", "cmd"))


def monitor(use: ToolUse) -> tuple[Operation, ...]:
    """`Monitor`: a shell command in the background, or a web socket."""
    command = use.optional_text("command")
    socket = use.arguments.get("ws")
    if command is None and socket is None:
        raise InputError("expected `command` or `ws` in the input of `Monitor`, got neither")
    operations = () if command is None else _shell(use, command)
    if socket is None:
        return operations
    if not isinstance(socket, Mapping) or not isinstance(socket.get("url"), str):
        raise InputError("expected an object with a text `url` as `ws` in the input of `Monitor`, got another value")
    return (*operations, use.request_to(Kind.NET_FETCH, str(socket["url"])))


def _shell(use: ToolUse, command: str) -> tuple[Operation, ...]:
    from bailiwick.interpret.shell import interpret_shell  # the shell parser is the largest part: load it when used

    language = "powershell" if use.name == "PowerShell" else "bash"
    launch = RunShell(literal(command), use.name, language=language)
    return interpret_shell(launch, request=use.request, inquiry=use.inquiry)


def fetch(use: ToolUse) -> tuple[Operation, ...]:
    """`WebFetch`: one page. Credentials in the URL leave with it."""
    url = use.text("url", "uri")
    if scanning.secrets_in_address(url):
        return (use.request_to(Kind.NET_SEND, url, method="GET", carries="secret"),)
    return (use.request_to(Kind.NET_FETCH, url, method="GET"),)


def search(use: ToolUse) -> tuple[Operation, ...]:
    """`WebSearch`: the query leaves the machine."""
    query = use.text("query")
    return (
        use.operation(
            Kind.NET_SEARCH,
            named(query),
            secret_content=scanning.secret_kinds(query),
            pii_content=scanning.personal_kinds(query),
        ),
    )


def spawn(use: ToolUse) -> tuple[Operation, ...]:
    """`Agent`, `Task`: a subagent of some role."""
    role = use.optional_text("subagent_type", "agent_type", "role") or "general-purpose"
    mode = use.optional_text("permissionMode", "permission_mode", "mode")
    return (use.operation(Kind.AGENT_SPAWN, named(role), role=role, hooks_off=mode == "bypassPermissions"),)


def spawn_many(use: ToolUse) -> tuple[Operation, ...]:
    """`Workflow`: a script that starts agents; each of them meets the gate itself."""
    path = use.optional_text("scriptPath")
    name = use.optional_text("name") or path or "script"
    operation = use.operation(Kind.AGENT_SPAWN, named(name), role="workflow-subagent", many=True)
    return (operation,) if path is None else (operation, use.operation(Kind.FILE_READ, use.locate(path)))


def message(use: ToolUse) -> tuple[Operation, ...]:
    """`SendMessage`: text to another agent."""
    to = use.text("to", "recipient")
    text = use.optional_text("message", "content") or ""
    return (use.operation(Kind.AGENT_MESSAGE, named(to), to=to, secret_content=scanning.secret_kinds(text)),)


def schedule(use: ToolUse) -> tuple[Operation, ...]:
    """`CronCreate`: a prompt that runs later without the person."""
    return (use.operation(Kind.SCHEDULE_CREATE, named(use.optional_text("cron") or ""), by=use.name),)


def unschedule(use: ToolUse) -> tuple[Operation, ...]:
    """`CronDelete`."""
    return (use.operation(Kind.SCHEDULE_DELETE, named(use.optional_text("id") or ""), by=use.name),)


def enter_worktree(use: ToolUse) -> tuple[Operation, ...]:
    """`EnterWorktree`: the session goes on in a worktree, new or existing."""
    path = use.optional_text("path")
    return (use.operation(Kind.SESSION_WRITE, None if path is None else use.locate(path)),)


def exit_worktree(use: ToolUse) -> tuple[Operation, ...]:
    """`ExitWorktree`: back, keeping the worktree or removing it with everything that is not merged."""
    operations = [use.operation(Kind.SESSION_WRITE)]
    if use.text("action") == "remove" and use.arguments.get("discard_changes"):
        operations.append(use.operation(Kind.VCS_DISCARD, what="worktree", forced=True))
    return tuple(operations)
