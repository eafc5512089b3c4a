"""What we put into a settings file of Claude Code, and how it is found and taken out again. Pure.

`wire` adds one hook group per event and the native rules, `unwire` takes them out, and
`inspect` says what is missing, changed or in the way. Hooks are in exec form (a program
and its arguments, no shell), without matcher, so that they see every tool. An entry is
ours when it names a Bailiwick home and this dialect in its arguments; nothing else in the
file is touched.
"""

from __future__ import annotations

from itertools import pairwise

from bailiwick.model.errors import InputError
from bailiwick.model.operation import EMPTY
from bailiwick.model.value import Value
from bailiwick.pep.install import json_text, validity
from bailiwick.pep.install.difference import differences

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bailiwick.pep.install.json_text import Path

DIALECT = "claude-code"
EMPTY_FILE = "{}\n"

CLOSED_EVENTS = ("PreToolUse", "ConfigChange")
"""Events whose hook fails closed in enforce mode: no answer must not mean a pass."""

OPEN_EVENTS = (
    "PostToolUse",
    "PostToolUseFailure",
    "PostToolBatch",
    "PermissionRequest",
    "PermissionDenied",
    "UserPromptSubmit",
    "UserPromptExpansion",
    "SessionStart",
    "SessionEnd",
    "SubagentStart",
    "SubagentStop",
    "Stop",
    "InstructionsLoaded",
    "CwdChanged",
)
"""Events that only record or inform. A failure there must not stop the session; the next call is judged anyway."""

EVENTS = (*CLOSED_EVENTS, *OPEN_EVENTS)

TIMEOUT_SECONDS = 10
"""Host timeout of each hook; the hook client's own deadline lies below it."""

SWITCH = "disableAllHooks"


class HookCommand(Value):
    """A program and its arguments."""

    program: str
    arguments: tuple[str, ...] = ()


class Plan(Value):
    """What belongs into one settings file."""

    closed: HookCommand
    """For `CLOSED_EVENTS`; in observe mode the same as `open`."""
    open: HookCommand
    blocking: bool
    """Whether a failing hook blocks (enforce mode)."""
    deny: tuple[str, ...] = ()
    """Native deny rules."""

    def groups(self) -> dict[str, dict[str, object]]:
        """The hook group of each event."""
        return {event: {"hooks": [self._hook(event)]} for event in EVENTS}

    def _hook(self, event: str) -> dict[str, object]:
        closed = event in CLOSED_EVENTS
        command = self.closed if closed else self.open
        hook: dict[str, object] = {
            "type": "command",
            "command": command.program,
            "args": list(command.arguments),
            "timeout": TIMEOUT_SECONDS,
        }
        if closed and self.blocking:
            hook["onFailure"] = "block"
        return hook


class Trace(Value):
    """What `wire` added besides the hooks, which are recognised by themselves."""

    containers: tuple[tuple[str, ...], ...] = ()
    """Objects and arrays that were not there, outermost first."""
    denied: tuple[str, ...] = ()
    """Deny rules that were not there."""


class Wired(Value):
    """A wired document."""

    text: str
    trace: Trace


class Inspection(Value):
    """What became of our wiring in one document."""

    unreadable: str = ""
    """Why the client drops the whole file; the rest is then empty."""
    problems: tuple[str, ...] = ()
    """Values for which the client drops the file or an event."""
    missing: tuple[str, ...] = ()
    """Events without our hook."""
    changed: tuple[str, ...] = ()
    """Events where our hook is not as planned, or is there twice."""
    differences: tuple[str, ...] = ()
    """In words, what is not as planned there."""
    rules: tuple[str, ...] = ()
    """Planned native rules that are missing."""
    switched_off: bool = False
    """The file disables all hooks."""
    rewriters: tuple[str, ...] = ()
    """Foreign PreToolUse hooks; each could rewrite the input of a call after it was judged."""

    @property
    def holds(self) -> bool:
        """True when every hook is in place and the client will use it."""
        return not (self.unreadable or self.problems or self.missing or self.changed or self.switched_off)


def is_ours(hook: object) -> bool:
    """True for a hook entry that runs Bailiwick's hook client for this dialect, whatever the installation."""
    if not isinstance(hook, dict) or not isinstance(hook.get("args"), list):
        return False
    words = hook["args"]
    return "--home" in words and ("--dialect", DIALECT) in pairwise(words)


def wire(text: str, plan: Plan, trace: Trace | None = None) -> Wired:
    """Put our part in, once; a document that has it already stays as it is.

    Args:
        text: the settings file; empty counts as an empty object.
        plan: what belongs into it.
        trace: what an earlier `wire` of the same file added.

    Raises:
        InputError: the document, or a part that must be extended, is not what it should be.
    """
    text = text if text.strip(" \t\r\n" + json_text.BOM) else EMPTY_FILE
    document = _document(text)
    if trace is not None and _complete(document, plan):
        return Wired(text, trace)
    text = unwire(text, trace or Trace())
    containers: list[tuple[str, ...]] = []
    for event, group in plan.groups().items():
        text = _ensure(text, ("hooks",), {}, containers)
        text = _ensure(text, ("hooks", event), [], containers)
        text = json_text.append_element(text, ("hooks", event), group)
    present = _listed(_document(text), "permissions", "deny")
    denied = tuple(rule for rule in plan.deny if rule not in present)
    for rule in denied:
        text = _ensure(text, ("permissions",), {}, containers)
        text = _ensure(text, ("permissions", "deny"), [], containers)
        text = json_text.append_element(text, ("permissions", "deny"), rule)
    return Wired(text, Trace(tuple(containers), denied))


