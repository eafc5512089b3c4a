"""`bailiwick policy format`: a policy file in its canonical layout."""

from __future__ import annotations

import difflib

from bailiwick.apps.authoring.sources import read_file
from bailiwick.apps.cli.output import document, note, say
from bailiwick.model.errors import PolicyError, UsageError
from bailiwick.pep.install import settings_file
from bailiwick.policy.layout import formatted
from bailiwick.policy.schema import is_pack, read_pack, read_policy
from bailiwick.policy.syntax import load

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
examples:
  bailiwick policy format bailiwick.yaml            show what would change
  bailiwick policy format bailiwick.yaml --write
  bailiwick policy format *.yaml --check            exit 1 when a file is not in canonical layout

Sections and keys of rules get their usual order, rules one empty line between them, lines no trailing space. Lines are
moved whole: comments stay with what they are above, values stay as they are written. The result is read again, and
refused unless it is the same policy with the same comments.

exit codes: 0 done; 1 with --check: a file would change; 6 a file is no policy
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("file", nargs="+", help="policy files or packs")
    parser.add_argument("--write", action="store_true", help="change the files")
    parser.add_argument("--check", action="store_true", help="only say whether a file would change")


def run(arguments: argparse.Namespace) -> int:
    """Format files."""
    if arguments.write and arguments.check:
        raise UsageError("expected one of --write and --check")
    changed = []
    for path in arguments.file:
        text = read_file(path)
        wanted = _formatted(text, path)
        if wanted == text:
            continue
        changed.append(path)
        if arguments.write:
            settings_file.replace(path, wanted.encode(), new_mode=0o644)
        elif not arguments.check and not arguments.json:
            before, after = text.splitlines(), wanted.splitlines()
            for line in difflib.unified_diff(before, after, path, f"{path} (formatted)", lineterm=""):
                say(line)
    if arguments.json:
        document({"changed": changed})
    else:
        note(f"{len(changed)} of {len(arguments.file)} files {'changed' if arguments.write else 'would change'}")
    return 1 if arguments.check and changed else 0


def _formatted(text: str, path: str) -> str:
    before = _meaning(text, path)
    wanted = formatted(text, path)
    if _meaning(wanted, path) != before or _comments(wanted) != _comments(text):
        note(f"`{path}` is left as it is: its layout cannot be changed without a risk for its comments")
        return text
    return wanted


def _meaning(text: str, path: str) -> object:
    root, _ = load(text, path)
    read, problems = (read_pack if is_pack(root) else read_policy)(text, path)
    if read is None:
        raise PolicyError("\n".join(map(str, problems)), remedy="repair the file first: `bailiwick policy check`")
    return read.replace(notes=(), places={})


def _comments(text: str) -> list[str]:
    return sorted(line[line.index("#") :].rstrip() for line in text.splitlines() if "#" in line)
