"""`bailiwick log prune`: old entries go, by the owner's signed word."""

from __future__ import annotations

import re
from datetime import timedelta

from bailiwick.adapters.clock import SystemClock
from bailiwick.apps.cli.output import document, say
from bailiwick.apps.cli.person import require_person
from bailiwick.apps.daemon.control import stop
from bailiwick.apps.retention import prune
from bailiwick.model.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.adapters.home import Home

_DAYS = re.compile(r"([1-9][0-9]{0,4})d")


def prune_log(home: Home, older_than: str, *, confirmed: bool, as_json: bool) -> int:
    """Remove what is older than `older_than` (`180d`); the daemon is ended first."""
    found = _DAYS.fullmatch(older_than)
    if found is None:
        raise UsageError(f"expected --older-than as a number of days like `180d`, got `{older_than}`")
    require_person("removing entries of the log", confirmed=confirmed)
    stop(home)
    now = SystemClock().now()
    done = prune(home, before=now - timedelta(days=int(found[1])), now=now)
    if as_json:
        plain = {"entries": done.entries, "segments": done.segments, "first": done.first}
        document({**plain, "waiting_for": done.waiting or None})
        return 0
    say(f"{done.entries} entries in {done.segments} segments removed; the log begins with entry {done.first}")
    if done.waiting:
        say(f"  the sink `{done.waiting}` has not taken all old entries yet; those stay")
    return 0
