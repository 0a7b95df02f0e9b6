"""Today in a real browser: the line with its one key, the timer over a killed server, the first three numbers."""

import datetime as dt
import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.conftest import Server, Window, let_in
from tracker.desk import entry
from tracker.desk.session import Desk
from tracker.domain import Project, Settings

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

INPUT = ".quickline-input"
SAID = ".quickline-said"


def ready(window):
    page = window.open()
    page.locator(INPUT).wait_for()
    return page


def focused(page):
    return page.evaluate("document.activeElement.id") == "quickline-input"


def say(page, text, kind):
    """Type a line and wait for what is said of it."""
    page.keyboard.type(text, delay=15)
    page.locator(f"{SAID}[data-kind={kind}]:not([data-old])").wait_for()
    return page.locator(SAID).inner_text()


def entered(page):
    page.keyboard.press("Enter")
    page.get_by_text("Saved:").wait_for()
    return page.locator(SAID).inner_text()


def undo_newest(window):
    window.page.locator("[class*='st-key-take_back_']").first.get_by_role("button").click()
    window.page.get_by_text("taken back").first.wait_for()
    window.settled()


def test_a_line_with_enter_alone(on_own):
    window = on_own()
    page = ready(window)
    page.locator(INPUT).click()  # in a new ledger the three questions come first
    assert "new platform" in say(page, "2h30 mercor yesterday", "ready")
    assert entered(page).startswith("Saved: mercor · 2 h 30 min")
    window.settled()
    page.reload()
    window.settled()
    page.locator(INPUT).wait_for()
    assert focused(page)
    assert say(page, "45m merc assessment unpaid", "ready").startswith("mercor · assessment, unpaid · 45 min")
    entered(page)
    assert page.locator(INPUT).input_value() == ""
    assert focused(page)
    page.locator("[class*='st-key-entry_']").get_by_text("45 min").first.wait_for()
    page.keyboard.type("1h merc yesterday")  # of today it is asked about just after midnight
    page.keyboard.press("Enter")
    page.keyboard.type("2h merc yesterday")
    page.keyboard.press("Enter")
    for length in ("1 h", "2 h"):
        page.locator("[class*='st-key-entry_']").get_by_text(f"mercor · {length} ·").wait_for()
    window.settled()
    undo_newest(window)
    assert page.locator("[class*='st-key-entry_']").get_by_text("taken back").count() == 1


def test_pasting_composing_and_refusing(on_sample):
    window = on_sample()
    page = ready(window)
    page.evaluate(
        "text => { const e = document.activeElement; e.focus(); document.execCommand('insertText', false, text) }",
        "3,5h larkspur\n03.02.2026",
    )
    page.locator(f"{SAID}:not([data-old])").wait_for()
    assert page.locator(INPUT).input_value().replace(" ", "") == "3,5hlarkspur03.02.2026"
    page.locator(INPUT).fill("")
    composing = page.context.new_cdp_session(page)
    composing.send("Input.imeSetComposition", {"text": "larks", "selectionStart": 5, "selectionEnd": 5})
    page.locator(INPUT).dispatch_event("keydown", {"key": "Enter", "keyCode": 229, "isComposing": True})
    assert page.locator(INPUT).input_value() == "larks"
    composing.send("Input.insertText", {"text": "larks"})
    page.locator(f"{SAID}[data-kind=missing]:not([data-old])").wait_for()
    page.keyboard.press("Enter")
    page.locator(f"{SAID}[data-kind=missing]").wait_for()
    window.settled()
    assert page.locator(INPUT).input_value() == "larks"
    page.keyboard.press("Escape")
    assert page.locator(INPUT).input_value() == ""


def test_what_needs_attention_puts_a_line_that_enter_saves(on_sample):
    window = on_sample()
    page = ready(window)
    page.get_by_role("button", name="It came: record it").first.wait_for()
    window.settled()  # the list grows while it is worked out
    page.get_by_role("button", name="It came: record it").first.click()
    page.locator(f"{SAID}[data-kind=ready]:not([data-old])").wait_for()
    assert focused(page)
    assert page.locator(INPUT).input_value().startswith("paid ")
    late = page.get_by_role("button", name="It came: record it").count()
    entered(page)
    page.locator("[class*='st-key-attention_overdue_']").nth(late - 1).wait_for(state="detached")
    window.settled()
    undo_newest(window)


def test_the_timer_outlives_a_killed_server(chromium, tmp_path):
    path = str(tmp_path / "own.db")
    first = Server("--ledger", path)
    window = Window(chromium, first, let_in(chromium, first))
    page = ready(window)
    page.locator(INPUT).click()
    page.keyboard.type("1h mercor atlas")
    entered(page)
    window.settled()
    page.get_by_role("button", name="mercor · atlas").click()
    page.get_by_text("Running: mercor · atlas").wait_for()
    window.settled()
    first.process.kill()
    first.process.wait(20)
    first.process.stdout.close()
    window.close()
    second = Server("--ledger", path)
    window = Window(chromium, second, let_in(chromium, second))
    try:
        page = ready(window)
        page.get_by_text("Running: mercor · atlas").wait_for()
        page.get_by_role("button", name="Pause").click()
        page.get_by_text("Paused: mercor · atlas").wait_for()
        page.get_by_role("button", name="Go on").click()
        page.get_by_text("Running: mercor · atlas").wait_for()
        page.get_by_role("button", name="Stop", exact=True).click()
        page.get_by_text("by the timer").wait_for()
        window.settled()
        undo_newest(window)
        page.get_by_text("Running: mercor · atlas").wait_for()
    finally:
        window.close()
        second.stop()


