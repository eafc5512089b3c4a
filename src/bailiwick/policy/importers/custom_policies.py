"""`custom_policies.json`: patterns that must not be written, patterns of injection, and sources not to be trusted."""

from __future__ import annotations

import re

from bailiwick.model.errors import PolicyError
from bailiwick.policy.importers import regexes
from bailiwick.policy.importers.kyvvu_steps import text_of_call

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from bailiwick.policy.importers.draft import Draft
    from bailiwick.policy.syntax import Node

_KEYS = ("policy_patterns", "injection_patterns", "high_risk_sources")
_LABEL = "high-risk-source"


def convert(draft: Draft, root: Node) -> None:
    """Add the rules of all three lists; the original reads the first only."""
    keys = draft.mapping(root, _KEYS)
    for text, node in draft.mapping(keys.get("policy_patterns")).items():
        reason = draft.text(node)
        draft.each(node, f"policy.{text}", "deny", reason, text_of_call(_test(draft, node, text)))
        draft.remark(
            node, "words that must not be written are words in prose, too: a rule about what a call does says more"
        )
    for node in draft.sequence(keys.get("injection_patterns")):
        text = draft.text(node)
        draft.each(
            node,
            f"injection.{text}",
            "ask",
            f"looks like an injected instruction: {text}",
            text_of_call(_test(draft, node, text)),
        )
        draft.remark(
            node,
            "not looked for in what tools return: the rule speaks when the agent writes, sends or runs it",
        )
    _sources(draft, keys.get("high_risk_sources"))


def _test(draft: Draft, node: Node, text: str) -> Any:
    """The test that a text is found, in any case: as a regular expression when it is one."""
    try:
        return regexes.found(text, ignore_case=True)
    except PolicyError:
        draft.remark(node, f"`{text}` is no regular expression for RE2: it is searched as it stands")
        return {"regex": f"(?i){re.escape(text)}"}


def _sources(draft: Draft, node: Node | None) -> None:
    names = draft.texts(node)
    if node is None or not names:
        return
    hosts = [{"host": name} for name in names if "." in name]
    servers = [name for name in names if "." not in name]
    sources: list[dict[str, Any]] = []
    if hosts:
        sources.append({"on": "net.fetch", "where": {"host": hosts}})
    if servers:
        sources.append({"on": ["mcp.call", "mcp.read"], "where": {"server": servers}})
        sources.append({"tool": servers})
    reason = "the session has taken in data of a high-risk source"
    origin = draft.origin(node, "high_risk_sources")
    draft.sections["taint"] = [{"label": _LABEL, "from": sources, "guard": "ask", "reason": reason, "origin": origin}]
    draft.remark(
        node, f"data of these sources gives the session the label `{_LABEL}`: then a person is asked before it sends"
    )
