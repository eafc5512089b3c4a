"""`bailiwick init`: make the home, the keys and the policy, and wire Claude Code."""

from __future__ import annotations

import os

from bailiwick.adapters.home import Home, default_root
from bailiwick.adapters.policy_files import pack_texts
from bailiwick.apps.cli.output import document, say, style
from bailiwick.apps.cli.person import at_terminal, confirm, inside_agent, require_person
from bailiwick.apps.setup import choose_mode, mode_of, note_for_log, plan_of, policy_in_force
from bailiwick.model.errors import PolicyError, UsageError
from bailiwick.model.verdict import Mode
from bailiwick.pep.install import installer, locations, managed

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from bailiwick.pep.install.claude_code import Plan
    from bailiwick.pep.install.installer import Change

EXAMPLES = """\
examples:
  bailiwick init                      govern every Claude Code session of this user
  bailiwick init --observe            judge and record, block nothing
  bailiwick init --pack baseline --pack strict   a new policy with these packs
  bailiwick init --dry-run            show what would be written, write nothing
  bailiwick init --project            only sessions in this directory's project
  bailiwick init --managed ./deploy   files for an administrator to deploy; nothing on this machine changes

Everything else in your settings stays as it is, and `bailiwick uninstall` takes ours out again.
Running it a second time changes nothing; run it again after an update or after moving the Python environment.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--user", action="store_true", help="every session of this user (the default)")
    where.add_argument("--project", action="store_true", help="only the project in the current directory")
    where.add_argument("--managed", metavar="DIR", help="write administrator's files into DIR instead")
    parser.add_argument("--observe", action="store_true", help="judge and record only; the default is to enforce")
    parser.add_argument(
        "--pack", action="append", metavar="NAME", help="pack of the new policy, more than once (default: baseline)"
    )
    parser.add_argument("--dry-run", action="store_true", help="show what would change and stop")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument("--claude-dir", metavar="DIR", help="Claude Code's configuration folder (default: ~/.claude)")


def run(arguments: argparse.Namespace) -> int:
    """Install; 0 when everything is in place, 1 when the person said no."""
    home = Home(default_root(os.environ))
    if arguments.managed:
        return _managed(arguments, home)
    _check_packs(arguments, home)
    mode = _mode(arguments, home)
    scope = "project" if arguments.project else "user"
    change = installer.plan_installation(home.folder("install"), _target(arguments), scope, plan_of(home, mode))
    if arguments.dry_run:
        return _show(arguments, home, change, mode)
    if not arguments.yes and change.needed and at_terminal() and not inside_agent(os.environ):
        say(change.diff())
        if not confirm(f"write this to {change.path}?"):
            return 1
    return _install(arguments, home, change, mode, scope)


def _check_packs(arguments: argparse.Namespace, home: Home) -> None:
    if not arguments.pack:
        return
    if os.path.exists(home.policy):
        raise UsageError(
            f"`{home.policy}` is there already, `--pack` is for a new one", remedy="change its line `packs` instead"
        )
    known = pack_texts()
    for name in arguments.pack:
        if name not in known:
            raise UsageError(f"expected a known pack ({', '.join(sorted(known))}), got `{name}`")


def _mode(arguments: argparse.Namespace, home: Home) -> Mode:
    if not arguments.observe:
        return mode_of(home) if os.path.exists(home.policy) else Mode.ENFORCE
    if os.path.exists(home.policy) and mode_of(home) is Mode.ENFORCE:
        require_person("switching from enforce to observe", confirmed=arguments.yes)
    return Mode.OBSERVE


def _target(arguments: argparse.Namespace) -> str:
    if arguments.project:
        return locations.project_file(os.getcwd())
    environment = {**os.environ, **({"CLAUDE_CONFIG_DIR": arguments.claude_dir} if arguments.claude_dir else {})}
    return locations.user_file(environment)


def _show(arguments: argparse.Namespace, home: Home, change: Change, mode: Mode) -> int:
    missing = [path for path in (home.root, home.policy) if not os.path.exists(path)]
    if arguments.json:
        document({"mode": mode.value, "settings": change.path, "diff": change.diff(), "creates": missing})
        return 0
    for path in missing:
        say(f"would make {path}")
    say(change.diff() if change.needed else f"{change.path} is already as it should be")
    return 0


def _install(arguments: argparse.Namespace, home: Home, change: Change, mode: Mode, scope: str) -> int:
    from bailiwick.adapters.keys import create_log_key

    home.create()
    home.check()
    key = create_log_key(home)
    fresh = not os.path.exists(home.policy)
    policy_written = (fresh or arguments.observe) and choose_mode(home, mode, arguments.pack or ("baseline",))
    installer.install(home.folder("install"), change, new_mode=0o600 if scope == "user" else 0o644)
    body = {"event": "installed", "path": change.path, "scope": scope, "mode": mode.value, "changed": change.needed}
    note_for_log(home, "install", body)
    in_force = policy_in_force(home)
    if in_force.policy is None:
        raise PolicyError(in_force.problem, remedy="until this is repaired every call is denied")
    if arguments.json:
        document(
            {**body, "home": home.root, "policy": home.policy, "key": key.raw.hex(), "wrote_policy": policy_written}
        )
        return 0
    say(style(f"Bailiwick governs Claude Code ({scope} level, {mode})", "bold"))
    say(f"  policy    {home.policy}  {'written' if policy_written else 'kept'}, {len(in_force.policy.rules)} rules")
    say(f"  log       {home.folder('log')}  signed with key {key.raw.hex()[:12]}")
    say(f"  settings  {change.path}  {'hooks and native rules added' if change.needed else 'already as it should be'}")
    say()
    say("next:")
    say("  bailiwick doctor --live      proves on the installed client that calls are really blocked")
    if mode is Mode.ENFORCE:
        say("  bailiwick mode observe       if you would rather watch for a while first")
    else:
        say("  bailiwick log --follow       what would have been denied; `bailiwick mode enforce` makes it so")
    return 0


def _managed(arguments: argparse.Namespace, home: Home) -> int:
    plan: Plan = plan_of(home, Mode.OBSERVE if arguments.observe else Mode.ENFORCE)
    contents = managed.files(plan, home.root)
    if not arguments.dry_run:
        managed.write(arguments.managed, contents)
    if arguments.json:
        document({"folder": arguments.managed, "files": contents, "written": not arguments.dry_run})
        return 0
    for name, text in contents.items():
        say(style(f"{os.path.join(arguments.managed, name)}", "bold"))
        if arguments.dry_run:
            say(text)
    if not arguments.dry_run:
        say(f"deploy them as {os.path.join(arguments.managed, managed.README_FILE)} says")
    return 0
