"""`bailiwick log --stats`: counts for a person and for a program."""

from __future__ import annotations

from bailiwick.apps.cli.entries import printable
from bailiwick.apps.cli.output import say, style
from bailiwick.apps.log_statistics import VERDICTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.apps.log_statistics import Statistics

_SHOWN = {"abstain": "pass", "indeterminate": "no verdict"}
_STYLES = {"deny": "deny", "indeterminate": "deny", "ask": "ask", "allow": "allow"}


def plain(found: Statistics, by: str) -> dict[str, object]:
    """The statistics as JSON data."""
    return {
        "entries": found.entries,
        "verdicts": dict(found.verdicts),
        "answered": dict(found.answered),
        "micros": dict(found.micros),
        "by": by,
        "groups": [
            {"name": group.name, "total": group.total, "verdicts": dict(group.counts)} for group in found.groups
        ],
    }


def show(found: Statistics, by: str, *, limit: int) -> None:
    """Print the statistics, with the first `limit` groups."""
    decided = sum(found.verdicts.values())
    say(f"{found.entries} entries, {decided} decisions")
    if found.micros:
        took = ", ".join(f"{name} {micros / 1000:.2f} ms" for name, micros in found.micros.items())
        say(style(f"time to decide: {took}", "dim"))
    say()
    say(style(_line(by, "total", *(_SHOWN.get(verdict, verdict) for verdict in VERDICTS)), "dim"))
    say(_line("all", str(decided), *(str(found.verdicts.get(verdict, 0)) for verdict in VERDICTS)))
    for group in found.groups[:limit]:
        counts = [(verdict, group.counts.get(verdict, 0)) for verdict in VERDICTS]
        cells = [_cell(str(count) if count else "", _STYLES.get(verdict, "")) for verdict, count in counts]
        say(f"{printable(group.name)[:40]:<40}  {group.total:>8}  " + "  ".join(cells))
    if len(found.groups) > limit:
        say(style(f"and {len(found.groups) - limit} more: --limit shows them", "dim"))


def _line(name: str, total: str, *cells: str) -> str:
    return f"{name:<40}  {total:>8}  " + "  ".join(f"{cell:>10}" for cell in cells)


def _cell(text: str, name: str) -> str:
    padded = f"{text:>10}"
    return style(padded, name) if name and text else padded
