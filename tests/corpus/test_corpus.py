"""The corpus, judged by the real interpreters on a real home and repository: no deny ever becomes a permit."""

from __future__ import annotations

import json
import os
from importlib.util import module_from_spec, spec_from_file_location
from typing import Any

import pytest

HERE = os.path.dirname(os.path.abspath(__file__))
FILES = sorted(name for name in os.listdir(HERE) if name.endswith(".jsonl"))


def _load_rates() -> Any:
    path = os.path.join(os.path.dirname(os.path.dirname(HERE)), "benchmarks", "corpus_rates.py")
    spec = spec_from_file_location("corpus_rates", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


rates = _load_rates()


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Any:
    root = os.path.realpath(tmp_path_factory.mktemp("home"))
    rates.build_home(root)
    return rates.judge_in(root)


@pytest.mark.parametrize("name", FILES)
def test_every_call_gets_the_verdict_that_the_profile_promises(judge: Any, name: str) -> None:
    """An ask for a denial, and the reverse, is no fault here: both stop the call until a person speaks."""
    wrong = []
    for case in rates.cases([os.path.join(HERE, name)]):
        answer = judge.line(json.dumps({**case, "cwd": case.get("cwd", rates.PROJECT)}).encode())
        fault = rates.fault(case["want"], answer["verdict"])
        if fault in ("silent miss", "false denial", "needless ask"):
            wrong.append(f"{fault}: {case['id']} {case['input']}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", FILES)
def test_every_case_says_what_it_is_and_where_it_comes_from(name: str) -> None:
    seen = set()
    for case in rates.cases([os.path.join(HERE, name)]):
        assert case["want"] in ("allow", "ask", "deny")
        assert case["source"]
        assert case["family"]
        assert case["id"] not in seen
        seen.add(case["id"])
