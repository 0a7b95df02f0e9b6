"""A cancellation recorded with its notice, and taken back, in a real browser."""

import re

import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

HOURS = "Date,Contract,Hours,Amount,Payment type\n2026-10-06,Nova,10,200.00,\n2026-10-13,Nova,10,200.00,\n"


def begun(on_own):
    """A window on a ledger with one project that runs."""
    window = on_own("--as-of", "2026-10-31")
    page = window.open("import")
    page.locator("input[type=file]").set_input_files(
        {"name": "hours.csv", "mimeType": "text/csv", "buffer": HOURS.encode()}
    )
    page.get_by_role("button", name="Import 2 rows").click()
    page.get_by_text("hours.csv: 2 new").first.wait_for()
    window.settled()
    return window


def typed(window, label, text):
    box = window.page.get_by_label(label, exact=True).first
    box.fill(text)
    box.press("Tab")
    window.settled()


def test_a_cancellation_with_its_notice_and_undo(on_own):
    window = begun(on_own)
    page = window.open("projects?project=1")
    page.locator(".st-key-answer").get_by_text("Nova on Upwork is running").wait_for()
    page.get_by_role("radio", name="cancelled").or_(page.get_by_role("button", name="cancelled")).first.click()
    window.settled()
    typed(window, "In effect from", "2026-10-30 18:00")
    typed(window, "Announced", "2026-10-29 16:00")
    page.get_by_text("= 26 hours of notice").wait_for()
    page.get_by_role("button", name="Record it").dblclick()
    page.locator(".st-key-answer").get_by_text("cancelled, 26 hours' notice").wait_for()
    window.settled()
    assert page.get_by_text("Recorded.").count() == 1
    page.get_by_role("button", name="Undo").first.click()
    page.locator(".st-key-answer").get_by_text("Nova on Upwork is running").wait_for()
    window.settled()
    assert re.search(r"projects\?project=1", page.url)


def test_a_part_payment_settles_and_is_taken_back(on_own):
    window = begun(on_own)
    page = window.open("payments?part=record")
    said = page.locator(".st-key-answer")
    said.get_by_text("Upwork owes you").wait_for()
    before = said.inner_text()
    typed(window, "Amount", "150")
    page.get_by_role("button", name="Record it").dblclick()
    said.get_by_text("$250.00").wait_for()
    window.settled()
    assert "$250.00" in said.inner_text()
    page.get_by_role("button", name="Undo").first.click()
    said.get_by_text(before.split(",")[0]).wait_for()
    window.settled()
    assert said.inner_text() == before


def test_two_clicks_end_a_project_and_its_platform_says_so(on_own):
    window = begun(on_own)
    page = window.open("projects")
    page.get_by_role("button", name="It was cancelled").click()
    page.get_by_text("= no notice at all").wait_for()
    page.get_by_role("button", name="Record it").dblclick()
    page.get_by_text("Recorded.").wait_for()
    window.settled()
    assert page.get_by_role("button", name="It was cancelled").count() == 0
    page = window.open("platforms?part=each")
    page.locator(".st-key-answer").get_by_text("1 were ended by the platform").wait_for()
    page.get_by_text("Stops without any notice: 1 of 1.").first.wait_for()
    window.settled()
