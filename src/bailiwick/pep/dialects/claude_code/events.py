"""Claude Code's hook events to `Event`: strict, bounded, pure.

Every malformed event is an `InputError` or `BoundError` that names the field, what was
expected and what came. Fields that this version does not know are ignored: a newer
client adds some with almost every release.
"""

from __future__ import annotations

from functools import lru_cache
from posixpath import join, normpath

from bailiwick.model import bounds
from bailiwick.model.errors import BoundError, InputError
from bailiwick.model.event import (
    BatchCall,
    BatchEnded,
    ConfigChanged,
    Noted,
    OutcomeStatus,
    PermissionAsked,
    PromptSubmitted,
    SessionEnded,
    SessionStarted,
    SubagentStarted,
    ToolCall,
    ToolOutcome,
)
from bailiwick.model.request import Place, Request, Subject
from bailiwick.pep.dialects.claude_code import names
from bailiwick.pep.dialects.strict_json import Fields, describe, leaves, legible, read_object

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bailiwick.model.event import Envelope, Event
    from bailiwick.model.request import Governed

AGENT = "claude-code"

_UNATTENDED_MODES = frozenset({"bypassPermissions", "dontAsk"})
"""Permission modes in which the client never shows a prompt."""

_NO = frozenset({"0", "false", "no"})
"""Values of CLAUDE_CODE_SESSION_ATTENDED that say nobody watches; headless runs have `0`."""

_YES = frozenset({"1", "true", "yes"})
"""Values of the same variable that say that a person watches."""

_SOURCES = {
    "user_settings": "user",
    "project_settings": "project",
    "local_settings": "local",
    "policy_settings": "managed",
}

_TOOL_USE_ERROR = "<tool_use_error>"
"""How the client opens the result of a call that it refuses before any hook: unknown tool, unfit input, denied file."""

_ATTRIBUTE_LENGTH = 1000
_SHOWN_LENGTH = 100


def parse(event: bytes, envelope: Envelope, governed: Governed) -> Event:
    """Read one event.

    Args:
        event: the bytes that the client wrote to its hook.
        envelope: facts of the hook process; `project`, `home` and `temp` are real paths or empty.
        governed: facts of the installation.

    Raises:
        InputError: the event is not what it should be.
        BoundError: it is too large or nested too deep.
    """
    fields = Fields(read_object(event, what="event"), "event")
    name = fields.text("hook_event_name")
    if name in names.NOTED:
        return _noted(name, fields, _subject(fields, governed))
    read = _READERS.get(name)
    if read is None:
        raise InputError(f"expected a hook event of Claude Code, got `{name[:_SHOWN_LENGTH]}`")
    return read(fields, envelope, governed)


def event_name(event: bytes) -> str | None:
    """The name of the event, or None when it cannot be read or is not one of Claude Code's."""
    try:
        name = Fields(read_object(event, what="event"), "event").text("hook_event_name")
    except InputError:
        return None
    return name if name in _READERS or name in names.NOTED else None


def _subject(fields: Fields, governed: Governed) -> Subject:
    session = fields.text("session_id")
    if not session:
        raise InputError("expected `event.session_id` to name a session, got an empty string")
    return Subject(
        user=governed.user,
        agent=AGENT,
        session=session,
        subagent=fields.text("agent_id", ""),
        role=fields.text("agent_type", ""),
    )


@lru_cache(maxsize=64)
def _place(envelope: Envelope, governed: Governed, cwd: str) -> Place:
    """Where the call happens; a session has few working directories, and many calls in each."""
    project = envelope.project or cwd
    home = envelope.home or governed.home
    for variable, path in (("CLAUDE_PROJECT_DIR", project), ("HOME", home)):
        if not path.startswith("/"):
            raise InputError(f"expected {variable} to be an absolute path, got `{path[:_SHOWN_LENGTH]}`")
    temps = dict.fromkeys(path for path in (envelope.temp, *_temps(governed.platform)) if path.startswith("/"))
    return Place(
        project=normpath(project),
        home=normpath(home),
        temps=tuple(normpath(path) for path in temps),
        user=governed.user,
        platform=governed.platform,
        path=_search_path(envelope.path, cwd),
        governed=governed.directories,
        keys=governed.keys,
        ignores_case=governed.ignores_case,
    )


