"""Tokens after constant folding: what several tokens spell together becomes the one token that they mean.

Folded are the home directory in the spellings of each language, concatenated literals, a method
named by a string (`cp["exec"](...)`, `send(:system, ...)`), a required module that is used at once, and what
makes an object.
Everything else stays as it is.
"""

from __future__ import annotations

from bailiwick.interpret.code.tokens import Sort, Token

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_HOME = frozenset({"HOME", "USERPROFILE"})
_ENVIRONMENTS = frozenset(
    {"env", "ENV", "$ENV", "$_ENV", "$_SERVER", "getenv", "fetch", "get", "ENVIRON"}
)  # `process.env.HOME`, `ENV.fetch("HOME")`, `Deno.env.get("HOME")`, `os.getenv("HOME")`
_SENDERS = frozenset({"send", "public_send", "__send__"})
_OWNERS = frozenset({"TCPSocket", "UDPSocket", "INET", "Pathname", "rimraf", "Command"})
_MAKERS = frozenset({"new", "open", "sync"})
_CLOSED_BY = {")": "(", "]": "[", "}": "{"}


def fold(tokens: list[Token]) -> list[Token]:
    """The tokens with every fold applied, left to right in one pass."""
    out: list[Token] = []
    for token in tokens:
        out.append(token)
        changed = True
        while changed:
            changed = any(step(out) for step in _STEPS)
    return out


def _mark(token: Token, text: str) -> bool:
    return token.sort is Sort.MARK and token.text == text


def _chain_start(out: list[Token], at: int) -> int:
    """Where `a.b(...).c` begins that ends with the name at `at`."""
    while at >= 2 and (_mark(out[at - 1], ".") or _mark(out[at - 1], ">")):
        before = at - 2 if _mark(out[at - 1], ".") else at - 3
        if before >= 0 and _mark(out[before], ")"):
            opening = _opening(out, before)
            before = opening - 1
        if before < 0 or out[before].sort is not Sort.NAME:
            break
        at = before
    return at


def _opening(out: list[Token], at: int) -> int:
    depth = 0
    while at >= 0:
        depth += _mark(out[at], ")") - _mark(out[at], "(")
        if not depth:
            return at
        at -= 1
    return 0


def _replace(out: list[Token], start: int, *tokens: Token) -> bool:
    out[start:] = list(tokens)
    return True


def _home(out: list[Token], start: int) -> bool:
    return _replace(out, start, Token(Sort.STRING, "~", out[start].position))


def _home_variable(out: list[Token]) -> bool:
    """`process.env.HOME`, `ENV["HOME"]`, `$ENV{HOME}`, `getenv("HOME")`."""
    last = len(out) - 1
    if last < 2:
        return False
    if out[last].sort is Sort.NAME and out[last].text in _HOME and _mark(out[last - 1], "."):
        owner = last - 2
        return out[owner].text in _ENVIRONMENTS and _home(out, _chain_start(out, owner))
    opening = _CLOSED_BY.get(out[last].text) if out[last].sort is Sort.MARK else None
    if opening is None or last < 3 or out[last - 1].text not in _HOME or not _mark(out[last - 2], opening):
        return False
    owner = last - 3
    return out[owner].text in _ENVIRONMENTS and _home(out, _chain_start(out, owner))


def _home_function(out: list[Token]) -> bool:
    """`os.homedir()`, `Dir.home`."""
    last = len(out) - 1
    if last >= 2 and _mark(out[last], ")") and _mark(out[last - 1], "(") and out[last - 2].text == "homedir":
        return _home(out, _chain_start(out, last - 2))
    if last >= 2 and out[last].text == "home" and _mark(out[last - 1], ".") and out[last - 2].text == "Dir":
        return _home(out, last - 2)
    return False


def _concatenation(out: list[Token]) -> bool:
    """`"a" + "b"`, `"a" . "b"`, `"a" .. "b"`."""
    last = len(out) - 1
    marks = 2 if last >= 3 and _mark(out[last - 1], ".") and _mark(out[last - 2], ".") else 1
    left = last - 1 - marks
    if left < 0 or not (_mark(out[last - 1], ".") or _mark(out[last - 1], "+")):
        return False
    first, second = out[left], out[last]
    plain = all(token.sort is Sort.STRING and not token.open for token in (first, second))
    return plain and _replace(out, left, Token(Sort.STRING, first.text + second.text, first.position))


def _named_method(out: list[Token]) -> bool:
    """`owner["name"](` is `owner.name(`; `send(:name,` and `send("name",` are `name(`."""
    last = len(out) - 1
    if last < 4:
        return False
    end = out[last]
    if _mark(end, "(") and _mark(out[last - 1], "]") and _mark(out[last - 3], "["):
        name, owner = out[last - 2], out[last - 4]
        indexable = owner.sort is Sort.NAME or _mark(owner, ")") or _mark(owner, "]")
        if name.sort is Sort.STRING and name.text.isidentifier() and indexable:
            dot = Token(Sort.MARK, ".", out[last - 3].position)
            return _replace(out, last - 3, dot, Token(Sort.NAME, name.text, name.position), end)
    if _mark(end, ","):
        name = out[last - 1]
        before = last - 3 if _mark(out[last - 2], ":") else last - 2
        if name.text.isidentifier() and _mark(out[before], "(") and out[before - 1].text in _SENDERS:
            return _replace(out, before - 1, Token(Sort.NAME, name.text, name.position), out[before])
    return False


def _module(out: list[Token]) -> bool:
    """`require("x").` is `x.`."""
    last = len(out) - 1
    if last < 4 or not _mark(out[last], ".") or not _mark(out[last - 1], ")") or not _mark(out[last - 3], "("):
        return False
    name = out[last - 2]
    if name.sort is not Sort.STRING or out[last - 4].text != "require":
        return False
    return _replace(out, last - 4, Token(Sort.NAME, name.text.removeprefix("node:"), out[last - 4].position), out[last])


def _made(out: list[Token]) -> bool:
    """`TCPSocket.new(`, `INET->new(` and `rimraf.sync(` are `TCPSocket(`, `INET(` and `rimraf(`."""
    last = len(out) - 1
    if last < 3 or not _mark(out[last], "(") or out[last - 1].text not in _MAKERS:
        return False
    owner = _chain_start(out, last - 1)
    return owner < last - 1 and out[owner].text in _OWNERS and _replace(out, owner, out[owner], out[last])


_STEPS: tuple[Callable[[list[Token]], bool], ...] = (
    _home_variable,
    _home_function,
    _concatenation,
    _named_method,
    _module,
    _made,
)
