"""Installing into real files and removing again: bytes, links, modes, and what is in the way."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from bailiwick.model.errors import EnvironmentFault, InputError
from bailiwick.pep.install import claude_code, installer, record, settings_file
from bailiwick.pep.install.claude_code import HookCommand, Plan

PLAN = Plan(
    closed=HookCommand("/opt/bw/hook", ("--home", "/h", "--dialect", "claude-code", "--fail", "closed")),
    open=HookCommand("/opt/bw/hook", ("--home", "/h", "--dialect", "claude-code", "--fail", "open")),
    blocking=True,
    deny=("Read(//**/.env)",),
)

ODD_FILES = {
    "missing": None,
    "empty": b"",
    "blank": b" \n\n",
    "tabs": b'{\n\t"model": "opus",\n\t"hooks": {}\n}',
    "crlf": b'{\r\n  "model":"opus" ,\r\n  "permissions": { "deny": [ ] }\r\n}\r\n',
    "bom": b'\xef\xbb\xbf{"model": "opus"}',
    "one line": b'{"hooks":{"PreToolUse":[{"matcher":"Bash","hooks":[{"type":"command","command":"lint"}]}]}}',
    "odd spacing": b'\n\n{ "a" : [ 1 ,2,\n3 ] , "hooks" : { "Stop":[ ] } }\n\n\n',
    "same rule": b'{"permissions": {"deny": ["Read(//**/.env)"]}}',
    "unicode": '{"outputStyle": "Ünïcödé \\u00e9"}'.encode(),
}


@pytest.fixture
def folder(tmp_path: Path) -> str:
    (tmp_path / "install").mkdir()
    return str(tmp_path / "install")


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return tmp_path / "claude" / "settings.json"


def install(folder: str, path: Path, plan: Plan = PLAN) -> None:
    installer.install(folder, installer.plan_installation(folder, str(path), "user", plan))


def uninstall(folder: str, path: Path) -> None:
    change = installer.plan_removal(folder, str(path))
    assert change is not None
    installer.remove(folder, change)


@pytest.mark.parametrize("content", ODD_FILES.values(), ids=ODD_FILES)
def test_removing_restores_an_untouched_file_byte_for_byte(folder: str, settings: Path, content: bytes | None) -> None:
    settings.parent.mkdir()
    if content is not None:
        settings.write_bytes(content)
    install(folder, settings)
    assert claude_code.inspect(settings.read_text(encoding="utf-8"), PLAN).holds
    uninstall(folder, settings)
    assert (settings.read_bytes() if settings.exists() else None) == content
    assert os.listdir(folder) == []


@pytest.mark.parametrize("content", ODD_FILES.values(), ids=ODD_FILES)
def test_installing_twice_leaves_the_same_bytes(folder: str, settings: Path, content: bytes | None) -> None:
    settings.parent.mkdir()
    if content is not None:
        settings.write_bytes(content)
    install(folder, settings)
    once = settings.read_bytes()
    again = installer.plan_installation(folder, str(settings), "user", PLAN)
    assert not again.needed
    installer.install(folder, again)
    assert settings.read_bytes() == once
    uninstall(folder, settings)
    assert (settings.read_bytes() if settings.exists() else None) == content


def test_changes_made_in_between_stay_when_removing(folder: str, settings: Path) -> None:
    settings.parent.mkdir()
    settings.write_text('{\n  "model": "opus"\n}\n')
    install(folder, settings)
    document = json.loads(settings.read_text())
    document["language"] = "german"
    settings.write_text(json.dumps(document))
    uninstall(folder, settings)
    assert json.loads(settings.read_text()) == {"model": "opus", "language": "german"}


def test_a_planned_installation_writes_nothing(folder: str, settings: Path) -> None:
    change = installer.plan_installation(folder, str(settings), "user", PLAN)
    assert change.needed
    assert "+" in change.diff()
    assert not settings.exists()
    assert os.listdir(folder) == []


def test_hooks_without_a_record_are_removed_too(folder: str, settings: Path) -> None:
    install(folder, settings)
    for name in os.listdir(folder):
        os.unlink(os.path.join(folder, name))
    uninstall(folder, settings)
    assert "hooks" not in json.loads(settings.read_text())


def test_nothing_of_ours_means_nothing_to_remove(folder: str, settings: Path) -> None:
    settings.parent.mkdir()
    settings.write_text('{"hooks": {}}')
    assert installer.plan_removal(folder, str(settings)) is None


def test_a_link_stays_a_link_and_its_target_is_wired(folder: str, settings: Path, tmp_path: Path) -> None:
    target = tmp_path / "dotfiles" / "claude.json"
    target.parent.mkdir()
    target.write_text('{"model": "opus"}')
    settings.parent.mkdir()
    settings.symlink_to(target)
    install(folder, settings)
    assert settings.is_symlink()
    assert claude_code.carries(target.read_text())
    uninstall(folder, settings)
    assert settings.is_symlink()
    assert target.read_text() == '{"model": "opus"}'


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644])
def test_the_mode_of_an_existing_file_is_kept(folder: str, settings: Path, mode: int) -> None:
    settings.parent.mkdir()
    settings.write_text("{}")
    settings.chmod(mode)
    install(folder, settings)
    assert stat.S_IMODE(settings.stat().st_mode) == mode


def test_a_new_file_and_the_record_are_private(folder: str, settings: Path) -> None:
    install(folder, settings)
    paths = [settings, *(Path(folder) / name for name in os.listdir(folder))]
    assert [stat.S_IMODE(path.stat().st_mode) for path in paths] == [0o600, 0o600]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "line 1"),
        (b'{"a": 1} // note', "end of the document"),
        (b"[1]", "JSON object"),
        (b"\xff\xfe{\x00}\x00", "UTF-8"),
        (b'{"cleanupPeriodDays": "x"}', "positive integer"),
        (b'{"hooks": {"PreToolUse": [{"hooks": [{"type": "mail"}]}]}}', "hooks[0].type"),
        (b'{"disableAllHooks": true}', "disableAllHooks"),
    ],
)
def test_a_file_that_the_client_would_drop_is_refused_and_left_alone(
    folder: str, settings: Path, content: bytes, words: str
) -> None:
    settings.parent.mkdir()
    settings.write_bytes(content)
    with pytest.raises(InputError) as caught:
        installer.plan_installation(folder, str(settings), "user", PLAN)
    assert words in str(caught.value)
    assert str(settings) in str(caught.value)
    assert settings.read_bytes() == content


def test_a_file_that_changed_since_the_plan_is_not_overwritten(folder: str, settings: Path) -> None:
    settings.parent.mkdir()
    settings.write_text("{}")
    change = installer.plan_installation(folder, str(settings), "user", PLAN)
    settings.write_text('{"model": "opus"}')
    with pytest.raises(EnvironmentFault):
        installer.install(folder, change)
    assert settings.read_text() == '{"model": "opus"}'


def test_a_folder_in_place_of_the_file_is_reported(folder: str, settings: Path) -> None:
    settings.mkdir(parents=True)
    with pytest.raises((EnvironmentFault, InputError)):
        installer.plan_installation(folder, str(settings), "user", PLAN)


def test_a_pipe_in_place_of_the_file_does_not_hang(folder: str, settings: Path) -> None:
    settings.parent.mkdir()
    os.mkfifo(settings)
    with pytest.raises(InputError) as caught:
        installer.plan_installation(folder, str(settings), "user", PLAN)
    assert "plain file" in str(caught.value)


def test_a_file_that_cannot_be_written_keeps_its_content(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with pytest.raises(EnvironmentFault):
        settings_file.replace(str(blocked / "settings.json"), b"{}")
    assert blocked.read_text() == "x"


def test_no_temporary_file_stays_behind(folder: str, settings: Path) -> None:
    install(folder, settings)
    assert os.listdir(settings.parent) == ["settings.json"]


def test_a_record_survives_being_written_and_read(folder: str, settings: Path) -> None:
    settings.parent.mkdir()
    settings.write_bytes(b'\xef\xbb\xbf{"model": "opus"}')
    change = installer.plan_installation(folder, str(settings), "user", PLAN)
    installer.install(folder, change)
    assert record.load_all(folder) == [change.record]
    assert record.find(folder, str(settings.parent / "." / "settings.json")) == change.record


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"version": 2}', '{"version": 1, "plan": 3}', "\x00"])
def test_a_broken_record_is_an_error_that_names_it(folder: str, content: str) -> None:
    (Path(folder) / "claude-code-user-0.json").write_text(content)
    with pytest.raises(InputError) as caught:
        record.load_all(folder)
    assert "claude-code-user-0.json" in str(caught.value)
