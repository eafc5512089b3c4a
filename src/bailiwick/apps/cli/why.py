"""`bailiwick why`: what stands behind one decision, so that a person can check it at a glance."""

from __future__ import annotations

import os

from bailiwick.adapters.content_store import ContentStore
from bailiwick.adapters.home import Home, default_root
from bailiwick.adapters.log_index import LogIndex
from bailiwick.apps.cli.entries import label, printable
from bailiwick.apps.cli.output import document, say, style
from bailiwick.apps.cli.person import require_person

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from bailiwick.adapters.log_reader import Placed

EXAMPLES = """\
examples:
  bailiwick why 41               entry number 41
  bailiwick why 3fa9c1d2e4b5     the id that a denial shows the agent (its first digits are enough)
  bailiwick why 41 --json        the same for programs
  bailiwick why 41 --content     with the full input and result, if they were kept (`bailiwick config set content
                                 full`); only for a person at a terminal

An outcome is explained by its decision.
"""

_MARKS = {"deny": "deny", "ask": "ask", "allow": "allow"}
_SHOWN_FACTS = 30


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("id", metavar="ID", help="number of an entry, or the beginning of its id")
    parser.add_argument("--content", action="store_true", help="decrypt and show the full input and result")


def run(arguments: argparse.Namespace) -> int:
    """Explain one entry."""
    home = Home(default_root(os.environ))
    home.check()
    if arguments.content:
        require_person("reading full inputs and results", confirmed=None)
    with LogIndex(home) as index:
        placed = index.get(arguments.id)
        decision = placed.entry.body.get("decision")
        if placed.entry.kind == "outcome" and isinstance(decision, str) and decision:
            placed = index.get(decision)
        outcome = index.outcome_of(placed.reference) if placed.entry.kind == "decision" else None
    contents = _contents(home, placed, outcome) if arguments.content else {}
    if arguments.json:
        shown = {"content": contents} if arguments.content else {}
        document({"entry": placed.plain(), "outcome": outcome.plain() if outcome else None, **shown})
        return 0
    for line in [*_explain(placed, outcome), *_full(contents)]:
        say(line)
    return 0


def _contents(home: Home, placed: Placed, outcome: Placed | None) -> dict[str, str | None]:
    """The kept contents by what they are; None for one that is not kept."""
    store = ContentStore(home)
    body, told = placed.entry.body, outcome.entry.body if outcome is not None else {}
    hashes = {"input": body.get("input_sha256"), "executed": body.get("executed_sha256")}
    if told.get("changed"):
        hashes["executed"] = told.get("input_sha256")
    if told.get("result_bytes"):
        hashes["result"] = told.get("result_sha256")
    return {name: store.read(digest) for name, digest in hashes.items() if isinstance(digest, str)}


def _full(contents: Mapping[str, str | None]) -> Iterator[str]:
    for name, text in contents.items():
        yield ""
        yield style(f"Full {name}", "bold")
        for line in text.splitlines() if text is not None else ["(not kept)"]:
            yield f"  {printable(line)}"


def _explain(placed: Placed, outcome: Placed | None) -> Iterator[str]:
    body = placed.entry.body
    yield from _headline(placed)
    if placed.entry.kind != "decision":
        yield from (f"  {name}: {printable(str(value))}" for name, value in sorted(body.items()))
        return
    yield from _rules(_maps(body, "rules"))
    yield from _operations(_maps(body, "operations"), _maps(body, "rules"))
    yield from _facts(_maps(body, "facts"))
    yield ""
    yield f"policy {printable(str(body.get('policy', '')))[:16] or 'none'}, decided in {body.get('micros', 0)} us"
    yield _outcome(outcome, body)


def _headline(placed: Placed) -> Iterator[str]:
    entry = placed.entry
    word = label(entry.kind, entry.body)
    tool = printable(str(entry.body.get("tool", "")))
    shown = style(word.upper(), _MARKS.get(word, "bold"))
    yield f"{shown}  {tool}  {style(f'entry {entry.sequence}, id {placed.reference}', 'dim')}"
    parts = [entry.time[:19].replace("T", " ") + " UTC"]
    for name in ("agent", "session", "subagent", "role", "cwd"):
        value = entry.body.get(name)
        if isinstance(value, str) and value:
            parts.append(f"{name} {printable(value)}")
    yield style("  " + "  ".join(parts), "dim")
    summary = entry.body.get("summary")
    if isinstance(summary, str):
        yield f"  {printable(summary)}"
    executed = entry.body.get("executed")
    if isinstance(executed, dict):
        changed = {name: value for name, value in executed.items() if value != _input(entry.body).get(name)}
        yield from (f"  must run with {name}: {printable(str(value))}" for name, value in changed.items())
    answered = entry.body.get("answered")
    if answered:
        yield f"  mode {entry.body.get('mode')}; the agent was answered: {_ANSWERS.get(str(answered), str(answered))}"


