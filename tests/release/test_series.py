"""One figure over several releases: as a picture it names no change that the noise explains, and stands alone."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import numpy as np
import pytest

from tests.release.test_beside import figure
from tests.release.test_page import EVERYBODY, PLATFORM, record
from tracker.errors import InputError
from tracker.release import drawing
from tracker.release.beside import DOUBT
from tracker.release.figures import CONTRIBUTORS, KEPT, ON_TIME, Figure, Suppressed
from tracker.release.series import changed, picture, series
from tracker.vault import pictures

QUARTERS = ("2025Q4", "2026Q1", "2026Q2", "2026Q3")


def told(values, *, statistic=ON_TIME, reach=0.1, of=EVERYBODY, **given):
    """A release a quarter with this one figure; None: withheld."""
    return [
        (
            record(quarter=q, number=i + 1, made_on=f"{q[:4]}-12-0{i + 1}", pool="a", **given),
            [Figure("x", of, statistic, Suppressed()) if v is None else figure(statistic, v, reach, of)],
        )
        for i, (q, v) in enumerate(zip(QUARTERS, values, strict=False))
    ]


def texts(made):
    return [t.text for t in ET.fromstring(drawing.svg(made)).iter("{http://www.w3.org/2000/svg}text")]


def test_a_change_by_hand():
    """Three releases, three pairs, one figure: each is held to .1/3, 2.13 standard deviations. Reaches of 10 points
    are 14.1 together, times 2.13 ÷ 1.96: 15.3 points."""
    for by, named in ((0.152, ()), (0.154, ((0, 2), (1, 2)))):
        (over,) = series(told([0.5, 0.5, 0.5 + by]))
        assert over.changes == named, by
    (over,) = series(told([0.5, 0.5, 0.8]))
    assert changed(over) == (
        "2026Q1 to 2026Q2: from 50.0\xa0% to 80.0\xa0%, more than the noise explains.",
        "2025Q4 to 2026Q2: from 50.0\xa0% to 80.0\xa0%, more than the noise explains.",
    )


def test_the_picture_says_so_where_nothing_changed_for_sure():
    (over,) = series(told([0.5, 0.55, 0.6]))
    said = " ".join(texts(picture(over)))
    assert "No difference is more than the noise explains. That does not say that nothing changed." in said
    assert "more than the noise explains." in picture(over).alt


def test_it_stands_alone():
    """Title, source, dates, uncertainty and what is withheld are in the picture; the words say each figure."""
    (over,) = series(told([20.0, None, 24.0], statistic=KEPT, reach=1.0, of=PLATFORM))
    made = picture(over)
    said = " ".join(texts(made))
    for part in ("Kept per hour, median, 2025Q4 to 2026Q2", "Raters & friends", "2025Q4-r1 (2025-12-01)",
                 "2026Q2-r3 (2026-12-03)", "19 of 20 draws", "withheld", "volunteers"):  # fmt: skip
        assert part in said, part
    assert "2025Q4: EUR 20.00, noise EUR 19.00 to EUR 21.00; 2026Q1: withheld; 2026Q2: EUR 24.00" in made.alt
    assert pictures.png(made).startswith(b"\x89PNG")


def test_nothing_of_it_is_outside():
    long = told([0.5, 0.6, 0.7, 0.9], name="N" * 200, simulated=True)
    made = picture(series(long)[0])
    assert all(0 <= s.y <= made.height and s.x + s.width <= drawing.WIDTH + 1 for s in made.shapes)
    assert all(len(s.text) <= drawing.LONGEST for s in made.shapes)
    assert made.alt.startswith("SIMULATED.")


def test_the_order_is_that_of_the_quarters_and_a_figure_of_one_release_has_no_series():
    first, second, third = told([0.5, 0.6, 0.7])
    third[1].append(figure(CONTRIBUTORS, 60, 5))
    (over,) = series([third, first, second])
    assert [r.quarter for r in over.records] == ["2025Q4", "2026Q1", "2026Q2"]
    assert (over.statistic, [r.value for r in over.results]) == (ON_TIME, [0.5, 0.6, 0.7])


def test_two_collectives_are_no_series():
    first, second, third = told([0.5, 0.6, 0.7])
    other = (replace(second[0], pool="b"), second[1])
    for wrong in ([first, other, third], [first, first], [first, (replace(third[0], currency="USD"), third[1])]):
        with pytest.raises(InputError) as caught:
            series(wrong)
        assert caught.value.code == "not_comparable"


def test_noise_alone_names_anything_in_one_series_of_ten_at_most():
    """2,000 series of four releases and ten shares, nothing changed: at most a tenth and three standard errors."""
    random, tries, sigma = np.random.default_rng(5), 2000, 0.05
    some = 0
    for _ in range(tries):
        releases = told([0.5] * 4)
        noisy = [
            (r, [figure(ON_TIME, 0.5 + sigma * z, 1.96 * sigma, replace(EVERYBODY, role=f"{i}"))
                 for i, z in enumerate(random.standard_normal(10))])
            for r, _figures in releases
        ]  # fmt: skip
        some += any(over.changes for over in series(noisy))
    assert some / tries <= DOUBT + 3 * (DOUBT * (1 - DOUBT) / tries) ** 0.5
