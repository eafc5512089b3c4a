"""`bailiwick policy check`: do all policy files parse and fit together?"""

from __future__ import annotations

import os

from bailiwick.adapters.policy_files import Sources, compile_sources
from bailiwick.apps.authoring.sources import installed_sources, read_file
from bailiwick.apps.cli.output import document, say, style
from bailiwick.model.errors import PolicyError
from bailiwick.policy.schema import is_pack, read_pack, read_policy
from bailiwick.policy.syntax import load

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

EXAMPLES = """\
examples:
  bailiwick policy check                        the policy in force here: all levels and packs together
  bailiwick policy check new.yaml pack.yaml     these files, each alone

Every problem is printed as FILE:LINE:COLUMN: what is wrong and what was probably meant. `lint` looks further, at
rules that are well-formed but do not do what they seem to.

exit codes: 0 every file can be used; 2 a file cannot be read; 6 a file has problems, or there is no policy
"""

UNINSTALLED = "no policy is installed: this profile counts for tools that only look; `bailiwick init` puts one in force"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("file", nargs="*", help="policy files or packs (default: the policy in force here)")


def run(arguments: argparse.Namespace) -> int:
    """Check files, or the policy in force."""
    results = [_file(file) for file in arguments.file] if arguments.file else _in_force()
    good = not any(result["problems"] for result in results)
    if arguments.json:
        document({"ok": good, "files": results})
        return 0 if good else PolicyError.exit_code
    for result in results:
        for problem in result["problems"]:
            say(f"{style('bad', 'bad')}   {problem}")
        if not result["problems"]:
            say(f"{style('good', 'ok')}  {result['file']}: {result['rules']} rules")
        for text in result["notes"]:
            say(f"      {style(text, 'dim')}")
    return 0 if good else PolicyError.exit_code


def _file(path: str) -> dict[str, Any]:
    text = read_file(path)
    root, _ = load(text, path)
    if is_pack(root):
        pack, problems = read_pack(text, path)
        return _result(path, list(map(str, problems)), len(pack.rules) if pack else 0, pack.notes if pack else ())
    _, problems = read_policy(text, path)
    if problems:
        return _result(path, list(map(str, problems)))
    return _compiled(path, Sources(user=text, names=("", path, "")))


def _in_force() -> list[dict[str, Any]]:
    sources = installed_sources(os.getcwd())
    texts = zip(sources.names, (sources.managed, sources.user, sources.project), strict=True)
    results = []
    for path, text in texts:
        if text is not None:
            read, problems = read_policy(text, path)
            notes = (UNINSTALLED,) if path == "default profile" else ()
            results.append(_result(path, list(map(str, problems)), len(read.rules) if read else 0, notes))
    if any(result["problems"] for result in results):
        return results
    return [*results, _compiled("all levels together", sources)]


def _compiled(name: str, sources: Sources) -> dict[str, Any]:
    try:
        plain = compile_sources(sources)
    except PolicyError as error:
        return _result(name, str(error).splitlines())
    return _result(name, [], len(plain["rules"]), plain["notes"])


def _result(file: str, problems: list[str], rules: int = 0, notes: object = ()) -> dict[str, Any]:
    shown = list(notes) if isinstance(notes, (list, tuple)) else []
    return {"file": file, "problems": problems, "rules": rules, "notes": shown}
