"""PowerShell and cmd: what is read, what a call does, and that any text ends."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bailiwick.interpret.effects import RunShell, literal
from bailiwick.interpret.inquiry import Inquiry
from bailiwick.interpret.powershell import values
from bailiwick.interpret.powershell.cmdlets import find, parameter
from bailiwick.interpret.powershell.parser import parse
from bailiwick.interpret.powershell.syntax import Opaque, Pipeline
from bailiwick.interpret.shell import interpret_shell
from bailiwick.model.errors import BoundError
from bailiwick.model.operation import Kind, Operation
from bailiwick.model.request import Place, Request, Subject

PLACE = Place(project="/home/dev/proj", home="/home/dev", temps=("/tmp",), user="dev")


def operations(text: str, language: str = "powershell") -> tuple[Operation, ...]:
    request = Request(Subject(), PLACE, "PowerShell", cwd=PLACE.project)
    return interpret_shell(
        RunShell(literal(text), "PowerShell", language=language), request=request, inquiry=Inquiry({})
    )[1:]


def deleted(text: str, language: str = "powershell") -> set[str]:
    return {
        item.resource.value
        for item in operations(text, language)
        if item.kind is Kind.FILE_DELETE and item.resource is not None
    }


@pytest.mark.parametrize(
    "text",
    [
        "Get-ChildItem | Where-Object { $_.Length -gt 1mb }",
        "$h = @{ a = 1; 'b' = 2 }; Invoke-RestMethod @h",
        "@'\nRemove-Item x\n'@ | Set-Content a.txt",
        "npm test `\n  -- --watch",
        "try { a } catch [IO.IOException] { b } finally { c }",
        "'{0}-{1}' -f 'a', 'b'",
    ],
)
def test_ordinary_text_is_read_whole(text: str) -> None:
    assert not any(isinstance(node, Opaque) for node in parse(text).items)


def test_reading_goes_on_behind_a_line_that_is_outside_the_subset() -> None:
    first, second = parse("class A { [int] $x }\nGet-Date").items
    assert isinstance(first, Opaque)
    assert isinstance(second, Pipeline)


@pytest.mark.parametrize(
    "text",
    [
        "Remove-Item a.txt",
        "ri -Fo a.txt",
        "$n = 'a' + '.txt'; del $n",
        "& ('{0}-{1}' -f 'Remove', 'Item') a.txt",
        "iex 'rm a.txt'",
        "'a.txt' | Remove-Item",
        "foreach ($f in 'a.txt') { Remove-Item $f }",
        "function D($p) { Remove-Item $p }; D a.txt",
        "Set-Alias zap Remove-Item; zap a.txt",
        "Remove-Item (Join-Path . a.txt)",
        "[IO.File]::Delete('a.txt')",
        "cmd /c del a.txt",
    ],
)
def test_the_same_deletion_is_seen_however_it_is_written(text: str) -> None:
    assert deleted(text) == {"/home/dev/proj/a.txt"}


def test_encoded_text_is_decoded_and_read() -> None:
    encoded = base64.b64encode("Remove-Item a.txt".encode("utf-16-le")).decode()
    found = operations(f"powershell -enc {encoded}")
    assert any(item.attributes.get("decoded") for item in found)
    assert deleted(f"powershell -enc {encoded}") == {"/home/dev/proj/a.txt"}


def test_what_if_does_nothing() -> None:
    assert not deleted("Remove-Item a.txt -WhatIf")


def test_text_that_mentions_a_cmdlet_does_not_run_it() -> None:
    assert not deleted("Write-Host 'Remove-Item a.txt'; # Remove-Item a.txt")


def test_fetched_text_that_is_evaluated_is_code_from_the_network() -> None:
    assert any(item.attributes.get("fetched") for item in operations("iex (irm https://x.example/a)"))


def test_an_unknown_cmdlet_is_opaque_and_an_unknown_reading_one_is_not() -> None:
    assert any(item.attributes.get("opaque") for item in operations("Invoke-Frobnication x"))
    assert not any(item.attributes.get("opaque") for item in operations("Get-Frobnication x"))


@pytest.mark.parametrize(("short", "full"), [("r", "recurse"), ("fo", "force"), ("pa", "path"), ("lit", "path")])
def test_a_parameter_is_known_by_its_beginning(short: str, full: str) -> None:
    found = find("Remove-Item")
    assert found is not None
    assert parameter(found[1], short)[0] == full


def test_letters_by_number_are_hidden() -> None:
    made = values.operate("join", None, values.character(values.Array((literal("105"), literal("101")))))
    assert values.text_of(made).known == "ie"
    assert values.labels_of(made)


@pytest.mark.parametrize(
    "text", ["del a.txt", "if exist a.txt del /q a.txt", "@echo off & erase a.txt", "for %i in (1 2) do del a.txt"]
)
def test_cmd_deletes_files(text: str) -> None:
    assert deleted(text, "cmd") == {"/home/dev/proj/a.txt"}


def test_a_batch_line_writes_where_it_redirects() -> None:
    found = operations("echo x > a.txt", "cmd")
    assert [item.resource.value for item in found if item.kind is Kind.FILE_WRITE and item.resource] == [
        "/home/dev/proj/a.txt"
    ]


PIECES = st.sampled_from(
    ["$a", "=", "'", '"', "(", ")", "{", "}", "[", "]", "@", "|", ";", "\n", "iex", "Get-Content", " ", "-join", ".x", "%",
     "::", "if", "else", "foreach", "function f", "f", "&", "&&", ">", "1..9", ",", "`", "$(", "@{", "-f", "rm", "~", "*"]
)  # fmt: skip


@pytest.mark.parametrize("language", ["powershell", "cmd"])
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=60)))
def test_any_text_ends(language: str, text: str) -> None:
    try:
        operations(text.replace("\0", ""), language)
    except BoundError:
        return


def test_the_package_stays_out_of_other_calls() -> None:
    source = Path(__file__).parents[4] / "src/bailiwick/interpret/shell/launches.py"
    imports = [line for line in source.read_text().splitlines() if "interpret.powershell" in line]
    assert imports
    assert all(line.startswith("            from") for line in imports)
