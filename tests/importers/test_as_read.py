"""What an archive keeps of rows as their source had them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.importers.made import Ledger, at, batch, names, payout, session
from tracker.domain import Known, Record
from tracker.errors import InputError
from tracker.importers.archive import parse_archive
from tracker.importers.as_read import KEY, derived, from_package, to_package
from tracker.importers.identity import slot_key, start_slot
from tracker.importers.outcomes import New
from tracker.reports.archive import archive_members

OWN = "TRANSFER-1"


def _tables(ledger: Ledger) -> dict[str, list[Record]]:
    out: dict[str, list[Record]] = {}
    for record, _, _ in ledger.rows.values():
        out.setdefault(record.TABLE, []).append(record)
    return out


def _known(ledger: Ledger) -> Mapping[str, list[Known]]:
    return {t: list(ledger._identities(t)) for t in _tables(ledger)}


def _restored(ledger: Ledger, *, package: bool = True) -> Ledger:
    members = archive_members(_tables(ledger), _known(ledger))
    if not package:
        del members["datapackage.json"]
    made = Ledger()
    made.take(parse_archive("ledger.zip", members))
    return made


def _paid(units: int) -> object:
    return batch(payout(2, 5, units, "Blue", own=OWN, platform="Northwind"), source="wise")


@pytest.mark.parametrize("package", [True, False], ids=["with the data package", "by hand"])
def test_an_amount_that_changed_at_the_source_is_a_conflict_after_a_restore_too(package: bool) -> None:
    ledger = Ledger()
    ledger.take(_paid(10_000))
    again = _restored(ledger, package=package)
    assert names(again.plan(_paid(10_000))) == [["Duplicate"]]
    assert names(again.plan(_paid(20_000))) == [["Conflict"]]


def test_a_status_edited_by_hand_outlasts_a_restore() -> None:
    ledger = Ledger()
    row = batch(session(2, at(1, 9), status="pending"))
    ledger.take(row)
    record, content, slot = ledger.rows[1]
    ledger.rows[1] = (replace(record, status="rejected"), content, slot)
    again = _restored(ledger)
    assert names(again.plan(row)) == [["Duplicate"]]
    assert names(again.plan(batch(session(2, at(1, 9), status="approved")))) == [["Updated"]]


def test_the_archive_of_a_restored_ledger_is_the_same() -> None:
    ledger = Ledger()
    ledger.take(_paid(10_000), batch(session(2, at(1, 9), own="x")))
    again = _restored(ledger)
    assert archive_members(_tables(ledger), _known(ledger)) == archive_members(_tables(again), _known(again))
    assert [c for _, c, _ in ledger.rows.values()] == [c for _, c, _ in again.rows.values()]


def test_what_the_tables_tell_is_not_said_twice() -> None:
    ledger = Ledger()
    plan = ledger.take(batch(session(2, at(1, 9)), session(3, at(2, 9))))
    assert all(isinstance(o, New) for o in plan.outcomes())
    assert to_package(_known(ledger)) == {}
    assert KEY not in json.loads(archive_members(_tables(ledger), _known(ledger))["datapackage.json"])


def test_derived() -> None:
    start = dt.datetime(2026, 5, 1, 9, tzinfo=dt.UTC)
    slot = slot_key("toggl", start_slot(start), "A")
    assert derived("toggl", "ab" * 16 + "#2", "pending", start, "A") == ("ab" * 16 + ":pending", slot)
    assert derived("toggl", "ab" * 16 + "#²", None, None, "A") == (None, None)
    assert derived("typed", "x", None, start, "A") == (None, None)


@pytest.mark.parametrize(
    "said", [[], {"payouts": []}, {"payouts": {"wise": {"x": "hash"}}}, {"payouts": {"wise": {"x": [1, None]}}}]
)
def test_what_is_no_such_list_refuses_the_archive(said: object) -> None:
    with pytest.raises(ValueError, match=KEY):
        from_package({KEY: said})
    package = json.dumps({"tracker_archive": 1, KEY: said}).encode()
    with pytest.raises(InputError) as caught:
        parse_archive("ledger.zip", {"datapackage.json": package})
    assert caught.value.code == "bad_archive"
