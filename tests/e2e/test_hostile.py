"""Names that would like to be markup, on every page of a real browser: shown as typed, and nothing leaves."""

import pytest

from tests.e2e.conftest import AS_OF
from tests.e2e.test_discreet import links
from tests.faces.test_hostile import hostile_ledger

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

NAME = "<img src=http://evil.example/p.png> ![p](http://evil.example/q.png) $5 *b* :red[x] =1+1 שלום 🦊"


def test_a_hostile_name_is_text_everywhere_and_no_request_leaves(on_own, tmp_path):
    hostile_ledger(tmp_path / "own.db", NAME)
    window = on_own("--as-of", AS_OF)
    page = window.open()
    for link in links(page):
        window.open(link)
        for closed in page.locator("details:not([open]) > summary").all():
            if closed.is_visible():
                closed.evaluate("e => e.click()")
        window.settled()
        main = page.locator("[data-testid=stMain]")
        assert main.locator("img[src*=evil], a[href*=evil]").count() == 0
        assert main.locator(".katex").count() == 0
        assert main.locator("svg image[href*=evil], svg a").count() == 0
    window.open("what-i-make?by=project")
    said = page.locator("[data-testid=stMain]").inner_text().replace("\u2060", "")
    assert f"{NAME} left you" in said
    assert window.outside == []
