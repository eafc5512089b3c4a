"""Validation of policy files: nodes to a plain `Document`, or all problems with their positions.

Every key, kind, class, attribute, severity and operator is checked against the vocabulary, so
a misspelt rule is an error and never a rule that silently protects nothing.
"""

from __future__ import annotations

from bailiwick.model.operation import EMPTY, Certainty, Kind, ResourceClass
from bailiwick.model.value import Value
from bailiwick.model.verdict import FailMode, Severity
from bailiwick.model.vocabulary import attributes_of
from bailiwick.policy.predicates import OPERATORS
from bailiwick.policy.syntax import Node, Problem, load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Any

MODES = {"enforce": "enforce", "observe": "observe", "monitor": "observe", "audit": "observe", "dry-run": "observe"}
GUARDS = {"deny": "deny", "ask": "ask", "allow": "allow", "note": "abstain"}
OVERRIDES = ("off", "note", "ask", "deny")
MATURITIES = ("stable", "incubating", "sandbox")
COUNTERS = ("calls", "shell_calls", "shell_calls_in_a_row", "denials")

_CONDITION_KEYS = ("on", "class", "where", "path", "certainty", "marked")
_RULE_KEYS = (
    "id",
    "guard",
    *_CONDITION_KEYS,
    "unless",
    "session",
    "reason",
    "remedy",
    "severity",
    "maturity",
    "tags",
    "doc",
    "auto_approve",
    "label",
    "mark",
)
_POLICY_KEYS = ("version", "mode", "fail_mode", "packs", "parameters", "overrides", "rules")
_PACK_KEYS = ("pack", "version", "doc", "parameters", "rules")


class Document(Value):
    """A validated policy file or pack as plain data."""

    source: str
    name: str = ""
    """Pack name; empty for a policy file."""
    mode: str = ""
    fail_mode: str = ""
    packs: tuple[str, ...] = ()
    parameters: Mapping[str, Any] = EMPTY
    """Policy: chosen values. Pack: defaults."""
    overrides: Mapping[str, str] = EMPTY
    rules: tuple[Mapping[str, Any], ...] = ()


def read_policy(text: str, source: str) -> tuple[Document | None, list[Problem]]:
    """The policy file `source`, or None and every problem in it."""
    root, problems = load(text, source)
    if root is None:
        return None, problems
    reader = _Reader(source)
    document = reader.policy(root)
    return (None if reader.problems else document), reader.problems


def read_pack(text: str, source: str) -> tuple[Document | None, list[Problem]]:
    """The pack file `source`, or None and every problem in it."""
    root, problems = load(text, source)
    if root is None:
        return None, problems
    reader = _Reader(source)
    document = reader.pack(root)
    return (None if reader.problems else document), reader.problems


