"""python: `-c`, `-m MODULE`, a script, or a program on standard input."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, RunCode, RunWords, join, literal
from bailiwick.interpret.programs import index
from bailiwick.interpret.programs.arguments import read_arguments
from bailiwick.interpret.programs.code import announce, from_stdin
from bailiwick.interpret.programs.semantics.inline import launch_code
from bailiwick.interpret.programs.telling import warn_of_verbs
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_QUIET = frozenset(
    [
        "venv",
        "virtualenv",
        "ensurepip",
        "unittest",
        "doctest",
        "timeit",
        "json.tool",
        "this",
        "compileall",
        "py_compile",
        "pydoc",
        "tokenize",
        "ast",
        "dis",
        "platform",
        "site",
        "sysconfig",
        "calendar",
        "build",
        "cProfile",
        "profile",
        "pstats",
        "trace",
        "tabnanny",
        "zipapp",
        "pyclbr",
        "symtable",
        "ipykernel",
        "jupyter",
        "django",
        "nltk",
        "spacy",
        "pdb",
        "antigravity",
        "idlelib",
        "turtledemo",
        "gzip",
        "inspect",
    ]
)


def run(call: Call, arguments: Arguments) -> None:
    """`-c` and `-m` end the options: what follows are the program's own words."""
    words, option, value = _inline(call.words)
    if option == "-c" and value is not None:
        announce(call, value)
        call.launch(RunCode("python", value, f"{call.program} -c", call.stdin, words))
        if arguments.has("i") and call.stdin.text is not None and call.stdin.text.parts:
            launch_code(call, arguments.replace(operands=()), "python", ())
    elif option == "-m" and value is not None:
        _module(call, value, words)
    else:
        if words and (words[0].known or "").rpartition("/")[2] == "manage.py":
            call.launch(RunWords((literal("manage.py"), *words[1:]), call.program, call.stdin))
        if (
            words
            and (words[0].known or "").rpartition("/")[2] == "setup.py"
            and _UPLOADS & {w.known for w in words[1:]}
        ):
            call.emit(Kind.PKG_PUBLISH, call.name("setup.py"), manager="setuptools", what="package")
        launch_code(call, arguments, "python", ())


_UPLOADS = frozenset({"upload", "register", "upload_docs"})
"""Commands of setuptools that send the package away."""

_WITH_VALUE = frozenset("WXQ")


def _inline(words: tuple[Text, ...]) -> tuple[tuple[Text, ...], str, Text | None]:
    """The words behind `-c TEXT` or `-m MODULE`, which option it was, and its value."""
    from bailiwick.interpret.programs import texts

    at = 0
    while at < len(words):
        head = words[at].prefix
        if len(head) < 2 or head[0] != "-" or head == "--":
            break
        if head.startswith("--"):
            at += 2 if head == "--check-hash-based-pycs" else 1
            continue
        for position, letter in enumerate(head[1:], 1):
            rest = texts.drop(words[at], position + 1)
            if letter in "cm":
                value = rest if rest.parts else (words[at + 1] if at + 1 < len(words) else None)
                return words[at + (1 if rest.parts else 2) :], f"-{letter}", value
            if letter in _WITH_VALUE:
                at += 0 if rest.parts else 1
                break
        at += 1
    return words[at:], "", None


def _module(call: Call, module: Text, words: tuple[Text, ...]) -> None:
    name = module.known
    if name is None:
        announce(call, module)
        return
    for names, action in _MODULES:
        if name in names:
            action(call, name, words)
            return
    program = name.partition(".")[0]
    if name in _QUIET:
        return
    if index.family_of(program):
        call.launch(RunWords((literal(program), *words), f"{call.program} -m", call.stdin))
    else:
        warn_of_verbs(call, words, stranger=True)
        _project_module(call, name, words)


def _print_file(call: Call, name: str, words: tuple[Text, ...]) -> None:
    for word in words:
        if not word.prefix.startswith("-"):
            call.read(word)
    call.stdout = Data(None, call.labels | call.stdin.labels)


def _archive(call: Call, name: str, words: tuple[Text, ...]) -> None:
    """`zipapp DIRECTORY -o FILE`."""
    inner, _ = read_arguments(words, "-o --output =; -p --python =; -m --main =; -c; --info")
    for word in inner.operands:
        call.read(word, recursive=True, through="archive")
    for word in inner.values("output"):
        call.file(Kind.FILE_WRITE, word, truncates=True)


def _environment(call: Call, name: str, words: tuple[Text, ...]) -> None:
    """`venv DIRECTORY`: made, and with `--clear` emptied first."""
    inner, _ = read_arguments(
        words, "--prompt =; --clear; --upgrade; --system-site-packages; --without-pip; --symlinks"
    )
    for word in inner.operands:
        call.file(Kind.FILE_WRITE, word, many=True)
        if inner.has("clear"):
            call.file(Kind.FILE_DELETE, word, recursive=True)


def _decode(call: Call, name: str, words: tuple[Text, ...]) -> None:
    call.launch(RunWords((literal("base64"), *words), f"{call.program} -m", call.stdin))


def _pack(call: Call, name: str, words: tuple[Text, ...]) -> None:
    """`zipfile -c ARCHIVE FILE...`, `zipfile -e ARCHIVE DIRECTORY`."""
    packs = any(word.known in ("-c", "--create") for word in words)
    paths = [word for word in words if not word.prefix.startswith("-")]
    for word in paths[1:] if packs else paths[:1]:
        call.read(word, recursive=packs, through="archive")
    for word in paths[:1] if packs else paths[1:]:
        call.write(word, data=Data(None, call.labels), many=not packs)


