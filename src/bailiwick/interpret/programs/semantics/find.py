"""find: starting points, tests, and actions that delete, run, or write.

Its grammar is its own: options, then paths, then an expression of words with one dash (find(1)). Words
that are not known to take a value are tests without one.
"""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Hole, Label, RunWords, Text, join, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.seeking import sought_name
from bailiwick.interpret.programs.semantics.xargs import FOUND, REMOVING, replaced
from bailiwick.model.operation import Kind, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_TAKES_VALUE = frozenset(
    [
        "-name",
        "-iname",
        "-path",
        "-ipath",
        "-wholename",
        "-iwholename",
        "-regex",
        "-iregex",
        "-regextype",
        "-type",
        "-xtype",
        "-size",
        "-mtime",
        "-atime",
        "-ctime",
        "-mmin",
        "-amin",
        "-cmin",
        "-newer",
        "-anewer",
        "-cnewer",
        "-perm",
        "-user",
        "-group",
        "-uid",
        "-gid",
        "-maxdepth",
        "-mindepth",
        "-depth",
        "-links",
        "-inum",
        "-samefile",
        "-fstype",
        "-lname",
        "-ilname",
        "-used",
        "-context",
        "-printf",
        "-exclude",
        "-mount-point",
        "-newerXY",
        "-limit",
        "-unique",
        "-noerror",
        "-D",
        "-O",
        "-f",
        "-flags",
        "-Bnewer",
        "-mnewer",
        "-since",
        "-asince",
        "-csince",
    ]
)
_RUNS = frozenset({"-exec", "-execdir", "-ok", "-okdir"})
_WRITES = {"-fprint": 1, "-fprint0": 1, "-fls": 1, "-fprintf": 2}
_NAMES = frozenset({"-name", "-iname", "-path", "-ipath", "-wholename", "-iwholename"})
_LEADING = frozenset({"-H", "-L", "-P", "-E", "-X", "-d", "-s", "-x"})


def run(call: Call, arguments: Arguments) -> None:
    """The starting points, then the expression."""
    words = arguments.operands
    paths, expression = _paths(words)
    deletes, names, actions = _read(call, expression)
    empty = any(word.known == "-empty" for word in expression)
    flat = any(word.known == "-maxdepth" for word in expression)
    wanted = _wanted(names, either=any(word.known in ("-o", "-or") for word in expression))
    for path in paths:
        for name in wanted:
            _walk(call, path, name, deletes=deletes, flat=flat, empty=empty)
    if not actions and not deletes:
        _print(call, expression, [item for path in paths for name in wanted for item in _items(path, name, flat=flat)])
    for action, argv in actions:
        for name in wanted:
            _run(call, action, argv, paths, name, flat=flat)


def _read(call: Call, expression: tuple[Text, ...]) -> tuple[bool, list[Text], list[tuple[str, tuple[Text, ...]]]]:
    """Whether it deletes, the names it looks for, and what it runs."""
    deletes, names, index = False, list[Text](), 0
    actions: list[tuple[str, tuple[Text, ...]]] = []
    while index < len(expression):
        word = expression[index].known or ""
        index += 1
        if word == "-delete":
            deletes = True
        elif word in _RUNS:
            argv, index = _argv(expression, index)
            actions.append((word, argv))
        elif word in _WRITES:
            for target in expression[index : index + 1]:
                call.file(Kind.FILE_WRITE, target, truncates=True)
            index += _WRITES[word]
        elif word in _TAKES_VALUE or word.startswith("-newer"):
            if word in _NAMES and index < len(expression) and not _negated(expression, index - 1):
                names.append(expression[index])
            elif word == "-files0-from" and index < len(expression):
                call.read(expression[index])
            index += word != "-depth" or _is_number(expression, index)  # GNU's takes no value, BSD's a number
    return deletes, names, actions


def _print(call: Call, expression: tuple[Text, ...], found: list[Text]) -> None:
    """The paths, unless another action says what is printed."""
    if any((word.known or "").startswith(("-printf", "-ls", "-quit")) for word in expression):
        return
    end = literal("\0" if any(word.known == "-print0" for word in expression) else "\n")
    call.stdout = Data(join(*(join(item, end) for item in found)), frozenset({Label.COMMAND}))


