"""Shells, scripts and other machines inside a shell call."""

from __future__ import annotations

from contextlib import suppress

import pytest

from bailiwick.interpret.effects import RunShell, literal
from bailiwick.interpret.inquiry import Inquiry
from bailiwick.interpret.shell import interpret_shell
from bailiwick.model import bounds
from bailiwick.model.errors import BoundError
from bailiwick.model.operation import Kind
from bailiwick.model.request import Request, Subject

WRITE_THEN_RUN = [
    "printf 'rm -rf /' > x.sh; sh x.sh",
    "echo 'rm -rf /' > x; chmod +x x; ./x",
    "echo 'rm -rf /' | tee x; bash x",
    "cat > x <<'E'\n#!/bin/bash\nrm -rf \"$1\"\nE\nbash x /",
    "echo 'rm -rf /' > a; cp a b; mv b c; sh c",
    "echo 'rm -rf /' > a; . ./a",
    "echo 'rm -rf /' >> a; echo ls >> a; source a",
    "mkdir -p d; echo 'rm -rf /' > d/x; cd d; sh x",
    "T=$(mktemp); echo 'rm -rf /' > $T; bash $T",
    "echo 'rm -rf /' > x; bash < x",
    "echo 'rm -rf /' > x; cat x | sh",
    "echo 'rm -rf /' > x; eval \"$(cat x)\"",
    "echo 'rm -rf /' > run; PATH=.:$PATH; chmod +x run; run",
    "echo 'rm -rf /' > e; BASH_ENV=e bash -c true",
    "bash --rcfile <(echo 'rm -rf /') -i",
]


@pytest.mark.parametrize("text", WRITE_THEN_RUN)
def test_a_script_written_in_the_same_call_is_read(text: str, deleted) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    assert "/" in deleted(text)


def test_a_script_on_disk_is_read_with_its_arguments(shell, deleted) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    (shell.project / "clean.sh").write_text('#!/bin/sh\nfor d in "$@"; do rm -rf "/opt/$d"; done\n')
    (shell.project / "clean.sh").chmod(0o755)
    assert deleted("./clean.sh a b") == {"/opt/a", "/opt/b"}
    assert deleted("bash clean.sh c") == {"/opt/c"}


def test_a_script_of_another_language_is_not_read_as_shell(shell, deleted) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    (shell.project / "tool").write_text("#!/usr/bin/env python3\nx = '''\nrm -rf /\n'''\n")
    (shell.project / "tool").chmod(0o755)
    assert deleted("./tool") == set()


def test_the_directory_of_a_script_is_known_to_it(shell) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    (shell.project / "scripts").mkdir()
    (shell.project / "scripts" / "go.sh").write_text('cd "${0%/*}"; rm -rf ../dist\n')
    found = shell.operations("bash scripts/go.sh")
    assert [item.resource.value for item in found if item.kind is Kind.FILE_DELETE] == [str(shell.project / "dist")]


def test_paths_on_another_machine_are_not_local(shell) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    found = shell.operations("ssh host 'cat /etc/passwd; rm -rf /tmp/x; rm -rf dist; rm -rf /'")
    remote = {item.resource.value: item.resource.classes for item in found if item.kind is Kind.FILE_DELETE}
    assert remote["/tmp/x"] == frozenset()
    assert remote["/"]
    assert not [item for item in found if item.kind is Kind.FILE_READ]


@pytest.mark.parametrize("path", ["/srv/app", "/var/lib/postgresql/data", "/home/deploy", "/data"])
def test_a_tree_that_another_machine_keeps_counts_as_outside(path: str, shell) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    found = shell.operations(f"ssh host 'rm -rf {path}'")
    assert [item.resource.classes for item in found if item.kind is Kind.FILE_DELETE] == [frozenset({"outside"})]


