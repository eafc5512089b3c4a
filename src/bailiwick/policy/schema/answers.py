"""Keys of rules and sections about the answer: who may give it, and what it comes with."""

from __future__ import annotations

import re

from bailiwick.model import bounds
from bailiwick.policy.schema.conditions import CONDITION_KEYS
from bailiwick.policy.schema.origin import ORIGIN
from bailiwick.policy.schema.reader import BOOLEAN, TEXT, Key, one_or_list, shown, text_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from bailiwick.policy.schema.reader import Reader
    from bailiwick.policy.syntax import Node

ANSWERERS = ("anyone", "person", "control-plane")
REDACTED = ("secrets", "personal-data")
WRITABLE = ("project", "temp", "home")
HIDDEN = ("credentials",)
NETWORKS = ("none", "loopback", "any")
CHECK_GUARDS = {"deny": "deny", "ask": "ask", "note": "abstain"}

_PLAIN_WORD = re.compile(r"[\w@%+=:,./-]+")
"""A word that means the same in any quoting of a shell, so that it can be put into a command."""
_PLACE = re.compile(r"(?:~|\.)?(?:/(?!\.\.?(?:/|$))[^/\0*?\[\]{}]+)+")
"""A path of its own, without `..` and without patterns."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SECONDS = re.compile(r"(\d+)(ms|s)")


def _auto_approve(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    if not reader.boolean(node):
        return
    if into.get("verdict") != "allow":
        reader.problem(node, "`auto_approve` needs `guard: allow`")
    else:
        into["auto_approve"] = True


def _answer(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    word = reader.choice(node, ANSWERERS)
    if into.get("verdict") != "ask":
        reader.problem(node, "`answer` needs `guard: ask`")
    else:
        into["answer"] = word


# -- obligations --------------------------------------------------------------


def _obligations(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    if into.get("verdict") == "deny":
        reader.problem(node, "`obligations` are for calls that may run: a rule with `guard: deny` has none")
        return
    found: list[dict[str, Any]] = []
    for item in reader.items(node):
        keys = reader.mapping(item, _OBLIGATIONS)
        if len(keys) != 1:
            reader.one_of(item, keys, f"one of {', '.join(_OBLIGATIONS)}")
        found.extend({name: _OBLIGATIONS[name](reader, value)} for name, value in keys.items())
    into["obligations"] = found


def _rewrite(reader: Reader, node: Node) -> dict[str, Any]:
    keys = reader.mapping(node, ("program", "add", "replace"), required=("program",))
    if len(keys) < 2:
        reader.problem(node, "expected `add` or `replace` beside `program`")
    plain: dict[str, Any] = {"program": " ".join(_words(reader, keys.get("program")))}
    if "add" in keys:
        plain["add"] = [_word(reader, item) for item in reader.items(keys["add"])]
    if "replace" in keys:
        plain["replace"] = {name: _word(reader, value) for name, value in reader.mapping(keys["replace"]).items()}
    return plain


def _words(reader: Reader, node: Node | None) -> list[str]:
    words = reader.text(node).split()
    if node is not None and not all(_PLAIN_WORD.fullmatch(word) for word in words):
        reader.problem(node, f"expected plain words, got {shown(node)}")
    return words


def _word(reader: Reader, node: Node) -> str:
    word = reader.text(node)
    if word and not _PLAIN_WORD.fullmatch(word):
        reader.problem(node, f"expected one plain word without quoting, got {shown(node)}")
    return word


def _redact(reader: Reader, node: Node) -> list[str]:
    return reader.choices(node, REDACTED)


def _confine(reader: Reader, node: Node) -> dict[str, Any]:
    keys = reader.mapping(node, ("write", "hide", "network"))
    return {
        "write": _places(reader, keys["write"], WRITABLE) if "write" in keys else ["project", "temp"],
        "hide": _places(reader, keys["hide"], HIDDEN) if "hide" in keys else [],
        "network": reader.choice(keys["network"], NETWORKS) if "network" in keys else "none",
    }


def _places(reader: Reader, node: Node, words: tuple[str, ...]) -> list[str]:
    places = []
    for item in reader.items(node):
        place = reader.text(item)
        if place not in words and not _PLACE.fullmatch(place):
            known = ", ".join(f"`{word}`" for word in words)
            reader.problem(item, f"expected {known}, or a path like `~/x`, `/x` or `./x`, got {shown(item)}")
        places.append(place)
    return places


_OBLIGATIONS: Mapping[str, Callable[[Reader, Node], object]] = {
    "annotate": lambda reader, node: reader.text(node),
    "rewrite": _rewrite,
    "redact": _redact,
    "confine": _confine,
}

_OBLIGATION_SCHEMA = {
    "type": "object",
    "minProperties": 1,
    "maxProperties": 1,
    "additionalProperties": False,
    "properties": {
        "annotate": TEXT,
        "rewrite": {
            "type": "object",
            "required": ["program"],
            "additionalProperties": False,
            "properties": {
                "program": TEXT,
                "add": one_or_list(TEXT),
                "replace": {"type": "object", "additionalProperties": TEXT},
            },
        },
        "redact": one_or_list({"enum": list(REDACTED)}),
        "confine": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "write": one_or_list(TEXT),
                "hide": one_or_list(TEXT),
                "network": {"enum": list(NETWORKS)},
            },
        },
    },
}

ANSWER_RULE_KEYS: Mapping[str, Key] = {
    "auto_approve": Key(
        _auto_approve,
        BOOLEAN,
        "With `guard: allow`: when rules with this key cover every operation of a call and nothing speaks against "
        "it, the agent's own prompt is skipped.",
        "auto_approve: true",
    ),
    "answer": Key(
        _answer,
        {"enum": list(ANSWERERS)},
        "With `guard: ask`: who may answer. `anyone`: whoever the agent's own prompt reaches. `person`: only a person "
        "who sits at the session. `control-plane`: only the control plane. When none of them can, the call is denied.",
        "answer: person",
    ),
    "obligations": Key(
        _obligations,
        one_or_list(_OBLIGATION_SCHEMA),
        "What must be done with a call that is let through: `annotate` (advice to the model), `rewrite` (add or "
        "replace options of a program), `redact` (`secrets`, `personal-data` in what is written or sent), `confine` "
        "(a shell call runs in a sandbox of the operating system: `write` lists the places that it may write, "
        "`project`, `temp`, `home` or paths, by default project and temp; `hide` what it cannot read, `credentials` or "
        "paths; `network` is `none`, the default, `loopback` or `any`). A call whose obligation cannot be carried out "
        "is denied.",
        "obligations: [{rewrite: {program: rm, add: --preserve-root}}]",
    ),
}
"""Keys of rules, by name; read after the condition, so `into` has `verdict` and `kinds`."""


# -- checks -------------------------------------------------------------------


def _run(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    words = reader.texts(node)
    if words and not words[0].startswith(("/", "~/")):
        reader.problem(node, f"expected the program as an absolute path or below `~/`, got `{words[0]}`")
    into["run"] = words


def _sha256(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    text = reader.text(node)
    if text and not _SHA256.fullmatch(text):
        reader.problem(node, "expected a SHA-256 as 64 hex digits, lower case (`sha256sum FILE` prints it)")
    into["sha256"] = text


def _deadline(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    found = _SECONDS.fullmatch(reader.text(node))
    milliseconds = int(found[1]) * (1 if found[2] == "ms" else 1000) if found else 0
    if not 0 < milliseconds <= bounds.CHECK_MILLISECONDS:
        most = bounds.CHECK_MILLISECONDS
        reader.problem(node, f"expected a time like `500ms` or `2s`, at most {most}ms, got {shown(node)}")
    into["milliseconds"] = milliseconds


def _check_guard(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    into["verdict"] = CHECK_GUARDS.get(reader.choice(node, CHECK_GUARDS), "deny")


_CHECK_KEYS: Mapping[str, Key] = {
    "id": text_key("id", "Name of the check, unique in its file.", required=True),
    **CONDITION_KEYS,
    "run": Key(
        _run,
        one_or_list(TEXT),
        "The program, absolute or below `~/`, and its arguments.",
        'run: ["~/.config/checks/push.sh"]',
        required=True,
    ),
    "sha256": Key(_sha256, TEXT, "SHA-256 of the program's content. Another content is not run.", required=True),
    "deadline": Key(_deadline, TEXT, "Until when it must have answered (default and most: 3s).", "deadline: 2s"),
    "guard": Key(
        _check_guard,
        {"enum": list(CHECK_GUARDS)},
        "The strongest verdict that it may bring (default: deny).",
        "guard: ask",
    ),
    "remedy": text_key("remedy", "What to do instead, for the model."),
    "origin": ORIGIN,
}


def _checks(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    checks: list[dict[str, Any]] = []
    for item in reader.sequence(node):
        plain = {"verdict": "deny", "milliseconds": bounds.CHECK_MILLISECONDS}
        checks.append(reader.follow(item, _CHECK_KEYS, plain))
    names = [check.get("id") for check in checks]
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        reader.problem(node, f"the check `{name}` is given twice")
    into["checks"] = tuple(checks)


ANSWER_SECTIONS: Mapping[str, Key] = {
    "checks": Key(
        _checks,
        {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["id", "run", "sha256"],
                "properties": {name: {**key.schema, "description": key.doc} for name, key in _CHECK_KEYS.items()},
            },
        },
        "External checks: programs that are asked about calls. Trusted levels only.",
        "checks:\n  - id: push\n    on: vcs.push\n    run: /opt/checks/push\n"
        "    sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    )
}
"""Sections of policy files, by name: `checks`."""
