"""Files of tasks that hold shell text: steps of workflows, commands of task files, lifecycle scripts of a manifest."""

from __future__ import annotations

import json
from itertools import takewhile

from bailiwick.interpret.effects import RunShell, literal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.code.emit import Emitter

_KEYS = (
    "run:",
    "cmd:",
    "sh:",
    "shell:",
    "command:",
    "command =",
    "commands =",
    "commands_pre =",
    "commands_post =",
    "entry:",
    "script:",
    "ansible.builtin.shell:",
    "raw:",
)
_LIFECYCLE = ("preinstall", "install", "postinstall", "prepublish", "preprepare", "prepare", "postprepare")
_LINES = 2000
"""Most lines of one file that are looked at."""


def interpret_steps(text: str, emitter: Emitter) -> None:
    """The shell text behind `run:` and its kin, and plain items of lists, line by line."""
    lines = text.split("\n")[:_LINES]
    for position, line in enumerate(lines):
        stripped = line.strip()
        item = stripped.startswith("- ")
        body = stripped[2:].strip() if item else stripped
        key = next((key for key in _KEYS if body.startswith(key)), "")
        value = body[len(key) :].strip() if key else body
        if key.startswith("commands") and not value:
            for command in takewhile(lambda below: below[:1] in (" ", "\t"), lines[position + 1 :]):
                _launch(command.strip(), emitter)
        elif key and value[:1] in ("|", ">"):
            _launch("\n".join(_block(lines, position)), emitter)
        elif key or (item and value[:1] not in ("{", "[", "#")):
            _launch(value, emitter)
        elif body.startswith("cmds:") and value.endswith("]"):
            for piece in value.partition("[")[2].rstrip("]").split(","):
                _launch(piece.strip(), emitter)


def _block(lines: list[str], position: int) -> list[str]:
    """The lines below `position` that are indented deeper."""
    depth = len(lines[position]) - len(lines[position].lstrip(" -"))
    block = []
    for line in lines[position + 1 :]:
        if line.strip() and len(line) - len(line.lstrip()) < depth:
            break
        block.append(line)
    return block


def _launch(text: str, emitter: Emitter) -> None:
    if len(text) > 1 and text[0] in "'\"" and text[-1] == text[0]:
        text = text[1:-1]
    if text:
        emitter.launch(RunShell(literal(text), via="step"))


def interpret_lifecycle(text: str, emitter: Emitter) -> None:
    """The scripts of a manifest that an installation runs."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return
    scripts = document.get("scripts") if isinstance(document, dict) else None
    if not isinstance(scripts, dict):
        return
    for name in _LIFECYCLE:
        script = scripts.get(name)
        if isinstance(script, str):
            emitter.launch(RunShell(literal(script), via=name))
