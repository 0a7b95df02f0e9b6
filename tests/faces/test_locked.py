"""An encrypted ledger in the app: nothing is shown before its passphrase, and nothing after it was locked."""

from __future__ import annotations

import pytest
from streamlit.runtime.scriptrunner import script_runner
from streamlit.testing.v1 import AppTest

from tests.faces.conftest import ROOT, by_label, shown, to_part
from tracker import launch
from tracker.desk import encryption
from tracker.errors import LedgerLocked
from tracker.store import key_agent, key_ring
from tracker.widgets import served

pytestmark = pytest.mark.usefixtures("cheap_keys")
PASSPHRASE = "correct horse battery"


@pytest.fixture(autouse=True)
def by_the_frame(monkeypatch):
    """As the launcher has it: a page is never run without the frame around it, which test apps do."""
    frame = compile((ROOT / "app.py").read_text("utf-8"), str(ROOT / "app.py"), "exec")
    monkeypatch.setattr(script_runner, "_mpa_v1", lambda _: exec(frame, {"__name__": "__main__"}))


@pytest.fixture
def path(open_app, sample_file):
    """An encrypted ledger that the app has at hand, and whose key the agent has."""
    open_app(sample_file, "today")
    path = served.desk().path
    served.reopen()
    key = encryption.new_key()
    encryption.encrypt(path, PASSPHRASE, key, clock=served._now, lock_after=60)
    return path


def app():
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at.context = {"locale": "en-US", "timezone": "Europe/Berlin", "theme": "light"}
    at.run()
    assert not at.exception, at.exception
    return at


def locked(at):
    return [t.value for t in at.title] == ["This ledger is locked"]


def unlock(at, words):
    at.text_input(key="ledger_passphrase").set_value(words)
    by_label(at.button, "Unlock").click().run()
    assert not at.exception, at.exception
    return at


def test_an_open_ledger_is_shown_without_a_question(path):
    assert not locked(app())


def test_a_locked_one_asks_before_it_shows_anything(path):
    encryption.lock(path)
    served.let_go()
    at = app()
    assert locked(at)
    assert "larkspur" not in shown(at).lower()
    assert not at.sidebar.button
    at = unlock(at, "wrong horse battery")
    assert locked(at)
    assert "This passphrase does not open" in at.error[0].value.replace("\\", "")
    at = unlock(at, PASSPHRASE)
    assert not locked(at)
    assert not locked(app()), "other windows need not ask"


def test_what_locks_it_elsewhere_locks_the_app(path):
    at = app()
    encryption.lock(path)
    assert not served.still_open()
    assert locked(at.run())
    with pytest.raises(LedgerLocked):
        served.desk()


def test_it_is_locked_on_the_page_settings(path):
    at = app()
    at.switch_page("pages/settings.py").run()
    to_part(at, "safe").button(key="lock_now").click().run()
    assert locked(at)
    assert not key_agent.is_here(encryption_mark(path))


def encryption_mark(path):
    from tracker.store import key_files

    return key_files.beside(path).mark


def test_using_a_page_keeps_it_open_and_looking_does_not(path, monkeypatch):
    app()
    asked = []
    real = key_agent._asked
    monkeypatch.setattr(key_agent, "_asked", lambda mark, word: asked.append(word) or real(mark, word))
    served.still_open()
    assert asked == [key_agent.HERE]
    served.locked()
    assert asked[1:] == [key_agent.KEY]


def test_the_recovery_key_sets_another_passphrase(path):
    key, _ = key_ring.unlock(path, PASSPHRASE)
    encryption.lock(path)
    served.let_go()
    at = app()
    for again, said in (("another one", "not the same"), ("another horse", "")):
        at.text_input(key="ledger_recovery").set_value(key.on_paper())
        at.text_input(key="ledger_new").set_value("another horse")
        at.text_input(key="ledger_again").set_value(again)
        by_label(at.button, "Set it").click().run()
        assert not at.exception
        assert bool(at.error) == bool(said)
        assert said in "".join(e.value for e in at.error)
    assert not locked(at)
    encryption.key_by_passphrase(path, "another horse")


def test_the_app_starts_on_a_locked_ledger(path):
    encryption.lock(path)
    served.let_go()
    assert launch._place() == str(path)


def test_a_plain_ledger_says_how_to_encrypt_it(open_app, sample_file):
    at = open_app(sample_file, "settings", part="safe")
    assert "run `tracker encrypt` in a terminal" in shown(at)
    assert not [b for b in at.button if b.key == "lock_now"]
