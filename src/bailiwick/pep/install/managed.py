"""The managed variant: the files an administrator deploys so that the user's agent cannot shed its hooks.

Settings in the administrator's folder outrank every other source: hooks there survive
`disableAllHooks`, `--bare`, `--setting-sources` and another configuration folder. That
holds as long as the agent's user cannot write there, so agents must not run as root.
"""

from __future__ import annotations

import json
import os

from bailiwick.pep.install import settings_file
from bailiwick.pep.install.locations import MANAGED_FILE, MANAGED_FOLDERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.pep.install.claude_code import Plan

MCP_FILE = "managed-mcp.json"
README_FILE = "README.md"

_README = """# Bailiwick for Claude Code, managed

Copy these files into the administrator's folder, owned by root and writable by root only:

| system | folder |
|---|---|
| Linux | `{linux}` |
| macOS | `{darwin}` |
| Windows | `{windows}` |

- `{settings}`: hooks for every event, only managed hooks run (`allowManagedHooksOnly`), no shell in skills
  (`disableSkillShellExecution`), no bypass mode, and permission rules for what hooks cannot see. Settings of
  your own go into `managed-settings.d/*.json` beside it; the client merges them.
- `{mcp}`: the MCP servers that may run. It is exclusive: a project's `.mcp.json` no longer counts. It lists none;
  add the servers you allow, or leave the file out to keep MCP as it is.

The hooks run `{program}`, which must exist on every machine at that path, and use the Bailiwick home
`{home}`. Check a machine with `bailiwick doctor --live`.

What this cannot do: hold against a user who is root, or who starts another program than the governed client.
"""


def files(plan: Plan, home: str) -> dict[str, str]:
    """The files by name."""
    settings = {
        "hooks": {event: [group] for event, group in plan.groups().items()},
        "allowManagedHooksOnly": True,
        "disableSkillShellExecution": True,
        "permissions": {"disableBypassPermissionsMode": "disable", "deny": list(plan.deny)},
    }
    readme = _README.format(
        **MANAGED_FOLDERS, settings=MANAGED_FILE, mcp=MCP_FILE, program=plan.closed.program, home=home
    )
    return {
        MANAGED_FILE: json.dumps(settings, indent=2) + "\n",
        MCP_FILE: json.dumps({"mcpServers": {}}, indent=2) + "\n",
        README_FILE: readme,
    }


def write(folder: str, contents: dict[str, str]) -> None:
    """Put the files into `folder`, readable by all.

    Raises:
        EnvironmentFault: the folder or a file cannot be written.
    """
    for name, text in contents.items():
        settings_file.replace(os.path.join(folder, name), text.encode("utf-8"), new_mode=0o644)
