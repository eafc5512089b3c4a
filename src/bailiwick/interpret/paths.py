"""The path engine: an abstract path text to the resource it names.

Both names of a thing count (decision C19): what is dangerous about the written path or about
the real one is a class of the resource, and what makes a path harmless (inside the project,
temporary, a build product) must hold on the real one. A text with unknown pieces keeps what
is certain of it, plus the dangers that remain possible.
"""

from __future__ import annotations

from bailiwick.interpret import pathnames
from bailiwick.interpret.effects import Hole, Label, Text
from bailiwick.interpret.globs import aims_at_secrets
from bailiwick.interpret.resources import DANGEROUS, below, classify
from bailiwick.model.fact import FileType, GlobQuery, PathQuery, RepositoryQuery
from bailiwick.model.operation import Resource, ResourceClass, ResourceType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.inquiry import Inquiry
    from bailiwick.model.request import Place

_HARMLESS = frozenset((ResourceClass.PROJECT, ResourceClass.TEMP, ResourceClass.BUILD_ARTIFACT))
_WHOLE_DIRECTORY = frozenset(
    (ResourceClass.ROOT, ResourceClass.HOME_ROOT, ResourceClass.PROJECT_ROOT, ResourceClass.GOVERNANCE)
)
_FOREIGN = frozenset((Label.NETWORK, Label.DECODED, Label.SECRET))
_NO_REPOSITORY_IN = frozenset((ResourceClass.SYSTEM, ResourceClass.SECRET, ResourceClass.DEVICE, ResourceClass.ROOT))


def locate(
    text: Text | str, *, cwd: str, place: Place, inquiry: Inquiry, follow: bool = True, tilde: bool = True
) -> Resource:
    """The resource that a path text names.

    Args:
        text: a path as the program gets it, possibly with unknown pieces.
        cwd: working directory, absolute; empty when unknown.
        place: where the call happens.
        inquiry: the facts; the real path is asked of it.
        follow: False for what acts on a link itself (`rm`, `mv`, `readlink`): only the directories before
            the last component are resolved.
        tilde: False when a leading `~` is an ordinary letter (a quoted shell word).

    Returns:
        A resource whose value is the real absolute path, or a known piece with `*` when a part is unknown;
        `uncertain` tells which.

    Raises:
        InputError: the path has a NUL byte.
        BoundError: the path is longer than `bounds.PATH_CHARS`.
    """
    known = text if isinstance(text, str) else text.known
    if known is not None:
        if not tilde and known.startswith("~"):
            known = "./" + known
        return _locate_known(known, cwd=cwd, place=place, inquiry=inquiry, follow=follow)
    assert isinstance(text, Text)  # noqa: S101 - a str is always known
    return _locate_partly(text, cwd=cwd, place=place, inquiry=inquiry)


def uncertain(resource: Resource) -> bool:
    """True when a part of the resource's value is unknown (attribute `wildcard`)."""
    return resource.value.startswith("*") or resource.value.endswith("*")


def _locate_known(given: str, *, cwd: str, place: Place, inquiry: Inquiry, follow: bool) -> Resource:
    path = pathnames.absolute(given, cwd=cwd, place=place)
    if path is None:
        return _somewhere(given, given, place)
    written = pathnames.normal(path)
    if _is_own_to_each_process(written):
        return Resource(ResourceType.PATH, written, _unless(given, written), classify(written, place))
    real, device = _real(path, written, inquiry, follow=follow or given.endswith("/"))
    classes = classify(real, place)
    if written != real:
        classes |= classify(written, place) & DANGEROUS
    if "/../" in path or path.endswith("/.."):
        # Some programs remove `..` as text, the kernel after following links: both readings count.
        other, _device = _real(written, written, inquiry, follow=follow)
        if other not in {real, written}:
            classes |= classify(other, place) & DANGEROUS
    if device and ResourceClass.SINK not in classes:
        classes |= {ResourceClass.DEVICE}
    if _in_other_repository(real, classes, place, inquiry):
        classes |= {ResourceClass.REPOSITORY}
    return Resource(ResourceType.PATH, real, _unless(given, real), classes, _unless(written, real))


def _real(path: str, written: str, inquiry: Inquiry, *, follow: bool) -> tuple[str, bool]:
    """The real path as far as the facts go, and whether it is a device."""
    if follow or written == "/":
        fact = inquiry.ask(PathQuery(path if "/.." in path else written))
        if fact is None:
            return written, False
        real = written if fact.real == written else pathnames.normal(fact.real)
        return real, fact.type is FileType.DEVICE
    directory, _slash, name = path.rstrip("/").rpartition("/")
    if name in {".", ".."}:
        return _real(path, written, inquiry, follow=True)
    fact = inquiry.ask(PathQuery(directory or "/"))
    return (written if fact is None else pathnames.normal(f"{fact.real.rstrip('/')}/{name}")), False


