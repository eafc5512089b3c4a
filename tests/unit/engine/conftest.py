from __future__ import annotations

import pytest
from engine_bench import Bench


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def watching() -> Bench:
    return Bench("version: 1\nmode: observe\npacks: [baseline]\n")
