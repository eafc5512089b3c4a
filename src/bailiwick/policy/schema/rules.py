"""Keys of a rule: the one table from key to reader, put together from its owners' modules."""

from __future__ import annotations

from bailiwick.model.verdict import Severity
from bailiwick.policy.schema.answers import ANSWER_RULE_KEYS
from bailiwick.policy.schema.conditions import CONDITION_KEYS, read_condition
from bailiwick.policy.schema.history import HISTORY_RULE_KEYS
from bailiwick.policy.schema.origin import ORIGIN
from bailiwick.policy.schema.reader import BOOLEAN, Key, choice_key, one_or_list, text_key, texts_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bailiwick.policy.schema.reader import Reader
    from bailiwick.policy.syntax import Node

GUARDS = {"deny": "deny", "ask": "ask", "allow": "allow", "note": "abstain", "warn": "abstain"}
MATURITIES = ("stable", "incubating", "sandbox")


def read_rules(reader: Reader, node: Node | None) -> list[Mapping[str, Any]]:
    """The plain rules of a list; an id given twice is a problem."""
    rules: list[Mapping[str, Any]] = []
    seen: set[str] = set()
    for item in reader.sequence(node):
        rule = read_rule(reader, item)
        if rule.get("id") in seen:
            reader.problem(item, f"the rule `{rule['id']}` is given twice")
        seen.add(rule.get("id", ""))
        rules.append(rule)
    return rules


def read_rule(reader: Reader, node: Node) -> dict[str, Any]:
    """The plain form of one rule."""
    rule = reader.follow(node, RULE_KEYS)
    if rule.pop("warn", False):
        advice = {"annotate": f"warning: {rule.get('reason', '')}"}
        rule["obligations"] = [advice, *rule.get("obligations", ())]
    return rule


def _guard(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    word = reader.choice(node, GUARDS)
    into["verdict"] = GUARDS.get(word, "deny")
    if word == "warn":
        into["warn"] = True


def _otherwise(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    if not reader.boolean(node):
        return
    if into.get("verdict") == "allow":
        reader.problem(node, "`otherwise` is for guards: a rule that allows speaks in its own place")
    else:
        into["otherwise"] = True


def _unless(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    into["unless"] = [read_condition(reader, item, outer=into.get("kinds")) for item in reader.items(node)]


RULE_KEYS: Mapping[str, Key] = {
    "id": text_key("id", "Name of the rule, unique in its file.", example="id: no-prod", required=True),
    "guard": Key(
        _guard,
        {"enum": list(GUARDS)},
        "What the rule says: `deny`; `ask` a person; `allow`; `warn` (no block, one line to the model); "
        "`note` (recorded only). Of all rules that speak the strongest wins.",
        "guard: deny",
        required=True,
    ),
    "reason": text_key("reason", "Why, for the model and for people: one sentence.", required=True),
    **CONDITION_KEYS,
    "unless": Key(
        _unless,
        one_or_list({"$ref": "#/$defs/condition"}),
        "Exceptions: the rule is silent when one of these conditions holds.",
        "unless: {class: build-artifact}",
    ),
    "otherwise": Key(
        _otherwise,
        BOOLEAN,
        "With `true`: lowest precedence. The rule is silent about an operation that an `allow` rule of the same level "
        "speaks about; so `allow` rules become exceptions of it.",
        "otherwise: true",
    ),
    **HISTORY_RULE_KEYS,
    **ANSWER_RULE_KEYS,
    "remedy": text_key("remedy", "What to do instead, for the model."),
    "severity": choice_key(
        "severity",
        tuple(one.value for one in Severity),
        "How bad the thing is that the rule speaks of (default: high).",
    ),
    "maturity": choice_key(
        "maturity",
        MATURITIES,
        "How settled the rule is: `stable` (tested, and executed by its documentation; its verdict changes with a "
        "starred line in the changelog only), `incubating` (works and is tested; verdict and id may still change), "
        "`sandbox` (an experiment that may go away).",
    ),
    "tags": texts_key("tags", "Words to find the rule by."),
    "doc": text_key("doc", "Page of the documentation."),
    "origin": ORIGIN,
}
"""All keys of a rule, by name, in the order in which they are read."""
