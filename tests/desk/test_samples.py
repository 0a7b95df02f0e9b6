"""Every real export file: those of a known format with their totals, all others named and refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.samples import sample, samples_folder
from tracker.cli import ways
from tracker.desk import entry, imports
from tracker.desk.imports import options
from tracker.desk.session import Desk
from tracker.domain import Rule
from tracker.errors import InputError

NOW = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)
KNOWN = {
    "toggl/toggl_detailed_bom.timba.csv": ("toggl", {"zone": "UTC", "platform": "Studies"}, 11, 38_700, {}),
    "clockify/clockify_detailed_2022.clockission.redacted.csv": (
        "clockify", {"zone": "UTC", "dates": "mdy", "platform": "Mission"}, 2, 3_480, {},
    ),
    "harvest/harvest_min_columns.harvest-overtime.csv": ("harvest", {"platform": "Agency"}, 12, 129_600, {}),
    "timewarrior/2026-03.data": ("timewarrior", {"platform": "Studies"}, 4, 25_545, {}),
    "timewarrior/timew_export.generated.json": ("timewarrior", {"platform": "Studies"}, 4, 25_545, {}),
    "watson/frames.generated.json": ("watson", {"platform": "Studies"}, 4, 24_600, {}),
    "watson/frames_upstream.json": ("watson", {"platform": "Studies"}, 10, 20_749, {}),
    "watson/frames_with_conflict_upstream.json": ("watson", {"platform": "Studies"}, 3, 95, {}),
    "watson/watson_log.generated.json": ("watson", {"platform": "Studies"}, 4, 24_600, {}),
    "watson/watson_log.generated.csv": ("watson", {"zone": "UTC", "platform": "Studies"}, 4, 24_600, {}),
    "watson/watson_report.generated.csv": ("watson_report", {"platform": "Studies"}, 3, 24_600, {}),
    "watson/watson_aggregate.generated.csv": ("watson_report", {"platform": "Studies"}, 5, 24_600, {}),
    "upwork/upwork_earnings_by_contract.upwork-analytics.csv": (
        "upwork_earnings", {}, 252, 2_164_200, {"USD": 51_895_800},
    ),
    "mturk/mturk_worker_hit_history.mturk-engine.redacted.json": ("mturk", {}, 62, 0, {"USD": 639_500}),
    "wise/wise_statement_2025_txtype.smoothment.csv": ("wise", {}, 0, 0, {}),
    "revolut/revolut_2025.smoothment.csv": ("revolut", {}, 4, 0, {"EUR": 28_550_000}),
    "payoneer/payoneer_transactions.csv2ofx.csv": ("payoneer", {"dates": "mdy"}, 1, 0, {"USD": 1_200_000}),
    **{
        f"camt053/camt053.{name}.genkgo.xml": ("camt053", {}, 1, 0, {"EUR": 88_500})
        for name in (
            "v2.five.decimals", "v2.minimal", "v2.multi.statement", "v2.with-party-ids", "v3", "v4", "v8",
        )
    },
    "camt053/camt053_duplicate_same_day.bsp.xml": ("camt053", {}, 0, 0, {}),
    "camt053/camt053_multicurrency.bsp.xml": ("camt053", {}, 1, 0, {"EUR": 12_505_000}),
    "camt053/camt053_no_namespace.bsp.xml": ("camt053", {}, 1, 0, {"GBP": 2_500_000}),
    "ofx/ofx102_bank_cad.ofxparse.ofx": ("ofx", {}, 0, 0, {}),
    "ofx/ofx_anz_creditcard_aud.ofxparse.ofx": ("ofx", {}, 0, 0, {}),
    "ofx/ofx_suncorp_aud_cdata.ofxparse.ofx": ("ofx", {}, 0, 0, {}),
    "ofx/ofx_multi_account.ofxparse.ofx": ("ofx", {}, 0, 0, {}),
    "ofx/ofx_checking_usd.ofxparse.ofx": ("ofx", {}, 1, 0, {"USD": 100}),
    "ofx/ofx_tbank_rub.smoothment.ofx": ("ofx", {}, 7, 0, {"RUB": 400_423_900}),
    "qif/default_w_splits.csv2ofx.qif": ("qif", {"currency": "USD"}, 8, 0, {"USD": 4_650_000_000}),
    "stripe/stripe_payments_all.csv2ofx.csv": ("stripe_payments", {}, 1, 0, {"CAD": 100_000}),
    "stripe/stripe_payments_default.csv2ofx.csv": ("stripe_payments", {}, 5, 0, {"CAD": 1_125_000}),
}  # fmt: skip
"""Format, what is answered, rows, seconds, and units of money by currency: those of the samples' own index, and where
it says nothing what an independent count gives (of 63 HITs one has no reward)."""
DAMAGED = {
    "camt053/camt053.v2.wrong.genkgo.xml": "bad_bank_file",
    "camt053/camt053_garbled_amount.bsp.xml": "bad_number",
    "ofx/ofx_bad_date_missing.ofxparse.ofx": "missing",
    "ofx/ofx_bad_decimal.ofxparse.ofx": "bad_date",
}
"""Files that are wrong on purpose, and the first code by which it is said."""


@pytest.fixture
def desk(tmp_path: Path):
    with Desk.open(tmp_path / "ledger.db", who="test", clock=lambda: NOW) as opened:
        yield opened


@pytest.mark.parametrize("path", KNOWN)
def test_totals_twice_and_undone(desk: Desk, path: str) -> None:
    format, said, rows, seconds, amounts = KNOWN[path]
    file = sample(path)
    files, rules = [(file.name, file.read_bytes())], [Rule(field="payer", pattern="*", platform="Anybody")]
    before = desk.store.snapshot()
    planned = imports.plan_files(desk, files, options(desk, **said), rules=rules)
    summary = planned.plan.files[0].summary()
    assert (summary.format, summary.new, summary.seconds, summary.amounts) == (format, rows, seconds, amounts)
    assert summary.new + sum(summary.ignored.values()) == summary.rows
    operation = imports.apply_plan(desk, planned)
    again = imports.plan_files(desk, files, options(desk, **said))
    assert again.plan.empty
    assert again.plan.files[0].summary().duplicate == rows
    assert operation is not None
    entry.undo(desk, operation.id)
    gone = {table: kept for table, kept in desk.store.snapshot().items() if kept != before.get(table)}
    assert set(gone) <= {"settings"}


@pytest.mark.parametrize("path", DAMAGED)
def test_what_is_damaged_on_purpose_is_said_with_its_line(desk: Desk, path: str) -> None:
    file = sample(path)
    files = [(file.name, file.read_bytes())]
    if DAMAGED[path] == "bad_bank_file":  # nothing in it can be read
        with pytest.raises(InputError) as caught:
            imports.plan_files(desk, files, options(desk))
        assert caught.value.code == "bad_bank_file"
        return
    (read,) = imports.plan_files(desk, files, options(desk)).plan.files
    assert read.summary().new == 0
    problems = read.summary().rejected
    assert problems[0].code == DAMAGED[path]
    assert all(p.line for p in problems)


def test_all_others_say_what_they_are(desk: Desk) -> None:
    folder = samples_folder() or sample("INDEX.md").parent
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.parent != folder):
        name = path.relative_to(folder).as_posix()
        if name in KNOWN or name in DAMAGED:
            continue
        with pytest.raises(InputError) as caught:
            imports.plan_files(desk, [(path.name, path.read_bytes())], options(desk))
        assert caught.value.code == "unknown_format", name
        assert ways.say(caught.value.hint), name
