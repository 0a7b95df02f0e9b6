"""Ledgers that hold almost nothing: every page that says how steady work is says what it can, and no nonsense."""

import re

import pytest

from tests.analysis.test_degenerate import LEDGERS
from tests.faces.conftest import clock, every_part, shown
from tracker.desk import entry
from tracker.desk.session import Desk
from tracker.domain import Settings

PAGES = ("availability", "platforms", "outlook", "earnings", "projects", "offers", "papers")
ASKED = (
    "one project", "all running", "all cancelled on the first day", "one session", "no availability declared",
    "a year of nothing", "everything in one day", "overlapping availability", "a platform with only payouts",
)  # fmt: skip
NONSENSE = re.compile(r"\b(nan|NaN|None(?! of)|inf|NaT)\b")


@pytest.mark.parametrize("name", ASKED)
def test_every_page_has_something_to_say(open_app, tmp_path, name):
    path = tmp_path / "own.db"
    with Desk.open(path, who="test", clock=clock) as desk:
        entry.save_settings(desk, Settings(home_currency="USD", time_zone="UTC"))
        entry.add(desk, LEDGERS[name])
    at = open_app(path, page=PAGES[0])
    for page in PAGES:
        at.switch_page(f"pages/{page}.py").run()
        assert not at.exception, (page, at.exception)
        for one in every_part(at):
            said = shown(one)
            assert said
            assert not NONSENSE.search(said), (page, NONSENSE.search(said))
            figures = "".join(chart.proto.spec for chart in one.get("plotly_chart"))
            assert "NaN" not in figures
