"""init, status, mode, doctor and uninstall on a home of their own, through the command line."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bailiwick.adapters.home import Home
from bailiwick.apps.cli.main import main
from bailiwick.apps.daemon import control
from bailiwick.pep.install import claude_code

BEFORE = '{\n    "model": "opus",\n    "hooks": {"Stop": [{"hooks": [{"type": "command", "command": "say"}]}]}\n}\n'


class World:
    """A user's home, a project, and the command line in it."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = root / "home"
        self.project = root / "project"
        self.state = root / "state"
        self.settings = self.home / ".claude" / "settings.json"
        self.settings.parent.mkdir(parents=True)
        self.settings.write_text(BEFORE)
        self.project.mkdir()
        self._capsys = capsys

    def run(self, *words: str) -> tuple[int, str]:
        """Exit code, and stdout and stderr together."""
        try:
            code = main(words)
        except SystemExit as exit_:
            code = int(exit_.code or 0)
        captured = self._capsys.readouterr()
        return code, captured.out + captured.err

    def query(self, *words: str) -> tuple[int, Any]:
        """Exit code and JSON document."""
        self._capsys.readouterr()
        code = main([*words, "--json"])
        return code, json.loads(self._capsys.readouterr().out)

    def document(self) -> dict[str, Any]:
        """The settings as they are."""
        document: dict[str, Any] = json.loads(self.settings.read_text())
        return document

    def edit(self, change: Callable[[dict[str, Any]], object]) -> None:
        """Change the settings as an editor would."""
        document = self.document()
        change(document)
        self.settings.write_text(json.dumps(document, indent=2))


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[World]:
    made = World(tmp_path, capsys)
    for name in list(os.environ):
        if name.startswith(("CLAUDE", "AI_AGENT", "BAILIWICK")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(made.home))
    monkeypatch.setenv("BAILIWICK_HOME", str(made.state))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.chdir(made.project)
    yield made
    control.stop(Home(str(made.state)))


@pytest.fixture
def governed(world: World) -> World:
    assert world.run("init", "--yes")[0] == 0
    return world


def test_init_writes_policy_key_and_hooks_and_says_what_is_next(world: World) -> None:
    code, text = world.run("init")
    assert code == 0
    assert "bailiwick doctor --live" in text
    assert "mode: enforce" in (world.state / "bailiwick.yaml").read_text()
    assert claude_code.carries(world.settings.read_text())
    assert world.document()["model"] == "opus"
    assert [stat.S_IMODE(path.stat().st_mode) for path in (world.state, world.state / "keys")] == [0o700, 0o700]


def test_a_second_init_changes_no_byte(governed: World) -> None:
    paths = [governed.settings, governed.state / "bailiwick.yaml", governed.state / "keys" / "log.pub"]
    before = [path.read_bytes() for path in paths]
    assert governed.run("init", "--yes")[0] == 0
    assert [path.read_bytes() for path in paths] == before


def test_a_dry_run_shows_the_change_and_writes_nothing(world: World) -> None:
    code, text = world.run("init", "--dry-run")
    assert code == 0
    assert "+" in text
    assert "bailiwick-hook" in text or "client.py" in text
    assert world.settings.read_text() == BEFORE
    assert not world.state.exists()


def test_init_keeps_a_policy_that_is_there(world: World) -> None:
    world.state.mkdir(mode=0o700)
    own = "version: 1\nmode: observe\npacks: [baseline]\n# mine\n"
    (world.state / "bailiwick.yaml").write_text(own)
    assert world.run("init", "--yes")[0] == 0
    assert (world.state / "bailiwick.yaml").read_text() == own
    assert "onFailure" not in world.settings.read_text()


def test_init_chooses_the_packs_of_a_new_policy(world: World) -> None:
    code, shown = world.run("init", "--yes", "--pack", "baseline", "--pack", "read-only")
    assert code == 0, shown
    assert "packs: [baseline, read-only]\n" in (world.state / "bailiwick.yaml").read_text()
    assert world.run("status")[0] == 0


