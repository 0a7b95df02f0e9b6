"""The numbers that the outlook needs, given in place and taken back, in a real browser."""

import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]


def test_a_dearer_life_shortens_the_savings_and_is_taken_back(on_sample):
    window = on_sample()
    page = window.open("outlook?part=savings")
    said = page.locator(".st-key-second")
    said.get_by_text("Your savings last").wait_for()
    before = said.inner_text()
    page.locator(".st-key-means summary").click()
    box = page.get_by_label("What a month costs you", exact=True)
    box.fill("6000")
    box.press("Tab")
    page.get_by_text("= €6,000.00").wait_for()
    page.get_by_role("button", name="Save these").dblclick()
    said.get_by_text("in a bad one").wait_for()
    window.settled()
    assert page.get_by_text("Saved.").count() == 1
    assert said.inner_text() != before
    assert "more than a year" not in said.inner_text()
    page.get_by_role("button", name="Undo").first.click()
    said.get_by_text(before.split(". ")[-1]).wait_for()
    window.settled()
    assert said.inner_text() == before


def test_another_platform_that_ends(on_sample):
    window = on_sample(viewport={"width": 390, "height": 900})
    page = window.open("outlook?part=ends")
    window.choose("If this platform ends", "Quillwork")
    page.get_by_text("of what may come. Without it").wait_for()
