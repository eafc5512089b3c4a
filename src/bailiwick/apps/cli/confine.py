"""`bailiwick confine`: run a command in a sandbox of the operating system."""

from __future__ import annotations

import os
import sys

from bailiwick.adapters.home import Home, default_root
from bailiwick.model.errors import EnvironmentFault

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

_EPILOG = """\
examples:
  bailiwick confine --write . -- make test                  writes below this directory only, no network
  bailiwick confine --write . --write /tmp --network any -- npm ci
  bailiwick confine --hide credentials -- python report.py  writes nothing, cannot read ~/.ssh, ~/.aws ...
  bailiwick confine --network loopback -- pytest            servers of the command itself can be reached, nothing else

The obligation `confine` of a rule runs an agent's shell call through this (docs/policy/answers.md). What an agent
itself runs through it is judged as if it ran without, so it gives no rights.

The sandbox holds for the command and all that it starts, for good. It needs Linux 6.2 or newer with Landlock, or macOS;
where it cannot be made as demanded, nothing runs. `bailiwick doctor` says what this machine can do.

exit codes: that of the command; 125 the sandbox cannot be made, 126 the command cannot be run, 127 it is not there
"""
NOT_CONFINED, NOT_RUN, NOT_FOUND = 125, 126, 127


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `confine`."""
    parser.epilog = _EPILOG
    parser.usage = "bailiwick confine [--write PATH] [--hide PATH] [--network KIND] -- PROGRAM [ARGUMENT ...]"
    parser.add_argument(
        "--write", metavar="PATH", action="append", default=[], help="may be written, with all below; else nothing is"
    )
    parser.add_argument(
        "--hide",
        metavar="PATH",
        action="append",
        default=[],
        help="cannot be read, with all below; `credentials`: those of the home and the system, and Bailiwick's keys",
    )
    parser.add_argument("--network", choices=("none", "loopback", "any"), default="none", help="default: none")
    parser.add_argument("words", metavar="PROGRAM", nargs="+", help="behind `--`: the program and its arguments")


def run(arguments: argparse.Namespace) -> int:
    """Become the command, or say why not."""
    from bailiwick.adapters.confinement.launch import launch
    from bailiwick.interpret.confining import CREDENTIALS, Cage

    own = [Home(default_root(os.environ)).folder("keys")] if CREDENTIALS in arguments.hide else []
    write = tuple(map(os.path.abspath, arguments.write))
    hide = tuple(path if path == CREDENTIALS else os.path.abspath(path) for path in (*arguments.hide, *own))
    cage = Cage(write, hide, arguments.network)
    try:
        launch(cage, arguments.words, home=os.path.expanduser("~"))
    except EnvironmentFault as error:
        return _failed(str(error), NOT_CONFINED)
    except FileNotFoundError:
        return _failed(f"`{arguments.words[0]}` is not there", NOT_FOUND)
    except OSError as error:
        return _failed(f"`{arguments.words[0]}` cannot be run: {error.strerror}", NOT_RUN)


def _failed(problem: str, code: int) -> int:
    sys.stderr.write(f"bailiwick confine: {problem}\n")
    return code
