"""Tenuo's constraint `cel`: its expression about one argument, as `when` over the call.

The original shows an argument as `value`, or an object's fields as variables of their own. Its functions about time
and networks have the same names here.
"""

from __future__ import annotations

import re

from bailiwick.model.errors import PolicyError
from bailiwick.policy.expression import VARIABLES, compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.policy.importers.draft import Draft
    from bailiwick.policy.syntax import Node

_VALUE = "value"
_LITERAL = r"""r?"(?:\\.|[^"\\])*"|r?'(?:\\.|[^'\\])*'"""
_TOKEN = re.compile(rf"""{_LITERAL}|\.\s*[A-Za-z_]\w*|(?<!\w)([A-Za-z_]\w*)\b(?!\s*\(|["'])""")
_LOOP = re.compile(r"\.\s*(?:map|filter|exists|exists_one|existsOne|all)\s*\(\s*([A-Za-z_]\w*)\s*,")
_TIMES = re.compile(r"\btime_(?:is_expired|since)\s*\(")
_RESERVED = frozenset(
    ("true", "false", "null", "in", "int", "uint", "double", "string", "bytes", "bool", "list", "map", "null_type",
     "type")
)  # fmt: skip


def is_expression(node: Node) -> bool:
    """Whether a constraint is an expression, in its wire form."""
    if not isinstance(node.value, dict):
        return False
    return any(name == "_type" and one.value == "cel" for name, one in node.value.items())


def expression(draft: Draft, node: Node, argument: str) -> str:
    """The expression of a constraint on an argument as one over the call; empty, with a problem, when there is none."""
    keys = draft.mapping(node, ("_type", "_value"), required=("_type", "_value"))
    if "_value" not in keys:
        return ""
    text = draft.text(keys["_value"])
    if _TIMES.search(re.sub(_LITERAL, "0", text)):
        draft.remark(
            keys["_value"], "a text that is no timestamp is not granted here; in the original it has not passed"
        )
    try:
        return _about(text, argument)
    except PolicyError as error:
        draft.problem(keys["_value"], f"this expression cannot be imported: {error}")
        return ""


def _about(text: str, argument: str) -> str:
    if re.fullmatch(r"[A-Za-z_]\w*", argument) is None:
        raise PolicyError(f"expected an argument with the name of a variable, got `{argument}`")
    bare = re.sub(_LITERAL, "0", text)
    if "//" in bare or '"""' in text or "'''" in text:
        raise PolicyError("expected an expression without comments and without literals in triple quotes")
    bound = set(_LOOP.findall(bare))
    if taken := bound & {_VALUE, *VARIABLES}:
        raise PolicyError(f"expected another name for what a loop goes over, got `{min(taken)}`")
    names = {name for name in _TOKEN.findall(text) if name} - bound - _RESERVED
    whole = f"call.input.{argument}"
    single = names <= {_VALUE}

    def ours(found: re.Match[str]) -> str:
        if found[1] not in names:
            return found[0]
        return whole if single else f"{whole}.{found[1]}"

    made = _TOKEN.sub(ours, text)
    compiled(made)  # alone: the brackets around it must not complete what it lacks
    # the original has no `value` for an object
    return f"type({whole}) != map && ({made})" if single else f"({made})"
