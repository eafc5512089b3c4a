"""`bailiwick session`: what is remembered of sessions, and the one way to take a taint away."""

from __future__ import annotations

import os

from bailiwick.adapters.home import Home, default_root
from bailiwick.adapters.log_index import LogIndex
from bailiwick.adapters.log_query import LogQuery
from bailiwick.adapters.spool import Spool
from bailiwick.adapters.spooled_sessions import SpooledSessions
from bailiwick.apps.cli.entries import printable
from bailiwick.apps.cli.output import document, say, style
from bailiwick.apps.cli.person import require_person
from bailiwick.apps.setup import note_for_log
from bailiwick.model.errors import UsageError
from bailiwick.session.event import SessionEvent, Step, to_plain
from bailiwick.session.state import SessionState, cells_to_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence
    from typing import Any

    from bailiwick.adapters.log_index import SessionSpan

EXAMPLES = """\
examples:
  bailiwick session list                          the latest sessions: calls, denials, labels
  bailiwick session show 5f3a                     counters, labels, marked files, what rules remember
  bailiwick session taint                         labels of the latest session, and where they came from
  bailiwick session taint 5f3a clear --reason "read by mistake, key rotated"
  bailiwick session taint 5f3a clear --label secret --file out/report.md --reason "checked by hand"

ID is the beginning of a session's id. `taint clear` is for a person at a terminal, never for an agent; it goes
into the log with its reason and holds from the next call on. It takes labels off the session. Files that were
written while it was tainted stay marked, and reading one taints again, until --file names them.

exit codes: 0 done
"""

_LISTED = 20
_SHOWN_FILES = 20


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("action", choices=("list", "show", "taint"), help="what to do")
    parser.add_argument("words", nargs="*", metavar="ID [clear]", help="the session; behind it `clear`, for `taint`")
    parser.add_argument("--limit", type=int, default=_LISTED, help="list: how many (default: %(default)s)")
    parser.add_argument("--label", action="append", default=[], help="clear: only this label (may be repeated)")
    parser.add_argument("--file", action="append", default=[], help="clear: take the marks off this file")
    parser.add_argument("--reason", default="", help="clear: why, for the log")


def run(arguments: argparse.Namespace) -> int:
    """List, show or clear."""
    home = Home(default_root(os.environ))
    home.check()
    words = list(arguments.words)
    clearing = arguments.action == "taint" and words[-1:] == ["clear"]
    if clearing:
        words.pop()
    if len(words) > (0 if arguments.action == "list" else 1):
        raise UsageError(
            f"expected at most one session, got `{' '.join(words)}`", remedy="see bailiwick session --help"
        )
    store = SpooledSessions(home, Spool(home.folder("spool")))
    if arguments.action == "list":
        return _list(_spans(home, "", arguments.limit), store, json_wanted=arguments.json)
    span = _span(home, words[0] if words else "")
    state = store.load(span.session) or SessionState()
    if clearing:
        return _clear(home, span, state, arguments)
    plain = _plain(span, state)
    if arguments.json:
        document(plain)
    else:
        for line in _labels(state) if arguments.action == "taint" else _show(span, state):
            say(line)
    return 0


def _spans(home: Home, session: str, limit: int) -> list[SessionSpan]:
    with LogIndex(home) as index:
        return index.sessions(LogQuery(kind="decision", session=session), limit=limit)


def _span(home: Home, name: str) -> SessionSpan:
    """The session whose id begins with `name`; the latest one when it is empty."""
    found = _spans(home, name, 1 if not name else 2)
    exact = [span for span in found if span.session == name]
    if not found:
        raise UsageError(
            f"no session begins with `{name}`" if name else "no session is in the log",
            remedy="`bailiwick session list` shows the latest ones",
        )
    if len(found) > 1 and not exact:
        raise UsageError(f"more than one session begins with `{name}`", remedy="give more of its id")
    return (exact or found)[0]


