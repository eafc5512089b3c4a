"""`bailiwick instructions`: the active rules in plain words, as a block in CLAUDE.md or AGENTS.md."""

from __future__ import annotations

import os

from bailiwick.apps.authoring.instructions import block, removed, written
from bailiwick.apps.authoring.sources import plain_of
from bailiwick.apps.cli.output import document, say, style
from bailiwick.apps.judging import project_of
from bailiwick.model.errors import UsageError
from bailiwick.pep.install import settings_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
examples:
  bailiwick instructions                       print the block
  bailiwick instructions --write               put it into CLAUDE.md of this project, or bring it up to date
  bailiwick instructions --agents-md --write   into AGENTS.md
  bailiwick instructions --check               exit 1 when it is missing or not up to date
  bailiwick instructions --remove              take it out again

The text is advisory: it tells an agent beforehand what would be denied. What is judged are the calls, with the text or
without it. Everything outside the marks stays as it is.

exit codes: 0 done; 1 with --check: the block is missing or old; 2 its marks are damaged; 6 the policy is broken
"""

_FILES = {"claude_md": "CLAUDE.md", "agents_md": "AGENTS.md"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("--claude-md", action="store_true", help="CLAUDE.md in the project's root (the default)")
    parser.add_argument("--agents-md", action="store_true", help="AGENTS.md there")
    parser.add_argument("--policy", default="", metavar="FILE", help="this policy instead of the one in force here")
    actions = parser.add_mutually_exclusive_group()
    actions.add_argument("--write", action="store_true", help="put the block into the file")
    actions.add_argument("--remove", action="store_true", help="take it out of the file")
    actions.add_argument("--check", action="store_true", help="is it there, and up to date?")


def run(arguments: argparse.Namespace) -> int:
    """Print, write, remove or check the block."""
    acts = arguments.write or arguments.remove or arguments.check
    wanted = "" if arguments.remove else block(plain_of(arguments.policy))
    if not acts:
        document({"block": wanted}) if arguments.json else say(wanted.rstrip("\n"))
        return 0
    results = {}
    for path in _paths(arguments):
        text = settings_file.read_text(path)
        after = removed(text or "") if arguments.remove else written(text or "", wanted)
        results[path] = after == (text or "")
        if not results[path] and not arguments.check:
            _put(path, after)
    if arguments.json:
        document({"files": [{"path": path, "as_wanted": same} for path, same in results.items()]})
    else:
        for path, same in results.items():
            say(f"{path}: {_said(arguments, same=same)}")
    return 1 if arguments.check and not all(results.values()) else 0


def _put(path: str, text: str) -> None:
    if text or os.path.islink(path):
        settings_file.replace(path, text.encode(), new_mode=0o644)
    else:  # the block was all there was: the file came with it
        settings_file.delete(path)


def _paths(arguments: argparse.Namespace) -> list[str]:
    root = project_of(os.getcwd())
    chosen = [name for flag, name in _FILES.items() if getattr(arguments, flag)] or ["CLAUDE.md"]
    paths = [f"{root}/{name}" for name in chosen]
    for path in paths:
        if os.path.isdir(path):
            raise UsageError(f"expected a file, `{path}` is a directory")
    return paths


def _said(arguments: argparse.Namespace, *, same: bool) -> str:
    if arguments.check:
        return style("up to date", "ok") if same else style("missing or not up to date", "bad")
    if same:
        return "nothing to do"
    return "block removed" if arguments.remove else "block written"
