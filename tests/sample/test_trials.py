"""A part of the trials of `make soak`: what stands at the door is in the browser tests."""

from __future__ import annotations

import pytest

from bench.trials import door, files, kills, logs


@pytest.mark.slow
def test_a_kill_leaves_all_or_nothing_of_what_was_being_done():
    held = kills.run(4)
    assert held.wrong == []
    assert held.cases == 4


@pytest.mark.slow
def test_a_damaged_log_is_told():
    held = logs.run(12)
    assert held.wrong == []
    assert held.ends["loss told"] > 0


@pytest.mark.slow
def test_hostile_files_are_read_or_refused():
    assert len(list(files.hostile())) == 43
    held = files.run(slice(2, None, 9))
    assert held.wrong == []


def test_the_trials_are_as_many_as_they_say():
    assert len(door.PATHS) * len(door.METHODS) == 505
    assert len(set(door.ODD)) == 50
