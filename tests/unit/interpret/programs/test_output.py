"""What programs print. Expected texts come from the real programs."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bailiwick.interpret.effects import Data, Hole, Label, Text, literal

if TYPE_CHECKING:
    Shell = Any

FILTERS = [
    ["cat"], ["tac"], ["rev"], ["base64"], ["base64", "-w0"], ["base32"], ["tr", "a-z", "A-Z"], ["tr", "-d", "ab"], ["tr", "ab", "ba"], ["tr", "[:lower:]", "[:upper:]"],
    ["cut", "-c2-"], ["cut", "-d:", "-f1"], ["cut", "-f", "2-3", "-d,"], ["head", "-n1"], ["head", "-2"], ["tail", "-n", "1"], ["tail", "-n", "+2"], ["sort"],
    ["grep", "a"], ["grep", "-v", "a"], ["grep", "-F", "a.b"], ["xxd", "-p"],
]  # fmt: skip
TEXTS = st.text(alphabet="ab:,. \nxyz", max_size=90).map(
    lambda text: text.rstrip("\n") + "\n" if text.strip() else "a\n"
)


@pytest.mark.parametrize("argv", FILTERS, ids=" ".join)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(text=TEXTS)
def test_filters_compute_what_the_program_prints(shell: Shell, argv: list[str], text: str) -> None:
    if shutil.which(argv[0]) is None:
        pytest.skip(f"needs {argv[0]}")
    computed = shell.run(argv, stdin=Data(literal(text))).stdout.text
    real = subprocess.run(
        argv, input=text, capture_output=True, text=True, check=False, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"}
    ).stdout
    if computed is not None and computed.known is not None:
        assert computed.known.rstrip("\n") == real.rstrip("\n")


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("echo a b", "a b\n"),
        ("echo -n a", "a"),
        ("echo -e 'a\\tb'", "a\tb\n"),
        ("echo -- -n", "-- -n\n"),
        ("printf '%s-%s\\n' a b c d", "a-b\nc-d\n"),
        ("printf 'a\\x62'", "ab"),
        ("printf '%b' 'a\\0142'", "ab"),
        ("printf '%%'", "%"),
        ("printf '\\162\\155'", "rm"),
    ],
)
def test_text_is_printed_as_written(shell: Shell, line: str, printed: str) -> None:
    text = shell.run(line).stdout.text
    assert text is not None
    assert text.known == printed


@pytest.mark.parametrize("line", ["printf '\\x72\\x6d'", "echo -e '\\x72m'", "printf '\\162'"])
def test_characters_behind_escapes_are_decoded(shell: Shell, line: str) -> None:
    assert Label.DECODED in shell.run(line).stdout.labels


@pytest.mark.parametrize("line", ["printf 'a\\n'", "echo -e 'a\\tb\\n'", "echo x"])
def test_line_ends_are_not_decoding(shell: Shell, line: str) -> None:
    assert Label.DECODED not in shell.run(line).stdout.labels


@pytest.mark.parametrize(
    ("line", "text", "printed"),
    [
        ("base64 -d", "cm0gLXJmIC8=", "rm -rf /"),
        ("base64 --decode", "cm0=", "rm"),
        ("base64 -D", "cm0=", "rm"),
        ("base32 -d", "OJWQ====", "rm"),
        ("xxd -r -p", "726d", "rm"),
        ("openssl base64 -d", "cm0=", "rm"),
        ("openssl enc -base64 -d", "cm0=", "rm"),
        ("rev", "mr", "mr"[::-1]),
        ("tr n-za-m a-z", "ez", "rm"),
    ],
)
def test_decoders_decode_and_say_so(shell: Shell, line: str, text: str, printed: str) -> None:
    out = shell.run(line, stdin=Data(literal(text))).stdout
    assert Label.DECODED in out.labels
    assert out.text is not None
    assert out.text.known == printed


@pytest.mark.parametrize(
    "line", ["gunzip", "gzip -dc", "zcat", "bunzip2 -c", "xz -d", "openssl enc -d -aes-256-cbc", "gpg -d", "uudecode"]
)
def test_unpacking_a_stream_is_decoding(shell: Shell, line: str) -> None:
    assert Label.DECODED in shell.run(line, stdin=Data(None, frozenset({Label.NETWORK}))).stdout.labels


@pytest.mark.parametrize(
    "line", ["tr a-z A-Z", "tr ' ' '\\n'", "tr -d '\\n'", "tr -s ' '", "cut -c1", "sort", "base64", "head -1"]
)
def test_reshaping_text_is_not_decoding(shell: Shell, line: str) -> None:
    assert Label.DECODED not in shell.run(line, stdin=Data(literal("ab"))).stdout.labels


@pytest.mark.parametrize(
    "line",
    [
        "cat",
        "head -3",
        "grep x",
        "tr a b",
        "cut -c1",
        "sed s/a/b/",
        "awk 1",
        "jq .",
        "tee x",
        "base64",
        "sort",
        "gzip",
        "nl",
        "iconv -t utf8",
    ],
)
def test_labels_pass_through_filters(shell: Shell, line: str) -> None:
    secret = Data(None, frozenset({Label.SECRET}))
    assert Label.SECRET in shell.run(line, stdin=secret).stdout.labels


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("env", Label.ENVIRONMENT),
        ("printenv", Label.ENVIRONMENT),
        ("cat .env", Label.SECRET),
        ("cat README.md", Label.FILE),
        ("git show HEAD:.env", Label.SECRET),
        ("pass show x", Label.SECRET),
        ("tar cf - .env", Label.SECRET),
    ],
)
def test_where_output_comes_from(shell: Shell, line: str, label: Label) -> None:
    assert label in shell.run(line).stdout.labels


@pytest.mark.parametrize(
    "line",
    ["printenv PATH", "ls -la .env", "stat .env", "wc -l .env", "sha256sum .env", "openssl rsa -in .env -pubout"],
)
def test_facts_about_a_secret_are_no_secret(shell: Shell, line: str) -> None:
    labels = shell.run(line).stdout.labels
    assert not labels & {Label.SECRET, Label.ENVIRONMENT}


def test_unknown_words_stay_holes_with_their_labels(shell: Shell) -> None:
    word = Text((Hole("$X"),), frozenset({Label.SECRET}))
    out = shell.run(["echo", "a", word]).stdout
    assert out.text is not None
    assert out.text.prefix == "a "
    assert Label.SECRET in out.labels


def test_silent_programs_print_nothing(shell: Shell) -> None:
    assert shell.run("rm x").stdout.text == Text()
