"""Texts to syntax: what bash reads is read, what it does not read is said and never dropped."""

from __future__ import annotations

import subprocess

import pytest

from bailiwick.interpret.shell.parser import parse
from bailiwick.interpret.shell.syntax import (
    AndOr,
    Assignment,
    Both,
    Case,
    Conditional,
    Coprocess,
    CountingFor,
    For,
    Function,
    HereDocument,
    If,
    Pipeline,
    Redirected,
    Simple,
    Subshell,
    While,
    Word,
)
from bailiwick.interpret.shell.syntax import (
    Test as Primary,
)
from bailiwick.model.errors import BoundError

VALID = [
    "a", "a b; c & d", "a && b || c | d", "! a", "time -p a", "{ a; }", "(a)", "( (a) )", "((1+1))", "((a))|b",
    "if a; then b; elif c; then d; else e; fi", "while a; do b; done", "until a\ndo b\ndone", "for x in a b; do c; done",
    "for x; do c; done", "for x in; do c; done", "for ((i=0;i<3;i++)); do a; done", "for ((;;)) { a; }",
    "case x in a|b) c;; (d) e;& *) f; esac", "case x in esac", "case x in a) ;; esac", "select x in a; do b; done",
    "f() { a; }", "function f { a; }", "function f() (a)", "f() if a; then b; fi", "f()\n{ a; }", "coproc a", "coproc N { a; }",
    "[[ a ]]", "[[ -f a && ! ( b == c || $d =~ ^(x|y)$ ) ]]", "[[ a < b ]]", "[[ a\n&& b ]]", "a > b 2>&1 < c >> d &> e >| f",
    "{fd}> x a", "a <<< b", "cat <<E\nx $y\nE\n", "cat <<-'E'\n\tx\n\tE\nb", "a <<A <<B\n1\nA\n2\nB\n", "a | b <<E\nx\nE\nc",
    "$(a)", "`a \\`b\\``", "$((1+2))", "$(( (1) ))", "$((a) | b)", "${a}", "${a:-b c}", "${a[1]}", "${#a}", "${!a}", "${a/b/c}",
    "${a:1:2}", '"${a:-"b"}"', '"$(echo "x")"', "$'a\\'b'", '$"a"', "a=b c=d e", "a=(1 2 [5]=x)", "a+=(b)", "a[1]=b",
    "declare -A a=([x]=y)", "a=( # comment\n b\n)", "a # b", "#", "", "\n\n", "a \\\n b", "<(a) >(b)", "a {b,c} d", "echo }",
    "echo if then", "a;b;", "{ a\n}", "a &&\nb", "a |\nb", "a |& b", "if a; then b; fi > c", "while read x; do a; done < b",
    "echo $", 'echo "$"', "echo $%", "a=$(case x in y) z;; esac)", "echo `echo x`",
    "x=$(cat <<'E'\n)\nE\n)", "echo ${x//\\//a}", "echo ${x%\\}}", "!  a", "f() { a; } > b",
    "trap 'a' EXIT", "echo a>b", "2>a", "> a", "a 3<&1- 4>&-", "echo [[ a", "test a = b", "let a=1", "time", "! ",
    "[ a = b ] && c", "case $x in [a-z]*) a ;; esac", "echo $[1+1]", "a\t&&\tb", "if (a) then b; fi", "while ((1)); do a; done",
]  # fmt: skip
INVALID = ["if a", "a &&", "(a", "{ a;", "echo 'x", 'echo "x', "$(a", "`a", "${a", "for x in a; b", "case x in a", "a | ", "fi", "a )",
           "[[ a", "f() {", "echo (a)", "a ;; b", "done", "while a; do b"]  # fmt: skip


@pytest.mark.parametrize("text", VALID)
def test_what_bash_reads_is_read(text: str) -> None:
    assert subprocess.run(["bash", "-n", "-c", text], capture_output=True, check=False).returncode == 0
    assert parse(text).problem == ""


@pytest.mark.parametrize("text", INVALID)
def test_what_bash_refuses_is_a_problem(text: str) -> None:
    assert subprocess.run(["bash", "-n", "-c", text], capture_output=True, check=False).returncode != 0
    assert parse(text).problem


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a | b", Pipeline),
        ("a && b", AndOr),
        ("(a)", Subshell),
        ("if a; then b; fi", If),
        ("while a; do b; done", While),
        ("for a in b; do c; done", For),
        ("for ((;;)); do c; done", CountingFor),
        ("case a in b) c;; esac", Case),
        ("f() { a; }", Function),
        ("coproc a", Coprocess),
        ("[[ a ]]", Conditional),
        ("{ a; } > b", Redirected),
        ("a b", Simple),
    ],
)
def test_a_construct_has_its_node(text: str, kind: type) -> None:
    assert type(parse(text).items[0].command) is kind


def simple(text: str) -> Simple:
    command = parse(text).items[0].command
    assert isinstance(command, Simple)
    return command


def test_a_plain_word_carries_its_text() -> None:
    words = simple("git \"st\"atus 'a b' c\\ d $x *").words
    assert [word.plain for word in words if isinstance(word, Word)] == ["git", "status", "a b", "c d", None, None]


def test_only_an_unquoted_word_is_bare() -> None:
    words = simple("git 'status' st\"a\"").words
    assert [word.bare for word in words if isinstance(word, Word)] == ["git", "", ""]


def test_arguments_of_declaring_builtins_are_assignments() -> None:
    assert isinstance(simple("export a=b").words[1], Assignment)
    assert isinstance(simple("echo a=b").words[1], Word)


def test_a_here_document_keeps_its_expansions_unless_the_delimiter_is_quoted() -> None:
    for text, plain in (("cat <<E\n$x\nE\n", None), ("cat <<'E'\n$x\nE\n", "$x\n"), ("cat <<\\E\n$x\nE\n", "$x\n")):
        target = simple(text).redirects[0].target
        assert isinstance(target, HereDocument)
        assert target.body.plain == plain


def test_tabs_before_a_here_document_are_stripped_on_request() -> None:
    target = simple("cat <<-'E'\n\t\ta\n\tE\n").redirects[0].target
    assert isinstance(target, HereDocument)
    assert target.body.plain == "a\n"


def test_conditions_bind_like_in_bash() -> None:
    command = parse("[[ a || b && c ]]").items[0].command
    assert isinstance(command, Conditional)
    assert isinstance(command.condition, Both)
    assert command.condition.either
    assert isinstance(command.condition.left, Primary)


def test_a_background_command_is_marked() -> None:
    assert [item.background for item in parse("a & b; c &").items] == [True, False, True]


def test_lines_after_an_unreadable_one_are_still_read() -> None:
    script = parse("echo (x\nrm -rf /\n")
    assert script.problem
    assert any(isinstance(item.command, Simple) and item.command.words[0] == Word_rm for item in script.items)


Word_rm = simple("rm").words[0]


def test_lines_before_an_unreadable_one_are_kept() -> None:
    assert len(parse("one\ntwo\n)").items) == 2


def test_nesting_beyond_the_bound_is_an_error_of_its_own() -> None:
    with pytest.raises(BoundError):
        parse("$(" * 500)
    with pytest.raises(BoundError):
        parse("{ " * 500)
    with pytest.raises(BoundError):
        parse("[[ " + "( " * 500)


def test_a_null_character_is_dropped_as_bash_drops_it() -> None:
    assert parse("r\0m") == parse("rm")
