"""go run and go install: packages of the module are built, packages with a version are fetched."""

from __future__ import annotations

from bailiwick.interpret.effects import RunCode, RunFile, join, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.code import announce, from_stdin
from bailiwick.interpret.programs.packages import FORGES
from bailiwick.interpret.programs.semantics.remote_code import run_address
from bailiwick.interpret.programs.telling import warn_of_verbs
from bailiwick.interpret.programs.undescribed import words_of_script
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_KNOWN_HOSTS = FORGES | {
    "golang.org",
    "google.golang.org",
    "honnef.co",
    "gopkg.in",
    "go.uber.org",
    "k8s.io",
    "sigs.k8s.io",
    "mvdan.cc",
    "rsc.io",
}

_FOR_THE_USER: Mapping[str, Any] = {"global": True}
"""`global` is a word of Python's, so it cannot be a keyword argument."""


def run(call: Call, arguments: Arguments) -> None:
    """`path@version` comes from another machine, and so does what it runs."""
    install = call.command[-1:] == ("install",)
    if not install:
        warn_of_verbs(call, arguments.operands[1:], stranger=True)
    for word in arguments.operands if install else arguments.operands[:1]:
        if run_address(call, word):
            return
        if word.known == "-" and not install:
            announce(call, from_stdin(call))
            call.launch(RunCode("go", from_stdin(call), "go run"))
            return
        name = texts.pattern(word)
        if "@" not in name:
            if not install:
                source = word if name.endswith(".go") else join(word, literal("/main.go"))
                call.launch(RunFile(call.path(source).value, "compiled", "go run", loaded=True))
                words_of_script(call, arguments.operands[1:])
            continue
        unknown = name.partition("/")[0] not in _KNOWN_HOSTS
        if install:
            call.emit(
                Kind.PKG_INSTALL,
                call.name(name),
                manager="go",
                packages=(name,),
                unknown_host=unknown,
                **_FOR_THE_USER,
            )
        else:
            call.emit(Kind.PKG_INSTALL, call.name(name), manager="go", packages=(name,), unknown_host=unknown)
            call.emit(Kind.EXEC_RUN, call.name(name), program="go", known=True, fetched_raw=unknown)
