"""How entries of the log look to a person: one line each, safe to print."""

from __future__ import annotations

import shutil
import sys

from bailiwick.apps.cli.output import style

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bailiwick.adapters.log_reader import Placed

_STYLES = {
    "allow": "allow", "pass": "dim", "ask": "ask", "deny": "deny", "no verdict": "deny", "incident": "deny",
    "unchecked": "deny", "recovery": "ask", "would deny": "ask", "would ask": "ask", "failed": "ask", "refused": "ask",
}  # fmt: skip
_VERDICTS = {"abstain": "pass", "indeterminate": "no verdict"}
_BEFORE_WHAT = 70
"""Columns in front of the last one."""

_SUMMARIES = ("summary", "what", "name", "problem", "source", "reason", "hash")


def heading() -> str:
    """The line above a table of entries."""
    return style(
        f"{'entry':>7}  {'id':<12}  {'time (UTC)':<19}  {'verdict':<10}  {'tool':<12}  what, and which rule", "dim"
    )


def row(placed: Placed) -> str:
    """One entry in one line, its text cut to the width of the terminal."""
    entry = placed.entry
    word = label(entry.kind, entry.body)
    tool = printable(str(entry.body.get("tool", "")))[:12] or entry.kind
    what, rule = _what(entry.kind, entry.body), _rule(entry.body)
    if sys.stdout.isatty():
        room = max(20, shutil.get_terminal_size().columns - _BEFORE_WHAT - len(rule))
        what = what if len(what) <= room else what[: room - 3] + "..."
    return (
        f"{entry.sequence:>7}  {style(placed.reference, 'dim')}  {entry.time[:19].replace('T', ' ')}  "
        f"{_coloured(word)}  {tool:<12}  {what}{rule}"
    )


def label(kind: str, body: Mapping[str, Any]) -> str:
    """What happened, in a word or two: the verdict somebody asked for, the status of an outcome, else the kind."""
    if kind == "decision":
        if body.get("answered") in ("refused", "unchecked"):
            return str(body["answered"])  # the agent did not ask, so the verdict changed nothing
        verdict = str(body.get("verdict", ""))
        word = _VERDICTS.get(verdict, verdict)
        observed = body.get("mode") == "observe" and verdict in ("ask", "deny", "indeterminate")
        return f"would {'ask' if verdict == 'ask' else 'deny'}" if observed else word
    if kind == "outcome":
        return str(body.get("status", "")) or kind
    return kind


def printable(text: str) -> str:
    """`text` with everything that could steer a terminal spelled out."""
    return text if text.isprintable() else "".join(_spelled(character) for character in text)


def _spelled(character: str) -> str:
    return character if character.isprintable() else character.encode("unicode_escape", "replace").decode()


def _coloured(word: str) -> str:
    name = _STYLES.get(word)
    padded = f"{printable(word)[:10]:<10}"
    return style(padded, name) if name else padded


def _what(kind: str, body: Mapping[str, Any]) -> str:
    what = next((printable(value) for name in _SUMMARIES if isinstance(value := body.get(name), str) and value), "")
    if kind == "outcome":
        changed = ", INPUT CHANGED" if body.get("changed") else ""
        return f"of {body.get('decision') or 'an unseen call'} after {body.get('duration_ms', 0)} ms{changed}"
    return what


def _rule(body: Mapping[str, Any]) -> str:
    """The first rule that spoke, and how many more did."""
    rules = body.get("rules")
    if not isinstance(rules, list) or not rules:
        return ""
    first = rules[0].get("rule", "") if isinstance(rules[0], dict) else ""
    more = f" +{len(rules) - 1}" if len(rules) > 1 else ""
    return f"  [{printable(str(first))}{more}]"
