"""`bailiwick trust`: a person says which project's policy, script or organisation counts."""

from __future__ import annotations

import os

from bailiwick.adapters.durable import replace_file
from bailiwick.adapters.home import Home, default_root
from bailiwick.adapters.policy_files import FILE_NAME, organisation_policy
from bailiwick.adapters.trust_pins import Pins, read_pins, real_path, write_pins
from bailiwick.apps.cli.output import document, note, say, style
from bailiwick.apps.cli.person import require_person
from bailiwick.apps.judging import project_of
from bailiwick.apps.setup import note_for_log, policy_in_force
from bailiwick.crypto.hashing import content_hash
from bailiwick.crypto.note import parse_verifier_key
from bailiwick.model import bounds
from bailiwick.model.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

EXAMPLES = """\
examples:
  bailiwick trust                          the bailiwick.yaml of this project, as it is now
  bailiwick trust ~/.config/checks/push.sh a script; prints the SHA-256 that a policy can pin
  bailiwick trust --list                   what is trusted, and what has changed since
  bailiwick trust --revoke                 the project's policy only narrows again
  bailiwick trust --organisation KEY --bundle policy.note
                                           the signed policy of an organisation, from now on in force
  bailiwick trust --organisation none      the organisation's policy no longer counts

A project's policy that nobody has trusted, or that was changed since, can deny, ask and narrow capabilities;
everything in it that would widen is inert. A bundle that is older than one that was seen, by the `serial` in it,
is refused. Trusting is for a person: not for an agent, and without a terminal only with --yes.
KEY is a verifier key of the form name+id+base64, or a file with one.

exit codes: 0 done; with --list: 1 something trusted has changed or is gone
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("file", nargs="?", help="the file to trust (default: bailiwick.yaml of this project)")
    parser.add_argument("--revoke", action="store_true", help="trust the file no longer")
    parser.add_argument("--list", action="store_true", help="show what is trusted")
    parser.add_argument("--organisation", metavar="KEY", help="trust the policies that this key signs; `none`: no key")
    parser.add_argument("--bundle", metavar="FILE", help="with --organisation: its policy, a signed note")
    parser.add_argument("--yes", action="store_true", help="do not ask for a terminal")


def run(arguments: argparse.Namespace) -> int:
    """Change or show what is trusted."""
    home = Home(default_root(os.environ))
    home.check()
    pins = read_pins(home.pins)
    if arguments.list:
        return _list(pins, json_wanted=arguments.json)
    if arguments.bundle and not arguments.organisation:
        raise UsageError("`--bundle` needs `--organisation KEY`")
    require_person("trusting a file or a key", confirmed=arguments.yes)
    done = _organisation(home, pins, arguments) if arguments.organisation else _file(home, pins, arguments)
    note_for_log(home, "trust", done)
    if arguments.json:
        document(done)
    else:
        say("  ".join(str(value) for value in done.values() if value))
    for problem in _notes(home):
        note(problem)
    return 0


def _notes(home: Home) -> list[str]:
    in_force = policy_in_force(home, project_of(os.getcwd()))
    return [in_force.problem] if in_force.problem else []


def _file(home: Home, pins: Pins, arguments: argparse.Namespace) -> dict[str, Any]:
    path = real_path(arguments.file or f"{project_of(os.getcwd())}/{FILE_NAME}")
    files = dict(pins.files)
    if arguments.revoke:
        if files.pop(path, None) is None:
            raise UsageError(f"`{path}` is not trusted", remedy="`bailiwick trust --list` shows what is")
        write_pins(home.pins, pins.replace(files=files))
        return {"what": "no longer trusted", "path": path}
    digest = _digest(path)
    if digest is None:
        raise UsageError(f"`{path}` cannot be read", remedy="name the file: `bailiwick trust FILE`")
    write_pins(home.pins, pins.replace(files={**files, path: digest}))
    return {"what": "trusted", "path": path, "sha256": digest}


def _organisation(home: Home, pins: Pins, arguments: argparse.Namespace) -> dict[str, Any]:
    if arguments.organisation == "none":
        write_pins(home.pins, pins.replace(organisation="", serial=0))
        if os.path.lexists(home.bundle):
            os.unlink(home.bundle)
        return {"what": "no organisation is trusted"}
    key = _text(arguments.organisation).strip() if os.path.isfile(arguments.organisation) else arguments.organisation
    name, _ = parse_verifier_key(key)
    bundle = _text(arguments.bundle or home.bundle)
    pinned = pins.serial if key == pins.organisation else 0
    policy = organisation_policy(bundle, key, pinned=pinned)  # one that is unsigned, broken or older changes nothing
    serial = 0 if policy is None else policy.serial
    write_pins(home.pins, pins.replace(organisation=key, serial=serial))
    if arguments.bundle:
        replace_file(home.bundle, bundle.encode())
    return {"what": "trusted organisation", "name": name, "serial": serial, "sha256": content_hash(bundle)}


def _list(pins: Pins, *, json_wanted: bool) -> int:
    states = {path: _state(path, digest) for path, digest in pins.files.items()}
    if json_wanted:
        files = [{"path": path, "sha256": pins.files[path], "state": state} for path, state in states.items()]
        document({"organisation": pins.organisation, "serial": pins.serial, "files": files})
    else:
        say(f"organisation  {pins.organisation or 'none'}" + (f"  serial {pins.serial}" if pins.serial else ""))
        for path, state in states.items():
            say(f"{style(state, 'ok' if state == 'trusted' else 'bad'):12}  {path}  {pins.files[path]}")
    return 0 if all(state == "trusted" for state in states.values()) else 1


def _state(path: str, digest: str) -> str:
    current = _digest(path)
    if current is None:
        return "gone"
    return "trusted" if current == digest else "changed"


def _digest(path: str) -> str | None:
    try:
        with open(path, "rb") as file:
            data = file.read(bounds.POLICY_BYTES + 1)
    except OSError:
        return None
    if len(data) > bounds.POLICY_BYTES:
        raise UsageError(f"expected `{path}` to have at most {bounds.POLICY_BYTES} bytes")
    return content_hash(data)


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read(bounds.POLICY_BYTES)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"`{path}` cannot be read: {error}", remedy="name the bundle with --bundle FILE") from error
