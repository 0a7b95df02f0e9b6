"""Contributing: what leaves, what stays, the member's key and list, new codes, and withdrawing."""

from __future__ import annotations

import datetime as dt
import json
import stat
from dataclasses import replace

import pytest

from tests.pool.made import POLICY
from tracker.desk import contribute as use
from tracker.desk import entry, reports
from tracker.desk.session import Desk
from tracker.domain import Expense, Platform, Project, ProjectEvent, Settings, WorkSession
from tracker.errors import DamagedPool, InputError, NeedsAnswer, Refused
from tracker.pool.bundle import Kind
from tracker.pool.policy import Invitation
from tracker.sample import AS_OF, generate
from tracker.units import from_units, to_units
from tracker.vault import folder, intake, keys, seating

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
TODAY = NOW.date()
D = dt.date
MARK = "Zyxwv"
ONE_REGION = replace(POLICY, regions=("north",))


@pytest.fixture
def desk(tmp_path):
    """A ledger whose own words are all marked."""
    with Desk.open(tmp_path / "own" / "tracker.db", who="test", clock=lambda: NOW) as made:
        entry.save_settings(made, Settings(home_currency="USD", time_zone="UTC"))
        entry.add(made, [
            Platform(platform="Mercor", currency="USD", pay_cycle="weekly", pay_cycle_ends="sun", note=f"{MARK} note"),
            Platform(platform=f"{MARK} shop", currency="USD", pay_cycle="none"),
            Project(platform="Mercor", project=f"{MARK} project", alias=f"{MARK} alias", role="code review",
                    agreed_rate=to_units("31.37"), advertised_low=to_units(40), advertised_high=to_units(60)),
            Project(platform=f"{MARK} shop", project="Side", role=f"{MARK} role", agreed_rate=to_units("17.19")),
            ProjectEvent(platform="Mercor", project=f"{MARK} project", event="started", happened_at=D(2026, 7, 6),
                         reason=f"{MARK} reason"),
            *(
                WorkSession(
                    platform="Mercor", project=f"{MARK} project", note=f"{MARK} session",
                    started_at=dt.datetime(2026, 7, 6 + i, 9, 17, 23, tzinfo=dt.UTC),
                    ended_at=dt.datetime(2026, 7, 6 + i, 14, 21, 31, tzinfo=dt.UTC),
                )
                for i in range(5)
            ),
            WorkSession(platform=f"{MARK} shop", project="Side", worked_on=D(2026, 5, 6), minutes=12 * 3600),
            Expense(spent_on=D(2026, 8, 1), amount=to_units("12.34"), currency="USD", category=f"{MARK} thing"),
        ])  # fmt: skip
        yield made


@pytest.fixture
def pool(tmp_path):
    """A pool with its keeper: (pool, keys, invitation)."""
    own = keys.new_keys(ONE_REGION.pool)
    made = folder.make(tmp_path / "pool", ONE_REGION, own, TODAY)
    return made, own, made.invitation()


def code(pool) -> str:
    return seating.invite(pool[0], 1, TODAY)[0].code


def take(pool, sealed: bytes):
    (taken,) = intake.take(pool[0], pool[1], [("a.bundle", sealed)], TODAY)
    return taken.decision


def test_what_leaves_is_coarse_and_in_the_words_of_the_pool(desk, pool):
    draft = use.draft(desk, pool[2], code=code(pool))
    told = {(r.quarter, r.platform, r.role): r for r in draft.bundle.rows}
    assert set(told) == {("2026Q2", "other", "other"), ("2026Q3", "Mercor", "code")}
    row = told["2026Q3", "Mercor", "code"]
    assert (row.hours, row.headline, row.agreed, row.started, row.region) == (30, 50, 31, 1, "north")
    assert {(n.field, n.exact, n.told) for n in draft.notes if n.kind is use.NoteKind.OTHER} == {
        ("platform", f"{MARK} shop", "other"), ("role", "code review", "code"), ("role", f"{MARK} role", "other"),
    }  # fmt: skip


def test_a_keeper_takes_it_in_and_a_newer_one_replaces_it(desk, pool):
    first = use.draft(desk, pool[2], code=code(pool))
    decision = take(pool, use.write(desk, first))
    assert isinstance(decision, intake.Accepted)
    assert seating.rows(pool[0], 1) == first.bundle.rows
    entry.add(desk, [WorkSession(platform="Mercor", worked_on=D(2026, 9, 1), minutes=20 * 3600)])
    second = use.draft(desk, pool[2])
    assert (second.bundle.serial, second.bundle.seat_code) == (2, None)
    decision = take(pool, use.write(desk, second))
    assert isinstance(decision, intake.Accepted)
    assert (decision.quarters, decision.replaced) == (("2026Q2", "2026Q3"), ("2026Q3",))
    assert [r.hours for r in seating.rows(pool[0], 1)] == [10, 50]


