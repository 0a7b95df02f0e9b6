"""What may come leans on a release in hand: read, kept as long as the desk is open, taken back."""

from dataclasses import replace

import pytest

from tests.desk.conftest import clock
from tracker.desk import entry, explore, outlook, prospect
from tracker.desk.session import Desk
from tracker.errors import InputError
from tracker.release.cells import Cell, Level
from tracker.release.figures import ENDED_30, ENDED_90, LOWER, UPPER, Figure, Published, Suppressed
from tracker.release.gates import SPREAD, Interval
from tracker.sample import AS_OF, generate
from tracker.words.reference import data_folder

ALL = Cell(Level.ALL, "all")


def figure(statistic, value, reach=0.0, cell=ALL):
    return Figure(statistic, cell, statistic, Published(value, Interval(value - reach, value + reach)))


@pytest.fixture(scope="module")
def record():
    """Of a real collective, none of whose intervals go by a measured spread."""
    return replace(explore.example().record, name="Riders", simulated=False, spread=f"{SPREAD:.3f}")


def test_what_a_small_release_tells(record):
    """Noise of .098 to either end is .05; quartiles of 10 and 20 are a spread of ln 2 / 1.349."""
    told = [figure(ENDED_30, 0.25, 0.098), figure(ENDED_90, 0.4, 0.098), figure(LOWER, 10.0), figure(UPPER, 20.0)]
    found = prospect.usual_of(record, told)
    assert [(e.days, e.share, round(e.noise, 3)) for e in found.ended] == [(30, 0.25, 0.05), (90, 0.4, 0.05)]
    assert found.spread == pytest.approx(0.5138, abs=1e-3)
    assert (found.name, found.simulated) == ("Riders", False)


def test_what_is_withheld_or_of_one_platform_is_not_told(record):
    other = Cell(Level.PLATFORM, "Mercor")
    told = [figure(ENDED_30, 0.25, cell=other), Figure("x", ALL, ENDED_90, Suppressed()), figure(LOWER, 10.0)]
    with pytest.raises(InputError) as refused:
        prospect.usual_of(record, told)
    assert refused.value.code == "tells_nothing"


def test_the_example_tells_how_far_rates_lie_apart():
    found = prospect.from_file(data_folder() / explore.EXAMPLE)
    assert (found.ended, found.spread, found.simulated) == ((), 0.462, True)


def test_every_answer_leans_on_it_until_it_is_taken_back(tmp_path):
    with Desk.open(tmp_path / "tracker.db", who="test", clock=clock) as desk:
        leaned(desk)


def leaned(desk):
    entry.add(desk, list(generate().records))
    before = outlook.outlook(desk, AS_OF)
    prospect.lean_on(desk, prospect.from_file(data_folder() / explore.EXAMPLE))
    beside = outlook.outlook(desk, AS_OF)
    assert (before.prospect.told, beside.prospect.told.spread) == (None, 0.462)
    assert before.prospect.looks != beside.prospect.looks
    prospect.lean_on(desk, None)
    assert outlook.outlook(desk, AS_OF) == before
