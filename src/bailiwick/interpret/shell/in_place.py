"""What an editor of streams leaves in a file that it edits in place, where its script is plain enough."""

from __future__ import annotations

from bailiwick.interpret.digits import whole_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

EDITORS = frozenset(
    ("sed", "gsed", "perl", "ruby", "ed", "ex", "vi", "vim", "nvim", "patch", "awk", "gawk", "yq", "sd")
)
"""Programs that change a part of a file."""

_SPECIAL = frozenset("\\.*[]^$+?(){}|")
_IN_REPLACEMENT = frozenset("\\&$@")
_COMMANDS = 32
"""Most commands of one script that are computed."""


def edited(program: str, words: Sequence[str], text: str) -> str | None:
    """`text` after the edit; None when it is not computed."""
    scripts = _scripts(words) if program in ("sed", "gsed", "perl") else []
    for script in scripts:
        if len(script.split("\n")) > _COMMANDS:
            return None
        for command in script.split("\n"):
            changed = _applied(command.strip(), text)
            if changed is None:
                return None
            text = changed
    return text if scripts else None


def _scripts(words: Sequence[str]) -> list[str]:
    """The texts behind `-e`, also in a cluster (`-pie`), else the first operand."""
    given = [words[at + 1] for at, word in enumerate(words[:-1]) if word == "--expression" or _takes_script(word)]
    operands = [word for word in words if not word.startswith("-")]
    return given or operands[:1]


def _takes_script(word: str) -> bool:
    return word.startswith("-") and not word.startswith("--") and word.endswith("e")


def _applied(command: str, text: str) -> str | None:
    if not command:
        return text
    if command[0] == "s" and len(command) > 3 and not command[1].isalnum():
        return _substituted(command, text)
    address = command[: len(command) - len(command.lstrip("0123456789$"))]
    rest = command[len(address) :]
    if address and rest[:1] in ("a", "i", "c") and rest[1:2] in (" ", "\\"):
        lines = text.split("\n")
        at = len(lines) if address == "$" else whole_number(address)
        if at is None:
            return None
        lines.insert(at - (rest[0] == "i"), rest[1:].lstrip("\\ "))
        return "\n".join(lines)
    return None


def _substituted(command: str, text: str) -> str | None:
    pieces = command[2:].split(command[1])
    if len(pieces) != 3 or pieces[2].strip("g;") or not pieces[0]:
        return None
    old, new, flags = pieces
    if not _SPECIAL.isdisjoint(old) or not _IN_REPLACEMENT.isdisjoint(new):
        return None
    return text.replace(old, new) if "g" in flags else "\n".join(line.replace(old, new, 1) for line in text.split("\n"))
