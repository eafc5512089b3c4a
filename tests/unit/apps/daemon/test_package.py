"""The daemon notices that its package was replaced."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bailiwick import __version__
from bailiwick.apps.daemon import package
from bailiwick.apps.daemon.package import PackageWatch, is_newer

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A site directory with the package and its metadata."""
    os.makedirs(tmp_path / "bailiwick")
    os.makedirs(tmp_path / f"bailiwick-{__version__}.dist-info")
    (tmp_path / "bailiwick" / "__init__.py").write_text('__version__ = "1.2.3"\n')
    (tmp_path / f"bailiwick-{__version__}.dist-info" / "RECORD").write_text("a\n")
    monkeypatch.setattr(package, "_VERSION_FILE", str(tmp_path / "bailiwick" / "__init__.py"))
    return str(tmp_path)


def record_of(site: str) -> str:
    return f"{site}/bailiwick-{__version__}.dist-info/RECORD"


def replace(path: str, text: str) -> None:
    with open(f"{path}.new", "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(f"{path}.new", path)


def test_an_untouched_package_is_not_replaced(site: str) -> None:
    watch = PackageWatch([site])
    assert watch.build.startswith("1.2.3+")
    assert not watch.replaced()


def test_a_new_version_replaces(site: str) -> None:
    watch = PackageWatch([site])
    replace(f"{site}/bailiwick/__init__.py", '__version__ = "1.2.4"\n')
    assert watch.replaced()


def test_a_reinstallation_of_the_same_version_with_other_files_replaces(site: str) -> None:
    watch = PackageWatch([site])
    replace(record_of(site), "b\n")
    assert watch.replaced()


def test_the_same_files_written_again_do_not_replace(site: str) -> None:
    watch = PackageWatch([site])
    replace(record_of(site), "a\n")
    assert not watch.replaced()


def test_an_installation_in_progress_does_not_replace_until_it_is_whole(site: str) -> None:
    watch = PackageWatch([site])
    os.rename(f"{site}/bailiwick", f"{site}/aside")
    shutil.rmtree(os.path.dirname(record_of(site)))
    assert not watch.replaced()
    os.rename(f"{site}/aside", f"{site}/bailiwick")
    replace(f"{site}/bailiwick/__init__.py", '__version__ = "1.3.0"\n')
    assert watch.replaced()


def test_the_package_under_test_has_a_build() -> None:
    assert PackageWatch().build.startswith(f"{__version__}+")


@pytest.mark.parametrize(
    ("version", "than", "newer"),
    [
        ("0.2.0", "0.1.9", True),
        ("0.10.0", "0.9.0", True),
        ("0.1.0", "0.1.0", False),
        ("0.1.0", "0.2.0", False),
        ("", "0.1.0", False),
        ("nonsense", "0.1.0", False),
    ],
)
def test_newer_is_by_release_numbers(version: str, than: str, newer: bool) -> None:
    assert is_newer(version, than) is newer


def test_what_is_imported_when_first_needed_is_loaded_before_the_daemon_serves() -> None:
    names = ("adapters.git_facts", "adapters.host_globs", "adapters.regular_files", "apps.unchecked", "interpret.mcp")
    code = (
        "import sys; from bailiwick.apps.daemon.package import load_everything; load_everything(); "
        f"print([name for name in {names!r} if f'bailiwick.{{name}}' not in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"
