"""Today, as a page: the line, the first run, the last entries, what needs attention; empty, full, hostile, hidden."""

import datetime as dt
import importlib
import json
import subprocess
import sys
import threading
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from tests.faces.conftest import AS_OF, ROOT, by_label, clock, shown, texts
from tests.faces.test_make import HOSTILE
from tracker.desk import entry
from tracker.desk.session import Desk
from tracker.domain import (
    Availability,
    ExchangeRate,
    Payout,
    Platform,
    Project,
    ProjectEvent,
    Settings,
    WorkSession,
)
from tracker.units import to_units
from tracker.widgets.say import md
from tracker.widgets.served import desk
from tracker.widgets.today import attention, quickline
from tracker.widgets.today.quickline import Sent

ONE = dt.timedelta(days=1)


class Line:
    """The browser's side of the quick-add line: what it was told last, and what it sends next."""

    def __init__(self):
        self.told, self.sends, self.n = {}, Sent(), 0

    def mount(self, data):
        self.told = data
        sends, self.sends = self.sends, Sent()
        return sends

    def enter(self, at, *lines, taps=()):
        """Type lines and press Enter after each, faster than the server answers; or tap one of the buttons."""
        numbered = []
        for text in lines:
            self.n += 1
            numbered.append((self.n, text, tuple(taps)))
        self.sends = Sent(entered=tuple(numbered))
        at.run()
        assert not at.exception, at.exception
        return self.told["answer"]

    def type(self, at, text):
        """Type without Enter; what is shown below the line."""
        at.session_state["quick"] = {"typed": text}
        at.run()
        assert not at.exception, at.exception
        return self.told["heard"]


@pytest.fixture
def line(monkeypatch):
    made = Line()
    monkeypatch.setattr(quickline, "mount", made.mount)
    monkeypatch.setattr(attention, "PATIENCE", 60.0)
    return made


def ledger(path, *rows, name="Mercor", project="Nova"):
    """A small ledger: one platform, one project, a session on the last Friday."""
    with Desk.open(path, who="test", clock=clock) as made:
        entry.save_settings(made, Settings(home_currency="USD", time_zone="UTC"))
        entry.add(
            made,
            [
                Platform(platform=name, currency="USD", pay_cycle="weekly", pay_cycle_ends="fri", pay_delay_days=5),
                Project(platform=name, project=project, agreed_rate=to_units(40)),
                WorkSession(platform=name, project=project, worked_on=AS_OF - ONE, minutes=7200),
                *rows,
            ],
        )
    return path


@pytest.fixture
def today(open_app, line, tmp_path):
    def start(*rows, **more):
        names = {k: more.pop(k) for k in ("name", "project") if k in more}
        return open_app(ledger(tmp_path / "some.db", *rows, **names), page="today", **more)

    return start


# --- the line -------------------------------------------------------------------------------------------


def test_a_line_is_saved_shown_and_taken_back(today, line):
    at = today()
    assert line.told["focus"] is True
    answer = line.enter(at, "2h30 mercor nova")
    assert answer["saved"]
    assert answer["said"] == "Saved: Mercor · Nova · 2 h 30 min · Sat, Oct 31, 2026"
    assert "Mercor · Nova · 2 h 30 min · Sat, Oct 31, 2026" in shown(at)
    assert "Today 2 h 30 min, $100.00 earned; this week so far 4 h 30 min, $180.00 earned." in shown(at)
    by_label(at.button, "Undo").click().run()
    assert len(desk().rows(WorkSession)) == 1
    assert "2 h 30 min · Sat, Oct 31, 2026 · taken back" in shown(at)


def test_what_is_typed_is_understood_before_it_is_saved(today, line):
    at = today()
    heard = line.type(at, "paid 412.50 mercor")
    assert (heard["kind"], heard["of"]) == ("ready", "paid 412.50 mercor")
    assert heard["text"] == "Mercor · payment · $412.50 · Sat, Oct 31, 2026"
    assert line.type(at, "mercor nova")["kind"] == "missing"
    assert desk().rows(Payout) == []


def test_a_new_platform_needs_one_more_yes(today, line):
    at = today()
    heard = line.type(at, "2h mercro nova")
    assert heard["kind"] == "choose"
    assert "mercro is a new platform" in heard["news"]
    assert heard["choices"] == ("Mercor / Nova", "new: mercro / nova")
    back = line.enter(at, "2h mercro nova")
    assert (back["saved"], back["text"], back["choices"]) == (False, "2h mercro nova", heard["choices"])
    assert [p.platform for _, p in desk().platforms()] == ["Mercor"]


