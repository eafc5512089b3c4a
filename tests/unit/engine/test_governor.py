"""The governor: judged, recorded, folded, answered, in that order."""

from __future__ import annotations

from engine_bench import Bench

from bailiwick.model.event import (
    ConfigChanged,
    Noted,
    OutcomeStatus,
    PermissionAsked,
    PromptSubmitted,
    SessionEnded,
    SessionStarted,
    SubagentStarted,
    ToolCall,
)
from bailiwick.model.request import Subject
from bailiwick.model.value import Value
from bailiwick.model.verdict import FailMode, Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


CLOSED, OPEN = FailMode.CLOSED, FailMode.OPEN
SUBJECT = Subject(agent="test", session="s")


def test_what_no_rule_speaks_about_gets_an_empty_answer(bench: Bench) -> None:
    answer = bench.governor.handle(bench.call("Read", file_path="/home/dev/proj/a.py"), fail_mode=CLOSED)
    assert (answer.refused, answer.ask, answer.approve, answer.context) == ("", "", False, "")
    body = bench.recorder.last("decision")
    assert (body["verdict"], body["answered"]) == ("abstain", "none")
    assert body["operations"][0]["kind"] == "file.read"


def test_a_denial_names_rule_remedy_and_entry(bench: Bench) -> None:
    answer = bench.governor.handle(bench.call("Read", file_path="/home/dev/.ssh/id_rsa"), fail_mode=CLOSED)
    assert "baseline/credentials.read" in answer.refused
    assert "instead:" in answer.refused
    assert f"bailiwick why {answer.reference}" in answer.refused
    body = bench.recorder.last("decision")
    assert (body["verdict"], body["answered"]) == ("deny", "deny")
    assert body["rules"][0]["operation"] == 0


def test_observe_says_nothing_and_records_what_it_would_have_said(watching: Bench) -> None:
    answer = watching.governor.handle(watching.call("Read", file_path="/home/dev/.ssh/id_rsa"), fail_mode=OPEN)
    assert (answer.refused, answer.ask, answer.approve) == ("", "", False)
    body = watching.recorder.last("decision")
    assert (body["verdict"], body["answered"], body["mode"]) == ("deny", "none", "observe")


def test_a_question_becomes_a_denial_when_nobody_can_answer(bench: Bench) -> None:
    path = "/home/dev/other.txt"
    asked = bench.governor.handle(bench.call("Write", file_path=path, content="x"), fail_mode=CLOSED)
    assert asked.ask
    assert not asked.refused
    alone = bench.governor.handle(
        bench.call("Write", "c2", answerable=False, file_path=path, content="x"), fail_mode=CLOSED
    )
    assert "a person must approve" in alone.refused
    assert bench.recorder.last("decision")["unanswerable"] is True


def test_no_policy_denies_when_closed_and_passes_when_open(bench: Bench) -> None:
    bench.policies.break_it("bailiwick.yaml:1:1: broken", keep=False)
    call = bench.call("Read", file_path="/home/dev/proj/a.py")
    closed = bench.governor.handle(call, fail_mode=CLOSED)
    assert "cannot decide" in closed.refused
    assert "bailiwick.yaml:1:1" in closed.refused
    opened = bench.governor.handle(call, fail_mode=OPEN)
    assert not opened.refused
    assert bench.recorder.last("decision")["verdict"] == "indeterminate"


def test_a_broken_policy_is_an_incident_and_a_warning_once(bench: Bench) -> None:
    call = bench.call("Read", file_path="/home/dev/proj/a.py")
    bench.governor.handle(call, fail_mode=CLOSED)
    bench.policies.break_it("bailiwick.yaml:3:1: unknown key", keep=True)
    answer = bench.governor.handle(call, fail_mode=CLOSED)
    assert "unknown key" in answer.context
    assert "last good policy" in answer.context
    assert bench.recorder.last("incident")["what"] == "policy-broken"
    assert not bench.governor.handle(call, fail_mode=CLOSED).context
    assert bench.recorder.kinds().count("incident") == 1


def test_a_new_policy_is_recorded_once(bench: Bench) -> None:
    call = bench.call("Read", file_path="/home/dev/proj/a.py")
    for _ in range(3):
        bench.governor.handle(call, fail_mode=CLOSED)
    assert bench.recorder.kinds().count("policy") == 1
    bench.policies.set("version: 1\n")
    bench.governor.handle(call, fail_mode=CLOSED)
    assert bench.recorder.kinds().count("policy") == 2


def test_a_policy_that_changes_between_call_and_outcome_is_recorded_all_the_same(bench: Bench) -> None:
    bench.governor.handle(bench.call("Bash", command="ls"), fail_mode=CLOSED)
    bench.policies.set("version: 1\n")
    bench.governor.handle(bench.outcome("Bash", command="ls -l"), fail_mode=CLOSED)  # judged again: it was rewritten
    assert bench.recorder.last("incident")["what"] == "input-rewritten"
    assert bench.recorder.kinds().count("policy") == 2


