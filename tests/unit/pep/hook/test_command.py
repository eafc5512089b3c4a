"""The command that an installer writes, and that both clients are the same program."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bailiwick.model import bounds
from bailiwick.model.verdict import FailMode
from bailiwick.pep.hook import command, twin
from bailiwick.pep.hook.command import hook_command

if TYPE_CHECKING:
    from pathlib import Path


def source() -> str:
    with open(f"{command.FOLDER}/client.c", encoding="utf-8") as file:
        return file.read()


def test_the_command_is_absolute_and_fixes_everything() -> None:
    program, words = hook_command("/home/u/.bailiwick", dialect="claude-code", fail_mode=FailMode.CLOSED)
    assert os.path.isabs(program)
    options = words[words.index("--home") :]
    given = dict(zip(options[::2], options[1::2], strict=True))
    assert given["--home"] == "/home/u/.bailiwick"
    assert (given["--dialect"], given["--fail"], given["--deadline-ms"]) == ("claude-code", "closed", "8000")
    assert given["--python"] == sys.executable


@pytest.mark.parametrize("content", [None, "", "#!/nonexistent/interpreter\n", "#!/bin/false\n"])
def test_a_client_that_does_not_run_here_is_replaced_by_the_twin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None
) -> None:
    binary = tmp_path / "bailiwick-hook"
    if content is not None:
        binary.write_text(content)
        binary.chmod(0o755)
    monkeypatch.setattr(command, "CLIENT", str(binary))
    program, words = hook_command("/h", dialect="claude-code", fail_mode=FailMode.OPEN)
    assert program == sys.executable
    assert words[:3] == ["-I", "-S", command.TWIN]
    assert words[words.index("--fail") + 1] == "open"


def test_the_library_folders_are_enough_to_judge() -> None:
    program = (
        "import sys; sys.path += sys.argv[1:]; import bailiwick.apps.evaluator, bailiwick.apps.daemon.service, yaml"
    )
    words = [sys.executable, "-I", "-S", "-c", program, *command.library_folders()]
    assert subprocess.run(words, check=False, timeout=60, env={}).returncode == 0


def test_both_clients_start_the_same_programs() -> None:
    text = source()
    for name in ("START_DAEMON", "EVALUATE"):
        found = re.search(rf'{name}\[\] =\s+((?:"[^"]*"\s*)+);', text)
        assert found is not None
        assert "".join(re.findall(r'"([^"]*)"', found[1])) == getattr(twin, name)


def test_both_clients_have_the_bounds_of_the_model() -> None:
    text = source()
    for name, value in (("EVENT_BYTES", bounds.EVENT_BYTES), ("REPLY_BYTES", bounds.REPLY_BYTES)):
        found = re.search(rf"    {name} = ([0-9 *]+),", text)
        assert found is not None
        product = 1
        for factor in found[1].split("*"):
            product *= int(factor)
        assert product == getattr(twin, name) == value
    assert twin.EVENT_BYTES + twin.ENVELOPE_BYTES == bounds.FRAME_BYTES
