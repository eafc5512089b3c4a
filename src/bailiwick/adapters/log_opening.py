"""Opening the log for writing: find its end, mend what a crash explains, refuse what it does not.

1. An empty folder with an empty anchor becomes a new log: genesis entry, first checkpoint.
2. Otherwise the state comes from the last signed checkpoint and the entries behind it.
3. An unterminated last line that was never acknowledged is a torn write: its bytes go to
   a side file, and a `recovery` entry says how many they were and their hash.
4. Acknowledged entries may be missing only when the machine itself went down since, and only
   such as were not on disk yet: a `recovery` entry says how many. Anything else is tampering.
"""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from itertools import pairwise

from bailiwick import __version__
from bailiwick.adapters.anchors import Anchor, Head, boot_id
from bailiwick.adapters.checkpoints import ChainState, CheckpointStore, SignedState
from bailiwick.adapters.durable import replace_file
from bailiwick.adapters.keys import check_log_key, create_log_key, load_public_key, take_next_key
from bailiwick.adapters.log_base import Base, drop_pruned, read_base
from bailiwick.adapters.regular_files import open_regular
from bailiwick.adapters.segment_log import SEGMENT_BYTES, SegmentLog
from bailiwick.adapters.segments import list_segments, read_line_at, read_line_before, read_lines, segment_path
from bailiwick.crypto.hashing import NO_LEAF, content_hash, leaf_hash
from bailiwick.crypto.note import parse_note
from bailiwick.crypto.signing import PublicKey
from bailiwick.ledger.checkpoint import origin_of
from bailiwick.ledger.entry import Entry, log_id, parse_entry
from bailiwick.ledger.handover import KIND, Handover, read_handover
from bailiwick.ledger.tree import Frontier
from bailiwick.model.errors import EnvironmentFault, InputError, TrustError
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from bailiwick.adapters.home import Home
    from bailiwick.adapters.segments import Line, Segment

ANCHOR = "log.head"
"""Name of the anchor file in `anchors/`."""

_REMEDY = "run `bailiwick verify` to see what happened; to start a new log, move log/ and anchors/ out of the way"


class OpenedLog(Value):
    """A log ready for appending."""

    log: SegmentLog
    checkpoint: SignedState | None
    """The last checkpoint, unverified; None when the log is new."""
    signer: PublicKey
    """The key that signed it or, before the first one, will sign."""


class _Tail(Value):
    """The end of the log as found: the state behind the last good entry, and bytes behind that."""

    state: ChainState
    torn: bytes = b""
    reason: str = ""
    """Why the torn bytes are no entry; empty for a plain unterminated line."""
    handovers: tuple[Handover, ...] = ()
    """Changes of the key behind the last checkpoint."""


def anchor_path(home: Home) -> str:
    """Where the anchored head of the log lies."""
    return f"{home.folder('anchors')}/{ANCHOR}"


def open_log(home: Home, *, now: datetime, segment_bytes: int = SEGMENT_BYTES) -> OpenedLog:
    """Open or create the log of `home`; the caller holds the writer's lock.

    Raises:
        EnvironmentFault: files cannot be read or written.
        TrustError: key, log, checkpoints and anchor contradict each other in a way that no crash explains.
    """
    folder = home.folder("log")
    anchor = Anchor(anchor_path(home))
    try:
        anchored = anchor.read()
        base = read_base(folder)
        if base is not None:
            drop_pruned(folder, base)
        segments = list_segments(folder)
        if not (anchored and anchored.size) and not any(_has_entry(segment) for segment in segments):
            return _create(home, anchor, segments, now=now, segment_bytes=segment_bytes)
        return _continue(home, anchor, _both(segments, anchored, folder), base, now=now, segment_bytes=segment_bytes)
    except BaseException:
        anchor.close()
        raise


def _both(segments: list[Segment], anchored: Head | None, folder: str) -> tuple[list[Segment], Head]:
    """A log and its anchored head: neither is without the other."""
    if not segments:
        raise TrustError(f"expected segments of the log in `{folder}`, found none", remedy=_REMEDY)
    if anchored is None or not anchored.size:
        raise TrustError(f"expected an anchored head of the log in `{folder}`, found none", remedy=_REMEDY)
    return segments, anchored


def _has_entry(segment: Segment) -> bool:
    return read_line_at(segment.path, 0) is not None


