"""What all tests share: hypothesis profiles, chosen by HYPOTHESIS_PROFILE (fast, ci or thorough)."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_QUIET = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]}
settings.register_profile("fast", max_examples=20, **_QUIET)
# One commit, one verdict: CI draws the same examples each time. New ones are drawn by the inner loop and by hand.
settings.register_profile("ci", max_examples=25, derandomize=True, **_QUIET)
settings.register_profile("thorough", max_examples=1000, **_QUIET)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))
