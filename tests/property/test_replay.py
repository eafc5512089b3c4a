"""What a log entry keeps of a decision is enough to decide again, with the same outcome."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bailiwick.adapters.policy_files import default_policy
from bailiwick.apps.corpus.cases import cases
from bailiwick.apps.corpus.world import PROJECT, build_home, judge_in
from bailiwick.engine.records import operation_plain
from bailiwick.model.operation import Certainty, Kind, Operation, Resource, ResourceClass, ResourceType
from bailiwick.pdp import decide
from bailiwick.session.state import SessionState

CORPUS = sorted((Path(__file__).parents[1] / "corpus").glob("*.jsonl"))
STRIDE = 10


def operation(plain: dict[str, Any]) -> Operation:
    resource = None
    if "resource" in plain:
        classes = frozenset(map(ResourceClass, plain.get("classes", ())))
        resource = Resource(
            ResourceType(plain["type"]), plain["resource"], plain.get("given", ""), classes, plain.get("written", "")
        )
    return Operation(
        Kind(plain["kind"]),
        resource,
        {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in plain.get("attributes", {}).items()
        },
        Certainty(plain.get("certainty", "certain")),
        plain.get("source", ""),
        tuple(plain.get("path", ())),
    )


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.name)
def test_a_recorded_decision_is_made_again_from_its_record(file: Path, tmp_path: Path) -> None:
    build_home(str(tmp_path))
    judge = judge_in(str(tmp_path.resolve()))
    policy = default_policy()
    for case in list(cases([str(file)]))[::STRIDE]:
        request = judge.request(case.tool, case.input, cwd=PROJECT)
        decision = judge.judge(request).decision
        recorded = json.loads(json.dumps([operation_plain(one) for one in decision.operations]))
        operations = tuple(operation(plain) for plain in recorded)
        assert operations == decision.operations
        assert decision.now is not None
        again = decide(request, operations, SessionState(), policy, now=decision.now)
        assert again.verdict is decision.verdict
        assert [ruling.rule for ruling in again.rulings] == [ruling.rule for ruling in decision.rulings]