def _is_own_to_each_process(path: str) -> bool:
    """Names that mean another thing to the process that looks them up for us."""
    return path.startswith(("/proc/self", "/proc/thread-self", "/dev/fd", "/dev/std", "/dev/tty"))


def _in_other_repository(real: str, classes: frozenset[ResourceClass], place: Place, inquiry: Inquiry) -> bool:
    if ResourceClass.OUTSIDE not in classes or not classes.isdisjoint(_NO_REPOSITORY_IN):
        return False
    fact = inquiry.ask(RepositoryQuery(real))
    # A repository that is the home directory itself keeps dotfiles; one around the project is the project's.
    return fact is not None and fact.root not in {"", place.home} and not below(place.project, fact.root)


def _unless(given: str, value: str) -> str:
    return "" if given == value else given


def _somewhere(known: str, given: str, place: Place) -> Resource:
    """A path whose beginning is unknown: only what its own names say is known."""
    tail = pathnames.normal("/" + known.lstrip("/"))
    names = "/*" + ("" if tail == "/" else tail)
    classes = classify(names, place) & DANGEROUS - _WHOLE_DIRECTORY - {ResourceClass.SYSTEM, ResourceClass.DEVICE}
    return Resource(ResourceType.PATH, names[1:], given, classes)


def _locate_partly(text: Text, *, cwd: str, place: Place, inquiry: Inquiry) -> Resource:
    shown = text.shown()
    starred = "".join(part if isinstance(part, str) else "*" for part in text.parts)
    first = text.parts[0]
    if isinstance(first, Hole) and not first.glob:
        return _somewhere(starred.lstrip("*"), shown, place)
    directory_text, _slash, _name = text.prefix.rpartition("/")
    if text.prefix.startswith("/"):
        directory_text += "/"
    if text.prefix.startswith("~") and not directory_text:
        return _somewhere(starred, shown, place)
    directory = _locate_known(directory_text or ".", cwd=cwd, place=place, inquiry=inquiry, follow=True)
    if uncertain(directory):
        return _somewhere(starred, shown, place)
    rest = starred[len(_directory_part(text.prefix)) :]
    classes = _classes_below(directory, rest, text, place)
    classes |= _classes_of_matches(text, directory, place, inquiry)
    tail = text.prefix[len(_directory_part(text.prefix)) :]
    value = f"{directory.value.rstrip('/')}/{tail}*"
    return Resource(ResourceType.PATH, value, shown, classes)


def _directory_part(prefix: str) -> str:
    return prefix[: prefix.rfind("/") + 1]


def _classes_below(directory: Resource, rest: str, text: Text, place: Place) -> frozenset[ResourceClass]:
    """The classes of `directory/rest` where `*` in `rest` may be any text, the empty one too."""
    base = directory.value.rstrip("/")
    classes = classify(pathnames.normal(f"{base}/{rest}"), place)
    if not text.labels.isdisjoint(_FOREIGN):
        classes -= _HARMLESS
    classes |= directory.classes & (DANGEROUS - _WHOLE_DIRECTORY)
    classes |= classify(pathnames.normal(f"{base}/{rest.replace('*', '')}"), place) & DANGEROUS
    if rest.strip("*/") == "":
        classes |= directory.classes & _WHOLE_DIRECTORY
    if ResourceClass.REPOSITORY in directory.classes:
        classes |= {ResourceClass.REPOSITORY}
    return classes


def _classes_of_matches(text: Text, directory: Resource, place: Place, inquiry: Inquiry) -> frozenset[ResourceClass]:
    """The dangers of the existing files that a glob may stand for."""
    if not all(part.glob for part in text.parts if isinstance(part, Hole)):
        return frozenset()
    last = text.prefix[len(_directory_part(text.prefix)) :]
    later = text.parts[1:] if text.prefix else text.parts
    pattern = _escaped(last) + "".join("*" if isinstance(part, Hole) else _escaped(part) for part in later)
    fact = inquiry.ask(GlobQuery(f"{_escaped(directory.value.rstrip('/'))}/{pattern}", dotglob=pattern[:1] == "."))
    classes: frozenset[ResourceClass] = frozenset()
    for path in fact.paths if fact else ():
        classes |= classify(pathnames.normal(path), place) & DANGEROUS
    holes = [part for part in text.parts if isinstance(part, Hole)]
    if fact is not None and not fact.paths and aims_at_secrets(holes[0].why if len(holes) == 1 else pattern):
        classes |= {ResourceClass.SECRET}
    return classes


def _escaped(text: str) -> str:
    """`text` as a glob pattern that matches only itself."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in text)
