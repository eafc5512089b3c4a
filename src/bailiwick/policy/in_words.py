"""Plain rules in plain words, for people: what a rule is about, and what it says.

The words are a reading aid. What holds is the rule.
"""

from __future__ import annotations

from bailiwick.model.operation import Kind
from bailiwick.policy.during import DAYS
from bailiwick.policy.inventory import guard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

_KINDS: Mapping[str, str] = {
    "file.read": "reads a file",
    "file.write": "writes a file",
    "file.delete": "deletes a file",
    "file.list": "lists a directory",
    "file.search": "searches files",
    "file.meta": "changes permissions or owner of a file",
    "file.link": "makes a link",
    "exec.run": "runs a program",
    "net.fetch": "fetches from the network",
    "net.send": "sends to the network",
    "net.listen": "listens on the network",
    "net.search": "searches the web",
    "vcs.read": "looks at version history",
    "vcs.commit": "commits",
    "vcs.push": "pushes",
    "vcs.discard": "discards changes",
    "vcs.rewrite": "rewrites history",
    "vcs.config": "changes git's configuration",
    "pkg.install": "installs packages",
    "pkg.publish": "publishes",
    "db.read": "reads a database",
    "db.write": "writes to a database",
    "db.destroy": "destroys data in a database",
    "infra.read": "looks at infrastructure",
    "infra.apply": "changes infrastructure",
    "infra.destroy": "destroys infrastructure",
    "container.run": "runs a container",
    "container.manage": "manages containers",
    "container.destroy": "destroys containers or volumes",
    "proc.kill": "ends processes",
    "priv.escalate": "takes more privileges",
    "sys.persist": "makes something run later by itself",
    "sys.config": "changes the system's configuration",
    "agent.spawn": "starts another agent",
    "agent.message": "sends a message to another agent",
    "agent.skill": "uses a skill",
    "schedule.create": "schedules work for later",
    "schedule.delete": "takes scheduled work away",
    "mcp.call": "calls an MCP tool",
    "mcp.read": "reads an MCP resource",
    "mcp.list": "lists MCP resources",
    "model.call": "calls a model",
    "human.ask": "asks a person",
    "session.read": "reads the session itself",
    "session.write": "changes the session itself",
    "tool.unknown": "uses a tool that nobody knows",
}
_SAYS = {
    "deny": "is denied",
    "ask": "needs a person's yes",
    "allow": "is allowed",
    "note": "is noted in the record",
}
_OPERATORS = {
    "exact": "exactly",
    "glob": "matching",
    "prefix": "beginning with",
    "contains": "containing",
    "pattern": "matching",
    "regex": "matching the expression",
    "host": "at the host",
    "cidr": "inside the network",
    "url": "matching",
    "subpath": "at or below",
    "shlex": "being one plain command of",
    "over": "over",
    "under": "under",
    "not_in": "none of",
    "has_all": "with all of",
    "subset": "with nothing but",
}


def sentence(rule: Mapping[str, Any]) -> str:
    """One sentence that says what a plain rule does."""
    said = _SAYS[guard(rule)]
    if rule.get("auto_approve"):
        said = "is allowed without the agent's own prompt"
    if rule.get("answer") == "person":
        said = "needs the yes of a person at the session"
    elif rule.get("answer") == "control-plane":
        said = "needs the yes of the control plane"
    parts = [f"a call that {condition(rule)} {said}"]
    parts += [f"but not one that {condition(exception)}" for exception in rule.get("unless", ())]
    if rule.get("otherwise"):
        parts.append("unless a rule of the same level allows it")
    words = ", ".join([*parts, *_session(rule), *map(_past, rule.get("history", ()))])
    return f"{words[0].upper()}{words[1:]}."


