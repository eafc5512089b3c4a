"""Numbers that Python would choke on are words like others: a call that holds one is judged all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bailiwick.model.operation import Kind

if TYPE_CHECKING:
    Shell = Any

TOO_LONG = "9" * 5000


@pytest.mark.parametrize("number", ["\u00b2", TOO_LONG])
@pytest.mark.parametrize(
    "text",
    [
        "shift {}",
        "bash /dev/fd/{}",
        "read -u {} x",
        "echo x >&{}",
        "cat <&{}",
        "echo x {}> f",
        "while true; do break {}; done",
        "umask {}",
        "printf %d 0{}",
        "declare -A a=([{}]=x); a+=(y)",
        "OPTIND={}; getopts ab v",
        "echo a | cut -f {}",
        "echo a | tail -n +{}",
        "echo a | base64 -w {}",
        "echo a > /dev/tcp/x.example/{}",
        "ed f <<< '{}d'",
        "sed -i '{}a x' f",
        "patch -p{} < x.diff",
    ],
)
def test_what_follows_a_number_that_is_none_is_seen(shell: Shell, text: str, number: str) -> None:
    seen = shell.operations(f"{text.format(number)}; rm kept.txt")
    assert [operation for operation in seen if operation.kind is Kind.FILE_DELETE]
