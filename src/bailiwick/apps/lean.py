"""The in-process evaluator: one request on standard input, one reply on standard output, no daemon.

A hook client runs it when no daemon answers, under `python -I -S` with the library directories
as arguments. The same gate and governor decide; entries go to the spool, session files are only
read. Whatever goes wrong ends without a valid reply, which the client takes for none.
"""

from __future__ import annotations

import os

from bailiwick.adapters.clock import SystemClock
from bailiwick.adapters.durable import write_all
from bailiwick.adapters.home import Home
from bailiwick.adapters.spool import Spool
from bailiwick.apps.compose import lean_governor
from bailiwick.apps.gate import Gate, failure_reply
from bailiwick.apps.installation import DIALECTS, governed
from bailiwick.model.errors import BailiwickError, InputError
from bailiwick.model.verdict import FailMode
from bailiwick.pep.hook.frames import decode_request, encode_reply, request_length

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

_READ_BYTES = 1 << 20


def answer(home: Home, frame: bytes) -> bytes:
    """The reply frame to one request frame.

    Raises:
        InputError: the frame is malformed.
        BailiwickError: the home cannot be used, and the fail mode is open.
    """
    envelope, event = decode_request(frame)
    try:
        gate = _gate(home)
    except BailiwickError as error:
        if envelope.fail_mode == FailMode.OPEN.value:
            raise  # the client lets the call pass, and keeps the record that this process cannot keep
        return encode_reply(failure_reply(envelope, event, error, DIALECTS))
    return encode_reply(gate.answer(envelope, event))


def _gate(home: Home) -> Gate:
    home.check()
    clock = SystemClock()
    spool = Spool(home.folder("spool"))
    return Gate(
        lean_governor(home, spool=spool, clock=clock),
        dialects=DIALECTS,
        governed=governed(home),
        recorder=spool,
        spool=spool,
        clock=clock,
    )


def main(root: str) -> NoReturn:
    """The process that a hook client runs."""
    code = 1
    os.umask(0o077)
    try:
        write_all(1, answer(Home(root), _read_frame()))
        code = 0
    except BailiwickError:
        code = 2
    finally:
        os._exit(code)  # the reply is out: tearing the interpreter down would only take time


def _read_frame() -> bytes:
    data = bytearray()
    while not (length := request_length(data)) or len(data) < length:
        part = os.read(0, _READ_BYTES)
        if not part:
            raise InputError(f"expected a whole request, got {len(data)} bytes")
        data += part
    return bytes(data)