def test_nothing_of_the_ledger_is_in_the_file_or_the_pool(desk, pool, tmp_path):
    out = tmp_path / "out.bundle"
    draft = use.draft(desk, pool[2], code=code(pool))
    take(pool, use.write(desk, draft, out))
    mine = [p for p in desk.path.parent.rglob("*") if p.is_file() and use.member.FOLDER in p.parts]
    theirs = [p for p in pool[0].folder.rglob("*") if p.is_file()]
    assert mine
    assert theirs
    secrets = (MARK, "31.37", "17.19", "12.34", "09:17", "14:21", "2026-07-0", "Side")
    for data in [draft.document, pool[1].open(out.read_bytes()), *(p.read_bytes() for p in mine + theirs)]:
        assert [s for s in secrets if s.encode() in data] == []


def test_what_is_shown_is_what_is_encrypted(desk, pool):
    draft = use.draft(desk, pool[2], code=code(pool))
    assert pool[1].open(use.write(desk, draft)) == draft.document
    assert json.loads(draft.document)["rows"][0]["quarter"] == "2026Q2"


def test_looking_writes_nothing(desk, pool):
    before = sorted(p for p in desk.path.parent.rglob("*"))
    use.draft(desk, pool[2])
    assert sorted(p for p in desk.path.parent.rglob("*")) == before
    assert use.memberships(desk) == ()


def test_the_first_file_needs_a_code_that_is_one(desk, pool):
    draft = use.draft(desk, pool[2])
    assert draft.needs_code
    with pytest.raises(NeedsAnswer):
        use.write(desk, draft)
    with pytest.raises(InputError) as error:
        use.draft(desk, pool[2], code="not a code")
    assert error.value.code == "bad_code"


def test_the_key_and_the_list_are_for_this_user_only(desk, pool):
    use.write(desk, use.draft(desk, pool[2], code=code(pool)))
    (path,) = (desk.path.parent / use.member.FOLDER).iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    (m,) = use.memberships(desk)
    assert m.secret.hex() not in repr(m)
    assert [(s.serial, s.kind, s.quarters) for s in m.sent] == [(1, Kind.CONTRIBUTION, ("2026Q2", "2026Q3"))]
    assert m.agreed_on == TODAY


def test_an_earlier_file_can_be_saved_again(desk, pool):
    draft = use.draft(desk, pool[2], code=code(pool))
    use.write(desk, draft)
    (m,) = use.memberships(desk)
    name, sealed = use.again(desk, m.pool, m.sent[0])
    assert name == "raters-united-2026Q2-to-2026Q3.bundle"
    assert pool[1].open(sealed) == draft.document
    assert isinstance(take(pool, sealed), intake.Accepted)


def test_a_lost_first_file_is_made_again_with_the_same_code(desk, pool):
    seat = code(pool)
    use.write(desk, use.draft(desk, pool[2], code=seat))
    again = use.draft(desk, pool[2], code=seat.lower())
    assert (again.bundle.serial, again.bundle.seat_code) == (2, seat)
    assert isinstance(take(pool, use.write(desk, again)), intake.Accepted)


def test_a_new_code_means_a_new_key(desk, pool):
    first = use.draft(desk, pool[2], code=code(pool))
    take(pool, use.write(desk, first))
    new = seating.rekey(pool[0], 1, TODAY)
    old = use.draft(desk, pool[2])
    assert isinstance(take(pool, use.write(desk, old)), intake.Refused)
    fresh = use.draft(desk, pool[2], code=new.code)
    assert fresh.bundle.key != first.bundle.key
    assert fresh.bundle.serial == 1
    assert isinstance(take(pool, use.write(desk, fresh)), intake.Accepted)


def test_withdrawing_erases_the_rows_and_coming_back_takes_a_code(desk, pool):
    with pytest.raises(Refused):
        use.withdrawal(desk, pool[2])
    take(pool, use.write(desk, use.draft(desk, pool[2], code=code(pool))))
    gone = use.withdrawal(desk, pool[2])
    assert gone.bundle.rows == ()
    decision = take(pool, use.write(desk, gone))
    assert isinstance(decision, intake.Accepted)
    assert decision.kind is Kind.WITHDRAWAL
    assert seating.rows(pool[0], 1) == ()
    with pytest.raises(Refused):
        use.withdrawal(desk, pool[2])
    assert use.draft(desk, pool[2]).needs_code
    assert isinstance(take(pool, use.write(desk, use.draft(desk, pool[2], code=code(pool)))), intake.Accepted)


def test_two_windows_never_give_one_number_twice(desk, pool):
    seat = code(pool)
    one, other = use.draft(desk, pool[2], code=seat), use.draft(desk, pool[2], code=seat)
    use.write(desk, one)
    with pytest.raises(Refused):
        use.write(desk, other)
    (m,) = use.memberships(desk)
    assert m.key == one.bundle.key


