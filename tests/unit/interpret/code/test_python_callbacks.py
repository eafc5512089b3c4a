"""Python functions that call what they are given, and methods that Python calls by itself."""

from __future__ import annotations

import pytest

from bailiwick.interpret.code import effects_of_code
from bailiwick.interpret.effects import Data, Effects, RunCode, RunShell, literal
from bailiwick.interpret.inquiry import Inquiry
from bailiwick.model.operation import Kind
from bailiwick.model.request import Place

PLACE = Place(project="/home/dev/proj", home="/home/dev")


def effects(code: str, *, stdin: str = "", via: str = "python") -> Effects:
    given = Data(literal(stdin)) if stdin else Data()
    launch = RunCode("python", literal(code), via=via, stdin=given)
    return effects_of_code(launch, cwd=PLACE.project, place=PLACE, inquiry=Inquiry({}))


def commands(code: str, **given: str) -> list[str]:
    return [launch.text.shown() for launch in effects(code, **given).launches if isinstance(launch, RunShell)]


@pytest.mark.parametrize(
    "code",
    [
        "import threading, os; threading.Timer(0, os.system, ['prog']).start()",
        "import multiprocessing as m, os; m.Process(target=os.system, args=('prog',)).start()",
        "import atexit, os; atexit.register(os.system, 'prog')",
        "import atexit, os; atexit.register(lambda: os.system('prog'))",
        "from functools import partial; import os; partial(os.system, 'prog')()",
        "from concurrent.futures import ThreadPoolExecutor as T; import os; T().submit(os.system, 'prog')",
        "import asyncio, os; asyncio.run(asyncio.to_thread(os.system, 'prog'))",
        "import sched, os; s = sched.scheduler(); s.enter(0, 1, os.system, ('prog',)); s.run()",
        "import contextlib, os\nwith contextlib.ExitStack() as s: s.callback(os.system, 'prog')",
        "class A: __del__ = lambda s: __import__('os').system('prog')\nA()",
        "import os\nclass R:\n    def __reduce__(self): return (os.system, ('prog',))\n",
        "@__import__('os').system\n@lambda f: 'prog'\ndef x(): pass",
        "import pydoc; pydoc.pipepager('text', 'prog')",
        "import subprocess; subprocess.Popen(['sh'], stdin=-1).communicate(b'prog')",
    ],
)
def test_a_function_that_is_handed_over_is_called(code: str) -> None:
    assert "prog" in commands(code)


@pytest.mark.parametrize(
    "code",
    [
        "from functools import partial; run = partial(int, base=2)",
        "import threading; threading.Thread(target=print, args=('x',)).start()",
        "import atexit; atexit.register(print, 'bye')",
        "class A:\n    def __init__(self): self.x = 1\nA()",
    ],
)
def test_ordinary_callbacks_start_nothing(code: str) -> None:
    assert commands(code) == []


def test_a_debugger_takes_its_statements_from_standard_input() -> None:
    (launch,) = effects("breakpoint()", stdin="import os").launches
    assert isinstance(launch, RunCode)
    assert launch.text == literal("import os")
    assert effects("breakpoint()").launches == ()


@pytest.mark.parametrize(
    "code",
    [
        "import pickle; pickle.loads(b'cos\\nsystem\\n(S\\'prog\\'\\ntR.')",
        "import yaml; yaml.unsafe_load('!!python/object/apply:os.system [prog]')",
        "import jsonpickle; jsonpickle.decode('{\"py/reduce\": []}')",
    ],
)
def test_objects_written_into_the_code_hide_what_they_call(code: str) -> None:
    assert any(operation.attributes.get("decoded") for operation in effects(code).operations)


@pytest.mark.parametrize(
    "code",
    [
        "import pickle; print(pickle.loads(pickle.dumps([1])))",
        "import pickle; pickle.load(open('model.bin', 'rb'))",
        "import yaml; yaml.load('a: 1', Loader=yaml.SafeLoader)",
    ],
)
def test_objects_from_elsewhere_are_ordinary(code: str) -> None:
    assert not any(operation.attributes.get("decoded") for operation in effects(code).operations)


def test_functions_that_whoever_loads_a_file_calls_are_followed() -> None:
    code = (
        "import shutil\ndef go():\n    shutil.rmtree('/home/dev/x')\ndef test_it():\n    shutil.rmtree('/home/dev/y')\n"
    )

    def deleted(via: str) -> list[str]:
        found = effects(code, via=via).operations
        return [
            operation.resource.value for operation in found if operation.kind is Kind.FILE_DELETE and operation.resource
        ]

    assert deleted("python") == []
    assert deleted("import:go,other") == ["/home/dev/x"]
    assert deleted("pytest") == ["/home/dev/y"]
