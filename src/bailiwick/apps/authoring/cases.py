"""Files of test cases for policies: read strictly, every problem with its line."""

from __future__ import annotations

from bailiwick.model.errors import InputError
from bailiwick.model.operation import EMPTY
from bailiwick.model.value import Value
from bailiwick.policy.schema.reader import Reader
from bailiwick.policy.syntax import load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bailiwick.policy.syntax import Node

EXPECTED = ("deny", "ask", "allow", "approve", "abstain", "pass")
"""`pass`: neither denied nor asked; `approve`: allowed without the agent's own prompt; `abstain`: no rule decides."""

_CALL = ("tool", "input", "command", "event", "cwd", "agent", "role", "answerable", "attended", "at")
_STEP = (*_CALL, "result", "executed")
_CASE = ("name", *_CALL, "session", "expect", "expect_rule", "expect_reason")
_FILE = ("policy", "files", "git", "tests")


class Case(Value):
    """One call after some others, and what should come of it."""

    name: str
    place: str
    """`FILE:LINE`."""
    steps: tuple[Mapping[str, Any], ...]
    """Calls before it in its session."""
    call: Mapping[str, Any]
    expect: str
    expect_rule: str = ""
    expect_reason: str = ""


class CaseFile(Value):
    """The cases of one file and the world that they are judged in."""

    source: str
    cases: tuple[Case, ...]
    policy: str = ""
    """A policy file beside it; empty: the policy in force."""
    files: Mapping[str, str] = EMPTY
    """Files of the project, by path."""
    git: str = ""
    """Branch of the project's repository; empty: it is none."""


def read_cases(text: str, source: str) -> CaseFile:
    """The cases in `text`.

    Raises:
        InputError: every problem of the file, one per line.
    """
    root, problems = load(text, source)
    reader = Reader(source)
    found = _file(reader, root) if root is not None else None
    if problems or reader.problems or found is None:
        raise InputError("\n".join(map(str, problems or reader.problems)), remedy="see `bailiwick policy test --help`")
    return found


def _file(reader: Reader, root: Node) -> CaseFile:
    keys = reader.mapping(root, _FILE, required=("tests",))
    items = reader.sequence(keys.get("tests"))
    if "tests" in keys and not items:
        reader.problem(keys["tests"], "expected at least one test")
    return CaseFile(
        reader.source,
        tuple(_case(reader, item) for item in items),
        reader.text(keys["policy"]) if "policy" in keys else "",
        {name: _content(reader, node) for name, node in reader.mapping(keys.get("files")).items()},
        reader.text(keys["git"]) if "git" in keys else "",
    )


def _content(reader: Reader, node: Node) -> str:
    if not isinstance(node.value, str):
        reader.problem(node, "expected the content of the file as a text")
        return ""
    return node.value


def _case(reader: Reader, node: Node) -> Case:
    keys = reader.mapping(node, _CASE, required=("name", "expect"))
    steps = [_call(reader, reader.mapping(item, _STEP), item) for item in reader.sequence(keys.get("session"))]
    return Case(
        reader.text(keys.get("name")),
        f"{reader.source}:{node.line}",
        tuple(steps),
        _call(reader, keys, node),
        reader.choice(keys.get("expect"), EXPECTED),
        reader.text(keys["expect_rule"]) if "expect_rule" in keys else "",
        reader.text(keys["expect_reason"]) if "expect_reason" in keys else "",
    )


def _call(reader: Reader, keys: Mapping[str, Node], node: Node) -> dict[str, Any]:
    ways = [name for name in ("tool", "command", "event") if name in keys]
    if len(ways) != 1:
        reader.problem(node, f"expected one of `tool`, `command` and `event`, got {' and '.join(ways) or 'none'}")
    if "input" in keys and "tool" not in keys:
        reader.problem(keys["input"], "`input` belongs to `tool`")
    return {name: plain(keys[name]) for name in _STEP if name in keys}


def plain(node: Node) -> Any:
    """The JSON data of a node."""
    if isinstance(node.value, dict):
        return {name: plain(item) for name, item in node.value.items()}
    if isinstance(node.value, list):
        return [plain(item) for item in node.value]
    return node.value
