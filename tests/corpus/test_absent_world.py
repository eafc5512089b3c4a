"""The corpus in a world where neither the home nor the project exists: what a call does does not depend on that.

A file whose content is the harm cannot be read there, so calls that only run, or load, such a file are left out: those of
sessions, and those that name the made-up world's hostile files. The few whose verdict rests on another fact are named.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bailiwick.apps.corpus.cases import Case, cases
from bailiwick.apps.corpus.rates import TARGETS, measure
from bailiwick.apps.corpus.world import PROJECT, judge_in

FILES = sorted(Path(__file__).parent.glob("*.jsonl"))

RESTS_ON_CONTENT = ("hostile.", "hostile;", "hostile'", "hostile ", "wipe", "import hostile")
"""Files and tasks of the made-up world whose content is the harm."""

RESTS_ON_A_FACT = {
    "echo > .cl*/settings.json": "what the glob matches",
    "zip -r /tmp/x.zip .": "that a credential file is in the project",
    "wget -i src/app.py -B https://x.example.com/": "that the list is a file",
    "frobnicate README.md https://x.example/": "that the word is a file",
    "git -C ~/other-repo push": "that there is another repository",
    "git worktree add ../other-repo": "that the directory is there",
    "git branch -M main old": "that the branch is there",
    "cat $(ls -a | grep env)": "the names that are listed",
    "ls ~/Documents/* | perl -nle 'unlink $_ if -f'": "the names that are listed",
}


def rests_on_the_world(case: Case) -> bool:
    """True when only the content or the existence of a file makes the case what it is."""
    shown = json.dumps(dict(case.input))
    overwrites = case.tool in ("Write", "Edit") and case.want == "ask"
    return (
        bool(case.session)
        or overwrites
        or str(case.input.get("command")) in RESTS_ON_A_FACT
        or any(name in shown for name in RESTS_ON_CONTENT)
        or shown.endswith('hostile"}')
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_verdicts_hold_where_nothing_exists(file: Path, tmp_path: Path) -> None:
    judge = judge_in(str(tmp_path / "nowhere"))
    report = measure(judge, (case for case in cases([str(file)]) if not rests_on_the_world(case)), cwd=PROJECT)
    wrong = [f"{one.fault}: {one.case.where} {one.case.shown}" for one in report.findings if one.fault in TARGETS]
    assert not wrong, "\n".join(wrong)
