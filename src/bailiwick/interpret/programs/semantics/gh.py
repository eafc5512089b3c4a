"""gh: GitHub from the command line (cli.github.com manual)."""

from __future__ import annotations

from bailiwick.interpret.effects import NO_LABELS, Data, Label, RunWords, Text, join, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.arguments import Arguments, read_arguments
from bailiwick.interpret.programs.call import carried, label_of
from bailiwick.interpret.programs.semantics.curl import _file_part
from bailiwick.interpret.programs.semantics.git.push import is_protected
from bailiwick.interpret.web_requests import mutation_takes_away
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.call import Call

_OPTIONS = """
    -R --repo =; -F =; -f =; -b --body =; --body-file =read; -t --title =; -d =; --description =; -n --notes =
    --notes-file =read; -l --label =; -a --assignee =; -r --reviewer =; -B --base =; -H =; --head =
    -m =; --json =; -q --jq =; --template =; -T =; -L --limit =; -s --state =; -X --method =; --field =
    --raw-field =; --header =; --input =; --hostname =; --target =; -c --clone =?; -o =; --org =; -e --env =; -u =
    --user =
    -w --web; -y --yes; --confirm; --delete-branch; --admin; --auto; --squash; --merge; --rebase; -p --public
    --secret; --filename =; -A =; -S --search =; --log; --log-failed; --show-token; --visibility =; --ref =
    --branch =
    -i --include; -P =; --push; --source =; --remote; --add =
    --paginate; --slurp; --silent; --cache =; --workflow =; --repos =; --app =; --size =
    -D --dir =; --pattern =; -O --output =output; --clobber; --add-label =; --remove-label =; --milestone =
    --color =
"""
_PATTERN = _OPTIONS.replace("-p --public", "--public").replace("--pattern =", "-p --pattern =")
_APPLYING = {
    ("secret", "set"),
    ("variable", "set"),
    ("repo", "edit"),
    ("run", "delete"),
    ("workflow", "disable"),
    ("workflow", "enable"),
    ("repo", "sync"),
    ("repo", "rename"),
    ("gpg-key", "add"),
}
_FIELDS = ("field", "raw-field", "F", "f")
_GRANTS = frozenset(
    ("collaborators", "hooks", "keys", "protection", "memberships", "secrets", "variables", "permissions", "rulesets")
)
"""What a request that changes it gives somebody, or takes from a guard."""
_SENDING = ("POST", "PUT", "PATCH")
_DESTROYING = {
    "repo": "repository",
    "secret": "secret",
    "variable": "variable",
    "environment": "environment",
    "project": "project",
    "codespace": "codespace",
    "cache": "cache",
    "issue": "issue",
    "label": "label",
    "ruleset": "ruleset",
}


def run(call: Call, arguments: Arguments) -> None:
    """`gh GROUP VERB ...`."""
    words = arguments.operands
    group = (words[0].known or "") if words else ""
    first = next((word for word in words if word.prefix.startswith("-")), None)
    if first is not None and first.known == "--help":
        return
    inner, _ = read_arguments(words[1:], _PATTERN if group == "release" else _OPTIONS)
    verb = inner.text(0)
    if group == "api":
        _api(call, inner)
    elif group == "gist":
        _gist(call, inner, verb)
    elif group == "release":
        _release(call, inner, verb)
    elif group == "auth" and (verb == "token" or inner.has("show-token") or any(word.known == "-t" for word in words)):
        call.emit(Kind.INFRA_READ, call.name("gh auth token"), system="gh", secret=True)
        call.stdout = Data(None, frozenset({Label.SECRET}))
    elif verb in ("delete", "remove", "rm", "archive") and group in _DESTROYING:
        call.emit(
            Kind.INFRA_DESTROY, call.name(f"gh {group}"), system="gh", what=_DESTROYING[group], all=inner.has("all")
        )
    elif (group, verb) in _APPLYING:
        call.emit(Kind.INFRA_APPLY, call.name(f"gh {group} {verb}"), system="gh")
    elif group == "alias":
        _alias(call, inner)
    elif group == "extension" and verb in ("install", "upgrade"):
        call.emit(Kind.PKG_INSTALL, call.name(inner.text(1)), manager="gh", packages=(inner.text(1),), git=True)
    elif group == "ssh-key" and verb in ("add", "delete"):
        call.emit(Kind.SYS_PERSIST, call.name("gh ssh-key"), by="ssh-keys")
    elif group in ("issue", "pr", "discussion"):
        _talk(call, inner)
    else:
        _other(call, inner, group, verb)


