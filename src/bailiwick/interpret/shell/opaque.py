"""What cannot be seen: commands whose program or text is not known, and the signs that this is on purpose."""

from __future__ import annotations

import posixpath

from bailiwick.interpret.effects import Hole, Label, Text
from bailiwick.interpret.programs.packages import FORGES
from bailiwick.interpret.shell.flow import End
from bailiwick.interpret.shell.lexer import HOLE_END, HOLE_START
from bailiwick.interpret.shell.state import may_be_empty
from bailiwick.interpret.shell.syntax import Word
from bailiwick.interpret.web import target
from bailiwick.model.operation import Certainty, Kind, Resource, ResourceType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.interpret.effects import Invocation
    from bailiwick.interpret.shell.state import State
    from bailiwick.interpret.shell.world import World
    from bailiwick.model.operation import AttributeValue

_SHELLS = frozenset(
    ["sh", "bash", "dash", "zsh", "ksh", "mksh", "ash", "fish", "csh", "tcsh", "rbash", "pwsh", "busybox"]
)
_INTERPRETERS = _SHELLS | frozenset(
    ["python", "python2", "python3", "perl", "ruby", "node", "php", "lua", "tclsh", "awk", "gawk"]
)

_BUILDERS = frozenset(
    [
        "make",
        "gmake",
        "ninja",
        "cmake",
        "meson",
        "bazel",
        "just",
        "task",
        "npm",
        "npx",
        "yarn",
        "pnpm",
        "bun",
        "deno",
        "pip",
        "pip3",
        "poetry",
        "uv",
        "tox",
        "nox",
        "cargo",
        "go",
        "gradle",
        "mvn",
        "ant",
        "rake",
        "bundle",
        "composer",
        "docker",
        "podman",
    ]
)
"""Programs that run what they find in a directory."""

_SHELL_HOOKS = (
    "ssh-agent",
    "direnv",
    "brew shellenv",
    "pyenv",
    "rbenv",
    "nodenv",
    "goenv",
    "jenv",
    "fnm env",
    "mise",
    "rtx",
    "asdf",
    "conda",
    "mamba",
    "micromamba",
    "starship init",
    "zoxide init",
    "opam env",
    "luarocks path",
    "dircolors",
    "thefuck",
    "minikube docker-env",
    "docker-machine env",
    "kubectl completion",
    "helm completion",
    "gh completion",
    "pip completion",
    "npm completion",
    "rustup completions",
    "register-python-argcomplete",
    "lesspipe",
    "keychain",
    "resize",
    "locale",
    "poetry env activate",
    "cargo llvm-cov show-env",
    "pixi shell-hook",
    "devbox shellenv",
    "nix print-dev-env",
    "fzf",
    "atuin init",
    "gpgconf",
    "gpg-agent",
)
"""Programs whose output is meant to be evaluated by a shell: it sets variables and functions."""


_INSTALLED = ("/usr/", "/opt/homebrew/", "/home/linuxbrew/", "~/.local/bin/", "~/.pyenv/bin/")
"""Where such programs lie when they are not on the search path yet."""

_SHELL_SETUPS = (
    "/nvm.sh", "/bash_completion", "/etc/profile.d/conda.sh", "/bin/activate", "/bin/sdkman-init.sh", "/asdf.sh",
    "/oh-my-zsh.sh", "/emsdk_env.sh", "/setup.bash", "/cargo/env", "/.cargo/env",
)  # fmt: skip
"""Files that tools install for `source "$TOOL_DIR/..."`."""


_BASES = frozenset(("conda info --base", "mamba info --base", "brew --prefix", "brew --prefix nvm"))
"""Programs that tell where they are installed."""


def is_shell_setup(text: Text) -> bool:
    """True for a tool's own settings below a directory that a variable of the environment names."""
    directory = text.parts[0] if len(text.parts) == 2 else ""
    if not isinstance(directory, Hole) or text.suffix not in _SHELL_SETUPS:
        return False
    told = directory.why.removeprefix("output of ") in _BASES and text.labels <= {Label.COMMAND}
    return told or (directory.why.startswith("$") and not text.labels)


def script_text(text: Text, world: World) -> str:
    """A text that may have holes, as shell text: each hole is a mark that words turn into the hole again.

    Raises:
        BoundError: the call has read `bounds.SHELL_TEXT_CHARS` characters already.
    """
    pieces: list[str] = []
    for part in text.parts:
        if isinstance(part, str):
            pieces.append(part.replace(HOLE_START, "\ufffd"))
        else:
            pieces.append(f"{HOLE_START}{world.keep_hole(part)}{HOLE_END}")
    script = "".join(pieces)
    world.read(script)
    return script


