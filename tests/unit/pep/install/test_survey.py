"""Which settings govern a session, and how strongly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bailiwick.pep.install.claude_code import HookCommand, Plan, wire
from bailiwick.pep.install.survey import SettingsFile, survey, tier

PLAN = Plan(
    closed=HookCommand("/opt/bw/hook", ("--home", "/h", "--dialect", "claude-code", "--fail", "closed")),
    open=HookCommand("/opt/bw/hook", ("--home", "/h", "--dialect", "claude-code", "--fail", "open")),
    blocking=True,
)
OURS = wire("{}", PLAN).text


class Machine:
    """The three places where settings live."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("user", "project/.claude", "managed/managed-settings.d"):
            (root / name).mkdir(parents=True)

    def put(self, path: str, content: str) -> None:
        (self.root / path).write_text(content)

    def files(self) -> tuple[SettingsFile, ...]:
        return survey(
            {"CLAUDE_CONFIG_DIR": str(self.root / "user")},
            str(self.root / "project"),
            managed_folder=str(self.root / "managed"),
        )

    def tier(self) -> str:
        return tier(self.files(), agent_is_root=False)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def with_key(**keys: Any) -> str:
    return json.dumps({**json.loads(OURS), **keys})


def test_files_are_listed_strongest_first(machine: Machine) -> None:
    machine.put("user/settings.json", "{}")
    machine.put("project/.claude/settings.json", "{}")
    machine.put("project/.claude/settings.local.json", "{}")
    machine.put("managed/managed-settings.json", "{}")
    machine.put("managed/managed-settings.d/20-b.json", "{}")
    machine.put("managed/managed-settings.d/10-a.json", "{}")
    machine.put("managed/managed-settings.d/readme.txt", "{}")
    assert [Path(file.path).name for file in machine.files()] == [
        "managed-settings.json",
        "10-a.json",
        "20-b.json",
        "settings.local.json",
        "settings.json",
        "settings.json",
    ]


def test_without_files_nothing_governs(machine: Machine) -> None:
    assert machine.files() == ()
    assert machine.tier() == "none"


@pytest.mark.parametrize("path", ["user/settings.json", "project/.claude/settings.json"])
def test_hooks_in_settings_of_the_user_are_tier_1(machine: Machine, path: str) -> None:
    machine.put(path, OURS)
    assert machine.tier() == "1"


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("project/.claude/settings.json", '{"disableAllHooks": true}'),
        ("project/.claude/settings.local.json", '{"disableAllHooks": true}'),
        ("managed/managed-settings.json", '{"allowManagedHooksOnly": true}'),
        ("managed/managed-settings.json", '{"disableAllHooks": true}'),
        ("user/settings.json", with_key(cleanupPeriodDays="x")),
        ("user/settings.json", "{"),
    ],
)
def test_what_keeps_the_hooks_from_running_is_tier_none(machine: Machine, path: str, content: str) -> None:
    machine.put("user/settings.json", OURS)
    machine.put(path, content)
    assert machine.tier() == "none"


def test_managed_hooks_survive_a_project_that_switches_hooks_off(machine: Machine) -> None:
    machine.put("managed/managed-settings.json", OURS)
    machine.put("project/.claude/settings.json", '{"disableAllHooks": true}')
    assert machine.tier() in {"1", "1E"}


def _managed(*, protected: bool) -> SettingsFile:
    return SettingsFile("/etc/claude-code/managed-settings.json", "managed", ours=True, protected=protected)


@pytest.mark.parametrize(
    ("protected", "agent_is_root", "expected"),
    [(True, False, "1E"), (False, False, "1"), (True, True, "1")],
)
def test_only_what_the_agent_cannot_change_is_enforced(*, protected: bool, agent_is_root: bool, expected: str) -> None:
    assert tier([_managed(protected=protected)], agent_is_root=agent_is_root) == expected


def test_a_file_that_others_may_write_is_not_protected(machine: Machine) -> None:
    machine.put("managed/managed-settings.json", OURS)
    (machine.root / "managed" / "managed-settings.json").chmod(0o666)
    (file,) = machine.files()
    assert not file.protected


@pytest.mark.parametrize("content", ["", "[]", "{", "\ud83d"])
def test_a_file_that_cannot_be_read_says_why(machine: Machine, content: str) -> None:
    (machine.root / "user" / "settings.json").write_bytes(content.encode("utf-8", "surrogatepass"))
    (file,) = machine.files()
    assert file.unreadable
    assert not file.ours
