"""The question about a while away, in a real browser whose clock is moved."""

import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]


def test_it_is_asked_once_while_the_timer_runs(on_own):
    window = on_own()
    window.page.clock.install()
    page = window.open()
    page.get_by_role("textbox").first.wait_for()
    line = page.locator(".quickline-input")
    line.fill("30m outlier")
    line.press("Enter")
    page.get_by_text("Saved:").first.wait_for()
    window.settled()
    page.get_by_role("button", name="Outlier").first.click()
    page.get_by_role("button", name="Stop").wait_for()
    page.wait_for_timeout(1500)
    assert not page.locator(".idle").is_visible()
    page.clock.fast_forward("25:00")
    page.get_by_text("No key was pressed on this page from").wait_for()
    page.get_by_role("button", name="I worked").click()
    page.wait_for_timeout(1500)
    page.clock.fast_forward("25:00")
    page.wait_for_timeout(1500)
    assert not page.locator(".idle").is_visible()
