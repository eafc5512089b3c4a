"""Who acts: the profile of an agent from the `agents` sections, and the rule selector `agents`."""

from __future__ import annotations

from bailiwick.model.agent import UNKNOWN_AGENT, AgentProfile
from bailiwick.policy import glob
from bailiwick.policy.predicates import predicate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from bailiwick.model.operation import Operation
    from bailiwick.model.request import Request
    from bailiwick.policy.extension import Test
    from bailiwick.policy.situation import Situation

MAIN = "main"
"""Role of the main thread."""

TRUST_NAMES: Mapping[str, int] = {
    "untrusted": 0,
    "anonymous": 0,
    "unverified": 0,
    "sandboxed": 0,
    "restricted": 0,
    "basic": 10,
    "verified": 30,
    "trusted": 50,
    "privileged": 80,
    "unrestricted": 80,
}
RISKS = ("minimal", "limited", "high", "unacceptable")
FIELDS = ("name", "tags", "trust", "risk", "purpose", "owner")
"""What an entry can say about the agents that it matches."""


def profile(entries: Sequence[Mapping[str, Any]], request: Request) -> AgentProfile:
    """The profile of the agent of a call: of each field, what the first matching entry says."""
    if not entries:
        return UNKNOWN_AGENT
    facts = _facts(request)
    found: dict[str, Any] = {}
    for entry in entries:
        if _matches(entry.get("match", {}), facts, request):
            for field in FIELDS:
                if field in entry:
                    found.setdefault(field, entry[field])
    tags = tuple(found.pop("tags", ()))
    return AgentProfile(client=facts["client"], role=facts["role"], tags=tags, **found)


def selector(plain: Mapping[str, Any], *, safe: bool) -> Test:
    """The agent is one of those selected; what nobody has stated of trust, risk and depth counts as not known."""
    wanted = plain["agents"]
    patterns = [(field, wanted[field]) for field in ("name", "client", "role") if field in wanted]
    tags: list[str] = wanted.get("tag", [])
    risks: list[str] = wanted.get("risk", [])
    trust = predicate(wanted["trust"], safe=safe) if "trust" in wanted else None
    depth = predicate(wanted["depth"], safe=safe) if "depth" in wanted else None

    def test(_operation: Operation, situation: Situation) -> bool:
        agent = situation.agent
        known = {"name": agent.name, **_facts(situation.request)}
        if not all(any(glob.matches(one, known[field]) for one in globs) for field, globs in patterns):
            return False
        if tags and not any(glob.matches(one, tag) for one in tags for tag in agent.tags):
            return False
        if risks and not (agent.risk in risks if agent.risk else safe):
            return False
        if depth is not None:
            deep = situation.history.depth(situation.request.subject.subagent)
            if not (depth(deep) if deep is not None else safe):
                return False
        return trust is None or (trust(agent.trust) if agent.trust is not None else safe)

    return test


def _facts(request: Request) -> dict[str, str]:
    subject = request.subject
    role = subject.role
    if not subject.subagent and not role:
        role = MAIN
    elif not role or role == MAIN:
        role = f"subagent {role}".strip()  # a subagent type that is called `main` is not the main thread
    return {"client": subject.agent, "role": role, "user": subject.user or request.place.user}


def _matches(match: Mapping[str, list[str]], facts: Mapping[str, str], request: Request) -> bool:
    for field, patterns in match.items():
        if field == "project":
            home = request.place.home
            absolute = [f"{home}{one[1:]}" if one.startswith("~/") else one for one in patterns]
            if not any(glob.matches(one, request.place.project) for one in absolute):
                return False
        elif not any(glob.matches(one, facts[field]) for one in patterns):
            return False
    return True
