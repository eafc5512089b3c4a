"""What differs from the signed baseline is found, whatever was done to file, baseline or both."""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING

import pytest

from bailiwick.adapters.home import Home
from bailiwick.adapters.integrity.baseline import Baseline, baseline_path, copy_of, read_baseline, write_baseline
from bailiwick.adapters.integrity.files import Places
from bailiwick.adapters.integrity.guard import IntegrityGuard
from bailiwick.adapters.keys import create_log_key
from bailiwick.crypto.hashing import content_hash
from bailiwick.model.drift import Drift
from bailiwick.model.errors import TrustError

if TYPE_CHECKING:
    from pathlib import Path

TIME = "2026-01-02T00:00:00.000000Z"


class World:
    """A user's home and a project, and a guard over them."""

    def __init__(self, folder: Path) -> None:
        self.root = os.path.realpath(folder)
        self.home = Home(f"{self.root}/own")
        self.home.create()
        create_log_key(self.home)
        self.project = f"{self.root}/project"
        self.places = Places(
            claude=f"{self.root}/.claude",
            state=f"{self.root}/.claude.json",
            own=self.home.root,
            managed=f"{self.root}/managed",
        )
        self.guard = IntegrityGuard(self.home, self.places)

    def write(self, path: str, text: str) -> str:
        whole = f"{self.root}/{path}"
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        with open(whole, "w", encoding="utf-8") as file:
            file.write(text)
        return whole

    def sign(self) -> Baseline:
        """Sign everything as it is now."""
        paths = [*self.places.user_files(), *self.places.project_files(self.project)]
        contents = {path: self.places.content(path) for path in paths}
        files = {path: content_hash(content) for path, content in contents.items()}
        baseline = Baseline(1, TIME, (self.project,), files)
        write_baseline(self.home, baseline, contents.values())
        return baseline

    def drifts(self) -> list[tuple[str, str]]:
        return [(one.what, one.path.removeprefix(f"{self.root}/")) for one in self.guard.drifts(self.project)]


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    made.write(".claude/settings.json", "{}\n")
    made.write(".claude/skills/tidy/SKILL.md", "be tidy\n")
    made.write("project/CLAUDE.md", "one\ntwo\nthree\n")
    made.write("project/.mcp.json", "{}\n")
    made.write("project/src/main.py", "print()\n")
    return made


def test_without_a_baseline_nothing_differs(world: World) -> None:
    assert world.drifts() == []


def test_what_is_changed_added_and_removed_is_told_apart(world: World) -> None:
    assert set(world.sign().files) == {
        f"{world.root}/{name}"
        for name in (
            ".claude/settings.json",
            ".claude/skills/tidy/SKILL.md",
            "project/CLAUDE.md",
            "project/.mcp.json",
        )
    }
    assert world.drifts() == []
    world.write("project/CLAUDE.md", "one\n2\nthree\n")
    world.write("project/.claude/hooks/new.sh", "true\n")
    os.unlink(f"{world.root}/project/.mcp.json")
    assert world.drifts() == [
        ("changed", "project/CLAUDE.md"),
        ("added", "project/.claude/hooks/new.sh"),
        ("removed", "project/.mcp.json"),
    ]


def test_the_difference_shows_the_changed_lines(world: World) -> None:
    world.sign()
    world.write("project/CLAUDE.md", "one\n2\nthree\n")
    (drift,) = world.guard.drifts(world.project)
    shown = world.guard.difference(drift).splitlines()
    assert "-two" in shown
    assert "+2" in shown


def test_a_change_that_keeps_length_and_time_of_writing_is_found(world: World) -> None:
    path = f"{world.root}/project/CLAUDE.md"
    world.sign()
    assert world.drifts() == []
    before = os.stat(path)
    world.write("project/CLAUDE.md", "one\nTWO\nthree\n")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert world.drifts() == [("changed", "project/CLAUDE.md")]


def test_two_signed_files_cannot_change_places(world: World) -> None:
    world.sign()
    with open(f"{world.root}/project/CLAUDE.md", encoding="utf-8") as file:
        text = file.read()
    world.write("project/CLAUDE.md", "{}\n")
    world.write("project/.mcp.json", text)
    assert {path for _, path in world.drifts()} == {"project/CLAUDE.md", "project/.mcp.json"}


