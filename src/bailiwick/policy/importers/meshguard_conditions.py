"""MeshGuard's conditions: every key of `conditions`, by what the resource of the action is.

Texts of commands are matched per simple command. Prefixes are read as programs, words that are known to
stand for something (`rm -rf`, `sudo `, `> /dev/`) as what they do, and patterns of URLs as hosts.
"""

from __future__ import annotations

import json
import re

from bailiwick.policy.importers.meshguard_actions import sort_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

    from bailiwick.policy.importers.clauses import Clause
    from bailiwick.policy.importers.draft import Draft
    from bailiwick.policy.syntax import Node

_DELETES = [{"on": ["file.delete"], "where": {"recursive": True}}]
_LIFTED: Mapping[str, Sequence[Clause]] = {
    "rm -rf": _DELETES,
    "rm -fr": _DELETES,
    "rm -r": _DELETES,
    "rm -r /": _DELETES,
    "sudo": [{"on": ["priv.escalate"]}],
    "> /dev/": [{"on": ["file.write"], "class": {"any": ["device"], "none": ["sink"]}}],
    "chmod 777": [{"on": ["file.meta"], "where": {"world_writable": True}}],
    ":(){": [{"on": ["exec.run"], "where": {"fork_bomb": True}}],
    ":(){ :|:& };:": [{"on": ["exec.run"], "where": {"fork_bomb": True}}],
}
"""Texts of commands to what they do; a list without the text itself when the meaning says it all."""
_ALSO_TEXT = ("rm -rf", "rm -fr", "rm -r", "sudo", "chmod 777")
_COMMAND = {"on": ["exec.run"]}
_CLOCK = re.compile(r"([01]?\d|2[0-3]):[0-5]\d")


class Rule:
    """What conditions need to know of the rule around them."""

    def __init__(self, draft: Draft, node: Node, *, allows: bool) -> None:
        self.draft = draft
        self.node = node
        self.allows = allows
        self.per_minute = 0
        self.never = False
        """No call can meet the conditions."""


def flat(draft: Draft, node: Node | None, prefix: str = "") -> Iterator[tuple[str, Node]]:
    """The conditions under dotted names, whether they are nested or not."""
    for key, value in draft.mapping(node).items():
        name = f"{prefix}{key}"
        if isinstance(value.value, dict):
            yield from flat(draft, value, f"{name}.")
        else:
            yield name, value


def clauses_of(rule: Rule, key: str, node: Node, about: Clause) -> list[Clause]:
    """The clauses that one condition adds to what the rule is about; any of them suffices."""
    named = _KEYS.get(_ALIASES.get(key, key))
    if named is not None:
        return named(rule, node, about)
    if key.startswith("context."):
        return _context(rule, key.removeprefix("context."), node)
    from bailiwick.policy.schema.reader import suggestion

    rule.draft.problem(node, f"unknown condition `{key}`{suggestion(key, [*_KEYS, *_ALIASES])}")
    return []


def unescaped(text: str) -> str:
    """A text without the backslashes that Markdown puts before `*` and `_`."""
    return re.sub(r"\\([*_])", r"\1", text)


def _values(rule: Rule, node: Node) -> list[str]:
    texts = rule.draft.texts(node)
    if any(unescaped(text) != text for text in texts):
        rule.draft.remark(node, "`\\*` is Markdown for `*`: unescaped")
    return [unescaped(text) for text in texts]


# -- resource ---------------------------------------------------------------------


def _matches(rule: Rule, node: Node, about: Clause) -> list[Clause]:
    texts = _values(rule, node)
    sort = sort_of(about)
    if sort == "path":
        return _places([glob for text in texts for glob in _globs(text, anywhere=not rule.allows)])
    if sort == "host":
        return [{"where": {"host": [_host(rule, node, text) for text in texts]}}]
    if sort == "command":
        return [_for_commands(rule, {"text": {"pattern": texts}})]
    return [_recipient(rule, node, about, {"pattern": texts})]


def _recipient(rule: Rule, node: Node, about: Clause, test: Any) -> Clause:
    if about.get("on") == ["agent.message"]:
        return {"where": {"to": test}}
    rule.draft.remark(node, "the resource of this action is taken to be the argument `to`")
    return {"args": {"to": test}}


