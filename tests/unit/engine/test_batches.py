"""Batches that ended: every call has a decision and an outcome, or gets what is missing."""

from __future__ import annotations

from bailiwick.model import bounds
from bailiwick.model.event import BatchCall, OutcomeStatus, SessionStarted
from bailiwick.model.request import Subject
from bailiwick.model.verdict import FailMode, Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from engine_bench import Bench

    from bailiwick.model.event import Event
    from bailiwick.session.state import SessionState

SECRET = "/home/dev/.ssh/id_rsa"
NOTES = "/home/dev/proj/notes.md"


def handle(bench: Bench, *events: Event) -> None:
    for event in events:
        bench.governor.handle(event, fail_mode=FailMode.CLOSED)


def ended(bench: Bench, tool: str, call: str = "c1", *, refused: bool = False, **given: Any) -> BatchCall:
    return BatchCall(bench.request(tool, call, **given), refused)


def state(bench: Bench) -> SessionState:
    known = bench.sessions.load("s")
    assert known is not None
    return known


def incidents(bench: Bench) -> list[str]:
    return [body["what"] for kind, body in bench.recorder.entries if kind == "incident"]


def test_a_batch_of_decided_and_finished_calls_is_one_note(bench: Bench) -> None:
    handle(bench, bench.call("Read", file_path=NOTES), bench.outcome("Read", file_path=NOTES))
    handle(bench, bench.call("Read", "c2", file_path=SECRET))
    before = bench.recorder.kinds()
    handle(bench, bench.batch(ended(bench, "Read", file_path=NOTES), ended(bench, "Read", "c2", file_path=SECRET)))
    assert bench.recorder.kinds() == [*before, "note"]
    note = bench.recorder.last("note")
    assert note["name"] == "BatchEnded"
    assert note["attributes"] == {"count": 2}


def test_a_call_that_the_agent_refused_before_asking_is_judged_and_recorded(bench: Bench) -> None:
    handle(bench, bench.batch(ended(bench, "Read", refused=True, file_path=SECRET)))
    body = bench.recorder.last("decision")
    assert (body["call"], body["verdict"], body["answered"]) == ("c1", "deny", "refused")
    assert body["rules"][0]["rule"] == "baseline/credentials.read"
    assert not incidents(bench)
    assert not state(bench).labels
    assert state(bench).counters["calls"] == 1
    assert "denials" not in state(bench).counters


def test_a_call_that_was_let_pass_and_then_refused_is_resolved(watching: Bench) -> None:
    decision = watching.governor.handle(watching.call("Read", file_path=SECRET), fail_mode=FailMode.OPEN)
    assert state(watching).pending
    handle(watching, watching.batch(ended(watching, "Read", file_path=SECRET)))
    outcome = watching.recorder.last("outcome")
    assert (outcome["status"], outcome["decision"], outcome["changed"]) == ("refused", decision.reference, False)
    assert not state(watching).pending
    assert not state(watching).labels


def test_an_outcome_after_the_end_of_its_batch_corrects_the_refusal(watching: Bench) -> None:
    decision = watching.governor.handle(watching.call("Read", file_path=SECRET), fail_mode=FailMode.OPEN)
    handle(watching, watching.batch(ended(watching, "Read", file_path=SECRET)))
    handle(watching, watching.outcome("Read", file_path=SECRET))
    outcome = watching.recorder.last("outcome")
    assert (outcome["status"], outcome["decision"]) == ("done", decision.reference)
    assert state(watching).labels == {"secret": SECRET}
    assert not incidents(watching)


def test_a_call_that_ran_without_a_decision_is_an_incident_and_taints(bench: Bench) -> None:
    handle(bench, bench.batch(ended(bench, "Read", file_path=SECRET)))
    body = bench.recorder.last("decision")
    assert (body["verdict"], body["answered"]) == ("deny", "unchecked")
    incident = bench.recorder.last("incident")
    assert (incident["what"], incident["severity"]) == ("unchecked-call", "high")
    assert (incident["details"]["call"], incident["details"]["verdict"]) == ("c1", "deny")
    assert state(bench).labels == {"secret": SECRET}
    assert not state(bench).pending


