"""The archive: out and in again to the same bytes; nothing unknown is dropped in silence."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importers.made import Ledger, at, batch, names, session
from tracker.domain import (
    RECORDS,
    Activity,
    Availability,
    Earning,
    Event,
    ExchangeRate,
    Expense,
    Payout,
    PayTerms,
    Platform,
    Project,
    ProjectEvent,
    QueueCheck,
    Record,
    Rule,
    Settings,
    Status,
    Template,
    TemplateDay,
    Transfer,
    WorkSession,
    columns,
)
from tracker.errors import InputError
from tracker.importers.archive import is_archive, is_table, parse_archive
from tracker.importers.base import ParsedBatch, ReadOptions
from tracker.importers.containers import unpack
from tracker.importers.intake import read_files
from tracker.reports.archive import archive_members, archive_zip

DAY = dt.date(2026, 5, 1)
NONE = ReadOptions()


def members(**files: str) -> dict[str, bytes]:
    return {f"{name}.csv": text.encode() for name, text in files.items()}


def by_table(records: Sequence[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(record.TABLE, []).append(record)
    return found


def read_back(data: bytes) -> ParsedBatch:
    ((_, made),) = read_files([("ledger.zip", data)], NONE)
    return made


def exported(ledger: Ledger) -> bytes:
    return archive_zip(by_table([r for r, _, _ in ledger.rows.values()]))


def refused(files: Mapping[str, bytes]) -> InputError:
    with pytest.raises(InputError) as caught:
        parse_archive("ledger", files)
    assert str(caught.value.sentence()).count("\n") == 0
    return caught.value


# --- one record of every table, every column filled --------------------------------------------------

FULL: tuple[Record, ...] = (
    Settings(
        home_currency="EUR", time_zone="Europe/Berlin", standard_week_hours=Decimal("37.5"),
        standard_year_weeks=Decimal(52), living_cost_month=12_000_000, savings=0, tax_rate_percent=Decimal("19.25"),
        goal_week_hours=Decimal("20.5"), goal_week_money=4_000_000, goal_month_hours=Decimal(80),
        goal_month_money=16_000_000, language="pt_BR",
    ),
    Platform(
        platform="=Northwind", currency="USD", pay_cycle="weekly", pay_cycle_ends="tue", pay_cycle_zone="Asia/Kolkata",
        pay_delay_days=5, payout_threshold=100_000, fee_percent=Decimal("2.9"), floor_rate=150_001, monitoring=True,
        nda=False, ai_interview=True, note='two\nlines, "quoted"',
    ),
    PayTerms(
        platform="=Northwind", kind="hourly", holds_from=DAY, part_percent=Decimal("62.5"), counts_from="cycle_end",
        pay_cycle="monthly", pay_cycle_ends="tue", pay_cycle_ends_at=19, pay_cycle_zone="America/Chicago",
        pay_cycle_month_day=15, pay_delay_days=3, delay_in="business_days", pay_day="1st+3rd wed", moves="before",
        holidays="ecb", window_days=2, payout_threshold=60_000, on_request=True, first_hold_days=7, auto_after_days=21,
        dispute_days=3, dispute_in="business_days", dispute_from="reviewed", arrives_after=7, fee_percent=Decimal("5"),
        fee_min=10_000, fee_fixed=19_900, source_url="https://pay.example/terms", seen_on=DAY, hand="first", note="=x",
    ),
    Project(
        platform="=Northwind", project="Hopper", alias="A", role="RLHF", pay_model="hourly", advertised_low=300_000,
        advertised_high=455_000, agreed_rate=400_001, currency="USD", task_cap_minutes=2400,
        promised_weekly_hours=Decimal(20), promised_until=DAY, successor_of="Old", note="-",
    ),
    ProjectEvent(
        platform="=Northwind", project="Hopper", event="paused", happened_at=at(1, 9), announced_at=DAY, rate=1,
        reason="'tis over", note="@home",
    ),
    WorkSession(
        platform="=Northwind", project="Hopper", worked_on=DAY, worked_until=dt.date(2026, 5, 9), started_at=None,
        ended_at=None, minutes=1, counted_minutes=7, activity="training", tasks=3, rate=5, amount=2, currency="USD",
        status="pending", submitted_on=DAY, approved_on=DAY,
        evidence="typed", note="'=1+1", source="typed", source_id="a-1",
    ),
    WorkSession(
        platform="=Northwind", started_at=at(1, 9), ended_at=at(1, 10).replace(microsecond=250_000), source="toggl",
        source_id=f"{'ab' * 16}#1",
    ),
    Earning(
        platform="=Northwind", project="Hopper", kind="bonus", earned_from=DAY, earned_to=DAY, amount=-1,
        currency="USD", due_on=DAY, status="rejected", submitted_on=DAY, approved_on=DAY,
        evidence="file", note="+", source="outlier", source_id="x",
    ),
    Payout(
        platform="=Northwind", project="Hopper", kind="payout", received_on=DAY, amount=1, fee=0, currency="USD",
        home_amount=9, covers_from=DAY, covers_to=DAY, stage="arrived", asked_on=DAY, place="bank",
        evidence="deposit", note="\tx", source="wise", source_id="-1",
    ),
    Transfer(
        moved_on=DAY, from_account="-A", to_account="B", amount_out=5, currency_out="USD", amount_in=4,
        currency_in="EUR", fee=1, note="\r", source="wise", source_id="2",
    ),
    Rule(field="client", pattern="*", platform="-", project="P", activity="admin"),
    Expense(spent_on=DAY, amount=5, currency="USD", category="power", platform="=Northwind", note="مرحبا"),
    Availability(
        starts_on=DAY, ends_on=DAY, kind="available", weekly_hours=Decimal("22.5"), weekdays="mon-fri", note="x"
    ),
    QueueCheck(platform="=Northwind", checked_at=at(1, 9), outcome="offered", note="y"),
    ExchangeRate(on=DAY, currency="PHP", in_home_currency=Decimal("0.01701234567")),
    Template(
        name="calls", platform="=Northwind", project="PROJECT", activity="onboarding", minutes=7200, clock="14:00",
        note="n", repeats="FREQ=WEEKLY;BYDAY=MO,TU", starts_on=DAY, ends_on=DAY,
    ),
    TemplateDay(template="calls", on=DAY, answer="left_out"),
)  # fmt: skip


def test_every_table_and_column_comes_back() -> None:
    assert {type(r) for r in FULL} == set(RECORDS)
    for record in RECORDS:
        filled = {
            c.name for r in FULL if isinstance(r, record) for c in columns(record) if getattr(r, c.name) is not None
        }
        assert filled == {c.name for c in columns(record)}
    back = read_back(archive_zip(by_table(FULL)))
    assert back.problems == ()
    assert [r.record for r in back.rows] == list(FULL)


def test_export_import_export_gives_the_same_bytes() -> None:
    ledger, first = Ledger(), archive_zip(by_table(FULL))
    ledger.take(read_back(first))
    assert exported(ledger) == first
    assert names(ledger.take(read_back(first))) == [["Duplicate"] * len(FULL)]
    assert exported(ledger) == first


def test_a_spreadsheet_finds_no_formula() -> None:
    for data in archive_members(by_table(FULL)).values():
        for row in csv.reader(io.StringIO(data.decode(), newline="")):
            assert not [c for c in row if c.startswith(("=", "+", "@", "\t", "\r"))]
            assert not [c for c in row if c.startswith("-") and c != "-" and not c[1:].replace(".", "").isdigit()]


def test_the_package_describes_the_files() -> None:
    files = archive_members(by_table(FULL))
    package = json.loads(files["datapackage.json"])
    assert package["tracker_archive"] == 1
    assert {r["path"] for r in package["resources"]} == set(files) - {"datapackage.json"}
    for resource in package["resources"]:
        header = files[resource["path"]].decode().splitlines()[0].split(",")
        assert [f["name"] for f in resource["schema"]["fields"]] == header


def test_empty_tables_make_no_file() -> None:
    assert set(archive_members({"payouts": [], "platforms": [Platform(platform="A")]})) == {
        "platforms.csv",
        "datapackage.json",
    }
    assert unpack("x.zip", archive_zip({}))[0][0] == "x.zip/datapackage.json"


def test_importing_the_original_file_into_a_restored_ledger_adds_nothing() -> None:
    original = batch(session(2, at(1, 9), note="a"), session(3, at(1, 11), own="own", status="pending"), source="toggl")
    first, restored = Ledger(), Ledger()
    first.take(original)
    restored.take(read_back(exported(first)))
    assert names(restored.take(original)) == [["Duplicate", "Duplicate"]]
    changed = batch(session(2, at(1, 9), note="changed"), session(3, at(1, 11), own="own"), source="toggl")
    assert names(restored.plan(changed)) == [["Conflict", "Updated"]]


# --- hand-made archives ------------------------------------------------------------------------------

HAND = "platform,worked_on,minutes,note\nNorthwind,2026-05-01,90,=1\nNorthwind,2026-05-01,90,=1\n"


def test_hand_made_rows_get_the_source_archive() -> None:
    ledger, made = Ledger(), parse_archive("folder", members(work_sessions=HAND))
    ledger.take(made)
    assert [(r.source, r.minutes, r.note) for r, _, _ in ledger.rows.values()] == [("archive", 5400, "=1")] * 2
    assert ledger.rows[1][0].source_id != ledger.rows[2][0].source_id
    assert names(ledger.take(made)) == [["Duplicate", "Duplicate"]]
    wider = HAND.replace("note", "note,status").replace("=1\n", "=1,\n")
    assert names(ledger.take(parse_archive("folder", members(work_sessions=wider)))) == [["Duplicate"] * 2]


def test_a_folder_a_zip_of_a_folder_and_a_single_file() -> None:
    files = {"ledger/work_sessions.csv": HAND.encode(), "ledger/.DS_Store": b"x"}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    for source in ([("f", files)], [("l.zip", out.getvalue())], [("work_sessions.csv", HAND.encode())]):
        ((_, made),) = read_files(source, NONE)
        assert (made.format, len(made.rows)) == ("archive", 2)


def test_only_our_own_files_are_taken_for_an_archive() -> None:
    assert is_table("payouts.csv", b"platform,kind,received_on,amount,currency\n")
    assert not is_table("payouts.csv", b"id,amount\n")
    assert not is_table("other.csv", b"platform\n")
    assert not is_archive({"projects.csv": b"id,name,client_id\n1,x,2\n", "tasks.csv": b"id,name\n"})
    assert is_archive({"datapackage.json": b'{"tracker_archive": 1}'})
    assert not is_archive({"datapackage.json": b"[]"})


def test_unknown_files_and_columns_refuse_the_whole_by_name() -> None:
    error = refused(members(work_sessions=HAND, extras="a,b\n"))
    assert (error.code, "extras.csv" in str(error.message)) == ("unknown_file", True)
    error = refused(members(work_sessions="platform,worked_on,minutes,mood\nA,2026-05-01,1,good\n"))
    assert (error.code, error.column, error.file) == ("unknown_column", "mood", "work_sessions.csv")
    assert refused(members(payouts="platform,kind\n")).code == "missing_column"
    assert refused(members(rules="field,field,pattern,platform\n")).code == "repeated_column"


@pytest.mark.parametrize(
    ("package", "code"),
    [
        ('{"tracker_archive": 2}', "newer_archive"),
        ('{"tracker_archive": 0}', "bad_archive"),
        ('{"tracker_archive": "1"}', "bad_archive"),
        ("{", "bad_archive"),
        ("[1]", "bad_archive"),
    ],
)
def test_versions(package: str, code: str) -> None:
    assert refused({"datapackage.json": package.encode()} | members(work_sessions=HAND)).code == code


def test_bad_rows_are_rejected_with_file_line_and_column() -> None:
    made = parse_archive(
        "x",
        members(
            work_sessions="platform,worked_on,minutes,activity\nA,01/02/2026,1,\nA,2026-05-01,-1,\nA,2026-05-01,1,sleep\n"
            ",,,\nA,2026-05-01,1,,x\nA,2026-05-01,1,\n",
            payouts="platform,kind,received_on,amount,currency\nA,payout,2026-05-01,1.00001,USD\nA,payout,2026-05-01,0,XXY\n",
        ),
    )
    assert [(p.line, p.column, p.code) for p in made.problems] == [
        (2, "worked_on", "bad_date"),
        (3, "minutes", "negative"),
        (4, "activity", "unknown_value"),
        (6, "", "too_many_cells"),
        (2, "amount", "too_many_decimals"),
        (3, "currency", "unknown_currency"),
    ]
    assert all(str(p.message).startswith(("work_sessions.csv: ", "payouts.csv: ")) for p in made.problems)
    assert ([i.line for i in made.ignored], [r.line for r in made.rows]) == ([5], [7])


# --- any ledger --------------------------------------------------------------------------------------

TEXT = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), min_size=1, max_size=12
) | st.text(st.sampled_from("=+-@'\t\r\n\",;אب "), min_size=1, max_size=6)
NAME = TEXT.filter(lambda t: "\n" not in t and t.strip() and t != "-")
OWED = st.integers(0, 10**12)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1))
INSTANTS = st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2100, 1, 1), timezones=st.just(dt.UTC))


def maybe(values: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | values


SESSIONS = st.builds(
    WorkSession,
    platform=NAME,
    project=maybe(NAME),
    worked_on=DAYS,
    minutes=st.integers(0, 86_400),
    activity=maybe(st.sampled_from([a.value for a in Activity])),
    rate=maybe(OWED),
    amount=maybe(OWED),
    currency=maybe(st.sampled_from(["USD", "PHP"])),
    status=maybe(st.sampled_from([s.value for s in Status])),
    note=maybe(TEXT),
    source=st.just("typed"),
)
EVENTS = st.builds(
    ProjectEvent,
    platform=NAME,
    project=NAME,
    event=st.sampled_from([e.value for e in Event]),
    happened_at=DAYS | INSTANTS,
    reason=maybe(TEXT),
)
EXPENSES = st.builds(
    Expense, spent_on=DAYS, amount=st.integers(0, 10**12), currency=st.just("USD"), category=NAME, note=maybe(TEXT)
)
PLATFORMS = st.builds(Platform, platform=NAME, note=maybe(TEXT), nda=maybe(st.booleans()))


@given(
    st.lists(SESSIONS, max_size=5),
    st.lists(EVENTS, max_size=3),
    st.lists(EXPENSES, max_size=3),
    st.lists(PLATFORMS, max_size=3, unique_by=lambda p: p.platform),
)
def test_any_ledger_survives_the_round_trip_byte_for_byte(
    sessions: list[WorkSession], events: list[ProjectEvent], expenses: list[Expense], platforms: list[Platform]
) -> None:
    numbered = [replace(s, source_id=str(n)) for n, s in enumerate(sessions)]
    records: list[Record] = [*platforms, *events, *numbered, *expenses]
    first, restored = archive_zip(by_table(records)), Ledger()
    back = read_back(first)
    assert back.problems == ()
    assert Counter(r.record for r in back.rows) == Counter(records)
    restored.take(back)
    assert exported(restored) == first


def test_a_row_with_too_few_cells_is_rejected() -> None:
    made = parse_archive("x", {"payouts.csv": b"platform,kind,received_on,amount,currency\nM,payout\n"})
    assert [(p.code, p.line) for p in made.problems] == [("missing", 2)]


def test_a_data_package_without_bottom_is_damaged() -> None:
    deep = {"datapackage.json": b"[" * 100_000}
    assert not is_archive(deep)
    assert refused(deep).code == "bad_archive"