def effects(rule: Mapping[str, Any]) -> list[str]:
    """What a plain rule does besides, one phrase each."""
    found = []
    if "brings" in rule:
        found.append(f"when such a call runs, the session carries the label `{rule['brings']}`")
    if rule.get("clears"):
        found.append(f"when such a call ends well, the session loses {_ticked(rule['clears'])}")
    if "mark" in rule:
        found.append(f"files of such a call are marked `{rule['mark']}`")
    for obligation in rule.get("obligations", ()):
        found += [_obligation(name, value) for name, value in obligation.items()]
    return found


def condition(plain: Mapping[str, Any]) -> str:
    """What a plain condition is about, as the end of `a call that ...`."""
    parts = [_kinds(plain.get("kinds"))]
    if plain.get("any"):
        parts.append(f"of the class {_or(plain['any'])}")
    if plain.get("all"):
        parts.append(f"of the classes {_and(plain['all'])}")
    if plain.get("none"):
        parts.append(f"not of the class {_or(plain['none'])}")
    parts += [_attribute(name, test) for name, test in plain.get("where", {}).items()]
    if plain.get("paths"):
        parts.append(f"at {_or(plain['paths'])}")
    if plain.get("marks"):
        parts.append(f"marked {_or(plain['marks'])}")
    if plain.get("certainty"):
        parts.append(f"as far as known ({_or(plain['certainty'])})")
    return " ".join([*parts, *_circumstances(plain)])


def _circumstances(plain: Mapping[str, Any]) -> Iterator[str]:
    if plain.get("tool"):
        yield f"through the tool {_or(plain['tool'])}"
    for name in ("text", "content"):
        if name in plain:
            yield f"with a {name} {value_words(plain[name])}"
    for name, test in plain.get("args", {}).items():
        yield f"with the argument `{name}` {value_words(test)}"
    if plain.get("only_args"):
        yield "and no other arguments"
    if "agents" in plain:
        selected = "; ".join(f"{name} {_shown(value)}" for name, value in plain["agents"].items())
        yield f"by an agent with {selected}"
    if "during" in plain:
        yield _during(plain["during"])
    if "when" in plain:
        yield f"when `{plain['when']}`"


def _kinds(kinds: Sequence[str] | None) -> str:
    if kinds is None or len(kinds) == len(Kind):
        return "does anything"
    families: dict[str, list[str]] = {}
    for kind in kinds:
        families.setdefault(kind.partition(".")[0], []).append(kind)
    return _or([_KINDS.get(kind, kind) for found in families.values() for kind in found], ticked=False)


def _attribute(name: str, test: object) -> str:
    if test is True:
        return f"({name.replace('_', ' ')})"
    if test is False:
        return f"(not {name.replace('_', ' ')})"
    return f"with {name.replace('_', ' ')} {value_words(test)}"


def value_words(test: object) -> str:
    """A test on a value in words."""
    if isinstance(test, dict):
        ((operator, operand),) = test.items()
        if operator == "not":
            return f"not {value_words(operand)}"
        if operator == "absent":
            return "not known" if operand else "known"
        if {"absent": True} in (found := operand if isinstance(operand, list) else []) and {"absent": False} in found:
            return "anything or nothing" if operator == "any" else "that nothing can be"
        if operator in ("any", "all"):
            return f" {'or' if operator == 'any' else 'and'} ".join(map(value_words, operand))
        if operator == "url_safe":
            limits = operand.items() if isinstance(operand, dict) else ()
            said = "; ".join(f"{name} {_shown(limit)}" for name, limit in limits)
            return f"being a URL without danger{f' ({said})' if said else ''}"
        if operator == "range":
            return "in the range " + ", ".join(f"{name} {limit}" for name, limit in operand.items())
        return f"{_OPERATORS.get(operator, operator)} {_shown(operand)}"
    return _shown(test)


def _session(rule: Mapping[str, Any]) -> Iterator[str]:
    if rule.get("labels"):
        yield f"once the session carries {_or(rule['labels'])}"
    for name, test in rule.get("counters", {}).items():
        yield f"with {name.replace('_', ' ')} {value_words(test)}"


