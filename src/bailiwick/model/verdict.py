"""Verdicts, modes and what a decision is made of."""

from __future__ import annotations

from bailiwick.model.agent import UNKNOWN_AGENT, AgentProfile
from bailiwick.model.value import Value
from bailiwick.model.words import Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from bailiwick.model.fact import FactQuery
    from bailiwick.model.operation import Operation
    from bailiwick.model.tracker import Moves


class Verdict(Words):
    """What the policy says about a call. Stronger verdicts win: deny > ask > allow > abstain.

    `INDETERMINATE` is a failure to decide; in enforce mode it is answered as a denial.
    """

    ABSTAIN = "abstain"
    ALLOW = "allow"
    ASK = "ask"
    DENY = "deny"
    INDETERMINATE = "indeterminate"

    @property
    def rank(self) -> int:
        """Precedence when verdicts are combined; higher wins."""
        return _RANK[self]


_RANK = {
    Verdict.ABSTAIN: 0,
    Verdict.ALLOW: 1,
    Verdict.ASK: 2,
    Verdict.DENY: 3,
    Verdict.INDETERMINATE: 4,
}


class Mode(Words):
    """Whether verdicts bind (`enforce`) or are only recorded (`observe`)."""

    ENFORCE = "enforce"
    OBSERVE = "observe"


class FailMode(Words):
    """What happens when no decision can be made: `closed` denies, `open` lets pass and records UNCHECKED."""

    CLOSED = "closed"
    OPEN = "open"


class Severity(Words):
    """How bad the thing is that a rule speaks of."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Ruling(Value):
    """One rule that spoke about one call."""

    rule: str
    """Qualified rule id, `pack/family.name` or `user/...`."""
    verdict: Verdict
    reason: str
    remedy: str = ""
    """What to do instead; may be empty."""
    severity: Severity = Severity.HIGH
    operation: Operation | None = None
    """The operation the rule matched, or None when it spoke about the session or the call as a whole."""
    cause: str = ""
    """Entry of the earlier call that made a rule about the past speak; empty when there is no single one."""


class Obligation(Value):
    """What must be done with a call that is let through, because a rule that spoke says so."""

    kind: str
    """`annotate` (advice to the model), `rewrite` (options of a program), `redact` (content) or `confine` (sandbox)."""
    rule: str
    """Qualified id of the rule."""
    text: str = ""
    """annotate: the advice."""
    program: str = ""
    """rewrite: the program, with its subcommand if any (`git push`)."""
    add: tuple[str, ...] = ()
    """rewrite: options that the program must be given."""
    replace_words: tuple[tuple[str, str], ...] = ()
    """rewrite: words and what stands for them instead."""
    what: tuple[str, ...] = ()
    """redact: `secrets`, `personal-data`."""
    write: tuple[str, ...] = ()
    """confine: places that may be written: `project`, `temp`, `home`, or a path."""
    hide: tuple[str, ...] = ()
    """confine: places that cannot be read: `credentials`, or a path."""
    network: str = ""
    """confine: `none`, `loopback` (one of its own) or `any`."""


class Decision(Value):
    """The verdict on one call, with every rule that spoke, strongest first. Only `pdp.decide` makes one."""

    verdict: Verdict
    mode: Mode
    rulings: tuple[Ruling, ...] = ()
    operations: tuple[Operation, ...] = ()
    policy: str = ""
    """Hash of the policy that decided."""
    unanswerable: bool = False
    """True when an ask became a denial because nobody can answer."""
    asked_of: str = "anyone"
    """Who may answer an ask: `anyone`, `person` or `control-plane`, the strictest of the rules that ask."""
    approve: bool = False
    """True when every operation is covered by an allow rule with `auto_approve` and nothing speaks against the call."""
    obligations: tuple[Obligation, ...] = ()
    """Of the rules that spoke, in the order of the rulings. A PEP that cannot carry one out denies."""
    needs: frozenset[FactQuery] = frozenset()
    """Non-empty: the decision is provisional; fetch these facts and decide again."""
    now: datetime | None = None
    """When it was decided, with zone, as rules saw it; None when rules were not asked."""
    agent: AgentProfile = UNKNOWN_AGENT
    """Who acted, as rules saw it."""
    moves: Moves | None = None
    """What the call does to the trackers of rules about the past; None when there are no such rules."""

    @property
    def binds(self) -> bool:
        """True when the verdict must be enforced at the agent."""
        return self.mode is Mode.ENFORCE
