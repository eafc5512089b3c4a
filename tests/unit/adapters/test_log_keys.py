"""The log's key is made once, kept private, and read in the forms that people have."""

from __future__ import annotations

import os
import stat
import subprocess
from base64 import b64encode
from pathlib import Path

import pytest

from bailiwick.adapters.home import Home
from bailiwick.adapters.keys import (
    check_log_key,
    create_log_key,
    load_public_key,
    load_signing_key,
    parse_public_key,
    public_key_path,
)
from bailiwick.crypto.note import verifier_key
from bailiwick.model.errors import InputError, TrustError


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(str(tmp_path))
    made.create()
    return made


def private(home: Home) -> Path:
    return Path(home.folder("keys"), "log.key")


def test_a_key_is_made_once_and_kept(home: Home) -> None:
    first = create_log_key(home)
    assert create_log_key(home) == first == load_public_key(home) == load_signing_key(home).public()
    assert stat.S_IMODE(private(home).stat().st_mode) == 0o600


def test_a_lost_public_half_is_made_again_from_the_private_one(home: Home) -> None:
    key = create_log_key(home)
    os.unlink(public_key_path(home))
    assert create_log_key(home) == key == load_public_key(home)


def test_other_tools_read_the_key_files(home: Home) -> None:
    key = create_log_key(home)
    command = ["openssl", "pkey", "-in", str(private(home)), "-pubout", "-outform", "DER"]
    try:
        made = subprocess.run(command, capture_output=True, check=True).stdout
    except FileNotFoundError:
        pytest.skip("no openssl program here")
    assert made.endswith(key.raw)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o622])
def test_a_key_that_others_may_read_or_write_is_refused(home: Home, mode: int) -> None:
    create_log_key(home)
    private(home).chmod(mode)
    with pytest.raises(TrustError, match="mode 600"):
        check_log_key(home)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file away")
def test_a_key_of_another_user_is_refused(home: Home) -> None:
    create_log_key(home)
    os.chown(private(home), 12345, -1)
    with pytest.raises(TrustError, match="user 12345"):
        check_log_key(home)


def test_a_linked_key_is_refused(home: Home, tmp_path: Path) -> None:
    create_log_key(home)
    elsewhere = tmp_path / "elsewhere"
    private(home).rename(elsewhere)
    private(home).symlink_to(elsewhere)
    with pytest.raises(TrustError, match="plain file"):
        check_log_key(home)


@pytest.mark.parametrize(
    "content", [b"", b"rubbish", b"-----BEGIN PRIVATE " + b"KEY-----\nAAAA\n-----END PRIVATE " + b"KEY-----\n"]
)
def test_a_key_file_of_rubbish_is_refused(home: Home, content: bytes) -> None:
    private(home).write_bytes(content)
    private(home).chmod(0o600)
    with pytest.raises(TrustError, match="cannot be read as one"):
        load_signing_key(home)


def test_a_public_key_is_read_as_pem_as_verifier_key_and_as_base64(home: Home) -> None:
    key = create_log_key(home)
    pem = Path(public_key_path(home)).read_text(encoding="ascii")
    for text in (pem, verifier_key("log", key), b64encode(key.raw).decode()):
        assert parse_public_key(text) == key


@pytest.mark.parametrize(
    "text", ["", "abc", "!!", "a+b+c" * 20, "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"]
)
def test_what_is_no_public_key_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_public_key(text)
