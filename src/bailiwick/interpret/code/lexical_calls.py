"""Which functions of scripting languages matter, by name; and what a call of one does."""

from __future__ import annotations

from bailiwick.interpret.effects import Label, RunCode, RunShell, RunWords, Text, join, literal, unknown
from bailiwick.interpret.web_requests import takes_away
from bailiwick.model.operation import Kind
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.interpret.code.emit import Emitter


class Action(Value):
    """What a call of a named function does with its arguments."""

    effect: str
    """`delete`, `delete-tree`, `read`, `write`, `copy`, `move`, `open`, `chmod`, `chdir`, `shell`, `words`, `code`,
    `include`, `fetch`, `send`, `remove`, `empties`, `finish` (of a request that was opened before), `connect`, `kill`,
    `listen`, `rights`, `rows` or `install`."""
    bare: bool = False
    """May be called without parentheses."""
    dotted: bool | None = None
    """True: only as a method; False: only as a plain function; None: either."""


def _table(*groups: tuple[Action, str]) -> Mapping[str, Action]:
    return {name: action for action, names in groups for name in names.split()}


_JAVASCRIPT = _table(
    (Action("delete", dotted=None), "unlink unlinkSync rmdir rmdirSync"),
    (Action("delete-tree"), "rmSync rm rimraf rimrafSync removeSync emptyDirSync deleteSync deleteAsync"),
    (
        Action("read"),
        "readFile readFileSync createReadStream readdir readdirSync readTextFile readTextFileSync openSync opendirSync",
    ),
    (
        Action("write"),
        "writeFile writeFileSync appendFile appendFileSync createWriteStream outputFileSync truncateSync",
    ),
    (Action("copy"), "copyFile copyFileSync cpSync copySync"),
    (Action("move"), "rename renameSync moveSync"),
    (Action("chmod"), "chmod chmodSync"),
    (Action("shell"), "exec execSync doShellScript"),
    (Action("words"), "Command spawn spawnSync execFile execFileSync fork execa execaSync"),
    (Action("code"), "eval Function runInNewContext runInThisContext"),
    (Action("chdir", dotted=True), "chdir"),
    (Action("include"), "import require"),
    (Action("fetch"), "fetch"),
    (Action("remove", dotted=True), "delete del"),
    (
        Action("empties", dotted=True),
        "dropDatabase flushall flushdb flushAll flushDb clearObjects dropTable dropTableIfExists dropSchema",
    ),
    (Action("read", dotted=True), "file"),
    (Action("fetch", dotted=True), "get"),
    (Action("send", dotted=True), "post put request sendBeacon"),
    (Action("fetch", dotted=True), "goto"),
    (Action("finish", dotted=True), "end write"),
    (Action("connect", dotted=True), "connect createConnection"),
    (Action("listen", dotted=True), "listen"),
    (Action("kill", dotted=True), "kill"),
    (Action("delete-tree"), "Deno.remove Deno.removeSync"),
    (Action("sql", dotted=True), "query execute unsafe raw $queryRawUnsafe $executeRawUnsafe executeRaw queryRaw"),
    (Action("rights"), "process.setuid process.setgid process.seteuid process.setegid"),
)

_PERL = _table(
    (Action("delete", bare=True), "unlink rmdir"),
    (Action("delete-tree", bare=True), "rmtree remove_tree"),
    (Action("open", bare=True), "open sysopen"),
    (Action("read", bare=True), "read_file slurp path"),
    (Action("write", bare=True), "truncate write_file"),
    (Action("move", bare=True), "rename move"),
    (Action("copy", bare=True), "copy"),
    (Action("chmod", bare=True), "chmod"),
    (Action("words", bare=True), "system exec readpipe open2 open3"),
    (Action("code", bare=True), "eval"),
    (Action("chdir", bare=True), "chdir"),
    (Action("fetch", bare=True), "get getstore"),
    (Action("send", dotted=True), "post put post_form"),
    (Action("sql", dotted=True), "do prepare selectall_arrayref"),
    (Action("connect"), "INET"),
    (Action("kill", bare=True), "kill"),
    (Action("rights"), "setuid setgid"),
)

