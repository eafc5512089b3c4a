"""Searches that are after credentials, and those that are not."""

from __future__ import annotations

import pytest

from bailiwick.interpret.programs.seeking import names_sought
from bailiwick.model.request import Place

PLACE = Place(project="/home/dev/proj", home="/home/dev")


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("locate id_rsa", "/id_rsa"),
        ("mdfind -name .env", "/.env"),
        ("fd -H env", "/.env"),
        ("fd -g *.pem", "/zz.pem"),
        ("git ls-files .env", "/.env"),
        ("grep -rl AWS_SECRET .", "/.env"),
        ("rg -l PRIVATE_KEY /home/dev", "/.env"),
    ],
)
def test_a_search_for_credentials_prints_names_of_credential_files(command: str, name: str) -> None:
    found = names_sought(command.split(), PLACE)
    assert found is not None
    assert found.suffix == name


@pytest.mark.parametrize(
    "command",
    [
        "locate libssl.so",
        "fd env src",
        "fd -e py",
        "git ls-files *.py",
        "grep -rl TODO .",
        "grep -r AWS_SECRET .",
        "ls",
    ],
)
def test_other_searches_print_names_of_files_in_general(command: str) -> None:
    assert names_sought(command.split(), PLACE) is None
