"""gzip and its kin: a file is replaced by its packed or unpacked form, or the result is printed."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label, join, literal
from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_SUFFIXES = (".gz", ".tgz", ".bz2", ".xz", ".zst", ".lz4", ".lzma", ".lz", ".lzo", ".br", ".Z")
_KEEPING = frozenset({"zstd", "unzstd", "brotli", "lz4", "unlz4", "pzstd"})


def run(call: Call, arguments: Arguments) -> None:
    """Without operands, a filter."""
    unpacks = (
        arguments.has("decompress")
        or call.program.startswith("un")
        or call.program.endswith("unzip2")
        or call.program == "gunzip"
    )
    added = frozenset({Label.DECODED}) if unpacks else frozenset()
    words = [word for word in arguments.operands if word.known != "-"]
    if not words:
        call.stdout = Data(None, call.stdin.labels | added)
        return
    for word in words:
        call.read(word, recursive=arguments.has("recursive"))
        if arguments.has("stdout", "test", "list"):
            continue
        if call.program not in _KEEPING and not arguments.has("keep"):
            call.file(Kind.FILE_WRITE, word)
        if arguments.value("o") is None:
            call.write(
                _result(word, unpacks=unpacks), data=Data(None, call.labels), recursive=arguments.has("recursive")
            )
    call.stdout = Data(None, call.labels | added)


def _result(word: Text, *, unpacks: bool) -> Text:
    name = texts.pattern(word)
    if unpacks:
        for suffix in _SUFFIXES:
            if name.endswith(suffix) and word.known is not None:
                return literal(name.removesuffix(suffix), word.labels)
        return word
    return join(word, literal(".gz"))
