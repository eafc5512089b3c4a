"""The page of a report: one HTML file that fetches nothing. Jinja2 escapes every text of the log."""

from __future__ import annotations

from importlib.resources import files

from bailiwick.apps.log_statistics import VERDICTS
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.adapters.log_reader import Placed
    from bailiwick.apps.log_statistics import Group
    from bailiwick.apps.report.duties import Duty
    from bailiwick.apps.report.facts import Facts

HEIGHT = 160
"""Height of the timeline, in its own units."""

_LAYERS = ("abstain", "allow", "ask", "deny", "indeterminate")
"""Verdicts from the bottom of a bar to its top."""

NAMES = {"abstain": "no opinion", "allow": "allowed", "ask": "asked", "deny": "denied", "indeterminate": "undecided"}


class Layer(Value):
    """One coloured piece of a bar."""

    verdict: str
    y: float
    height: float
    count: int


class Bar(Value):
    """One bar of the timeline."""

    name: str
    total: int
    layers: tuple[Layer, ...]


class Record(Value):
    """The log that a report is about, and whether it verifies."""

    log: str
    size: int
    covered: int
    """Entries under a signed checkpoint."""
    root: str
    good: bool
    problem: str = ""


def render(facts: Facts, record: Record, *, title: str, written: str, duties: Sequence[Duty] = ()) -> str:
    """The whole page.

    Args:
        facts: its content.
        record: the log behind it.
        title: heading of the page.
        written: UTC time of writing, as people read it.
        duties: rows of a compliance report; none in an ordinary one.
    """
    import jinja2

    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(files(__package__).joinpath("page.html.j2").read_text(encoding="utf-8"))
    return template.render(
        facts=facts,
        record=record,
        title=title,
        written=written,
        duties=duties,
        bars=bars(facts.timeline),
        height=HEIGHT,
        verdicts=VERDICTS,
        names=NAMES,
        stopped=[_call(placed) for placed in facts.stopped],
        incidents=[_call(placed) for placed in facts.incidents],
        largest=lambda groups: max((group.total for group in groups), default=1),
    )


def bars(timeline: Sequence[Group]) -> list[Bar]:
    """The timeline as bars in units of the drawing, the highest as high as it."""
    highest = max((group.total for group in timeline), default=0) or 1
    found = []
    for group in timeline:
        layers, below = [], 0
        for verdict in _LAYERS:
            count = group.counts.get(verdict, 0)
            if count:
                below += count
                top = HEIGHT - HEIGHT * below / highest
                layers.append(Layer(verdict, round(top, 2), round(HEIGHT * count / highest, 2), count))
        found.append(Bar(group.name.replace("T", " "), group.total, tuple(layers)))
    return found


def _call(placed: Placed) -> dict[str, str]:
    body = placed.entry.body
    rules = body.get("rules")
    first = rules[0] if isinstance(rules, list) and rules and isinstance(rules[0], dict) else {}
    return {
        "reference": placed.reference,
        "time": placed.entry.time[:19].replace("T", " "),
        "agent": str(body.get("agent", "")),
        "session": str(body.get("session", ""))[:8],
        "tool": str(body.get("tool", "")),
        "verdict": str(body.get("verdict", "")),
        "mode": str(body.get("mode", "")),
        "summary": str(body.get("summary", "") or body.get("what", "")),
        "rule": str(first.get("rule", "")),
        "reason": str(first.get("reason", "")),
        "severity": str(first.get("severity", "") or body.get("severity", "")),
    }
