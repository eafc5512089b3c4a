"""Whether a person's answer to an agent's question accepts what was asked.

The agent words question and options, so only a plain yes counts: the answer begins with a word of
acceptance and holds no word of refusal. Everything else, "yes, but not now" included, is a refusal.
"""

from __future__ import annotations

_ANSWER_CHARACTERS = 1000
"""Longer answers are instructions, not acceptance."""

_ACCEPTS = frozenset(
    {
        "yes", "y", "yep", "yeah", "ok", "okay", "approve", "approved", "accept", "accepted", "allow", "allowed",
        "confirm", "confirmed", "agree", "agreed", "proceed", "continue", "go", "sure",
    }
)  # fmt: skip
_REFUSES = frozenset(
    {
        "no", "not", "never", "none", "nope", "dont", "don't", "doesn't", "won't", "can't", "cannot", "stop",
        "cancel", "deny", "denied", "reject", "rejected", "refuse", "refused", "decline", "declined", "abort",
        "skip", "wait", "later", "but", "except", "unless", "without", "only", "instead", "first",
    }
)  # fmt: skip


def accepted(answer: str) -> bool:
    """True when `answer` is a plain yes."""
    if len(answer) > _ANSWER_CHARACTERS:
        return False
    words = [word.strip("'") for word in _words(answer)]
    return bool(words) and words[0] in _ACCEPTS and _REFUSES.isdisjoint(words)


def _words(text: str) -> list[str]:
    plain = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return "".join(letter if letter.isalnum() or letter == "'" else " " for letter in plain).split()
