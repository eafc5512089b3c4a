"""git push: which branches of which remote, and whether by force."""

from __future__ import annotations

from fnmatch import fnmatchcase

from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.semantics.git.remotes import repository, resolve
from bailiwick.interpret.programs.semantics.git.verification import skips_hooks
from bailiwick.model.operation import Kind
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

PROTECTED = ("main", "master", "release/*")
"""Branches that count as protected everywhere; policy may name more."""


class Update(Value):
    """One remote ref that a push changes."""

    branch: str
    """`*` when it is not known, a pattern when several."""
    several: bool = False
    """It stands for many known refs (`refs/heads/*`, `:`)."""
    force: bool = False
    delete: bool = False


def run(call: Call, arguments: Arguments) -> None:
    """One `vcs.push` for each ref."""
    if arguments.has("dry-run"):
        call.emit(Kind.VCS_READ, call.name("push"), verb="push")
        return
    remote = resolve(call, arguments.operands[0] if arguments.operands else arguments.value("repo"))
    force = _force(arguments)
    mirror = arguments.has("mirror") or _setting(call, remote.given, "mirror").lower() in ("true", "1", "yes", "on")
    everything = arguments.has("all") or mirror or (arguments.has("tags") and len(arguments.operands) < 2)
    for update in _updates(call, arguments):
        forced = "yes" if update.force or mirror else force
        if arguments.has("force-with-lease") and forced == "yes" and not _plain_force(arguments):
            forced = "lease"
        call.emit(
            Kind.VCS_PUSH,
            call.name(f"{remote.given} {update.branch}"),
            branch=update.branch,
            force=forced,
            delete=update.delete or arguments.has("prune"),
            protected=is_protected(update.branch) or update.several or (everything and not arguments.has("tags")),
            mirror=mirror,
            all=everything,
            no_verify=skips_hooks(call, arguments),
            remote=remote.given,
            host=remote.host,
            new_remote=remote.new,
        )


def _setting(call: Call, remote: str, name: str) -> str:
    """`remote.NAME.name`: from `-c`, else from the repository's configuration."""
    key = f"remote.{remote}.{name}"
    if key in call.settings:
        return texts.pattern(call.settings[key])
    fact = repository(call)
    return (fact.setting(key) if fact is not None else None) or ""


def _plain_force(arguments: Arguments) -> bool:
    return arguments.has("force") or any(texts.pattern(word).startswith("+") for word in arguments.operands[1:])


def _force(arguments: Arguments) -> str:
    if arguments.has("force") and not arguments.has("no-force"):
        return "yes"
    return "lease" if arguments.has("force-with-lease") else ""


def _updates(call: Call, arguments: Arguments) -> list[Update]:
    refspecs = list(arguments.operands[1:])
    if arguments.has("mirror", "all"):
        return [Update("*")]
    if not refspecs:
        return _default(call, arguments)
    updates = []
    skip = False
    for word in refspecs:
        if word.known == "tag" and not skip:
            skip = True
            continue
        updates.append(_refspec(call, word, delete=arguments.has("delete")))
    return updates


def _refspec(call: Call, word: Text, *, delete: bool) -> Update:
    text = texts.pattern(word)
    force = text.startswith("+")
    source, colon, destination = text.removeprefix("+").partition(":")
    if delete:
        return Update(branch_name(source), force=force, delete=True)
    if colon and not source and destination:
        return Update(branch_name(destination), force=force, delete=True)
    name = destination if colon else source
    if colon and not destination:
        return Update("*", several=True, force=force)
    if name in ("HEAD", "@"):
        name = _current(call)
    several = word.known is not None and name in ("refs/heads/*", "refs/*", "*")
    return Update(branch_name(name), several=several, force=force)


def _default(call: Call, arguments: Arguments) -> list[Update]:
    """No refspec: `push.default`, by default the current branch (git-config(1))."""
    if arguments.has("tags") and not arguments.has("follow-tags"):
        return [Update("refs/tags/*")]
    fact = repository(call)
    if fact is None:
        return [Update("*")]
    style = call.settings["push.default"].known if "push.default" in call.settings else fact.setting("push.default")
    if style == "matching":
        return [Update("*")]
    remote = texts.pattern(arguments.operands[0]) if arguments.operands else fact.upstream.partition("/")[0] or "origin"
    configured = _setting(call, remote, "push")
    if configured:
        source, _, destination = configured.removeprefix("+").partition(":")
        return [Update(branch_name(destination or source), force=configured.startswith("+"))]
    if style in ("upstream", "tracking") and fact.upstream:
        return [Update(fact.upstream.partition("/")[2])]
    return [Update(fact.branch or "*")]


def _current(call: Call) -> str:
    fact = repository(call)
    return fact.branch if fact is not None and fact.branch else "*"


def branch_name(ref: str) -> str:
    """A branch without `refs/heads/`."""
    return ref.removeprefix("refs/heads/").removeprefix("heads/") or "*"


def is_protected(branch: str) -> bool:
    """True for a protected branch, and for a pattern of refs that may take one in (`refs/heads/*`, `m*`)."""
    if branch == "*" or branch.startswith("refs/tags/"):
        return False
    if "*" in branch:
        return any(fnmatchcase(name.replace("*", "x"), branch) for name in PROTECTED)
    return any(fnmatchcase(branch, name) for name in PROTECTED)