def _time(call: Call, name: str, words: tuple[Text, ...]) -> None:
    inner, _ = read_arguments(words, "-n --number =; -r --repeat =; -s --setup =; -p; -u =; -v")
    lines = [join(statement, literal("\n")) for statement in (*inner.values("setup"), *inner.operands)]
    call.launch(RunCode("python", join(*lines), f"{call.program} -m timeit", call.stdin))


def _run_script(call: Call, name: str, words: tuple[Text, ...]) -> None:
    inner, _ = read_arguments(words, "-o =output; -s =; -m =; -c =; -t; --trace; --count; -C =; -f =", style="posix")
    for word in inner.values("o"):
        call.file(Kind.FILE_WRITE, word, truncates=True)
    for word in inner.values("m"):
        _module(call, word, inner.operands)
    if not inner.values("m"):
        launch_code(call, inner, "python", ())


_SHOWN = frozenset(("p", "pp", "whatis", "source", "display", "interact", "exceptions"))
_COMMANDS = frozenset(
    (
        "h", "help", "w", "where", "d", "down", "u", "up", "b", "break", "tbreak", "cl", "clear", "disable", "enable",
        "ignore", "condition", "commands", "s", "step", "n", "next", "unt", "until", "r", "return", "c", "cont",
        "continue", "j", "jump", "l", "list", "ll", "longlist", "a", "args", "undisplay", "alias", "unalias", "run",
        "restart", "q", "quit", "exit", "debug", "retval",
    )
)  # fmt: skip
"""Commands of pdb: the first show the value of an expression; what is no command is Python."""


def _debug(call: Call, name: str, words: tuple[Text, ...]) -> None:
    """`pdb -c COMMAND`: a statement, or the text behind `p` and `!`."""
    inner, _ = read_arguments(words, "-c =; -m =; -p =", style="posix")
    for command in inner.values("c"):
        known = (command.known or "").strip()
        verb, _, rest = known.partition(" ")
        text = known[1:] if known.startswith("!") else rest if verb in _SHOWN else "" if verb in _COMMANDS else known
        if text:
            call.launch(RunCode("python", literal(text.strip()), f"{call.program} -m pdb", call.stdin))
    launch_code(call, inner, "python", ())


def _renamed(call: Call, program: str, words: tuple[Text, ...]) -> None:
    call.launch(RunWords((literal(program), *words), f"{call.program} -m", call.stdin))


def _listen(call: Call, name: str, words: tuple[Text, ...]) -> None:
    call.emit(Kind.NET_LISTEN, call.name(name), public=True)


def _project_module(call: Call, name: str, words: tuple[Text, ...]) -> None:
    """A module of the working directory is a script file; an installed one is not opened."""
    from bailiwick.interpret.effects import RunFile
    from bailiwick.model.fact import FileType, PathQuery

    base = call.path(literal(name.replace(".", "/"))).value
    for path in (f"{base}.py", f"{base}/__main__.py"):
        fact = call.inquiry.ask(PathQuery(path))
        if fact is not None and fact.type is FileType.FILE:
            call.launch(RunFile(path, "python", f"{call.program} -m", call.stdin, words))


def _console(call: Call, name: str, words: tuple[Text, ...]) -> None:
    text = from_stdin(call)
    announce(call, text)
    call.launch(RunCode("python", text, f"{call.program} -m", call.stdin))


def _serve(call: Call, name: str, words: tuple[Text, ...]) -> None:
    """`python -m http.server` serves the working directory to every interface unless bound."""
    from bailiwick.model.operation import ResourceClass

    arguments, _ = read_arguments(words, "-d --directory =; -b --bind =; -i =; --cgi; -p --protocol =; -w; -u =; -P =")
    directory = call.path(arguments.value("directory") or literal("."))
    bind, port = arguments.known("bind"), arguments.text(0) or "8000"
    home = not directory.classes.isdisjoint({ResourceClass.HOME_ROOT, ResourceClass.ROOT})
    call.emit(
        Kind.NET_LISTEN,
        directory,
        public=bind not in ("127.0.0.1", "localhost", "::1"),
        serves_home=home,
        more={"port": int(port)} if port.isascii() and port.isdigit() and len(port) < 6 else {},
    )
    if home or ResourceClass.SECRET in directory.classes:
        call.read(literal(directory.value), recursive=True)


_MODULES: tuple[tuple[frozenset[str], Callable[[Call, str, tuple[Text, ...]], None]], ...] = (
    (frozenset({"json.tool", "tokenize", "ast", "dis", "gzip", "pprint", "quopri"}), _print_file),
    (frozenset({"base64"}), _decode),
    (frozenset({"zipfile", "tarfile"}), _pack),
    (frozenset({"http.server", "SimpleHTTPServer", "pyftpdlib", "uploadserver"}), _serve),
    (frozenset({"smtpd", "aiosmtpd"}), _listen),
    (frozenset({"timeit"}), _time),
    (frozenset({"code", "asyncio"}), _console),
    (frozenset({"IPython"}), lambda call, _name, words: _renamed(call, "ipython", words)),
    (frozenset({"zipapp"}), _archive),
    (frozenset({"venv", "virtualenv"}), _environment),
    (frozenset({"pdb"}), _debug),
    (frozenset({"pyngrok", "pyngrok.ngrok"}), lambda call, _name, words: _renamed(call, "ngrok", words)),
    (frozenset({"cProfile", "profile", "trace", "runpy", "line_profiler", "viztracer"}), _run_script),
)
"""Modules that do something with their words."""
