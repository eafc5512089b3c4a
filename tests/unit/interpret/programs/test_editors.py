"""Commands that editors, debuggers, players of AppleScript and small calculators are given on their command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bailiwick.interpret.effects import RunCode, RunShell, RunWords
from bailiwick.model.operation import Kind

if TYPE_CHECKING:
    Shell = Any

OUTSIDE = "/home/dev/notes.txt"


def _touched(shell: Shell, command: str, kind: Kind) -> list[str]:
    return [item.resource.value for item in shell.run(command).operations if item.kind is kind]


def _started(shell: Shell, command: str) -> list[str]:
    launches = shell.run(command).launches
    started = [item.text.shown() for item in launches if isinstance(item, RunShell | RunCode)]
    return started + [" ".join(word.shown() for word in item.words) for item in launches if isinstance(item, RunWords)]


@pytest.mark.parametrize(
    "command",
    [
        f"""vim -es -c 'call writefile(["x"], "{OUTSIDE}", "a")' -c q""",
        f"vim -es README.md -c 'redir! > {OUTSIDE}' -c q",
        f"ex -s {OUTSIDE}",
        f"gdb -batch -ex 'dump binary value {OUTSIDE} x' build/app",
        f"gdb -batch -ex 'set logging file {OUTSIDE}' build/app",
        f"lldb -b -o 'memory read --outfile {OUTSIDE} 0 1' build/app",
        f"""gnuplot -e 'set output "{OUTSIDE}"; plot x'""",
        f"plutil -replace A -string b {OUTSIDE}",
        f"PlistBuddy -c 'Add :A bool true' {OUTSIDE}",
        f"mypy --junit-xml {OUTSIDE} src",
        f"gs -sDEVICE=txtwrite -sOutputFile={OUTSIDE} a.pdf",
        f"convert a.png {OUTSIDE}",
        f"sd a b {OUTSIDE}",
        f"tidy -m {OUTSIDE}",
        f"gawk -i inplace '{{print}}' {OUTSIDE}",
        f"ruby -i -pe 'x' {OUTSIDE}",
        f"python3 -m zipapp src -o {OUTSIDE}",
    ],
)
def test_what_a_command_names_as_its_output_is_written(shell: Shell, command: str) -> None:
    assert OUTSIDE in _touched(shell, command, Kind.FILE_WRITE)


@pytest.mark.parametrize(
    "command",
    ["plutil -lint a.plist", "plutil -convert json -o - a.plist", "PlistBuddy -c 'Print :A' a.plist", "tidy -q a.html"],
)
def test_what_only_shows_writes_nothing(shell: Shell, command: str) -> None:
    assert _touched(shell, command, Kind.FILE_WRITE) == []


@pytest.mark.parametrize(
    "command",
    [
        """vim -c 'call system("rm -rf x")' -c q""",
        "vim -c ':py3 rm -rf x' -c q",
        """gdb -batch -ex 'call (int)system("rm -rf x")' build/app""",
        "r2 -qc '!rm -rf x' -",
        "dc -e '!rm -rf x'",
        """gnuplot -e 'print system("rm -rf x")'""",
        """osascript -e 'tell application "Terminal" to do script "rm -rf x"'""",
        """osascript -l JavaScript -e '$.system("rm -rf x")'""",
        "apt-get update -o APT::Update::Pre-Invoke::='rm -rf x'",
        "busctl --address=unixexec:path=rm,argv1=-rf,argv2=x list",
        "gem open -e 'rm -rf x' rake",
        "pueue add 'rm -rf x'",
        "arch -arm64 rm -rf x",
    ],
)
def test_a_command_line_inside_is_followed(shell: Shell, command: str) -> None:
    assert any("rm -rf x" in text for text in _started(shell, command))


def test_the_memory_of_a_key_agent_holds_credentials(shell: Shell) -> None:
    operations = shell.run("gdb -p ssh-agent -batch -ex bt").operations
    assert any(item.attributes.get("secret") for item in operations)


def test_an_environment_made_anew_is_emptied_first(shell: Shell) -> None:
    assert "/home/dev/proj/.venv" in _touched(shell, "python3 -m venv .venv --clear", Kind.FILE_DELETE)


@pytest.mark.parametrize("command", ["b 10", "c", "p x"])
def test_commands_of_pdb_are_no_code_but_their_expressions(shell: Shell, command: str) -> None:
    texts = _started(shell, f"python3 -m pdb -c '{command}' src/app.py")
    assert [text for text in texts if text == command] == []