def _wanted(names: list[Text], *, either: bool) -> list[Text | None]:
    """The names that something found may have: one of them with `-o`, else the narrowest; None is any name."""
    if not names:
        return [None]
    if either:
        return [None] if any(name.known == "*" for name in names) else [*names]
    return [next((name for name in reversed(names) if name.known != "*"), None)]


def _paths(words: tuple[Text, ...]) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
    start = 0
    while start < len(words) and (words[start].known in _LEADING or words[start].prefix.startswith(("-O", "-D"))):
        start += 2 if words[start].known == "-D" else 1
    end = start
    while end < len(words) and not (words[end].prefix.startswith("-") or words[end].known in ("(", "!", ")", ",")):
        end += 1
    return words[start:end] or (literal("."),), words[end:]


def _is_number(expression: tuple[Text, ...], at: int) -> bool:
    return at < len(expression) and (expression[at].known or "").lstrip("+-").isdigit()


def _negated(expression: tuple[Text, ...], at: int) -> bool:
    return at > 0 and expression[at - 1].known in ("!", "-not")


def _argv(expression: tuple[Text, ...], index: int) -> tuple[tuple[Text, ...], int]:
    """The words up to `;` or `{} +`."""
    for end in range(index, len(expression)):
        if expression[end].known == ";" or (expression[end].known == "+" and expression[end - 1].known == "{}"):
            return expression[index:end], end + 1
    return expression[index:], len(expression)


def _walk(call: Call, path: Text, name: Text | None, *, deletes: bool, flat: bool, empty: bool) -> None:
    if not deletes:
        call.file(Kind.FILE_LIST, path, recursive=not flat)
        return
    # Without a test on names everything below the starting point goes, and the point itself with it.
    everything = name is None and not empty
    target = path if everything else found(path, name)
    classes = call.path(target).classes
    inside = ResourceClass.PROJECT in classes and (
        ResourceClass.GIT_DIR not in classes or target.suffix.endswith(".lock")
    )
    call.file(Kind.FILE_DELETE, target, recursive=everything or not inside, many=True)


def found(path: Text, name: Text | None) -> Text:
    """A path that find may print: the starting point, anything, the name."""
    below = Text((Hole(FOUND),))
    if name is None:
        return join(path, literal("/"), below)
    known = name.known
    if known is not None and known.endswith("*") and (key := sought_name(known)):
        return join(path, literal("/"), below, literal(f"/{key}"))
    if known is not None and (known.startswith(".") or not set(known) & set("*?[")):
        return join(path, literal("/"), below, literal("/"), texts.with_holes(literal(known.lstrip("/"))))
    if known is not None and known[0] not in "*?[" and not set(known) & set("[]"):
        return join(path, literal("/"), below, literal("/"), _globbed(known))
    ending = known.rpartition("*")[2] if known is not None and not set(known.rpartition("*")[2]) & set("?[]") else ""
    return join(path, literal("/"), below, literal(ending)) if ending else join(path, literal("/"), below)


def _globbed(pattern: str) -> Text:
    """The literal pieces of a pattern with holes between them."""
    pieces: list[Text] = []
    for piece in pattern.replace("?", "*").split("*"):
        pieces += [Text((Hole(FOUND, glob=True),)), literal(piece)]
    return join(*pieces[1:])


def _run(
    call: Call, action: str, argv: tuple[Text, ...], paths: tuple[Text, ...], name: Text | None, *, flat: bool
) -> None:
    via = f"find {action}"
    for path in paths:
        if name is None and _removes(argv):
            call.file(Kind.FILE_DELETE, path, recursive=True, many=True)
        whole = name is None and (_removes(argv) or texts.base(argv) in ("chmod", "chown", "rmdir"))
        # What is done to everything below a starting point is done to the point itself.
        for item in [path] if whole else _items(path, name, flat=flat):
            words = tuple(replaced(word, "{}", item) for word in argv)
            if words:
                call.launch(RunWords(words, via, many=True, cwd="" if action.endswith("dir") else None))


def _items(path: Text, name: Text | None, *, flat: bool) -> list[Text]:
    """Paths that find may print; a hidden name is also looked for right below the starting point."""
    known = None if name is None else name.known
    if known is None or not known.startswith("."):
        return [found(path, name)]
    direct = join(path, literal("/"), texts.with_holes(literal(known)))
    return [direct] if flat else [direct, found(path, name)]


def _removes(argv: tuple[Text, ...]) -> bool:
    return texts.base(argv) in REMOVING
