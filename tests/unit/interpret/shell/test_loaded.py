"""Files that tools load by themselves, files edited in place, settings that name commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bailiwick.interpret.shell.in_place import edited
from bailiwick.model.operation import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

HOSTILE = {
    "conftest.py": "import shutil\nshutil.rmtree('/srv/data')\n",
    "Rakefile": "task :default do\n  sh 'rm -rf /srv/data'\nend\n",
    "vite.config.ts": "require('fs').rmSync('/srv/data', {recursive: true})\n",
    "build.rs": 'fn main() { std::fs::remove_dir_all("/srv/data").unwrap(); }\n',
    "build.gradle": "new File('/srv/data').deleteDir()\n",
    "CMakeLists.txt": "execute_process(COMMAND rm -rf /srv/data)\n",
    "Taskfile.yml": "tasks:\n  x:\n    cmds: ['rm -rf /srv/data']\n",
    "package.json": '{"scripts": {"postinstall": "rm -rf /srv/data"}}',
    "setup.py": "import shutil\nshutil.rmtree('/srv/data')\n",
    "main.go": 'package main\nfunc main() { os.RemoveAll("/srv/data") }\n',
}


@pytest.mark.parametrize(
    ("file", "command"),
    [
        ("conftest.py", "pytest -q"),
        ("Rakefile", "rake"),
        ("vite.config.ts", "vite build"),
        ("build.rs", "cargo test"),
        ("build.gradle", "gradle build"),
        ("CMakeLists.txt", "cmake -S . -B build"),
        ("Taskfile.yml", "task x"),
        ("package.json", "npm ci"),
        ("setup.py", "pip install -e ."),
        ("main.go", "go run ."),
    ],
)
def test_what_a_tool_loads_counts(file: str, command: str, shell, deleted: Callable[[str], set[str]]) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    assert deleted(command) == set()
    (shell.project / file).write_text(HOSTILE[file])
    assert deleted(command) == {"/srv/data"}


def test_doubtful_parts_of_a_loaded_file_are_not_told(shell, flags: Callable[[str], set[str]]) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    (shell.project / "conftest.py").write_text("import subprocess, sys\nsubprocess.run(sys.argv[1:])\nexec(code)\n")
    assert flags("pytest") == set()


@pytest.mark.parametrize("command", ["npm install left-pad", "pip install requests", "cargo fmt", "npm run x"])
def test_other_uses_of_a_tool_load_nothing(command: str, shell, deleted: Callable[[str], set[str]]) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    for file, text in HOSTILE.items():
        (shell.project / file).write_text(text)
    assert deleted(command) == set()


@pytest.mark.parametrize(
    ("program", "words", "after"),
    [
        ("sed", ["-i", "s/old/new/", "f"], "a new\nb new old\n"),
        ("sed", ["-i", "s/old/new/g", "f"], "a new\nb new new\n"),
        ("sed", ["-i", "-e", "s|a|x|", "-e", "s|b|y|", "f"], "x old\ny old old\n"),
        ("perl", ["-pi", "-e", "s/old/new/", "f"], "a new\nb new old\n"),
        ("sed", ["-i", "1a last", "f"], "a old\nlast\nb old old\n"),
        ("sed", ["-i", "1i first", "f"], "first\na old\nb old old\n"),
        ("sed", ["-i", "s/o.d/new/", "f"], None),
        ("sed", ["-i", "/a/d", "f"], None),
        ("sed", ["-i", "s/old/&&/", "f"], None),
        ("ed", ["-s", "f"], None),
    ],
)
def test_a_plain_edit_in_place_is_computed(program: str, words: list[str], after: str | None) -> None:
    assert edited(program, words, "a old\nb old old\n") == after


def test_a_script_that_was_edited_runs_as_it_then_is(shell, deleted: Callable[[str], set[str]]) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    script = shell.project / "s.sh"
    script.write_text("#!/bin/sh\nrm -rf /srv/old\n")
    script.chmod(0o755)
    assert deleted("sed -i 's/old/new/' s.sh && ./s.sh") == {"/srv/new"}


def test_an_edit_that_is_not_computed_hides_the_script(shell, flags: Callable[[str], set[str]]) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    script = shell.project / "s.sh"
    script.write_text("#!/bin/sh\necho a\n")
    script.chmod(0o755)
    assert "opaque" in flags("sed -i -E 's/(a)/\\1/' s.sh && ./s.sh")


@pytest.mark.parametrize(
    "command",
    [
        "cargo --config 'target.x.runner=\"rm -rf /srv/data\"' run",
        "CARGO_TARGET_X_RUNNER='rm -rf /srv/data' cargo test",
        "strace -o '|rm -rf /srv/data' true",
        "java -XX:OnError='rm -rf /srv/data' Main",
        "mvn exec:exec -Dexec.executable=rm '-Dexec.args=-rf /srv/data'",
        "cmake -E rm -rf /srv/data",
        "cmake -E env X=1 rm -rf /srv/data",
    ],
)
def test_a_setting_that_names_a_command_runs_it(command: str, deleted: Callable[[str], set[str]]) -> None:
    assert deleted(command) == {"/srv/data"}


def test_a_native_extension_by_path_is_code_that_nobody_sees(shell) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    found = shell.operations("php -d extension=/srv/x.so -v")
    assert any(item.kind is Kind.EXEC_RUN and item.attributes.get("opaque") for item in found)
    assert not any(item.attributes.get("opaque") for item in shell.operations("php -d memory_limit=-1 -v"))
