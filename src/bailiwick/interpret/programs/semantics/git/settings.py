"""Configuration of git that makes it run commands or talk to another place.

Sources: git-config(1), and the variables of git(1) "ENVIRONMENT VARIABLES".
"""

from __future__ import annotations

from fnmatch import fnmatchcase

from bailiwick.interpret.effects import RunShell, Text, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.harmless import harmless
from bailiwick.interpret.programs.splitting import split_words
from bailiwick.interpret.web import target
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

COMMAND_KEYS = (
    "core.pager",
    "core.editor",
    "core.sshcommand",
    "core.fsmonitor",
    "core.askpass",
    "core.gitproxy",
    "core.alternaterefscommand",
    "sequence.editor",
    "diff.external",
    "diff.*.command",
    "diff.*.textconv",
    "interactive.difffilter",
    "pager.*",
    "credential.helper",
    "credential.*.helper",
    "gpg.program",
    "gpg.*.program",
    "gpg.ssh.defaultkeycommand",
    "filter.*.clean",
    "filter.*.smudge",
    "filter.*.process",
    "merge.*.driver",
    "difftool.*.cmd",
    "mergetool.*.cmd",
    "browser.*.cmd",
    "man.*.cmd",
    "guitool.*.cmd",
    "tar.*.command",
    "trailer.*.command",
    "trailer.*.cmd",
    "remote.*.uploadpack",
    "remote.*.receivepack",
    "uploadpack.packobjectshook",
    "sendemail.sendmailcmd",
    "sendemail.tocmd",
    "sendemail.cccmd",
    "submodule.*.update",
    "hook.*.command",
)
"""Keys whose value is a command."""

LOADING_KEYS = (
    "core.hookspath",
    "init.templatedir",
    "include.path",
    "includeif.*.path",
    "protocol.*.allow",
    "core.worktree",
)
"""Keys whose value names code or configuration that git then uses."""

REMOTE_KEYS = (
    "remote.*.url",
    "remote.*.pushurl",
    "url.*.insteadof",
    "url.*.pushinsteadof",
    "http.proxy",
    "remote.*.proxy",
)
"""Keys that redirect where git talks to."""

_COMMAND_VARIABLES = frozenset(
    [
        "GIT_SSH_COMMAND",
        "GIT_SSH",
        "GIT_EDITOR",
        "GIT_SEQUENCE_EDITOR",
        "GIT_PAGER",
        "GIT_EXTERNAL_DIFF",
        "GIT_ASKPASS",
        "SSH_ASKPASS",
        "GIT_PROXY_COMMAND",
        "PAGER",
        "EDITOR",
        "VISUAL",
    ]
)


def is_any(key: str, patterns: tuple[str, ...]) -> bool:
    """True when a configuration key (lower case) is one of the patterns."""
    return any(fnmatchcase(key, pattern) for pattern in patterns)


def command_settings(call: Call, arguments: Arguments) -> dict[str, Text]:
    """Keys and values given with `-c`, `--config-env` and `GIT_CONFIG_KEY_n`."""
    settings: dict[str, Text] = {}
    for word in arguments.values("c"):
        key, value = texts.partition(word, "=")
        settings[key.shown().lower()] = value if value is not None else literal("true")
    for word in arguments.values("config-env"):
        key, value = texts.partition(word, "=")
        settings[key.shown().lower()] = call.invocation.environment.get(value.shown() if value else "", Text())
    parameters = call.invocation.environment.get("GIT_CONFIG_PARAMETERS")
    for word in split_words(parameters) if parameters is not None else ():
        key, value = texts.partition(word, "=")
        settings[key.shown().lower()] = value if value is not None else literal("true")
    for name, value in call.invocation.environment.items():
        number = name.removeprefix("GIT_CONFIG_KEY_")
        if number != name and value.known:
            settings[value.known.lower()] = call.invocation.environment.get(f"GIT_CONFIG_VALUE_{number}", literal(""))
    return settings


def apply_settings(here: Call) -> None:
    """What the configuration of this very call runs or redirects."""
    for key, value in here.settings.items():
        if is_any(key, COMMAND_KEYS):
            run_value(here, key, value)
        elif is_any(key, LOADING_KEYS):
            here.emit(Kind.VCS_CONFIG, here.name(key), key=key, executes=key != "core.worktree")
        elif is_any(key, REMOTE_KEYS):
            redirect(here, key, value)
    for name, value in here.invocation.environment.items():
        if name in _COMMAND_VARIABLES:
            run_value(here, name, value)


def run_value(here: Call, key: str, value: Text) -> None:
    """The command that a key or variable holds."""
    if not harmless(value):
        text = texts.drop(value, 1) if value.prefix.startswith("!") else value
        here.launch(RunShell(text, f"git {key}"))


def redirect(here: Call, key: str, value: Text) -> None:
    """Another remote than the repository's own."""
    url = literal(key.removeprefix("url.").rpartition(".")[0]) if key.startswith("url.") else value
    _, facts = target(url)
    here.emit(Kind.VCS_CONFIG, here.name(key), key=key, new_remote=True, host=str(facts.get("host", "")))
