"""Both sides of witnessing: the log asks and keeps what it gets, the witness looks and signs.

How request and answer travel is the caller's: they are the bodies of C2SP tlog-witness, so public witnesses take them.
"""

from __future__ import annotations

import json
import os
from hashlib import sha256

from bailiwick.adapters.checkpoints import HISTORY, LATEST
from bailiwick.adapters.durable import replace_file
from bailiwick.adapters.file_lock import FileLock
from bailiwick.adapters.keys import create_key_file, read_key_file
from bailiwick.adapters.log_index import LogIndex
from bailiwick.apps.receipts import COSIGNED, covering_checkpoint, read_text
from bailiwick.crypto.note import COSIGNATURE, parse_note, verifier_key
from bailiwick.ledger.checkpoint import parse_checkpoint
from bailiwick.ledger.proofs import consistency_path
from bailiwick.ledger.witness import (
    AddRequest,
    Witness,
    add_cosignature,
    check_request,
    cosign,
    parse_add_request,
    parse_witness,
)
from bailiwick.model.errors import EnvironmentFault, InputError, TrustError, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bailiwick.adapters.home import Home
    from bailiwick.crypto.signing import PublicKey

RECENT = 1000
"""Checkpoints, the newest first, among which the one is searched that an answer is about."""


def request_for(home: Home, old: int) -> AddRequest:
    """What to ask a witness that saw `old` entries last.

    Raises:
        UsageError: the log has fewer, or the entries that the proof needs are pruned.
        EnvironmentFault: the log cannot be read.
    """
    with LogIndex(home) as index:
        note = covering_checkpoint(home, index.size - 1)
        index.catch_up()
        size = parse_checkpoint(parse_note(note).text).size
        if not old:
            return AddRequest(0, (), note)
        try:
            return AddRequest(old, consistency_path(size, old, index.tree(size).subtree), note)
        except InputError as error:
            raise UsageError(f"a proof from {old} entries cannot be made: {error}") from error


def keep(home: Home, line: str, witness: Witness) -> int:
    """Keep a witness's answer with the checkpoint it is about; returns the size of that.

    Raises:
        TrustError: it is not a good cosignature over one of the recent checkpoints.
        UsageError: a newer checkpoint is cosigned already.
        EnvironmentFault: files cannot be read or written.
    """
    path = f"{home.folder('log')}/{COSIGNED}"
    kept = read_text(path) if os.path.exists(path) else ""
    kept_size = _size(kept) if kept else 0
    for note in (*((kept,) if kept else ()), *_recent(home)):
        try:
            signed = add_cosignature(note, line, witness)
        except TrustError:
            continue
        if _size(note) < kept_size:
            raise UsageError(f"a checkpoint of {kept_size} entries is cosigned already, this one has {_size(note)}")
        try:
            replace_file(path, signed.encode(), mode=0o644)
        except OSError as error:
            raise EnvironmentFault(f"cannot write `{path}`: {error.strerror}") from error
        return _size(note)
    raise TrustError(f"expected a cosignature of `{witness.name}` over a recent checkpoint of this log, it is not one")


def _recent(home: Home) -> Iterator[str]:
    yield read_text(f"{home.folder('log')}/{LATEST}")
    for line in read_text(f"{home.folder('log')}/{HISTORY}").splitlines()[: -RECENT - 1 : -1]:
        yield json.loads(line)["note"]


def _size(note: str) -> int:
    return parse_checkpoint(parse_note(note).text).size


def create_witness(folder: str, name: str) -> str:
    """A new witness with its key in `folder`; returns the verifier key for others.

    Raises:
        UsageError: there is one.
        InputError: the name cannot be a key's.
        EnvironmentFault: files cannot be written.
    """
    if not name or "+" in name or any(letter.isspace() for letter in name):
        raise InputError(f"expected a name without spaces and plus signs, got `{name}`")
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if os.path.lexists(f"{folder}/witness.pub"):
            raise UsageError(f"there is a witness in `{folder}` already")
        key = create_key_file(f"{folder}/witness.key")
        text = verifier_key(name, key.public(), COSIGNATURE)
        replace_file(f"{folder}/witness.pub", f"{text}\n".encode(), mode=0o644)
    except OSError as error:
        raise EnvironmentFault(f"cannot write in `{folder}`: {error.strerror}") from error
    return text


def answer(folder: str, text: str, log: PublicKey, *, now: datetime) -> str:
    """The cosignature line of the witness in `folder` on a request; it remembers the checkpoint before it signs.

    Raises:
        InputError: the request is none.
        TrustError: the witness must not sign this; the message says why.
        EnvironmentFault: files cannot be read or written.
    """
    lock = FileLock(f"{folder}/lock", what="this witness")
    try:
        witness, key = parse_witness(read_text(f"{folder}/witness.pub")), read_key_file(f"{folder}/witness.key")
        request = parse_add_request(text)
        origin = parse_checkpoint(parse_note(request.checkpoint).text).origin
        path = f"{folder}/{sha256(origin.encode()).hexdigest()[:32]}.checkpoint"
        check_request(request, read_text(path) if os.path.exists(path) else "", log)
        replace_file(path, request.checkpoint.encode())
        return cosign(request.checkpoint, witness.name, key, seconds=int(now.timestamp()))
    except OSError as error:
        raise EnvironmentFault(f"cannot write in `{folder}`: {error.strerror}") from error
    finally:
        lock.release()
