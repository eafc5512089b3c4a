"""Languages that nobody here reads: what their code surely does, by the texts that its calls are given.

Nearly every language starts a program by a name like `system`, deletes by one like `rmtree`, reads by one like `slurp`,
and gives it a literal text. What is found so is reported; that the rest of the code is unread is for the caller to say.
"""

from __future__ import annotations

from bailiwick.interpret.code import lexical_signs
from bailiwick.interpret.code.tokens import Lexicon, Sort, Token, tokenize
from bailiwick.interpret.effects import RunShell, RunWords, literal
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bailiwick.interpret.code.emit import Emitter

_BACKTICKS = Lexicon((), shell_backtick=True)
_PLAIN = Lexicon(())
_RUN_BY_BACKTICK = frozenset(("julia", "crystal", "raku", "octave"))

RUNS = frozenset(
    (
        "system", "exec", "shell", "sh", "command", "cmd", "run", "process", "spawn", "popen", "execute",
        "callcommand", "spawncommand", "readprocess", "readcreateprocess", "callprocess", "proc", "runprocess",
        "executeprocess", "execprocess", "execcmd", "execcmdex", "startprocess", "start", "processbuilder",
        "shellexecute", "shellcommand", "runprogram", "program", "doshellscript", "dosh", "execvp", "execv",
        "execl", "execlp", "execle", "posixspawn", "syscmd", "esyscmd", "backtick", "executeshell",
        "runinteractivecommand", "systemcommand", "createprocess", "execsync", "execfilesync", "spawnsync",
        "launch", "rawsystem", "shellout", "runcommand", "osshell", "shexec", "commandline",
    )
)  # fmt: skip
DELETES = frozenset(
    (
        "deletetree", "deletetreeabsolute", "removedirectoryrecursive", "removepathforcibly", "rmrf", "rmr",
        "deldirr", "deletedirectory", "deletedirectoryandcontents", "deletedirectoryfiles", "removedirall",
        "removeall", "deleterecursively", "rmtree", "rmdir", "rm", "deletedir", "removedirectory", "remove",
        "delete", "removeitem", "unlink", "removefile", "deletefile", "deletefiles", "destroydirectory",
        "filedelete", "erase", "removedir", "deletesync", "deletefilesync",
    )
)  # fmt: skip
READS = frozenset(
    (
        "readfile", "slurp", "readlines", "readline", "readalltext", "readtext", "reader", "fromfile", "open", "openin",
        "inputfile", "filetostring", "callwithinputfile", "file", "read", "readbytes", "readallbytes", "cat", "load",
        "fileread", "openfile", "withopenfile", "insertfilecontents", "readstring", "contents", "path", "fopen", "of",
        "readfilesync", "readtostring", "import", "pathexpand", "filebase64",
    )
)  # fmt: skip
_LISTS = frozenset(("list", "vector", "array", "c", "quote", "new", "string", "s", "cons", "listof", "aslist", "args"))
"""Names that stand between a call and its texts."""
_MORE_ARGUMENTS = frozenset(("arg", "args"))
"""Methods of Rust's builder of a process that add words to it."""
_SENT = frozenset(("execute", "run", "start", "system", "sh"))
"""Methods of a text that run it: Groovy's `"...".execute()`."""
_SHELLS = frozenset(("sh", "bash", "zsh", "dash", "ash"))
_ONE_DELETED = frozenset(("unlink", "removefile", "deletefile", "rmdir"))
_COMMON = frozenset(
    ("run", "start", "launch", "process", "program", "execute", "command", "cmd", "sh", "proc", "exec", "local")
)
"""Names that mean something else as often as not; in a source file they count as methods of a runner."""
_RUNNERS = frozenset(
    (
        "exec", "process", "os", "system", "shell", "sys", "runtime", "getruntime", "subprocess", "command", "session",
        "ctx", "context", "connection", "c", "s",
    )
)  # fmt: skip
_DOORS = frozenset(
    (
        "eval", "evaluate", "reflect", "invoke", "method", "getmethod", "classforname", "forname", "loadlibrary",
        "loadclass", "url", "uri", "socket", "http", "httpclient", "net", "network", "connect", "ffi", "dlopen",
        "dlsym", "unsafe", "native", "unsafeperformio", "compile", "interpret", "script", "base64", "decode", "write",
        "writer", "writestring", "writefile", "writealltext", "files", "filewriter", "fileoutputstream", "filemanager",
        "filesystem", "io", "include", "require", "use", "env", "environment", "getenv", "syscall", "asm", "setuid",
    )
)  # fmt: skip
_LOUD = (RUNS | DELETES | READS | _DOORS) - {"of", "import", "path", "system"}