_RUBY = _table(
    (Action("delete", bare=True, dotted=True), "delete unlink rmdir"),
    (Action("delete-tree", bare=True), "rm_rf rm_r remove_dir rmtree remove_entry remove_entry_secure"),
    (Action("delete", bare=True), "rm rm_f"),
    (Action("read", bare=True, dotted=True), "read readlines binread foreach"),
    (Action("write", bare=True, dotted=True), "write binwrite truncate"),
    (Action("connect"), "TCPSocket UDPSocket"),
    (Action("open", bare=True), "open"),
    (Action("copy", bare=True), "cp cp_r"),
    (Action("move", bare=True), "mv rename"),
    (Action("chmod", bare=True), "chmod chmod_R"),
    (Action("words", bare=True), "system exec spawn popen capture2 capture3 capture2e sh"),
    (Action("code", bare=True), "eval instance_eval class_eval"),
    (Action("chdir", dotted=True), "chdir"),
    (Action("fetch", dotted=True), "get get_response"),
    (Action("send", dotted=True), "post post_form"),
    (Action("kill", dotted=True), "kill"),
    (Action("sql", dotted=True), "execute exec_query query exec_params"),
    (Action("rows", dotted=True), "delete_all destroy_all truncate_tables"),
    (Action("empties", dotted=True), "flushall flushdb drop_database"),
    (Action("rights", dotted=True), "setuid setgid seteuid setegid setresuid change_privilege"),
)

_PHP = _table(
    (Action("delete"), "unlink rmdir"),
    (Action("read"), "file_get_contents readfile file fopen show_source highlight_file parse_ini_file"),
    (Action("write"), "file_put_contents"),
    (Action("copy"), "copy"),
    (Action("move"), "rename"),
    (Action("chmod"), "chmod"),
    (Action("shell"), "system exec shell_exec passthru popen proc_open"),
    (Action("words"), "pcntl_exec"),
    (Action("sql", dotted=True), "query statement unprepared"),
    (Action("sql"), "mysqli_query pg_query"),
    (Action("empties", dotted=True), "flushAll flushDB dropDatabase"),
    (Action("mail"), "mail"),
    (Action("code"), "eval assert create_function"),
    (Action("chdir"), "chdir"),
    (Action("include", bare=True), "include include_once require require_once"),
    (Action("send"), "curl_init"),
    (Action("read"), "CURLFile curl_file_create"),
    (Action("rights"), "posix_setuid posix_setgid posix_seteuid posix_setegid"),
    (Action("connect"), "fsockopen pfsockopen stream_socket_client"),
)

_LUA = _table(
    (Action("delete", dotted=True), "remove"),
    (Action("move", dotted=True), "rename"),
    (Action("shell", dotted=True), "execute popen system"),
    (Action("open", dotted=True), "open"),
    (Action("read", dotted=True), "lines"),
    (Action("code"), "load loadstring dofile"),
    (Action("send", dotted=True), "request"),
)

_R = _table(
    (Action("delete-tree"), "unlink"),
    (Action("delete", dotted=True), "remove"),
    (Action("shell"), "system"),
    (Action("words"), "system2"),
    (Action("read"), "readLines readRDS scan upload_file"),
    (Action("include"), "source sys.source"),
    (Action("write"), "writeLines saveRDS"),
    (Action("fetch"), "download"),
    (Action("send"), "POST PUT PATCH"),
    (Action("code"), "eval parse"),
    (
        Action("install"),
        "install_github install_git install_gitlab install_url install_bitbucket pkg_install packages BiocManager",
    ),
)

CALLS: Mapping[str, Mapping[str, Action]] = {
    "javascript": _JAVASCRIPT,
    "perl": _PERL,
    "ruby": _RUBY,
    "php": _PHP,
    "lua": _LUA,
    "r": _R,
}

DECODING = frozenset(
    {
        "atob",
        "Buffer",
        "fromCharCode",
        "decodeURIComponent",
        "unescape",
        "pack",
        "unpack",
        "unpack1",
        "decode64",
        "decode_base64",
    }
    | {
        "base64_decode",
        "gzinflate",
        "gzuncompress",
        "str_rot13",
        "strrev",
        "hex2bin",
        "chr",
        "urlsafe_decode64",
        "reverse",
        "inflate",
    }
)
"""Functions that make readable text out of hidden text."""

NEUTRAL = frozenset(
    (
        "path", "join", "String", "raw", "my", "new", "const", "let", "var", "File", "glob", "globSync", "URI", "URL",
        "parse", "expand_path", "realpath", "Path", "Pathname", "normalize", "resolve", "local", "scalar", "urlencode",
    )
)  # fmt: skip
"""Names that do not change a text made of literals."""