def test_an_outcome_is_linked_to_its_decision(bench: Bench) -> None:
    given: dict[str, Any] = {"file_path": "/home/dev/proj/a.py"}
    decision = bench.governor.handle(bench.call("Read", **given), fail_mode=CLOSED)
    bench.governor.handle(bench.outcome("Read", **given), fail_mode=CLOSED)
    body = bench.recorder.last("outcome")
    assert body["decision"] == decision.reference
    assert body["changed"] is False
    assert body["input_sha256"] == bench.recorder.last("decision")["input_sha256"]
    assert body["result_bytes"] == 4


def test_an_input_that_another_hook_rewrote_is_judged_again_and_labels_the_session(bench: Bench) -> None:
    bench.governor.handle(bench.call("Read", file_path="/home/dev/proj/a.py"), fail_mode=CLOSED)
    answer = bench.governor.handle(bench.outcome("Read", file_path="/home/dev/.ssh/id_rsa"), fail_mode=CLOSED)
    assert "changed the input" in answer.context
    incident = bench.recorder.last("incident")
    assert incident["what"] == "input-rewritten"
    assert incident["details"]["verdict"] == "deny"
    state = bench.sessions.load("s")
    assert state is not None
    assert state.labels.keys() == {"rewritten", "secret"}


def test_a_secret_that_was_really_read_taints_the_session(watching: Bench) -> None:
    secret: dict[str, Any] = {"file_path": "/home/dev/.ssh/id_rsa"}
    watching.governor.handle(watching.call("Read", **secret), fail_mode=OPEN)
    fetch = watching.call("WebFetch", "c2", url="https://example.com/", prompt="x")
    assert watching.governor.handle(fetch, fail_mode=OPEN).decision.verdict is Verdict.ABSTAIN  # type: ignore[union-attr]
    watching.governor.handle(watching.outcome("Read", **secret), fail_mode=OPEN)
    tainted = watching.governor.handle(fetch, fail_mode=OPEN).decision
    assert tainted is not None
    assert [ruling.rule for ruling in tainted.rulings] == ["baseline/taint.network"]
    inside = watching.governor.handle(watching.call("Read", "c3", file_path="/home/dev/proj/a"), fail_mode=OPEN)
    assert inside.decision is not None
    assert inside.decision.verdict is Verdict.ABSTAIN


def test_a_refused_secret_does_not_taint(watching: Bench) -> None:
    secret: dict[str, Any] = {"file_path": "/home/dev/.ssh/id_rsa"}
    watching.governor.handle(watching.call("Read", **secret), fail_mode=OPEN)
    watching.governor.handle(watching.outcome("Read", status=OutcomeStatus.REFUSED, **secret), fail_mode=OPEN)
    state = watching.sessions.load("s")
    assert state is not None
    assert not state.labels


def test_a_file_written_while_tainted_carries_the_taint_into_the_next_session(watching: Bench) -> None:
    def done(tool: str, call: str, session: str = "s", **given: Any) -> None:
        request = watching.request(tool, call, session=session, **given)
        watching.governor.handle(watching.call("Read").replace(request=request), fail_mode=OPEN)
        watching.governor.handle(watching.outcome("Read").replace(request=request), fail_mode=OPEN)

    done("Read", "c1", file_path="/home/dev/.ssh/id_rsa")
    done("Write", "c2", file_path="/home/dev/proj/notes.md", content="x")
    done("Read", "c3", session="next", file_path="/home/dev/proj/other.md")
    state = watching.sessions.load("next")
    assert state is not None
    assert not state.labels
    done("Read", "c4", session="next", file_path="/home/dev/proj/notes.md")
    state = watching.sessions.load("next")
    assert state is not None
    assert state.labels == {"secret": "/home/dev/proj/notes.md"}


def test_clear_forgets_labels_and_resume_keeps_them(watching: Bench) -> None:
    secret: dict[str, Any] = {"file_path": "/home/dev/.ssh/id_rsa"}
    watching.governor.handle(watching.call("Read", **secret), fail_mode=OPEN)
    watching.governor.handle(watching.outcome("Read", **secret), fail_mode=OPEN)
    for source, kept in (("resume", True), ("compact", True), ("clear", False)):
        watching.governor.handle(SessionStarted(SUBJECT, source, "/home/dev/proj"), fail_mode=OPEN)
        state = watching.sessions.load("s")
        assert state is not None
        assert bool(state.labels) is kept


def test_a_session_is_told_mode_policy_session_and_tier(bench: Bench) -> None:
    answer = bench.governor.handle(SessionStarted(SUBJECT, "startup", "/home/dev/proj"), fail_mode=CLOSED)
    policy = bench.recorder.last("policy")["hash"]
    for part in ("enforce", policy[:12], "session s", "tier 1"):
        assert part in answer.context
    body = bench.recorder.last("session")
    assert (body["event"], body["source"], body["mode"]) == ("started", "startup", "enforce")