class _Reader:
    """Walks one file and collects its problems."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def policy(self, root: Node) -> Document:
        keys = self._mapping(root, _POLICY_KEYS, required=("version",))
        self._version(keys.get("version"))
        return Document(
            source=self.source,
            mode=MODES.get(self._choice(keys.get("mode"), MODES), ""),
            fail_mode=self._choice(keys.get("fail_mode"), [mode.value for mode in FailMode]),
            packs=tuple(self._texts(keys.get("packs"))),
            parameters={name: self._plain(node) for name, node in self._mapping(keys.get("parameters")).items()},
            overrides={
                name: self._choice(node, OVERRIDES) for name, node in self._mapping(keys.get("overrides")).items()
            },
            rules=tuple(self._rules(keys.get("rules"))),
        )

    def pack(self, root: Node) -> Document:
        keys = self._mapping(root, _PACK_KEYS, required=("pack", "version", "rules"))
        self._version(keys.get("version"))
        defaults = {}
        for name, node in self._mapping(keys.get("parameters")).items():
            parameter = self._mapping(node, ("default", "doc"), required=("default",))
            if "default" in parameter:
                defaults[name] = self._plain(parameter["default"])
        return Document(
            source=self.source,
            name=self._text(keys.get("pack")),
            parameters=defaults,
            rules=tuple(self._rules(keys.get("rules"))),
        )

    def _rules(self, node: Node | None) -> list[Mapping[str, Any]]:
        rules: list[Mapping[str, Any]] = []
        seen: set[str] = set()
        for item in self._list(node):
            rule = self._rule(item)
            if rule.get("id") in seen:
                self._problem(item, f"the rule `{rule['id']}` is given twice")
            seen.add(rule.get("id", ""))
            rules.append(rule)
        return rules

    def _rule(self, node: Node) -> dict[str, Any]:
        keys = self._mapping(node, _RULE_KEYS, required=("id", "guard", "reason"))
        verdict = GUARDS.get(self._choice(keys.get("guard"), GUARDS), "deny")
        rule: dict[str, Any] = {
            "id": self._text(keys.get("id")),
            "verdict": verdict,
            "reason": self._text(keys.get("reason")),
            **self._condition(keys),
        }
        exceptions = keys.get("unless")
        if exceptions is not None:
            rule["unless"] = [
                self._exception(item, rule.get("kinds"))
                for item in (exceptions.value if isinstance(exceptions.value, list) else [exceptions])
            ]
        rule.update(self._session(keys.get("session")))
        for name in ("remedy", "doc", "mark"):
            if name in keys:
                rule[name] = self._text(keys[name])
        if "label" in keys:
            rule["brings"] = self._text(keys["label"])
        if "severity" in keys:
            rule["severity"] = self._choice(keys["severity"], [severity.value for severity in Severity])
        if "maturity" in keys:
            rule["maturity"] = self._choice(keys["maturity"], MATURITIES)
        if "tags" in keys:
            rule["tags"] = self._texts(keys["tags"])
        self._auto_approve(keys.get("auto_approve"), verdict, rule)
        return rule

    def _auto_approve(self, node: Node | None, verdict: str, rule: dict[str, Any]) -> None:
        if node is None:
            return
        if not isinstance(node.value, bool):
            self._problem(node, f"expected `true` or `false`, got {_shown(node)}")
        elif node.value and verdict != "allow":
            self._problem(node, "`auto_approve` needs `guard: allow`")
        elif node.value:
            rule["auto_approve"] = True

    def _exception(self, node: Node, kinds: list[str] | None) -> dict[str, Any]:
        return self._condition(self._mapping(node, _CONDITION_KEYS), kinds)

    def _condition(self, keys: Mapping[str, Node], outer_kinds: list[str] | None = None) -> dict[str, Any]:
        condition: dict[str, Any] = {}
        if "on" in keys:
            condition["kinds"] = self._kinds(keys["on"])
        if "class" in keys:
            condition.update(self._classes(keys["class"]))
        if "where" in keys:
            condition["where"] = self._where(keys["where"], condition.get("kinds", outer_kinds))
        if "path" in keys:
            condition["paths"] = self._texts(keys["path"])
        if "marked" in keys:
            condition["marks"] = self._texts(keys["marked"])
        if "certainty" in keys:
            choices = [certainty.value for certainty in Certainty]
            condition["certainty"] = [self._choice(item, choices) for item in self._items(keys["certainty"])]
        return condition

    def _kinds(self, node: Node) -> list[str]:
        kinds: list[str] = []
        every = [kind.value for kind in Kind]
        for item in self._items(node):
            pattern = self._text(item)
            family = pattern.removesuffix(".*")
            if pattern == "*":
                found = every
            elif family != pattern:
                found = [kind for kind in every if kind.startswith(f"{family}.")]
            else:
                found = [kind for kind in every if kind == pattern]
            if not found:
                self._problem(item, f"`{pattern}` names no kind of operation{_suggestion(pattern, every)}")
            kinds.extend(kind for kind in found if kind not in kinds)
        return kinds

    def _classes(self, node: Node) -> dict[str, Any]:
        choices = [one.value for one in ResourceClass]
        if not isinstance(node.value, dict):
            return {"any": [self._choice(item, choices) for item in self._items(node)]}
        keys = self._mapping(node, ("any", "all", "none"))
        return {name: [self._choice(item, choices) for item in self._items(value)] for name, value in keys.items()}

    def _where(self, node: Node, kinds: list[str] | None) -> dict[str, Any]:
        allowed: set[str] = set()
        for kind in Kind if kinds is None else map(Kind, kinds):
            allowed |= attributes_of(kind)
        return {name: self._test(value) for name, value in self._mapping(node, sorted(allowed)).items()}

    def _session(self, node: Node | None) -> dict[str, Any]:
        if node is None:
            return {}
        keys = self._mapping(node, ("label", *COUNTERS))
        session: dict[str, Any] = {}
        if "label" in keys:
            session["labels"] = self._texts(keys["label"])
        counters = {name: self._test(keys[name]) for name in COUNTERS if name in keys}
        if counters:
            session["counters"] = counters
        return session

    def _test(self, node: Node) -> object:
        if isinstance(node.value, list):
            return [self._test(item) for item in node.value]
        if not isinstance(node.value, dict):
            if node.value is None or isinstance(node.value, float):
                self._problem(node, f"expected a text, whole number, `true` or `false`, got {_shown(node)}")
            return node.value
        keys = self._mapping(node, (*OPERATORS, "parameter"))
        if len(keys) != 1:
            self._problem(node, f"expected one of {', '.join(OPERATORS)}, got {len(keys)} keys")
            return False
        ((name, operand),) = keys.items()
        return {name: self._operand(name, operand)}

    def _operand(self, name: str, node: Node) -> object:
        if isinstance(node.value, dict) and name != "not":
            return self._parameter(node)
        if name == "not":
            return self._test(node)
        if name == "absent":
            expected = isinstance(node.value, bool)
        elif name in ("over", "under"):
            expected = isinstance(node.value, int) and not isinstance(node.value, bool)
        elif name == "parameter":
            expected = isinstance(node.value, str)
        else:
            return self._texts(node)
        if not expected:
            self._problem(node, f"`{name}` cannot take {_shown(node)}")
        return node.value

    def _parameter(self, node: Node) -> object:
        keys = self._mapping(node, ("parameter",), required=("parameter",))
        return {"parameter": self._text(keys.get("parameter"))}

    def _version(self, node: Node | None) -> None:
        if node is not None and node.value != 1:
            self._problem(node, f"expected version 1, got {_shown(node)}")

    def _mapping(
        self, node: Node | None, allowed: Collection[str] | None = None, *, required: Collection[str] = ()
    ) -> dict[str, Node]:
        if node is None:
            return {}
        if not isinstance(node.value, dict):
            self._problem(node, f"expected a mapping, got {_shown(node)}")
            return {}
        found = {}
        for key, value in node.value.items():
            if allowed is not None and key not in allowed:
                self._problem(value, f"unknown key `{key}`{_suggestion(key, allowed)}")
            else:
                found[key] = value
        for key in required:
            if key not in node.value:
                self._problem(node, f"the key `{key}` is missing")
        return found

    def _list(self, node: Node | None) -> list[Node]:
        if node is None:
            return []
        if not isinstance(node.value, list):
            self._problem(node, f"expected a list, got {_shown(node)}")
            return []
        return node.value

    def _items(self, node: Node) -> list[Node]:
        return node.value if isinstance(node.value, list) else [node]

    def _texts(self, node: Node | None) -> list[str]:
        return [] if node is None else [self._text(item) for item in self._items(node)]

    def _text(self, node: Node | None) -> str:
        if node is None:
            return ""
        if not isinstance(node.value, str) or not node.value:
            self._problem(node, f"expected a text, got {_shown(node)}")
            return ""
        return node.value

    def _choice(self, node: Node | None, choices: Collection[str]) -> str:
        if node is None:
            return ""
        if not isinstance(node.value, str) or node.value not in choices:
            suggestion = _suggestion(str(node.value), choices) or f": expected one of {', '.join(choices)}"
            self._problem(node, f"{_shown(node)} is not possible here{suggestion}")
            return ""
        return node.value

    def _plain(self, node: Node) -> object:
        if isinstance(node.value, list):
            return [self._plain(item) for item in node.value]
        if isinstance(node.value, (dict, float)) or node.value is None:
            self._problem(node, f"expected a text, whole number or a list of them, got {_shown(node)}")
            return None
        return node.value

    def _problem(self, node: Node, message: str) -> None:
        self.problems.append(Problem(self.source, node.line, node.column, message))


def _shown(node: Node) -> str:
    if isinstance(node.value, dict):
        return "a mapping"
    if isinstance(node.value, list):
        return "a list"
    if node.value is None:
        return "nothing"
    return f"`{str(node.value).lower() if isinstance(node.value, bool) else node.value}`"


def _suggestion(word: str, choices: Collection[str]) -> str:
    import difflib

    close = difflib.get_close_matches(word, list(choices), n=1)
    return f": did you mean `{close[0]}`?" if close else ""