def test_init_refuses_unknown_packs_and_packs_for_a_policy_that_is_there(world: World) -> None:
    code, shown = world.run("init", "--yes", "--pack", "basline")
    assert (code, world.settings.read_text()) == (2, BEFORE)
    assert "expected a known pack (auto-approve, baseline" in shown
    assert world.run("init", "--yes")[0] == 0
    code, shown = world.run("init", "--yes", "--pack", "strict")
    assert code == 2
    assert "change its line `packs` instead" in shown


def test_init_refuses_settings_that_the_client_would_drop(world: World) -> None:
    world.settings.write_text('{"cleanupPeriodDays": "long"}')
    code, text = world.run("init", "--yes")
    assert code == 2
    assert "cleanupPeriodDays" in text
    assert not world.state.exists()


def test_observing_hooks_let_failures_pass_and_bring_no_native_rules(world: World) -> None:
    assert world.run("init", "--observe", "--yes")[0] == 0
    document = world.document()
    hooks = [hook for groups in document["hooks"].values() for group in groups for hook in group["hooks"]]
    assert {hook["args"][hook["args"].index("--fail") + 1] for hook in hooks if "args" in hook} == {"open"}
    assert "permissions" not in document


def test_a_project_is_wired_in_its_own_settings(world: World) -> None:
    assert world.run("init", "--project", "--yes")[0] == 0
    assert claude_code.carries((world.project / ".claude" / "settings.json").read_text())
    assert world.settings.read_text() == BEFORE


def test_another_configuration_folder_can_be_named(world: World, tmp_path: Path) -> None:
    assert world.run("init", "--yes", "--claude-dir", str(tmp_path / "other"))[0] == 0
    assert claude_code.carries((tmp_path / "other" / "settings.json").read_text())


