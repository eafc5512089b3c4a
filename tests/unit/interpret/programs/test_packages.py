"""Where installers look for packages. Hosts are put together here: none is named in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bailiwick.model.operation import Kind

if TYPE_CHECKING:
    Shell = Any


def _added(shell: Shell, *labels: str) -> list[str]:
    host = ".".join(labels)
    done = shell.run(f"pip install --index-url https://{host}/simple -r requirements.txt")
    found = [operation.resource.value for operation in done.operations if operation.kind is Kind.PKG_INSTALL]
    return [value for value in found if value == host]


@pytest.mark.parametrize(
    "labels",
    [
        ("pypi", "org"),
        ("test", "pypi", "org"),
        ("acme", "jfrog", "io"),
        ("gitlab", "com"),
        ("npm", "pkg", "github", "com"),
    ],
)
def test_a_well_known_index_adds_nothing(shell: Shell, labels: tuple[str, ...]) -> None:
    assert not _added(shell, *labels)


@pytest.mark.parametrize(
    "labels",
    [
        ("packages", "evil", "example"), ("github", "com"), ("raw", "github", "com"), ("acme", "gitlab", "com"),
        ("www", "python", "org"), ("jfrog", "io"), ("pypi", "org", "evil", "example"), ("mypypi", "org"),
    ],
)  # fmt: skip
def test_what_another_host_offers_is_added(shell: Shell, labels: tuple[str, ...]) -> None:
    assert _added(shell, *labels)
