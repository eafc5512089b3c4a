"""What the end of an external check means: the hook contract, read strictly.

Exit 0 passes, 2 denies with standard error as the reason; JSON on standard output is honoured, also with exit 0. Every
other end is no answer. An answer that begins like JSON and cannot be read is none either: it may have been a denial.
"""

from __future__ import annotations

import json

from bailiwick.model.fact import CheckFact, CheckResult

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

REASON_CHARACTERS = 1000
"""Longest reason that is taken from a check."""

_PASS, _BLOCK = 0, 2
_DECISIONS = {
    "allow": CheckResult.PASS,
    "approve": CheckResult.PASS,
    "ask": CheckResult.ASK,
    "deny": CheckResult.DENY,
    "block": CheckResult.DENY,
}


def answer_of(code: int, stdout: bytes, stderr: bytes) -> CheckFact:
    """The answer of a check that ended with exit `code` (negative: a signal)."""
    if code == _BLOCK:
        return CheckFact(CheckResult.DENY, _reason(stderr.decode("utf-8", "replace")))
    if code != _PASS:
        end = f"signal {-code}" if code < 0 else f"exit code {code}"
        return CheckFact(CheckResult.FAILED, _reason(f"it ended with {end}: {stderr.decode('utf-8', 'replace')}"))
    text = stdout.decode("utf-8", "replace").strip()
    if not text.startswith("{"):
        return CheckFact(CheckResult.PASS)
    try:
        said = json.loads(text)
    except ValueError:
        return CheckFact(CheckResult.FAILED, "its JSON cannot be read")
    return _said(said)


def _said(said: dict[str, Any]) -> CheckFact:
    output = said.get("hookSpecificOutput")
    output = output if isinstance(output, dict) else {}
    if "updatedInput" in output:
        return CheckFact(CheckResult.FAILED, "it wants to change the call, which a check cannot do")
    word = output.get("permissionDecision", said.get("decision"))
    reason = output.get("permissionDecisionReason", said.get("reason", said.get("stopReason", "")))
    if said.get("continue") is False:
        word = "deny"
    if word is None and "ask" in said:
        word = "ask" if said["ask"] else "allow"
        reason = reason or said["ask"]
    if word is None:
        return CheckFact(CheckResult.PASS)
    result = _DECISIONS.get(word) if isinstance(word, str) else None
    if result is None:
        return CheckFact(CheckResult.FAILED, f"it answered `{str(word)[:40]}`, which is no decision")
    return CheckFact(result, _reason(reason if isinstance(reason, str) else ""))


def _reason(text: str) -> str:
    return " ".join(text.split())[:REASON_CHARACTERS]
