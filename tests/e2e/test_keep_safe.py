"""A letter kept beside a project and taken out again as it was; a backup made, looked at and put back."""

from pathlib import Path

import pytest

from tests.e2e.test_projects import begun

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

LETTER = b"%PDF-1.4 an offer of 45 USD an hour"


def test_a_letter_is_kept_taken_out_and_taken_back(on_own):
    window = begun(on_own)
    page = window.open("projects?project=1")
    page.get_by_text("Keep a file with it").click()
    kept = page.locator(".st-key-files_project_1")
    kept.locator("input[type=file]").set_input_files(
        {"name": "offer :red[x].pdf", "mimeType": "application/pdf", "buffer": LETTER}
    )
    page.get_by_role("button", name="Keep it").and_(page.locator(":enabled")).click()
    page.get_by_text("1 file kept with it").wait_for()
    window.settled()
    if not kept.get_by_text("offer :red[x].pdf").is_visible():
        page.get_by_text("1 file kept with it").click()
    kept.get_by_text("offer :red[x].pdf").wait_for()
    with page.expect_download() as caught:
        kept.get_by_role("button", name="Save a copy").click()
    assert Path(caught.value.path()).read_bytes() == LETTER
    page.get_by_role("button", name="Undo").first.click()
    page.get_by_text("Keep a file with it").wait_for()


def test_a_backup_is_made_looked_at_and_put_back(on_own):
    window = begun(on_own)
    page = window.open("settings?part=safe")
    page.get_by_role("button", name="Make a backup now").click()
    page.get_by_text("There is 1 backup").wait_for()
    window.open("log")
    page.get_by_role("button", name="Undo").first.click()
    window.settled()
    window.open("settings?part=safe")
    page.get_by_text("Put a backup back").click()
    window.choose("Backup")
    page.get_by_role("button", name="See what would change").click()
    page.get_by_text("and 1 change made since").wait_for()
    page.get_by_role("button", name="Put this backup in the ledger's place").click()
    page.get_by_text("The backup is the ledger now").wait_for()
    page.get_by_text("There are 2 backups").wait_for()
    window.open("projects?project=1")
    page.locator(".st-key-answer").get_by_text("Nova on Upwork is running").wait_for()


def test_a_ledger_replaced_by_hand_is_noticed_and_what_was_open_is_saved(on_own, tmp_path):
    window = begun(on_own)
    page = window.open("settings")
    window.page.wait_for_timeout(2500)  # the app lets go of the file when nothing happens
    path = tmp_path / "own.db"
    path.rename(tmp_path / "aside.db")
    window.open("log")
    page.get_by_text("was deleted or moved while it was open").wait_for()
    page.get_by_role("textbox", name="Save what was open as").fill(str(tmp_path / "saved.db"))
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved as").wait_for()
    assert (tmp_path / "saved.db").read_bytes()[:15] == (tmp_path / "aside.db").read_bytes()[:15]
    assert not path.exists()
    (tmp_path / "aside.db").rename(path)
    window.open("log")
    page.get_by_role("heading", name="Log").first.wait_for()
