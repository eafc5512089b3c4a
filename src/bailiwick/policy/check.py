"""`Check`: one external check of a policy, ready to be asked."""

from __future__ import annotations

from bailiwick.model.value import Value
from bailiwick.model.verdict import Verdict
from bailiwick.policy.rule import condition

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bailiwick.policy.rule import Condition


class Check(Value):
    """A program that is asked about the calls its condition speaks of."""

    id: str
    """Qualified: `user/remote-push`."""
    condition: Condition
    run: tuple[str, ...]
    sha256: str
    milliseconds: int
    verdict: Verdict
    """The strongest verdict that it may bring."""
    remedy: str = ""


def check(plain: Mapping[str, Any]) -> Check:
    """The check of compiled plain data."""
    return Check(
        id=plain["id"],
        condition=condition(plain, safe=True),
        run=tuple(plain["run"]),
        sha256=plain["sha256"],
        milliseconds=plain["milliseconds"],
        verdict=Verdict(plain["verdict"]),
        remedy=plain.get("remedy", ""),
    )
