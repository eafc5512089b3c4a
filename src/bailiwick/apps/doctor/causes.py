"""From what a hook or a client said to what a person can do about it."""

from __future__ import annotations

AGAIN = "run `bailiwick init` again"
DAEMON = "run `bailiwick daemon run` and look at what it says"
POLICY = "repair the policy that `bailiwick status` names; `bailiwick explain 'true'` shows when it is good again"
RULE = "a rule of your policy says so: `bailiwick explain 'COMMAND'` shows which, with its origin"
PERMITS = "the policy in force lets it pass: it needs `packs: [baseline]`, and no override of that rule"
OBSERVE = "the mode is observe, so nothing is blocked: `bailiwick mode enforce` makes it so"
NOT_CALLED = "the client dropped the settings or looks for the hook under other tools: run `bailiwick init` again"
NOT_AWAITED = "the client did not wait for the hook's answer: run `bailiwick init` again, no hook may be `async`"
NOT_CLOSED = (
    "the hooks do not fail closed: run `bailiwick init` again; clients before 2.1.295 ignore `onFailure` and need an "
    "update"
)
_PROGRAM = "the hook's program cannot be started: reinstall Bailiwick, then run `bailiwick init` again"
_PRIVATE = "only you may write there: `bailiwick doctor` says under `home` what to change"
_SLOW = "the hook has less time than it needs: run `bailiwick init` again, which sets it; or the machine is overloaded"
_NOBODY = (
    "neither the daemon nor the evaluator behind it could be started: was the Python environment moved or removed? "
    "Run `bailiwick init` again; then `bailiwick daemon run` shows what is left"
)
_FAULT = (
    "a fault of Bailiwick itself: update it, or run `bailiwick daemon stop` and try again; report it with this line"
)

_SIGNS = (
    ("denied by bailiwick", RULE),
    ("no usable policy", POLICY),
    ("no decision service answered", _NOBODY),
    ("the decision service failed", _FAULT),
    ("others may write", _PRIVATE),
    ("run directory of Bailiwick", _PRIVATE),
    ("no decision could be made", DAEMON),
    ("hook command is wrong", AGAIN),
    ("timed out; blocking", _SLOW),
    ("onFailure is", _PROGRAM),
    ("ENOENT", _PROGRAM),
    ("needs approval", NOT_CALLED),
)
"""What can be read in a message of ours or of the client, the more telling first, and what helps."""


def remedy_for(said: str, otherwise: str = DAEMON) -> str:
    """What to do when a call that should have passed was stopped with these words."""
    return next((remedy for sign, remedy in _SIGNS if sign in said), otherwise)