def _starts(rule: Rule, node: Node, about: Clause) -> list[Clause]:
    texts = _values(rule, node)
    sort = sort_of(about)
    if sort == "path":
        return [
            {"path": [f"{_path(text).rstrip('/')}/**" if text.endswith("/") else f"{_path(text)}**" for text in texts]}
        ]
    if sort == "host":
        return [{"where": {"host": [_host(rule, node, f"{text}*") for text in texts]}}]
    if sort == "command":
        rule.draft.remark(node, "a prefix of the command's text is read as its program and first words")
        return [_for_commands(rule, _words(text)) for text in texts if text.strip()]
    return [_recipient(rule, node, about, {"prefix": texts})]


def _words(text: str) -> dict[str, Any]:
    """Tests on a simple command that begins with these words."""
    program, *rest = text.split()
    if not rest:
        return {"program": program}
    words = r"\s+".join(map(re.escape, (program, *rest)))
    return {"program": program, "text": {"regex": rf"^(?:\S*/)?{words}(?:\s|$)"}}


def _contains(rule: Rule, node: Node, about: Clause) -> list[Clause]:
    texts = _values(rule, node)
    sort = sort_of(about)
    if sort == "path":
        return [{"path": [f"/**{text.removeprefix('./')}**" for text in texts]}]
    if sort == "host":
        return [{"where": {"host": [_host(rule, node, f"*{text}*") for text in texts]}}]
    if sort != "command":
        return [_recipient(rule, node, about, {"contains": texts})]
    return [clause for text in texts for clause in _in_command(rule, node, text)]


def _in_command(rule: Rule, node: Node, text: str) -> list[Clause]:
    """A part of a command's text: what it stands for where that is known, else these words in a simple command."""
    bare = " ".join(text.split())
    lifted = list(_LIFTED.get(bare, ())) if not rule.allows else []
    if lifted:
        rule.draft.remark(node, f"`{bare}` is read as what it does")
        if bare not in _ALSO_TEXT:
            return lifted
    if re.fullmatch(r"[\w.+-]+", bare) and text.endswith(" "):
        return [*lifted, _for_commands(rule, {"program": bare})]
    parts = r"\s+".join(map(re.escape, bare.split()))
    before = r"(?:^|[\s;&|(])" if re.match(r"\w", bare) else ""
    return [*lifted, _for_commands(rule, {"text": {"regex": f"{before}{parts}"}})]


def _for_commands(rule: Rule, where: Mapping[str, Any]) -> Clause:
    """Tests on commands; what cannot be understood is never allowed."""
    return {**_COMMAND, "where": {**where, "opaque": False} if rule.allows else dict(where)}


def _path(text: str) -> str:
    return text.removeprefix("./")


def _globs(text: str, *, anywhere: bool) -> list[str]:
    """Our globs of a path; those of a denial that begin with `**` hold outside of the project too."""
    path = _path(text) or "**"
    if anywhere and path.startswith("**/"):
        path = f"/{path}"
    return [path, f"{path}/**"] if anywhere and not path.endswith("*") else [path]


def _places(globs: list[str]) -> list[Clause]:
    """The clauses for globs; `**` is the whole project, its root too."""
    rest = [glob for glob in globs if glob != "**"]
    whole: list[Clause] = [{"class": "project"}] if len(rest) < len(globs) else []
    return [*whole, {"path": rest}] if rest or not whole else whole


def _host(rule: Rule, node: Node, text: str) -> Any:
    """The test on a host for a pattern over a URL."""
    name = re.sub(r"^\*?[a-z]+://", "", text).split("/")[0].strip("*").strip(".")
    rule.draft.remark(
        node, "a pattern over the whole URL is read as one of its host: a name in the query does not count"
    )
    if re.fullmatch(r"[\w-]+(\.[\w-]+)+", name):
        return {"host": name}
    return {"pattern": f"*{name}*" if name else "*"}


# -- everything else ----------------------------------------------------------------