def perform(action: Action, arguments: list[Text], name: str, emitter: Emitter) -> None:
    """Emit what one call does."""
    if not arguments:
        return
    if action.effect == "delete-tree" and len(arguments) > 1 and arguments[0].prefix.startswith("-"):
        arguments = arguments[1:]  # `rm("-rf", path)` of shelljs
    first = arguments[0]
    source = f"{name}({', '.join(argument.shown() for argument in arguments)})"
    match action.effect:
        case "delete" | "delete-tree":
            attributes = {"recursive": True} if action.effect == "delete-tree" else {}
            emitter.file(Kind.FILE_DELETE, first, source, **attributes)
        case "read" | "copy":
            labels = emitter.read(first, source) if "://" not in first.prefix else _fetched(emitter, arguments, source)
            if action.effect == "copy" and len(arguments) > 1:
                emitter.write(arguments[1], source, labels)
        case "write":
            text = arguments[1] if len(arguments) > 1 else None
            emitter.write(first, source, text.labels if text else frozenset(), text, truncates=True)
        case "move":
            emitter.file(Kind.FILE_DELETE, first, source, moved_away=True, recursive=emitter.is_directory(first))
            if len(arguments) > 1:
                emitter.write(arguments[1], source, frozenset())
        case "chdir":
            emitter.chdir(first)
        case "chmod":
            _chmod(arguments, source, emitter)
        case "open":
            _open(arguments, source, emitter)
        case _:
            _outward(action.effect, arguments, source, emitter)


_CARRYING = frozenset({Label.SECRET, Label.ENVIRONMENT, Label.FILE})
_HERE = ("localhost", "127.0.0.1", "::1")


def _fetched(emitter: Emitter, arguments: list[Text], source: str) -> frozenset[Label]:
    _request("fetch", arguments, source, emitter)
    return frozenset({Label.NETWORK})


def _statement(text: Text, emitter: Emitter) -> None:
    from bailiwick.interpret.code.sql import interpret_sql  # only code about databases needs it

    if text.known and " " in text.known.strip():
        interpret_sql(text.known, emitter)


def _outward(effect: str, arguments: list[Text], source: str, emitter: Emitter) -> None:
    first = arguments[0]
    match effect:
        case "sql":
            _statement(first, emitter)
        case "shell":
            emitter.launch(RunShell(first, via=source[:40]))
        case "words":
            _words(arguments, source, emitter)
        case "code":
            _code(first, source, emitter)
        case "mail":
            emitter.send(first, source, join(*arguments).labels, channel="mail")
        case "include" if "://" not in first.prefix:
            if emitter.language in {"php", "r"}:
                emitter.read(first, source)
        case "include" | "fetch" | "send":
            if "://" in first.prefix and not first.prefix.startswith("file:"):
                _request(effect, arguments, source, emitter)
            elif effect == "send" and join(*arguments).labels & _CARRYING and not any(name in source for name in _HERE):
                emitter.send(unknown("peer"), source, join(*arguments).labels)
        case "connect":
            emitter.send(_host(arguments), source, join(*arguments).labels, channel="socket")
        case _:
            _system(effect, arguments, source, emitter)


def _system(effect: str, arguments: list[Text], source: str, emitter: Emitter) -> None:
    """Rights, packages, processes and ports."""
    first = arguments[0]
    match effect:
        case "rights":
            emitter.other(Kind.PRIV_ESCALATE, "user", source, by=source[:40])
        case "install":
            away = "install_" in source
            emitter.other(Kind.PKG_INSTALL, first.shown(), source, manager=emitter.language, git=away)
        case "kill":
            emitter.other(Kind.PROC_KILL, arguments[-1].shown(), source)
        case "remove":
            _removed(first, source, emitter)
        case "listen":
            emitter.other(Kind.NET_LISTEN, first.shown(), source)


def _host(arguments: list[Text]) -> Text:
    """`connect(port, host)` and `connect(host, port)`."""
    first = arguments[0]
    second = arguments[1] if len(arguments) > 1 else first
    return second if first.known and first.known.isdigit() else first


def _removed(url: Text, source: str, emitter: Emitter) -> None:
    """A request to delete; the same word removes from sets and maps, which no address names."""
    if "://" in url.prefix and takes_away("DELETE", url):
        emitter.other(Kind.INFRA_DESTROY, url.shown(), source, system="http", what="api")


