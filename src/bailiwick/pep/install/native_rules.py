"""Native `permissions.deny` rules for what no hook sees.

Two things reach the agent without a PreToolUse event: `@file` mentions, which put a file's
content into the prompt, and ``!`command` `` expansions in skills and slash commands. The
client applies its own deny rules to both (measured on 2.1.329). So the plain forms of what
the baseline denies are said again in the client's words: credential files, and commands
that no skill has a reason to run. A rule that would catch ordinary work as well is left
out. These rules are a net below the gate, not the gate.
"""

from __future__ import annotations

_CREDENTIAL_FILES = (
    "//**/.env",
    "//**/.env.local",
    "//**/.env.*.local",
    "//**/.env.production",
    "//**/.env.staging",
    "//**/id_rsa",
    "//**/id_dsa",
    "//**/id_ecdsa",
    "//**/id_ed25519",
    "~/.aws/credentials",
    "~/.azure/**",
    "~/.config/gcloud/**",
    "~/.config/gh/hosts.yml",
    "~/.docker/config.json",
    "~/.git-credentials",
    "~/.gnupg/**",
    "~/.kube/config",
    "~/.netrc",
    "~/.npmrc",
    "~/.pgpass",
    "~/.pypirc",
    "~/.password-store/**",
)

_COMMANDS = (
    "rm -rf /",
    "rm -rf ~",
    "rm -rf ~/",
    "rm -rf $HOME",
    "sudo:*",
    "doas:*",
    "mkfs:*",
    "shutdown:*",
    "reboot:*",
    "*curl *| sh",
    "*curl *| bash",
    "*wget *| sh",
    "*wget *| bash",
    "bailiwick uninstall:*",
    "bailiwick mode:*",
)


def deny_rules(home: str) -> tuple[str, ...]:
    """The rules for one installation; `home` is the Bailiwick home, whose keys stay unread."""
    files = tuple(f"Read({pattern})" for pattern in _CREDENTIAL_FILES)
    commands = tuple(f"Bash({pattern})" for pattern in _COMMANDS)
    return (f"Read(/{home}/keys/**)", *files, *commands)