def _context(rule: Rule, key: str, node: Node) -> list[Clause]:
    name, dot, operator = key.rpartition(".")
    if not dot or operator not in ("in", "matches", "not_matches"):
        name, operator = key, "is"
    if not name or "" in name.split("."):
        rule.draft.problem(node, f"expected `context.KEY`, got `context.{key}`")
        return []
    if node.value is None or (isinstance(node.value, list) and not node.value):
        rule.draft.problem(node, f"expected a value for `context.{key}`, got nothing")
        return []
    texts = _values(rule, node) if operator != "is" or isinstance(node.value, (str, list)) else [node.value]
    test: Any = {
        "is": texts,
        "in": texts,
        "matches": {"pattern": texts},
        "not_matches": {"not_in": [{"pattern": texts}]},
    }[operator]
    if name == "tool" and operator in ("is", "in"):
        return [{"tool": [meant for text in texts for meant in _tools(str(text))]}]
    if name == "agent" and operator != "not_matches":
        return [{"agents": {"name": texts}}]
    if name == "command":
        return [_for_commands(rule, {"text": test})]
    if name == "path" and operator != "not_matches":
        return _places([glob for text in texts for glob in _globs(str(text), anywhere=not rule.allows)])
    if name == "working_directory":
        return [{"when": _directory(operator, [str(text) for text in texts])}]
    return [{"args": {name: test}}]


def _tools(name: str) -> tuple[str, ...]:
    from bailiwick.policy.tool_names import meant

    return meant(name)


def _directory(operator: str, texts: Sequence[str]) -> str:
    if operator in ("is", "in"):
        return f"call.cwd in {json.dumps(list(texts))}"
    from bailiwick.policy.constraints import pattern_expression

    tests = " || ".join(f"call.cwd.matches({json.dumps(pattern_expression(text))})" for text in texts)
    return f"!({tests})" if operator == "not_matches" else f"({tests})"


def _channel(rule: Rule, node: Node, _about: Clause) -> list[Clause]:
    return [{"args": {"channel": _values(rule, node)}}]


def _tags(rule: Rule, node: Node, _about: Clause) -> list[Clause]:
    return [{"agents": {"tag": rule.draft.texts(node)}}]


def _time(rule: Rule, node: Node, _about: Clause) -> list[Clause]:
    start, _, end = rule.draft.text(node).partition("-")
    if not _CLOCK.fullmatch(start) or not _CLOCK.fullmatch(end):
        rule.draft.problem(node, f"expected a time range such as 09:00-18:00, got `{node.value}`")
        return []
    rule.draft.remark(node, "a time range has no zone and no days: its hours are UTC")
    return [{"during": {"from": start, "to": end, "zone": "UTC"}}]


def _amount(limit: str) -> Callable[[Rule, Node, Clause], list[Clause]]:
    def clauses(rule: Rule, node: Node, _about: Clause) -> list[Clause]:
        if isinstance(node.value, bool) or not isinstance(node.value, (int, float)):
            rule.draft.problem(node, f"expected a number, got `{node.value}`")
        return [{"args": {"amount": {"range": {limit: node.value}}}}]

    return clauses


def _rate(rule: Rule, node: Node, _about: Clause) -> list[Clause]:
    rule.per_minute = rule.draft.integer(node, least=1, most=10**6)
    return [{}]


def _sandbox(rule: Rule, node: Node, _about: Clause) -> list[Clause]:
    if rule.draft.boolean(node):
        rule.never = True
        rule.draft.remark(
            node, "nothing here proves that a call runs in a sandbox: the rule never speaks, and is left out"
        )
    return [{}]


_ALIASES = {"resourcePattern": "resource.matches", "channel": "channel.in", "tags.in": "tags"}
_KEYS: Mapping[str, Callable[[Rule, Node, Clause], list[Clause]]] = {
    "resource.matches": _matches,
    "resource.startsWith": _starts,
    "resource.contains": _contains,
    "path": lambda rule, node, _about: _context(rule, "path", node),
    "path_pattern": lambda rule, node, _about: _context(rule, "path.matches", node),
    "command_pattern": lambda rule, node, _about: _context(rule, "command.matches", node),
    "command_contains": lambda rule, node, _about: _contains(rule, node, _COMMAND),
    "channel.in": _channel,
    "tags": _tags,
    "time_range": _time,
    "amount_max": _amount("max"),
    "amount_min": _amount("min"),
    "rateLimit.requestsPerMinute": _rate,
    "sandbox": _sandbox,
}
"""Conditions by dotted name; `context.KEY` and its operators besides."""
