"""What the benchmarks measure on is what it says it is. No second is asserted here."""

import csv
import datetime as dt
import io
import sys
from decimal import Decimal

import pytest

from bench.made import CLIENTS, TOGGL_HEADER, journal, toggl_csv, with_terms, write_ledger
from bench.measure import BenchFailure, alternating, environment, measure
from tracker.domain import Payout, PayTerms, Platform, WorkSession
from tracker.sample import big_ledger
from tracker.store import Store


@pytest.fixture(scope="module")
def small():
    return big_ledger(sessions=300, payouts=40, projects=10, years=1)


def test_toggl_rows_are_whole():
    text = toggl_csv(2_000)
    assert text == toggl_csv(2_000)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(rows) == 2_000
    assert tuple(rows[0]) == TOGGL_HEADER
    assert {row["Client"] for row in rows} == set(CLIENTS)
    for row in rows:
        start = dt.datetime.fromisoformat(f"{row['Start date']}T{row['Start time']}")
        end = dt.datetime.fromisoformat(f"{row['End date']}T{row['End time']}")
        hours, minutes, seconds = map(int, row["Duration"].split(":"))
        assert (end - start).total_seconds() == hours * 3600 + minutes * 60 + seconds > 0
    assert len({(row["Start date"], row["Start time"]) for row in rows}) == 2_000


def test_the_journal_holds_every_session_and_payout(small):
    entries = journal(small).split("\n\n")
    assert len(entries) == 340
    paid = sum(Decimal(e.split("USD ")[1].split()[0]) for e in entries if "    bank" in e)
    assert paid * 10_000 == sum(p.amount for p in small.of(Payout))


def test_the_ledger_holds_the_sample(small, tmp_path):
    write_ledger(small, tmp_path / "ledger.db")
    store = Store.open(tmp_path / "ledger.db")
    assert len(store.rows(WorkSession)) == 300
    assert store.settings() == small.settings
    assert len(store.operations()) == 1
    store.close()


def test_a_process_is_measured(tmp_path):
    taken = measure([sys.executable, "-c", "pass"], environment(tmp_path), runs=3)
    assert 0 < taken.fastest <= taken.seconds <= taken.slowest
    with pytest.raises(BenchFailure, match="no good"):
        measure([sys.executable, "-c", "import sys; sys.exit('no good')"], environment(tmp_path), runs=1)


def test_the_same_ledger_with_terms_of_pay(small):
    terms = with_terms(small).of(PayTerms)
    assert {t.platform for t in terms} == {p.platform for p in small.of(Platform)}
    assert not small.of(PayTerms)


def test_commands_take_turns(tmp_path):
    log = tmp_path / "log"
    say = "import sys; open(sys.argv[1], 'a').write(sys.argv[2])"
    commands = [[sys.executable, "-c", say, str(log), word] for word in "ab"]
    taken = alternating(commands, environment(tmp_path), 2, lambda: None)
    assert log.read_text() == "abab"
    assert all(0 <= t.fastest <= t.seconds <= t.slowest for t in taken)
