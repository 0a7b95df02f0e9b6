"""The desk: caches, settings of a new ledger, names, edits, plans that are overtaken, exchange rates."""

from __future__ import annotations

import datetime as dt
import errno
import os
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tracker.desk import archive, entry, imports, mapping_wizard, mappings, reference, reports, terms, timer
from tracker.desk.session import Desk
from tracker.domain import ExchangeRate, Expense, Payout, Platform, Project, Rule, Settings, WorkSession
from tracker.errors import Ambiguous, InputError, NeedsAnswer, NotFound, Refused, UnreadableFile
from tracker.units import WEEKS_PER_YEAR

NOW = dt.datetime(2026, 5, 6, 12, tzinfo=dt.UTC)
HEAD = "Client,Project,Description,Start date,Start time,End date,End time,Duration\n"
A = b"Acme,Hopper,a,2026-03-02,09:00:00,2026-03-02,10:00:00,01:00:00\n"
B = b"Acme,Hopper,b,2026-03-02,11:00:00,2026-03-02,12:00:00,01:00:00\n"
FILE = ("toggl.csv", HEAD.encode() + A + B)


def _open(path: Path) -> Desk:
    return Desk.open(path, who="test", clock=lambda: NOW)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr("tracker.store.system.local_zone", lambda: "Europe/Rome")
    with _open(tmp_path / "tracker.db") as opened:
        yield opened


def _work(day: dt.date, **more: object) -> WorkSession:
    return WorkSession(platform="Mercor", project="Study", worked_on=day, minutes=3600, **more)


def test_first_settings_are_an_operation_of_their_own(desk: Desk) -> None:
    assert not desk.has_settings()
    assert desk.settings() == Settings(home_currency="USD", time_zone="Europe/Rome")
    entry.add(desk, [Platform(platform="Mercor")])
    assert [o.kind for o in desk.operations()] == ["add", "settings"]
    assert any("Europe/Rome" in str(n) for n in desk.notices)
    entry.undo(desk)
    assert desk.has_settings()


def test_a_new_ledger_starts_with_what_a_face_knows_of_the_person(desk: Desk) -> None:
    desk.assume(home_currency="EUR", time_zone="Europe/Lisbon")
    assert (desk.settings().home_currency, str(desk.zone())) == ("EUR", "Europe/Lisbon")
    assert not desk.has_settings()
    entry.add(desk, [Platform(platform="Mercor")])
    desk.assume(home_currency="JPY", time_zone="Asia/Tokyo")
    assert desk.settings() == Settings(home_currency="EUR", time_zone="Europe/Lisbon")


def test_today_is_the_home_zones(desk: Desk) -> None:
    entry.save_settings(desk, Settings(home_currency="USD", time_zone="Pacific/Kiritimati"))
    assert desk.today() == dt.date(2026, 5, 7)


def test_results_are_kept_until_the_ledger_changes(desk: Desk) -> None:
    entry.add(desk, [_work(dt.date(2026, 5, 4), amount=200_000, currency="USD")])
    first = reports.report(desk)
    assert reports.report(desk) is first
    assert reports.owed(desk) is reports.owed(desk)
    with _open(desk.path or Path()) as other:
        entry.add(other, [_work(dt.date(2026, 5, 5), amount=200_000, currency="USD")])
    assert reports.report(desk).hours.all == first.hours.all + 1


def test_edits(desk: Desk) -> None:
    entry.add(desk, [_work(dt.date(2026, 5, 4)), _work(dt.date(2026, 5, 5))])
    (row, session), (other, _) = desk.rows(WorkSession)
    assert entry.change(desk, [("work_sessions", row, session)]) is None
    entry.change(
        desk,
        [
            ("work_sessions", row, replace(session, minutes=7200)),
            ("work_sessions", other, None),
            ("platforms", None, Platform(platform="Outlier")),
        ],
    )
    assert [s.minutes for _, s in desk.rows(WorkSession)] == [7200]
    assert len(desk.platforms()) == 2
    with pytest.raises(InputError):
        entry.change(desk, [("work_sessions", row, replace(session, minutes=-1))])
    with pytest.raises(NotFound):
        entry.remove(desk, "work_sessions", 999)
    with pytest.raises(Refused):
        entry.remove(desk, "platforms", desk.platforms()[0][0])


def test_all_or_nothing(desk: Desk) -> None:
    with pytest.raises(InputError):
        entry.add(
            desk,
            [
                _work(dt.date(2026, 5, 4)),
                Payout(platform="A", kind="payout", received_on=NOW.date(), amount=1, currency="XQQ"),
            ],
        )
    assert desk.version == 0


