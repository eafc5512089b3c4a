"""coredumpctl: the memory of a program that keeps keys holds them."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_KEEPERS = (
    "ssh-agent", "gpg-agent", "keyring", "kwallet", "keepass", "bitwarden", "1password", "vault", "sshd", "firefox",
    "chrome", "chromium", "login", "sudo", "passwd",
)  # fmt: skip


def run(call: Call, arguments: Arguments) -> None:
    """`dump` and `debug` show memory; an output file is written."""
    for word in arguments.values("output"):
        call.file(Kind.FILE_WRITE, word, truncates=True)
    if any(keeper in word.shown() for word in arguments.operands for keeper in _KEEPERS):
        call.emit(Kind.INFRA_READ, call.name("memory"), system="memory", secret=True)
