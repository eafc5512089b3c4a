"""The user's `bailiwick.yaml`: the text a new installation starts with, and the one line `bailiwick mode` changes."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.model.verdict import Mode

_TEMPLATE = """\
# Bailiwick's policy for everything you run under it. Changes count from the next tool call on; a broken file
# does not: the last good policy stays, and `bailiwick status` says what is wrong.
version: 1

# enforce: denials hold.  observe: everything is judged and recorded, nothing is blocked.  Change: `bailiwick mode`.
mode: {mode}

# Sets of rules. `baseline` stops destruction, credential reads, exfiltration, persistence and the like.
packs: [{packs}]

# Settings of the packs, for example:
# parameters:
#   protected_branches: [main, "release/**"]

# Single rules, softer or stricter than the pack has them (off, note, ask, deny):
# overrides:
#   baseline/rule-id: ask
"""


def new_policy(mode: Mode, packs: Sequence[str] = ("baseline",)) -> str:
    """The commented policy of a new installation."""
    return _TEMPLATE.format(mode=mode.value, packs=", ".join(packs))


def with_mode(text: str, mode: Mode) -> str:
    """`text` with its top-level `mode` set, everything else untouched."""
    lines = text.splitlines(keepends=True)
    for index, line in enumerate(lines):
        if line.startswith("mode:"):
            value, mark, comment = line.partition("#")
            ending = line[len(line.rstrip("\r\n")) :]
            kept = f"  {mark}{comment.rstrip()}" if mark and value.strip() else ""
            lines[index] = f"mode: {mode.value}{kept}{ending}"
            return "".join(lines)
    after = next((index + 1 for index, line in enumerate(lines) if line.startswith("version:")), 0)
    if after and not lines[after - 1].endswith("\n"):
        lines[after - 1] += "\n"
    return "".join((*lines[:after], f"mode: {mode.value}\n", *lines[after:]))
