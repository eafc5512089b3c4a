"""Frames between hook client and decision service, as `docs/formats/frame.md` defines them. Pure."""

from __future__ import annotations

from bailiwick.model import bounds
from bailiwick.model.errors import BoundError, InputError
from bailiwick.model.event import Envelope

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.model.event import Reply

MAGIC = b"BWK1"
HEAD_BYTES = 8
"""Magic and length, in both directions."""

PROBE = "probe"
"""The dialect of a request that asks only whether the daemon lives; its event is empty, its reply is exit code 0."""

RETIRED = b"BWK1" + (9).to_bytes(4, "big") + b"\xff" + bytes(8)
"""The reply of a daemon that makes room for its successor."""

_ENVELOPE_FIELDS = 9
_EXIT_CODE_LAST = 125
_REPLY_CONTENT = bounds.REPLY_BYTES - 9


def request_length(head: bytes | bytearray) -> int:
    """Length of the whole request that starts with `head`, or 0 while `head` is too short to say.

    Raises:
        InputError: these are not the first bytes of a request.
        BoundError: the request is longer than any real one.
    """
    if not MAGIC.startswith(bytes(head[:4])):
        raise InputError(f"expected a frame to start with {MAGIC!r}, got {bytes(head[:4])!r}")
    if len(head) < HEAD_BYTES:
        return 0
    length = int.from_bytes(head[4:HEAD_BYTES], "big")
    if length > bounds.FRAME_BYTES:
        raise BoundError(f"expected a frame of at most {bounds.FRAME_BYTES} bytes, got {length}")
    return HEAD_BYTES + length


def decode_request(frame: bytes) -> tuple[Envelope, bytes]:
    """Read one whole request: what the client says of its process, and the event as the agent wrote it.

    Raises:
        InputError: the frame is short, long, or has fields that do not add up.
    """
    envelope, event, end = split_request(frame)
    if end != len(frame):
        raise InputError(f"expected the request to end at byte {end}, it is {len(frame)} bytes long")
    return envelope, event


def split_request(data: bytes) -> tuple[Envelope, bytes, int]:
    """Read the request that `data` starts with, and the offset behind it.

    Raises:
        InputError: there is no whole request.
    """
    end = request_length(data)
    if not end or end > len(data):
        raise InputError(f"expected a whole request, got {len(data)} bytes")
    offset = HEAD_BYTES
    fields: list[bytes] = []
    while offset + 4 <= end and len(fields) <= _ENVELOPE_FIELDS:
        start = offset + 4
        offset = start + int.from_bytes(data[offset:start], "big")
        fields.append(data[start:offset])
    if offset != end or len(fields) != _ENVELOPE_FIELDS + 1:
        raise InputError(
            f"expected {_ENVELOPE_FIELDS + 1} fields up to byte {end}, got {len(fields)} up to byte {offset}"
        )
    build, dialect, fail_mode, project, home, temp, path, attended = (
        field.decode("utf-8", "surrogateescape") for field in fields[:8]
    )
    envelope = Envelope(dialect, fail_mode, project, home, temp, path, attended, build)
    return envelope, fields[_ENVELOPE_FIELDS], end


def encode_request(envelope: Envelope, event: bytes) -> bytes:
    """The request frame that a hook client sends."""
    texts = (
        envelope.build,
        envelope.dialect,
        envelope.fail_mode,
        envelope.project,
        envelope.home,
        envelope.temp,
        envelope.path,
        envelope.attended,
        "",
    )
    fields = [*(text.encode("utf-8", "surrogateescape") for text in texts), event]
    return MAGIC + _sized(b"".join([_sized(field) for field in fields]))


def encode_reply(reply: Reply) -> bytes:
    """The reply frame. Text that a frame cannot hold is cut; the exit code always stands."""
    if not 0 <= reply.exit_code <= _EXIT_CODE_LAST:
        raise ValueError(f"exit code {reply.exit_code} cannot be relayed")
    stdout, stderr = reply.stdout, reply.stderr
    if len(stdout) + len(stderr) > _REPLY_CONTENT:
        # Cut JSON would be no answer at all on stdout, so it is left out as a whole.
        stdout = stdout if len(stdout) <= _REPLY_CONTENT // 2 else b""
        stderr = stderr[: _REPLY_CONTENT // 2]
    return MAGIC + _sized(bytes((reply.exit_code,)) + _sized(stdout) + _sized(stderr))


def _sized(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data
