"""Profiles of the property tests: `make test` searches anew each time, CI repeats the same examples."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "search", deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.register_profile("repeat", settings.get_profile("search"), derandomize=True)
settings.load_profile("repeat" if os.environ.get("CI") else "search")
