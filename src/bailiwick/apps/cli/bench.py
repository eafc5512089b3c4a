"""`bailiwick bench`: how right the decisions are, on a corpus of calls with the verdicts they should get."""

from __future__ import annotations

import os
import tempfile

from bailiwick.apps.cli.output import document, say, style
from bailiwick.model.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from typing import Any

    from bailiwick.apps.corpus.cases import Case
    from bailiwick.apps.corpus.rates import Finding, Rate, Report

_EPILOG = """\
examples:
  bailiwick bench corpus calls.jsonl                    rates, and every line that got the wrong answer
  bailiwick bench corpus *.jsonl --quiet                rates alone
  bailiwick bench corpus calls.jsonl --family git       only families whose name holds a word
  bailiwick bench corpus calls.jsonl --project . --policy bailiwick.yaml
  bailiwick bench corpus calls.jsonl --json | jq .rates

a line of a corpus is one call and the verdict that it should get:
  {"id": "1", "want": "deny", "family": "git", "tool": "Bash", "input": {"command": "git push -f origin main"}}
`want` is deny, ask or allow; `cwd`, `session`, `executed` and `source` may be added. Calls with the same session
are one session in order. Nothing is executed; what a Write or Edit with `executed` leaves is there for the rest of its
session, in the made-up world.

Without --home or --project the calls are judged by the default profile in a made-up world: home `/home/dev` with
credentials, and the git project `/home/dev/proj`. With one of them, facts come from these directories and the policy is
the installed one, or --policy.

exit codes: 0 the targets are met (silent misses <= 0.5 %, false denials <= 0.5 %, needless asks <= 2 %), 1 they are not
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `bench`."""
    parser.epilog = _EPILOG
    parser.add_argument("subject", choices=["corpus"], help="what is measured")
    parser.add_argument("files", nargs="+", metavar="FILE", help="corpus files, one JSON object per line")
    parser.add_argument("--home", metavar="DIR", help="judge for this home directory instead of the made-up one")
    parser.add_argument("--project", metavar="DIR", help="judge for this project instead of the made-up one")
    parser.add_argument("--policy", metavar="FILE", help="use this policy file alone (with --home or --project)")
    parser.add_argument("--family", metavar="WORD", default="", help="only families whose name holds WORD")
    parser.add_argument("--quiet", action="store_true", help="print rates, not cases")


def run(arguments: argparse.Namespace) -> int:
    """Measure a corpus."""
    report = _report(arguments)
    if arguments.json:
        document(_plain(report))
    else:
        if not arguments.quiet:
            for finding in report.findings:
                _print_finding(finding)
        for rate in report.rates:
            _print_rate(rate)
        say(f"{report.calls} calls, median {report.median_us} us, p99 {report.p99_us} us each, facts included")
    return 0 if report.met else 1


def _report(arguments: argparse.Namespace) -> Report:
    from bailiwick.apps.corpus.rates import measure

    if arguments.home or arguments.project:
        from bailiwick.apps.cli.judging import judge_of

        judge = judge_of(home=arguments.home, project=arguments.project, policy=arguments.policy)
        return measure(judge, _cases(arguments), cwd=os.path.abspath(arguments.project or os.getcwd()))
    if arguments.policy:
        raise UsageError(
            "expected --home or --project beside --policy: the made-up world has the default profile",
            remedy="add --project DIR",
        )
    from bailiwick.apps.corpus.world import PROJECT, build_home, judge_in
    from bailiwick.apps.corpus.written import Written

    with tempfile.TemporaryDirectory(prefix="bailiwick-bench-") as made:
        root = os.path.realpath(made)
        build_home(root)
        return measure(judge_in(root), _cases(arguments), cwd=PROJECT, written=Written(root))


def _cases(arguments: argparse.Namespace) -> Iterator[Case]:
    from bailiwick.apps.corpus.cases import cases

    return (case for case in cases(arguments.files) if arguments.family in case.family)


def _print_finding(finding: Finding) -> None:
    bad = finding.fault in ("silent miss", "false denial", "needless ask")
    reason = ", ".join(finding.rules) or finding.error or "no rule speaks"
    fault = style(f"{finding.fault:24}", "bad" if bad else "dim")
    say(f"{fault} {finding.case.where}  {finding.case.shown}  ({reason})")


def _print_rate(rate: Rate) -> None:
    target = "" if rate.target is None else f"   target <= {rate.target:g} %"
    shown = f"{rate.fault:24} {rate.count:5} of {rate.of:5}  {rate.percent:6.2f} %{target}"
    say(shown if rate.met else style(shown, "bad"))


def _plain(report: Report) -> dict[str, Any]:
    return {
        "met": report.met,
        "calls": report.calls,
        "median_us": report.median_us,
        "p99_us": report.p99_us,
        "rates": [
            {
                "fault": rate.fault,
                "count": rate.count,
                "of": rate.of,
                "percent": round(rate.percent, 3),
                "target_percent": rate.target,
                "met": rate.met,
            }
            for rate in report.rates
        ],
        "findings": [
            {
                "fault": finding.fault,
                "case": finding.case.id,
                "where": finding.case.where,
                "want": finding.case.want,
                "verdict": finding.verdict,
                "rules": list(finding.rules),
                "tool": finding.case.tool,
                "input": dict(finding.case.input),
                "error": finding.error,
            }
            for finding in report.findings
        ],
    }
