"""A witness signs a log that only grows, and no other; its word is kept, travels in receipts and can be demanded."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bailiwick.adapters.home import Home
from bailiwick.adapters.keys import load_public_key
from bailiwick.adapters.recorder import SegmentRecorder
from bailiwick.apps.cli.main import main
from bailiwick.apps.receipts import receipt_of
from bailiwick.apps.witnessing import answer, create_witness, keep, request_for
from bailiwick.ledger.witness import AddRequest, Witness, parse_add_request, parse_witness
from bailiwick.model.errors import InputError, TrustError, UsageError
from bailiwick_verify import BadReceiptError, Report, VerifierKey, check_receipt, collect, parse_key, verify_log

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
NAME = "example.org/witness"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(str(tmp_path / "home"))
    made.create()
    grow(made, 5)
    return made


@pytest.fixture
def state(tmp_path: Path) -> str:
    folder = str(tmp_path / "witness")
    create_witness(folder, NAME)
    return folder


def grow(home: Home, entries: int, *, verdict: str = "deny") -> None:
    with SegmentRecorder(home, now=NOW, background=False) as recorder:
        for _ in range(entries):
            recorder.append("decision", {"verdict": verdict}, now=NOW)


def verifier_key(state: str) -> str:
    return Path(state, "witness.pub").read_text(encoding="utf-8")


def witness(state: str) -> Witness:
    return parse_witness(verifier_key(state))


def witnessed(home: Home, state: str, old: int = 0) -> int:
    line = answer(state, request_for(home, old).text(), load_public_key(home), now=NOW)
    return keep(home, line, witness(state))


def verify(home: Home, *demanded: VerifierKey) -> Report:
    return verify_log(replace(collect(home.root), witnesses=demanded))


def test_a_growing_log_is_cosigned_again_and_again(home: Home, state: str) -> None:
    assert witnessed(home, state) == 6
    grow(home, 300)
    assert witnessed(home, state, 6) == 306
    assert witnessed(home, state, 306) == 306
    report = verify(home, parse_key(verifier_key(state)))
    assert report.findings == ()
    assert report.witnessed == 306


def test_a_witness_that_did_not_sign_is_missed(home: Home, state: str, tmp_path: Path) -> None:
    witnessed(home, state)
    other = parse_key(create_witness(str(tmp_path / "other"), NAME))
    report = verify(home, parse_key(verifier_key(state)), other)
    assert [finding.what for finding in report.findings if finding.broken] == ["witness"]


def test_a_rewritten_log_gets_no_signature(home: Home, state: str, tmp_path: Path) -> None:
    begun = Home(shutil.copytree(home.root, str(tmp_path / "begun")))
    grow(home, 10)
    witnessed(home, state)
    grow(begun, 20, verdict="allow")
    request = request_for(begun, 16)
    with pytest.raises(TrustError, match="rewritten"):
        answer(state, request.text(), load_public_key(begun), now=NOW)


def test_a_log_rolled_back_gets_no_signature(home: Home, state: str, tmp_path: Path) -> None:
    older = Home(shutil.copytree(home.root, str(tmp_path / "older")))
    grow(home, 10)
    witnessed(home, state)
    with pytest.raises(TrustError, match="from size 16"):
        answer(state, request_for(older, 0).text(), load_public_key(older), now=NOW)
    with pytest.raises(UsageError):
        request_for(older, 16)


def test_a_log_rolled_back_is_found_by_its_cosigned_checkpoint(home: Home, state: str, tmp_path: Path) -> None:
    older = Home(shutil.copytree(home.root, str(tmp_path / "older")))
    grow(home, 10)
    witnessed(home, state)
    shutil.copy(f"{home.folder('log')}/cosigned", f"{older.folder('log')}/cosigned")
    first = verify(older).first
    assert first is not None
    assert (first.what, first.position) == ("tail-cut", 6)


Change = Callable[[AddRequest], AddRequest]
CHANGES: dict[str, Change] = {
    "no proof": lambda one: one.replace(proof=()),
    "another proof": lambda one: one.replace(proof=(bytes(32), *one.proof[1:])),
    "another size": lambda one: one.replace(old=one.old - 1),
    "a forged size": lambda one: one.replace(checkpoint=one.checkpoint.replace("\n16\n", "\n17\n")),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_request_that_does_not_prove_growth_is_refused_and_nothing_is_remembered(
    home: Home, state: str, name: str
) -> None:
    witnessed(home, state)
    grow(home, 10)
    with pytest.raises(TrustError):
        answer(state, CHANGES[name](request_for(home, 6)).text(), load_public_key(home), now=NOW)
    assert witnessed(home, state, 6) == 16


def test_a_checkpoint_of_another_key_is_refused(home: Home, state: str) -> None:
    with pytest.raises(TrustError, match="signed by the log's key"):
        answer(state, request_for(home, 0).text(), witness(state).key, now=NOW)


def test_an_answer_about_another_log_or_by_another_witness_is_not_kept(home: Home, state: str, tmp_path: Path) -> None:
    other = Home(str(tmp_path / "other"))
    other.create()
    grow(other, 3)
    line = answer(state, request_for(other, 0).text(), load_public_key(other), now=NOW)
    with pytest.raises(TrustError, match="recent checkpoint"):
        keep(home, line, witness(state))
    create_witness(str(tmp_path / "second"), NAME)
    with pytest.raises(TrustError):
        keep(other, line, witness(str(tmp_path / "second")))


def test_an_answer_that_comes_late_is_kept_with_its_checkpoint(home: Home, state: str, tmp_path: Path) -> None:
    line = answer(state, request_for(home, 0).text(), load_public_key(home), now=NOW)
    grow(home, 10)
    assert keep(home, line, witness(state)) == 6
    second = str(tmp_path / "second")
    create_witness(second, "example.net/second")
    assert witnessed(home, second) == 16
    with pytest.raises(UsageError, match="cosigned already"):
        keep(home, line, witness(state))


def test_receipts_carry_the_cosignature_and_hold_only_with_it(home: Home, state: str) -> None:
    witnessed(home, state)
    grow(home, 10)
    demanded = parse_key(verifier_key(state))
    with SegmentRecorder(home, now=NOW, background=False) as recorder:
        recorder.rotate_key(now=NOW)  # the cosigned checkpoint is one of the key before
    text = receipt_of(home, "3").text()
    assert check_receipt(text, None, [demanded]).cosigned == (NAME,)
    with pytest.raises(BadReceiptError, match="cosignature"):
        check_receipt(receipt_of(home, "12").text(), None, [demanded])
    stripped = json.loads(text)
    stripped["proof"] = stripped["proof"][: stripped["proof"].rindex("\u2014")]
    with pytest.raises(BadReceiptError, match="cosignature"):
        check_receipt(json.dumps(stripped), None, [demanded])


def test_requests_are_read_as_they_are_written_and_nothing_else_is(home: Home) -> None:
    grow(home, 10)
    request = request_for(home, 6)
    assert parse_add_request(request.text()) == request
    for text in ("", "old x\n\nnote", "old 1\nAAAA\n\nnote", "old 1\n" + "A" * 43 + "=\n" * 64 + "\n\nnote"):
        with pytest.raises(InputError):
            parse_add_request(text)


def test_the_commands_make_a_witness_and_bring_its_word_home(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BAILIWICK_HOME", home.root)
    for name in ("CLAUDECODE", "CLAUDE_CODE_ENTRYPOINT", "AI_AGENT", "CLAUDE_PID"):
        monkeypatch.delenv(name, raising=False)
    state, log_key = str(tmp_path / "w"), f"{home.root}/keys/log.pub"
    assert main(["witness", "new", "--state", state, "--name", NAME]) == 0
    key = capsys.readouterr().out.strip()
    assert main(["verify", "--witness", key]) == 1
    capsys.readouterr()
    assert main(["witness", "request"]) == 0
    monkeypatch.setattr("sys.stdin", io.StringIO(capsys.readouterr().out))
    assert main(["witness", "cosign", "--state", state, "--key", log_key]) == 0
    monkeypatch.setattr("sys.stdin", io.StringIO(capsys.readouterr().out))
    assert main(["witness", "accept", "--key", key, "--yes"]) == 0
    assert main(["verify", "--witness", key]) == 0
