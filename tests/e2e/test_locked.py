"""An encrypted ledger in a real browser: asked for, shown, and taken off the screen when it is locked elsewhere."""

import subprocess
import sys

import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e"), pytest.mark.usefixtures("cheap_keys")]
PASSPHRASE = "correct horse battery"


def tracker(tmp_path, *words):
    own = ["--ledger", str(tmp_path / "own.db"), *words]
    return subprocess.run([sys.executable, "-m", "tracker", *own], check=True, capture_output=True, text=True)


@pytest.fixture
def locked(tmp_path):
    (tmp_path / "secret").write_text(PASSPHRASE)
    tracker(tmp_path, "log", "2h", "Larkspur")
    tracker(tmp_path, "encrypt", "--passphrase-file", str(tmp_path / "secret"))
    tracker(tmp_path, "lock")
    yield
    tracker(tmp_path, "lock")


def test_nothing_is_shown_before_the_passphrase_and_nothing_after_it_is_locked(locked, on_own, tmp_path):
    window = on_own()
    page = window.open("log")
    page.get_by_role("heading", name="This ledger is locked").wait_for()
    assert page.get_by_text("Larkspur").count() == 0
    assert page.get_by_role("link", name="Settings").count() == 0
    page.get_by_label("Passphrase", exact=True).fill("wrong horse battery")
    page.get_by_role("button", name="Unlock").click()
    page.get_by_text("This passphrase does not open").wait_for()
    page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    page.get_by_role("button", name="Unlock").click()
    page.get_by_role("link", name="Settings").wait_for()
    assert "Larkspur" not in tracker(tmp_path, "status").stderr, "no question: the agent has the key"
    page = window.open("platforms")
    page.get_by_text("Larkspur").first.wait_for()
    tracker(tmp_path, "lock")
    page.get_by_role("heading", name="This ledger is locked").wait_for(timeout=30_000)
    assert page.get_by_text("Larkspur").count() == 0