def _past(test: Mapping[str, Any]) -> str:
    return _PAST[test["is"]](test)


def _limit(test: Mapping[str, Any]) -> str:
    window = {"task": "in one task", "session": "in one session"}.get(
        test["window"], f"within {test['window']} seconds"
    )
    per = "" if test["per"] == "session" else f" over all sessions of one {test['per']}"
    if "sum" in test:
        return f"once models used more than {_shown(test['max'])} of {test['sum'].replace('_', ' ')} {window}{per}"
    of = f" that {condition(test['of'])}" if "of" in test else ""
    return f"from more than {_shown(test['max'])} calls{of} {window}{per} on"


def _requires(test: Mapping[str, Any]) -> str:
    what = (
        f"the gate `{test['gate']}` was passed" if "gate" in test else f"a call that {condition(test['of'])} ended well"
    )
    how = [
        *(["directly"] if test.get("directly") else []),
        *([f"at most {test['within']} calls"] if "within" in test else []),
    ]
    dedicated = ", one such call for each" if test.get("dedicated") else ""
    between = f", with no call between that {condition(test['between'])}" if "between" in test else ""
    return f"unless {what} {' '.join([*how, 'before'])}{dedicated}{between}"


def _successor(test: Mapping[str, Any]) -> str:
    must = f" and this one is not one that {condition(test['must'])}" if "must" in test else ""
    must_not = f" and this one {condition(test['must_not'])}" if "must_not" in test else ""
    return f"when the call before was one that {condition(test['of'])}{must}{must_not}"


_PAST: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "limit": _limit,
    "row": lambda test: f"from more than {_shown(test['max'])} such calls in a row on",
    "after": lambda test: "after a call that " + ", then one that ".join(map(condition, test["steps"])),
    "requires": _requires,
    "successor": _successor,
    "tainted": lambda test: f"once the session has taken in `{test['label']}` data",
}


def _obligation(name: str, value: Any) -> str:
    if name == "annotate":
        return f"the model is told: {value}"
    if name == "redact":
        return f"{_and(value, ticked=False)} are taken out of what is written or sent"
    if name == "rewrite":
        return f"the options of `{value['program']}` are changed"
    return f"it runs in a sandbox: {_sandbox(value)}"


def _sandbox(value: Mapping[str, Any]) -> str:
    parts = [f"writes only in {_and(value['write'])}" if value["write"] else "writes nothing"]
    if value["hide"]:
        parts.append(f"cannot read {_and(value['hide'])}")
    networks = {"none": "no network", "loopback": "a loopback network of its own", "any": "any network"}
    return ", ".join((*parts, networks[value["network"]]))


def _during(window: Mapping[str, Any]) -> str:
    days = ", ".join(DAYS[day] for day in window.get("days", ()))
    whole = window.get("from") == window.get("to")
    hours = (
        ("all hours" if whole else f"{_clock(window['from'])} to {_clock(window['to'])}") if "from" in window else ""
    )
    inside = "outside of" if window.get("outside") else "during"
    return f"{inside} {' '.join(filter(None, (days, hours)))} ({window['zone']})"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _shown(value: object) -> str:
    if isinstance(value, dict) and value.keys() == {"parameter"}:
        return f"the parameter `{value['parameter']}`"
    if isinstance(value, dict):
        return value_words(value)
    if isinstance(value, (list, tuple)):
        return " or ".join(_shown(item) for item in value)
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _ticked(items: Sequence[str]) -> str:
    return _and(items)


def _or(items: Sequence[str], *, ticked: bool = True) -> str:
    return _joined(items, "or", ticked=ticked)


def _and(items: Sequence[str], *, ticked: bool = True) -> str:
    return _joined(items, "and", ticked=ticked)


def _joined(items: Sequence[str], word: str, *, ticked: bool) -> str:
    shown = [f"`{item}`" if ticked else str(item) for item in items]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {word} {shown[-1]}" if shown else "nothing"