def _search_path(path: str, cwd: str) -> tuple[str, ...]:
    return tuple(normpath(join(cwd, entry)) for entry in path.split(":")) if path else ()


def _temps(platform: str) -> tuple[str, ...]:
    shared = ("/tmp", "/var/tmp")  # noqa: S108 - the vocabulary of temporary places
    return (*shared, "/private/tmp", "/private/var/tmp") if platform == "darwin" else shared


def _request(fields: Fields, envelope: Envelope, governed: Governed, call: Fields | None = None) -> Request:
    """The call of an event; `call` holds it when the event has several."""
    call = call or fields
    cwd = fields.path("cwd")
    tool = call.text("tool_name")
    if not tool:
        raise InputError("expected `event.tool_name` to name a tool, got an empty string")
    unattended = fields.text("permission_mode", "") in _UNATTENDED_MODES or envelope.attended.lower() in _NO
    return Request(
        subject=_subject(fields, governed),
        place=_place(envelope, governed, cwd),
        tool=tool,
        input=call.mapping("tool_input"),
        cwd=normpath(cwd),
        call=call.text("tool_use_id", ""),
        answerable=not unattended,
        attended=envelope.attended.lower() in _YES,
        settings=_settings_folder(fields.text("transcript_path", "")),
    )


def _settings_folder(transcript: str) -> str:
    """The user-level configuration: transcripts are below its `projects`; empty when the path is not like that."""
    folder, found, rest = transcript.rpartition("/projects/")
    return normpath(folder) if found and folder.startswith("/") and rest.count("/") == 1 else ""


def _tool_call(fields: Fields, envelope: Envelope, governed: Governed) -> Event:
    return ToolCall(_request(fields, envelope, governed))


def _permission_asked(fields: Fields, envelope: Envelope, governed: Governed) -> Event:
    return PermissionAsked(_request(fields, envelope, governed))


def _done(fields: Fields, envelope: Envelope, governed: Governed) -> Event:
    request, response = _request(fields, envelope, governed), fields.get("tool_response")
    answers: tuple[str, ...] = ()
    if request.tool == names.ASK_USER_QUESTION:
        answers = _answers(response)
        # The client puts a person's replies into the input: what was judged are the questions.
        asked = {name: value for name, value in request.input.items() if name not in names.REPLIES}
        request = request.replace(input=asked)
    return ToolOutcome(
        request=request,
        status=OutcomeStatus.DONE,
        duration_ms=fields.number("duration_ms"),
        result=legible("\n".join(leaves(response))),
        answers=answers,
    )


def _answers(response: object) -> tuple[str, ...]:
    """What a person answered; a question that was left open counts as an empty answer."""
    if not isinstance(response, dict):
        return ()
    answers, questions = response.get("answers"), response.get("questions")
    given = list(answers.values()) if isinstance(answers, dict) else []
    if isinstance(response.get("response"), str):
        given.append(response["response"])
    if isinstance(questions, list) and len(given) < len(questions):
        given.append("")
    return tuple(answer if isinstance(answer, str) else "" for answer in given)


def _failed(fields: Fields, envelope: Envelope, governed: Governed) -> Event:
    return ToolOutcome(
        request=_request(fields, envelope, governed),
        status=OutcomeStatus.FAILED,
        duration_ms=fields.number("duration_ms"),
        result=fields.content("error", ""),
    )


def _refused(fields: Fields, envelope: Envelope, governed: Governed) -> Event:
    return ToolOutcome(
        request=_request(fields, envelope, governed),
        status=OutcomeStatus.REFUSED,
        result=fields.content("reason", ""),
    )