def unwire(text: str, trace: Trace) -> str:
    """Take out every hook of ours, and of the rest exactly what `trace` says we added.

    Raises:
        InputError: the document cannot be read.
    """
    for path in _our_places(_document(text)):
        text = json_text.remove(text, path)
    rules = _listed(_document(text), "permissions", "deny")
    for index in reversed(range(len(rules))):
        if rules[index] in trace.denied:
            text = json_text.remove(text, ("permissions", "deny", index))
    for path in reversed(trace.containers):
        if _at(_document(text), path) in ({}, []):
            text = json_text.remove(text, path)
    return text


def inspect(text: str, plan: Plan) -> Inspection:
    """What of the plan is in place, and what is in the way."""
    try:
        document = validity.read(text)
    except (ValueError, RecursionError) as error:
        return Inspection(unreadable=f"it is not JSON as the client reads it: {error}")
    if not isinstance(document, dict):
        return Inspection(unreadable="it is not a JSON object")
    expected = plan.groups()
    found = {event: [group for group in _groups(document, event) if _ours_in(group)] for event in _events(document)}
    rules = _listed(document, "permissions", "deny")
    return Inspection(
        problems=tuple(validity.problems(document)),
        missing=tuple(event for event in EVENTS if not found.get(event)),
        changed=tuple(
            event for event, groups in found.items() if groups and groups != [expected[event]] * (event in expected)
        ),
        differences=differences(found, expected),
        rules=tuple(rule for rule in plan.deny if rule not in rules),
        switched_off=document.get(SWITCH) is True,
        rewriters=foreign_hooks(document),
    )


def carries(text: str) -> bool:
    """True when any hook of ours is in the document."""
    try:
        document = validity.read(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(document, dict) and has_ours(document)


def has_ours(document: Mapping[str, object]) -> bool:
    """True when any hook of ours is in the parsed document."""
    return any(_ours_in(group) for event in _events(document) for group in _groups(document, event))


def foreign_hooks(document: Mapping[str, object]) -> tuple[str, ...]:
    """PreToolUse hooks of others, as people would recognise them."""
    hooks = (hook for group in _groups(document, "PreToolUse") for hook in _hooks(group))
    return tuple(
        str(hook.get("command") or hook.get("url") or hook.get("type"))[:200]
        for hook in hooks
        if isinstance(hook, dict) and not is_ours(hook)
    )


def switch_on(text: str) -> str:
    """The document without its `disableAllHooks`.

    Raises:
        InputError: the document cannot be read.
    """
    return json_text.remove(text, (SWITCH,)) if SWITCH in _document(text) else text


def _document(text: str) -> dict[str, object]:
    json_text.parse(text)
    document = validity.read(text)
    if not isinstance(document, dict):
        raise InputError("expected the settings to be a JSON object", remedy="repair the file or move it away")
    return document


def _complete(document: dict[str, object], plan: Plan) -> bool:
    ours = {event: [group for group in _groups(document, event) if _ours_in(group)] for event in _events(document)}
    wanted = {event: [group] for event, group in plan.groups().items()}
    rules = _listed(document, "permissions", "deny")
    return {event: groups for event, groups in ours.items() if groups} == wanted and all(
        rule in rules for rule in plan.deny
    )


def _ensure(text: str, path: Path, empty: object, containers: list[tuple[str, ...]]) -> str:
    value = _at(validity.read(text), path)
    if value is None:
        containers.append(tuple(str(step) for step in path))
        return json_text.append_member(text, path[:-1], str(path[-1]), empty)
    if not isinstance(value, type(empty)):
        shown = ".".join(str(step) for step in path)
        raise InputError(
            f"expected `{shown}` in the settings to be an {'object' if empty == {} else 'array'}, it is not",
            remedy="the client drops such a file; repair it first",
        )
    return text


def _at(document: object, path: Sequence[str | int]) -> object:
    for step in path:
        if not isinstance(document, dict):
            return None
        document = document.get(step)
    return document


def _our_places(document: dict[str, object]) -> Iterator[Path]:
    """Where our groups or single hooks are, last first, so that each removal leaves the others in place."""
    for event in _events(document):
        groups = _groups(document, event)
        for index in reversed(range(len(groups))):
            hooks = _hooks(groups[index])
            ours = [position for position, hook in enumerate(hooks) if is_ours(hook)]
            if ours and len(ours) == len(hooks):
                yield ("hooks", event, index)
                continue
            for position in reversed(ours):
                yield ("hooks", event, index, "hooks", position)


def _ours_in(group: object) -> bool:
    return any(is_ours(hook) for hook in _hooks(group))


def _events(document: Mapping[str, object]) -> Mapping[str, object]:
    hooks = document.get("hooks")
    return hooks if isinstance(hooks, dict) else EMPTY


def _groups(document: Mapping[str, object], event: str) -> list[object]:
    groups = _events(document).get(event)
    return groups if isinstance(groups, list) else []


def _hooks(group: object) -> list[object]:
    hooks = group.get("hooks") if isinstance(group, dict) else None
    return hooks if isinstance(hooks, list) else []


def _listed(document: dict[str, object], *path: str) -> list[object]:
    value = _at(document, path)
    return value if isinstance(value, list) else []