def test_one_tap_takes_the_name_that_was_meant(today, line):
    at = today()
    answer = line.enter(at, "2h mercro nova", taps=[(0, "Mercor / Nova")])
    assert answer["said"] == "Saved: Mercor · Nova · 2 h · Sat, Oct 31, 2026"
    assert [p.platform for _, p in desk().platforms()] == ["Mercor"]


def test_another_tap_takes_the_new_one(today, line):
    at = today()
    assert line.enter(at, "2h turing atlas", taps=[(0, "new: turing / atlas")])["saved"]
    assert [p.platform for _, p in desk().platforms()] == ["Mercor", "turing"]


@pytest.mark.parametrize("tap", [(0, "new: mercro / nova"), (7, "Mercor / Nova"), (0, "")])
def test_a_tap_on_what_is_not_there_answers_nothing(today, line, tap):
    at = today()
    assert not line.enter(at, "2h mercro nova", taps=[tap])["saved"]
    assert len(desk().rows(WorkSession)) == 1


def test_a_first_platform_needs_no_yes(open_app, line):
    at = open_app(page="today")
    assert line.type(at, "2h outlier")["kind"] == "ready"
    assert line.enter(at, "2h outlier")["saved"]


def test_a_name_that_fits_two_offers_both(today, line):
    at = today(Project(platform="Mercor", project="North one"), Project(platform="Mercor", project="North two"))
    heard = line.type(at, "2h north")
    assert heard["kind"] == "choose"
    assert set(heard["choices"]) == {"Mercor / North one", "Mercor / North two"}
    assert not line.enter(at, "2h north")["saved"]
    assert line.enter(at, "2h north", taps=[(1, heard["choices"][1])])["saved"]
    assert desk().rows(WorkSession)[-1][1].project == heard["choices"][1].partition(" / ")[2]


def test_answers_of_one_name_are_told_apart(today, line):
    at = today(Project(platform="Mercor", project="North one"), Project(platform="Mercor", project="North two"))
    heard = line.enter(at, "2.30h north")
    assert len(set(heard["choices"])) == 4
    meant = next(c for c in heard["choices"] if "2 h 30 min" in c and "North two" in c)
    assert line.enter(at, "2.30h north", taps=[(heard["choices"].index(meant), meant)])["saved"]
    assert desk().rows(WorkSession)[-1][1].minutes == 9000


def test_a_choice_that_is_new_itself_asks_once_more(today, line):
    at = today(Platform(platform="Outlier"), Project(platform="Outlier", project="North"))
    first = line.enter(at, "2h outleir rlhf")
    tap = (0, first["choices"][0])
    second = line.enter(at, "2h outleir rlhf", taps=[tap])
    assert (second["saved"], second["text"], second["taps"]) == (False, "2h outleir rlhf", (tap,))
    last = second["choices"][-1]
    assert last == "new: Outlier / rlhf"
    assert line.enter(at, "2h outleir rlhf", taps=[tap, (len(second["choices"]) - 1, last)])["saved"]


def test_a_line_that_comes_back_does_not_take_the_next_one_with_it(today, line):
    at = today()
    back = line.enter(at, "2h mercro", "1h mercor")
    assert (back["saved"], back["text"]) == (False, "2h mercro")
    assert sorted(s.minutes for _, s in desk().rows(WorkSession)) == [3600, 7200]


def test_a_payment_without_a_rate_asks_for_that_one_number(today, line):
    at = today(Settings(home_currency="KES", time_zone="Africa/Nairobi"), Platform(platform="Outlier", currency="USD"))
    assert line.enter(at, "paid 100 usd outlier")["saved"]
    by_label(at.text_input, "1 USD in KES, on Oct 31, 2026").set_value("129.5")
    by_label(at.button, "Use this rate").click().run()
    ((_, rate),) = desk().rows(ExchangeRate)
    assert (rate.currency, rate.in_home_currency) == ("USD", Decimal("129.5"))
    assert "1 USD in KES" not in shown(at)
    line.enter(at, "paid 50 usd outlier")
    assert not [t for t in at.text_input if t.label.startswith("1 USD")]


