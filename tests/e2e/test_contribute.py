"""Contribute, in a browser: an invitation dropped, everything read, the file made, saved, and taken in by a keeper."""

import datetime as dt
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.conftest import AS_OF
from tests.e2e.test_look import STREAMLITS_OWN
from tests.pool.made import POLICY
from tracker.desk import entry
from tracker.desk.session import Desk
from tracker.domain import Platform, Project, Settings, WorkSession
from tracker.units import to_units
from tracker.vault import folder, intake, keys, seating

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

TODAY = dt.date.fromisoformat(AS_OF)
RULES = replace(POLICY, regions=("north",), minimum_wage={})


@pytest.fixture
def ledger(tmp_path):
    """Some work on Mercor in the last quarter that is over."""
    with Desk.open(tmp_path / "own.db", who="test", clock=lambda: dt.datetime(2026, 10, 31, 12, tzinfo=dt.UTC)) as made:
        entry.save_settings(made, Settings(home_currency="USD", time_zone="UTC"))
        entry.add(made, [
            Platform(platform="Mercor", currency="USD", pay_cycle="weekly", pay_cycle_ends="sun"),
            Project(platform="Mercor", project="Ridge", role="code review", agreed_rate=to_units("31.37")),
            *(WorkSession(platform="Mercor", project="Ridge", worked_on=dt.date(2026, 9, d), minutes=5 * 3600)
              for d in range(1, 11)),
        ])  # fmt: skip


def axe(page):
    found = Axe().run(page).response["violations"]
    return {v["id"]: [n["html"][:160] for n in v["nodes"][:3]] for v in found if v["id"] not in STREAMLITS_OWN}


def test_a_member_contributes(ledger, on_own, tmp_path):
    own = keys.new_keys(RULES.pool)
    pool = folder.make(tmp_path / "pool", RULES, own, TODAY)
    code = seating.invite(pool, 1, TODAY)[0].code
    window = on_own("--as-of", AS_OF)
    page = window.open("contribute")
    assert axe(page) == {}
    page.set_input_files("input[type=file]", str(pool.folder / "invitation.json"))
    page.get_by_role("textbox", name="Code for your seat").fill(code)
    page.keyboard.press("Tab")
    window.settled()
    page.get_by_text('"platform":"Mercor"').first.wait_for()
    assert axe(page) == {}
    page.locator("label").filter(has_text="I have read what is in it").click()
    window.settled()
    page.get_by_role("button", name="Make the file").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save raters-united-2026Q3.bundle").click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    (taken,) = intake.take(pool, own, [(saved.name, saved.read_bytes())], TODAY)
    assert isinstance(taken.decision, intake.Accepted)
    (row,) = seating.rows(pool, 1)
    assert (row.platform, row.role, row.hours, row.agreed) == ("Mercor", "code", 50, 31)
    window.settled()
    assert page.get_by_text("Withdraw", exact=True).first.is_visible()
