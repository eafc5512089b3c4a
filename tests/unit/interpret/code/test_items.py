"""Code that deletes what its standard input names."""

from __future__ import annotations

import pytest

from bailiwick.interpret.code import effects_of_code
from bailiwick.interpret.effects import Data, RunCode, RunWords, literal
from bailiwick.interpret.inquiry import Inquiry
from bailiwick.model.request import Place

PLACE = Place(project="/home/dev/proj", home="/home/dev")


def argvs(language: str, code: str, stdin: str) -> list[list[str]]:
    launch = RunCode(language, literal(code), via="test", stdin=Data(literal(stdin)))
    done = effects_of_code(launch, cwd=PLACE.project, place=PLACE, inquiry=Inquiry({}))
    return [[word.shown() for word in item.words] for item in done.launches if isinstance(item, RunWords)]


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("perl", "unlink"),
        ("perl", "chomp; unlink $_"),
        ("ruby", "File.delete($_.chomp)"),
        ("python", "import sys, os\nfor line in sys.stdin:\n    os.remove(line.strip())"),
        ("javascript", "fs.readFileSync(0,'utf8').split('\\n').forEach(f=>fs.unlinkSync(f))"),
    ],
)
def test_a_path_that_is_read_and_deleted_is_an_item_of_the_input(language: str, code: str) -> None:
    assert argvs(language, code, "a\nb c\n") == [["xargs", "-d", "\\n", "rm", "-f"]]


def test_items_end_with_the_character_that_the_input_has() -> None:
    assert argvs("perl", "unlink", "a\0b\0") == [["xargs", "-0", "rm", "-f"]]


def test_a_tree_that_is_read_and_deleted_is_deleted_whole() -> None:
    code = "import sys, shutil\nfor line in sys.stdin:\n    shutil.rmtree(line.rstrip())"
    assert argvs("python", code, "a\n") == [["xargs", "-d", "\\n", "rm", "-rf"]]


@pytest.mark.parametrize(
    ("code", "stdin"), [("unlink", ""), ('unlink "x.lock"', "a\n"), ("print unless /unlink/", "a\n")]
)
def test_input_that_is_not_deleted_is_only_read(code: str, stdin: str) -> None:
    assert argvs("perl", code, stdin) == []
