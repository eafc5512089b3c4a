"""The installation of this user, composed for the command line: what is to be wired, what is, and in which mode."""

from __future__ import annotations

import getpass
import os
import sys

from bailiwick.adapters.clock import SystemClock
from bailiwick.adapters.policy_files import PolicyFiles
from bailiwick.adapters.spool import Spool
from bailiwick.model.errors import BailiwickError, EnvironmentFault, PolicyError
from bailiwick.model.verdict import FailMode, Mode
from bailiwick.pep.hook.command import hook_command
from bailiwick.pep.install import installer, locations, policy_text, record, settings_file
from bailiwick.pep.install.claude_code import DIALECT, HookCommand, Plan
from bailiwick.pep.install.locations import MANAGED_FOLDERS
from bailiwick.pep.install.native_rules import deny_rules
from bailiwick.pep.install.survey import survey, tier
from bailiwick.policy.schema import read_policy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bailiwick.adapters.home import Home
    from bailiwick.adapters.policy_files import InForce
    from bailiwick.pep.install.record import Record
    from bailiwick.pep.install.survey import SettingsFile

MANAGED_FOLDER = MANAGED_FOLDERS.get(sys.platform, MANAGED_FOLDERS["linux"])
"""Where this machine's administrator keeps Claude Code's settings."""


def plan_of(home: Home, mode: Mode) -> Plan:
    """What belongs into a settings file that serves `home` in `mode`."""
    commands = {}
    for fail_mode in FailMode:
        program, arguments = hook_command(home.root, dialect=DIALECT, fail_mode=fail_mode)
        commands[fail_mode] = HookCommand(program, tuple(arguments))
    enforcing = mode is Mode.ENFORCE
    return Plan(
        closed=commands[FailMode.CLOSED if enforcing else FailMode.OPEN],
        open=commands[FailMode.OPEN],
        blocking=enforcing,
        deny=deny_rules(home.root) if enforcing else (),
    )


def policy_in_force(home: Home, project: str = "") -> InForce:
    """The policy that judges calls in `project`."""
    return PolicyFiles(home).current(project)


def mode_of(home: Home) -> Mode:
    """The mode in force; without a usable policy every call is denied, as in `enforce`."""
    policy = policy_in_force(home).policy
    return policy.mode if policy is not None else Mode.ENFORCE


def settings_files(project: str) -> tuple[SettingsFile, ...]:
    """Every settings file that a session in `project` would read."""
    return survey(os.environ, project, managed_folder=MANAGED_FOLDER)


def carrier_of(project: str, environment: Mapping[str, str]) -> str:
    """The settings file that carries our hooks in `project`: the strongest one, else where `init` would put them."""
    carrier = next((file for file in settings_files(project) if file.ours), None)
    return carrier.path if carrier is not None else locations.user_file(environment)


def tier_in(files: tuple[SettingsFile, ...]) -> str:
    """The enforcement tier of this user's sessions that read these files."""
    return tier(files, agent_is_root=os.geteuid() == 0)


def choose_mode(home: Home, mode: Mode, packs: Sequence[str] = ("baseline",)) -> bool:
    """Write `mode` into the user's policy, making the file if there is none; False when it is there already.

    Args:
        home: the installation.
        mode: to be in force.
        packs: of a new file; one that is there keeps its own.

    Raises:
        PolicyError: the policy is broken; changing a line of it would not help.
    """
    text = settings_file.read_text(home.policy)
    changed = policy_text.new_policy(mode, packs) if text is None else policy_text.with_mode(text, mode)
    if changed == text:
        return False
    _, problems = read_policy(changed, home.policy)
    if problems:
        raise PolicyError(f"{problems[0]}", remedy="repair the policy first; `bailiwick doctor` lists what is wrong")
    settings_file.replace(home.policy, changed.encode("utf-8"))
    return True


def governs_user(home: Home) -> bool:
    """Whether hooks are installed for all sessions of the user, not for single projects only."""
    try:
        return any(known.scope == "user" for known in record.load_all(home.folder("install")))
    except BailiwickError:
        return False


def rewire(home: Home) -> list[Record]:
    """Bring every wired settings file in line with the mode in force; returns those that were changed.

    Raises:
        BailiwickError: a settings file cannot be read or written.
    """
    folder = home.folder("install")
    plan = plan_of(home, mode_of(home))
    rewired = []
    for known in record.load_all(folder):
        change = installer.plan_installation(folder, known.path, known.scope, plan)
        if change.needed or known.plan != plan:
            installer.install(folder, change)
            rewired.append(known)
    return rewired


def note_for_log(home: Home, kind: str, body: Mapping[str, object]) -> None:
    """Leave an entry for the log's one writer; a spool that cannot be written loses it, which `doctor` reports."""
    spool = Spool(home.folder("spool"))
    try:
        spool.append(kind, {**body, "user": getpass.getuser(), "pid": os.getpid()}, now=SystemClock().now())
    except (EnvironmentFault, KeyError, OSError) as error:
        sys.stderr.write(f"bailiwick: this change is not in the log: {error}\n")