def test_the_managed_variant_writes_files_for_an_administrator_only(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "deploy"
    assert world.run("init", "--managed", str(folder))[0] == 0
    document = json.loads((folder / "managed-settings.json").read_text())
    assert document["allowManagedHooksOnly"] is True
    assert document["disableSkillShellExecution"] is True
    assert document["permissions"]["disableBypassPermissionsMode"] == "disable"
    assert claude_code.carries(json.dumps(document))
    assert json.loads((folder / "managed-mcp.json").read_text()) == {"mcpServers": {}}
    assert "/etc/claude-code" in (folder / "README.md").read_text()
    assert world.settings.read_text() == BEFORE


def test_uninstall_leaves_the_settings_byte_for_byte(governed: World) -> None:
    code, text = governed.run("uninstall", "--yes")
    assert code == 0
    assert "byte for byte" in text
    assert governed.settings.read_text() == BEFORE
    assert (governed.state / "bailiwick.yaml").exists()


def test_uninstall_keeps_what_was_changed_since(governed: World) -> None:
    governed.edit(lambda document: document.update(language="german"))
    assert governed.run("uninstall", "--yes")[0] == 0
    assert governed.document() == {**json.loads(BEFORE), "language": "german"}


def test_uninstall_of_nothing_is_no_error(world: World) -> None:
    assert world.run("uninstall", "--yes")[0] == 0
    assert world.settings.read_text() == BEFORE


def test_purging_removes_the_home(governed: World) -> None:
    assert governed.run("uninstall", "--purge", "--yes")[0] == 0
    assert not governed.state.exists()
    assert governed.settings.read_text() == BEFORE


@pytest.mark.parametrize("words", [("uninstall",), ("uninstall", "--purge"), ("mode", "observe")])
def test_loosening_needs_a_person(governed: World, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    before = governed.settings.read_bytes()
    assert governed.run(*words)[0] == 2
    monkeypatch.setenv("CLAUDECODE", "1")
    code, text = governed.run(*words, "--yes")
    assert code == 2
    assert "inside an agent" in text
    assert governed.settings.read_bytes() == before
    assert governed.query("mode")[1]["mode"] == "enforce"


def test_an_agent_cannot_reinstall_into_observe(governed: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUDE_CODE_SESSION_ID", "s")
    assert governed.run("init", "--observe", "--yes")[0] == 2
    assert governed.query("mode")[1]["mode"] == "enforce"


def test_changing_the_mode_changes_how_the_hooks_fail(governed: World) -> None:
    enforcing = governed.settings.read_bytes()
    assert governed.run("mode", "observe", "--yes", "--reason", "new here")[0] == 0
    assert "onFailure" not in governed.settings.read_text()
    assert governed.query("mode")[1]["mode"] == "observe"
    assert governed.run("mode", "enforce")[0] == 0
    assert governed.settings.read_bytes() == enforcing


@pytest.mark.parametrize("alias", ["monitor", "audit", "dry-run"])
def test_other_names_of_observe_are_understood(governed: World, alias: str) -> None:
    code, text = governed.run("mode", alias, "--yes")
    assert code == 0
    assert f"`{alias}` is called `observe`" in text


def test_a_broken_policy_is_not_edited(governed: World) -> None:
    (governed.state / "bailiwick.yaml").write_text("version: 1\nmode: enforce\nrules: [\n")
    assert governed.run("mode", "observe", "--yes")[0] == 6


def test_status_is_fine_after_init(governed: World) -> None:
    code, state = governed.query("status")
    assert code == 0
    assert state["problems"] == []
    assert state["mode"] == "enforce"
    (agent,) = state["agents"]
    assert agent["tier"] == "1"
    assert agent["settings"][0]["missing"] == []


def test_status_names_a_missing_hook_and_fails(governed: World) -> None:
    governed.edit(lambda document: document["hooks"].pop("PostToolUse"))
    code, text = governed.run("status")
    assert code == 1
    assert "PostToolUse" in text


def test_status_fails_when_nothing_is_installed(world: World) -> None:
    code, text = world.run("status")
    assert code == 1
    assert "bailiwick init" in text


@pytest.mark.parametrize("name", ["settings.json", "settings.local.json"])
def test_status_says_that_a_project_switches_the_hooks_off(governed: World, name: str) -> None:
    folder = governed.project / ".claude"
    folder.mkdir()
    (folder / name).write_text('{"disableAllHooks": true}')
    code, text = governed.run("status")
    assert code == 1
    assert "disableAllHooks" in text
    assert name in text


def test_status_reports_files_that_others_may_open(governed: World) -> None:
    (governed.state / "bailiwick.yaml").chmod(0o644)
    code, state = governed.query("status")
    assert code == 1
    assert any("chmod 600" in problem for problem in state["problems"])


def test_status_reports_a_broken_policy(governed: World) -> None:
    (governed.state / "bailiwick.yaml").write_text("mode: [")
    code, state = governed.query("status")
    assert code == 1
    assert any("policy" in problem for problem in state["problems"])


def _levels(world: World) -> dict[str, str]:
    _, report = world.query("doctor")
    return {check["name"]: check["level"] for check in report["checks"]}


def test_doctor_finds_an_installation_healthy_by_trying_it(governed: World) -> None:
    code, report = governed.query("doctor")
    assert [check for check in report["checks"] if check["level"] == "bad"] == []
    assert code == 0
    levels = {check["name"]: check["level"] for check in report["checks"]}
    assert levels["harmless call"] == levels["destructive call"] == levels["unreadable event"] == "ok"
    assert levels["daemon"] == levels["log"] == "ok"


def _loose_home(world: World) -> None:
    (world.state / "keys").chmod(0o755)


def _readable_key(world: World) -> None:
    (world.state / "keys" / "log.key").chmod(0o644)


def _no_policy(world: World) -> None:
    (world.state / "bailiwick.yaml").unlink()


def _drift(world: World) -> None:
    world.edit(lambda document: document["hooks"]["PreToolUse"][0]["hooks"][0].update(timeout=600))


def _missing_hook(world: World) -> None:
    world.edit(lambda document: document["hooks"].pop("ConfigChange"))


def _lost_settings(world: World) -> None:
    world.settings.unlink()


def _dropped_settings(world: World) -> None:
    world.edit(lambda document: document.update(env="PATH=/tmp"))


def _project_switch(world: World) -> None:
    (world.project / ".claude").mkdir()
    (world.project / ".claude" / "settings.json").write_text('{"disableAllHooks": true}')


def _broken_project_file(world: World) -> None:
    (world.project / ".claude").mkdir()
    (world.project / ".claude" / "settings.local.json").write_text("{,}")


@pytest.mark.parametrize(
    ("fault", "check"),
    [
        (_loose_home, "home"),
        (_readable_key, "log key"),
        (_no_policy, "policy"),
        (_drift, "hooks in"),
        (_missing_hook, "hooks in"),
        (_lost_settings, "hooks in"),
        (_dropped_settings, "user settings"),
        (_project_switch, "project settings"),
        (_broken_project_file, "local settings"),
    ],
)
def test_doctor_finds_each_fault_and_says_what_to_do(
    governed: World, fault: Callable[[World], None], check: str
) -> None:
    fault(governed)
    code, report = governed.query("doctor")
    assert code == 1
    found = [item for item in report["checks"] if item["level"] == "bad" and item["name"].startswith(check)]
    assert found
    assert all(item["remedy"] for item in found)


def _no_record(world: World) -> None:
    (record,) = (world.state / "install").iterdir()
    record.unlink()


@pytest.mark.parametrize("fault", [_no_policy, _drift, _missing_hook, _lost_settings, _no_record])
def test_what_doctor_advises_makes_it_healthy(governed: World, fault: Callable[[World], None]) -> None:
    fault(governed)
    _, report = governed.query("doctor")
    assert any("bailiwick init" in item["remedy"] for item in report["checks"] if item["level"] == "bad")
    assert governed.run("init", "--yes")[0] == 0
    assert governed.run("doctor")[0] == 0


def test_doctor_says_what_exactly_differs_in_a_hook(governed: World) -> None:
    _drift(governed)
    assert "`timeout` is `600`, expected `10` (PreToolUse)" in governed.run("doctor")[1]


def test_doctor_names_settings_that_others_may_write(governed: World) -> None:
    governed.settings.chmod(0o666)
    assert "others may change it" in governed.run("doctor")[1]


def test_doctor_survives_records_that_cannot_be_read(governed: World) -> None:
    (record,) = (governed.state / "install").iterdir()
    record.write_text("{")
    code, text = governed.run("doctor")
    assert code == 1
    assert "move the file away" in text


def test_a_deny_rule_of_a_wrong_type_does_not_stop_doctor_or_init(governed: World) -> None:
    governed.edit(lambda document: document["permissions"]["deny"].append({}))
    assert governed.run("doctor")[0] == 0
    assert governed.run("init", "--yes")[0] == 0


def test_doctor_warns_of_hooks_that_could_rewrite_a_call(governed: World) -> None:
    foreign = {"hooks": [{"type": "command", "command": "rewrite"}]}
    governed.edit(lambda document: document["hooks"]["PreToolUse"].append(foreign))
    code, report = governed.query("doctor")
    warned = [item for item in report["checks"] if item["level"] == "warn" and "rewrite" in item["seen"]]
    assert (code, len(warned)) == (0, 1)


def test_doctor_expects_no_denials_in_observe_mode(world: World) -> None:
    assert world.run("init", "--observe", "--yes")[0] == 0
    levels = _levels(world)
    assert levels["destructive call"] == levels["unreadable event"] == "ok"


def test_doctor_without_an_installation_says_so(world: World) -> None:
    code, text = world.run("doctor")
    assert code == 1
    assert "bailiwick init" in text
