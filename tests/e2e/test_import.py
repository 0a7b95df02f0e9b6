"""The page Import: what can be read, a workbook, what nobody knows among other files; wide, narrow, light and dark."""

import pytest

from tests.importers.books import xlsx, zipped

UPWORK = b"Date,Contract,Hours,Amount,Payment type\n2026-09-07,Nova review,10,250.00,\n2026-09-14,Nova,8.5,212.50,\n"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (WIDE, "dark"), (NARROW, "light"), (NARROW, "dark")])
def test_what_can_be_read_and_what_nobody_knows(on_own, tmp_path, size, scheme):
    window = on_own("--as-of", "2026-10-31", viewport=size, color_scheme=scheme)
    page = window.open("import")
    page.get_by_role("heading", name="What can be read").wait_for()
    page.get_by_role("textbox", name="Search").fill("toggl zone")
    page.get_by_role("textbox", name="Search").press("Enter")
    page.get_by_text("1 of ", exact=False).first.wait_for()
    window.settled()
    page.get_by_text("Reports, Detailed", exact=False).first.wait_for()
    content, shown = window.width()
    assert content <= shown
    window.whole(tmp_path / "list.png")
    book = xlsx({"June": [line.split(",") for line in UPWORK.decode().splitlines()], "Other": [("Tag", "Std"), (1, 2)]})
    made = zipped({"pay/book.xlsx": book, "read me.pdf": b"%PDF-1.7", "upwork.csv": UPWORK})
    page.locator("input[type=file]").set_input_files({"name": "all.zip", "mimeType": "x/zip", "buffer": made})
    page.get_by_role("heading", name="Files that are not read").wait_for()
    window.settled()
    content, shown = window.width()
    assert content <= shown
    window.whole(tmp_path / "plan.png")
    page.get_by_role("button", name="Set the columns of", exact=False).click()
    page.get_by_role("heading", name="Which column is what?").wait_for()
    window.settled()
    window.whole(tmp_path / "columns.png")
    page.get_by_role("button", name="Go on without this file").click()
    page.get_by_role("button", name="Import 2 rows").click()
    window.settled()
    page.get_by_text("2 new", exact=False).first.wait_for()