def _batch_ended(fields: Fields, envelope: Envelope, governed: Governed) -> Event:
    items = fields.items("tool_calls")
    if len(items) > bounds.BATCH_CALLS:
        raise BoundError(f"expected at most {bounds.BATCH_CALLS} calls in a batch, got {len(items)}")
    calls: list[BatchCall] = []
    unreadable = 0
    for index, item in enumerate(items):
        where = f"event.tool_calls[{index}]"
        if not isinstance(item, dict):
            raise InputError(f"expected `{where}` to be an object, got {describe(item)}")
        call = Fields(item, where)
        refused = _refused_by_client(call)
        try:
            calls.append(BatchCall(_request(fields, envelope, governed, call), refused))
        except InputError:
            if not refused:
                raise
            unreadable += 1  # the client refuses what nobody can read, NUL in a command for example
    project = envelope.project or normpath(fields.path("cwd"))
    return BatchEnded(_subject(fields, governed), tuple(calls), unreadable, project)


def _refused_by_client(call: Fields) -> bool:
    """Whether the text that the model gets says so. A tool's own output can say it too, but what ran has an outcome."""
    text = call.get("tool_response")
    blocked = f"{names.PRE_TOOL_USE}:{call.get('tool_name')} hook error: "
    return isinstance(text, str) and text.startswith((_TOOL_USE_ERROR, blocked))


def _prompt(fields: Fields, _envelope: Envelope, governed: Governed) -> Event:
    return PromptSubmitted(subject=_subject(fields, governed), text=fields.content("prompt"))


def _expansion(fields: Fields, _envelope: Envelope, governed: Governed) -> Event:
    return PromptSubmitted(
        subject=_subject(fields, governed),
        text=fields.content("prompt"),
        expansion=fields.text("command_name"),
    )


def _subagent_started(fields: Fields, envelope: Envelope, governed: Governed) -> Event:
    return SubagentStarted(_subject(fields, governed), envelope.project or normpath(fields.path("cwd")))


def _session_started(fields: Fields, envelope: Envelope, governed: Governed) -> Event:
    cwd = normpath(fields.path("cwd"))
    return SessionStarted(
        subject=_subject(fields, governed),
        source=fields.text("source"),
        project=envelope.project or cwd,
        cwd=cwd,
        model=fields.text("model", ""),
        path=_search_path(envelope.path, cwd),
    )


def _session_ended(fields: Fields, _envelope: Envelope, governed: Governed) -> Event:
    return SessionEnded(subject=_subject(fields, governed), reason=fields.text("reason", ""))


def _config_changed(fields: Fields, envelope: Envelope, governed: Governed) -> Event:
    source = fields.text("source")
    return ConfigChanged(
        subject=_subject(fields, governed),
        source=_SOURCES.get(source, source),
        path=fields.path("file_path", ""),
        project=envelope.project or normpath(fields.path("cwd")),
    )


def _noted(name: str, fields: Fields, subject: Subject) -> Event:
    attributes: dict[str, str | int | bool] = {}
    for field in names.NOTED[name]:
        value = fields.get(field)
        if isinstance(value, str):
            attributes[field] = legible(value[:_ATTRIBUTE_LENGTH])
        elif isinstance(value, (bool, int)):
            attributes[field] = value
    return Noted(subject=subject, name=name, attributes=attributes)


_READERS: Mapping[str, Callable[[Fields, Envelope, Governed], Event]] = {
    names.PRE_TOOL_USE: _tool_call,
    names.POST_TOOL_USE: _done,
    names.POST_TOOL_USE_FAILURE: _failed,
    names.POST_TOOL_BATCH: _batch_ended,
    names.PERMISSION_REQUEST: _permission_asked,
    names.PERMISSION_DENIED: _refused,
    names.USER_PROMPT_SUBMIT: _prompt,
    names.USER_PROMPT_EXPANSION: _expansion,
    names.SUBAGENT_START: _subagent_started,
    names.SESSION_START: _session_started,
    names.SESSION_END: _session_ended,
    names.CONFIG_CHANGE: _config_changed,
}
