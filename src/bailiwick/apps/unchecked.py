"""Bodies of `unchecked` entries: calls that passed without a decision, described as far as they can be read."""

from __future__ import annotations

from bailiwick.crypto.hashing import content_hash
from bailiwick.engine.records import subject_body, summary
from bailiwick.engine.redact import redacted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.apps.gate import Dialect
    from bailiwick.model.event import Envelope
    from bailiwick.model.request import Governed


def unchecked_body(
    envelope: Envelope, event: bytes, reason: str, dialect: Dialect | None, governed: Governed
) -> dict[str, object]:
    """The body; the full event is kept as size and hash only."""
    return {
        "reason": reason,
        "dialect": envelope.dialect,
        "project": envelope.project,
        "event_bytes": len(event),
        "event_sha256": content_hash(event),
        **_readable_part(envelope, event, dialect, governed),
    }


def _readable_part(envelope: Envelope, event: bytes, dialect: Dialect | None, governed: Governed) -> dict[str, object]:
    if dialect is None:
        return {}
    try:
        parsed = dialect.parse(event, envelope, governed)
        request = getattr(parsed, "request", None)
        if request is None:
            return {"event": type(parsed).__name__}
        called = {"tool": request.tool, "call": request.call, "summary": summary(request)}
        return redacted({"event": type(parsed).__name__, **subject_body(request.subject), **called})
    except Exception:  # noqa: BLE001 - what failed to be judged may fail to be described; size and hash remain
        return {}
