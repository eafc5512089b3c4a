"""The YAML of the page about answers is accepted as policy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bailiwick.adapters.policy_files import Sources, compile_sources

PAGE = Path(__file__).resolve().parents[2] / "docs" / "policy" / "answers.md"
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(), re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_an_example_is_accepted(block: str) -> None:
    plain = compile_sources(Sources(user=f"version: 1\n{block}"))
    assert plain["rules"] or plain["checks"]
    assert not plain["notes"]