def interpret_foreign(code: str, emitter: Emitter, *, whole_file: bool = False) -> None:
    """Emit what the calls of `code` with literal texts do.

    With `whole_file` it is a source file, in which names like `run` stand for much else.
    """
    tokens = tokenize(code, _BACKTICKS if emitter.language in _RUN_BY_BACKTICK else _PLAIN)
    runs = RUNS - _COMMON if whole_file else RUNS
    effects: set[str] = set()
    for owner, name, strings in _calls(tokens):
        if name in runs or (name in _COMMON and owner in _RUNNERS):
            effects.add("shell")
            _run(strings, name, emitter)
        elif name in DELETES:
            for path in strings:
                emitter.file(Kind.FILE_DELETE, literal(path), f"{name}({path})", recursive=name not in _ONE_DELETED)
        elif name in READS:
            for path in strings:
                emitter.read(literal(path), f"{name}({path})")
    for position, token in enumerate(tokens):
        if token.sort is Sort.SHELL or (token.sort is Sort.STRING and _is_sent(tokens, position)):
            effects.add("shell")
            emitter.launch(RunShell(literal(token.text), via=emitter.language))
    if lexical_signs.joins_shell_and_socket(tokens, effects):
        emitter.run(code, reverse_shell=True, interpreter=True)


def is_quiet(code: str) -> bool:
    """True when no name in `code` starts programs, deletes, talks to the network or loads further code."""
    tokens = tokenize(code, _PLAIN)
    return not any(token.sort is Sort.NAME and _word(token) in _LOUD for token in tokens)


def _calls(tokens: Sequence[Token]) -> Iterator[tuple[str, str, list[str]]]:
    """Each group of literal texts with the name that they are given to, and the name before that one."""
    owner = name = ""
    strings: list[str] = []
    last: list[str] = []
    for position, token in enumerate(tokens):
        if token.sort is Sort.STRING:
            strings.append(token.text)
        elif token.sort is Sort.NAME:
            word = _word(token)
            if word == "new" and name == "command":
                name = "createprocess"  # `Command::new("sh").arg("-c")`
            chained = word in _MORE_ARGUMENTS and name == "createprocess"
            owns = [one.text for one in tokens[position + 1 : position + 2]] == ["."]  # `c.run("x")`
            if (word in _LISTS and (name or strings) and not (chained or owns)) or _is_label(tokens, position):
                continue
            if chained and last and not strings:
                strings = list(last)  # `.arg("-rf").arg("/x")`: the words so far, and one more
                continue
            if strings:
                yield owner, name, strings
                last, strings = strings, []
            if last and word in DELETES and [one.text for one in tokens[position - 2 : position]] == [")", "."]:
                yield "", word, last  # `new File("x").deleteDir()`
            joined = position > 0 and tokens[position - 1].text == "-"
            owner, name = (owner, name + word) if joined else (name, word)
        elif strings and token.text in ";)":
            yield owner, name, strings
            last, strings = strings, []
    if strings:
        yield owner, name, strings


def _is_label(tokens: Sequence[Token], position: int) -> bool:
    """Swift's `removeItem(atPath: "x")`: the name of an argument."""
    behind = [token.text for token in tokens[position + 1 : position + 3]]
    return behind[:1] == [":"] and position > 0 and tokens[position - 1].text in ("(", ",") and behind[1:] != [":"]


def _word(token: Token) -> str:
    return token.text.lower().replace("_", "")


def _run(strings: list[str], name: str, emitter: Emitter) -> None:
    if len(strings) == 1:
        emitter.launch(RunShell(literal(strings[0]), via=name))
    elif strings[0].rpartition("/")[2] in _SHELLS or " " not in strings[0].strip():
        emitter.launch(RunWords(tuple(literal(word) for word in _argv(strings)), via=name))
    else:
        for text in strings:
            emitter.launch(RunShell(literal(text), via=name))


def _argv(strings: list[str]) -> list[str]:
    """`Start("rm", "-rf /home")` gives the words as one text."""
    if len(strings) == 2 and strings[1].startswith("-") and " " in strings[1]:
        return [strings[0], *strings[1].split()]
    return strings


def _is_sent(tokens: Sequence[Token], position: int) -> bool:
    """`"rm -rf x".execute()` and Scala's `"rm -rf x".!`."""
    after = [token.text for token in tokens[position + 1 : position + 3]]
    return after[:1] == ["."] and after[1:] != [] and (after[1] in _SENT or after[1] == "!")
