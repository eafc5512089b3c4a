"""A stopwatch for worst cases."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest


@pytest.fixture
def benchmark_seconds() -> Callable[[Callable[[], object]], float]:
    """Processor seconds of one call; other processes of the machine do not count."""

    def measure(action: Callable[[], object]) -> float:
        started = time.process_time()
        action()
        return time.process_time() - started

    return measure
