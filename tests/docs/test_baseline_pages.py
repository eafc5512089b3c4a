"""The pages of the baseline profile: every example is judged by the real judge, every rule has its example."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bailiwick.apps.corpus.cases import with_credentials
from bailiwick.apps.corpus.world import PROJECT, build_home, judge_in
from bailiwick.apps.judging import Judge, input_of

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(path for path in (ROOT / "docs" / "baseline").glob("*.md") if path.name != "README.md")
PACK = yaml.safe_load((ROOT / "src/bailiwick/policy/packs/baseline.yaml").read_text())
RULES = {rule["id"]: rule for rule in PACK["rules"]}
SECTIONS = {"Denied": ("deny",), "Asked": ("ask",), "Noted": ("abstain", "ask", "deny"), "Passes": ("abstain", "allow")}
SECTION_OF_GUARD = {"deny": "denied", "ask": "asked", "note": "noted"}
CALL = re.compile(r"(?:(\d+)x )?(\w+ )?`([^`]*)`")


def rows(page: Path) -> list[tuple[str, str, str]]:
    """(section, call cell, last cell) of every table row below a section of examples."""
    found, section = [], ""
    for line in page.read_text().splitlines():
        if line.startswith("## "):
            section = line[3:]
        elif line.startswith("| ") and section in SECTIONS and not line.startswith("| Call |"):
            call, last = (cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip("| ")))
            found.append((section, call, last.strip("`")))
    return found


EXAMPLES = [(page.stem, *row) for page in PAGES for row in rows(page)]


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    root = str(tmp_path_factory.mktemp("home").resolve())
    build_home(root)
    return judge_in(root)


def last_answer(judge: Judge, cell: str, session: str) -> dict[str, Any]:
    """The answer to the last call of a cell; the calls before it are executed, in one session."""
    answer: dict[str, Any] = {}
    for times, tool, text in CALL.findall(cell):
        name = tool.strip() or "Bash"
        line = {
            "tool": name,
            "input": input_of(name, with_credentials(text)),
            "cwd": PROJECT,
            "session": session,
            "executed": True,
        }
        for _ in range(int(times or 1)):
            answer = judge.line(json.dumps(line).encode())
    return answer


@pytest.mark.parametrize(("page", "section", "call", "last"), EXAMPLES, ids=[f"{row[0]}: {row[2]}" for row in EXAMPLES])
def test_an_example_gets_the_verdict_that_its_page_shows(
    judge: Judge, page: str, section: str, call: str, last: str
) -> None:
    answer = last_answer(judge, call, f"{page} {section} {call}")
    spoken = [rule["rule"].removeprefix("baseline/") for rule in answer["rules"]]
    assert answer["verdict"] in SECTIONS[section], (spoken, answer["reason"])
    if section != "Passes":
        assert last in spoken


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_names_a_page_and_section_that_shows_it(rule: str) -> None:
    page, _, anchor = RULES[rule]["doc"].partition("#")
    path = ROOT / "docs" / f"{page}.md"
    assert path.is_file()
    assert anchor == SECTION_OF_GUARD[RULES[rule]["guard"]]
    assert rule in [last for section, _, last in rows(path) if section.lower() == anchor]


def test_pages_name_no_rule_that_does_not_exist() -> None:
    assert {last for _, section, _, last in EXAMPLES if section != "Passes"} <= set(RULES)


def test_the_index_lists_every_page() -> None:
    index = (ROOT / "docs" / "baseline" / "README.md").read_text()
    for page in PAGES:
        assert f"({page.name})" in index
