"""The check of the sandbox that rules with `confine` put shell calls into."""

from __future__ import annotations

import sys

from bailiwick.adapters.confinement.probe import ask
from bailiwick.apps.doctor.check import ok, warn
from bailiwick.model.fact import ConfinementQuery

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.apps.doctor.check import Check

NETWORKS = ("none", "any", "loopback")


def check() -> Check:
    """Which sandboxes this machine has, by what."""
    problems = {network: ask(ConfinementQuery(network)).problem for network in NETWORKS}
    usable = [network for network, problem in problems.items() if not problem]
    missing = [f"`network: {network}`: {problem}" for network, problem in problems.items() if problem]
    if not usable:
        return warn("sandbox", f"none: {problems['none']}", "calls are denied whose rule demands `confine`")
    seen = f"{_by()}; network {', '.join(usable)}"
    if missing:
        return warn("sandbox", f"{seen}; not {'; '.join(missing)}", "calls are denied whose rule demands that")
    return ok("sandbox", seen)


def _by() -> str:
    if sys.platform != "linux":
        return "sandbox-exec"
    from bailiwick.adapters.confinement import landlock

    abi = landlock.version()
    signals = "" if abi >= landlock.SIGNALS_ABI else ", signals to processes outside are not held back"
    return f"Landlock {abi} and seccomp{signals}"
