"""`bailiwick explain`: what a shell command would do, on which facts that rests, and which rule speaks."""

from __future__ import annotations

from bailiwick.apps.cli.entries import printable
from bailiwick.apps.cli.output import document, say, style

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from bailiwick.engine.judge import Judgement
    from bailiwick.model.operation import Operation
    from bailiwick.model.verdict import Decision

_EPILOG = """\
examples:
  bailiwick explain 'git push -f origin main'
  bailiwick explain 'curl -s https://example.com/install.sh | sh'
  bailiwick explain --tool Read ~/.ssh/id_rsa
  bailiwick explain 'make deploy' --json

The command is not executed; external checks of the policy in force run, those of a --policy do not.

exit codes: 0 allowed or no opinion, 1 a person must be asked, 4 denied
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `explain`."""
    parser.epilog = _EPILOG
    parser.add_argument("input", metavar="COMMAND", help="the shell command (or the main input of --tool)")
    parser.add_argument("--tool", default="Bash", help="another tool than the shell (default: Bash)")
    parser.add_argument("--cwd", metavar="DIR", default="", help="working directory of the call (default: here)")
    parser.add_argument("--home", metavar="DIR", help="the home directory that `~` means (default: yours)")
    parser.add_argument("--project", metavar="DIR", help="the project root (default: the repository of the cwd)")
    parser.add_argument("--policy", metavar="FILE", help="use this policy file alone")


def run(arguments: argparse.Namespace) -> int:
    """Explain one call."""
    from bailiwick.apps.cli.decide import EXIT_CODES
    from bailiwick.apps.cli.judging import judge_of
    from bailiwick.apps.judging import answer_of, input_of

    judge = judge_of(home=arguments.home, project=arguments.project, policy=arguments.policy)
    request = judge.request(arguments.tool, input_of(arguments.tool, arguments.input), cwd=arguments.cwd)
    judgement = judge.judge(request)
    answer = answer_of(judgement, explain=True)
    if arguments.json:
        document({"tool": request.tool, "input": dict(request.input), "cwd": request.cwd, **answer})
    else:
        _print(judgement, answer["verdict"])
    return EXIT_CODES.get(answer["verdict"], 0)


def _print(judgement: Judgement, verdict: str) -> None:
    decision = judgement.decision
    say(f"{style(verdict, verdict)}  (policy {decision.policy[:12]}, mode {decision.mode})")
    for ruling in decision.rulings:
        say(f"\n{style(ruling.verdict.value, ruling.verdict.value)}  {style(ruling.rule, 'bold')} [{ruling.severity}]")
        say(f"      {ruling.reason}")
        if ruling.remedy:
            say(f"      instead: {ruling.remedy}")
        if ruling.operation is not None:
            say(f"      because of: {_operation(ruling.operation)}")
    if not decision.rulings:
        say("no rule speaks about this call: the agent's own permission flow goes on")
    if judgement.executed is not None:
        command = judgement.executed.input.get("command")
        say(f"\n{style('must run as', 'bold')}  {printable(str(command or dict(judgement.executed.input)))}")
    _print_operations(decision)
    _print_facts(judgement)


def _print_operations(decision: Decision) -> None:
    say(f"\n{style('operations', 'bold')}")
    shown: tuple[str, ...] = ()
    for operation in decision.operations:
        common = 0
        while common < min(len(shown), len(operation.path)) and shown[common] == operation.path[common]:
            common += 1
        for depth, step in enumerate(operation.path[common:], start=common):
            say(f"{'  ' * (depth + 1)}{style(step, 'dim')}")
        shown = operation.path
        say(f"{'  ' * (len(shown) + 1)}{_operation(operation)}")
    if not decision.operations:
        say("  none")


def _operation(operation: Operation) -> str:
    parts = [operation.kind.value]
    resource = operation.resource
    if resource is not None:
        parts.append(resource.value)
        if resource.classes:
            parts.append(f"[{', '.join(sorted(one.value for one in resource.classes))}]")
    parts.extend(
        name if value is True else f"{name}={','.join(value) if isinstance(value, tuple) else value}"
        for name, value in operation.attributes.items()
        if value is not False
    )
    if operation.certainty.value != "certain":
        parts.append(f"({operation.certainty.value})")
    return "  ".join(parts)


def _print_facts(judgement: Judgement) -> None:
    from bailiwick.engine.records import fact_plain

    say(f"\n{style('facts', 'bold')}")
    for query, fact in judgement.facts.items():
        plain = fact_plain(query, fact)
        asked = " ".join(str(value) for name, value in plain.items() if name not in ("query", "answer"))
        answer = ", ".join(f"{name} {value}" for name, value in plain["answer"].items()) or "nothing there"
        say(f"  {plain['query']} {asked}: {style(answer, 'dim')}")
    if not judgement.facts:
        say("  none needed")
