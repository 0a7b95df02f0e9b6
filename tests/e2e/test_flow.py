"""A file in, the new figure read, the import undone, and the figure is back: in a real browser."""

import re

import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

FIRST = "Date,Contract,Hours,Amount,Payment type\n" + "".join(
    f"2026-{month:02d}-{day:02d},Nova review,10,200.00,\n" for month in (7, 8, 9, 10) for day in (6, 13, 20, 27)
)
SECOND = "Date,Contract,Hours,Amount,Payment type\n" + "".join(
    f"2026-10-{day:02d},Aurora,10,600.00,\n" for day in (5, 12, 19, 26)
)


def bring(window, name, text, rows):
    page = window.open("import")
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": text.encode("utf-8")}
    )
    page.get_by_role("button", name=f"Import {rows} rows").click()
    page.get_by_text(f"{name}: {rows} new").first.wait_for()
    window.settled()


def kept(window):
    page = window.open("what-i-make")
    page.locator(".st-key-answer").get_by_text("you kept").wait_for()
    return re.search(r"you kept (\S+) for each hour", page.locator(".st-key-answer").inner_text()).group(1)


def test_import_read_undo(on_own):
    window = on_own("--as-of", "2026-10-31")
    window.open("what-i-make").get_by_text("Nothing is recorded").wait_for()
    bring(window, "summer.csv", FIRST, 16)
    before = kept(window)
    bring(window, "autumn.csv", SECOND, 4)
    after = kept(window)
    assert float(after[1:]) > float(before[1:])
    page = window.open("import")
    page.locator(".st-key-imports").or_(page.locator("[class*='st-key-imports_row_']")).first.wait_for()
    page.get_by_role("button", name="Undo").first.click()
    page.get_by_text("taken back").first.wait_for()
    window.settled()
    assert kept(window) == before


def test_a_bar_of_the_year_opens_its_rows(on_sample):
    window = on_sample()
    page = window.open("what-i-make?part=year")
    road = page.locator(".st-key-road .js-plotly-plot")
    road.wait_for()
    road.scroll_into_view_if_needed()
    bars = road.locator("g.trace.bars")
    late = next(
        bars.nth(i) for i in range(bars.count()) if "collected" in bars.nth(i).evaluate("e => e.__data__[0].trace.name")
    )
    late.locator("path").first.click(force=True)
    page.get_by_text("put on a year").wait_for()
    window.settled()
    assert page.get_by_text("Late or written off").count() >= 1


def test_the_window_stays_in_the_address_and_across_pages(on_sample):
    window = on_sample()
    page = window.open("what-i-make?window=13w")
    page.get_by_text("In the 13 weeks to").wait_for()
    page.get_by_role("link", name="Settings").click()
    window.settled()
    page.get_by_role("link", name="What I make", exact=True).first.click()
    page.get_by_text("In the 13 weeks to").wait_for()
    window.settled()
    assert "window=13w" in page.url
    page.get_by_role("radio", name="Which work").click()
    page.get_by_text("left you most").wait_for()
    window.settled()
    assert "part=work" in page.url
    page.reload()
    page.get_by_text("left you most").wait_for()


def test_two_apps_at_once_take_two_ports(on_own, sample_server):
    window = on_own()
    assert window.server.port != sample_server.port
    window.open().get_by_text("What I make").first.wait_for()


def test_the_address_opens_the_same_view_in_another_window(on_sample):
    first = on_sample()
    page = first.open("what-i-make")
    page.get_by_role("textbox", name="Facts up to").fill("30 June 2026")
    page.keyboard.press("Enter")
    page.get_by_text("to Jun 30, 2026").first.wait_for()
    first.settled()
    assert "as_of=2026-06-30" in page.url
    other = on_sample(locale="de-DE")
    shared = other.open(page.url.split("/", 3)[3])
    shared.get_by_text("30.06.2026").first.wait_for()
