"""Policies in the pages of docs/policy are accepted as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bailiwick.policy.schema import read_policy

PAGES = sorted((Path(__file__).parents[2] / "docs" / "policy").glob("*.md"))
BLOCK = re.compile(r"^```yaml\n(version: 1\n.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = [(page.name, text) for page in PAGES for text in BLOCK.findall(page.read_text())]


@pytest.mark.parametrize(("page", "text"), EXAMPLES, ids=[page for page, _ in EXAMPLES])
def test_a_policy_in_a_page_is_accepted(page: str, text: str) -> None:
    _, problems = read_policy(text, page)
    assert not problems


def test_the_page_about_the_past_has_examples() -> None:
    assert len([page for page, _ in EXAMPLES if page == "sessions.md"]) >= 5
