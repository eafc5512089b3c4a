"""Credential files among words of known programs that the catalogue does not describe. GTFOBins lists such options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bailiwick.interpret.effects import literal
from bailiwick.model.operation import Kind, ResourceClass

if TYPE_CHECKING:
    Shell = Any


def _reads_secret(shell: Shell, command: str) -> bool:
    return any(
        operation.kind is Kind.FILE_READ and ResourceClass.SECRET in operation.resource.classes
        for operation in shell.run(command).operations
    )


@pytest.mark.parametrize(
    "command",
    [
        "arp -v -f ~/.netrc",
        "ss -a -F ~/.netrc",
        "dmesg -rF ~/.netrc",
        "file -m ~/.netrc .",
        "xmodmap -v ~/.netrc",
        "jest --frobnicate=/home/dev/.aws/credentials",
        "nmap localhost --script-args http-put.file=/home/dev/.ssh/id_rsa",
    ],
)
def test_a_credential_file_given_to_any_option_is_read(shell: Shell, command: str) -> None:
    assert _reads_secret(shell, command)


@pytest.mark.parametrize(
    "command",
    [
        "jest --testPathIgnorePatterns .env",
        "gunicorn --keyfile certs/server.key app:app",
        "uvicorn --ssl-keyfile ~/.ssl/server.key app:app",
        "basename ~/.ssh/id_rsa",
        "git check-ignore .env",
        "openssl req -x509 -newkey rsa:2048 -nodes -keyout build/key.pem -out build/cert.pem",
    ],
)
def test_an_option_that_uses_or_only_names_it_reads_nothing(shell: Shell, command: str) -> None:
    assert not _reads_secret(shell, command)


@pytest.mark.parametrize(
    "command",
    [
        "hg --config alias.x='!rm -rf x' x",
        "hg --config hooks.pre-status='rm -rf x' status",
        "mail --exec='!rm -rf x'",
        "frobnicate -o '|rm -rf x'",
        "pdflatex -shell-escape '\\write18{rm -rf x}'",
    ],
)
def test_a_command_line_among_undescribed_words_is_followed(shell: Shell, command: str) -> None:
    assert any(getattr(launch, "text", literal("")).known == "rm -rf x" for launch in shell.run(command).launches)


@pytest.mark.parametrize(
    "command", ["rg -g '!node_modules' x", "jest --description 'rm -rf x'", "hg commit -m 'rm old things'"]
)
def test_text_about_commands_is_text(shell: Shell, command: str) -> None:
    assert not any(hasattr(launch, "text") for launch in shell.run(command).launches)
