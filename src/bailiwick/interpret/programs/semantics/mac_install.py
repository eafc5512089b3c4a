"""installer and app-store uploads."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`installer -pkg X -target /` installs for the machine, `altool --upload-app` publishes."""
    package = arguments.value("pkg")
    if call.program == "installer" and package is not None:
        call.read(package)
        call.emit(Kind.PKG_INSTALL, call.name(package), manager="installer", more={"global": True})
    elif arguments.has("upload-app", "upload-package") or (
        (call.program == "notarytool" and arguments.text(0) == "submit")
        or (call.program == "iTMSTransporter" and arguments.known("m") == "upload")
    ):
        call.emit(Kind.PKG_PUBLISH, call.name(call.program), manager=call.program, what="app")
    elif call.program == "fdesetup" and arguments.text(0) in ("disable", "removerecovery"):
        call.emit(Kind.SYS_CONFIG, call.name("fdesetup"), what="device", disables=True)