def _input(body: Mapping[str, Any]) -> Mapping[str, Any]:
    given = body.get("input")
    return given if isinstance(given, dict) else {}


_ANSWERS = {
    "none": "nothing, its own permission flow went on",
    "allow": "allow",
    "ask": "ask a person",
    "deny": "deny",
    "refused": "nothing, it had refused the call by itself before it asked",
    "unchecked": "nothing, it had run the call without asking",
    "mentioned": "nothing, a person had named the file in a prompt",
}


def _rules(rules: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield ""
    yield style("Rules that spoke", "bold")
    if not rules:
        yield "  none"
    for rule in rules:
        verdict = str(rule.get("verdict", ""))
        shown = style(f"{verdict:<6}", _MARKS.get(verdict, "dim"))
        number = rule.get("operation")
        on = f"  (operation {number + 1})" if isinstance(number, int) else ""
        yield f"  {shown} {printable(str(rule.get('rule', '')))}  {printable(str(rule.get('severity', '')))}{on}"
        for name in ("reason", "remedy"):
            if rule.get(name):
                yield f"         {'-> ' if name == 'remedy' else ''}{printable(str(rule[name]))}"
        if rule.get("cause"):
            yield f"         because of the call of entry {printable(str(rule['cause']))}"


def _operations(operations: Sequence[Mapping[str, Any]], rules: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The operations, indented below the programs and shells that lead to them."""
    yield ""
    yield style("What the call would do", "bold")
    if not operations:
        yield "  nothing that was recorded"
    spoken = {rule.get("operation"): str(rule.get("verdict", "")) for rule in reversed(rules)}
    reached: tuple[str, ...] = ()
    for number, operation in enumerate(operations):
        path = tuple(map(str, operation.get("path", ())))
        common = next(
            (i for i, (a, b) in enumerate(zip(path, reached, strict=False)) if a != b), min(len(path), len(reached))
        )
        for depth in range(common, len(path)):
            yield f"     {'  ' * depth}{style('via ' + printable(path[depth]), 'dim')}"
        reached = path
        line = f"{number + 1:>3}  {'  ' * len(path)}{_operation(operation)}"
        yield style(line, _MARKS[spoken[number]]) if spoken.get(number) in _MARKS else line


def _operation(operation: Mapping[str, Any]) -> str:
    parts = [str(operation.get("kind", "")), str(operation.get("resource", ""))]
    if operation.get("classes"):
        parts.append(f"[{', '.join(map(str, operation['classes']))}]")
    attributes = operation.get("attributes")
    if isinstance(attributes, dict):
        parts += [name if value is True else f"{name}={_short(value)}" for name, value in attributes.items() if value]
    if operation.get("certainty"):
        parts.append(f"({operation['certainty']})")
    return printable(" ".join(filter(None, parts)))


def _facts(facts: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if not facts:
        return
    yield ""
    yield style("What the host said", "bold")
    for fact in facts[:_SHOWN_FACTS]:
        asked = ", ".join(f"{name}={_short(value)}" for name, value in fact.items() if name not in ("query", "answer"))
        answer = fact.get("answer")
        said = (
            ", ".join(f"{name}={_short(value)}" for name, value in answer.items()) if isinstance(answer, dict) else ""
        )
        yield printable(f"  {fact.get('query', '')} {asked} -> {said or 'nothing'}")
    if len(facts) > _SHOWN_FACTS:
        yield f"  and {len(facts) - _SHOWN_FACTS} more (--json shows all)"


def _outcome(outcome: Placed | None, body: Mapping[str, Any]) -> str:
    if outcome is None:
        return _NO_OUTCOME.get(str(body.get("answered")), "outcome: none recorded")
    told = outcome.entry.body
    status, took = printable(str(told.get("status", ""))), told.get("duration_ms", 0)
    same = "differs from" if told.get("changed") else "is"
    line = (
        f"outcome: {status} after {took} ms, entry {outcome.entry.sequence}; the executed input {same} the judged one"
    )
    return style(line, "deny") if told.get("changed") else line


_NO_OUTCOME = {
    "deny": "outcome: none, the call was denied",
    "refused": "outcome: none, the agent refused the call",
}


def _maps(body: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    items = body.get(name)
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _short(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= 80 else text[:77] + "..."
