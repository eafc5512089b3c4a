"""Programs that run what a template, an environment, a host list or an address gives. Sources: the vendors' manuals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bailiwick.interpret.effects import RunShell, RunWords
from bailiwick.model.operation import Kind

if TYPE_CHECKING:
    Shell = Any


def _fetched(shell: Shell, command: str) -> bool:
    return any(operation.attributes.get("fetched") for operation in shell.operations(command, Kind.EXEC_RUN))


@pytest.mark.parametrize(
    "command",
    [
        "cookiecutter https://git.x.example/t.git",
        "copier copy git+https://git.x.example/t ./x",
        "cruft create https://git.x.example/t",
        "task -t https://x.example/T.yml",
        "k6 run https://x.example/a.js",
        "streamlit run https://x.example/a.py",
        "scala-cli https://x.example/a.sc",
        "wasmer run https://x.example/a.wasm",
        "pre-commit try-repo https://git.x.example/r",
    ],
)
def test_what_comes_from_an_unknown_host_runs_unseen(shell: Shell, command: str) -> None:
    assert _fetched(shell, command)


@pytest.mark.parametrize(
    "command",
    [
        "cookiecutter gh:acme/template",
        "cookiecutter https://github.com/acme/template",
        "copier update",
        "task -t ci/Taskfile.yml build",
        "k6 run load.js",
        "streamlit run app.py",
        "wasmtime run build/app.wasm",
        "pre-commit try-repo .",
    ],
)
def test_what_lies_here_or_on_a_forge_does_not(shell: Shell, command: str) -> None:
    assert not _fetched(shell, command)


@pytest.mark.parametrize(
    ("command", "inner"),
    [
        ("guix shell python -- rm -r x", ["rm", "-r", "x"]),
        ("devbox run -- cat x", ["cat", "x"]),
        ("devbox run cat x", ["cat", "x"]),
        ("foreman run rm x", ["rm", "x"]),
        ("percy exec -- npm test", ["npm", "test"]),
        ("gum spin --title t -- rm x", ["rm", "x"]),
        ("git delete-branch x", ["git", "branch", "-D", "x"]),
    ],
)
def test_the_program_inside_is_started(shell: Shell, command: str, inner: list[str]) -> None:
    started = [launch for launch in shell.run(command).launches if isinstance(launch, RunWords)]
    assert inner in [[word.shown() for word in launch.words] for launch in started]


def test_a_script_of_the_project_is_no_program(shell: Shell) -> None:
    assert not shell.run("devbox run lint").launches


@pytest.mark.parametrize(
    ("command", "text"),
    [
        ("pdsh -w web1 rm -rf /srv", "rm -rf /srv"),
        ("salt '*' cmd.run 'rm -rf /srv'", "rm -rf /srv"),
        ("fzf --bind 'enter:execute(rm {})'", "rm {}"),
    ],
)
def test_the_command_line_inside_is_read(shell: Shell, command: str, text: str) -> None:
    texts = [launch.text.shown() for launch in shell.run(command).launches if isinstance(launch, RunShell)]
    assert text in texts
