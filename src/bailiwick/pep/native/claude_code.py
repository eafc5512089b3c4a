"""Claude Code's `permissions.ask` and `permissions.deny`: may one of them match this call?

The client's own matching is not rebuilt. What is here answers more broadly than the client would: a rule that may match
counts as one that does, and a rule that cannot be read matches everything. The answer only keeps a call from being
approved, so too broad costs a prompt, and too narrow would cost the user's own rule.

Rules are `Tool`, `Tool(specifier)`, `mcp__server` and `mcp__server__tool`. `Read(...)` also holds for Grep, Glob and
for shell commands that read; `Edit(...)` for every tool that writes.
"""

from __future__ import annotations

import json
import re
from fnmatch import fnmatchcase
from posixpath import dirname, join, normpath

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Any

    from bailiwick.model.fact import ObjectionQuery

_RULE = re.compile(r"([\w*-]+)(?:\((.*)\))?", re.DOTALL)
_READERS = frozenset({"Read", "Grep", "Glob", "LS", "NotebookRead"})
_WRITERS = frozenset({"Edit", "Write", "MultiEdit", "NotebookEdit"})
_SHELLS = frozenset({"Bash", "Monitor", "PowerShell"})
_WILD = re.compile(r"[*?\[]")


class UnreadableError(ValueError):
    """Settings that cannot be read as what they should be."""


def objecting_rules(settings: Mapping[str, Any]) -> dict[str, bool]:
    """The `ask` and `deny` rules of one settings file, and whether each denies.

    Raises:
        UnreadableError: they are not lists of texts.
    """
    permissions = settings.get("permissions", {})
    if not isinstance(permissions, dict):
        raise UnreadableError("`permissions` is no object")
    rules: dict[str, bool] = {}
    for name in ("ask", "deny"):
        given = permissions.get(name, [])
        if not isinstance(given, list) or not all(isinstance(rule, str) for rule in given):
            raise UnreadableError(f"`permissions.{name}` is no list of texts")
        rules.update(dict.fromkeys(given, name == "deny"))
    return rules


def may_match(rule: str, query: ObjectionQuery, *, base: str) -> bool:
    """True when `rule`, from a settings file below the directory `base`, may match the call of `query`."""
    found = _RULE.fullmatch(rule.strip())
    if found is None:
        return True
    tool, specifier = found[1], found[2]
    if tool.startswith("mcp__"):
        return _names(tool, query.tool) or query.tool.startswith(f"{tool}__")
    if tool in _SHELLS:
        return query.tool in _SHELLS and (not specifier or _may_be_command(specifier, query))
    if tool == "Read":
        return _concerns_reading(query) and _may_be_path(specifier, query, base)
    if tool in _WRITERS:
        return query.tool in _WRITERS and _may_be_path(specifier, query, base)
    return _names(tool, query.tool)


def _names(pattern: str, tool: str) -> bool:
    """True when a tool name with `*` in it fits, or is one of the two names of subagents."""
    if {pattern, tool} == {"Task", "Agent"}:
        return True
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), tool) is not None


def _concerns_reading(query: ObjectionQuery) -> bool:
    return query.tool in _READERS or bool(query.reads or query.trees)


def _may_be_command(specifier: str, query: ObjectionQuery) -> bool:
    """The literal pieces of the specifier occur in the command, in this order."""
    command = _plain(str(_input(query).get("command", "")))
    at = 0
    for piece in _plain(specifier.removesuffix(":*")).split("*"):
        found = command.find(piece.strip(), at)
        if found < 0:
            return False
        at = found + len(piece.strip())
    return True


def _plain(text: str) -> str:
    """Without quoting, and with single spaces: how a command may look to the client when it compares."""
    return " ".join(text.replace("'", "").replace('"', "").replace("\\", "").split())


def _input(query: ObjectionQuery) -> Mapping[str, Any]:
    try:
        given = json.loads(query.text)
    except ValueError:
        return {}
    return given if isinstance(given, dict) else {}


def _may_be_path(specifier: str | None, query: ObjectionQuery, base: str) -> bool:
    if not specifier:
        return True
    files = query.reads or _given_paths(query)
    patterns = _absolute(specifier, query, base)
    if not files and not query.trees:
        return True
    return any(
        any(_may_be_file(pattern, path) for path in files) or any(_may_be_below(pattern, path) for path in query.trees)
        for pattern in patterns
    )


def _given_paths(query: ObjectionQuery) -> Collection[str]:
    given = _input(query)
    names = ("file_path", "notebook_path", "path")
    return [normpath(join(query.cwd, given[name])) for name in names if isinstance(given.get(name), str)]


def _absolute(specifier: str, query: ObjectionQuery, base: str) -> list[str]:
    """The absolute patterns that a specifier stands for; a name without `/` holds at any depth."""
    if specifier.startswith("//"):
        return [specifier[1:]]
    if specifier.startswith("~/"):
        return [query.home + specifier[1:]]
    if specifier.startswith("/"):
        return [base + specifier]
    folders = dict.fromkeys((query.cwd, query.project, base))
    deep = "" if "/" in specifier else "**/"
    return [f"{folder.rstrip('/')}/{deep}{specifier.removeprefix('./')}" for folder in folders]


def _may_be_file(pattern: str, path: str) -> bool:
    """True when the pattern may match the file, or a directory that holds it."""
    root, name = _literal(pattern), pattern.rpartition("/")[2]
    if not _within(path, root):
        return False
    if not _WILD.search(name) and "**" not in pattern:
        return True  # the pattern is the file, or a directory that holds it
    return any(fnmatchcase(part, name) for part in path.removeprefix(root).split("/") if part)


def _may_be_below(pattern: str, folder: str) -> bool:
    """True when the pattern may match something at or below a directory."""
    root = _literal(pattern)
    if _within(root, folder):
        return True
    direct = "/" not in pattern.removeprefix(root).lstrip("/")
    if direct and "**" not in pattern:
        return _may_be_file(pattern, folder)
    return _within(folder, root)


def _literal(pattern: str) -> str:
    """The path up to the last `/` before the first wildcard; the whole path when there is none."""
    wild = _WILD.search(pattern)
    return normpath(pattern if wild is None else dirname(pattern[: wild.start()] + "x"))


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder if folder.endswith("/") else f"{folder}/")
