"""The guard of our wiring: every way to take the hooks away while a session runs is refused and undone."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bailiwick.model.event import ConfigChanged
from bailiwick.model.request import Subject
from bailiwick.pep.install import claude_code, installer, record
from bailiwick.pep.install.claude_code import HookCommand, Plan
from bailiwick.pep.install.wiring import Review, SettingsWiring

PLAN = Plan(
    closed=HookCommand("/opt/bw/hook", ("--home", "/h", "--dialect", "claude-code", "--fail", "closed")),
    open=HookCommand("/opt/bw/hook", ("--home", "/h", "--dialect", "claude-code", "--fail", "open")),
    blocking=True,
    deny=("Read(//**/.env)",),
)
OBSERVING = PLAN.replace(closed=PLAN.open, blocking=False, deny=())


class World:
    """Wired user settings and a project beside them."""

    def __init__(self, root: Path, plan: Plan = PLAN) -> None:
        self.folder = str(root / "install")
        self.user = root / "home" / ".claude" / "settings.json"
        self.project = root / "project" / ".claude" / "settings.json"
        for path in (self.user, self.project):
            path.parent.mkdir(parents=True)
        os.mkdir(self.folder)
        self.user.write_text('{\n  "model": "opus"\n}\n')
        self.plan = plan
        change = installer.plan_installation(self.folder, str(self.user), "user", plan)
        installer.install(self.folder, change)
        self.wired = self.user.read_bytes()

    def review(self, path: Path, source: str = "user") -> Review:
        change = ConfigChanged(Subject(session="s"), source, str(path), str(self.project.parent.parent))
        return SettingsWiring(self.folder).review(change)

    def edit(self, change: Callable[[dict[str, Any]], None]) -> None:
        document = json.loads(self.user.read_text())
        change(document)
        self.user.write_text(json.dumps(document, indent=2))

    def holds(self) -> bool:
        return claude_code.inspect(self.user.read_text(), self.plan).holds


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


BROKEN: dict[str, Callable[[Path], object]] = {
    "emptied": lambda path: path.write_text(""),
    "an empty object": lambda path: path.write_text("{}"),
    "deleted": lambda path: path.unlink(),
    "broken": lambda path: path.write_text('{"hooks": '),
    "a comment added": lambda path: path.write_text("// hi\n" + path.read_text()),
    "not text": lambda path: path.write_bytes(b"\xff\xfe\x00"),
    "an array": lambda path: path.write_text("[]"),
    "repeated key": lambda path: path.write_text(path.read_text().rstrip()[:-1] + ', "hooks": {}}'),
    "bottomless": lambda path: path.write_text("[" * 100_000),
}


@pytest.mark.parametrize("attack", BROKEN.values(), ids=BROKEN)
def test_a_lost_file_comes_back_as_it_was(world: World, attack: Callable[[Path], object]) -> None:
    attack(world.user)
    review = world.review(world.user)
    assert review.refused
    assert review.restored
    assert review.details["found"]
    assert world.holds()
    assert not world.review(world.user).refused


def _no_hooks(document: dict[str, Any]) -> None:
    del document["hooks"]


def _no_gate(document: dict[str, Any]) -> None:
    document["hooks"]["PreToolUse"] = []


def _other_program(document: dict[str, Any]) -> None:
    document["hooks"]["PreToolUse"][0]["hooks"][0]["command"] = "/bin/true"


def _narrowed(document: dict[str, Any]) -> None:
    document["hooks"]["PreToolUse"][0]["matcher"] = "Read"


def _switched_off(document: dict[str, Any]) -> None:
    document["disableAllHooks"] = True


def _wrong_type(document: dict[str, Any]) -> None:
    document["includeCoAuthoredBy"] = "yes"


EDITS = [_no_hooks, _no_gate, _other_program, _narrowed, _switched_off, _wrong_type]


@pytest.mark.parametrize("attack", EDITS)
def test_a_weakened_file_is_put_right(world: World, attack: Callable[[dict[str, Any]], None]) -> None:
    world.edit(attack)
    review = world.review(world.user)
    assert review.restored
    assert world.holds()
    assert not world.review(world.user).refused


@pytest.mark.parametrize("attack", [_no_hooks, _no_gate, _switched_off])
def test_what_else_was_changed_along_with_it_stays(world: World, attack: Callable[[dict[str, Any]], None]) -> None:
    world.edit(lambda document: document.update(language="german"))
    world.edit(attack)
    assert world.review(world.user).restored
    assert json.loads(world.user.read_text())["language"] == "german"


def test_a_harmless_change_is_accepted_and_becomes_the_last_good_state(world: World) -> None:
    world.edit(lambda document: document.update(language="german"))
    assert world.review(world.user) == Review()
    world.user.write_text("")
    assert world.review(world.user).restored
    assert json.loads(world.user.read_text())["language"] == "german"


def test_uninstalling_in_a_running_session_is_accepted(world: World) -> None:
    change = installer.plan_removal(world.folder, str(world.user))
    assert change is not None
    installer.remove(world.folder, change)
    assert world.review(world.user) == Review()
    assert world.user.read_text() == '{\n  "model": "opus"\n}\n'


def test_after_a_repair_uninstalling_still_restores_the_original(world: World) -> None:
    world.user.write_text("{}")
    world.review(world.user)
    change = installer.plan_removal(world.folder, str(world.user))
    assert change is not None
    installer.remove(world.folder, change)
    assert json.loads(world.user.read_text()) == {}


@pytest.mark.parametrize("source", ["project", "local"])
def test_a_project_cannot_switch_our_hooks_off(world: World, source: str) -> None:
    world.project.write_text('{\n  "model": "opus",\n  "disableAllHooks": true\n}\n')
    review = world.review(world.project, source)
    assert review.restored
    assert "disableAllHooks" in review.refused
    assert json.loads(world.project.read_text()) == {"model": "opus"}


def test_a_project_that_hides_the_switch_behind_a_repeated_key_is_emptied(world: World) -> None:
    world.project.write_text('{"disableAllHooks": false, "disableAllHooks": true}')
    assert world.review(world.project, "project").restored
    assert json.loads(world.project.read_text()) == {}


@pytest.mark.parametrize("content", ["{}", '{"disableAllHooks": false}', "", "{ broken", '{"model": "opus"}'])
def test_other_changes_of_a_project_are_none_of_our_business(world: World, content: str) -> None:
    world.project.write_text(content)
    assert world.review(world.project, "project") == Review()
    assert world.project.read_text() == content


def test_hooks_of_a_project_that_could_rewrite_calls_are_noted(world: World) -> None:
    world.project.write_text(
        json.dumps({"hooks": {"PreToolUse": [{"hooks": [{"type": "command", "command": "rewrite"}]}]}})
    )
    review = world.review(world.project, "project")
    assert not review.refused
    assert review.details == {"foreign_hooks": "rewrite"}


def test_managed_settings_are_the_administrators(world: World) -> None:
    world.project.write_text('{"disableAllHooks": true}')
    assert world.review(world.project, "managed") == Review()


def test_a_file_by_another_name_is_the_same_file(world: World, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(world.user.parent)
    world.user.write_text("{}")
    assert world.review(link / "settings.json").restored
    assert world.holds()


def test_in_observe_mode_an_attack_is_reported_and_nothing_touched(tmp_path: Path) -> None:
    world = World(tmp_path, OBSERVING)
    world.user.write_text("{}")
    review = world.review(world.user)
    assert review.refused
    assert not review.restored
    assert world.user.read_text() == "{}"


def test_a_file_that_cannot_be_restored_is_still_refused(world: World) -> None:
    world.user.unlink()
    world.user.parent.rmdir()
    world.user.parent.write_text("in the way")
    review = world.review(world.user)
    assert review.refused
    assert not review.restored
    assert review.details["failed"]


def test_without_any_installation_nothing_is_judged(tmp_path: Path) -> None:
    change = ConfigChanged(Subject(session="s"), "project", str(tmp_path / "settings.json"))
    (tmp_path / "settings.json").write_text('{"disableAllHooks": true}')
    assert SettingsWiring(str(tmp_path / "install")).review(change) == Review()
    assert record.load_all(str(tmp_path / "install")) == []