def test_names(desk: Desk) -> None:
    entry.add(desk, [Project(platform="Mercor", project="Study", alias="blue"), Platform(platform="Outlier")])
    assert entry.find_platform(desk, "merc") == "Mercor"
    assert entry.find_project(desk, "Mercor", "blu") == "Study"
    with pytest.raises(NotFound, match="no platform"):
        entry.find_platform(desk, "Upwork")
    entry.add(desk, [Platform(platform="Outward")])
    with pytest.raises(Ambiguous):
        entry.find_platform(desk, "out")
    with pytest.raises(NotFound, match="no platform"):
        entry.find_platform(desk, "r")
    entry.rename(desk, "platforms", 1, "Merkur")
    assert [p.platform for _, p in desk.projects()] == ["Merkur"]


def test_a_plan_that_was_overtaken_is_made_anew(desk: Desk) -> None:
    options = imports.options(desk, zone="UTC", platform="Acme")
    planned = imports.plan_files(desk, [FILE], options)
    with _open(desk.path or Path()) as other:
        imports.apply_plan(other, imports.plan_files(other, [("toggl.csv", HEAD.encode() + A)], options))
    operation = imports.apply_plan(desk, planned)
    assert operation is not None
    assert len(desk.rows(WorkSession)) == 2
    assert imports.apply_plan(desk, imports.plan_files(desk, [FILE], options)) is None


def test_questions_are_raised_before_anything_is_written(desk: Desk) -> None:
    with pytest.raises(NeedsAnswer) as caught:
        imports.plan_files(desk, [FILE])
    assert (caught.value.asks, caught.value.choices[:1]) == ("zone", ("Europe/Rome",))
    planned = imports.plan_files(desk, [FILE], imports.options(desk, zone="UTC"))
    assert [(f, g.field, g.value, g.open) for f, g in planned.groups if g.field == "client"] == [
        ("toggl.csv", "client", "Acme", 2)
    ]
    assert planned.json["files"][0]["ignored"] == {"not_assigned": 2}
    assert not planned.writes
    assert desk.version == 0


def test_conflicts_are_answered_one_by_one(desk: Desk) -> None:
    options = imports.options(desk, zone="UTC", platform="Acme")
    imports.apply_plan(desk, imports.plan_files(desk, [FILE], options))
    changed = ("toggl.csv", HEAD.encode() + A.replace(b",a,", b",x,") + B.replace(b",b,", b",y,"))
    planned = imports.plan_files(desk, [changed], options)
    keys = [(f, c.record.TABLE, c.line) for f, c in planned.conflicts]
    assert len(keys) == 2
    imports.apply_plan(desk, planned, choices={keys[0]: "replace"})
    notes = str([s for _, s in desk.rows(WorkSession)])
    assert "'x'" in notes
    assert "'y'" not in notes


def test_the_wizard_drafts_and_saves(desk: Desk) -> None:
    data = b"Datum;Stunden;Kunde\n01.02.2026;1,5;Acme\n25.02.2026;2,0;Acme\n"
    draft = mapping_wizard.first("stunden.csv", data, imports.options(desk))
    assert draft.mapping.columns["date"] == "Datum"
    mapping = replace(draft.mapping, name="stunden", constants={**draft.mapping.constants, "platform": "Acme"})
    imports.apply_plan(desk, imports.plan_files(desk, [("stunden.csv", data)], mappings={"stunden.csv": mapping}))
    assert sum(s.minutes or 0 for _, s in desk.rows(WorkSession)) == 12_600
    assert list(mappings.saved_mappings(desk)) == ["stunden"]
    again = imports.plan_files(desk, [("another.csv", data)])
    assert again.json["files"][0]["duplicate"] == 2
    mappings.delete_mapping(desk, "stunden")
    assert mappings.saved_mappings(desk) == {}


def test_rows_behind_a_bar_sum_to_it(desk: Desk) -> None:
    terms.save(
        desk, Platform(platform="Mercor", currency="USD", pay_cycle="weekly", pay_cycle_ends="sun", pay_delay_days=3)
    )
    monday = dt.date(2026, 1, 5)
    for week in range(16):
        day = monday + dt.timedelta(weeks=week)
        entry.add(desk, [_work(day, amount=200_000, currency="USD")])
        if week % 4:
            paid = day + dt.timedelta(days=9)
            entry.add(
                desk,
                [Payout(platform="Mercor", kind="payout", received_on=paid, amount=200_000, fee=5_000, currency="USD")],
            )
    entry.add(desk, [Expense(spent_on=dt.date(2026, 2, 3), amount=70_000, currency="USD", category="headset")])
    report = reports.report(desk)
    bars = {f.name: f.contribution for f in report.factors}
    for name in ("collected", "kept", "expenses", "unmatched"):
        total = sum(r.amount for r in reports.rows_behind(desk, name)) * WEEKS_PER_YEAR / report.annual.weeks
        assert bars[name] == pytest.approx(total, abs=2), name
    with pytest.raises(InputError):
        reports.rows_behind(desk, "paid_time")


