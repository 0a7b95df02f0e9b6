"""The floor of an hour on its way: a line sets it, Today tells the week's verdict, Platforms shows the weeks."""

import datetime as dt
import re

import pytest

from tests.faces.conftest import AS_OF, shown
from tests.faces.test_discreet import everything
from tracker.analysis.results.floor import Floor, FloorWeek, Verdict
from tracker.desk import entry
from tracker.units import DAY, monday, to_units
from tracker.views.numbers import Reader
from tracker.views.platforms import floor as views
from tracker.widgets.served import desk
from tracker.widgets.today import attention

US = Reader.of("en-US", "USD")
LAST = monday(AS_OF) - 7 * DAY


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    monkeypatch.setattr(attention, "PATIENCE", 60.0)


def test_today_tells_the_second_week_and_leads_to_the_weeks(open_app, own):
    at = open_app(own, page="today")
    said = f"Second week in a row under your floor of $15.00 on Outlier. The week of {US.day(LAST)}: $12.00 an hour."
    assert said in shown(at)
    (link,) = [p.proto for p in at.get("page_link") if p.proto.label == "See the weeks"]
    assert "part=one" in link.query_string
    at = open_app(own, page="platforms", part="one", platform=link.query_string.split("platform=")[1])
    assert said in shown(at)
    assert next(d.value["Verdict"].tolist() for d in at.dataframe if "Verdict" in d.value) == ["under", "under", "kept"]


def test_the_line_that_set_it_is_one_change_that_undo_takes_back(open_app, own):
    open_app(own, page="today")
    ((row, platform),) = desk().platforms()
    assert platform.floor_rate == to_units(15)
    entry.undo(desk())
    assert desk().get("platforms", row).floor_rate is None
    entry.keep(desk(), entry.understand(desk(), "floor 15 usd outlier"))
    entry.keep(desk(), entry.understand(desk(), "no floor at outlier"))
    assert desk().get("platforms", row).floor_rate is None


def test_without_a_floor_platforms_says_how_to_set_one(open_app, sample_file):
    said = shown(open_app(sample_file, page="platforms", part="one"))
    assert re.search("No floor is set. Write “my floor is 15 an hour at [A-Z]", said)


def test_hidden_it_holds_no_amount(open_app, own):
    at = open_app(own, page="platforms", part="one", masked=True)
    assert "your floor of •••" in shown(at)
    assert "15.00" not in everything(at)
    assert "12.00" not in everything(at)


# --- the sentences ---------------------------------------------------------------------------------------


def found(verdict, *, under=0, at_least=False, rate=None, arrived=None, if_all=None, why=(), before=()):
    units = [None if v is None else to_units(v) for v in (rate, arrived, if_all)]
    last = FloorWeek(dt.date(2026, 4, 27), 10, to_units(15), *units, verdict, why)
    earlier = [FloorWeek(dt.date(2026, 4, 20), 10, to_units(15), None, None, None, v) for v in before]
    return views.verdict(Floor("Acme", to_units(15), "USD", (*earlier, last), under, at_least), US)


def test_each_verdict_is_a_sentence():
    under = {"rate": 12, "arrived": 12, "if_all": 12}
    week = "the week of Apr 27, 2026"
    assert found(Verdict.UNDER, under=1, **under) == (f"Acme was under your floor of $15.00 in {week}: $12.00 an hour.")
    assert found(Verdict.UNDER, under=3, **under) == (
        "3 weeks in a row under your floor of $15.00 on Acme. The week of Apr 27, 2026: $12.00 an hour."
    )
    assert found(Verdict.UNDER, under=2, at_least=True, arrived=0, if_all=12) == (
        "At least 2 weeks in a row under your floor of $15.00 on Acme. "
        "The week of Apr 27, 2026: $12.00 an hour, if all of it comes."
    )
    assert found(Verdict.HELD, rate=15, arrived=15, if_all=15) == (
        f"Acme kept your floor of $15.00: $15.00 an hour in {week}."
    )
    assert found(Verdict.HELD, arrived=16, if_all=20) == (
        f"Acme kept your floor of $15.00: of {week}, $16.00 an hour has come so far."
    )
    assert found(Verdict.OPEN, under=1, arrived=3, if_all=20, before=[Verdict.UNDER]) == (
        f"Whether Acme keeps your floor of $15.00 is open: of {week}, $3.00 an hour has come, and it will be $20.00 "
        "if all of it comes. The last week that can be judged, that of Apr 20, 2026, was under it."
    )
    assert found(Verdict.UNKNOWN, why=("hours_unknown",)) == (
        "The week of Apr 27, 2026 on Acme cannot be held against your floor of $15.00: the time of some of its work "
        "is not on record."
    )
    empty = Floor("Acme", to_units(15), "USD", (), 0, False)
    assert views.verdict(empty, US) == (
        "There is no week with work on Acme to hold against your floor of $15.00 an hour."
    )


def test_a_floor_in_another_currency_says_what_it_is_here():
    week = FloorWeek(dt.date(2026, 4, 27), 10, to_units(18), to_units(16), to_units(16), to_units(16), Verdict.UNDER)
    made = Floor("Acme", to_units(15), "EUR", (week,), 1, False)
    assert "your floor of €15.00 ($18.00)" in views.verdict(made, US)