def test_a_baseline_that_was_edited_counts_for_nothing_and_is_reported(world: World) -> None:
    world.sign()
    world.write("project/CLAUDE.md", "changed\n")
    with open(baseline_path(world.home), encoding="utf-8") as file:
        note = file.read()
    forged = note.replace(content_hash(b"one\ntwo\nthree\n"), content_hash(b"changed\n"))
    assert forged != note
    world.write("own/integrity.note", forged)
    with pytest.raises(TrustError, match="signed by this home's key"):
        read_baseline(world.home)
    assert world.drifts() == [("unreadable", "own/integrity.note")]


def test_projects_that_nobody_signed_are_left_alone(world: World) -> None:
    world.sign()
    other = os.path.dirname(world.write("other/CLAUDE.md", "x\n"))
    assert world.guard.drifts(other) == ()
    assert not world.guard.compare(other).signed_project
    world.write(".claude/settings.json", "{} \n")
    assert [one.what for one in world.guard.drifts(other)] == ["changed"]


def test_of_the_clients_state_only_the_wiring_counts(world: World) -> None:
    world.write(".claude.json", json.dumps({"numStartups": 1, "mcpServers": {"a": {"command": "a"}}}))
    world.sign()
    world.write(".claude.json", json.dumps({"numStartups": 2, "mcpServers": {"a": {"command": "a"}}}))
    assert world.drifts() == []
    world.write(".claude.json", json.dumps({"numStartups": 2, "mcpServers": {"a": {"command": "b"}}}))
    assert world.drifts() == [("changed", ".claude.json")]
    projects = {"/p": {"history": [], "mcpServers": {"b": {"command": "b"}}}}
    world.write(".claude.json", json.dumps({"mcpServers": {"a": {"command": "a"}}, "projects": projects}))
    assert world.drifts() == [("changed", ".claude.json")]


def test_a_link_to_a_folder_counts_by_where_it_leads(world: World) -> None:
    os.makedirs(f"{world.root}/one")
    os.makedirs(f"{world.root}/two")
    link = f"{world.root}/.claude/skills/linked"
    os.symlink(f"{world.root}/one", link)
    world.sign()
    assert world.drifts() == []
    os.unlink(link)
    os.symlink(f"{world.root}/two", link)
    assert world.drifts() == [("changed", ".claude/skills/linked")]


def test_a_fifo_in_place_of_a_file_is_not_opened(world: World) -> None:
    world.sign()
    os.unlink(f"{world.root}/project/CLAUDE.md")
    os.mkfifo(f"{world.root}/project/CLAUDE.md")
    assert world.drifts() == [("removed", "project/CLAUDE.md")]


def test_copies_are_believed_only_with_their_hash(world: World) -> None:
    world.sign()
    digest = content_hash(b"one\ntwo\nthree\n")
    assert copy_of(world.home, digest) == b"one\ntwo\nthree\n"
    world.write(f"own/state/integrity/{digest}", "something else")
    assert copy_of(world.home, digest) is None


def test_what_was_reported_is_remembered_by_the_next_daemon(world: World) -> None:
    drift = Drift("/p/CLAUDE.md", "changed", "a", "b")
    assert world.guard.seen(drift) == ""
    world.guard.remember(drift, "ref1")
    after = IntegrityGuard(world.home, world.places)
    assert after.seen(drift) == "ref1"
    assert after.seen(drift.replace(after="c")) == ""


def test_five_hundred_files_are_verified_within_a_tenth_of_a_second(world: World) -> None:
    for number in range(500):
        world.write(f"project/.claude/commands/{number}.md", f"do {number}\n" * 200)
    world.sign()
    guard = IntegrityGuard(world.home, world.places)
    best = min(_timed(IntegrityGuard(world.home, world.places), world.project) for _ in range(3))
    assert guard.drifts(world.project) == ()
    assert best < 0.1


def _timed(guard: IntegrityGuard, project: str) -> float:
    started = time.perf_counter()
    assert guard.compare(project).verified >= 500
    return time.perf_counter() - started
