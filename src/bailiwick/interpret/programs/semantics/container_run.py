"""docker run and create: what the container may reach of this machine, and what it runs."""

from __future__ import annotations

from bailiwick.interpret.effects import Label, RunShell, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.dumping import dumps_environment
from bailiwick.model.operation import Kind, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call
    from bailiwick.model.operation import Resource

_DANGEROUS_CAPABILITIES = frozenset(
    {"all", "sys_admin", "sys_ptrace", "sys_module", "sys_rawio", "dac_read_search", "dac_override", "net_admin", "bpf"}
)
_RAW_DEVICES = ("/dev/sd", "/dev/nvme", "/dev/vd", "/dev/xvd", "/dev/dm", "/dev/disk", "/dev/mem", "/dev/kmem")
_RAW_DEVICES = ("/dev/sd", "/dev/nvme", "/dev/vd", "/dev/xvd", "/dev/dm", "/dev/disk", "/dev/mem", "/dev/kmem")
_OFF = ("apparmor=unconfined", "seccomp=unconfined", "label=disable", "systempaths=unconfined")
_HOST_SOCKETS = ("docker.sock", "podman.sock", "containerd.sock", "crio.sock")


def run(call: Call, arguments: Arguments) -> None:
    """Privileges, namespaces and mounts; then the command inside, which is another machine's."""
    sources = [_mounted(value) for value in arguments.values("volume")]
    sources += [_mount_source(value) for value in arguments.values("mount")]
    mounted = [call.path(source) for source in sources if _is_path(source)]
    call.emit(
        Kind.CONTAINER_RUN,
        call.name(arguments.text(0)),
        privileged=arguments.has("privileged") or _devices(arguments) or _capable(arguments) or _unconfined(arguments),
        host_root=any(_whole_machine(resource) for resource in mounted),
        docker_socket=any(resource.value.endswith(_HOST_SOCKETS) for resource in mounted),
        host_namespace=any((arguments.known(key) or "") == "host" for key in ("pid", "ipc", "userns", "uts")),
    )
    for resource in mounted:
        if resource.classes & {ResourceClass.SECRET, ResourceClass.GOVERNANCE, ResourceClass.GOVERNANCE_KEY}:
            call.emit(Kind.FILE_READ, resource, through="mount", recursive=True)
    inner = arguments.operands[1:]
    entry = arguments.value("entrypoint")
    words = (entry, *inner) if entry is not None else inner
    if Label.NETWORK in arguments.operands[0].labels if arguments.operands else False:
        call.emit(Kind.EXEC_RUN, call.name(arguments.text(0)), program=call.program, known=True, fetched=True)
    if words and _empties_volume(words, arguments):
        call.emit(Kind.CONTAINER_DESTROY, call.name(arguments.text(0)), what="volume", volumes=True)
    if "compose" in (call.program.rpartition("-")[2], *call.command) and dumps_environment(words):
        call.emit(Kind.INFRA_READ, call.name(call.program), system=call.program, unmasked=True)
    client = _CLIENTS.get(arguments.text(0).rpartition("/")[2].partition("@")[0].partition(":")[0])
    if client is not None and entry is None:
        words = (literal(client), *inner)
    if words and not (entry is None and _is_glob(words[0])):
        mounts = _mounts(call, arguments)
        call.launch(
            RunShell(
                texts.words_quoted(words),
                via=f"{call.program} run",
                stdin=call.stdin,
                cwd=arguments.known("workdir") if mounts else None,
                remote=True,
                mounts=mounts,
            )
        )


def _is_glob(word: Text) -> bool:
    """Names of files, with nothing before them, are for the program that the image starts."""
    return any(not isinstance(part, str) and part.glob for part in word.parts)


def _empties_volume(words: Sequence[Text], arguments: Arguments) -> bool:
    """A command inside that removes what is below the place of a named volume."""
    targets = []
    for value in arguments.values("volume"):
        source, rest = texts.partition_anywhere(value, ":")
        if rest is not None and source.parts and not _is_path(source):
            targets.append(rest.prefix.partition(":")[0].rstrip("/"))
    said = " ".join(texts.pattern(word) for word in words).replace(";", " ; ").split()
    removes = ("rm" in said and any(word[:1] == "-" and "r" in word.lower() for word in said)) or (
        "find" in said and "-delete" in said
    )
    return removes and any(target and word.startswith(target) for word in said for target in targets)


def _mounts(call: Call, arguments: Arguments) -> tuple[tuple[str, str], ...]:
    """Directories of the container that show directories of this machine."""
    found = []
    for value in arguments.values("volume"):
        source, rest = texts.partition_anywhere(value, ":")
        target = (rest.prefix if rest is not None else "").partition(":")[0]
        found.append((target, source))
    for value in arguments.values("mount"):
        target = next(
            (
                piece.known.partition("=")[2]
                for piece in texts.separate(value, ",")
                if piece.known and piece.known.startswith(("target=", "dst=", "destination="))
            ),
            "",
        )
        found.append((target, _mount_source(value)))
    return tuple(
        (target.rstrip("/") or "/", call.path(source).value)
        for target, source in found
        if target.startswith("/") and _is_path(source)
    )


def _devices(arguments: Arguments) -> bool:
    """`--device` of a disk or of memory."""
    return any(value.prefix.startswith(_RAW_DEVICES) for value in arguments.values("device"))


def _mounted(value: Text) -> Text:
    """The host side of `-v HOST:CONTAINER[:OPTIONS]`."""
    return texts.partition_anywhere(value, ":")[0]


def _mount_source(value: Text) -> Text:
    """The host side of `--mount type=bind,source=HOST,target=CONTAINER`."""
    for piece in texts.separate(value, ","):
        name, rest = texts.partition(piece, "=")
        if name.known in {"source", "src"} and rest is not None:
            return rest
    return literal("")


def _is_path(source: Text) -> bool:
    """A bind mount, not a named volume."""
    return not source.prefix or source.prefix[0] in "/.~" if source.parts else False


def _whole_machine(resource: Resource) -> bool:
    classes = resource.classes
    if ResourceClass.TEMP in classes or resource.value.endswith(_HOST_SOCKETS) or resource.value in _HARMLESS:
        return False
    return bool(classes & {ResourceClass.ROOT, ResourceClass.HOME_ROOT, ResourceClass.SYSTEM})


_CLIENTS = {
    "aws-cli": "aws",
    "doctl": "doctl",
    "flyway": "flyway",
    "gh": "gh",
    "helm": "helm",
    "kubectl": "kubectl",
    "liquibase": "liquibase",
    "mc": "mc",
    "opentofu": "tofu",
    "rclone": "rclone",
    "restic": "restic",
    "s5cmd": "s5cmd",
    "skopeo": "skopeo",
    "terraform": "terraform",
    "terragrunt": "terragrunt",
    "wrangler": "wrangler",
}
"""Images, by the last part of their name, whose entry point is a client: the words behind are its arguments."""

_HARMLESS = frozenset(
    {"/etc/localtime", "/etc/timezone", "/etc/passwd", "/etc/group", "/etc/hosts", "/etc/resolv.conf"}
)
"""Files of the system that development containers mount to read."""


def _capable(arguments: Arguments) -> bool:
    given = (texts.pattern(value).lower().removeprefix("cap_") for value in arguments.values("cap-add"))
    return any(name in _DANGEROUS_CAPABILITIES for name in given)


def _unconfined(arguments: Arguments) -> bool:
    return any(texts.pattern(value).replace(":", "=").startswith(_OFF) for value in arguments.values("security-opt"))
