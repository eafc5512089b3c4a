"""chmod: what a permission change opens."""

from __future__ import annotations

from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_OTHERS_WRITE = 0o002
_EXECUTE = 0o111
_OTHERS = 0o077
_OWNER_READS = 0o400
_SPECIAL = 0o6000


def run(call: Call, arguments: Arguments) -> None:
    """The first operand is the mode, unless `--reference` gives it; `chmod -w x` has it as an option."""
    operands = arguments.operands
    if arguments.has("reference"):
        mode = ""
    else:
        minus = next((word.prefix for word in call.words if _is_removal(word.prefix)), "")
        mode = minus or (texts.pattern(operands[0]) if operands else "")
        operands = operands if minus else operands[1:]
    attributes = mode_attributes(mode)
    for word in operands:
        call.file(Kind.FILE_META, word, recursive=arguments.may("recursive"), mode=mode, more=attributes)


def _is_removal(word: str) -> bool:
    """`-x`, `-rwx`, `-w+x`: a mode that begins with a minus, not an option such as `-R`."""
    return word.strip("-") != "" and word[0] == "-" and all(letter in "rwxXst,+-=ugoa" for letter in word[1:])


def mode_attributes(mode: str) -> Mapping[str, bool]:
    """What the mode gives to whom."""
    if "*" in mode:
        return {}
    if mode and all(digit in "01234567" for digit in mode):
        bits = int(mode, 8)
        return {
            "world_writable": bool(bits & _OTHERS_WRITE),
            "setuid": bool(bits & _SPECIAL),
            "executable": bool(bits & _EXECUTE),
            "private": bits & _OWNER_READS != 0 and not bits & (_OTHERS | _SPECIAL),
        }
    clauses = mode.split(",")
    found = {
        "world_writable": False,
        "setuid": False,
        "executable": False,
        "private": all(map(_closes, clauses)),
    }
    for clause in clauses:
        _clause(clause, found)
    return found


def _closes(clause: str) -> bool:
    """`go-rwx`, `og=` take away from others; `u=rw` beside them says what the owner may."""
    who = clause[: len(clause) - len(clause.lstrip("ugo"))]
    change = clause[len(who) :]
    if who == "u":
        return change in ("=r", "=rw", "=rwx", "+r", "+rw")
    return who != "" and "u" not in who and (change == "=" or (change[:1] == "-" and not set(change[1:]) - set("rwxX")))


def _clause(clause: str, found: dict[str, bool]) -> None:
    who = clause[: len(clause) - len(clause.lstrip("ugoa"))]
    granting = False
    for letter in clause[len(who) :]:
        if letter in "+-=":
            granting = letter != "-"
        elif granting:
            # Without a `who` the umask masks writing for others.
            found["world_writable"] |= letter == "w" and ("o" in who or "a" in who)
            found["setuid"] |= letter == "s" and who != "o"
            found["executable"] |= letter == "x"
