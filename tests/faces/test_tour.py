"""The sample from inside the app, the tour, and the list that finds everything: by the page as a browser gets it."""

import pytest

from tests.faces.conftest import AS_OF, shown
from tests.faces.test_discreet import everything
from tracker.desk import entry, seen, timer
from tracker.units import DAY, monday
from tracker.views import palette as views
from tracker.views import tour
from tracker.views.numbers import Reader
from tracker.views.palette import Do
from tracker.widgets import palette, served
from tracker.widgets.today import attention

US = Reader.of("en-US", "USD")
SAMPLE = "This is a sample"


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    monkeypatch.setattr(attention, "PATIENCE", 60.0)


def labels(at):
    return [b.label for b in at.button]


def test_the_sample_is_looked_at_and_left_and_the_ledger_is_as_it_was(open_app, own):
    at = open_app(own, page="today", ledger="sample")
    version, path = served.desk().version, served.desk().path
    assert SAMPLE in shown(at)
    assert "Larkspur" in everything(at)
    assert "Outlier" not in everything(at)
    at.switch_page("pages/projects.py").run()
    assert SAMPLE in shown(at)
    assert at.query_params["ledger"] == "sample"  # loaded again, this page shows the sample
    at.button(key="leave_sample").click().run()
    assert not at.exception
    assert SAMPLE not in shown(at)
    assert "Larkspur" not in everything(at)
    assert (served.desk().version, served.desk().path) == (version, path)


def test_what_is_written_into_the_sample_is_in_the_sample(open_app, own):
    at = open_app(own, page="today", ledger="sample")
    own_version, other = served.own().version, served._sample[2]
    entry.keep(other, entry.understand(other, "2h larkspur yesterday"))
    at.run()
    assert served.own().version == own_version
    assert other.path != served.own().path


def test_the_first_look_begins_the_tour_which_is_left_and_not_shown_again(open_app):
    at = open_app(page="today")
    at.button(key="see_sample").click().run()
    assert not at.exception
    assert SAMPLE in shown(at)
    assert "Tour, step 1 of 5" in shown(at)
    at.button(key="tour_next").click().run()
    assert "Tour, step 2 of 5" in shown(at)
    assert "Log" in [t.value for t in at.title]
    at.button(key="tour_leave").click().run()
    assert "Tour" not in shown(at)
    assert seen.tour(served.own())
    at.button(key="leave_sample").click().run()
    at.button(key="see_sample").click().run()
    assert SAMPLE in shown(at)
    assert "Tour" not in shown(at)


def test_the_tour_has_five_steps_each_on_a_page():
    assert [s.page for s in tour.steps()] == ["today.py", "log.py", "payments.py", "earnings.py", "files.py"]
    assert {s.page for s in tour.steps()} <= set(views.pages())


def find(at, title):
    """Open the list and choose an entry."""
    at.button(key="find").click().run()
    (box,) = [s for s in at.selectbox if s.key == palette.LIST]
    at.selectbox(key=palette.LIST).select_index(box.options.index(title)).run()
    assert not at.exception, at.exception
    return at


@pytest.mark.parametrize(
    ("title", "page", "address"),
    [
        ("Payments", "Payments", {}),
        ("Platforms: One in full", "Platforms", {"part": "one"}),
        ("Platform: Outlier", "Platforms", {"part": "one"}),
        ("Project: Outlier · Nova", "Projects", {"project": "1"}),
        ("Correct a day of last week", "Log", {"week": (monday(AS_OF) - 7 * DAY).isoformat()}),
        ("Make a sheet for a dispute", "Papers", {}),
    ],
)
def test_what_is_found_opens(open_app, own, title, page, address):
    at = find(open_app(own, page="today"), title)
    assert [t.value for t in at.title] == [page]
    assert {k: at.query_params.get(k) for k in address} == address


def test_the_timer_starts_and_stops_from_the_list(open_app, own):
    at = find(open_app(own, page="payments"), "Start the timer: Outlier · Nova")
    assert timer.running(served.desk()) is not None
    find(at, "Stop the timer")
    assert timer.running(served.desk()) is None


def test_hidden_the_list_holds_no_note_and_no_name_of_a_project():
    hidden = Reader.of("en-US", "USD", masked=True, aliases={("Acme", "Ridge"): "Blue"})
    assert views.notes([], hidden) == []
    assert [e.title for e in views.projects([(1, "Acme", "Ridge")], hidden)] == ["Project: Acme · Blue"]


def test_the_sample_can_be_left_only_where_it_was_entered():
    def what(sample):
        return {e.do for e in views.actions(AS_OF, [], US, running=False, sample=sample)}

    assert Do.SAMPLE in what(False)
    assert Do.LEAVE_SAMPLE in what(True)
    assert not {Do.SAMPLE, Do.LEAVE_SAMPLE} & what(None)
