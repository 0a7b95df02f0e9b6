"""Many visitors at once: pages run a few at a time, and every one gives its turn back."""

import threading

from tracker.desk import first_run
from tracker.errors import Refused
from tracker.widgets import served


def free():
    """How many turns nobody holds."""
    held = 0
    while served.turns.acquire(blocking=False):
        held += 1
    for _ in range(held):
        served.turns.release()
    return held


def test_a_page_waits_until_another_one_has_ended(open_app, sample_file):
    for _ in range(served.AT_ONCE):
        served.turns.acquire()
    shown = threading.Event()
    visitor = threading.Thread(target=lambda: (open_app(sample_file, page="today"), shown.set()))
    visitor.start()
    assert not shown.wait(0.5)
    for _ in range(served.AT_ONCE):
        served.turns.release()
    assert shown.wait(60)
    visitor.join()
    assert free() == served.AT_ONCE


def test_a_page_that_fails_gives_its_turn_back(open_app, sample_file, monkeypatch):
    def refuse(*_, **__):
        raise Refused("Nothing is shown.")

    at = open_app(sample_file, page="today")
    monkeypatch.setattr(first_run, "is_empty", refuse)
    at.run()
    assert at.error or at.exception
    assert free() == served.AT_ONCE
