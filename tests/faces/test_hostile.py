"""Names that would like to be markup, formulas or pictures are shown as typed, on every page and in every file."""

import csv
import datetime as dt
import io
import re

import pytest

from tests.faces.conftest import AS_OF, clock, shown, texts
from tests.faces.test_discreet import PAGES, everything
from tests.faces.test_make import HOSTILE
from tracker.desk import entry
from tracker.desk.session import Desk
from tracker.domain import Expense, Payout, Platform, Project, ProjectEvent, Settings, WorkSession
from tracker.units import to_units
from tracker.views.table import Column, Table
from tracker.widgets import show
from tracker.widgets.say import md

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1")


def hostile_ledger(path, name):
    """A ledger in which every text that a person can type is `name`."""
    rows = [
        Platform(platform=name, currency="USD", pay_cycle="weekly", pay_cycle_ends="fri", pay_delay_days=5, note=name),
        Project(platform=name, project=name, alias=f"{name} alias", role=name, agreed_rate=to_units(30), note=name),
        Expense(spent_on=AS_OF, amount=to_units(5), currency="USD", category=name, platform=name, note=name),
        Payout(platform=name, project=name, kind="payout", received_on=AS_OF - dt.timedelta(days=30),
               amount=to_units(90), currency="USD", note=name),
    ]  # fmt: skip
    for days in range(2, 100, 2):
        start = dt.datetime.combine(AS_OF - dt.timedelta(days=days), dt.time(9), dt.UTC)
        rows.append(WorkSession(platform=name, project=name, started_at=start, ended_at=start + dt.timedelta(hours=3),
                                activity="task", note=name))  # fmt: skip
    rows.append(ProjectEvent(platform=name, project=name, event="paused", happened_at=start, reason=name, note=name))
    with Desk.open(path, who="test", clock=clock) as made:
        entry.save_settings(made, Settings(home_currency="USD", time_zone="UTC"))
        entry.add(made, rows)
    return path


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", HOSTILE)
def test_every_page_shows_names_as_typed(open_app, tmp_path, page, name):
    at = open_app(hostile_ledger(tmp_path / "own.db", name), page=page)
    said = "\n".join([*texts(at), *(b.label for b in at.button), *(e.label for e in at.expander)])
    bare = re.sub(re.escape(md(name)), "", said)
    marked = any(c in name for c in "*_<>[]:$#`=")
    assert not marked or name not in bare, f"not escaped on {page}"
    figure = "".join(chart.proto.spec for chart in at.get("plotly_chart"))
    for tag in ("<img", "<b>x</b>", "<a "):
        if tag in name:
            assert tag not in figure.encode().decode("unicode_escape", "ignore")


@pytest.mark.parametrize("page", ["today", "log", "projects", "payments", "earnings", "settings"])
def test_the_name_is_there_in_full(open_app, tmp_path, page):
    part = {"earnings": {"part": "work"}, "settings": {"part": "projects"}}.get(page, {})
    at = open_app(hostile_ledger(tmp_path / "own.db", "<img src=x> $5 שלום 🦊"), page=page, **part)
    assert "<img src=x> $5 שלום 🦊" in shown(at) + everything(at)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_neutralised_in_every_table(text):
    table = Table.of([Column("project", "Project")], [[(text, text)]])
    ((_head,), (cell,)) = csv.reader(io.StringIO(table.csv().decode("utf-8-sig"), newline=""))
    assert cell == f"'{text}"


def test_the_only_downloads_are_those_of_our_tables():
    from tracker.launch import CONFIG

    assert CONFIG["client.disableDataExport"] is True
    assert show.table.__doc__
