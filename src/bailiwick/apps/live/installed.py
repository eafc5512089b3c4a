"""Takes the hooks that are really installed over into a throw-away world.

The program and its arguments stay as they are installed; only the Bailiwick home that they name is replaced by the
throw-away one. Hooks of others are left out: a proof must not set off what they do.
"""

from __future__ import annotations

import json

from bailiwick.adapters.regular_files import open_regular
from bailiwick.model.errors import EnvironmentFault, InputError
from bailiwick.model.value import Value
from bailiwick.pep.install.claude_code import is_ours

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

_INSTALL = "run `bailiwick init`"


class Installed(Value):
    """What is installed for the agent."""

    settings: str
    """The settings file that carries our hooks."""
    home: str
    """The Bailiwick home that the hooks name."""
    hooks: Mapping[str, Sequence[Mapping[str, Any]]]
    """Our hook groups by event, and nothing else of that file."""

    @property
    def command(self) -> list[str]:
        """The PreToolUse hook's program and arguments."""
        hook = self.hooks["PreToolUse"][0]["hooks"][0]
        return [str(hook.get("command")), *map(str, hook["args"])]

    def moved_to(self, home: str) -> dict[str, object]:
        """Settings with these hooks, serving another Bailiwick home."""
        return {"hooks": _replaced(self.hooks, self.home, home)}

    def with_program(self, program: str) -> Installed:
        """The same hooks with another program: one that does not exist shows what happens then."""
        hooks = {
            event: [{**group, "hooks": [{**hook, "command": program} for hook in group["hooks"]]} for group in groups]
            for event, groups in self.hooks.items()
        }
        return Installed(self.settings, self.home, hooks)


def read_installed(settings: str, home: str) -> Installed:
    """Our hooks in one settings file.

    Args:
        settings: The agent's settings file.
        home: The Bailiwick home; hooks that name it are ours.

    Raises:
        EnvironmentFault: the file is missing or carries no hook of ours.
        InputError: it is not a JSON object.
    """
    try:
        with open_regular(settings) as file:
            document = json.load(file)
    except OSError as error:
        raise EnvironmentFault(f"cannot read `{settings}`: {error.strerror}", remedy=_INSTALL) from error
    except ValueError as error:
        raise InputError(f"`{settings}` is not JSON, so the client ignores it: {error}", remedy=_INSTALL) from error
    declared = document.get("hooks") if isinstance(document, dict) else None
    hooks: dict[str, list[dict[str, Any]]] = {}
    for event, groups in (declared if isinstance(declared, dict) else {}).items():
        ours = [group for group in (_ours(group, home) for group in groups) if group]
        if ours:
            hooks[event] = ours
    if "PreToolUse" not in hooks:
        raise EnvironmentFault(
            f"expected a PreToolUse hook that names `{home}` in `{settings}`, found none", remedy=_INSTALL
        )
    return Installed(settings, home, hooks)


def _ours(group: object, home: str) -> dict[str, Any] | None:
    if not isinstance(group, dict) or not isinstance(group.get("hooks"), list):
        return None
    hooks = [hook for hook in group["hooks"] if is_ours(hook) and home in hook["args"]]
    return {**group, "hooks": hooks} if hooks else None


def _replaced(node: Any, old: str, new: str) -> Any:
    if isinstance(node, str):
        return node.replace(old, new)
    if isinstance(node, dict):
        return {key: _replaced(value, old, new) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [_replaced(value, old, new) for value in node]
    return node
