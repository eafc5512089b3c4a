"""Settings of an editor that give the agent in it a free hand: written, they govern like an agent's own settings.

The file is ordinary (formatting, linters), so only its content tells.
"""

from __future__ import annotations

from bailiwick.model.operation import ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.model.operation import Resource

FILES = (".vscode/settings.json", ".code-workspace", ".zed/settings.json", "devcontainer.json", ".idea/workspace.xml")
"""Ends of the paths of files whose content is looked at, lower case."""
_KEYS = (
    "chat.tools.", "chat.agent.", "chat.mcp.", "autoapprove", "auto_approve", "alwaysallow", "always_allow", "yolo",
    "dangerouslyskippermissions", "bypasspermissions", "allowedcommands", "claudecode.", "claude-code.", "mcpservers",
    "mcp.servers", "context_servers", "task.allowautomatictasks", "security.workspace.trust",
)  # fmt: skip
"""Pieces of setting names: tools that run unasked, servers of tools, tasks that start by themselves."""


def judged(resource: Resource, content: str) -> Resource:
    """`resource`, of class governance when it is such a file and `content` has such a setting."""
    if not resource.value.lower().endswith(FILES):
        return resource
    lowered = content.lower()
    if not any(key in lowered for key in _KEYS):
        return resource
    return resource.replace(classes=resource.classes | {ResourceClass.GOVERNANCE})
