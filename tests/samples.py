"""Where the real export files lie: `shared/samples` beside the repository, or TRACKER_SAMPLES."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "samples"


def samples_folder() -> Path | None:
    """The folder of samples, None if there is none."""
    folder = Path(os.environ.get("TRACKER_SAMPLES") or BESIDE)
    return folder if folder.is_dir() else None


def sample(path: str) -> Path:
    """A sample by its path in the folder. Without it the test fails in CI and is left out elsewhere."""
    folder = samples_folder()
    if folder is not None and (folder / path).is_file():
        return folder / path
    sentence = f"The sample {path} is not there: put shared/samples beside the repository or set TRACKER_SAMPLES."
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)