def test_an_outcome_without_a_decision_is_the_same_incident_once_and_warns(bench: Bench) -> None:
    answer = bench.governor.handle(bench.outcome("Read", file_path=SECRET), fail_mode=FailMode.CLOSED)
    assert "would have been judged deny" in answer.context
    assert bench.recorder.last("outcome")["decision"]
    handle(bench, bench.batch(ended(bench, "Read", refused=True, file_path=SECRET)))
    assert incidents(bench) == ["unchecked-call"]
    assert bench.recorder.kinds().count("decision") == 1
    assert state(bench).labels == {"secret": SECRET}


def test_the_end_of_a_batch_that_is_reported_twice_changes_nothing(bench: Bench) -> None:
    batch = bench.batch(
        ended(bench, "Read", refused=True, file_path=SECRET), ended(bench, "Read", "c2", file_path=NOTES)
    )
    handle(bench, batch)
    before, folded = bench.recorder.kinds(), state(bench)
    handle(bench, batch)
    assert bench.recorder.kinds() == [*before, "note"]
    assert state(bench) == folded


def test_a_denied_call_that_ran_is_an_incident_and_taints(bench: Bench) -> None:
    handle(bench, bench.call("Read", file_path=SECRET), bench.outcome("Read", file_path=SECRET))
    incident = bench.recorder.last("incident")
    assert (incident["what"], incident["severity"]) == ("denied-call-ran", "critical")
    assert state(bench).labels == {"secret": SECRET}


def test_a_denied_call_that_is_reported_as_refused_is_none(bench: Bench) -> None:
    handle(bench, bench.call("Read", file_path=SECRET))
    handle(bench, bench.outcome("Read", status=OutcomeStatus.REFUSED, file_path=SECRET))
    assert not incidents(bench)


def test_decisions_made_elsewhere_are_taken_in_before_a_call_counts_as_undecided(bench: Bench) -> None:
    bench.governor._catch_up = lambda: handle(bench, bench.call("Read", file_path=NOTES))
    handle(bench, bench.outcome("Read", file_path=NOTES))
    assert not incidents(bench)
    assert bench.recorder.kinds().count("decision") == 1


def test_calls_of_a_batch_that_goes_on_are_remembered_however_many_end_meanwhile(bench: Bench) -> None:
    first = ended(bench, "Read", "first", file_path=NOTES)
    handle(bench, bench.call("Read", "first", file_path=NOTES), bench.outcome("Read", "first", file_path=NOTES))
    for number in range(bounds.SETTLED_CALLS + 10):
        call = f"inner {number}"
        handle(bench, bench.call("Read", call, file_path=NOTES), bench.outcome("Read", call, file_path=NOTES))
        handle(bench, bench.batch(ended(bench, "Read", call, file_path=NOTES)))
    handle(bench, bench.batch(first))
    assert not incidents(bench)


def test_a_new_task_does_not_make_earlier_calls_undecided(bench: Bench) -> None:
    handle(bench, bench.call("Read", file_path=NOTES))
    handle(bench, SessionStarted(Subject(agent="test", session="s"), "clear", "/home/dev/proj"))
    handle(bench, bench.batch(ended(bench, "Read", file_path=NOTES)))
    assert not incidents(bench)


def test_a_call_without_an_id_cannot_be_told_and_raises_no_alarm(bench: Bench) -> None:
    handle(bench, bench.outcome("Read", "", file_path=NOTES), bench.batch(ended(bench, "Read", "", file_path=NOTES)))
    assert not incidents(bench)
    assert "decision" not in bench.recorder.kinds()


def test_a_failure_to_decide_that_lets_pass_is_no_denial(bench: Bench) -> None:
    bench.policies.break_it("bailiwick.yaml:1:1: broken", keep=False)
    given: dict[str, Any] = {"file_path": NOTES}
    answer = bench.governor.handle(bench.call("Read", **given), fail_mode=FailMode.OPEN)
    assert answer.decision is not None
    assert answer.decision.verdict is Verdict.INDETERMINATE
    bench.governor.handle(bench.outcome("Read", **given), fail_mode=FailMode.OPEN)
    assert "denied-call-ran" not in incidents(bench)
