"""Events an agent reports, and the answers it gets, free of any agent's format.

A dialect (`pep/dialects`) parses an agent's bytes into one `Event` and renders the
engine's `Answer` back into the exit code, stdout and stderr that this agent understands.
"""

from __future__ import annotations

from bailiwick.model.operation import EMPTY
from bailiwick.model.value import Value
from bailiwick.model.words import Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    from bailiwick.model.request import Request, Subject
    from bailiwick.model.verdict import Decision


class ToolCall(Value):
    """A tool is about to run. The only event whose answer decides a call."""

    request: Request


class PermissionAsked(Value):
    """The agent is about to ask a person for permission for this call."""

    request: Request


class OutcomeStatus(Words):
    """How a call ended."""

    DONE = "done"
    FAILED = "failed"
    REFUSED = "refused"
    """The agent or a person refused it after the decision."""


class ToolOutcome(Value):
    """A tool ran, failed or was refused. `request.input` is what was executed."""

    request: Request
    status: OutcomeStatus
    duration_ms: int = 0
    result: str = ""
    """Text of the result, for scanning; recorded only as size and hash."""
    answers: tuple[str, ...] = ()
    """What a person answered, when the tool asked one."""


class BatchCall(Value):
    """A call of a batch that ended."""

    request: Request
    """`request.input` is what was executed, if anything was."""
    refused: bool = False
    """The agent says that it refused the call before or at the hook. False says nothing: a person may have refused."""


class BatchEnded(Value):
    """All calls that a model made at once have ended, those included that no hook was asked about."""

    subject: Subject
    calls: tuple[BatchCall, ...]
    unreadable: int = 0
    """Further calls that the agent refused because of their input, and that cannot be read."""
    project: str = ""


class SubagentStarted(Value):
    """A subagent begins; `subject` is the subagent."""

    subject: Subject
    project: str = ""


class SessionStarted(Value):
    """A session begins, resumes, or continues after clear or compaction."""

    subject: Subject
    source: str
    """`startup`, `resume`, `clear` or `compact`."""
    project: str = ""
    cwd: str = ""
    model: str = ""
    path: tuple[str, ...] = ()
    """The agent's program search path."""


class SessionEnded(Value):
    """A session is over."""

    subject: Subject
    reason: str = ""


class PromptSubmitted(Value):
    """A person (or a finished background task) gave the agent text. Only size and hash are recorded."""

    subject: Subject
    text: str
    expansion: str = ""
    """Name of the slash command when the prompt was expanded from one."""


class ConfigChanged(Value):
    """A settings file of the agent changed while it runs."""

    subject: Subject
    source: str
    """`user`, `project`, `local` or `managed`."""
    path: str
    project: str = ""


class ModelCalled(Value):
    """A model answered the agent, as the agent's own record of the session says. Nothing of what was said."""

    subject: Subject
    message: str
    """Id of the answer: one answer is one call."""
    model: str
    usage: Mapping[str, int] = EMPTY
    """Tokens: `input`, `output`, `cache_read`, `cache_write`."""
    stop_reason: str = ""
    tools: tuple[str, ...] = ()
    """Tools that it wants called, in order."""
    at: str = ""
    """When, by the agent's clock."""
    project: str = ""


class CallFound(Value):
    """The agent's own record of the session has a call that ran."""

    request: Request
    mentioned: bool = False
    """No model called: a person named the file in a prompt (`@file`), and the client put its content there."""


class Noted(Value):
    """Any other event: recorded with its name and a few plain attributes, never decided."""

    subject: Subject
    name: str
    attributes: Mapping[str, str | int | bool] = EMPTY


if TYPE_CHECKING:
    Event: TypeAlias = (
        ToolCall
        | PermissionAsked
        | ToolOutcome
        | BatchEnded
        | SubagentStarted
        | SessionStarted
        | SessionEnded
        | PromptSubmitted
        | ConfigChanged
        | ModelCalled
        | CallFound
        | Noted
    )


class Answer(Value):
    """What the engine says to an event."""

    event: Event | None
    """The event answered, or None when it could not be read."""
    decision: Decision | None = None
    """The decision, for `ToolCall` and `PermissionAsked`."""
    reference: str = ""
    """Entry id for `bailiwick why`."""
    refused: str = ""
    """Non-empty: refuse the event (a denied call, a refused configuration change) for this reason."""
    stop: str = ""
    """Non-empty, only with `refused`: end the agent's turn too, for this reason."""
    ask: str = ""
    """Non-empty: ask a person, with this reason."""
    approve: bool = False
    """Explicit allow: skip the agent's own prompt. Only by a rule with `auto_approve`."""
    context: str = ""
    """Text for the model (banner, advice, warning); may be empty."""
    input: Mapping[str, object] | None = None
    """The input that must be executed instead of the call's own. A dialect that cannot say so must deny."""


class Reply(Value):
    """What the hook process does: the agent-specific form of an `Answer`."""

    exit_code: int = 0
    stdout: bytes = b""
    stderr: bytes = b""


class Envelope(Value):
    """What the hook client adds to an event: facts of its own process and of its installation."""

    dialect: str
    fail_mode: str
    project: str = ""
    home: str = ""
    temp: str = ""
    path: str = ""
    attended: str = ""
    """The agent's own word on whether a person watches: `1`, `0`, or empty when unknown."""
    build: str = ""
    """Build id of the client, for the version handshake."""
