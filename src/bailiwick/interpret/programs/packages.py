"""The `package` role: what one operand of an installer names.

A package of the registry, a path of this machine, a URL, a repository; each is another risk.
"""

from __future__ import annotations

from bailiwick.interpret.programs import texts
from bailiwick.interpret.web import target
from bailiwick.model.operation import Kind, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call
    from bailiwick.model.operation import AttributeValue

FORGES = frozenset({"github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "git.sr.ht", "gist.github.com"})
"""Hosts of repositories that count as well known."""

_INSTALLERS = frozenset({"pip", "setuptools", "wheel", "build", "npm", "npm@latest", "corepack", "bundler"})
"""Packages that are the installer itself: upgrading them adds nothing to the project."""

_INSTALLS = frozenset(("install", "i", "ci", "add", "update", "sync", "download", "wheel", "exec", "dlx", "x"))
_INDEXES = frozenset(
    (
        ("org", "pypi"), ("org", "python", "pypi"), ("com", "yarnpkg", "registry"), ("io", "jsr", "npm"),
        ("com", "github", "pkg", "npm"), ("org", "pytorch", "download"), ("com", "nvidia", "pypi"), ("com", "gitlab"),
    )
)  # fmt: skip
"""Registries that count as well known, by the labels of their hosts, top first."""

_INDEX_DOMAINS = frozenset(
    (("org", "pypi"), ("org", "npmjs"), ("com", "amazonaws"), ("dev", "pkg"), ("com", "azure"), ("io", "jfrog"))
)
"""Domains below which every host counts: of registries, and of services that keep those of a company."""

_OWN_INDEXES = frozenset(("localhost", "127.0.0.1"))

_DRY = frozenset({"npm", "poetry", "pdm", "cargo", "brew", "apt", "apt-get"})
"""Installers whose dry run runs no code of the package; pip's builds it."""

_GIT_PREFIXES = ("git+", "git://", "git@", "ssh://", "hg+", "svn+", "bzr+")
_FORGE_SHORTHANDS = ("github:", "gitlab:", "bitbucket:")
_PATHS = ("./", "../", "/", "~", "file:", "link:", "portal:")
_LOCAL_ENDINGS = (
    ".whl",
    ".tar.gz",
    ".tgz",
    ".zip",
    ".deb",
    ".rpm",
    ".apk",
    ".pkg.tar.zst",
    ".gem",
    ".snap",
    ".flatpak",
)


def package(call: Call, arguments: Arguments, word: Text, parameter: str = "") -> None:
    """One `pkg.install` for what `word` names. `parameter` is `global` for a program that installs for the system."""
    given = texts.pattern(word)
    common: Mapping[str, AttributeValue] = {
        "manager": call.program,
        "global": parameter == "global" or arguments.has("global"),
    }
    name, at, place = given.partition("@")
    spec = place.strip() if at and name.strip() and ("://" in place or place.lstrip().startswith("git+")) else given
    if arguments.has("dry-run", "simulate") and call.program in _DRY:
        return
    if spec.startswith(_FORGE_SHORTHANDS):
        call.emit(Kind.PKG_INSTALL, call.name(given), packages=(given,), git=True, more=common)
    elif spec.startswith(_GIT_PREFIXES) or ("://" in spec and not spec.startswith("file:")):
        _remote(call, word, spec, given, common)
    elif given.partition("[")[0] in (".", "..") or given.startswith(_PATHS):
        resource = call.path(word)
        call.emit(Kind.PKG_INSTALL, resource, locked=True, more=common)
    elif given.endswith(_LOCAL_ENDINGS):
        call.read(word)
        resource = call.path(word)
        built = ResourceClass.BUILD_ARTIFACT in resource.classes
        call.emit(Kind.PKG_INSTALL, resource, packages=(given,), locked=built, more=common)
    else:
        locked = given.partition("=")[0].rstrip("<>~!") in _INSTALLERS
        call.emit(
            Kind.PKG_INSTALL,
            call.name(given),
            packages=(given,),
            locked=locked,
            wildcard=word.known is None,
            more=common,
        )


def _remote(call: Call, word: Text, spec: str, given: str, common: Mapping[str, AttributeValue]) -> None:
    git = spec.startswith(_GIT_PREFIXES) or spec.split("#", maxsplit=1)[0].split("@", maxsplit=1)[0].endswith(".git")
    resource, facts = target(http_form(spec))
    host = str(facts.get("host", ""))
    unknown = host not in FORGES
    call.emit(Kind.PKG_INSTALL, resource, packages=(given,), git=git, url=not git, unknown_host=unknown, more=common)
    if unknown or not git:
        call.emit(Kind.EXEC_RUN, call.name(call.program), program=call.program, known=True, fetched_raw=True)
    call.labels |= word.labels


def index_of_packages(call: Call, arguments: Arguments, word: Text, parameter: str) -> None:
    """Where an installation looks for packages: what a host that is not well known offers in their names is added."""
    host = str(target(word)[1].get("host", "")) if "://" in word.prefix else ""
    labels = tuple(reversed(host.split(".")))
    known = labels in _INDEXES or (len(labels) > 2 and labels[:2] in _INDEX_DOMAINS)
    if host and host not in _OWN_INDEXES and not known and _INSTALLS.intersection(call.command):
        call.emit(Kind.PKG_INSTALL, call.name(host), manager=call.program, packages=(host,))


def http_form(spec: str) -> str:
    """A repository address as a URL: `git+ssh://git@host/x` and `git@host:x` name the same host."""
    spec = spec.removeprefix("git+").removeprefix("hg+").removeprefix("svn+").removeprefix("bzr+")
    if spec.startswith("git@"):
        host, _, path = spec.removeprefix("git@").partition(":")
        return f"ssh://git@{host}/{path}"
    return spec
