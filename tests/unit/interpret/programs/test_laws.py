"""Laws that hold for every program of the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bailiwick.interpret.effects import Data, Effects, Hole, Label, Text, literal
from bailiwick.interpret.programs.catalogue.git import additions, plumbing, porcelain
from bailiwick.interpret.programs.families import FAMILIES
from bailiwick.model import bounds
from bailiwick.model.errors import BoundError
from bailiwick.model.operation import Kind, ResourceClass
from bailiwick.model.vocabulary import attributes_of

if TYPE_CHECKING:
    Shell = Any

SHOWS = {"--help", "--version"}
HOLE = Text((Hole("$X"),))


def check(done: Effects) -> None:
    for operation in done.operations:
        assert set(operation.attributes) <= attributes_of(operation.kind), operation
        assert len(operation.source) <= 200
        for value in operation.attributes.values():
            assert isinstance(value, (str, bool, int, tuple))


@pytest.mark.parametrize("family", sorted(FAMILIES))
@pytest.mark.parametrize(
    "words", [(), ("--help",), ("x", "y"), ("-f", "x"), ("a", "b", "c", "d"), (HOLE,), (HOLE, "x")]
)
def test_every_program_takes_any_words(shell: Shell, family: str, words: tuple[str | Text, ...]) -> None:
    for name in FAMILIES[family].split():
        check(shell.run([name, *words]))


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_asking_for_help_or_version_destroys_nothing(shell: Shell, family: str) -> None:
    for name in FAMILIES[family].split():
        for word in SHOWS:
            done = shell.run([name, word])
            assert {item.kind for item in done.operations} <= {Kind.EXEC_RUN}, f"{name} {word}"
            assert not done.launches, f"{name} {word}"


@pytest.mark.parametrize("line", ["git push --help", "rm -rf / --help", "terraform destroy --help", "dropdb --help x"])
def test_a_call_that_asks_for_help_does_nothing(shell: Shell, line: str) -> None:
    assert {item.kind for item in shell.run(line).operations} == {Kind.EXEC_RUN}


@pytest.mark.parametrize("line", ["sudo rm -rf / --help", "git commit -m --help", "env rm -rf / --help"])
def test_a_word_of_another_program_is_no_question_for_help(shell: Shell, line: str) -> None:
    done = shell.run(line)
    assert done.launches or any(item.kind is Kind.VCS_COMMIT for item in done.operations)


def test_every_subcommand_of_git_takes_any_words(shell: Shell) -> None:
    for names in (*porcelain.COMMANDS, *plumbing.COMMANDS, *additions.COMMANDS):
        for name in names.split("|"):
            for words in ((), ("x",), ("-f", "x"), (HOLE,), ("--", ".")):
                check(shell.run(["git", name, *words]))


NAMES = sorted(name for names in FAMILIES.values() for name in names.split())
WORDS = st.one_of(
    st.sampled_from(
        ["-", "--", "-rf", "-f", "-o", "--output=x", "-c", "-e", "@x", "+x", "=", "x=y", ":", "a:b", "https://x.example/a", ".env", "~", "/", "*", "{}", ";", "\n", "", "delete", "rm", "run", "exec", "-exec", "\0"]
    ).filter(lambda word: "\0" not in word),
    st.text(alphabet="ab-=/.:@{}'\" \\", max_size=6),
).map(literal) | st.just(HOLE) | st.just(Text(("--x=", Hole("$Y"))))  # fmt: skip


@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    name=st.sampled_from(NAMES),
    words=st.lists(WORDS, max_size=6),
    text=st.sampled_from([None, "", "rm -rf /\n", "a b"]),
)
def test_no_words_break_a_program(shell: Shell, name: str, words: list[Text], text: str | None) -> None:
    stdin = Data(None if text is None else literal(text), frozenset({Label.NETWORK}))
    check(shell.run([name, *words], stdin=stdin))


def test_too_many_words_are_no_answer(shell: Shell) -> None:
    with pytest.raises(BoundError):
        shell.run(["rm"] + ["x"] * bounds.PROGRAM_WORDS)


def test_no_words_do_nothing(shell: Shell) -> None:
    assert shell.run([]).operations == ()


def test_a_program_that_is_not_known_gives_its_words_as_facts(shell: Shell) -> None:
    done = shell.run("frobnicate --conf=/home/dev/.ssh/id_rsa https://x.example/a ./b plain")
    (run,) = [item for item in done.operations if item.kind is Kind.EXEC_RUN]
    assert not run.attributes.get("known")
    reads = [item.resource.value for item in done.operations if item.kind is Kind.FILE_READ]
    assert reads == ["/home/dev/.ssh/id_rsa", "/home/dev/proj/b"]
    assert [item.attributes["host"] for item in done.operations if item.kind is Kind.NET_FETCH] == ["x.example"]


def test_a_file_of_the_project_is_not_the_program_of_its_name(shell: Shell) -> None:
    done = shell.run("./ls -la")
    (run,) = [item for item in done.operations if item.kind is Kind.EXEC_RUN]
    assert not run.attributes.get("known")
    assert run.attributes["where"] == "project"
    assert [launch.path for launch in done.launches] == ["/home/dev/proj/ls"]


@pytest.mark.parametrize(("word", "where"), [("/usr/bin/rm", "program-dir"), ("/bin/rm", "program-dir")])
def test_an_installed_program_is_known_by_its_path(shell: Shell, word: str, where: str) -> None:
    (run,) = [item for item in shell.run([word, "x"]).operations if item.kind is Kind.EXEC_RUN]
    assert (run.attributes["program"], run.attributes["known"], run.attributes["where"]) == ("rm", True, where)


@pytest.mark.parametrize(
    ("word", "where"),
    [
        ("/tmp/x", "temp"),
        ("/home/dev/tool", "outside"),
        ("/opt/tool/run.sh", "outside"),
        ("../other/x.sh", "outside"),
        ("scripts/x.sh", "project"),
    ],
)
def test_where_a_program_lies(shell: Shell, word: str, where: str) -> None:
    (run,) = [item for item in shell.run([word]).operations if item.kind is Kind.EXEC_RUN]
    assert run.attributes["where"] == where


def test_another_search_path_changes_who_is_meant(shell: Shell) -> None:
    done = shell.run("ls", environment={"PATH": "/home/dev/proj/bin"})
    assert done.operations[0].attributes.get("known") is True
    assert not shell.run("oddly").operations[0].attributes.get("known")


@pytest.mark.parametrize("name", ["python3.12", "python3", "clang-18", "gcc-13", "lua5.4"])
def test_a_version_in_the_name_is_the_same_program(shell: Shell, name: str) -> None:
    assert shell.run([name, "--version"]).operations[0].attributes["known"] is True


@pytest.mark.parametrize("name", ["node_modules/.bin/eslint", ".venv/bin/pytest", "vendor/bin/phpunit"])
def test_programs_of_installed_packages_are_known_and_their_files_are_opened(shell: Shell, name: str) -> None:
    done = shell.run([name, "src"])
    assert done.operations[0].attributes["known"] is True
    assert [launch.path for launch in done.launches if not launch.loaded] == [f"/home/dev/proj/{name}"]


def test_a_program_whose_name_is_not_known_is_opaque(shell: Shell) -> None:
    (run,) = shell.run([HOLE, "-rf", "/"]).operations
    assert run.attributes["opaque"] is True
    assert run.certainty == "unknown"


def test_a_decoded_program_name_is_told(shell: Shell) -> None:
    word = Text((Hole("base64"),), frozenset({Label.DECODED}))
    (run,) = shell.run([word]).operations
    assert run.attributes["decoded"] is True


@pytest.mark.parametrize(
    ("environment", "names"),
    [
        ({"LD_PRELOAD": "./x.so"}, ("LD_PRELOAD",)),
        ({"NODE_OPTIONS": "--require ./x.js"}, ("NODE_OPTIONS",)),
        ({"NODE_OPTIONS": "--max-old-space-size=4096"}, None),
        ({"FOO": "1"}, None),
    ],
)
def test_variables_that_load_code_are_told(
    shell: Shell, environment: dict[str, str], names: tuple[str, ...] | None
) -> None:
    run = shell.run("node --version", environment=environment).operations[0]
    assert run.attributes.get("environment") == names


def test_a_pager_from_the_environment_runs(shell: Shell) -> None:
    (launch,) = shell.run("man ls", environment={"PAGER": "rm -rf ~"}).launches
    assert launch.text.known == "rm -rf ~"
    assert not shell.run("man ls", environment={"PAGER": "less -R"}).launches


def test_secrets_of_words_stay_with_what_is_printed(shell: Shell) -> None:
    word = Text((Hole("key"),), frozenset({Label.SECRET}))
    assert Label.SECRET in shell.run(["echo", word]).stdout.labels
    assert Label.SECRET in shell.run(["frobnicate", word]).stdout.labels
    assert not any(item.has(ResourceClass.SECRET) for item in shell.run(["echo", word]).operations)
