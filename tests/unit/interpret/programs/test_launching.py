"""Programs that run programs, shells and code: every launch, with its words or text. Facts: their manual pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bailiwick.interpret.effects import Data, Hole, Label, RunCode, RunFile, RunShell, RunWords, Text, literal
from bailiwick.model.operation import Kind

if TYPE_CHECKING:
    from bailiwick.interpret.effects import Launch

    Shell = Any


def shown(launch: Launch) -> str:
    match launch:
        case RunWords(words=words):
            return "words " + " ".join(word.shown() for word in words)
        case RunShell(text=text):
            return f"shell {text.shown()}"
        case RunCode(language=language, text=text):
            return f"{language} {text.shown()}"
        case RunFile(path=path, language=language):
            return f"file {language or '?'} {path}"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("env FOO=1 rm -rf x", "words rm -rf x"),
        ("coverage run --source=src -p tool.py -v", "words python tool.py -v"),
        ("coverage run -m pytest -q", "words python -m pytest -q"),
        ("pyinstrument -o out.html tool.py", "words python tool.py"),
        ("lxc exec box -- rm -rf x", "shell 'rm' '-rf' 'x'"),
        ("incus exec box rm x", "shell 'rm' 'x'"),
        ("env -i -u A -C /tmp rm x", "words rm x"),
        ("env -S 'rm -rf x'", "words rm -rf x"),
        ("env -vS '-i FOO=1 rm x'", "words rm x"),
        ("sudo -u root -E rm x", "words rm x"),
        ("sudo FOO=1 rm x", "words rm x"),
        ("sudo -s rm x", "shell rm x"),
        ("doas -u root rm x", "words rm x"),
        ("su root -c 'rm x'", "shell rm x"),
        ("su -c 'rm x'", "shell rm x"),
        ("runuser -u dev rm x", "words rm x"),
        ("nohup rm x", "words rm x"),
        ("nice -n 5 rm x", "words rm x"),
        ("ionice -c 2 -n 7 rm x", "words rm x"),
        ("timeout -s KILL 5 rm x", "words rm x"),
        ("timeout --kill-after=5 10s rm x", "words rm x"),
        ("time -f %e rm x", "words rm x"),
        ("stdbuf -oL rm x", "words rm x"),
        ("setsid rm x", "words rm x"),
        ("taskset -c 0 rm x", "words rm x"),
        ("taskset 0x1 rm x", "words rm x"),
        ("chrt -f 10 rm x", "words rm x"),
        ("command rm x", "words rm x"),
        ("busybox rm x", "words rm x"),
        ("chroot /mnt rm x", "words rm x"),
        ("unshare -n rm x", "words rm x"),
        ("nsenter -t 1 -m rm x", "words rm x"),
        ("flock /tmp/l rm x", "words rm x"),
        ("flock /tmp/l -c 'rm x'", "shell rm x"),
        ("strace -f -e trace=file rm x", "words rm x"),
        ("valgrind --tool=memcheck rm x", "words rm x"),
        ("perf record -g rm x", "words rm x"),
        ("gdb -batch -ex 'shell rm x'", "shell rm x"),
        ("gdb -ex '!rm x' -ex quit", "shell rm x"),
        ("gdb --args rm x", "words rm x"),
        ("systemd-run --user rm x", "words rm x"),
        ("watch -n 1 rm x", "shell rm x"),
        ("watch -x rm x", "words rm x"),
        ("script -c 'rm x' /dev/null", "shell rm x"),
        ("xvfb-run -a rm x", "words rm x"),
        ("caffeinate -i rm x", "words rm x"),
        ("dotenv -f .env.example rm x", "words rm x"),
        ("tmux new-session -d 'rm x'", "shell rm x"),
        ("tmux send-keys -t 0 'rm x' Enter", "shell rm x\n"),
        ("screen -dm rm x", "words rm x"),
        ("parallel rm ::: x", "shell rm x"),
        ("parallel rm {} ::: x", "shell rm x"),
        ("find . -name x -exec rm {} ;", "words rm ./<found by find>/x"),
        ("fd -e py -x rm", "words rm <found by fd>"),
        ("hyperfine 'rm x'", "shell rm x"),
        ("sshpass -p a rm x", "words rm x"),
        ("bash -c 'rm x'", "shell rm x"),
        ("bash -lc 'rm x'", "shell rm x"),
        ("bash +x run.sh", "file bash /home/dev/proj/run.sh"),
        ("bash -n +n run.sh", "file bash /home/dev/proj/run.sh"),
        ("bash +x -c 'rm x'", "shell rm x"),
        ("sh -ec 'rm x'", "shell rm x"),
        ("bash --norc -c 'rm x'", "shell rm x"),
        ("bash -o pipefail -c 'rm x'", "shell rm x"),
        ("zsh x.sh", "file bash /home/dev/proj/x.sh"),
        ("fish -c 'rm x'", "shell rm x"),
        ("pwsh -c 'rm x'", "shell rm x"),
        ("pwsh -File x.ps1", "file powershell /home/dev/proj/x.ps1"),
        ("powershell -enc cgBtACAAeAA=", "shell rm x"),
        ("cmd /c del x", "shell del x"),
        ("python3 -c 'import os'", "python import os"),
        ("python3 -Bc 'import os'", "python import os"),
        ("python3 -W ignore x.py", "file python /home/dev/proj/x.py"),
        ("python3 -m timeit -s 'import os' 'os.x()'", "python import os\nos.x()\n"),
        ("python3 manage.py flush", "words manage.py flush"),
        ("node -e 'x()'", "javascript x()"),
        ("node -pe 'x()'", "javascript x()"),
        ("node --require ./a.js b.js", "file javascript /home/dev/proj/a.js"),
        ("deno eval 'x()'", "javascript x()"),
        ("bun -e 'x()'", "javascript x()"),
        ("perl -e 'x()'", "perl x()"),
        ("perl -lane 'x()' f", "perl x()"),
        ("perl -i.bak -pe 's/a/b/' f", "perl s/a/b/"),
        ("perl x.pl", "file perl /home/dev/proj/x.pl"),
        ("ruby -ne 'x' f", "ruby x"),
        ("php -r 'x();'", "php x();"),
        ("lua -e 'x()'", "lua x()"),
        ("Rscript -e 'x()'", "r x()"),
        ("awk '{print}' f", "awk {print}"),
        ("awk -f x.awk f", "file awk /home/dev/proj/x.awk"),
        ("sed -e 1d -e 2d f", "sed 1d"),
        ("sed 's/a/b/e' f", "sed s/a/b/e"),
        ("make wipe", "shell rm -rf /"),
        ("npm run evil", "shell rm -rf ~"),
        ("tar xf a.tar --to-command='rm x'", "shell rm x"),
        ("tar cf a.tar --checkpoint=1 --checkpoint-action=exec='rm x' f", "shell rm x"),
        ("tar -I 'rm x' -cf a.tar f", "shell rm x"),
        ("zip a.zip f -T -TT 'rm x'", "shell rm x"),
        ("rsync -e 'rm x' a h.example:b", "shell rm x"),
        ("vim -c '!rm x' -c q", "shell rm x"),
        ("vim '+!rm x' f", "shell rm x"),
        ("osascript -e 'do shell script \"rm x\"'", "shell rm x"),
        ("split --filter='rm x' f", "shell rm x"),
        ("sort --compress-program='rm x' f", "shell rm x"),
        ("rg --pre 'rm x' f", "shell rm x"),
        ("man -P 'rm x' ls", "shell rm x"),
        ("uv run pytest -q", "words pytest -q"),
        ("poetry run pytest", "words pytest"),
        ("npx jest", "words jest"),
        ("mise exec node@20 -- npm test", "words npm test"),
        ("op run -- npm test", "words npm test"),
        ("ip netns exec x rm y", "words rm y"),
        ("docker exec web rm x", "shell 'rm' 'x'"),
        ("direnv allow", "file bash /home/dev/proj/.envrc"),
    ],
)
def test_what_a_program_launches(shell: Shell, line: str, expected: str) -> None:
    assert expected in [shown(launch) for launch in shell.run(line).launches]


@pytest.mark.parametrize(
    ("line", "text", "expected"),
    [
        ("xargs rm", "a b\nc", ["words rm a b c"]),
        ("xargs -I{} rm {}/x", "a\nb", ["words rm a/x", "words rm b/x"]),
        ("xargs -0 rm", "a b\0c", ["words rm a b c"]),
        ("xargs -d , rm", "a,b", ["words rm a b"]),
        ("parallel rm", "a\nb", ["shell rm a", "shell rm b"]),
        ("sh", "rm x", ["shell rm x"]),
        ("bash -s a b", "rm x", ["shell rm x"]),
        ("bash /dev/stdin", "rm x", ["shell rm x"]),
        ("python3", "import os", ["python import os"]),
        ("python3 -", "import os", ["python import os"]),
        ("node", "x()", ["javascript x()"]),
        ("perl", "x()", ["perl x()"]),
        ("make -f -", "x:\n\trm y\n", ["shell rm y"]),
        ("at now", "rm x", ["shell rm x"]),
        ("ssh h.example", "rm x", ["shell rm x"]),
        ("ed f", "!rm x\nq", ["shell rm x"]),
        ("su", "rm x", ["shell rm x"]),
    ],
)
def test_standard_input_feeds_what_runs(shell: Shell, line: str, text: str, expected: list[str]) -> None:
    done = shell.run(line, stdin=Data(literal(text)))
    assert [shown(launch) for launch in done.launches] == expected


@pytest.mark.parametrize(
    "line",
    [
        "command -v rm",
        "bash -n run.sh",
        "sh -nv run.sh",
        "fish -n run.sh",
        "sudo -l",
        "bash --version",
        "node --version",
        "xargs -r rm",
        "tmux ls",
        "sudo -k",
        "python3 -V",
    ],
)
def test_asking_starts_nothing(shell: Shell, line: str) -> None:
    assert not [launch for launch in shell.run(line).launches if not isinstance(launch, RunShell)]


@pytest.mark.parametrize(
    "line", ["sh", "bash -s", "python3", "node -", "perl", "ruby", "php", "lua", "osascript", "make -f -"]
)
@pytest.mark.parametrize(("label", "attribute"), [(Label.NETWORK, "fetched"), (Label.DECODED, "decoded")])
def test_code_from_the_network_or_decoded_is_told(shell: Shell, line: str, label: Label, attribute: str) -> None:
    done = shell.run(line, stdin=Data(None, frozenset({label})))
    told = any(item.attributes.get(attribute) for item in done.operations)
    labelled = any(label in getattr(launch, "text", Text()).labels for launch in done.launches)
    assert told or labelled or (line == "osascript" and any(item.attributes.get("opaque") for item in done.operations))


def test_a_script_read_through_a_pipe_is_that_script(shell: Shell) -> None:
    read = shell.run("cat src/app.py").stdout
    (launch,) = shell.run("python3", stdin=read).launches
    assert launch.text.known == "print(1)"


def test_unknown_items_stay_unknown(shell: Shell) -> None:
    stdin = Data(None, frozenset({Label.COMMAND}))
    (launch,) = shell.run("xargs rm -rf", stdin=stdin).launches
    assert launch.words[-1].known is None


def test_find_deletes_what_it_starts_from(shell: Shell) -> None:
    (delete,) = shell.operations("find / -type f -exec shred -u {} +", Kind.FILE_DELETE)
    assert delete.resource.value == "/"
    assert delete.attributes["recursive"] is True


@pytest.mark.parametrize("line", ["find src -name '*.pyc' -delete", "find . -type d -empty -delete"])
def test_find_with_a_name_deletes_no_tree(shell: Shell, line: str) -> None:
    (delete,) = shell.operations(line, Kind.FILE_DELETE)
    assert not delete.attributes.get("recursive")
    assert delete.attributes["many"] is True


def test_find_prints_the_paths_it_finds(shell: Shell) -> None:
    text = shell.run("find . -name .env").stdout.text
    assert text is not None
    assert "./.env\n" in text.shown()


@pytest.mark.parametrize("command", [["env", "rm", "x"], ["sudo", "rm", "x"]])
def test_an_unknown_option_word_of_a_wrapper_is_the_program(shell: Shell, command: list[str]) -> None:
    words: list[str | Text] = [command[0], Text((Hole("$X"),)), *command[1:]]
    (launch,) = shell.run(words).launches
    assert isinstance(launch, RunWords)
    assert launch.words[0].known is None
