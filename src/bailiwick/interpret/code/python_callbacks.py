"""Python functions that no call names: handed to threads and timers, or called by Python, importers and testers."""

from __future__ import annotations

import ast

from bailiwick.interpret.code import python_calls
from bailiwick.interpret.code.python_values import UNKNOWN, Function, Items, Ref, Site
from bailiwick.interpret.effects import RunCode, RunShell
from bailiwick.model.operation import EMPTY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bailiwick.interpret.code.python import Interpreter
    from bailiwick.interpret.code.python_values import Abstract

CALLERS = frozenset(
    (
        "threading.Thread", "threading.Timer", "multiprocessing.Process", "multiprocessing.context.Process",
        "atexit.register", "asyncio.to_thread", "weakref.finalize", "_thread.start_new_thread",
        "thread.start_new_thread", "itertools.starmap", "functools.reduce", "filter", "functools.partial",
        "signal.signal", "contextvars.copy_context", "concurrent.futures.ThreadPoolExecutor.submit",
        "sys.addaudithook", "sys.settrace", "sys.setprofile",
    )
)  # fmt: skip
METHODS = frozenset(
    (
        "submit", "apply", "apply_async", "map_async", "starmap", "starmap_async", "imap", "imap_unordered",
        "run_in_executor", "call_soon", "call_later", "call_at", "call_soon_threadsafe", "callback", "runcall",
        "enterabs", "enter",
    )
)  # fmt: skip
IMPORTED = "import:"
"""How a module is reached whose functions are imported by name; the names follow."""
_UNPICKLING = frozenset(("__reduce__", "__reduce_ex__"))
_LIVING = frozenset(("__del__", "__init__", "__new__", "__init_subclass__", "__enter__", "__call__", "__getattr__"))
_TESTERS = frozenset(("pytest", "py.test"))
_NAMED = ("target", "function", "func", "args")


def hand_over(site: Site) -> None:
    """Call the first function among the arguments with those that follow it; lists of arguments are opened."""
    given = (*site.arguments, *(site.keywords[name] for name in _NAMED if name in site.keywords))
    at = next((at for at, value in enumerate(given) if _is_function(value, site)), None)
    if at is None:
        return
    rest: list[Abstract] = []
    for value in given[at + 1 :]:
        rest.extend(value.items if isinstance(value, Items) else (value,))
    function = given[at]
    if isinstance(function, Ref) and rest:
        python_calls.call(site.replace(arguments=tuple(rest), keywords=EMPTY), function.name)
    elif isinstance(function, Function):
        site.interpreter.apply(function, rest, {})


def _is_function(value: Abstract, site: Site) -> bool:
    if isinstance(value, Function):
        return site.interpreter.is_one_liner
    return isinstance(value, Ref) and value.name in python_calls.CALLS


def loaded(interpreter: Interpreter) -> None:
    """Call the functions that whoever loads the file calls: those it imports by name, and tests."""
    via = interpreter.launch.via
    wanted = via.removeprefix(IMPORTED).split(",") if via.startswith(IMPORTED) else ()
    for name, value in tuple(interpreter.names.items()):
        if isinstance(value, Function) and (name in wanted or (via in _TESTERS and name.startswith("test"))):
            interpreter.apply(value, [], {})


def defined(interpreter: Interpreter, body: list[ast.stmt]) -> None:
    """Call the methods of a class that Python calls by itself: at unpickling; in a one-liner all through its life."""
    for statement in body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Lambda() as node):
                method = Function("lambda", node)
            case ast.FunctionDef(name=name):
                method = Function(name, statement)
            case _:
                continue
        if name in _UNPICKLING:
            result = interpreter.apply(method, [], {})
            if isinstance(result, Items):  # a function, and what it is called with
                hand_over(Site(interpreter, result.items, EMPTY, name))
        elif name in _LIVING and interpreter.is_one_liner:
            interpreter.apply(method, [], {})


def _pager(site: Site) -> Abstract:
    site.emit.launch(RunShell(site.text(1, "cmd"), via="pydoc"))
    return UNKNOWN


def _browser(site: Site) -> Abstract:
    if "%s" in (site.text(0).known or ""):
        site.emit.launch(RunShell(site.text(0), via="webbrowser"))
    return UNKNOWN


def _console(site: Site) -> Abstract:
    """`breakpoint()`: statements come from standard input."""
    launch = site.interpreter.launch
    if launch.stdin.text is not None and launch.stdin.text.parts:
        site.emit.launch(RunCode("python", launch.stdin.text, via=site.source[:40]))
    return UNKNOWN


def _objects(site: Site) -> Abstract:
    """Serialised objects that stand in the code itself, and name what is to be called."""
    known = site.text(0).known
    if known is not None and any(mark in known for mark in ("!!python/", "py/reduce", "py/object")):
        site.emit.run(site.source, decoded=True, interpreter=True)
    return UNKNOWN


CALLS: Mapping[str, Callable[[Site], Abstract]] = {
    **dict.fromkeys(
        (
            "breakpoint", "pdb.set_trace", "pdb.run", "code.interact", "code.InteractiveConsole", "IPython.embed",
            "bdb.set_trace", "help",
        ),
        _console,
    ),
    **dict.fromkeys(("pydoc.pipepager", "pydoc.tempfilepager"), _pager),
    "webbrowser.get": _browser,
    **dict.fromkeys(
        (
            "yaml.unsafe_load", "yaml.load", "yaml.full_load", "yaml.unsafe_load_all", "jsonpickle.decode",
        ),
        _objects,
    ),
}  # fmt: skip
