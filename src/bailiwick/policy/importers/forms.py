"""Forms of foreign files: YAML, JSON, TOML and Python literals, all to nodes that know their line.

Nothing is ever executed: Python files are parsed, and only literals in them are taken.
"""

from __future__ import annotations

import ast
import json
import tomllib

from bailiwick.model import bounds
from bailiwick.model.errors import PolicyError
from bailiwick.policy.syntax import Node, load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

_FORMS = {".json": "json", ".toml": "toml", ".py": "python"}


def nodes(text: str, source: str) -> Node:
    """The nodes of a file, by the ending of its name (YAML without a known one).

    Raises:
        PolicyError: it is not well-formed, or too large.
    """
    if len(text.encode("utf-8", "surrogatepass")) > bounds.POLICY_BYTES:
        raise PolicyError(f"{source}: expected at most {bounds.POLICY_BYTES} bytes")
    form = next((form for ending, form in _FORMS.items() if source.endswith(ending)), "yaml")
    return _READERS[form](text, source)


def plain(node: Node) -> Any:
    """The plain data of a node."""
    if isinstance(node.value, dict):
        return {key: plain(value) for key, value in node.value.items()}
    if isinstance(node.value, list):
        return [plain(item) for item in node.value]
    return node.value


def _yaml(text: str, source: str) -> Node:
    root, problems = load(text, source)
    if root is None:
        raise PolicyError("\n".join(map(str, problems)))
    return root


def _json(text: str, source: str) -> Node:
    """JSON is read as such first, then as the YAML that it nearly is, for the lines."""
    try:
        json.loads(text)
    except (ValueError, RecursionError) as error:
        raise PolicyError(f"{source}: expected JSON: {error}") from error
    return _yaml(text.replace("\t", " "), source)


def _toml(text: str, source: str) -> Node:
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise PolicyError(f"{source}: expected TOML: {error}") from error
    lines = text.splitlines()

    def line_of(words: str, start: int) -> int:
        found = (number for number, line in enumerate(lines[start - 1 :], start) if words in line)
        return next(found, start)

    return _located(data, line_of, 1)


def _located(value: object, line_of: Callable[[str, int], int], line: int) -> Node:
    """Nodes of plain data; a line is where the key or text next stands in the file."""
    if isinstance(value, dict):
        entries = {key: (item, line_of(str(key), line)) for key, item in value.items()}
        return Node({str(key): _located(item, line_of, at) for key, (item, at) in entries.items()}, line, 1)
    if isinstance(value, list):
        return Node([_located(item, line_of, line) for item in value], line, 1)
    if isinstance(value, (str, bool, int, float)):
        return Node(value, line_of(value, line) if isinstance(value, str) else line, 1)
    return Node(str(value), line, 1)


def _python(text: str, source: str) -> Node:
    """One literal, or the literals that are assigned to names at the top of a module."""
    try:
        body = ast.parse(text).body
        if len(body) == 1 and isinstance(body[0], ast.Expr):
            return _literal(body[0].value)
        return Node({name: node for part in body for name, node in _assigned(part)}, 1, 1)
    except (SyntaxError, ValueError, RecursionError) as error:
        raise PolicyError(f"{source}: expected Python literals: {error}") from error


def _assigned(part: ast.stmt) -> list[tuple[str, Node]]:
    targets = part.targets if isinstance(part, ast.Assign) else [part.target] if isinstance(part, ast.AnnAssign) else []
    value = getattr(part, "value", None)
    if not targets or not isinstance(value, (ast.Dict, ast.List, ast.Tuple, ast.Set)):
        return []
    return [(target.id, _literal(value)) for target in targets if isinstance(target, ast.Name)]


def _literal(part: ast.expr) -> Node:
    line, column = part.lineno, part.col_offset + 1
    if isinstance(part, ast.Dict):
        keys = [ast.literal_eval(key) if key is not None else "**" for key in part.keys]
        return Node(dict(zip(map(str, keys), map(_literal, part.values), strict=True)), line, column)
    if isinstance(part, (ast.List, ast.Tuple, ast.Set)):
        return Node([_literal(item) for item in part.elts], line, column)
    value = ast.literal_eval(part)
    if value is not None and not isinstance(value, (str, bool, int, float)):
        raise ValueError(f"line {line}: expected a text, number, list or mapping")
    return Node(value, line, column)


_READERS: Mapping[str, Callable[[str, str], Node]] = {"yaml": _yaml, "json": _json, "toml": _toml, "python": _python}