def _create(home: Home, anchor: Anchor, segments: list[Segment], *, now: datetime, segment_bytes: int) -> OpenedLog:
    folder = home.folder("log")
    if CheckpointStore(folder).last() is not None or any(segment.first for segment in segments):
        raise TrustError(f"expected no checkpoints and segments without a log in `{folder}`", remedy=_REMEDY)
    key = create_log_key(home)
    nonce = os.urandom(16)
    log = log_id(key.raw, nonce)
    for segment in segments:
        os.unlink(segment.path)  # the torn genesis of a creation that was interrupted before it was acknowledged
    boot = boot_id()
    anchor.reset(Head(log, 0, NO_LEAF, 0, boot))
    opened = SegmentLog(
        folder,
        log=log,
        state=ChainState(Frontier(), NO_LEAF, 0, 0),
        anchor=anchor,
        boot=boot,
        segment_bytes=segment_bytes,
    )
    opened.append(
        "genesis",
        {"key": b64encode(key.raw).decode(), "nonce": nonce.hex(), "software": f"bailiwick {__version__}"},
        now=now,
    )
    return OpenedLog(opened, None, key)


def _continue(
    home: Home,
    anchor: Anchor,
    found: tuple[list[Segment], Head],
    base: Base | None,
    *,
    now: datetime,
    segment_bytes: int,
) -> OpenedLog:
    segments, anchored = found
    folder = home.folder("log")
    check_log_key(home)
    log, first_key = _identify(segments[0], base, anchored)
    signed = CheckpointStore(folder).last()
    tail = _find_end(segments, log, anchored, signed)
    boot = boot_id()
    _judge(tail, anchored, signed, boot)
    signer = _signer(home, log, first_key, signed, tail.handovers)
    state = tail.state
    try:
        if tail.torn:
            replace_file(f"{folder}/{_torn_name(state)}", tail.torn)
            os.truncate(segment_path(folder, state.segment), state.offset)
        anchor.reset(Head(log, state.size, state.head, min(anchored.synced, state.size), boot))
    except OSError as error:
        raise EnvironmentFault(f"cannot mend the log in `{folder}`: {error.strerror}") from error
    opened = SegmentLog(folder, log=log, state=state, anchor=anchor, boot=boot, segment_bytes=segment_bytes)
    if tail.torn or state.size < anchored.size:
        opened.append("recovery", _loss(tail, anchored), now=now)
    return OpenedLog(opened, signed, signer)


def _loss(tail: _Tail, anchored: Head) -> dict[str, object]:
    return {
        "torn_bytes": len(tail.torn),
        "torn_sha256": content_hash(tail.torn),
        "saved_as": _torn_name(tail.state) if tail.torn else None,
        "lost_entries": max(0, anchored.size - tail.state.size),
        "anchored_size": anchored.size,
        "anchored_head": anchored.head.hex(),
    }


def _torn_name(state: ChainState) -> str:
    return f"{state.size:020d}.torn"


def _identify(first: Segment, base: Base | None, anchored: Head) -> tuple[str, PublicKey]:
    """The log's id and first key, after checking that genesis and anchor speak of the same log."""
    line = None if base else read_line_at(first.path, 0)
    try:
        genesis = parse_entry(base.genesis.encode() if base else line.data if line else b"")
        key, nonce = b64decode(str(genesis.body["key"]), validate=True), bytes.fromhex(str(genesis.body["nonce"]))
    except (InputError, KeyError, ValueError, Base64Error) as error:
        raise TrustError(f"expected a genesis entry at the start of `{first.path}`", remedy=_REMEDY) from error
    if genesis.log != log_id(key, nonce) or genesis.log != anchored.log:
        raise TrustError(
            f"expected the log {anchored.log} that the anchor names, its genesis makes it {log_id(key, nonce)}",
            remedy=_REMEDY,
        )
    return genesis.log, PublicKey(key)


def _signer(
    home: Home, log: str, first: PublicKey, signed: SignedState | None, handovers: tuple[Handover, ...]
) -> PublicKey:
    """The key of the last checkpoint, after checking that keys/ has the key that is in force by now.

    A change of the key that was recorded but not finished is finished here. By the last checkpoint the key is only
    named: who signs the next one has to check the signature.
    """
    for handover in handovers[-1:]:
        take_next_key(home, handover.new)
    public = load_public_key(home)
    if not handovers:
        named = signed is None or parse_note(signed.note).names(origin_of(log), public)
        if not named or (signed is None and public != first):
            raise TrustError("expected keys/log.pub to be the key of the log, it is another", remedy=_REMEDY)
        return public
    for before, after in pairwise(handovers):
        if before.new != after.old:
            raise TrustError(f"expected entry {after.sequence} to follow the log's key, it follows another")
    if public != handovers[-1].new:
        raise TrustError(
            f"expected keys/log.pub to be the key that entry {handovers[-1].sequence} names, it is another",
            remedy="restore keys/ from your backup; without it this log cannot be continued",
        )
    return handovers[0].old


