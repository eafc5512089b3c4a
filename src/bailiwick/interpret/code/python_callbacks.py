"""Python functions that call the functions they are given: threads, timers, exit handlers, executors, partials."""

from __future__ import annotations

from bailiwick.interpret.code import python_calls
from bailiwick.interpret.code.python_values import UNKNOWN, Function, Items, Ref
from bailiwick.interpret.effects import RunCode, RunShell
from bailiwick.model.operation import EMPTY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bailiwick.interpret.code.python_values import Abstract, Site

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
_ONE_LINER = 500
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
        return len(site.interpreter.launch.text.prefix) <= _ONE_LINER
    return isinstance(value, Ref) and value.name in python_calls.CALLS


def reduced(site: Site, result: Abstract) -> None:
    """What `__reduce__` returns: a function, and what it is called with when the object is loaded."""
    if isinstance(result, Items):
        hand_over(site.replace(arguments=result.items))


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
