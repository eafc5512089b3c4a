"""The frames of docs/formats/frame.md."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.model import bounds
from bailiwick.model.errors import BoundError, InputError
from bailiwick.model.event import Envelope, Reply
from bailiwick.pep.hook import frames

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
envelopes = st.builds(
    Envelope,
    dialect=texts,
    fail_mode=texts,
    project=texts,
    home=texts,
    temp=texts,
    path=texts,
    attended=texts,
    build=texts,
)


@given(envelopes, st.binary(max_size=200))
def test_a_request_survives_the_way(envelope: Envelope, event: bytes) -> None:
    assert frames.decode_request(frames.encode_request(envelope, event)) == (envelope, event)


@given(envelopes, st.binary(max_size=50), st.binary(min_size=1, max_size=50))
def test_what_follows_a_request_is_left_alone(envelope: Envelope, event: bytes, rest: bytes) -> None:
    data = frames.encode_request(envelope, event) + rest
    read, read_event, end = frames.split_request(data)
    assert (read, read_event, data[end:]) == (envelope, event, rest)


@given(envelopes, st.binary(max_size=50), st.data())
def test_no_cut_request_is_read(envelope: Envelope, event: bytes, data: st.DataObject) -> None:
    frame = frames.encode_request(envelope, event)
    with pytest.raises(InputError):
        frames.decode_request(frame[: data.draw(st.integers(0, len(frame) - 1))])


@given(st.binary(max_size=120))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    for candidate in (data, frames.MAGIC + len(data).to_bytes(4, "big") + data):
        try:
            frames.decode_request(candidate)
        except InputError:
            continue


def test_file_names_that_are_no_text_survive() -> None:
    frame = frames.encode_request(Envelope("d", "closed", "/\udcff"), b"")
    assert frames.decode_request(frame)[0].project == "/\udcff"


def test_a_request_beyond_the_bound_is_refused_by_its_first_bytes() -> None:
    with pytest.raises(BoundError, match="at most"):
        frames.request_length(frames.MAGIC + (bounds.FRAME_BYTES + 1).to_bytes(4, "big"))


@pytest.mark.parametrize("head", [b"X", b"BWK2", b"BWX", b"GET / HTTP/1.1"])
def test_other_protocols_are_refused_by_their_first_bytes(head: bytes) -> None:
    with pytest.raises(InputError, match="expected a frame"):
        frames.request_length(head)


@pytest.mark.parametrize("head", [b"", b"B", b"BWK1", b"BWK1\0\0\0"])
def test_a_length_is_unknown_until_the_head_is_whole(head: bytes) -> None:
    assert frames.request_length(head) == 0


def test_a_reply_is_what_the_document_says() -> None:
    assert frames.encode_reply(Reply(2, b"o", b"er")) == b"BWK1\0\0\0\x0c\x02\0\0\0\x01o\0\0\0\x02er"


def test_the_retired_reply_has_code_255_and_no_text() -> None:
    assert b"BWK1\0\0\0\x09\xff" + bytes(8) == frames.RETIRED


@pytest.mark.parametrize("code", [-1, 126, 255, 256])
def test_exit_codes_that_shells_and_signals_use_are_never_sent(code: int) -> None:
    with pytest.raises(ValueError, match="cannot be relayed"):
        frames.encode_reply(Reply(code))


@pytest.mark.parametrize(("out", "err"), [(2_000_000, 0), (0, 2_000_000), (600_000, 600_000), (2_000_000, 2_000_000)])
def test_a_reply_beyond_the_bound_keeps_its_exit_code(out: int, err: int) -> None:
    frame = frames.encode_reply(Reply(2, b"o" * out, b"e" * err))
    assert len(frame) <= frames.HEAD_BYTES + bounds.REPLY_BYTES
    assert frame[8] == 2
