"""A person's settings as they are, made quiet: what the client accepts or drops stays, what would act is disarmed.

One wrong value makes the client drop a settings file without a word, our hooks included, and no list of ours knows
every such value. So the real files are shown to the real client, in a throw-away world, in which nothing of them may
run a program of the person's, call somebody, or lead elsewhere. Types and structure stay as they are.
"""

from __future__ import annotations

import json

from bailiwick.model.errors import BailiwickError
from bailiwick.pep.install import settings_file, validity
from bailiwick.pep.install.claude_code import is_ours

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_RUN = {
    *("apiKeyHelper", "proxyAuthHelper", "awsCredentialExport", "awsAuthRefresh", "gcpAuthRefresh", "processWrapper"),
    *("otelHeadersHelper", "statusLine", "fileSuggestion", "plansDirectory", "autoMemoryDirectory"),
}
"""Keys whose strings name programs to run or folders to write to."""

_LEFT_OUT = {"extraKnownMarketplaces", "forceLoginMethod", "forceLoginOrgUUID"}
"""Keys that would fetch something, or keep a made-up key from being used."""

_OFF = {"enabledPlugins", "remoteControlAtStartup", "autoUploadSessions"}
"""Keys whose `true` reaches outside."""

_HOOKS = ("command", "http", "prompt", "agent", "mcp_tool")
_HARMLESS = "true"
"""A program that does nothing."""


def quiet_text(path: str) -> str:
    """The settings file's text, disarmed; one that cannot be read as JSON acts on nothing and stays as it is.

    Raises:
        EnvironmentFault: the file cannot be read.
    """
    text = settings_file.read_text(path) or ""
    try:
        document = validity.read(text)
    except (BailiwickError, ValueError, RecursionError):
        return text
    return json.dumps(quiet(document), indent=2) if isinstance(document, dict) else text


def quiet(document: Mapping[str, object]) -> dict[str, object]:
    """The document, disarmed; our own hooks stay."""
    return {key: _quiet(key, value) for key, value in document.items() if key not in _LEFT_OUT}


def _quiet(key: str, value: object) -> object:
    if key in _RUN:
        return _harmless(value)
    if key in _OFF:
        return _off(value)
    if key == "env" and isinstance(value, dict):
        return {f"BAILIWICK_DOCTOR_{index}": _harmless(item) for index, item in enumerate(value.values())}
    if key == "hooks" and isinstance(value, dict):
        return {event: _groups(groups) for event, groups in value.items()}
    return value


def _harmless(value: object) -> object:
    """Every string inside becomes the harmless program; the words that name a type stay."""
    if isinstance(value, str):
        return _HARMLESS
    if isinstance(value, list):
        return [_harmless(item) for item in value]
    if isinstance(value, dict):
        return {key: item if key == "type" else _harmless(item) for key, item in value.items()}
    return value


def _off(value: object) -> object:
    if isinstance(value, dict):
        return {key: _off(item) for key, item in value.items()}
    return False if value is True else value


def _groups(groups: object) -> object:
    if not isinstance(groups, list):
        return groups
    return [
        {**group, "hooks": [_hook(hook) for hook in group["hooks"]]}
        if isinstance(group, dict) and isinstance(group.get("hooks"), list)
        else group
        for group in groups
    ]


def _hook(hook: object) -> object:
    if not isinstance(hook, dict) or is_ours(hook) or hook.get("type") not in _HOOKS:
        return hook
    if hook["type"] == "command" and not isinstance(hook.get("command"), str):
        return hook
    words: dict[str, object] = {"args": []} if isinstance(hook.get("args"), list) else {}
    return {**hook, "type": "command", "command": _HARMLESS, **words}