def test_logging_understands(desk: Desk) -> None:
    understood = entry.understand(desk, "2h30 mercor study yesterday")
    assert understood.record.platform == "mercor"
    entry.add(desk, [understood.record])
    assert timer.logged_on(desk, dt.date(2026, 5, 5)) == (9000, 1)


def test_bundled_rates() -> None:
    rates = reference.BundledRates()
    found = rates.rate("USD", "EUR", dt.date(2014, 3, 29))
    assert found is not None
    assert (round(found[0], 6), found[1]) == (round(1 / 1.3759, 6), dt.date(2014, 3, 28))
    assert rates.rate("KES", "USD", dt.date(2026, 1, 1)) is None
    late = rates.rate("PHP", "USD", dt.date(2099, 1, 1))
    assert late is not None
    assert late[1] < dt.date(2099, 1, 1)
    early = rates.rate("INR", "USD", dt.date(1990, 1, 1))
    assert early is not None
    assert early[1] > dt.date(1990, 1, 1)


def test_one_currency_reads_no_table() -> None:
    rates = reference.BundledRates()
    rates.rate("USD", "USD", dt.date(2026, 1, 1))
    assert rates._lines is None


def test_reference_data_is_found() -> None:
    assert len(reference.press_claims()) > 5
    assert {r["name"] for r in reference.activities()} >= {"task", "interview"}
    assert reference.role_groups()
    assert {"USD", "KES"} <= reference.currency_codes()
    assert any(r["name"] == "Mercor" for r in reference.platform_presets())
    with pytest.raises(NotFound):
        reference.table("nothing")


def test_export_bytes_are_stable(desk: Desk, tmp_path: Path) -> None:
    entry.add(desk, [_work(dt.date(2026, 5, 4), rate=200_000, currency="USD")])
    assert archive.export_bytes(desk) == archive.export_bytes(desk)
    assert archive.export(desk, tmp_path / "a.zip").read_bytes() == archive.export_bytes(desk)


# --- what was found by attacking it ----------------------------------------------------------------------

WISE = (
    "TransferWise ID,Date,Amount,Currency,Description,Payment Reference,Running Balance,Exchange From,Exchange To,"
    "Exchange Rate,Payer Name,Payee Name,Payee Account Number,Merchant,Card Last Four Digits,Card Holder Full Name,"
    "Attachment,Note,Total fees,Exchange To Amount\n"
    'TRANSFER-1,13-02-2026,{},USD,"Received money from Blue",X,2000.00,,,,Blue,,,,,,,,0.00,\n'
)
BLUE = Rule(field="payer", pattern="Blue", platform="Mercor")


def _wise(amount: str) -> tuple[str, bytes]:
    return ("wise.csv", WISE.format(amount).encode())


def test_a_restored_ledger_sees_what_changed_at_the_source(desk: Desk, tmp_path: Path) -> None:
    imports.apply_plan(desk, imports.plan_files(desk, [_wise("2000.00")], rules=[BLUE]))
    with _open(tmp_path / "restored.db") as other:
        imports.apply_plan(other, imports.plan_files(other, [("ledger.zip", archive.export_bytes(desk))]))
        assert imports.plan_files(other, [_wise("2000.00")]).plan.json()["files"][0]["duplicate"] == 1
        assert imports.plan_files(other, [_wise("2001.00")]).plan.json()["files"][0]["conflict"] == 1
        assert archive.export_bytes(other) == archive.export_bytes(desk)


def test_another_rate_of_the_day_takes_the_place_of_the_first(desk: Desk, tmp_path: Path) -> None:
    day = dt.date(2026, 5, 1)
    for rate in ("0.017", "0.018", "0.018"):
        entry.add(desk, [ExchangeRate(on=day, currency="PHP", in_home_currency=Decimal(rate))])
    assert [str(r.in_home_currency) for _, r in desk.rows(ExchangeRate)] == ["0.018"]
    entry.undo(desk)
    entry.undo(desk)
    assert [str(r.in_home_currency) for _, r in desk.rows(ExchangeRate)] == ["0.017"]


def test_a_rule_in_the_place_of_one_that_the_same_edit_removes(desk: Desk) -> None:
    entry.add(desk, [BLUE])
    ((row, _),) = desk.rows(Rule)
    entry.change(desk, [("rules", row, None), ("rules", None, replace(BLUE, project="Study"))])
    assert [r.project for _, r in desk.rows(Rule)] == ["Study"]


