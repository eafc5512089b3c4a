"""MCP tools that stand for a program: the command line that says the same.

The catalogue then knows what it does, as it does for the shell.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from bailiwick.interpret.identifiers import words_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_POSITIONAL = (
    "name", "remote", "branch", "branch_name", "branchName", "branchOrPath", "target", "revision", "ref", "tagName",
    "stashRef", "commit", "commitRef", "url", "files", "paths",
)  # fmt: skip
_CHOICES = ("mode", "operation", "action", "subcommand")
"""Names of fields that choose among what a subcommand of git does."""
_NESTED = frozenset(("remote", "stash", "worktree", "reflog", "submodule", "notes", "bisect"))
"""Subcommands of git with subcommands of their own."""


def git_command(server: str, tool: str, given: Mapping[str, object]) -> str:
    """The command line of a tool that stands for a subcommand of git (`git_reset`); empty when it is none."""
    verb = tool.removeprefix("git_") if tool.startswith("git_") else tool if server == "git" else ""
    if not verb.replace("_", "").isalpha():
        return ""
    words = ["git", verb.replace("_", "-")]
    for key in _CHOICES:
        choice = given.get(key)
        if isinstance(choice, str):
            words.append(choice if verb in _NESTED else f"--{choice}")
    words += _flags(given)
    for key in _POSITIONAL:
        words += _texts(given.get(key))
    return shlex.join(words)


_PROGRAMS: Mapping[str, str] = {
    "kubectl": "kubectl", "kubernetes": "kubectl", "k8s": "kubectl", "helm": "helm", "terraform": "terraform",
    "opentofu": "tofu", "pulumi": "pulumi", "docker": "docker", "podman": "podman", "gcloud": "gcloud", "az": "az",
    "argocd": "argocd", "flux": "flux", "wrangler": "wrangler", "heroku": "heroku", "fly": "fly", "npm": "npm",
    "aws": "aws", "vercel": "vercel", "netlify": "netlify", "railway": "railway", "supabase": "supabase",
    "doctl": "doctl", "hcloud": "hcloud", "firebase": "firebase",
}  # fmt: skip
"""Programs by the name of a server, or by the first word of a tool, that stands for them."""
_SPOKEN = frozenset(("terraform", "opentofu", "pulumi", "helm", "npm"))
"""Servers whose tools are called like the subcommands of the program."""
_PUBLISHING = frozenset(("publish", "unpublish", "deprecate"))
_SUBJECTS = ("resourceType", "resource_type", "kind", "resource", "name", "names", "release", "args", "arguments")


def program_command(server: str, tool: str, given: Mapping[str, object]) -> str:
    """The command line of a tool that stands for a program (`kubectl_delete`); empty when it is none."""
    head, _, verb = tool.partition("_")
    command = given.get("command")
    if isinstance(command, str) and command.split()[:1] == [_PROGRAMS.get(head, "")]:
        return ""  # a whole command line, read as one
    named = next((name for name in words_of(tool) if name in _PROGRAMS), "")
    if named and isinstance(given.get("args"), list | tuple):
        return shlex.join([_PROGRAMS[named], *_texts(given["args"])])
    if container := _container_command(tool, given):
        return container
    if isinstance(command, str) and server in _PROGRAMS and command.split()[:1] != [_PROGRAMS[server]]:
        words = [_PROGRAMS[server], *command.split()]
    elif head in _PROGRAMS and verb:
        words = [_PROGRAMS[head], *verb.split("_")]
    elif server == "prisma":
        words = ["npx", "prisma", *tool.replace("-", " ").replace("_", " ").split()]
    elif server in _SPOKEN and (server != "npm" or tool in _PUBLISHING):
        words = [_PROGRAMS[server], *tool.split("_")]
    else:
        return ""
    for key in _SUBJECTS:
        words += _texts(given.get(key))
    if words[0] == "kubectl" and words[1:2] in (["get"], ["describe"]):
        output = given.get("output")
        words += ["-o", output if isinstance(output, str) else "json"]  # such servers print the whole object
    return shlex.join([*words, *_flags(given)])


_STARTED = ("program", "executable", "binary", "command", "cmd")
_WORDS = ("args", "arguments", "argv", "parameters")
_STARTING = frozenset(("exec", "execute", "run", "spawn", "start", "launch", "process", "command", "shell"))


def argv_command(tool: str, given: Mapping[str, object]) -> str:
    """The command line of a tool that is given a program and its words apart; empty when it is none."""
    if words_of(tool).isdisjoint(_STARTING):
        return ""
    listed = next((given[key] for key in _WORDS if isinstance(given.get(key), list | tuple)), ())
    program = next((given[key] for key in _STARTED if isinstance(given.get(key), str)), "")
    words = [program] if isinstance(program, str) and program and " " not in program else []
    return shlex.join([*words, *_texts(listed)]) if listed and (words or "argv" in given) else ""


_MOUNTS = ("volumes", "volume", "mounts", "binds")
_ADDED = ("cap_add", "capAdd", "capabilities")
_NAMESPACES = {
    "network": "--network", "network_mode": "--network", "networkMode": "--network", "pid_mode": "--pid",
    "pidMode": "--pid", "ipc_mode": "--ipc", "user": "--user",
}  # fmt: skip


def _container_command(tool: str, given: Mapping[str, object]) -> str:
    """`docker run` of a tool that starts a container from an image; empty when it is none."""
    image = given.get("image") or given.get("image_name")
    if not isinstance(image, str) or "container" not in words_of(tool) or not words_of(tool) & {"run", "create"}:
        return ""
    words = ["docker", "run", *(["--privileged"] if given.get("privileged") is True else [])]
    for key in _MOUNTS:
        words += [word for mount in _mounts(given.get(key)) for word in ("-v", mount)]
    for key in _ADDED:
        words += [f"--cap-add={name}" for name in _texts(given.get(key))]
    for key, option in _NAMESPACES.items():
        words += [f"{option}={name}" for name in _texts(given.get(key))]
    return shlex.join([*words, image])


def _mounts(value: object) -> Iterator[str]:
    """`HOST:CONTAINER` of a list of texts, of objects, or of a mapping as Docker's libraries take it."""
    if isinstance(value, Mapping):
        for host, inside in value.items():
            bound = inside.get("bind") if isinstance(inside, Mapping) else inside
            yield f"{host}:{bound if isinstance(bound, str) else host}"
        return
    for item in value if isinstance(value, list | tuple) else [value]:
        if isinstance(item, str):
            yield item
        elif isinstance(item, Mapping):
            yield ":".join(_texts([item.get(key) for key in ("source", "src", "host", "target", "container")]))


def _texts(value: object) -> list[str]:
    return [item for item in (value if isinstance(value, list | tuple) else [value]) if isinstance(item, str)]


def _flags(given: Mapping[str, object]) -> list[str]:
    return [f"--{_kebab(key)}" for key, value in given.items() if value is True]


def _kebab(name: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).replace("_", "-")
