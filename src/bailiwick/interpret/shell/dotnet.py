"""Members of .NET that PowerShell text calls: files, downloads, decoders; as POSIX shell values."""

from __future__ import annotations

from bailiwick.interpret.shell.cmdlets import Unsupported, Word

_FILE_READERS = frozenset({"readalltext", "readalllines", "readallbytes", "openread", "opentext", "readlines"})
_FILE_WRITERS = frozenset({"writealltext", "writealllines", "writeallbytes", "appendalltext", "appendalllines"})
_COMPUTING = frozenset(
    {"math", "string", "datetime", "guid", "int", "double", "char", "regex", "io.path", "timespan", "version", "array"}
)
_DOWNLOADS = frozenset({"downloadstring", "downloaddata", "getstringasync", "openread", "getasync"})
_UPLOADS = frozenset({"uploadstring", "uploaddata", "postasync", "uploadvalues"})


def static(kind: str, name: str, arguments: list[Word] | None) -> Word:
    """`[kind]::name` or `[kind]::name(arguments)`.

    Raises:
        Unsupported: nobody said what it does.
    """
    words = [word.posix for word in arguments or ()]
    if kind in ("io.file", "io.directory") and words:
        return _of_files(kind, name, words)
    if kind == "convert" and name == "frombase64string" and words:
        return Word(f'"$(printf %s {words[0]} | base64 -d)"')
    if kind == "environment" and name == "getenvironmentvariable" and arguments and arguments[0].text:
        return Word(f'"${{{arguments[0].text.upper()}}}"')
    if kind == "scriptblock" and words:
        return Word(words[0])
    if kind in _COMPUTING or kind in ("text.encoding", "convert", "environment"):
        return Word(f'"$(printf %s {" ".join(words)})"') if words else Word("''")
    raise Unsupported(f"expected a known type, got `{kind}`")


def _of_files(kind: str, name: str, words: list[str]) -> Word:
    if name in _FILE_READERS:
        return Word(f'"$(cat {words[0]})"')
    if name in _FILE_WRITERS and len(words) > 1:
        return Word(f'"$(printf %s {words[1]} {">>" if name.startswith("append") else ">"} {words[0]})"')
    if name == "delete":
        return Word(f'"$(rm -r{"f" if kind == "io.directory" else ""} {words[0]})"')
    if name in ("copy", "move") and len(words) > 1:
        return Word(f'"$({"cp -r" if name == "copy" else "mv"} {words[0]} {words[1]})"')
    if name in ("exists", "getfiles", "getdirectories", "getlastwritetime", "enumeratefiles"):
        return Word(f'"$(ls {words[0]})"')
    if name == "createdirectory":
        return Word(f'"$(mkdir -p {words[0]})"')
    raise Unsupported(f"expected a known member of files, got `{name}`")


def member(value: Word, name: str, arguments: list[Word] | None) -> Word:
    """`value.name` or `value.name(arguments)`: a property shows its owner, a method also its arguments.

    Raises:
        Unsupported: a method that may start something.
    """
    words = [word.posix for word in arguments or ()]
    if arguments is None:
        return Word(value.posix)
    if name in _DOWNLOADS and words:
        return Word(f'"$(curl -fsSL {words[0]})"')
    if name == "downloadfile" and len(words) > 1:
        return Word(f'"$(curl -fsSL -o {words[1]} {words[0]})"')
    if name == "uploadfile" and len(words) > 1:
        return Word(f'"$(curl -T {words[-1]} {words[0]})"')
    if name in _UPLOADS and len(words) > 1:
        return Word(f'"$(curl --data {words[-1]} {words[0]})"')
    if name == "delete":
        return Word(f'"$(rm -rf {value.posix})"')
    if name in ("invoke", "invokereturnasis", "invokescript"):
        return Word(f'"$(eval {words[0] if words else value.posix})"')
    if name in ("start", "create", "connect", "getstream", "getmethod", "load", "shellexecute", "run", "exec"):
        raise Unsupported(f"expected a method that computes, got `{name}`")
    return Word(f'"$(printf %s {" ".join((value.posix, *words))})"') if words else Word(value.posix)
