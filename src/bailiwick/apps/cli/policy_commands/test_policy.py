"""`bailiwick policy test`: cases with the verdicts that they should get."""

from __future__ import annotations

import os

from bailiwick.apps.authoring.cases import read_cases
from bailiwick.apps.authoring.sources import plain_of, read_file
from bailiwick.apps.authoring.testing import outcomes
from bailiwick.apps.cli.entries import printable
from bailiwick.apps.cli.output import document, say, style
from bailiwick.policy.compiled import from_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from bailiwick.apps.authoring.testing import Outcome

EXAMPLES = """\
examples:
  bailiwick policy test tests/policy.yaml
  bailiwick policy test tests/*.yaml --policy new.yaml --json

a file of cases:
  policy: ../bailiwick.yaml        # beside this file; without it the policy in force
  files: {.env: "A=1"}             # of the project, /home/dev/project; the home is /home/dev
  git: main                        # the project is a repository on this branch
  tests:
    - name: production is closed
      command: curl https://api.prod.example/users
      expect: deny                 # deny, ask, allow, approve, abstain, or pass: neither denied nor asked
      expect_rule: no-prod
      expect_reason: production
    - name: no push after a credential was read
      session:
        - {tool: Read, input: {file_path: .env}, executed: true}
      command: git push
      expect: deny

A call is a `command`, a `tool` with its `input`, or an `event` of an agent as it comes. It may say `cwd`, `agent`,
`role`, `answerable`, `attended` and `at` (the time); a step of a session also `result` and `executed`, as lines of
`bailiwick decide --batch` do. Nothing is executed, and no daemon is needed.

exit codes: 0 all cases pass; 1 a case fails; 2 a file cannot be read as cases; 6 the policy is broken
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("file", nargs="+", help="files of cases")
    parser.add_argument("--policy", default="", metavar="FILE", help="judge by this policy, whatever the files say")


def run(arguments: argparse.Namespace) -> int:
    """Run all cases."""
    results = []
    for outcome in _outcomes(arguments):
        results.append(outcome)
        if not arguments.json:
            _show(outcome)
    failed = sum(bool(outcome.problem) for outcome in results)
    if arguments.json:
        summary = {"total": len(results), "passed": len(results) - failed, "failed": failed}
        document({"summary": summary, "results": [outcome.plain() for outcome in results]})
    else:
        say(f"{len(results) - failed} of {len(results)} cases pass")
    return 1 if failed else 0


def _outcomes(arguments: argparse.Namespace) -> Iterator[Outcome]:
    for file in arguments.file:
        cases = read_cases(read_file(file), file)
        beside = f"{os.path.dirname(file) or '.'}/{cases.policy}" if cases.policy else ""
        yield from outcomes(cases, from_plain(plain_of(arguments.policy or beside)))


def _show(outcome: Outcome) -> None:
    name = printable(outcome.case.name)
    if outcome.problem:
        say(f"{style('FAIL', 'bad')}  {name}: {printable(outcome.problem)}  ({outcome.case.place})")
    else:
        say(f"{style('ok', 'ok')}    {name}")