def _copied_to_codespace(call: Call, inner: Arguments) -> None:
    """`gh codespace cp FILE... remote:PLACE`; the other way round files come from there."""
    *sources, target = inner.operands[1:] or (literal(""),)
    if not target.prefix.startswith("remote:"):
        return
    labels = frozenset(label for source in sources for label in label_of(call.read(source, recursive=True)))
    call.emit(Kind.NET_SEND, call.name("codespace"), channel="scp", carries=carried(labels, None))


def _other(call: Call, inner: Arguments, group: str, verb: str) -> None:
    if group == "copilot":
        call.launch(RunWords((literal("copilot"), *call.words[1:]), "gh", call.stdin))
    elif group == "config" and verb == "get" and "oauth_token" in [word.known for word in inner.operands]:
        call.emit(Kind.INFRA_READ, call.name("gh config"), system="gh", secret=True)
    elif group == "config" and verb == "set" and inner.text(1) in ("pager", "browser", "editor"):
        call.emit(Kind.SYS_CONFIG, call.name(f"gh {inner.text(1)}"), what="global")
    elif group == "repo" and verb == "deploy-key" and inner.text(1) in ("add", "delete"):
        call.emit(Kind.SYS_PERSIST, call.name("gh deploy-key"), by="ssh-keys")
    elif group in ("codespace", "cs") and verb in ("cp", "copy"):
        _copied_to_codespace(call, inner)
    elif group in ("codespace", "cs") and any((word.known or "").endswith(":public") for word in inner.operands):
        call.emit(Kind.NET_LISTEN, call.name(inner.text(-1)), tunnel=True, public=True)
    elif group == "repo" and verb in ("create", "new", "fork"):
        _new_repository(call, inner)
    else:
        call.emit(Kind.INFRA_READ, call.name(f"gh {group} {verb}"), system="gh")


def _api(call: Call, inner: Arguments) -> None:
    method = (inner.known("method", "X") or "").upper()
    labels, sends = NO_LABELS, False
    for value in inner.values(*_FIELDS):
        sends = True
        labels |= value.labels
        name, at, file = _file_part(_value_of(value))
        del name
        if at and value in inner.values("field", "F"):
            labels |= label_of(call.read(file))
    for value in inner.values("input"):
        sends = True
        labels |= call.stdin.labels if value.known == "-" else label_of(call.read(value))
    method = method or ("POST" if sends else "GET")
    path = inner.text(0)
    said = " ".join(texts.pattern(value) for value in (*inner.values(*_FIELDS), call.stdin.text or Text()))
    if method == "DELETE" or (path == "graphql" and mutation_takes_away(said)):
        call.emit(Kind.INFRA_DESTROY, call.name(path), system="gh", what="api")
    elif "git/refs/heads/" in path and any(texts.pattern(value) == "force=true" for value in inner.values(*_FIELDS)):
        branch = path.partition("git/refs/heads/")[2]
        call.emit(
            Kind.VCS_PUSH, call.name(path), branch=branch, force="yes", protected=is_protected(branch), remote="github"
        )
    elif (method in _SENDING and not _GRANTS.isdisjoint(path.split("/"))) or (
        method in ("PATCH", "PUT") and path.strip("/").startswith("repos/") and path.strip("/").count("/") == 2
    ):
        call.emit(Kind.INFRA_APPLY, call.name(path), system="gh")
    elif method in _SENDING and path.rstrip("/").endswith("/releases"):
        call.emit(Kind.PKG_PUBLISH, call.name(path), manager="gh", what="release")
    elif method in _SENDING and path != "graphql":
        call.emit(
            Kind.NET_SEND,
            call.name(path),
            host="api.github.com",
            method=method,
            carries=carried(labels, Data(literal(""))),
        )
    else:
        call.emit(Kind.INFRA_READ, call.name(path), system="gh")
    call.stdout = Data(None, frozenset({Label.NETWORK}))


