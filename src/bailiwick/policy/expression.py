"""`when`: a CEL expression over the operation, the call, the agent, the session and the time.

CEL always ends: no recursion, and loops only over lists that are there. What remains is bounded by
the length of an expression, its loops, and the values of a call's input that it is shown.

The engine is the optional extra `cel`. Only its extension module is loaded: the package around it
would bring a command line and its libraries.
"""

from __future__ import annotations

import re
import sys
from datetime import datetime, timezone
from functools import cache

from bailiwick.model import bounds
from bailiwick.model.errors import PolicyError
from bailiwick.model.operation import EMPTY, Kind, Operation
from bailiwick.model.request import Place, Request, Subject
from bailiwick.model.vocabulary import attributes_of
from bailiwick.policy.cel_functions import FUNCTIONS as OWN_FUNCTIONS
from bailiwick.policy.cel_functions import functions
from bailiwick.policy.situation import Situation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from typing import Any

    from bailiwick.model.operation import AttributeValue
    from bailiwick.policy.extension import Test

VARIABLES: Mapping[str, tuple[str, ...]] = {
    "op": ("kind", "resource", "type", "given", "classes", "certainty", "words"),
    "call": ("tool", "input", "cwd", "project"),
    "agent": ("name", "client", "role", "tags", "trust", "risk", "purpose", "owner"),
    "session": ("labels", "counters"),
    "now": (),
}
"""Variables and their fields; `op` has the attributes of the operation as well."""

FUNCTIONS = frozenset(
    [
        "contains",
        "endsWith",
        "matches",
        "startsWith",
        "size",
        "timestamp",
        "duration",
        "int",
        "uint",
        "double",
        "string",
        "bytes",
        "type",
        "dyn",
        "getFullYear",
        "getMonth",
        "getDate",
        "getDayOfMonth",
        "getDayOfWeek",
        "getDayOfYear",
        "getHours",
        "getMinutes",
        "getSeconds",
        "getMilliseconds",
        *OWN_FUNCTIONS,
    ]
)
"""Functions that an expression may call, besides operators and the loops `map`, `filter`, `exists`, `all`."""

TEXTS = frozenset(
    [
        "address",
        "branch",
        "by",
        "carries",
        "channel",
        "engine",
        "force",
        "host",
        "key",
        "manager",
        "method",
        "mode",
        "model",
        "name",
        "owner",
        "program",
        "remote",
        "repository",
        "role",
        "scheme",
        "server",
        "signal",
        "skill",
        "system",
        "target",
        "through",
        "to",
        "tool",
        "tool_name",
        "uri",
        "verb",
        "what",
        "where",
    ]
)
LISTS = frozenset(("environment", "packages", "pii_content", "secret_content", "unsourced"))
NUMBERS = frozenset(("port",))
"""Attributes that are texts, lists, numbers; the others are true or false. An absent one is empty, 0 or false."""

_LITERAL = re.compile(r"""r?"(?:\\.|[^"\\])*"|r?'(?:\\.|[^'\\])*'""")
_TYPES = frozenset(("int", "uint", "double", "string", "bytes", "bool", "list", "map", "null_type", "type"))
_MODULE = "cel.cel"
_FIELD = re.compile(r"(?<![\w.])(op|call|agent|session)\s*\.\s*([A-Za-z_]\w*)")
_LOOP = re.compile(r"\.\s*(?:map|filter|exists|exists_one|existsOne|all)\s*\(")


def when(plain: Mapping[str, Any], *, safe: bool) -> Test:
    """The expression is true; one that raises or is no truth value counts as not known."""
    try:
        value = _value(plain["when"])
    except PolicyError:
        return lambda _operation, _situation: safe

    def test(operation: Operation, situation: Situation) -> bool:
        result = value(operation, situation)
        return result if isinstance(result, bool) else safe

    return test


def check(text: str) -> None:
    """Refuse what cannot be a condition; what an expression gives is tried on an operation of which nothing is known.

    Raises:
        PolicyError: as `compiled`, or it gives something else than true or false.
    """
    request = Request(Subject(agent="", session=""), Place(project="", home=""), "")
    given = _value(text)(Operation(Kind.EXEC_RUN), Situation(request, _Nothing(), _SOME_TIME))
    if given is not None and not isinstance(given, bool):
        kind = _NAMED.get(type(given), "another value")
        raise PolicyError(f"expected an expression that is true or false, got one that gives {kind}")


def _value(text: str) -> Callable[[Operation, Situation], object]:
    """What the expression gives; None where it fails."""
    program = compiled(text)
    wanted = VARIABLES.keys() & program.variables()
    called = OWN_FUNCTIONS.keys() & program.functions()
    fields = {name for variable, name in _FIELD.findall(_bare(text)) if variable == "op"}

    def value(operation: Operation, situation: Situation) -> object:
        try:
            shown = {name: _BUILDERS[name](situation) for name in wanted if name != "op"}
            if called:
                shown |= functions(called, situation.now)
            if "op" in wanted:
                shown["op"] = _op(operation, fields)
            return program.execute(shown)
        except (ArithmeticError, LookupError, RuntimeError, TypeError, ValueError):
            return None
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # how a defect in the engine shows; it has no other base
                raise
            return None

    return value