def _find_end(segments: list[Segment], log: str, anchored: Head, signed: SignedState | None) -> _Tail:
    state = signed.state if signed else ChainState(Frontier(), NO_LEAF, 0, 0)
    _check_base(segments, state)
    _check_anchored(anchored, state)
    handovers: list[Handover] = []
    for segment in segments:
        if segment.first < state.segment:
            continue
        if segment.first > state.segment:
            if segment.first != state.size:
                raise TrustError(
                    f"expected a segment that starts with entry {state.size}, found `{segment.path}`", remedy=_REMEDY
                )
            state = ChainState(state.frontier, state.head, segment.first, 0)
        for line in read_lines(segment.path, state.offset):
            entry = _next_entry(line, log, state)
            if isinstance(entry, str):
                if segment is not segments[-1]:
                    raise TrustError(f"entry {state.size} in `{segment.path}`: {entry}", remedy=_REMEDY)
                return _Tail(state, _read_from(segment.path, line.offset), entry, tuple(handovers))
            if entry.kind == KIND:
                handovers.append(read_handover(entry))
            head = leaf_hash(line.data)
            state = ChainState(state.frontier.append(head), head, segment.first, line.end)
            _check_anchored(anchored, state)
    return _Tail(state, handovers=tuple(handovers))


def _check_base(segments: list[Segment], state: ChainState) -> None:
    """The last checkpoint's place in the segments is where it says, and the entry before it is the one it says."""
    if not state.size:
        return
    at_start = not state.offset  # signed just after a segment was begun: the entry ends the one before
    last = [
        segment
        for segment in segments
        if (segment.first < state.segment if at_start else segment.first == state.segment)
    ]
    line = None
    if last:
        size = os.path.getsize(last[-1].path)
        end = size if at_start else state.offset
        line = read_line_before(last[-1].path, end) if end <= size else None
    if line is None or leaf_hash(line.data) != state.head:
        raise TrustError(
            f"expected entry {state.size - 1}, which a checkpoint covers, before byte {state.offset} "
            f"of segment {state.segment}",
            remedy=_REMEDY,
        )


def _check_anchored(anchored: Head, state: ChainState) -> None:
    if state.size == anchored.size and state.head != anchored.head:
        raise TrustError(
            f"expected the anchored hash {anchored.head.hex()} of entry {state.size - 1}, found {state.head.hex()}",
            remedy=_REMEDY,
        )


def _next_entry(line: Line, log: str, state: ChainState) -> Entry | str:
    """The next entry, or why the line is not it: empty for an unterminated line."""
    if not line.whole:
        return ""
    try:
        entry = parse_entry(line.data)
    except InputError as error:
        return str(error)
    if (entry.log, entry.sequence, entry.previous) != (log, state.size, state.head.hex()):
        wanted = f"entry {state.size} behind {state.head.hex()[:12]}"
        return f"expected {wanted}, got entry {entry.sequence} behind {entry.previous[:12]}"
    return entry


def _read_from(path: str, offset: int) -> bytes:
    with open_regular(path) as file:
        file.seek(offset)
        return file.read()


def _judge(tail: _Tail, anchored: Head, signed: SignedState | None, boot: str) -> None:
    """Refuse what a crash does not explain."""
    size = tail.state.size
    if signed is None and size > 1:
        raise TrustError(f"expected checkpoints beside a log of {size} entries, found none", remedy=_REMEDY)
    if boot and anchored.boot and boot != anchored.boot:
        if size < anchored.synced:
            raise TrustError(
                f"expected at least the {anchored.synced} entries that were on disk, found {size}", remedy=_REMEDY
            )
        return
    if tail.reason:
        raise TrustError(f"entry {size}: {tail.reason}", remedy=_REMEDY)
    if size < anchored.size:
        raise TrustError(f"expected {anchored.size} entries as anchored, found {size}: the tail is cut", remedy=_REMEDY)
    if size > anchored.size + 1:
        raise TrustError(
            f"expected at most {anchored.size + 1} entries by the anchor, found {size}: somebody else added to the log",
            remedy=_REMEDY,
        )
