"""The page tells what the log holds, escapes it, and fetches nothing."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from bailiwick.adapters.log_query import LogQuery
from bailiwick.adapters.log_reader import Placed, Position
from bailiwick.apps.log_statistics import VERDICTS, Group, Statistics
from bailiwick.apps.report.facts import Facts, Spend, spend
from bailiwick.apps.report.page import HEIGHT, Record, bars, render
from bailiwick.ledger.entry import Entry

RECORD = Record(log="ab" * 16, size=9, covered=9, root="cd" * 32, good=True)
NO_STATISTICS = Statistics(entries=0, verdicts={}, answered={}, micros={}, groups=())
counts = st.dictionaries(st.sampled_from(VERDICTS), st.integers(1, 10_000), min_size=1)


def placed(**body: object) -> Placed:
    entry = Entry("ab" * 16, 3, "00" * 32, "2026-11-20T12:00:00.000000Z", "decision", body)
    return Placed(entry, "ef" * 32, Position(), Position())


def facts(*stopped: Placed, timeline: tuple[Group, ...] = ()) -> Facts:
    return Facts(
        query=LogQuery(), totals=NO_STATISTICS, timeline=timeline, unit="day", rules=(), tools=(), stopped=stopped,
        incidents=(), sessions=(), spend=(), first="", last="",
    )  # fmt: skip


class Reader(HTMLParser):
    """Tags, attributes and text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zs"])))
def test_text_of_the_log_stays_text(text: str) -> None:
    hostile = f"</code><script>alert(1)</script><img src=x>{text}"
    page = read(render(facts(placed(verdict="deny", summary=hostile)), RECORD, title="t", written="w"))
    plain = read(render(facts(placed(verdict="deny", summary="s")), RECORD, title="t", written="w"))
    assert page.tags == plain.tags
    assert hostile in page.words


def test_the_page_fetches_nothing() -> None:
    reader = read(render(facts(placed(verdict="ask", summary="s")), RECORD, title="t", written="w"))
    assert {"script", "link", "img", "iframe"}.isdisjoint(reader.tags)
    assert {"src", "href"}.isdisjoint(name for name, _ in reader.attributes)
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in reader.attributes


def test_a_log_that_does_not_verify_is_said_to_be_so() -> None:
    broken = RECORD.replace(good=False, problem="an entry was changed")
    words = read(render(facts(), broken, title="t", written="w")).words
    assert "does not verify" in words
    assert "an entry was changed" in words


@given(st.lists(counts, min_size=1, max_size=30))
def test_bars_stand_on_the_ground_and_are_as_high_as_their_counts(days: list[dict[str, int]]) -> None:
    drawn = bars([Group(str(number), day) for number, day in enumerate(days)])
    highest = max(sum(day.values()) for day in days)
    for bar, day in zip(drawn, days, strict=True):
        assert {layer.verdict: layer.count for layer in bar.layers} == day
        assert abs(bar.layers[0].y + bar.layers[0].height - HEIGHT) < 0.05
        for below, above in zip(bar.layers, bar.layers[1:], strict=False):
            assert abs(above.y + above.height - below.y) < 0.05
        assert abs(sum(layer.height for layer in bar.layers) - HEIGHT * bar.total / highest) < 0.1


def test_tokens_are_added_up_by_model() -> None:
    usage = {"input": 10, "cache_read": 100, "cache_write": 5, "output": 7}
    calls = [
        placed(model="small", usage=usage),
        placed(model="large", usage={"output": 90}),
        placed(model="small", usage=usage),
    ]
    assert spend(calls) == [
        Spend("large", calls=1, written=90),
        Spend("small", calls=2, fresh=30, cached=200, written=14),
    ]
