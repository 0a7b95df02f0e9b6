"""Keep it safe, in Settings: backups listed and made, one put back after a look, the ledger checked; kept files."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.faces.conftest import AS_OF, by_label, shown
from tests.faces.test_discreet import everything, watched_ledger
from tests.faces.test_settings import press, settings
from tests.faces.test_settings_more import undo
from tracker import zones
from tracker.desk import attachments, backups, entry
from tracker.desk import discreet as view
from tracker.domain import Payout, Platform, Project, ProjectEvent, Transfer, WorkSession
from tracker.widgets.served import desk

LETTER = b"an offer"


def test_without_a_backup_the_section_teaches(open_app):
    at = settings(open_app, "safe")
    assert "There is no backup yet" in shown(at)
    assert not [b for b in at.button if b.label == "See what would change"]


def test_a_backup_is_made_looked_at_and_put_back(open_app):
    at = settings(open_app, "safe")
    entry.add(desk(), [Platform(platform="Mercor")])
    at.run()
    press(at, "Make a backup now")
    assert "There is 1 backup" in shown(at)
    entry.add(desk(), [WorkSession(platform="Mercor", worked_on=AS_OF, minutes=3600)])
    at.run()
    by_label(at.selectbox, "Backup").set_value(0).run()
    press(at, "See what would change")
    assert "1 row of the ledger would be lost or be as they were before, and 1 change made since." in shown(at)
    assert len(desk().rows(WorkSession)) == 1
    press(at, "Put this backup in the ledger's place")
    assert "The backup is the ledger now" in shown(at)
    assert desk().rows(WorkSession) == []
    assert "There are 2 backups" in shown(at)
    by_label(at.selectbox, "Backup").set_value(0).run()
    press(at, "See what would change")
    press(at, "Put this backup in the ledger's place")
    assert len(desk().rows(WorkSession)) == 1


def test_a_look_at_an_older_ledger_must_be_taken_again(open_app):
    at = settings(open_app, "safe")
    entry.add(desk(), [Platform(platform="Mercor")])
    at.run()
    press(at, "Make a backup now")
    by_label(at.selectbox, "Backup").set_value(0).run()
    press(at, "See what would change")
    assert "has nothing that the backup does not have" in shown(at)
    entry.add(desk(), [Platform(platform="Outlier")])
    at.run()
    assert not [b for b in at.button if b.label == "Put this backup in the ledger's place"]


def test_a_damaged_backup_is_a_sentence(open_app):
    at = settings(open_app, "safe")
    entry.add(desk(), [Platform(platform="Mercor")])
    made = backups.backup(desk())
    made.write_bytes(b"SQLite format 3\x00" + b"x" * 5000)
    at.run()
    by_label(at.selectbox, "Backup").set_value(0).run()
    press(at, "See what would change")
    assert at.error
    assert not [b for b in at.button if b.label == "Put this backup in the ledger's place"]


def test_the_ledger_is_checked_and_put_right(open_app):
    at = settings(open_app, "safe")
    entry.add(desk(), [Platform(platform="Mercor")])
    at.run()
    press(at, "Check it now")
    assert "Nothing is wrong with the ledger." in shown(at)
    assert f"Rules of time zones: {zones.in_use().version}" in shown(at)
    start = dt.datetime(2026, 10, 26, 9, tzinfo=dt.UTC)
    twice = WorkSession(platform="Mercor", started_at=start, ended_at=start + dt.timedelta(hours=1))
    entry.add(desk(), [twice, twice, WorkSession(platform="Mercor", worked_on=AS_OF, minutes=0)])
    at.run()
    press(at, "Check it now")
    assert "2 things to look at." in shown(at)
    assert "Row 2 of work_sessions is the same as row 1" in shown(at)
    press(at, "Put right what can be put right")
    assert len(desk().rows(WorkSession)) == 1
    undo(at)
    assert len(desk().rows(WorkSession)) == 3


def test_a_possible_double_has_a_button_that_is_undone(open_app):
    at = settings(open_app, "safe")
    drawn = Transfer(
        moved_on=AS_OF - dt.timedelta(days=9), from_account="Upwork", to_account="Wise", amount_out=450_0000,
        currency_out="USD", source="upwork", source_id="13",
    )  # fmt: skip
    paid = Payout(
        platform="Upwork", kind="payout", received_on=AS_OF - dt.timedelta(days=10), amount=500_0000, fee=50_0000,
        currency="USD", source="upwork", source_id="11", evidence="file",
    )  # fmt: skip
    came = replace(paid, amount=450_0000, fee=None, source="wise", source_id="T-9", evidence="deposit",
                   received_on=AS_OF - dt.timedelta(days=6))  # fmt: skip
    entry.add(desk(), [paid, drawn, came])
    at.run()
    press(at, "Check it now")
    assert "looks like the arrival of row 1 of transfers" in shown(at)
    press(at, "The same: remove row 2")
    assert [p.source for _row, p in desk().rows(Payout)] == ["upwork"]
    undo(at)
    assert len(desk().rows(Payout)) == 2


def test_what_is_found_names_no_project_and_no_amount_while_hidden(open_app):
    at = settings(open_app, "safe", masked=None)
    view.hide(desk())
    entry.add(desk(), [WorkSession(platform="Mercor", worked_on=AS_OF, minutes=0, project="Quartzfen")])
    backups.backup(desk())
    at.run()
    press(at, "Check it now")
    assert "A session without time and money; it can be removed here (1)" in shown(at)
    assert "Row 1 of work_sessions has no time and no money (Mercor)." in shown(at)
    assert "Quartzfen" not in shown(at)


# --- kept files ----------------------------------------------------------------------------------------


def keep(at, name="offer $5 *x*.pdf", data=LETTER):
    at.file_uploader[0].upload(name, data, "application/pdf").run()
    press(at, "Keep it")


@pytest.fixture
def project(open_app):
    at = open_app(page="settings")
    entry.add(desk(), [
        Platform(platform="Mercor"), Project(platform="Mercor", project="Ridge"),
        ProjectEvent(platform="Mercor", project="Ridge", event="started", happened_at=AS_OF - dt.timedelta(days=9)),
        WorkSession(platform="Mercor", project="Ridge", worked_on=AS_OF - dt.timedelta(days=3), minutes=3600),
    ])  # fmt: skip
    at.switch_page("pages/projects.py")
    at.query_params["project"] = "1"
    at.run()
    assert not at.exception, at.exception
    return at


def test_a_letter_is_kept_with_a_project_and_a_mail_with_what_happened(project):
    keep(project)
    assert "offer $5 *x*.pdf · 8 B · The project" in shown(project)
    by_label(project.selectbox, "Beside what").set_value(("project_events", 1))
    keep(project, "mail.eml", b"it starts")
    assert [(a.table, a.row) for a in attachments.kept(desk())] == [("projects", 1), ("project_events", 1)]
    assert next(e for e in project.expander if "kept with it" in e.label).label == "2 files kept with it"
    undo(project)
    assert len(attachments.kept(desk())) == 1
    by_label(project.button, "Take off").click().run()
    assert attachments.kept(desk()) == []
    undo(project)
    assert attachments.read(desk(), 1)[1] == LETTER


def test_the_same_file_twice_is_a_sentence(project):
    keep(project)
    keep(project)
    assert "This file is kept there already." in shown(project)


def test_files_of_a_payment_and_of_the_session_that_is_ticked(open_app):
    at = open_app(page="settings")
    session = WorkSession(platform="Mercor", worked_on=AS_OF - dt.timedelta(days=3), minutes=3600)
    payout = Payout(platform="Mercor", kind="payout", received_on=AS_OF, amount=10_000, currency="USD")
    entry.add(desk(), [session, payout])
    at.query_params["part"] = "paid"
    at.switch_page("pages/payments.py").run()
    by_label(at.selectbox, "See what a payment paid").set_value(1).run()
    keep(at)
    assert [(a.table, a.row) for a in attachments.kept(desk())] == [("payouts", 1)]
    at.switch_page("pages/log.py")
    at.query_params["show"] = "list"
    at.run()
    assert not at.file_uploader
    at.session_state["log_list"].picked.add(1)
    at.run()
    keep(at, "screenshot.png")
    assert [(a.table, a.row) for a in attachments.kept(desk())] == [("payouts", 1), ("work_sessions", 1)]


def test_hidden_files_say_nothing_of_themselves(open_app, tmp_path):
    path = watched_ledger(tmp_path / "marked.db")
    at = open_app(copy_of=path, page="projects")
    by_label(at.selectbox, "Project").set_value(1).run()
    keep(at, "Hollowmere 31.37.pdf")
    view.hide(desk())
    at.run()
    assert not at.file_uploader
    sent = everything(at)
    assert "Hollowmere" not in sent
    assert "31.37" not in sent
    assert "1 file kept with it" in sent
