"""Entries as events of the Open Cybersecurity Schema Framework 1.3, for SIEMs.

A decision is API Activity (6003), an incident a new Detection Finding (2004), everything else a Base Event (0)
with the entry under `unmapped`.
"""

from __future__ import annotations

from bailiwick import __version__
from bailiwick.adapters.sinks.times import microseconds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bailiwick.adapters.log_reader import Placed

VERSION = "1.3.0"
SEVERITIES = {"low": (2, "Low"), "medium": (3, "Medium"), "high": (4, "High"), "critical": (5, "Critical")}
_INFORMATIONAL = (1, "Informational")
_DISPOSITIONS = {"allow": (1, "Allowed"), "none": (1, "Allowed"), "deny": (2, "Blocked"), "ask": (99, "Asked")}
_OTHER = 99


def event(placed: Placed) -> dict[str, Any]:
    """The event of one entry."""
    entry, body = placed.entry, placed.entry.body
    number, name = severity(body)
    common = {
        "time": microseconds(entry.time) // 1000,
        "severity_id": number,
        "severity": name,
        "message": str(body.get("summary") or body.get("what") or entry.kind),
        "metadata": {
            "version": VERSION,
            "product": {"name": "Bailiwick", "vendor_name": "Bailiwick", "version": __version__},
            "uid": placed.leaf,
            "sequence": entry.sequence,
            "log_name": entry.log,
        },
    }
    if entry.kind == "decision":
        return {**common, **_decision(body)}
    if entry.kind == "incident":
        return {**common, **_incident(placed)}
    return {**common, **_class(0, 0, _OTHER), "unmapped": {"kind": entry.kind, "body": dict(body)}}


def severity(body: Mapping[str, Any]) -> tuple[int, str]:
    """The severity of an entry: an incident's own, or that of the strongest rule that denied or asked."""
    named = body.get("severity")
    rules = body.get("rules")
    if not named and isinstance(rules, list) and body.get("verdict") in ("deny", "ask", "indeterminate"):
        given = [str(rule.get("severity")) for rule in rules if isinstance(rule, dict)]
        ranked = [name for name in given if name in SEVERITIES]
        named = max(ranked, key=lambda one: SEVERITIES[one][0], default="medium")
    return SEVERITIES.get(str(named), _INFORMATIONAL)


def _decision(body: Mapping[str, Any]) -> dict[str, Any]:
    disposition, name = _DISPOSITIONS.get(str(body.get("answered")), (0, "Unknown"))
    rules = body.get("rules")
    first = rules[0] if isinstance(rules, list) and rules and isinstance(rules[0], dict) else {}
    blocked = name == "Blocked"
    return {
        **_class(6, 6003, _OTHER),
        "status_id": 2 if blocked else 1,
        "status": "Failure" if blocked else "Success",
        "disposition_id": disposition,
        "disposition": name,
        "actor": {"app_name": str(body.get("agent", "")), "session": {"uid": str(body.get("session", ""))}},
        "api": {"operation": str(body.get("tool", "")), "request": {"uid": str(body.get("call", ""))}},
        "firewall_rule": {"name": str(first.get("rule", "")), "desc": str(first.get("reason", ""))},
        "unmapped": {"verdict": body.get("verdict"), "mode": body.get("mode"), "policy": body.get("policy")},
    }


def _incident(placed: Placed) -> dict[str, Any]:
    body = placed.entry.body
    return {
        **_class(2, 2004, 1),
        "status_id": 1,
        "status": "New",
        "finding_info": {
            "uid": placed.leaf,
            "title": str(body.get("what", "")),
            "created_time": microseconds(placed.entry.time) // 1000,
        },
        "unmapped": {"details": body.get("details")},
    }


def _class(category: int, number: int, activity: int) -> dict[str, int]:
    return {"category_uid": category, "class_uid": number, "activity_id": activity, "type_uid": 100 * number + activity}
