"""Task files, manifests and CMake lists: the commands that stand in them."""

from __future__ import annotations

import pytest

from bailiwick.interpret.code import effects_of_code
from bailiwick.interpret.effects import Effects, RunCode, RunShell, RunWords, literal
from bailiwick.interpret.inquiry import Inquiry
from bailiwick.model.operation import Kind
from bailiwick.model.request import Place

PLACE = Place(project="/home/dev/proj", home="/home/dev")


def effects(language: str, text: str) -> Effects:
    launch = RunCode(language, literal(text), via="test")
    return effects_of_code(launch, cwd=PLACE.project, place=PLACE, inquiry=Inquiry({}))


def commands(language: str, text: str) -> list[str]:
    shown = []
    for launch in effects(language, text).launches:
        if isinstance(launch, RunShell):
            shown.append(launch.text.shown())
        elif isinstance(launch, RunWords):
            shown.append(" ".join(word.shown() for word in launch.words))
    return shown


@pytest.mark.parametrize(
    "text",
    [
        "tasks:\n  x:\n    cmds:\n      - prog x\n",
        "tasks:\n  x:\n    cmds: ['prog x']\n",
        "steps:\n  - run: prog x\n",
        "- hosts: all\n  tasks:\n    - shell: prog x\n",
        "- hosts: all\n  tasks:\n    - name: a\n      ansible.builtin.shell: prog x\n",
        "hooks:\n  - id: a\n    entry: prog x\n",
        "rule r\n  command = prog x\n",
    ],
)
def test_a_step_is_shell_text(text: str) -> None:
    assert "prog x" in commands("steps", text)


def test_a_block_is_one_text() -> None:
    text = "steps:\n  - run: |\n      one\n      two\n  - run: three\n"
    assert ["one", "two"] in [command.split() for command in commands("steps", text)]


def test_scripts_that_an_installation_runs_are_followed_and_others_are_not() -> None:
    manifest = '{"scripts": {"postinstall": "one", "prepare": "two", "test": "three"}}'
    assert commands("lifecycle", manifest) == ["one", "two"]
    assert commands("lifecycle", "no manifest") == []
    assert commands("lifecycle", "[]") == []


def test_cmake_starts_processes_and_removes_files() -> None:
    text = (
        'execute_process(COMMAND prog -x "a b" COMMAND two OUTPUT_VARIABLE out)\nfile(REMOVE_RECURSE "/home/dev/x")\n'
    )
    assert commands("cmake", text) == ["prog -x a b", "two"]
    deleted = [operation for operation in effects("cmake", text).operations if operation.kind is Kind.FILE_DELETE]
    assert [operation.resource.value for operation in deleted if operation.resource] == ["/home/dev/x"]


def test_commands_of_cmake_with_variables_are_left_out() -> None:
    assert commands("cmake", "execute_process(COMMAND ${PYTHON} gen.py)\nadd_custom_target(x COMMAND prog)\n") == []
