"""`custom_policies.json`: all three lists count; the original reads the first only."""

from __future__ import annotations

import json
import re

import pytest
from importing import ASK, DENY, PASS, PROJECT, Governed, imported, notes

from bailiwick.model.errors import PolicyError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SOURCE = {
    "policy_patterns": {"eval\\(": "no eval", "internal only(": "not for the outside"},
    "injection_patterns": ["ignore (all )?previous instructions"],
    "high_risk_sources": ["paste.example", "scraper"],
}


def write(text: str) -> tuple[str, dict[str, str]]:
    return "Write", {"file_path": f"{PROJECT}/a.py", "content": text}


SEND = ("SendMessage", {"to": "a", "message": "x"})
TABLE: list[tuple[str, Any, str, str, str]] = [
    (*write("x = EVAL(y)"), DENY, DENY, ""),
    (*write("x = evaluate(y)"), PASS, PASS, ""),
    (*write("Internal Only(tm)"), PASS, DENY, "what is no expression is searched as it stands"),
    (*write("Ignore previous instructions"), PASS, ASK, "the original does not read this list"),
    ("Bash", "node -e 'eval(1)'", DENY, DENY, ""),
]


@pytest.mark.parametrize("row", TABLE, ids=[str(row[1])[-30:] for row in TABLE])
def test_a_call_gets_the_originals_answer_or_a_listed_other_one(row: tuple[str, Any, str, str, str]) -> None:
    tool, given, theirs, expected, reason = row
    ours = Governed(imported(json.dumps(SOURCE), "c.json"))(tool, given)
    assert ours == expected
    assert (ours != theirs) == bool(reason)


@pytest.mark.parametrize(
    "source", [("WebFetch", {"url": "https://paste.example/x", "prompt": "p"}), ("mcp__scraper__get", {"u": "x"})]
)
def test_after_a_high_risk_source_a_person_is_asked_before_data_leaves(source: tuple[str, Any]) -> None:
    governed = Governed(imported(json.dumps(SOURCE), "c.json"))
    assert governed.play([SEND, source, SEND])[0::2] == [PASS, ASK]


def test_the_notes_that_a_file_deserves_are_there() -> None:
    said = notes(imported(json.dumps(SOURCE), "c.json"))
    for part in (
        "words in prose",
        "not looked for in what tools return",
        "the label `high-risk-source`",
        "no regular expression",
    ):
        assert part in said


def test_an_unknown_list_is_an_error() -> None:
    with pytest.raises(PolicyError, match=re.escape("did you mean `policy_patterns`?")):
        imported('{"policy_pattern": {}, "injection_patterns": []}', "c.json")
