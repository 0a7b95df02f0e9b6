"""Days dragged over become time off, and one tap notes a look; both are taken back, in a real browser."""

import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

HOURS = "Date,Contract,Hours,Amount,Payment type\n2026-08-03,Nova,10,200.00,\n2026-10-13,Nova,10,200.00,\n"


def begun(on_own):
    """A window on a ledger with two days of work, ten weeks apart."""
    window = on_own("--as-of", "2026-10-31")
    page = window.open("import")
    page.locator("input[type=file]").set_input_files(
        {"name": "hours.csv", "mimeType": "text/csv", "buffer": HOURS.encode()}
    )
    page.get_by_role("button", name="Import 2 rows").click()
    page.get_by_text("hours.csv: 2 new").first.wait_for()
    window.settled()
    return window


def dragged(window):
    """Over all weekdays of four columns of the picture."""
    box = window.page.locator(".js-plotly-plot").first.locator(".nsewdrag").bounding_box()
    mouse = window.page.mouse
    mouse.move(box["x"] + box["width"] * 0.10, box["y"] + 6)
    mouse.down()
    mouse.move(box["x"] + box["width"] * 0.25, box["y"] + box["height"] - 6, steps=8)
    mouse.up()
    window.settled()


def test_days_are_dragged_over_declared_off_and_taken_back(on_own):
    window = begun(on_own)
    page = window.open("availability")
    said = page.locator(".st-key-answer")
    said.get_by_text("weekdays you had no work").wait_for()
    before = said.inner_text()
    page.get_by_text("Drag over days to select them").click()
    window.settled()
    dragged(window)
    page.get_by_text("Selected:").wait_for()
    page.get_by_role("radio", name="Time off").or_(page.get_by_role("button", name="Time off")).first.click()
    window.settled()
    first = page.get_by_label("From", exact=True).first.input_value()
    last = page.get_by_label("To", exact=True).first.input_value()
    assert "2026-08" in first
    assert last > first
    page.get_by_role("button", name="Save").dblclick()
    page.get_by_text("Saved.").wait_for()
    window.settled()
    assert said.inner_text() != before
    assert page.get_by_text("Selected:").count() == 0
    page.get_by_role("button", name="Undo").first.click()
    page.get_by_text(before).wait_for()
    window.settled()
    page.get_by_role("radio", name="Nothing offered").dblclick()
    page.get_by_text("Upwork: Nothing offered.").wait_for()
    window.settled()
    assert page.locator("[class*='st-key-changes_row']").filter(has_text="nothing offered on Upwork").count() == 1
    page.get_by_role("button", name="Undo").first.click()
    page.get_by_text("Upwork: Nothing offered.").wait_for(state="detached")