@cache
def compiled(text: str) -> Any:
    """The program of an expression.

    Raises:
        PolicyError: it is no CEL, too large, uses an unknown name, or the extra `cel` is not installed.
    """
    if len(text) > bounds.EXPRESSION_CHARS:
        raise PolicyError(f"expected an expression of at most {bounds.EXPRESSION_CHARS} characters, got {len(text)}")
    try:
        program = _engine().compile(text)
    except ValueError as error:
        detail = str(error).split("ERROR: ", 1)[-1].split(" expecting ", 1)[0]
        raise PolicyError(f"expected a CEL expression: {' '.join(detail.split())[:200]}") from error
    _check(program, _bare(text))
    return program


def _check(program: Any, bare: str) -> None:
    """Refuse names that nothing has and too many loops; `bare` is the expression without its literals."""
    loops = len(_LOOP.findall(bare))
    if loops > bounds.EXPRESSION_LOOPS:
        raise PolicyError(f"expected at most {bounds.EXPRESSION_LOOPS} loops in an expression, got {loops}")
    # the variable that a loop binds is its first argument
    bound = set(re.findall(r"\(\s*([A-Za-z_]\w*)\s*,", bare)) if loops else set()
    for name in program.variables():
        if name not in VARIABLES and name not in bound and name not in _TYPES:
            raise PolicyError(f"unknown name `{name}`{_meant(name, VARIABLES)}")
    for name in program.functions():
        if name.isidentifier() and not name.startswith("_") and name not in FUNCTIONS:
            raise PolicyError(f"unknown function `{name}`{_meant(name, sorted(FUNCTIONS))}")
    for variable, field in _FIELD.findall(bare):
        known = fields_of(variable)
        if field not in known and field not in FUNCTIONS:
            raise PolicyError(f"unknown field `{variable}.{field}`{_meant(field, sorted(known))}")


def _meant(name: str, known: Collection[str]) -> str:
    from bailiwick.policy.schema.reader import suggestion

    return suggestion(name, known) or f": expected one of {', '.join(known)}"


def _bare(text: str) -> str:
    """An expression without what is in its literals."""
    return _LITERAL.sub('""', text)


def fields_of(variable: str) -> frozenset[str]:
    """Names that may stand behind a variable."""
    fields = frozenset(VARIABLES[variable])
    return fields.union(*map(attributes_of, Kind)) if variable == "op" else fields


def _engine() -> Any:
    loaded = sys.modules.get(_MODULE)
    if loaded is not None:
        return loaded
    from importlib.machinery import PathFinder
    from importlib.util import find_spec, module_from_spec

    package = find_spec("cel")
    inner = PathFinder.find_spec(_MODULE, package.submodule_search_locations) if package is not None else None
    if inner is None or inner.loader is None:
        raise PolicyError("a rule has `when`, which needs the extra `cel`", remedy="pip install 'bailiwick[cel]'")
    module = module_from_spec(inner)
    inner.loader.exec_module(module)
    # It can be initialised once per process: whoever imports the package later must get this one.
    sys.modules[_MODULE] = module
    return module


def _op(operation: Operation, fields: Iterable[str]) -> dict[str, Any]:
    resource = operation.resource
    attributes = operation.attributes
    shown: dict[str, Any] = {}
    for name in fields:
        value = attributes.get(name, _absent(name))
        shown[name] = list(value) if isinstance(value, tuple) else value
    shown["kind"] = operation.kind.value
    shown["certainty"] = operation.certainty.value
    shown["words"] = operation.source
    shown["resource"] = "" if resource is None else resource.value
    shown["type"] = "" if resource is None else resource.type.value
    shown["given"] = "" if resource is None else resource.given or resource.value
    shown["classes"] = [] if resource is None else sorted(one.value for one in resource.classes)
    return shown


def _absent(name: str) -> AttributeValue:
    if name in TEXTS:
        return ""
    if name in LISTS:
        return ()
    return 0 if name in NUMBERS else False


def _call(situation: Situation) -> dict[str, Any]:
    request = situation.request
    if _values(request.input) > bounds.EXPRESSION_VALUES:
        raise ValueError("the input has too many values")
    return {"tool": request.tool, "input": request.input, "cwd": request.cwd, "project": request.place.project}


def _values(value: object) -> int:
    count, waiting = 0, [value]
    while waiting and count <= bounds.EXPRESSION_VALUES:
        one = waiting.pop()
        count += 1
        if isinstance(one, dict):
            waiting.extend(one.values())
        elif isinstance(one, (list, tuple)):
            waiting.extend(one)
    return count


def _agent(situation: Situation) -> dict[str, Any]:
    agent = situation.agent
    subject = situation.request.subject
    fields = {name: getattr(agent, name) for name in VARIABLES["agent"]}
    return {
        **fields,
        "tags": list(agent.tags),
        "client": agent.client or subject.agent,
        "role": agent.role or subject.role,
    }


def _session(situation: Situation) -> dict[str, Any]:
    return {"labels": sorted(situation.history.labels), "counters": dict(situation.history.counters)}


_BUILDERS: Mapping[str, Callable[[Situation], Any]] = {
    "call": _call,
    "agent": _agent,
    "session": _session,
    "now": lambda situation: situation.now,
}


class _Nothing:
    """The history of a session in which nothing was done."""

    labels: Mapping[str, str] = EMPTY
    counters: Mapping[str, int] = EMPTY
    marks: Mapping[str, tuple[str, ...]] = EMPTY

    def depth(self, subagent: str) -> int | None:  # noqa: ARG002 - as the protocol has it
        return None


_SOME_TIME = datetime(2026, 1, 5, 12, tzinfo=timezone.utc)  # noqa: UP017 - as datetime has it in Python 3.10
_NAMED = {str: "a text", int: "a number", float: "a number", list: "a list", dict: "a map"}