def test_a_plan_that_was_overtaken_says_what_was_done(desk: Desk) -> None:
    options = imports.options(desk, zone="Europe/Rome", platform="Acme")
    planned = imports.plan_files(desk, [FILE], options)
    with _open(desk.path or Path()) as other:
        imports.apply_plan(other, imports.plan_files(other, [FILE], options))
    done, operation = imports.carry_out(desk, planned)
    assert operation is None
    assert done.json["files"][0] | {"new": 0, "duplicate": 2} == done.json["files"][0]


def test_an_operation_is_ones_own_whatever_others_write(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    entry.add(desk, [Platform(platform="Mercor")])
    ledger, insert = desk.path or Path(), desk.store.done

    def late(number: int) -> object:
        with _open(ledger) as other:
            entry.add(other, [Platform(platform="Outlier")])
        return insert(number)

    monkeypatch.setattr(desk.store, "done", late)
    assert entry.add(desk, [_work(dt.date(2026, 5, 4))]).counts == {"projects": 1, "work_sessions": 1}


def test_a_clock_that_was_put_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    timer.start(desk, "Mercor")
    monkeypatch.setattr(desk, "clock", lambda: NOW - dt.timedelta(hours=5))
    session, _ = timer.stop(desk)
    assert session.started_at == session.ended_at
    assert "before the timer's start" in desk.notices[-1]


def test_a_timer_for_no_platform(desk: Desk) -> None:
    with pytest.raises(InputError, match="is not a platform"):
        timer.start(desk, "-")


def test_an_export_that_fails_leaves_the_old_one(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.zip"
    archive.export(desk, target)
    before = target.read_bytes()
    entry.add(desk, [Platform(platform="Mercor")])

    def full(path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tracker.store.system.keep", full)
    with pytest.raises(InputError, match="No space left"):
        archive.export(desk, target)
    assert target.read_bytes() == before
    assert [p.name for p in tmp_path.glob("out*")] == ["out.zip"]


def test_an_export_over_a_folder_leaves_no_table_of_the_last_one(desk: Desk, tmp_path: Path) -> None:
    entry.add(desk, [Platform(platform="Mercor")])
    archive.export(desk, tmp_path / "out")
    entry.undo(desk)
    archive.export(desk, tmp_path / "out")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["datapackage.json", "settings.csv"]


def test_folders_and_names_that_are_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.csv").write_text("a,b\n1,2\n")
    ((name, members),) = imports.read_paths([folder])
    assert (name, sorted(members)) == ("in", ["0.csv", "1.csv", "2.csv"])
    monkeypatch.setattr("tracker.importers.containers.MAX_MEMBERS", 2)
    with pytest.raises(UnreadableFile, match="3 files"):
        imports.read_paths([folder])
    monkeypatch.setattr("tracker.importers.containers.MAX_BYTES", 5)
    with pytest.raises(UnreadableFile, match="larger than"):
        imports.read_paths([folder / "0.csv"])


def test_an_answer_holds_for_the_files_of_its_format_only(desk: Desk) -> None:
    clockify = (
        b"Project,Client,Description,Task,User,Group,Email,Tags,Billable,Start Date,Start Time,End Date,End Time,"
        b"Duration (h),Duration (decimal)\nNova,Acme,x,,Me,,m@example.com,,Yes,13/03/2026,09:00:00,13/03/2026,10:00:00,"
        b"01:00:00,1.00\n"
    )
    files, said = [FILE, ("clockify.csv", clockify)], {"platform": "Acme"}
    for zone in ("Asia/Tokyo", "Europe/Rome"):
        with pytest.raises(NeedsAnswer) as asked:
            imports.plan_files(desk, files, imports.options(desk, **said))
        assert asked.value.asks == "zone"
        said = imports.with_answer(said, asked.value, zone)
    assert said["of"] == {"toggl": {"zone": "Asia/Tokyo"}, "clockify": {"zone": "Europe/Rome"}}
    made = imports.plan_files(desk, files, imports.options(desk, **said)).plan
    starts = [o.record.started_at.isoformat() for o in made.files[1].outcomes]
    assert starts == ["2026-03-13T08:00:00+00:00"]
    assert imports.with_answer({"zone": "UTC"}, NeedsAnswer("?", asks="format"), "toggl") == {
        "zone": "UTC",
        "format": "toggl",
    }


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_file_whose_name_is_no_text(desk: Desk, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xff.csv"))
    path.write_bytes(FILE[1])
    files = imports.read_paths([path])
    assert files[0][0] == "caf?.csv"
    imports.apply_plan(
        desk, imports.plan_files(desk, files, imports.options(desk, zone="Europe/Rome", platform="Acme"))
    )
    assert len(desk.rows(WorkSession)) == 2