def _value_of(value: Text) -> Text:
    return texts.partition(value, "=")[1] or value


def _gist(call: Call, inner: Arguments, verb: str) -> None:
    if verb in ("list", "view", "clone"):
        return
    for word in inner.values("a", "add", "assignee"):
        call.read(word)
    if verb == "delete":
        call.emit(Kind.INFRA_DESTROY, call.name("gist"), system="gh", what="gist")
        return
    words = inner.operands[1:] if verb in ("create", "edit", "new") else inner.operands
    labels = call.stdin.labels | call.labels
    for word in words if verb != "edit" else ():
        labels |= label_of(call.read(word)) if word.known != "-" else call.stdin.labels
    data = Data(literal(""), labels) if words else call.stdin
    call.emit(
        Kind.NET_SEND,
        call.name("gist"),
        host="gist.github.com",
        channel="gist",
        method="POST",
        carries=carried(labels, data),
    )


def _release(call: Call, inner: Arguments, verb: str) -> None:
    if verb in ("create", "upload", "edit"):
        for word in inner.operands[2:]:
            call.read(word)
        call.emit(Kind.PKG_PUBLISH, call.name(f"gh release {verb}"), manager="gh", what="release")
    elif verb in ("delete", "delete-asset"):
        call.emit(Kind.PKG_PUBLISH, call.name(f"gh release {verb}"), manager="gh", what="unpublish")
    elif verb == "download":
        _downloaded(call, inner)
    else:
        call.emit(Kind.INFRA_READ, call.name("gh release"), system="gh")


def _downloaded(call: Call, inner: Arguments) -> None:
    """Files of a release land here, under the names that the pattern tells."""
    call.emit(Kind.NET_FETCH, call.name("gh release"), host="github.com", to_file=True)
    data = Data(None, frozenset({Label.NETWORK}))
    targets = [*inner.values("output"), *inner.values("p", "pattern")]
    folder = inner.value("dir")
    for word in targets:
        if word.known != "-":
            place = join(folder, literal("/"), word) if folder is not None else word
            call.write(texts.with_holes(place), data=data, truncates=True, download=True)


def _alias(call: Call, inner: Arguments) -> None:
    """`gh alias set x '!cmd'` stores a shell command."""
    from bailiwick.interpret.effects import RunShell

    for word in inner.operands[2:3]:
        if word.prefix.startswith("!"):
            call.launch(RunShell(texts.drop(word, 1), "gh alias"))


def _new_repository(call: Call, inner: Arguments) -> None:
    """Another place that the project could go to; with `--source` or `--push` it goes there now."""
    call.emit(Kind.INFRA_APPLY, call.name("gh repo"), system="gh")
    if inner.has("push", "source", "remote"):
        call.emit(Kind.VCS_CONFIG, call.name("remote"), key="remote", new_remote=True)


def _talk(call: Call, inner: Arguments) -> None:
    """Issues and pull requests carry text to other people."""
    labels = call.labels
    for word in inner.values("body", "b", "title", "t"):
        labels |= word.labels
    for word in inner.values("F", "body-file"):
        labels |= call.stdin.labels if word.known == "-" else label_of(call.read(word))
    leaving = carried(labels - {Label.COMMAND}, Data(literal("")))
    if leaving in ("secret", "environment") or (leaving == "file" and inner.has("repo")):
        call.emit(Kind.NET_SEND, call.name("gh"), host="github.com", method="POST", carries=leaving)
    if inner.has("admin"):
        call.emit(Kind.INFRA_APPLY, call.name("gh --admin"), system="gh")
