"""What rules saw besides the operations is in the entry: the time, and who the policy takes the agent for."""

from __future__ import annotations

from datetime import datetime

from engine_bench import Bench

from bailiwick.model.verdict import FailMode

AGENTS = "version: 1\nagents: [{match: {client: test}, name: worker, trust: basic, tags: [ci]}]\n"


def test_the_entry_of_a_decision_has_the_time_and_the_profile_that_rules_saw() -> None:
    made = Bench(AGENTS)
    made.governor.handle(made.call("Read", file_path="a"), fail_mode=FailMode.CLOSED)
    body = made.recorder.last("decision")
    assert datetime.fromisoformat(body["now"]).tzinfo is not None
    assert body["profile"] == {"name": "worker", "client": "test", "role": "main", "tags": ["ci"], "trust": 10}


def test_where_nobody_says_who_acts_the_entry_says_nothing_of_it() -> None:
    made = Bench("version: 1\n")
    made.governor.handle(made.call("Read", file_path="a"), fail_mode=FailMode.CLOSED)
    body = made.recorder.last("decision")
    assert "now" in body
    assert "profile" not in body


def test_a_warning_is_told_to_the_model_and_blocks_nothing() -> None:
    made = Bench("version: 1\nrules: [{id: w, guard: warn, on: file.read, reason: that file is long}]\n")
    answer = made.governor.handle(made.call("Read", file_path="a"), fail_mode=FailMode.CLOSED)
    assert not answer.refused
    assert "warning: that file is long" in answer.context
