"""Names under which Bailiwick itself runs."""

from __future__ import annotations


def touches_guard(word: str) -> bool:
    """True for a process, unit or label of Bailiwick, also as the pattern `[b]ailiwick`."""
    lowered = word.lower().replace("[", "").replace("]", "")
    return "bailiwick" in lowered or lowered in ("bailiwickd", "bailiwic")
