"""A tool call to operations: which reading each tool gets.

Unknown tools are read by the shape of their arguments (`interpret.arguments`), never passed over.
"""

from __future__ import annotations

from functools import cache

from bailiwick.interpret import agent_tools
from bailiwick.interpret.tool_use import ToolUse
from bailiwick.model import bounds
from bailiwick.model.errors import BoundError
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bailiwick.interpret.inquiry import Inquiry
    from bailiwick.model.operation import Operation
    from bailiwick.model.request import Request

_READERS: Mapping[str, Callable[[ToolUse], tuple[Operation, ...]]] = {
    "Bash": agent_tools.run_shell,
    "PowerShell": agent_tools.run_shell,
    "Monitor": agent_tools.monitor,
    "WebFetch": agent_tools.fetch,
    "WebSearch": agent_tools.search,
    "Agent": agent_tools.spawn,
    "Workflow": agent_tools.spawn_many,
    "SendMessage": agent_tools.message,
    "CronCreate": agent_tools.schedule,
    "CronDelete": agent_tools.unschedule,
    "EnterWorktree": agent_tools.enter_worktree,
    "ExitWorktree": agent_tools.exit_worktree,
}


@cache
def _further_readers() -> Mapping[str, Callable[[ToolUse], tuple[Operation, ...]]]:
    """Readings that a shell call, the most frequent one, never needs: not imported for it."""
    from bailiwick.interpret import files, mcp, skills

    return {
        "Read": files.read,
        "NotebookRead": files.read_notebook,
        "Write": files.write,
        "Edit": files.edit,
        "MultiEdit": files.multi_edit,
        "NotebookEdit": files.edit_notebook,
        "LS": files.list_directory,
        "Glob": files.glob,
        "Grep": files.grep,
        "Skill": skills.skill,
        "ListMcpResourcesTool": mcp.list_resources,
        "ReadMcpResourceTool": mcp.read_resource,
        "ReadMcpResourceDirTool": mcp.read_resource,
    }


_INERT = {
    Kind.SESSION_READ: (
        "ToolSearch", "TaskGet", "TaskList", "TaskOutput", "CronList", "TodoRead", "ListAgents", "BashOutput",
        "AgentOutputTool", "LSP",
    ),
    Kind.SESSION_WRITE: (
        "TodoWrite", "TaskCreate", "TaskUpdate", "TaskStop", "KillShell", "KillBash", "EnterPlanMode", "ExitPlanMode",
        "ReportFindings", "StructuredOutput", "ScheduleWakeup", "exit_plan_mode",
    ),
    Kind.HUMAN_ASK: ("AskUserQuestion",),
}  # fmt: skip
_INERT_KINDS = {name: kind for kind, names in _INERT.items() for name in names}

ALIASES: Mapping[str, str] = {
    "Task": "Agent",
    "SlashCommand": "Skill",
    "spawn_agent": "Agent",
    "exec": "Bash",
    "shell": "Bash",
    "bash": "Bash",
    "kei_bash": "Bash",
    "governed_exec": "Bash",
    "powershell": "PowerShell",
    "kei_edit": "Edit",
    "kei_write": "Write",
    "governed_read_file": "Read",
    "governed_write_file": "Write",
    "governed_web_fetch": "WebFetch",
    "web_fetch": "WebFetch",
    "browser": "WebFetch",
    "web_search": "WebSearch",
}
"""Other names of the same tools: older clients, policy dialects, our own MCP server."""


_OWN_WORDS = frozenset(
    {"Write", "Edit", "MultiEdit", "NotebookEdit", *_INERT[Kind.SESSION_WRITE], *_INERT[Kind.HUMAN_ASK]}
)


def returns_foreign_text(tool: str) -> bool:
    """Whether the result of a tool may hold words of somebody else than the agent and its user."""
    return ALIASES.get(tool, tool) not in _OWN_WORDS


def operations_of(request: Request, inquiry: Inquiry) -> tuple[Operation, ...]:
    """What the call would do.

    Raises:
        InputError: the tool's input is not what the tool takes.
        BoundError: more operations than `bounds.OPERATIONS`.
    """
    operations = _read(request, inquiry)
    if len(operations) > bounds.OPERATIONS:
        raise BoundError(f"expected at most {bounds.OPERATIONS} operations in one call, got {len(operations)}")
    return operations


def _read(request: Request, inquiry: Inquiry) -> tuple[Operation, ...]:
    name = ALIASES.get(request.tool, request.tool)
    use = ToolUse(request, inquiry, name)
    reader = _READERS.get(name) or _further_readers().get(name)
    if reader is not None:
        return reader(use)
    inert = _INERT_KINDS.get(name)
    if inert is not None:
        return (use.operation(inert),)
    if name.startswith("mcp__"):
        return _mcp(use)
    from bailiwick.interpret.mcp import unknown_tool

    return unknown_tool(use)


def _mcp(use: ToolUse) -> tuple[Operation, ...]:
    """An MCP tool; one of ours that stands for a native tool is read as that tool too."""
    from bailiwick.interpret.mcp import call

    alias = ALIASES.get(use.name.rpartition("__")[2], "")
    reader = _READERS.get(alias) or _further_readers().get(alias)
    operations = call(use)
    if reader is not None and reader is not agent_tools.spawn:
        operations += reader(ToolUse(use.request, use.inquiry, alias))
    return operations