def _plain(span: SessionSpan, state: SessionState) -> dict[str, Any]:
    return {
        "session": span.session,
        "agent": span.agent,
        "project": state.project,
        "first": span.first,
        "last": span.last,
        "denied": span.denied,
        "labels": dict(state.labels),
        "counters": dict(state.counters),
        "marks": {path: list(marks) for path, marks in state.marks.items()},
        "subagents": dict(state.depths),
        "waiting": len(state.pending),
        "trackers": cells_to_plain({**state.trackers, **state.lasting}),
    }


def _list(spans: Sequence[SessionSpan], store: SpooledSessions, *, json_wanted: bool) -> int:
    states = [store.load(span.session) or SessionState() for span in spans]
    if json_wanted:
        document([_plain(span, state) for span, state in zip(spans, states, strict=True)])
        return 0
    if not spans:
        say("no session is in the log")
        return 0
    say(style(f"{'session':<14}  {'last call (UTC)':<19}  {'calls':>6}  {'denied':>6}  labels", "dim"))
    for span, state in zip(spans, states, strict=True):
        labels = ", ".join(map(printable, state.labels))
        say(
            f"{printable(span.session)[:14]:<14}  {span.last[:19].replace('T', ' ')}  {span.calls:>6}  "
            f"{span.denied:>6}  {style(labels, 'deny') if labels else ''}"
        )
    return 0


def _show(span: SessionSpan, state: SessionState) -> Iterator[str]:
    yield f"{style(printable(span.session), 'bold')}  {printable(span.agent)}  {printable(state.project)}"
    yield f"  {span.first[:19].replace('T', ' ')} to {span.last[:19].replace('T', ' ')} UTC"
    yield "  " + ", ".join(f"{printable(name)} {number}" for name, number in sorted(state.counters.items()))
    if state.depths:
        yield f"  {len(state.depths)} subagents, the deepest {max(state.depths.values())} below the main thread"
    if state.pending:
        yield f"  {len(state.pending)} calls wait for their outcome"
    yield from _labels(state)
    moved = dict.fromkeys(key.partition("#")[0] for key in (*state.trackers, *state.lasting))
    if moved:
        yield "  rules that remember something: " + ", ".join(map(printable, sorted(moved)))


def _labels(state: SessionState) -> Iterator[str]:
    if not state.labels:
        yield "  no labels"
    for label, origin in state.labels.items():
        yield f"  {style(printable(label), 'deny')} since {printable(origin)}"
    if state.marks:
        yield f"  {len(state.marks)} marked files"
    for path, marks in list(state.marks.items())[-_SHOWN_FILES:]:
        yield f"    {printable(path)}  [{', '.join(map(printable, marks))}]"


def _clear(home: Home, span: SessionSpan, state: SessionState, arguments: argparse.Namespace) -> int:
    require_person("taking a taint away", confirmed=None)
    reason = arguments.reason.strip()
    if not reason:
        raise UsageError("expected --reason to say why the taint may go", remedy='add --reason "..."')
    files = tuple(os.path.realpath(file) for file in arguments.file)
    unknown = [*(set(arguments.label) - state.labels.keys()), *(file for file in files if file not in state.marks)]
    if unknown:
        raise UsageError(f"the session carries no `{unknown[0]}`", remedy="`bailiwick session taint` shows what it has")
    labels = tuple(arguments.label) or (() if files else tuple(state.labels))
    if not labels and not files:
        say("nothing to clear: the session carries no label")
        return 0
    event = SessionEvent(step=Step.CLEAR, labels=labels, paths=files)
    body = {
        "event": "cleared",
        "session": span.session,
        "agent": span.agent,
        "project": state.project,
        "labels": list(labels),
        "files": list(files),
        "reason": reason,
        "session_event": to_plain(event),
    }
    note_for_log(home, "session", body)
    if arguments.json:
        document({"session": span.session, "labels": list(labels), "files": list(files), "reason": reason})
    else:
        say(f"cleared: {', '.join(map(printable, (*labels, *files)))}; it goes into the log and holds from now on")
    return 0
