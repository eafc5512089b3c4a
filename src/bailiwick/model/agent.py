"""`AgentProfile`: who acts, as the policy knows it."""

from __future__ import annotations

from bailiwick.model.value import Value


class AgentProfile(Value):
    """What the `agents` sections of the trusted levels say about the agent of a call; empty: nobody says."""

    name: str = ""
    client: str = ""
    """Agent product, for example `claude-code`."""
    role: str = ""
    """Type of the subagent, `main` for the main thread."""
    tags: tuple[str, ...] = ()
    trust: int | None = None
    """How much is entrusted to it, 0 to 100; None: nobody says."""
    risk: str = ""
    """What law says about its use: `minimal`, `limited`, `high` or `unacceptable`."""
    purpose: str = ""
    owner: str = ""

    def __bool__(self) -> bool:
        return self != UNKNOWN_AGENT


UNKNOWN_AGENT = AgentProfile()
