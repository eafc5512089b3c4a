"""What a session of a corpus writes lies in the made-up world until the next session begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.apps.corpus.cases import Case
from bailiwick.apps.corpus.written import Written

if TYPE_CHECKING:
    from pathlib import Path


def case(tool: str, session: str = "s", *, executed: bool = True, **given: str) -> Case:
    return Case(id="1", want="allow", tool=tool, input=given, session=session, executed=executed)


def test_writes_and_edits_hold_for_their_session_alone(tmp_path: Path) -> None:
    root = tmp_path.resolve()
    (root / "proj").mkdir()
    old = root / "proj" / "old.txt"
    old.write_text("a b")
    written = Written(str(root))
    edit = case("Edit", file_path="/home/dev/proj/old.txt", old_string="a", new_string="x")
    written.begin(edit)
    written.take(edit)
    written.take(case("Write", file_path="/home/dev/proj/new/run.sh", content="#!/bin/sh\n"))
    assert old.read_text() == "x b"
    assert (root / "proj/new/run.sh").stat().st_mode & 0o100
    written.begin(case("Bash", "other", command="true"))
    assert old.read_text() == "a b"
    assert not (root / "proj/new/run.sh").exists()


def test_what_was_not_executed_and_what_lies_elsewhere_is_not_written(tmp_path: Path) -> None:
    root = tmp_path.resolve()
    written = Written(str(root))
    written.take(case("Write", file_path="/home/dev/x", content="a", executed=False))
    written.take(case("Write", file_path="/etc/x", content="a"))
    written.take(case("Write", file_path="/home/dev/../../x", content="a"))
    written.take(case("Write", session="", file_path="/home/dev/x", content="a"))
    assert list(root.iterdir()) == []
