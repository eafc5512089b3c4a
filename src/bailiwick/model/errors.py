"""The error tree, by who must act, and the one table of exit codes.

BailiwickError
|-- UsageError          the caller gave wrong words or values
|-- InputError          an event or file from outside cannot be read as what it should be
|-- PolicyError         a policy file is missing, broken or contradictory
|-- TrustError          a signature, key, hash, owner or mode is not what it must be
|-- BoundError          a named bound was exceeded
`-- EnvironmentFault    the machine failed: disk, permission, missing program, dead daemon
"""

from __future__ import annotations


class BailiwickError(Exception):
    """Root of all expected errors. `remedy` tells a person what to do next; it may be empty."""

    exit_code = 1

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy


class UsageError(BailiwickError):
    """Wrong arguments."""

    exit_code = 2


class InputError(BailiwickError):
    """An event or file is not what it should be."""

    exit_code = 2


class TrustError(BailiwickError):
    """A signature, key, hash, owner or mode is wrong."""

    exit_code = 3


class PolicyError(BailiwickError):
    """A policy cannot be used."""

    exit_code = 6


class BoundError(InputError):
    """A named bound was exceeded."""


class EnvironmentFault(BailiwickError):
    """The machine failed."""

    exit_code = 5


EXIT_CODES = {
    0: "success",
    1: "the thing that was checked does not hold (a failed check, a broken log, drift)",
    2: "wrong arguments or unreadable input; from the hook: the call is denied",
    3: "a signature, key, owner or file mode is wrong",
    4: "the policy denies the call (`decide`, `explain`)",
    5: "the machine failed: disk, permission, missing program, no daemon",
    6: "the policy is missing or broken",
}