def test_three_numbers_give_a_picture_and_are_taken_back(on_own):
    window = on_own(locale="de-DE")
    page = ready(window)
    page.get_by_text("sums in Euro").wait_for()
    page.get_by_role("textbox", name="What the listing promised per hour").fill("45,50")
    page.get_by_role("textbox", name="All your hours").fill("120")
    page.get_by_role("textbox", name="What arrived").fill("1.200,00")
    page.keyboard.press("Enter")
    page.get_by_text("an hour of your work brought you 10,00").wait_for()
    page.locator(".st-key-first_picture .js-plotly-plot").wait_for()
    window.settled()
    page.locator(".st-key-undo_first").get_by_role("button").click()
    page.get_by_role("textbox", name="What the listing promised per hour").wait_for()
    window.settled()


def test_a_typo_is_caught_with_one_tap(on_own, tmp_path):
    with Desk.open(tmp_path / "own.db", who="test", clock=lambda: dt.datetime.now(dt.UTC)) as desk:
        entry.save_settings(desk, Settings(home_currency="USD", time_zone="Europe/Lisbon"))
        entry.add(desk, [Project(platform="mercor", project="nova")])
    window = on_own()
    page = ready(window)
    page.locator(INPUT).click()
    before = page.locator("[class*='st-key-entry_']").count()
    assert "Did you mean Mercor" in say(page, "45m mercro nova", "choose").replace("mercor", "Mercor")
    page.keyboard.press("Enter")  # Enter alone does not save
    page.locator(f"{SAID}[data-kind=choose]").wait_for()
    window.settled()
    assert page.locator(INPUT).input_value() == "45m mercro nova"
    assert page.locator("[class*='st-key-entry_']").count() == before
    assert page.get_by_role("button", name="new: mercro").is_visible()
    page.locator(".quickline-choice").first.click()
    page.get_by_text("Saved: mercor · nova · 45 min").wait_for()
    window.settled()
    assert page.locator(INPUT).input_value() == ""
    assert focused(page)
    page.locator("[class*='st-key-entry_']").get_by_text("mercor · nova · 45 min").wait_for()


def test_the_first_picture_in_dollars_for_a_home_in_pesos(on_own):
    window = on_own(locale="en-PH", timezone_id="Asia/Manila")
    page = ready(window)
    page.get_by_text("sums in Philippine Peso").wait_for()
    page.get_by_role("textbox", name="What the listing promised per hour").fill("a lot")
    page.get_by_role("textbox", name="All your hours").fill("120")
    page.get_by_role("textbox", name="What arrived").fill("1,800")
    page.keyboard.press("Enter")
    page.get_by_text("What the listing promised per hour: 'a lot' is not a number").wait_for()
    window.settled()
    page.get_by_role("textbox", name="What the listing promised per hour").fill("30-45")
    page.get_by_role("radiogroup", name="Currency of what arrived").get_by_role("radio", name="USD").click()
    page.get_by_role("button", name="Show what an hour paid").click()
    page.get_by_text("an hour of your work brought you ₱").wait_for()
    window.settled()
    page.locator(".st-key-first_shown").get_by_role("radio", name="USD").click()
    page.get_by_text("brought you $15.00; the listing said $30.00 to $45.00").wait_for()
    page.locator(".st-key-first_picture .js-plotly-plot").wait_for()
    window.settled()


def test_no_frame_of_a_hidden_page_holds_an_amount(on_sample):
    window = on_sample()
    page = ready(window)
    page.get_by_role("button", name=re.compile("Hide amounts")).click()
    page.get_by_text("owes you •••").first.wait_for()
    window.settled()
    frames = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda data: frames.append(data)))
    page.reload()
    page.get_by_text("owes you •••").first.wait_for()
    window.settled()
    page.locator(INPUT).click()
    page.keyboard.type("1h larkspur")
    page.locator(f"{SAID}[data-kind=ready]:not([data-old])").wait_for()
    text = "".join(f if isinstance(f, str) else f.decode("utf-8", errors="replace") for f in frames)
    page.get_by_role("button", name=re.compile("Show amounts")).click()
    window.settled()
    assert frames
    assert "€" not in text
    assert not [name for name in ("Beacon", "Sorrel", "Juniper") if name in text]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(on_sample, on_own, scheme):
    for window in (on_sample(color_scheme=scheme), on_own(color_scheme=scheme)):
        page = ready(window)
        page.wait_for_timeout(1500)
        found = Axe().run(page).response["violations"]
        assert found == [], json.dumps([[v["id"], [n["html"][:200] for n in v["nodes"]]] for v in found])


@pytest.mark.parametrize("width", [360, 390, 1280])
def test_nothing_scrolls_sideways(on_sample, width):
    window = on_sample(viewport={"width": width, "height": 800})
    ready(window)
    content, room = window.width()
    assert content <= room


def test_a_new_ledger_takes_currency_and_zone_from_the_browser_whichever_page_writes_first(on_own):
    window = on_own(locale="en-GB", timezone_id="Europe/London")
    page = window.open("settings?part=free")
    page.get_by_label("Hours a week", exact=True).fill("30")
    page.get_by_role("button", name="Add period").click()
    page.get_by_text("days are counted in Europe/London, sums are shown in GBP").first.wait_for()
    page.get_by_text("Sums are shown in British Pound and days are counted in Europe/London").wait_for()


def test_a_name_is_completed_as_it_is_typed(on_own):
    window = on_own()
    page = window.open()
    line = page.locator(".quickline-input")
    line.fill("30m outlier")
    line.press("Enter")
    page.get_by_text("Saved:").first.wait_for()
    window.settled()
    line.press_sequentially("1h outl", delay=20)
    page.locator(".quickline-name").first.wait_for()
    line.press("ArrowRight")
    assert line.input_value().lower() == "1h outlier "
    assert not page.locator(".quickline-name").count()
