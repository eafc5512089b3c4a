"""A question has one answer, whether the index or the entries themselves are asked."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bailiwick.adapters.home import Home
from bailiwick.adapters.log_index import LogIndex
from bailiwick.adapters.log_query import LogQuery
from bailiwick.adapters.log_reader import read_entries
from bailiwick.adapters.recorder import SegmentRecorder
from bailiwick.model.errors import EnvironmentFault

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
texts = st.sampled_from(["", "a", "A", "ab", "b%", "_", "!", "aB_c", "ä", "Ä", "é"])
entries = st.fixed_dictionaries(
    {
        "session": texts,
        "tool": texts,
        "verdict": texts,
        "summary": texts,
        "rules": st.lists(st.fixed_dictionaries({"rule": texts})),
    }
)
queries = st.builds(
    LogQuery,
    session=texts,
    tool=texts,
    verdict=texts,
    kind=st.sampled_from(["", "decision", "note"]),
    rule=texts,
    text=texts,
    since=st.sampled_from(["", "2026-11-20T12:00:02.000000Z"]),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(entries, min_size=1, max_size=8), st.lists(queries, min_size=1, max_size=12))
def test_the_index_and_the_entries_give_the_same_answer(bodies: list[dict[str, object]], asked: list[LogQuery]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Home(folder)
        home.create()
        with SegmentRecorder(home, now=NOW, background=False, segment_bytes=1500) as recorder:
            for number, body in enumerate(bodies):
                recorder.append("decision" if number % 2 else "note", body, now=NOW + timedelta(seconds=number))
        every = list(read_entries(home.folder("log")))
        with LogIndex(home) as index:
            for query in asked:
                wanted = [placed for placed in every if query.admits(placed.entry)]
                assert list(index.find(query, limit=100, newest_first=False)) == wanted


def test_the_index_reads_only_what_is_new(tmp_path: Path) -> None:
    home = Home(str(tmp_path))
    home.create()
    with SegmentRecorder(home, now=NOW, background=False, segment_bytes=1500) as recorder:
        for round_number in range(4):
            for _ in range(5):
                recorder.append("note", {"round": round_number}, now=NOW)
            with LogIndex(home) as index:
                assert len(list(index.find(LogQuery(), limit=100))) == recorder.size


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_index_that_cannot_be_written_is_a_fault_of_the_machine(tmp_path: Path) -> None:
    home = Home(str(tmp_path))
    home.create()
    os.chmod(home.folder("index"), 0o500)
    with pytest.raises(EnvironmentFault):
        LogIndex(home)
