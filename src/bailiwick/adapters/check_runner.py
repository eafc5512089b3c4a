"""Runs external checks: exactly the pinned content, in a clean environment, side by side, until a shared deadline.

A program is read once, its hash compared with the pin, and a private copy of those very bytes runs: nobody can change
it between the look and the run.
"""

from __future__ import annotations

import hashlib
import os
import selectors
import signal
import subprocess
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from bailiwick.adapters.check_answer import answer_of
from bailiwick.adapters.regular_files import Unreadable, read_regular
from bailiwick.model import bounds
from bailiwick.model.fact import CheckFact, CheckResult

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from bailiwick.model.fact import CheckQuery

SEARCH_PATH = "/usr/local/bin:/usr/bin:/bin"
"""PATH of every check."""

_CHUNK = 16 * 1024


class _NoAnswerError(Exception):
    """The check gives no answer, for the reason that is the message."""


class CheckRunner:
    """Runs checks for one installation; several threads may ask at once.

    Args:
        cache: directory for the private copies; only its owner may write to it.
        home: what `~` means, and HOME of the checks.
    """

    def __init__(self, cache: str, *, home: str) -> None:
        self._cache = cache
        self._home = home
        self._starting = threading.Lock()
        """A program cannot run while a process has its file open for writing, as one has that was just forked."""

    def run(self, queries: Collection[CheckQuery]) -> Mapping[CheckQuery, CheckFact]:
        """The answer of each check."""
        end = time.monotonic() + bounds.CHECK_MILLISECONDS / 1000
        answers: dict[CheckQuery, CheckFact] = {}
        ready: dict[CheckQuery, str] = {}
        for query in queries:
            try:
                with self._starting:
                    ready[query] = self._copy(query)
            except _NoAnswerError as problem:
                answers[query] = _failed(query, problem)
        if ready:
            with ThreadPoolExecutor(len(ready)) as pool:
                waiting = {query: pool.submit(self._answer, query, path, end) for query, path in ready.items()}
                answers.update((query, answer.result()) for query, answer in waiting.items())
        return answers

    def _copy(self, query: CheckQuery) -> str:
        """The path of a private copy of the pinned program."""
        path = f"{self._home}{query.run[0][1:]}" if query.run[0].startswith("~/") else query.run[0]
        try:
            content = read_regular(path, bounds.CHECK_PROGRAM_BYTES)
        except Unreadable as error:
            raise _NoAnswerError(str(error)) from error
        if hashlib.sha256(content).hexdigest() != query.sha256:
            raise _NoAnswerError(f"`{path}` is not what was pinned: look at it, then pin it anew")
        folder = f"{self._cache}/checks/{query.sha256}"
        copy = f"{folder}/{os.path.basename(path)}"
        try:
            if not _holds(copy, content):
                os.makedirs(folder, mode=0o700, exist_ok=True)
                with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
                    file.write(content)
                os.chmod(file.name, 0o500)
                os.replace(file.name, copy)
        except OSError as error:
            raise _NoAnswerError(f"`{copy}` cannot be written: {error.strerror}") from error
        return copy

    def _answer(self, query: CheckQuery, path: str, end: float) -> CheckFact:
        end = min(end, time.monotonic() + query.milliseconds / 1000)
        try:
            return answer_of(*self._ended(query, path, end))
        except _NoAnswerError as problem:
            return _failed(query, problem)

    def _ended(self, query: CheckQuery, path: str, end: float) -> tuple[int, bytes, bytes]:
        environment = {"PATH": SEARCH_PATH, "HOME": self._home, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        with tempfile.TemporaryFile() as told:  # a file and no pipe: a check that does not read must not block
            told.write(query.text.encode("utf-8", "replace"))
            told.seek(0)
            try:
                with self._starting:
                    process = subprocess.Popen(  # noqa: S603 - the pinned content, no shell
                        [path, *query.run[1:]],
                        stdin=told,
                        stdout=subprocess.PIPE,
                        stderr=subprocess.PIPE,
                        cwd=query.cwd if os.path.isdir(query.cwd) else "/",
                        env=environment,
                        start_new_session=True,
                    )
            except OSError as error:
                raise _NoAnswerError(f"it cannot be started: {error.strerror}") from error
        with process:
            try:
                stdout, stderr = _outputs(process, end)
                return process.wait(max(0.0, end - time.monotonic())), stdout, stderr
            except subprocess.TimeoutExpired:
                raise _NoAnswerError(f"it did not answer within {query.milliseconds} ms") from None
            finally:
                _end_all(process)


def _outputs(process: subprocess.Popen[bytes], end: float) -> tuple[bytes, bytes]:
    """What the process writes until it closes both streams."""
    collected = {stream.fileno(): bytearray() for stream in (process.stdout, process.stderr) if stream is not None}
    with selectors.DefaultSelector() as waiting:
        for descriptor in collected:
            waiting.register(descriptor, selectors.EVENT_READ)
        while waiting.get_map():
            left = end - time.monotonic()
            if left <= 0:
                raise subprocess.TimeoutExpired(process.args, 0)
            for key, _ in waiting.select(left):
                part = os.read(key.fd, _CHUNK)
                collected[key.fd] += part
                if not part:
                    waiting.unregister(key.fd)
                elif len(collected[key.fd]) > bounds.CHECK_OUTPUT_BYTES:
                    raise _NoAnswerError(f"it wrote more than {bounds.CHECK_OUTPUT_BYTES} bytes")
    out, err = collected.values()
    return bytes(out), bytes(err)


def _end_all(process: subprocess.Popen[bytes]) -> None:
    """End the check and what it started; its session is its own."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def _holds(path: str, content: bytes) -> bool:
    try:
        return read_regular(path, bounds.CHECK_PROGRAM_BYTES) == content
    except Unreadable:
        return False


def _failed(query: CheckQuery, problem: Exception) -> CheckFact:
    return CheckFact(CheckResult.FAILED, f"the check `{query.check}` gives no answer: {problem}")
