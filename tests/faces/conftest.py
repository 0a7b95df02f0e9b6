"""Pages run without a browser: a ledger of their own, the whole app from its entry, no deprecated calls."""

import datetime as dt
import logging
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import tracker
from tracker.desk import discreet, entry
from tracker.desk.session import Desk
from tracker.domain import Payout, Platform, Project, Settings, WorkSession
from tracker.sample import AS_OF, generate
from tracker.units import DAY, monday, to_units
from tracker.views.earnings import overview as earnings_page
from tracker.views.explore import overview as explore_page
from tracker.views.outlook import overview as outlook_page
from tracker.views.papers import overview as papers_page
from tracker.views.payments import overview as payments_page
from tracker.views.platforms import overview as platforms_page
from tracker.views.settings import overview as settings_page
from tracker.widgets import served
from tracker.widgets.say import md
from tracker.widgets.served import House

ROOT = Path(tracker.__file__).parent
PARTS = {
    "earnings": earnings_page.parts,
    "explore": explore_page.parts,
    "papers": papers_page.parts,
    "outlook": outlook_page.parts,
    "payments": payments_page.parts,
    "platforms": platforms_page.parts,
    "settings": settings_page.parts,
}
"""The parts of each page that has some."""


FOLDED = ("edit_platform", "edit_terms", "declared", "files_of_release")
"""What is made only while it is open."""


def clock():
    return dt.datetime(AS_OF.year, AS_OF.month, AS_OF.day, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def nothing_deprecated(caplog):
    """Streamlit says in its log what it will drop; a page that uses such a thing fails."""
    caplog.set_level(logging.WARNING)
    yield
    old = [
        r.getMessage() for r in caplog.records if "deprecation_util" in r.name or "will be removed" in r.getMessage()
    ]
    assert not old, old


@pytest.fixture(autouse=True)
def nobodys_ledger(tmp_path, monkeypatch):
    """A page that is run without a ledger of the test's own opens none of whoever runs the tests."""
    monkeypatch.setenv("TRACKER_LEDGER", str(tmp_path / "nobody.db"))
    yield
    served.configure(House())


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory):
    """The sample ledger, written once."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    made = generate()
    with Desk.open(path, who="test", clock=clock) as desk:
        entry.save_settings(desk, made.settings)
        entry.add(desk, made.records, kind="sample", summary="Sample ledger")
    return path


@pytest.fixture
def open_app(tmp_path, monkeypatch):
    """Start the app on a ledger (a fresh one, or a copy of the given file); gives the running test app."""

    for place in ("pools", "keys"):  # none of whoever runs the tests
        monkeypatch.setenv(f"TRACKER_{place.upper()}", str(tmp_path / place))

    def start(copy_of=None, page="earnings", sample=False, locale="en-US", theme="light", masked=False, **address):
        path = tmp_path / "tracker.db"
        if copy_of is not None:
            shutil.copy(copy_of, path)
        served.configure(House(path, AS_OF, sample=sample))
        if copy_of is not None and masked is not None:  # None: as the ledger opens by itself
            (discreet.hide if masked else discreet.show)(served.desk())
        at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        at.context = {"locale": locale, "timezone": "Europe/Berlin", "theme": theme}
        for name, value in address.items():
            at.query_params[name] = value
        at.run()
        if page != "today":
            at.switch_page(f"pages/{page}.py").run()
        assert not at.exception, at.exception
        return at

    return start


def texts(at):
    """All texts of a page as they reach the browser's Markdown, and what is plain."""
    parts = []
    for kind in ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error", "success"):
        parts += [str(e.value) for e in at.get(kind)]
    return parts


def shown(at):
    """The same as a person reads it, with the escapes of Markdown taken off."""
    import re

    return "\n".join(re.sub(r"\\(.)", r"\1", t) for t in texts(at)).replace("\u2060", "")


def to_part(at, part):
    """Open a part of the page."""
    (control,) = [c for c in at.segmented_control if (c.key or "").startswith("part_")]
    control.set_value(part).run()
    assert not at.exception, at.exception
    return at


def unfolded(at):
    """The page with what is folded on it open."""
    for key in FOLDED:
        at.session_state[key] = True
    return at.run()


def every_part(at):
    """The page with each of its parts open, and what is folded in it, one after the other; once, if it has none."""
    for key in FOLDED:
        at.session_state[key] = True
    keys = [c.key for c in at.segmented_control if (c.key or "").startswith("part_")]
    offered = at.segmented_control(key=keys[0]).options if keys else []
    named = PARTS[keys[0].removeprefix("part_")]().items() if keys else [(None, "")]
    for part, name in named:
        if part and md(name) not in offered:
            continue
        if part:
            at.segmented_control(key=keys[0]).set_value(part).run()
        assert not at.exception, (part, at.exception)
        yield at


def all_parts(at, read=None):
    """What the page shows (or `read` finds in it) with each of its parts open, as one text."""
    return "\n".join((read or shown)(one) for one in every_part(at))


def by_label(elements, label):
    return next(e for e in elements if e.label == label)


@pytest.fixture
def own(tmp_path):
    """Three weeks of 10 hours at $20, $12 and $12, all paid."""
    path = tmp_path / "own.db"
    with Desk.open(path, who="test", clock=clock) as made:
        entry.save_settings(made, Settings(home_currency="USD", time_zone="UTC"))
        entry.add(made, [
            Platform(platform="Outlier", currency="USD"), Project(platform="Outlier", project="Nova"),
            *(WorkSession(platform="Outlier", project="Nova", worked_on=monday(AS_OF) - n * 7 * DAY, minutes=10 * 3600,
                          rate=to_units(rate)) for n, rate in ((3, 20), (2, 12), (1, 12))),
            Payout(platform="Outlier", kind="payout", received_on=AS_OF, amount=to_units(440), currency="USD"),
        ])  # fmt: skip
        entry.keep(made, entry.understand(made, "my floor is 15 an hour at outlier"))
    return path
