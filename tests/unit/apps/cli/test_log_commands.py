"""`log`, `why` and `verify` on a real log, as a person and as a program uses them."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bailiwick.adapters.home import Home
from bailiwick.adapters.recorder import SegmentRecorder
from bailiwick.apps.cli.log import parse_since
from bailiwick.apps.cli.main import main
from bailiwick.model.errors import UsageError

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
Run = Callable[..., tuple[int, str]]


def decision(summary: str, verdict: str = "abstain", **more: object) -> dict[str, object]:
    return {
        "agent": "claude-code", "session": "s-1234", "tool": "Bash", "verdict": verdict, "mode": "enforce",
        "answered": "deny" if verdict == "deny" else "none", "summary": summary, "rules": [], "operations": [],
        "facts": [], "policy": "ab" * 32, "micros": 200, **more,
    }  # fmt: skip


DENIED = decision(
    "sudo rm -rf / \x1b[31m",
    "deny",
    rules=[{"rule": "baseline/delete.root", "verdict": "deny", "reason": "deletes the file system root",
            "remedy": "name what you mean", "severity": "critical", "operation": 1}],
    operations=[{"kind": "priv.escalate", "attributes": {"by": "sudo"}},
                {"kind": "file.delete", "resource": "/", "classes": ["root"], "path": ["sudo"]}],
    facts=[{"query": "path", "path": "/", "answer": {"real": "/", "type": "directory"}}],
)  # fmt: skip


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    made = Home(str(tmp_path / "home"))
    made.create()
    monkeypatch.setenv("BAILIWICK_HOME", made.root)
    with SegmentRecorder(made, now=NOW, background=False) as recorder:
        recorder.append("session", {"session": "s-1234", "source": "startup"}, now=NOW)
        recorder.append("decision", DENIED, now=NOW + timedelta(hours=1))
        done = recorder.append("decision", decision("git push"), now=NOW + timedelta(hours=2))
        recorder.append("decision", decision("ls", session="other", tool="Read"), now=NOW + timedelta(hours=3))
        outcome = {"session": "s-1234", "tool": "Bash", "decision": done.reference, "status": "done"}
        recorder.append("outcome", {**outcome, "duration_ms": 12, "changed": True}, now=NOW + timedelta(hours=3))
    return made


@pytest.fixture
def run(home: Home, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*words: str) -> tuple[int, str]:
        code = main(words)
        return code, capsys.readouterr().out

    return command


def sequences(output: str) -> list[int]:
    return [entry["sequence"] for entry in json.loads(output)["entries"]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), [0, 1, 2, 3, 4, 5]),
        (("--limit", "2"), [4, 5]),
        (("--verdict", "deny"), [2]),
        (("--kind", "decision", "--session", "s-12"), [2, 3]),
        (("--tool", "Read"), [4]),
        (("--rule", "DELETE"), [2]),
        (("--text", "push"), [3]),
        (("--text", "100%"), []),
        (("--since", "2026-11-20T14:00"), [3, 4, 5]),
        (("--since", "2026-11-20T15:00+01:00", "--verdict", "abstain"), [3, 4]),
    ],
)
def test_filters_select(run: Run, words: tuple[str, ...], expected: list[int]) -> None:
    code, output = run("log", "--json", *words)
    assert code == 0
    assert sequences(output) == expected


def test_the_table_has_a_line_for_each_entry_and_cannot_steer_the_terminal(run: Run) -> None:
    _, output = run("log")
    assert len(output.splitlines()) == 7
    assert "\x1b" not in output
    assert "baseline/delete.root" in output
    assert "INPUT CHANGED" in output


def test_the_index_follows_the_log_and_is_rebuilt_when_it_is_spoilt(home: Home, run: Run) -> None:
    assert len(sequences(run("log", "--json")[1])) == 6
    with SegmentRecorder(home, now=NOW, background=False) as recorder:
        recorder.append("note", {"what": "later"}, now=NOW)
    assert len(sequences(run("log", "--json")[1])) == 7
    Path(home.folder("index"), "log.sqlite3").write_bytes(b"rubbish" * 1000)
    assert len(sequences(run("log", "--json")[1])) == 7
    shutil.rmtree(home.folder("log"))
    shutil.rmtree(home.folder("anchors"))
    home.create()
    with SegmentRecorder(home, now=NOW, background=False):
        pass
    assert sequences(run("log", "--json")[1]) == [0]


def test_following_shows_each_new_entry_as_one_json_line(home: Home) -> None:
    command = [sys.executable, "-m", "bailiwick", "log", "--follow", "--json", "--kind", "note"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as follower:
        assert follower.stdout is not None
        with SegmentRecorder(home, now=NOW, background=False) as recorder:
            for number in range(3):
                recorder.append("note", {"number": number}, now=NOW)
        seen = [json.loads(follower.stdout.readline())["body"]["number"] for _ in range(3)]
        follower.kill()
    assert seen == [0, 1, 2]


def test_why_shows_rules_operations_facts_and_what_became_of_the_call(run: Run) -> None:
    code, output = run("why", "2")
    assert code == 0
    for part in ("DENY", "baseline/delete.root", "-> name what you mean", "via sudo", "file.delete / [root]", "real=/", "none, the call was denied"):  # fmt: skip
        assert part in output


@pytest.mark.parametrize(
    ("answered", "words"),
    [("refused", "it had refused the call by itself"), ("unchecked", "it had run the call without asking")],
)
def test_a_call_that_was_over_before_it_was_judged_is_shown_as_what_became_of_it(
    home: Home, run: Run, answered: str, words: str
) -> None:
    with SegmentRecorder(home, now=NOW, background=False) as recorder:
        entry = recorder.append("decision", decision("cat .env", "deny") | {"answered": answered}, now=NOW)
    row = run("log", "--text", "cat .env")[1].splitlines()[-1]
    assert answered in row
    assert "deny" not in row
    output = run("why", entry.reference)[1]
    assert answered.upper() in output
    assert words in output


def test_a_later_outcome_corrects_an_earlier_one(home: Home, run: Run) -> None:
    with SegmentRecorder(home, now=NOW, background=False) as recorder:
        made = recorder.append("decision", decision("make"), now=NOW).reference
        for status in ("refused", "done"):
            recorder.append("outcome", {"decision": made, "status": status, "duration_ms": 1}, now=NOW)
    assert "outcome: done" in run("why", made)[1]


def test_why_finds_a_decision_by_its_id_and_by_its_outcome(run: Run) -> None:
    entries = json.loads(run("log", "--json")[1])["entries"]
    reference = entries[3]["reference"]
    for name in (reference, reference[:8], "3", "#3", "5"):
        _, output = run("why", name, "--json")
        told = json.loads(output)
        assert told["entry"]["sequence"] == 3
        assert told["outcome"]["sequence"] == 5
    assert "differs from the judged one" in run("why", "3")[1]


@pytest.mark.parametrize("name", ["99", "zz", "ffffffffffff", ""])
def test_why_of_an_unknown_id_is_an_error_of_the_caller(run: Run, name: str) -> None:
    assert run("why", name)[0] == 2


def test_verify_says_what_is_covered_and_what_is_not_yet(home: Home, run: Run) -> None:
    code, output = run("verify")
    assert code == 0
    assert "6 entries chained, 6 under a signed checkpoint" in output
    recorder = SegmentRecorder(home, now=NOW, background=False)
    recorder.append("note", {}, now=NOW)
    recorder._release()
    code, output = run("verify")
    assert code == 0
    assert "1 not yet covered" in output


def test_verify_names_the_first_bad_entry_and_exits_with_1(home: Home, run: Run) -> None:
    path = Path(home.folder("log"), "00000000000000000000.jsonl")
    path.write_bytes(path.read_bytes().replace(b"git push", b"git posh"))
    code, output = run("verify")
    assert code == 1
    assert "BROKEN" in output
    assert "entry 3" in output
    code, output = run("verify", "--json")
    assert code == 1
    assert json.loads(output)["first_bad"]["position"] == 3


def test_verify_checks_a_copy_against_a_given_key_in_each_form(home: Home, run: Run, tmp_path: Path) -> None:
    copy = str(shutil.copytree(home.folder("log"), tmp_path / "copy"))
    key = json.loads(run("verify", "--json")[1])["key"]
    for form in (key, f"{home.root}/keys/log.pub"):
        assert run("verify", copy, "--key", form)[0] == 0
    other = key[:-6] + ("A" if key[-6] != "A" else "B") + key[-5:]
    assert run("verify", copy, "--key", other)[0] == 2
    assert "give --key to be sure" in run("verify", copy)[1]


def test_verify_of_a_segment_file_checks_its_chain(home: Home, run: Run) -> None:
    segment = f"{home.folder('log')}/00000000000000000000.jsonl"
    assert run("verify", segment)[0] == 0
    path = Path(segment)
    path.write_bytes(path.read_bytes().replace(b"git push", b"git posh"))
    assert run("verify", segment)[0] == 1


def test_verify_where_there_is_no_log_is_an_error_of_the_caller(run: Run, tmp_path: Path) -> None:
    assert run("verify", str(tmp_path))[0] == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2h", "2026-11-20T10:00:00.000000Z"),
        ("3d", "2026-11-17T12:00:00.000000Z"),
        ("2026-11-01", "2026-11-01T00:00:00.000000Z"),
        ("2026-11-01T10:00+02:00", "2026-11-01T08:00:00.000000Z"),
    ],
)
def test_since_takes_spans_and_times(text: str, expected: str) -> None:
    assert parse_since(text, now=NOW) == expected


@pytest.mark.parametrize("text", ["yesterday", "2x", "999999w", "-1h"])
def test_since_refuses_what_it_cannot_read(text: str) -> None:
    with pytest.raises(UsageError):
        parse_since(text, now=NOW)


def test_statistics_count_decisions_by_what_is_asked(run: Run) -> None:
    code, output = run("log", "--stats", "--by", "rule", "--json")
    found = json.loads(output)
    assert code == 0
    assert found["entries"] == 6
    assert found["verdicts"] == {"abstain": 2, "deny": 1}
    assert found["groups"] == [{"name": "baseline/delete.root", "total": 1, "verdicts": {"deny": 1}}]
    assert found["micros"] == {"p50": 200, "p95": 200, "p99": 200, "max": 200}


@pytest.mark.parametrize(
    ("by", "names"),
    [("tool", ["Bash", "Read"]), ("session", ["s-1234", "other"]), ("day", ["2026-11-20"]), ("agent", ["claude-code"])],
)
def test_statistics_list_the_largest_group_first(run: Run, by: str, names: list[str]) -> None:
    assert [group["name"] for group in json.loads(run("log", "--stats", "--by", by, "--json")[1])["groups"]] == names


def test_statistics_are_readable_and_obey_the_filters(run: Run) -> None:
    output = run("log", "--stats", "--verdict", "deny", "--until", "2026-11-21")[1]
    assert "1 entries, 1 decisions" in output
    assert "time to decide: p50 0.20 ms" in output


def test_csv_holds_every_entry_and_computes_nothing(run: Run, home: Home, tmp_path: Path) -> None:
    with SegmentRecorder(home, now=NOW, background=False) as recorder:
        recorder.append("decision", decision("=HYPERLINK(1)"), now=NOW)
    file = tmp_path / "log.csv"
    assert run("log", "--format", "csv", "-o", str(file))[0] == 0
    with file.open(newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert [int(row["sequence"]) for row in rows] == [0, 1, 2, 3, 4, 5, 6]
    assert rows[2]["rules"] == "baseline/delete.root"
    assert rows[6]["summary"] == "'=HYPERLINK(1)"


def test_parquet_holds_the_same_with_types(run: Run, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    file = tmp_path / "log.parquet"
    assert run("log", "--format", "parquet", "-o", str(file))[0] == 0
    rows = parquet.read_table(file).to_pylist()
    assert [row["sequence"] for row in rows] == [0, 1, 2, 3, 4, 5]
    assert (rows[2]["verdict"], rows[2]["micros"], rows[0]["micros"]) == ("deny", 200, None)
    assert run("log", "--format", "parquet")[0] == 2


def test_pruning_needs_a_span_and_a_person_and_says_what_went(
    home: Home, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CLAUDECODE", "CLAUDE_CODE_ENTRYPOINT", "AI_AGENT", "CLAUDE_PID"):
        monkeypatch.delenv(name, raising=False)
    assert run("log", "prune", "--yes")[0] == 2
    assert run("log", "prune", "--older-than", "x")[0] == 2
    done = json.loads(run("log", "prune", "--older-than", "180d", "--yes", "--json")[1])
    assert done == {"entries": 0, "segments": 0, "first": 0, "waiting_for": None}
    monkeypatch.setenv("CLAUDECODE", "1")
    assert run("log", "prune", "--older-than", "180d", "--yes")[0] == 2
