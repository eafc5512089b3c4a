"""The in-process evaluator: one request on standard input, one reply on standard output, no daemon.

`apps.lean` starts it. The same gate and governor decide; entries go to the spool, session files are only
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


def serve(root: str) -> int:
    """Answer the request on standard input; returns the exit code."""
    try:
        write_all(1, answer(Home(root), _read_frame()))
    except BailiwickError:
        return 2
    return 0


def _read_frame() -> bytes:
    data = bytearray()
    while not (length := request_length(data)) or len(data) < length:
        part = os.read(0, _READ_BYTES)
        if not part:
            raise InputError(f"expected a whole request, got {len(data)} bytes")
        data += part
    return bytes(data)
