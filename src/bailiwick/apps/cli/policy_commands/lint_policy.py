"""`bailiwick policy lint`: what a well-formed policy probably does not mean."""

from __future__ import annotations

from bailiwick.apps.authoring.linting import lint
from bailiwick.apps.authoring.overview import overview
from bailiwick.apps.cli.output import document, say, style
from bailiwick.policy.lint.finding import ERROR, SEVERITIES, WARNING

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from bailiwick.policy.lint.finding import Finding

EXAMPLES = """\
examples:
  bailiwick policy lint                       the files of the policy in force here
  bailiwick policy lint new.yaml pack.yaml    these, each alone with the packs that it names
  bailiwick policy lint --strict --json       for continuous integration

It finds rules that never decide (`shadowed`, `covered`, `contradiction`, `never`), tests that nothing can pass
(`dead-value`, `dead-path`, `unknown-label` ...), what widens (`broad-approval`, `broad-grant`, `weakened`,
`fails-open`), and what could be said better (`words`, `tool-only`, `broad-taint`, `zone`, `no-remedy` ...).
docs/policy/authoring.md lists all.

exit codes: 0 no error; 1 an error, with --strict also a warning; 6 a policy is broken (`check` says where)
"""

_STYLES = {ERROR: "bad", WARNING: "ask"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("file", nargs="*", help="policy files or packs (default: the policy in force here)")
    parser.add_argument("--strict", action="store_true", help="warnings fail as well")
    parser.add_argument("--quiet", action="store_true", help="no findings of severity info")


def run(arguments: argparse.Namespace) -> int:
    """Print all findings."""
    found = [finding for name in arguments.file or [""] for finding in lint(overview(name))]
    if arguments.quiet:
        found = [finding for finding in found if finding.severity in (ERROR, WARNING)]
    counts = {severity: sum(one.severity == severity for one in found) for severity in SEVERITIES}
    if arguments.json:
        document({"counts": counts, "findings": [finding.plain() for finding in found]})
    else:
        for finding in found:
            _show(finding)
        say(", ".join(f"{count} of severity {severity}" for severity, count in counts.items()))
    return 1 if counts[ERROR] or (arguments.strict and counts[WARNING]) else 0


def _show(finding: Finding) -> None:
    where = f"{finding.source}:{finding.line}:{finding.column}"
    named = f"{finding.rule} " if finding.rule else ""
    severity = style(finding.severity, _STYLES.get(finding.severity, "dim"))
    say(f"{where}: {severity} [{finding.id}] {named}{finding.message}")
    if finding.advice:
        say(f"  -> {finding.advice}")
