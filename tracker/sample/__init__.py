"""An invented tasker's ledger, made from a seed: for the demo, for tests and for benchmarks.

Nothing here is real: platforms, projects and people are made up. `generate` gives two years on five
platforms with every situation that the methods name; `big_ledger` gives ten years for benchmarks.
"""

from __future__ import annotations

from tracker.sample.big import big_ledger
from tracker.sample.make import AS_OF, Sample, generate
from tracker.sample.truth import TRUTH, PlatformTruth, Truth

__all__ = ["AS_OF", "TRUTH", "PlatformTruth", "Sample", "Truth", "big_ledger", "generate"]