def test_rules_that_changed_after_the_consent_are_refused(desk, pool):
    use.write(desk, use.draft(desk, pool[2], code=code(pool)))
    harsher = Invitation(replace(ONE_REGION, smallest_cell=5), pool[2].keepers, pool[2].publisher)
    for other in (harsher, replace(pool[2], publisher="b" * 64)):
        with pytest.raises(Refused):
            use.draft(desk, other)


def test_quarters_are_chosen_by_days_and_only_those_that_are_over(desk, pool):
    assert use.draft(desk, pool[2], first=D(2026, 8, 1)).bundle.quarters == ("2026Q3",)
    assert use.draft(desk, pool[2], last=D(2026, 4, 1)).bundle.quarters == ("2026Q2",)
    with pytest.raises(InputError):
        use.draft(desk, pool[2], first=D(2026, 10, 1))
    with pytest.raises(Refused):
        use.draft(desk, pool[2], last=D(2026, 1, 1))


def test_a_region_is_asked_for_where_there_are_several(desk, pool):
    two = Invitation(POLICY, pool[2].keepers, pool[2].publisher)
    with pytest.raises(NeedsAnswer) as asked:
        use.draft(desk, two)
    assert asked.value.choices == POLICY.regions
    assert {r.region for r in use.draft(desk, two, region="South").bundle.rows} == {"south"}
    with pytest.raises(InputError):
        use.draft(desk, two, region="west")
    use.write(desk, use.draft(desk, two, region="south", code=code(pool)))
    assert {r.region for r in use.draft(desk, two).bundle.rows} == {"south"}


def test_a_currency_without_a_rate_is_said(desk, pool):
    other = Invitation(replace(ONE_REGION, currency="KES"), pool[2].keepers, pool[2].publisher)
    with pytest.raises(Refused, match="KES"):
        use.draft(desk, other)


def test_a_file_of_another_kind_is_not_written_over(desk, pool, tmp_path):
    there = tmp_path / "diary.txt"
    there.write_text("dear diary")
    with pytest.raises(Refused):
        use.write(desk, use.draft(desk, pool[2], code=code(pool)), there)
    assert there.read_text() == "dear diary"
    assert use.memberships(desk) == ()


def test_a_damaged_list_is_said_and_never_written_over(desk, pool):
    use.write(desk, use.draft(desk, pool[2], code=code(pool)))
    (path,) = (desk.path.parent / use.member.FOLDER).iterdir()
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(DamagedPool):
        use.draft(desk, pool[2])
    assert use.memberships(desk) == ()


def test_on_a_server_each_worker_has_a_place_of_their_own(desk, monkeypatch, tmp_path):
    monkeypatch.setattr(desk.store, "path", None)
    monkeypatch.setattr("tracker.store.system.data_dir", lambda: tmp_path)
    mine = use.folder(desk)
    monkeypatch.setattr(type(desk.store), "owner", desk.store.owner + 1)
    assert mine.is_relative_to(tmp_path)
    assert use.folder(desk) != mine


def test_a_file_that_cannot_be_listed_is_not_written(desk, pool, tmp_path):
    seat, out = code(pool), tmp_path / "out.bundle"
    one, other = use.draft(desk, pool[2], code=seat), use.draft(desk, pool[2], code=seat)
    use.write(desk, one)
    with pytest.raises(Refused):
        use.write(desk, other, out)
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith("out")] == []


def test_the_figures_are_those_of_the_report(tmp_path):
    """A platform with one kind of work in the quarter has the ladder that What I make shows for it."""
    made = generate()
    with Desk.open(tmp_path / "sample.db", who="test", clock=lambda: NOW) as desk:
        entry.save_settings(desk, made.settings)
        entry.add(desk, made.records)
        policy = replace(
            ONE_REGION, currency=made.settings.home_currency, platforms=("Quillwork", "Northbeam"), made_on=AS_OF
        )
        figures, _notes, _caveats = use._figures(desk, policy, AS_OF, ("2026Q2",))
        report = reports.report(desk, AS_OF, D(2026, 4, 1), D(2026, 6, 30), by="platform")
    for name in policy.platforms:
        (mine,) = [f for f in figures if f.platform == name and f.hours]
        (group,) = [g for g in report.by if g.key == name]
        rungs = {r.rung: from_units(r.rate) for r in group.hourly}
        assert mine.hours == pytest.approx(group.hours.all)
        assert mine.unpaid_share == pytest.approx(group.hours.unpaid / group.hours.all)
        for rung in ("agreed", "all_hours", "kept"):
            assert getattr(mine, rung) == pytest.approx(float(rungs[rung]), abs=0.001), (name, rung)
