"""What policies of five other systems can say, row by row: each row is imported, runs, and is explained.

The rows are those of a catalogue in seven sections: 3A Kyvvu, 3B Tenuo, 3C MeshGuard, 3D damage control and permission
patterns, 3E Kei chains, 3F the names of tools, 3G importing. `rows.yaml` lists them all; the other files hold cases.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
import yaml
from importing import ALLOW, ASK, DENY, PASS, Governed, imported, notes

from bailiwick.apps.authoring.overview import overview
from bailiwick.apps.cli.policy_commands.rule_shown import lines, topic_lines
from bailiwick.policy.importers import to_yaml
from bailiwick.policy.topics import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from bailiwick.apps.authoring.overview import Overview
    from bailiwick.policy.importers import Imported

HERE = Path(__file__).parent
ROOT = HERE.parents[3]
VECTORS = ROOT / "tests" / "vectors" / "imports" / "kyvvu"
VERDICTS = {"pass": PASS, "ask": ASK, "deny": DENY, "allow": ALLOW}
CASES: list[dict[str, Any]] = [
    case for file in sorted(HERE.glob("cases-*.yaml")) for case in yaml.safe_load(file.read_text())
]
TOOLS: list[dict[str, Any]] = yaml.safe_load((HERE / "tools.yaml").read_text())
ROWS: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "rows.yaml").read_text())
ELSEWHERE = {
    f"{section} {row}": where for section, rows in ROWS.items() for row, where in rows.items() if where is not None
}
"""Rows to the test that has them, or to a word on why nothing is imported."""


def named(case: dict[str, Any]) -> str:
    """The rows of a case, as its name."""
    return ", ".join(rows(case))


def rows(case: dict[str, Any]) -> list[str]:
    return [case["row"]] if isinstance(case["row"], str) else list(case["row"])


@cache
def made(index: int) -> Imported:
    case = CASES[index]
    if "vector" in case:
        return imported((VECTORS / case["vector"]).read_text(), case["vector"])
    source = case["source"]
    text = source if isinstance(source, str) else json.dumps(source)
    return imported(text, case.get("file", "source.yaml"), dialect=case.get("dialect", ""))


@pytest.fixture
def seen(case: int, tmp_path: Path) -> Overview:
    file = tmp_path / "bailiwick.yaml"
    file.write_text(to_yaml(made(case)))
    return overview(str(file))


every = pytest.mark.parametrize("case", range(len(CASES)), ids=map(named, CASES))


@every
def test_a_row_is_imported_with_the_notes_that_it_deserves(case: int) -> None:
    said = notes(made(case))
    assert all(part in said for part in CASES[case].get("notes", ()))


@every
def test_a_row_decides_as_it_says(case: int) -> None:
    given = CASES[case]
    governed = Governed(made(case), agents=given.get("agents", ""))
    calls = [(tool, value, *more) for tool, value, _, *more in given["calls"]]
    if given.get("session"):
        answers = governed.play(calls)
    else:
        answers = [governed(tool, value, **(more[0] if more else {})) for tool, value, *more in calls]
    assert answers == [VERDICTS[call[2]] for call in given["calls"]]


@every
def test_a_row_is_explained_in_sentences_with_its_origin(case: int, seen: Overview) -> None:
    for item in (*seen.items, *seen.checks):
        text = "\n".join(lines(seen, item))
        assert "{" not in re.sub(r"`[^`]*`", "", text), "a test that has no words"
        if not item.local.startswith("capabilities"):
            assert "imported from" in text
    for name, words in CASES[case]["explained"].items():
        found = seen.find(name)
        text = "\n".join(topic_lines(found) if isinstance(found, Topic) else lines(seen, found))
        assert all(word in text for word in ([words] if isinstance(words, str) else words)), text


def test_every_row_has_a_case_or_the_test_that_has_it() -> None:
    every_row = [f"{section} {row}" for section, found in ROWS.items() for row in found]
    assert len(every_row) == len(set(every_row))
    with_case = {row for case in CASES for row in rows(case)} | {f"3F {tool['row']}" for tool in TOOLS}
    assert with_case <= set(every_row)
    assert set(every_row) - with_case - ELSEWHERE.keys() == set()


@pytest.mark.parametrize("row", [row for row, where in ELSEWHERE.items() if "::" in str(where)])
def test_a_test_that_a_row_names_is_there(row: str) -> None:
    for where in ELSEWHERE[row].split():
        path, _, name = where.partition("::")
        text = (ROOT / path).read_text()
        assert f"def {name}(" in text or f"def {name}[" in text, where
