"""`bailiwick decide`: judge calls without a client."""

from __future__ import annotations

import os
import sys

from bailiwick.apps.cli.output import document, note, say, style
from bailiwick.model.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from typing import Any

EXIT_CODES = {"deny": 4, "ask": 1}

_EPILOG = """\
examples:
  bailiwick decide Bash 'rm -rf /'                   one shell command
  bailiwick decide Read ~/.ssh/id_rsa --json         one file tool, as JSON
  bailiwick decide mcp__db__query '{"sql": "..."}'   any tool, its input as a JSON object
  bailiwick decide --batch calls.jsonl               one call per line
  some-program | bailiwick decide --batch - --explain

a line of a batch is a native hook event, or
  {"id": "1", "tool": "Bash", "input": {"command": "ls"}, "cwd": "/work", "session": "s1"}
Calls with the same session are one session in order. A call counts as executed unless it was denied;
"executed": true or false says otherwise, and "result" how it ended and what a person answered (a text, or an object
with "status": done, failed or refused, "text", "answers"), for rules about the past. A line that cannot be read is
denied, with an "error".

No call is executed and nothing is recorded: no daemon, no log, no session is touched. Facts (links, repositories,
scripts) are read from this machine. External checks run when the policy in force has them; those of a policy that is
only named with --policy do not run, and the answer says so.

exit codes for one call: 0 allowed or no opinion, 1 a person must be asked, 4 denied; for a batch: 0
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `decide`."""
    parser.epilog = _EPILOG
    parser.add_argument("tool", nargs="?", help="tool name, for one call")
    parser.add_argument("input", nargs="?", help="the tool's main input (command, path, URL) or a JSON object")
    parser.add_argument("--batch", metavar="FILE", help="judge one call per line of FILE (`-`: stdin)")
    parser.add_argument("--home", metavar="DIR", help="the home directory that `~` means (default: yours)")
    parser.add_argument("--project", metavar="DIR", help="the project root (default: the repository of the cwd)")
    parser.add_argument("--policy", metavar="FILE", help="use this policy file alone")
    parser.add_argument("--explain", action="store_true", help="add operations and facts to each answer")


def run(arguments: argparse.Namespace) -> int:
    """Judge one call or a batch."""
    from bailiwick.apps.cli.judging import judge_of

    if bool(arguments.batch) == bool(arguments.tool):
        raise UsageError(
            "expected one call (TOOL INPUT) or --batch FILE", remedy="`bailiwick decide --help` shows examples"
        )
    judge = judge_of(home=arguments.home, project=arguments.project, policy=arguments.policy)
    if arguments.batch:
        from bailiwick.apps.judging import to_line

        for line in _lines(arguments.batch):
            if line.strip():
                sys.stdout.write(to_line(judge.line(line, explain=arguments.explain)) + "\n")
        return 0
    if arguments.input is None:
        raise UsageError("expected an input behind the tool", remedy="for example: bailiwick decide Bash 'git status'")
    return _single(judge, arguments)


def _single(judge: Any, arguments: argparse.Namespace) -> int:
    import json

    from bailiwick.apps.judging import input_of

    cwd = os.path.abspath(arguments.project) if arguments.project else os.getcwd()
    call = {"id": "1", "tool": arguments.tool, "input": input_of(arguments.tool, arguments.input), "cwd": cwd}
    answer = judge.line(json.dumps(call).encode(), explain=arguments.explain)
    if arguments.json:
        document(answer)
    else:
        say(f"{style(answer['verdict'], answer['verdict'])}  {answer['reason'] or 'no rule speaks about this call'}")
        if arguments.explain:
            document({"operations": answer.get("operations", []), "facts": answer.get("facts", [])})
    return EXIT_CODES.get(answer["verdict"], 0)


def _lines(name: str) -> Iterator[bytes]:
    if name == "-":
        yield from sys.stdin.buffer
        return
    try:
        with open(name, "rb") as file:
            yield from file
    except OSError as error:
        note(f"`{name}`: {error.strerror}")
        raise UsageError(f"`{name}` cannot be read: {error.strerror}") from error
