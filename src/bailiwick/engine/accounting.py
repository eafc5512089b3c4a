"""What a call of a model means for its session: sums, and budgets of the policy."""

from __future__ import annotations

from bailiwick.model.request import Place, Request
from bailiwick.pdp import profile_of
from bailiwick.pdp.consequences import usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bailiwick.model.event import ModelCalled
    from bailiwick.policy.compiled import CompiledPolicy
    from bailiwick.session.event import SessionEvent


def accounted(called: ModelCalled, project: str, policy: CompiledPolicy | None, *, now: datetime) -> SessionEvent:
    """The step that the call is for its session.

    Args:
        called: the call.
        project: of the session.
        policy: in force; None when there is none.
        now: when it is counted.
    """
    agent = ""
    if policy is not None:
        agent = profile_of(policy, Request(called.subject, Place(project=project, home=""), tool="")).name
    return usage(_amounts(called.usage), agent or called.subject.agent, project, policy, now=now)


def _amounts(tokens: Mapping[str, int]) -> dict[str, int]:
    """Names as policies know them; `total_tokens` is input and output without caches."""
    counted = {f"{name}_tokens": count for name, count in tokens.items()}
    return {**counted, "total_tokens": tokens.get("input", 0) + tokens.get("output", 0), "calls": 1}
