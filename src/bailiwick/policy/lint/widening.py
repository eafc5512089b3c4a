"""What loosens: approvals and grants that are broad, overrides that weaken, settings that let pass."""

from __future__ import annotations

from bailiwick.policy.inventory import guard
from bailiwick.policy.lint.finding import ERROR, INFO, WARNING, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from bailiwick.policy.inventory import Item
    from bailiwick.policy.lint.finding import Subject
    from bailiwick.policy.syntax import Node

_NARROWING = ("any", "all", "paths", "where", "args", "text", "content", "when", "marks", "tool")
_READING = frozenset(
    {"file.read", "file.list", "file.search", "vcs.read", "session.read", "session.write", "human.ask"}
)
_RUNS = "exec.run"
_EFFECTS = ("group", "obligations", "brings", "mark", "clears")
"""What a rule that allows can do besides: be an exception, demand something, change the session."""


def widening(subject: Subject) -> Iterator[Finding]:
    """Whether a rule that allows, approves or grants does so broadly, or does nothing."""
    rule = subject.rule
    if rule["verdict"] != "allow":
        return
    kinds = rule.get("kinds")
    narrow = any(rule.get(key) for key in _NARROWING)
    if rule.get("auto_approve"):
        yield from _approval(subject, kinds, narrow=narrow)
    elif "/capability." in subject.id:
        if not narrow and (kinds is None or _RUNS in kinds):
            message = "grants every program" if kinds is not None else "grants everything"
            yield subject.finding(
                "broad-grant", WARNING, message, "name kinds, and programs with `where: {program: ...}`"
            )
    elif not any(rule.get(key) for key in _EFFECTS):
        message = "changes nothing: what no rule forbids passes anyway, and the agent's own prompt still comes"
        advice = (
            "use `auto_approve: true` to skip the prompt, or a rule with `otherwise: true` that it is the exception of"
        )
        yield subject.finding("idle-allow", INFO, message, advice)


def _approval(subject: Subject, kinds: list[str] | None, *, narrow: bool) -> Iterator[Finding]:
    where = subject.rule.get("where", {})
    if kinds is None or (not narrow and not _READING.issuperset(kinds)):
        message = (
            "approves without a prompt whatever kinds of operation it meets"
            if kinds is None
            else (f"approves every {', '.join(kinds)} without a prompt")
        )
        yield subject.finding("broad-approval", ERROR, message, "narrow it by kind, class, program or path")
    elif _RUNS in kinds and "program" not in where and "reads_only" not in where:
        message = "approves programs without a prompt that are neither named nor known to only read"
        yield subject.finding(
            "broad-approval", WARNING, message, "add `program: [...]` or `reads_only: true` to `where`"
        )
    elif not narrow and any(kind.startswith("file.") for kind in kinds):
        message = f"approves every {', '.join(kinds)} without a prompt, outside the project and of credential files too"
        yield subject.finding("broad-approval", WARNING, message, "add `class: {any: project, none: secret}`")


def weakened(item: Item, node: Node | None, source: str) -> Iterator[Finding]:
    """Whether an override weakens a rule of a pack.

    Args:
        item: the rule.
        node: of the override.
        source: the file that it stands in.
    """
    order = ("off", "note", "allow", "ask", "deny")
    before = guard(item.written)
    if not item.overridden_by or order.index(item.verdict) >= order.index(before):
        return
    critical = item.written.get("severity", "high") in ("critical", "high") and before == "deny"
    line, column = (node.line, node.column) if node is not None else (1, 1)
    message = f"the override weakens {before} to {item.verdict}: {item.written.get('reason', '')}"
    advice = "an own rule with `unless`, or a parameter of the pack, keeps the rest of its protection"
    yield Finding("weakened", WARNING if critical else INFO, source, line, column, item.id, message, advice)


def settings(plain: Mapping[str, Any], source: str) -> Iterator[Finding]:
    """Settings of the whole policy that let pass."""
    if plain["fail_mode"] == "open":
        message = "calls pass when no decision can be made (`fail_mode: open`)"
        yield Finding("fails-open", WARNING, source, 1, 1, "", message, "use `fail_mode: closed`")
    if plain["mode"] == "observe":
        message = "nothing is blocked (`mode: observe`)"
        yield Finding(
            "observes", INFO, source, 1, 1, "", message, "`bailiwick policy would-deny` shows what enforcing means"
        )
    if not plain["packs"] and not any("/capabilities" in rule["id"] for rule in plain["rules"]):
        message = "no pack is chosen, and nothing is granted: only the rules of this file protect"
        yield Finding("no-pack", INFO, source, 1, 1, "", message, "add `packs: [baseline]`")
