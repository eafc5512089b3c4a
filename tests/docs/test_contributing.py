"""The worked example of CONTRIBUTING is what the catalogue holds, and its corpus lines get their verdicts."""

from __future__ import annotations

import re
from pathlib import Path

from bailiwick.apps.corpus.cases import cases
from bailiwick.apps.corpus.rates import measure
from bailiwick.apps.corpus.world import PROJECT, build_home, judge_in
from bailiwick.interpret.programs.families import FAMILIES

ROOT = Path(__file__).resolve().parents[2]
SECTION = (ROOT / "CONTRIBUTING.md").read_text().split("### A program, worked", 1)[1].split("\n## ", 1)[0]


def block(language: str) -> list[str]:
    found = re.search(rf"```{language}\n(.*?)```", SECTION, re.DOTALL)
    assert found is not None
    return [line.strip() for line in found[1].splitlines() if line.strip()]


def test_the_entry_of_the_example_is_the_one_of_the_catalogue() -> None:
    (entry,) = block("python")
    family = re.search(r"`(src/bailiwick/interpret/programs/catalogue/(\w+)\.py)`", SECTION)
    assert family is not None
    assert entry in (ROOT / family[1]).read_text()
    assert entry.split('"')[1] in FAMILIES[family[2]].split()


def test_the_corpus_lines_of_the_example_get_their_verdicts(tmp_path: Path) -> None:
    corpus = tmp_path / "example.jsonl"
    corpus.write_text("\n".join(block("json")))
    home = tmp_path / "home"
    home.mkdir()
    build_home(str(home.resolve()))
    report = measure(judge_in(str(home.resolve())), cases([str(corpus)]), cwd=PROJECT)
    assert report.calls == 2
    assert not report.findings