def test_hidden_buttons_hold_no_real_name(today, line):
    at = today(
        Project(platform="Mercor", project="North one", alias="Blue"),
        Project(platform="Mercor", project="North two", alias="Red"),
        masked=True,
    )
    heard = line.type(at, "2h north")
    assert set(heard["choices"]) == {"Mercor / Blue", "Mercor / Red"}
    red = heard["choices"].index("Mercor / Red")
    assert line.enter(at, "2h north", taps=[(red, "Mercor / Red")])["saved"]
    assert "North" not in str(line.told)
    assert desk().rows(WorkSession)[-1][1].project == "North two"


def test_lines_that_follow_fast_are_all_saved_and_none_twice(today, line):
    at = today()
    line.enter(at, "1h mercor", "2h mercor")
    again = Sent(entered=((1, "1h mercor", ()), (2, "2h mercor", ()), (3, "3h mercor", ())))
    line.n, line.sends = 3, again
    at.run()
    assert sorted(s.minutes for _, s in desk().rows(WorkSession)) == [3600, 7200, 7200, 10800]


def test_a_line_that_is_refused_comes_back(today, line):
    at = today()
    answer = line.enter(at, "mercor something")
    assert not answer["saved"]
    assert answer["text"] == "mercor something"
    assert "How long was it?" in answer["said"]
    assert len(desk().rows(WorkSession)) == 1


def test_events_and_days_off_are_lines_too(today, line):
    at = today()
    for text in ("mercor nova paused yesterday", "spent 12 usd headset", "nothing on mercor yesterday"):
        assert line.enter(at, text)["saved"], text
    assert "Mercor · Nova · paused · Fri, Oct 30, 2026" in shown(at)
    assert "headset" in shown(at)


def test_days_are_those_of_the_day_that_is_shown(today, line):
    line.enter(today(), "2h mercor yesterday")
    assert desk().rows(WorkSession)[-1][1].worked_on == AS_OF - ONE


def test_the_component_is_made_of_files_that_the_policy_allows(open_app, tmp_path):
    """Relies on Streamlit's manager of components: a script or style in the page itself would need `blob:`."""
    at = open_app(ledger(tmp_path / "some.db"), page="today")
    (part,) = [e.proto for e in at.get("bidi_component")]
    assert (part.js_content, part.css_content) == ("", "")
    assert (part.js_source_path, part.css_source_path) == ("line.js", "line.css")
    assert part.component_name == "gig-tracker.quickline"
    assert not part.isolate_styles
    assert "<script" not in part.html_content
    script = (ROOT / "static/quickline/line.js").read_text("utf-8")
    assert "innerHTML" not in script


# --- the page -------------------------------------------------------------------------------------------


def test_the_full_page(open_app, sample_file, line):
    at = open_app(sample_file, page="today")
    said = shown(at)
    assert "this week so far" in said
    assert "Larkspur owes you $" in said  # in its own currency
    assert [h.value for h in at.header] == ["Needs attention", "Last entries"]
    assert not at.get("plotly_chart")


def test_work_that_files_brought_is_listed_where_nothing_was_typed(open_app, sample_file, line):
    at = open_app(sample_file, page="today")
    said = shown(at)
    assert "The latest work on record" in said
    assert "Oct 30, 2026" in said
    line.enter(at, "45m quillwork")
    assert "The latest work on record" not in shown(at)


def test_nothing_is_late_is_said(today):
    assert "Nothing needs you" in shown(today())


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_shown_as_typed(today, line, name):
    paused = ProjectEvent(platform=name, project=name, event="paused", happened_at=AS_OF - 20 * ONE)
    at = today(paused, name=name, project=name)
    at.session_state["quick"] = {"typed": "1h"}
    entry.add(desk(), [WorkSession(platform=name, project=name, worked_on=AS_OF, minutes=3600)])
    at.run()
    spelled = " ".join(name.split())
    assert shown(at).count(spelled) >= 2
    for text in texts(at):
        if spelled in text:
            assert md(name) in text, text
    for button in at.button:
        assert spelled not in button.label or md(name) in button.label


def test_hidden_amounts_and_names_are_in_no_text(today, line):
    late = WorkSession(platform="Mercor", project="Nova", worked_on=AS_OF - 40 * ONE, minutes=36000)
    paused = ProjectEvent(platform="Mercor", project="Nova", event="paused", happened_at=AS_OF - 20 * ONE)
    at = today(late, paused, masked=True)
    line.enter(at, "1h mercor nova @45 usd")
    line.type(at, "paid 412.50 mercor nova")
    said = shown(at) + repr(line.told) + " ".join(b.label for b in at.button)
    said = said.replace("paid 412.50 mercor nova", "").replace("1h mercor nova @45 usd", "")
    assert "$" not in said.replace("paid 412.50 usd", "")
    assert "Nova" not in said
    assert "owes you •••" in said


