"""`bailiwick verify`: check the whole record, offline, with code that did not write it."""

from __future__ import annotations

import os
import time

from bailiwick.adapters.home import Home, default_root
from bailiwick.adapters.keys import parse_public_key, public_key_path
from bailiwick.adapters.log_evidence import collect
from bailiwick.apps.cli.entries import printable
from bailiwick.apps.cli.output import document, say, style
from bailiwick.apps.cli.verify_receipt import check, read_receipt
from bailiwick.crypto.note import verifier_key
from bailiwick.crypto.signing import PublicKey
from bailiwick.ledger.checkpoint import origin_of
from bailiwick.ledger.verify import verify_log
from bailiwick.model.errors import EnvironmentFault

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from bailiwick.ledger.verify import Finding, Report

EXAMPLES = """\
examples:
  bailiwick verify                              this machine's log: chain, tree, signatures, length
  bailiwick verify /backup/log --key audit.pub  a copy, against a key that you got another way
  bailiwick verify 00000000000000000000.jsonl   one segment file: its chain only
  bailiwick verify decision.receipt --key audit.pub   one entry that somebody gave you (`bailiwick receipt`)
  bailiwick verify --since monday.checkpoint    also: nothing that was signed on Monday was changed or removed since
  bailiwick verify --json

Finds an edit, an insertion, a deletion, a reordering, a swap with another log, a cut at the
head or the tail, a rollback, and forged or replayed checkpoints, and names the first bad
entry. Exit code 0: everything holds. 1: something is broken. No daemon is asked.
A copy of log/ alone has no anchored head: a cut behind its last checkpoint cannot be seen there.
"""

_FILE_CHARACTERS = 16_384
"""Longest key or checkpoint file that is read."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("path", nargs="?", metavar="FILE|DIR", help="a home, a log folder, a segment file or a receipt")
    parser.add_argument(
        "--since", metavar="CHECKPOINT", help="also: the log extends this older signed checkpoint, with a proof"
    )
    parser.add_argument(
        "--key", metavar="PUBKEY", help="the trusted public key: a PEM file, or a verifier key (`name+id+base64`)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Verify; 0 when everything holds, 1 when something is broken."""
    home = Home(default_root(os.environ))
    path = os.path.realpath(arguments.path) if arguments.path else home.root
    key, source = _trusted_key(arguments.key, home, own=path == home.root)
    receipt = read_receipt(path)
    if receipt is not None:
        return check(receipt, path, key, source, as_json=arguments.json)
    started = time.perf_counter()
    evidence = collect(path, key=key.raw if key else None)
    report = verify_log(evidence.replace(earlier=_text(arguments.since) if arguments.since else ""))
    seconds = time.perf_counter() - started
    if arguments.json:
        document(_plain(report, path, source, seconds))
    else:
        _say(report, path, source, seconds)
    return 0 if report.good else 1


def _trusted_key(given: str | None, home: Home, *, own: bool) -> tuple[PublicKey | None, str]:
    """The key to check against, and where it comes from."""
    if given:
        if os.path.isfile(given):
            return parse_public_key(_text(given)), given
        return parse_public_key(given), "--key"
    path = public_key_path(home)
    if own and os.path.exists(path):
        return parse_public_key(_text(path)), path
    return None, "the log itself"


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read(_FILE_CHARACTERS)
    except OSError as error:
        raise EnvironmentFault(f"cannot read `{path}`: {error.strerror}") from error


def _say(report: Report, path: str, source: str, seconds: float) -> None:
    first = report.first
    if first is None:
        say(style("good", "ok") + f"  {path}: {_praise(report)}")
    else:
        say(style("BROKEN", "bad") + f"  {path}: {_what(first)} at {printable(first.where)}")
        say(f"  {printable(first.message)}")
        for other in report.findings:
            if other.broken and other is not first:
                say(f"  also {printable(other.where)}: {printable(other.message)}")
        sound = min(report.size, first.position) if first.position >= 0 else report.size
        say(f"  entries {report.start} to {sound - 1} hold" if sound > report.start else "  no entry can be relied on")
    for finding in report.findings:
        if not finding.broken:
            say(style(f"  note, {finding.where}: {printable(finding.message)}", "dim"))
    say(
        style(
            f"  log {report.log or 'unknown'}, key {report.key[:16] or 'unknown'}... from {source}, {seconds:.2f} s",
            "dim",
        )
    )
    if source == "the log itself" and first is None:
        say("  give --key to be sure that it was not written anew by somebody else")


def _praise(report: Report) -> str:
    entries = report.size - report.start
    if report.start or not report.covered:
        return f"{entries} entries chained; no checkpoint was checked"
    waiting = report.size - report.covered
    covered = f"{entries} entries chained, {report.covered} under a signed checkpoint"
    if not waiting:
        return covered
    return f"{covered}, {waiting} not yet covered by one"


_WHAT = {
    "edit": "an entry was changed",
    "insert": "an entry was inserted",
    "delete": "entries are missing",
    "reorder": "entries are out of order",
    "swap": "something of another log stands here",
    "head-cut": "the beginning is missing",
    "tail-cut": "the end is missing",
    "gap": "a segment is missing",
    "forged": "a signature is forged",
    "key": "another key stands in for the log's",
    "replay": "a checkpoint was replaced",
    "rewritten": "the log is not the one that was signed then",
    "rollback": "anchor and log are of different ages",
    "genesis": "the first entry is not the log's",
    "checkpoint": "the checkpoints are damaged",
    "anchor": "the anchored head is damaged",
}


def _what(finding: Finding) -> str:
    return _WHAT.get(finding.what, finding.what)


def _plain(report: Report, path: str, source: str, seconds: float) -> dict[str, object]:
    first = report.first
    origin = origin_of(report.log)
    return {
        "good": report.good,
        "path": path,
        "log": report.log,
        "start": report.start,
        "size": report.size,
        "covered": report.covered,
        "not_covered": 0 if report.start else report.size - report.covered,
        "root": report.root,
        "key": verifier_key(origin, PublicKey(bytes.fromhex(report.key))) if len(report.key) == 64 else None,
        "key_from": source,
        "seconds": round(seconds, 3),
        "first_bad": _finding(first) if first else None,
        "findings": [_finding(finding) for finding in report.findings],
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "what": finding.what,
        "where": finding.where,
        "position": finding.position if finding.position >= 0 else None,
        "message": finding.message,
        "broken": finding.broken,
    }