def _request(effect: str, arguments: list[Text], source: str, emitter: Emitter) -> None:
    sent = join(*arguments).labels - {Label.NETWORK}
    if any(argument.known == "DELETE" for argument in arguments[1:]):
        _removed(arguments[0], source, emitter)
    if effect == "include":
        emitter.run(source, fetched=True, interpreter=True)
    elif effect == "send" or sent:
        emitter.send(arguments[0], source, sent)
    else:
        emitter.fetch(arguments[0], source)


def _words(arguments: list[Text], source: str, emitter: Emitter) -> None:
    if arguments[0].known == "":
        emitter.run(source, opaque=True, suspicious=True, interpreter=True)
        return
    if len(arguments) == 1:
        emitter.launch(RunShell(arguments[0], via=source[:40]))
        return
    spaced = [piece for argument in arguments[1:] for piece in (literal(" "), argument)]
    emitter.launch(RunWords((arguments[0], *_split(join(*spaced[1:]), arguments[0])), via=source[:40]))


_INTERPRETERS = frozenset(("sh", "bash", "dash", "zsh", "ksh", "python", "python3", "node", "perl", "ruby", "php"))
_CODE_OPTIONS = frozenset(("-c", "-e", "-lc", "-ec", "-ic", "--eval", "-r", "-p"))


def _split(argument: Text, program: Text) -> list[Text]:
    """The words of an array, which stands here as one text with spaces between its items.

    Code for an interpreter is one word, whatever spaces are in it.
    """
    pieces: list[list[Text]] = [[]]
    for part in argument.parts:
        if not isinstance(part, str):
            pieces[-1].append(Text((part,), argument.labels))
            continue
        first, *others = part.split(" ")
        pieces[-1].append(literal(first, argument.labels))
        pieces += [[literal(other, argument.labels)] for other in others]
    words = [join(*piece) for piece in pieces]
    if (program.known or "").rpartition("/")[2] not in _INTERPRETERS:
        return words
    at = next((at for at, word in enumerate(words) if word.known in _CODE_OPTIONS), len(words))
    code = [piece for word in words[at + 1 :] for piece in (literal(" "), word)]
    return [*words[: at + 1], *([join(*code[1:])] if code else [])]


def _code(text: Text, source: str, emitter: Emitter) -> None:
    if Label.DECODED in text.labels:
        emitter.run(source, decoded=True, interpreter=True)
    elif text.known is not None:
        emitter.launch(RunCode(emitter.language, text, via="eval"))
    else:
        emitter.run(source, opaque=True, suspicious=True, interpreter=True)


def _open(arguments: list[Text], source: str, emitter: Emitter) -> None:
    """Perl's `open(FH, mode, path)` and `open(FH, "mode path")`; Ruby's and Lua's `open(path, mode)`."""
    texts = [argument for argument in arguments if argument.known is not None]
    mode = next((text.known or "" for text in texts if (text.known or "").strip() in _MODES), "")
    path = next((text for text in reversed(texts) if (text.known or "").strip() not in _MODES), arguments[-1])
    known = path.known or ""
    if known.startswith("|") or known.endswith("|") or "|" in mode:
        emitter.launch(RunShell(literal(known.strip("| ")), via="open"))
        return
    if not mode and known[:1] in "<>":
        mode, path = known[: 1 + known.startswith(">>")], literal(known.lstrip("<>+ "))
    if mode.strip()[:1] in {">", "w", "a"}:
        emitter.write(path, source, frozenset(), truncates=mode.strip()[:2] != ">>" and mode[:1] != "a")
    else:
        emitter.read(path, source)


_MODES = frozenset(
    {"<", ">", ">>", "+<", "+>", "r", "w", "a", "rb", "wb", "ab", "r+", "w+", "a+", "|-", "-|", "<:utf8", ">:utf8"}
)


def _chmod(arguments: list[Text], source: str, emitter: Emitter) -> None:
    known = [argument.known or "" for argument in arguments]
    mode = next((text for text in known if text[:1].isdigit() and set(text) <= set("01234567o")), "")
    paths = [argument for argument, text in zip(arguments, known, strict=True) if text != mode]
    digits = mode.lstrip("0o")
    attributes: dict[str, str | bool] = {"mode": digits}
    if digits and int(digits[-1]) & 2:
        attributes["world_writable"] = True
    if len(digits) == 4 and digits[0] in "246":
        attributes["setuid"] = True
    for path in paths:
        emitter.file(Kind.FILE_META, path, source, **attributes)