def test_a_permission_question_is_judged_and_counts_no_second_call(bench: Bench) -> None:
    request = bench.request("Write", file_path="/home/dev/other.txt", content="x")
    asked = bench.governor.handle(PermissionAsked(request), fail_mode=CLOSED)
    assert (asked.ask, asked.refused, asked.approve) == ("", "", False)
    denied = bench.governor.handle(
        PermissionAsked(bench.request("Read", file_path="/home/dev/.ssh/id_rsa")), fail_mode=CLOSED
    )
    assert denied.refused
    assert bench.sessions.load("s") is None


def test_auto_approval_is_explicit_and_never_beats_a_guard(bench: Bench) -> None:
    rule = "rules: [{id: y, guard: allow, auto_approve: true, on: file.read, reason: harmless}]"
    bench.policies.set(f"version: 1\npacks: [baseline]\n{rule}\n")
    assert bench.governor.handle(bench.call("Read", file_path="/home/dev/proj/a"), fail_mode=CLOSED).approve
    denied = bench.governor.handle(bench.call("Read", file_path="/home/dev/.ssh/id_rsa"), fail_mode=CLOSED)
    assert denied.refused
    assert not denied.approve


def test_prompts_are_recorded_by_size_and_hash_only(bench: Bench) -> None:
    bench.governor.handle(PromptSubmitted(SUBJECT, "my päss"), fail_mode=CLOSED)
    body = bench.recorder.last("prompt")
    assert body["bytes"] == 8
    assert "my" not in str(body)


def test_other_events_are_recorded_with_their_name(bench: Bench) -> None:
    bench.governor.handle(Noted(SUBJECT, "CwdChanged", {"cwd": "/x"}), fail_mode=CLOSED)
    assert bench.recorder.last("note")["attributes"] == {"cwd": "/x"}
    bench.governor.handle(SessionEnded(SUBJECT, "exit"), fail_mode=CLOSED)
    assert bench.recorder.last("session")["event"] == "ended"


class Found(Value):
    refused: str = ""
    restored: bool = False
    details: dict[str, str] = {}  # noqa: RUF012 - a frozen value


class Review:
    """A wiring that refuses the change of one file."""

    def review(self, change: ConfigChanged) -> Found:
        if change.path.endswith("settings.json"):
            return Found("our hooks were removed", restored=True, details={"removed": "PreToolUse"})
        return Found(details={})


def test_a_settings_change_that_takes_our_hooks_is_refused_and_an_incident(bench: Bench) -> None:
    bench.governor._wiring = Review()
    answer = bench.governor.handle(ConfigChanged(SUBJECT, "user", "/h/settings.json", "/p"), fail_mode=CLOSED)
    assert "our hooks were removed" in answer.refused
    incident = bench.recorder.last("incident")
    assert incident["what"] == "wiring-attacked"
    assert incident["details"]["restored"] is True
    fine = bench.governor.handle(ConfigChanged(SUBJECT, "user", "/h/theme.json", "/p"), fail_mode=CLOSED)
    assert not fine.refused
    assert bench.recorder.last("note")["path"] == "/h/theme.json"


def test_denials_are_counted_in_the_session(bench: Bench) -> None:
    for index in range(3):
        bench.governor.handle(bench.call("Read", f"c{index}", file_path="/home/dev/.ssh/id_rsa"), fail_mode=CLOSED)
    state = bench.sessions.load("s")
    assert state is not None
    assert state.counters["denials"] == 3
    assert not state.pending


def test_long_strings_are_cut_and_the_hash_covers_the_whole(bench: Bench) -> None:
    bench.governor.handle(bench.call("Write", file_path="/home/dev/proj/a.txt", content="x" * 9000), fail_mode=CLOSED)
    first = bench.recorder.last("decision")
    assert len(first["input"]["content"]) < 2100
    assert "7000 more characters" in first["input"]["content"]
    bench.governor.handle(
        bench.call("Write", "c2", file_path="/home/dev/proj/a.txt", content="x" * 8999 + "y"), fail_mode=CLOSED
    )
    assert bench.recorder.last("decision")["input_sha256"] != first["input_sha256"]


def test_a_subagent_of_a_subagent_is_recorded_as_deeper() -> None:
    made = Bench(
        "version: 1\nrules: [{id: deep, guard: deny, on: agent.spawn, agents: {depth: {over: 0}}, reason: no deeper}]\n"
    )
    helper = Subject(agent="test", session="s", subagent="helper", role="general-purpose")
    spawn: dict[str, Any] = {"description": "d", "prompt": "p", "subagent_type": "general-purpose"}
    assert not made.governor.handle(made.call("Agent", **spawn), fail_mode=CLOSED).refused
    made.governor.handle(SubagentStarted(helper, "/home/dev/proj"), fail_mode=CLOSED)
    body = made.recorder.last("note")
    assert (body["name"], body["subagent"], body["attributes"]) == ("SubagentStart", "helper", {"depth": 1})
    nested = made.request("Agent", "c2", **spawn).replace(subject=helper)
    assert "user/deep" in made.governor.handle(ToolCall(nested), fail_mode=CLOSED).refused
    assert made.recorder.last("decision")["session_event"]["spawns"] == 2