def unknown_program(words: Sequence[Text], world: World) -> None:
    """A command whose program word is not known."""
    word = words[0]
    source = " ".join(item.shown() for item in words)
    attributes: dict[str, AttributeValue] = {"program": word.shown(), "opaque": True}
    if _looks_assembled(word) or any(_forces_recursion(item) for item in words[1:]):
        attributes["suspicious"] = True
    if Label.NETWORK in word.labels:
        attributes["fetched"] = True
    if Label.DECODED in word.labels:
        attributes["decoded"] = True
    resource = Resource(ResourceType.PROGRAM, "*", word.shown())
    world.emit(Kind.EXEC_RUN, resource, source=source, certainty=Certainty.UNKNOWN, more=attributes)


def _looks_assembled(word: Text) -> bool:
    """True for a program word put together from pieces of which some were computed."""
    if not word.labels.isdisjoint((Label.NETWORK, Label.DECODED)):
        return True
    computed = [part for part in word.parts if isinstance(part, Hole) and not may_be_empty(part)]
    return bool(computed) and len(word.parts) > 1 and "/" not in word.prefix + word.suffix


def _forces_recursion(word: Text) -> bool:
    return word.known in ("-rf", "-fr", "-Rf", "-fR")


def hidden_text(text: Text, via: str, world: World) -> None:
    """Shell text that is about to run came from where it could not be reviewed, or is not known."""
    attributes: dict[str, AttributeValue] = {"program": via.partition(" ")[0]}
    if Label.NETWORK in text.labels:
        attributes["fetched"] = True
    if Label.DECODED in text.labels:
        attributes["decoded"] = True
    certainty = Certainty.CERTAIN
    if text.known is None and _program_is_hidden(text) and not is_shell_hook(text):
        attributes["opaque"] = True
        certainty = Certainty.UNKNOWN
    if len(attributes) > 1:
        resource = Resource(ResourceType.PROGRAM, via.partition(" ")[0], via)
        world.emit(Kind.EXEC_RUN, resource, source=f"{via}: {text.shown()}", certainty=certainty, more=attributes)


def _program_is_hidden(text: Text) -> bool:
    """True when the text is one hole: nothing of it can be read as a command."""
    return len(text.parts) == 1 and isinstance(text.parts[0], Hole)


def is_shell_hook(text: Text) -> bool:
    """True for the output of a program that prints settings for the shell, as `eval "$(ssh-agent -s)"`."""
    if not text.labels <= {Label.COMMAND} or not text.parts:
        return False
    return all(
        not part.strip(" ;\n") if isinstance(part, str) else _is_hook(part.why.removeprefix("output of "))
        for part in text.parts
    )


def _is_hook(command: str) -> bool:
    program, space, rest = command.partition(" ")
    if not space or program.startswith(_INSTALLED):
        command = program.rpartition("/")[2] + space + rest
    return any(command == hook or command.startswith(hook + " ") for hook in _SHELL_HOOKS)


def run_in_fetched_tree(invocation: Invocation, world: World) -> None:
    """A builder or interpreter that works in a directory that was unpacked or cloned in this very call."""
    name = (invocation.words[0].known or "").rpartition("/")[2]
    if not world.overlay or name not in _INTERPRETERS | _BUILDERS:
        return
    named = [posixpath.join(invocation.cwd, word.known) for word in invocation.words[1:] if word.known]
    for path in (invocation.cwd, *named):
        image = world.overlay.get(path) or world.overlay.tree(path)
        if image is None or not image.directory or Label.NETWORK not in image.data.labels:
            continue
        _, facts = target(image.data.origin) if "/" in image.data.origin else (None, {})
        if facts.get("host") not in FORGES:
            world.emit(
                Kind.EXEC_RUN,
                Resource(ResourceType.PROGRAM, name),
                source=" ".join(word.shown() for word in invocation.words),
                program=name,
                known=True,
                downloaded=True,
            )
            return


def connected_shell(words: Sequence[Text], state: State, world: World) -> None:
    """An interpreter whose standard input or output is a socket or a pipe from one is remote control."""
    name = (words[0].known or "").rpartition("/")[2].rstrip("0123456789.")
    if name not in _INTERPRETERS:
        return
    ends = [state.streams.get(descriptor) for descriptor in (0, 1)]
    stdin = ends[0]
    interactive = name in _SHELLS and (len(words) == 1 or any(word.known in ("-i", "-li", "-il") for word in words))
    socket_in = stdin is not None and stdin.end is End.SOCKET
    socket_out = ends[1] is not None and ends[1].end is End.SOCKET
    if socket_in or (socket_out and interactive):
        world.emit(
            Kind.EXEC_RUN,
            Resource(ResourceType.PROGRAM, name),
            source=" ".join(word.shown() for word in words),
            program=name,
            reverse_shell=True,
        )
    if stdin is not None and stdin.data.origin and (image := world.overlay.get(stdin.data.origin)) and image.pipe:
        world.interpreters[stdin.data.origin] = name


def is_globbed(word: object) -> bool:
    """True for a program given as a pattern below the root: `/???/r*`, whatever it happens to match."""
    return isinstance(word, Word) and word.bare[:1] == "/" and any(mark in word.bare for mark in "*?[")
