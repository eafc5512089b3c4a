"""Names of tools in rules: those that agents use, and the names that other policy languages give them (C25)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

KNOWN = frozenset(
    (
        "Agent", "AskUserQuestion", "Bash", "BashOutput", "CronCreate", "CronDelete", "CronList", "Edit",
        "EnterPlanMode", "EnterWorktree", "ExitPlanMode", "ExitWorktree", "Glob", "Grep", "KillShell", "LS",
        "ListMcpResourcesTool", "Monitor", "MultiEdit", "NotebookEdit", "NotebookRead", "PowerShell", "Read",
        "ReadMcpResourceTool", "SendMessage", "Skill", "Task", "TaskCreate", "TaskGet", "TaskList", "TaskOutput",
        "TaskStop", "TaskUpdate", "TodoRead", "TodoWrite", "ToolSearch", "WebFetch", "WebSearch", "Workflow", "Write",
    )
)  # fmt: skip
"""Tools of coding agents."""

ALIASES: Mapping[str, tuple[str, ...]] = {
    "exec": ("Bash", "PowerShell", "Monitor"),
    "shell": ("Bash", "PowerShell", "Monitor"),
    "bash": ("Bash",),
    "run_command": ("Bash", "PowerShell", "Monitor"),
    "kei_bash": ("Bash",),
    "governed_exec": ("Bash",),
    "read_file": ("Read",),
    "governed_read_file": ("Read",),
    "write_file": ("Write",),
    "kei_write": ("Write",),
    "governed_write_file": ("Write",),
    "edit_file": ("Edit", "MultiEdit", "NotebookEdit"),
    "kei_edit": ("Edit", "MultiEdit", "NotebookEdit"),
    "notebook_edit": ("NotebookEdit",),
    "glob": ("Glob",),
    "grep": ("Grep",),
    "web_fetch": ("WebFetch",),
    "governed_web_fetch": ("WebFetch",),
    "browser": ("WebFetch",),
    "web_search": ("WebSearch",),
    "spawn_agent": ("Agent", "Task"),
}
"""Foreign name to the tools that it means here."""


def meant(name: str) -> tuple[str, ...]:
    """The patterns that a name in a rule stands for."""
    return ALIASES.get(name, (name,))