# --- what needs attention -------------------------------------------------------------------------------


def button_of(at, kind):
    return next(b for b in at.button if (b.key or "").startswith(f"attention_{kind}_") and not b.key.endswith("none"))


def settle(at, line, kind):
    """Press the one button and enter the line that it prepares."""
    button_of(at, kind).click().run()
    put = line.told["put"]
    return line.enter(at, put["text"]), put


def test_money_that_came_is_recorded_with_one_button_and_enter(today, line):
    at = today(WorkSession(platform="Mercor", project="Nova", worked_on=AS_OF - 40 * ONE, minutes=36000))
    assert "Mercor owes you $400.00, due since" in shown(at)
    answer, put = settle(at, line, "overdue")
    assert put["text"][: put["caret"]].endswith("400.00")
    assert answer["said"] == "Saved: Mercor · payment · $400.00 · Sat, Oct 31, 2026"
    assert "owes you" not in shown(at)


def test_a_pause_goes_on_with_one_button_and_enter(today, line):
    at = today(ProjectEvent(platform="Mercor", project="Nova", event="paused", happened_at=AS_OF - 20 * ONE))
    assert "Mercor · Nova has been paused since Oct 11, 2026" in shown(at)
    answer, _put = settle(at, line, "pause")
    assert answer["said"].startswith("Saved: Mercor · Nova · resumed")
    assert "has been paused" not in shown(at)


def test_days_without_an_entry_are_filled_one_by_one(today, line):
    worked = [
        WorkSession(platform="Mercor", project="Nova", worked_on=AS_OF - n * ONE, minutes=3600)
        for n in (4, 5, 8, 9, 10, 11, 12, 15)
    ]
    at = today(*worked, Availability(starts_on=AS_OF - 90 * ONE, kind="available", weekly_hours=Decimal(40)))
    assert "nothing is logged on 2 days: Wed, Oct 28, 2026; Thu, Oct 29, 2026" in shown(at)
    button_of(at, "unlogged").click().run()
    put = line.told["put"]
    assert put["caret"] == 0
    assert line.enter(at, "3h" + put["text"])["said"] == "Saved: Mercor · Nova · 3 h · Wed, Oct 28, 2026"
    assert "nothing is logged on 1 day: Thu, Oct 29, 2026" in shown(at)
    by_label(at.button, "No work was offered").click().run()
    assert line.enter(at, line.told["put"]["text"])["saved"]
    assert "nothing is logged" not in shown(at)


@pytest.mark.parametrize(("row", "kind", "sentence"), [
    (WorkSession(platform="Mercor", worked_on=AS_OF, minutes=60, amount=9000, currency="KES"), "no_rate",
     "There is no exchange rate for KES"),
    (WorkSession(platform="Outlier", worked_on=AS_OF, minutes=60), "no_cycle", "When Outlier pays is not set"),
])  # fmt: skip
def test_what_settings_settle_leads_to_settings(today, line, row, kind, sentence):
    at = today(row)
    assert sentence in shown(at)
    button_of(at, kind).click().run()
    assert at.title[0].value == "Settings"
    assert ("Add rate" if kind == "no_rate" else "Compare them with what came") in [b.label for b in at.button]


def test_terms_that_what_came_does_not_bear_out_lead_to_their_comparison(today, line):
    """Mercor pays its weeks to a Friday five days later, as its row says; here the money came after ten."""
    ends = [dt.date(2026, 9, 4) + 7 * n * ONE for n in range(6)]
    done = [WorkSession(platform="Mercor", worked_on=e - 2 * ONE, minutes=7200, amount=to_units(50)) for e in ends]
    came = [
        Payout(platform="Mercor", kind="payout", received_on=e + 10 * ONE, amount=to_units(50), currency="USD",
               covers_from=e - 6 * ONE, covers_to=e)
        for e in ends
    ]  # fmt: skip
    at = today(*done, *came)
    assert "Money of Mercor came on Mondays, 5 days after the day that its terms give (6 pay days)." in shown(at)
    button_of(at, "learnt").click().run()
    assert at.title[0].value == "Settings"
    assert "These terms would fit: " in shown(at)
    assert at.selectbox(key="terms_of_None").value == "Mercor"