def test_a_credential_read_on_another_machine_is_one(shell) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    found = shell.operations("docker exec app cat /app/.env")
    assert [item.resource.classes for item in found if item.kind is Kind.FILE_READ] == [frozenset({"secret"})]


def test_what_a_container_does_to_a_mount_is_done_here(shell) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    found = shell.operations('docker run --rm -v "$PWD":/w -w /w alpine rm -rf . /w/src /tmp/x')
    deleted = [item.resource.value for item in found if item.kind is Kind.FILE_DELETE]
    assert deleted == [str(shell.project), str(shell.project / "src"), "/tmp/x"]


@pytest.mark.parametrize("language", ["fish", "nushell"])
def test_a_shell_language_that_is_not_interpreted_is_opaque(language: str, shell) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    request = Request(Subject(), shell.place, "PowerShell", cwd=str(shell.project))
    launch = RunShell(literal("ls"), language, language=language)
    found = interpret_shell(launch, request=request, inquiry=Inquiry({}))
    assert found[0].attributes["shell"] is True
    assert found[1].attributes["opaque"] is True


def test_how_an_operation_is_reached_is_kept(shell) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    found = shell.operations("bash -c 'eval \"rm x\"'")
    assert [item.path for item in found if item.kind is Kind.FILE_DELETE] == [("bash -c", "eval")]


def test_the_call_itself_is_the_first_operation(shell) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    request = Request(Subject(), shell.place, "Bash", cwd=str(shell.project))
    for text, program in (("git status", "git"), ("", "shell"), ("cd x && npm test", "npm"), ("'", "shell")):
        found = interpret_shell(RunShell(literal(text), "shell"), request=request, inquiry=Inquiry({}))
        assert (found[0].attributes["program"], found[0].attributes["shell"]) == (program, True)


def test_an_unreadable_text_is_opaque_and_what_is_clear_is_seen(shell) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    found = shell.operations("rm -rf /etc\necho (x\n")
    assert any(item.attributes.get("opaque") for item in found)
    assert any(item.kind is Kind.FILE_DELETE for item in found)


@pytest.mark.parametrize(
    "text",
    [
        "echo " + "x" * bounds.SHELL_BYTES,
        "a; " * 30_000,
        "eval " * 5 + "'" + 'bash -c "' * 3 + "$(" * 200,
        "f() { eval 'f2() { '; }; " + "bash -c 'bash -c " * 40,
        "for a in {1..64}; do for b in {1..64}; do for c in {1..64}; do for d in {1..64}; do x; y; z; done; done; done; done",
    ],
)
def test_what_exceeds_a_bound_ends_in_a_bound_error_or_an_answer(text: str, shell) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    request = Request(Subject(), shell.place, "Bash", cwd=str(shell.project))
    with suppress(BoundError):
        interpret_shell(RunShell(literal(text), "shell"), request=request, inquiry=Inquiry({}))


def test_many_globs_of_many_files_end_at_the_bound_of_words(shell) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    for number in range(300):
        (shell.project / f"{number}.txt").touch()
    with pytest.raises(BoundError, match="words"):
        shell.operations("ls " + "* " * 1000)


def test_text_that_is_read_again_and_again_ends_at_a_bound(shell, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    text = "eval " * 10 + "ls"
    assert shell.operations(text)
    monkeypatch.setattr(bounds, "SHELL_TEXT_CHARS", 200)
    with pytest.raises(BoundError, match="characters of shell"):
        shell.operations(text)


def test_shells_inside_each_other_are_followed_to_the_bound(shell) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    (shell.project / "a.sh").write_text("bash b.sh")
    (shell.project / "b.sh").write_text("bash a.sh")
    assert shell.operations("bash a.sh")


def test_what_is_appended_to_a_script_on_disk_runs_after_it(shell, deleted) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    (shell.project / "x.sh").write_text("rm -rf /opt/a\n")
    assert deleted("echo 'rm -rf /opt/b' >> x.sh; sh x.sh") == {"/opt/a", "/opt/b"}
