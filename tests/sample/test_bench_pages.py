"""The benchmark of the pages measures pages: each is run to its end, over the app's own websocket."""

from bench import pages
from bench.made import write_ledger
from bench.measure import environment
from tests.faces.conftest import ROOT
from tracker.sample import big_ledger


def test_every_page_of_the_navigation_is_measured():
    files = {p.name for p in (ROOT / "pages").glob("*.py")} - {"__init__.py"}
    assert len(set(pages.pages())) == len(files)


def test_every_page_runs_to_its_end(tmp_path):
    write_ledger(big_ledger(sessions=200, payouts=20, projects=5, years=1), tmp_path / "small.db")
    with pages.served((str(tmp_path / "small.db"), "2026-10-31"), environment(tmp_path)) as server:
        for name in pages.pages():
            first, again = pages.reruns(server, name, 1)
            assert 0 < again.fastest <= again.seconds
            assert first > 0
        assert server.imported().keys() >= {"pandas"}
        assert (server.resident() or 1) > 0
