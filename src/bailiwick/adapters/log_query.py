"""`LogQuery`: which entries are wanted. One meaning, for the index (SQL) and for a followed log (a predicate)."""

from __future__ import annotations

from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.ledger.entry import Entry

COLUMNS = ("time", "kind", "session", "agent", "tool", "verdict", "answered", "rules", "decision", "words")
"""What a query can look at, derived from an entry by `columns`."""


def columns(entry: Entry) -> dict[str, str]:
    """The searchable texts of an entry."""
    body = entry.body

    def text(name: str) -> str:
        value = body.get(name)
        return value if isinstance(value, str) else ""

    rules = body.get("rules")
    names = [str(rule.get("rule", "")) for rule in rules if isinstance(rule, dict)] if isinstance(rules, list) else []
    spoken = ("summary", "what", "name", "problem", "source", "reason", "status")
    return {
        "time": entry.time,
        "kind": entry.kind,
        "session": text("session"),
        "agent": text("agent"),
        "tool": text("tool"),
        "verdict": text("verdict"),
        "answered": text("answered"),
        "rules": "".join(f" {name} " for name in names),
        "decision": text("decision"),
        "words": " ".join(filter(None, map(text, spoken))),
    }


def decision_micros(entry: Entry) -> int | None:
    """How long a decision took, microseconds; None for any other entry."""
    micros = entry.body.get("micros") if entry.kind == "decision" else None
    return micros if type(micros) is int else None


class LogQuery(Value):
    """Conditions that must all hold; an empty one always does."""

    session: str = ""
    """Beginning of a session id."""
    tool: str = ""
    verdict: str = ""
    kind: str = ""
    rule: str = ""
    """Part of a rule's id."""
    text: str = ""
    """Part of the summary, in any case of ASCII letters."""
    since: str = ""
    """Earliest time as the log writes it."""
    until: str = ""
    """First time that is too late."""
    agent: str = ""

    def admits(self, entry: Entry) -> bool:
        """True when the entry is wanted."""
        have = columns(entry)
        return (
            have["session"].startswith(self.session)
            and self.tool in ("", have["tool"])
            and self.verdict in ("", have["verdict"])
            and self.kind in ("", have["kind"])
            and _fold(self.rule) in _fold(have["rules"])
            and _fold(self.text) in _fold(have["words"])
            and self.agent in ("", have["agent"])
            and have["time"] >= self.since
            and (not self.until or have["time"] < self.until)
        )

    def sql(self) -> tuple[str, list[str]]:
        """The same as an SQL condition with its parameters."""
        exact = {"tool": self.tool, "verdict": self.verdict, "kind": self.kind, "agent": self.agent}
        terms = [f"{column} = ?" for column, value in exact.items() if value]
        values = [value for value in exact.values() if value]
        for column, part, pattern in (
            ("rules", self.rule, f"%{_escaped(self.rule)}%"),
            ("words", self.text, f"%{_escaped(self.text)}%"),
        ):
            if part:
                terms.append(f"{column} LIKE ? ESCAPE '!'")
                values.append(pattern)
        if self.session:
            terms.append("session >= ? AND session < ?")
            values += [self.session, self.session + chr(0x10FFFF)]
        if self.since:
            terms.append("time >= ?")
            values.append(self.since)
        if self.until:
            terms.append("time < ?")
            values.append(self.until)
        return " AND ".join(terms) or "1", values


def _escaped(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _fold(text: str) -> str:
    """What SQLite's LIKE compares: ASCII letters without their case."""
    return text.lower() if text.isascii() else "".join(c.lower() if c.isascii() else c for c in text)