# --- before the first paint -----------------------------------------------------------------------------


def test_neither_pictures_nor_models_are_loaded_for_today(tmp_path):
    """Streamlit by itself loads a part of Plotly, and pandas for what it hands to the line; nothing is added to it."""
    ledger(tmp_path / "some.db")
    code = (
        "import sys\n"
        "from streamlit.testing.v1 import AppTest\n"
        "before = set(sys.modules)\n"
        "from tracker.widgets import served\n"
        "served.configure(served.House(sys.argv[1]))\n"
        "at = AppTest.from_file(sys.argv[2], default_timeout=60).run()\n"
        "assert not at.exception and at.title[0].value == 'Today', at\n"
        "served.configure(served.House())\n"
        "names = ('plotly', 'scipy', 'sqlalchemy', 'sqlmodel', 'pydantic', 'alembic')\n"
        "heavy = [m for m in set(sys.modules) - before if m.split('.')[0] in names]\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "some.db"), str(ROOT / "app.py")],
        cwd=ROOT.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-600:]


def test_what_only_pictures_need_is_loaded_when_no_page_is_being_shown(monkeypatch):
    """Not before a page was shown, however long that takes, and not while others follow."""
    import gc

    from tracker import launch
    from tracker.widgets import served

    loaded, naps, shown = [], [], threading.Event()

    def sleep(seconds):
        naps.append((seconds, list(loaded)))
        if len(naps) < 3:
            shown.set()  # another page

    monkeypatch.setattr(served, "page_shown", shown)
    monkeypatch.setattr(launch.time, "sleep", sleep)
    monkeypatch.setattr(importlib, "import_module", loaded.append)
    monkeypatch.setattr(gc, "collect", lambda: None)
    monkeypatch.setattr(gc, "freeze", lambda: None)
    warming = threading.Thread(target=launch._warm, daemon=True)
    warming.start()
    warming.join(0.2)
    assert warming.is_alive()
    assert loaded == list(launch.WARM_FIRST)
    shown.set()
    warming.join(10)
    assert naps == [(launch.QUIET, list(launch.WARM_FIRST))] * 3
    assert loaded == [*launch.WARM_FIRST, *launch.WARM_LATER]


def test_a_list_of_changes_says_what_was_entered(open_app):
    at = open_app(page="settings", part="changes")
    entry.add(desk(), [WorkSession(platform="Mercor", project="Ridge", worked_on=dt.date(2026, 10, 30), minutes=9000)])
    at.run()
    assert "Mercor · Ridge · 2 h 30 min · Fri, Oct 30, 2026" in shown(at)
    assert "work_sessions" not in shown(at)


def test_a_table_without_rows_is_not_shown():
    def page():
        from tracker.views.table import Column, Table
        from tracker.widgets import show

        columns = (Column("a", "A"),)
        show.table(Table.of(columns, []), key="none", alt="None", file="none.csv")
        show.table(Table.of(columns, [[("1", 1)]]), key="one", alt="One", file="one.csv")

    at = AppTest.from_function(page, default_timeout=30).run()
    assert not at.exception
    assert [d.value.to_dict("list") for d in at.dataframe] == [{"A": ["1"]}]
    assert [b.proto.label for b in at.get("download_button")] == ["Download as CSV", "as Excel"]


def test_a_picture_can_be_saved_as_either():
    def page():
        from plotly.graph_objects import Figure

        from tracker.views.table import Column, Table
        from tracker.widgets import show

        show.figure(Figure(), key="hours_by_week", alt="Hours")
        show.numbers(Table.of((Column("a", "A"),), [[("1", 1)]]), key="hours", alt="Hours", file="hours.csv")

    at = AppTest.from_function(page, default_timeout=30).run()
    for name in ("png", "svg"):
        at.segmented_control(key="hours_picture").set_value(name).run()
        assert not at.exception
        config = json.loads(at.get("plotly_chart")[0].proto.config)
        assert config["modeBarButtons"] == [["toImage"]]
        assert config["toImageButtonOptions"] == {"format": name, "filename": "hours-by-week", "scale": 2}


def test_names_are_offered_to_be_completed_and_hidden_with_the_amounts(today, line, open_app, tmp_path):
    today()
    assert line.told["names"] == ["Nova", "Mercor"]
    open_app(ledger(tmp_path / "other.db"), page="today", masked=True)
    assert line.told["names"] == []
