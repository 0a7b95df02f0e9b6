"""Discreet mode: what is hidden, that it stays hidden, and that it comes back by itself where a platform watches."""

import datetime as dt
import json
import re
import stat
from dataclasses import replace

import pytest

from tests.faces.conftest import AS_OF, ROOT, all_parts, clock, shown
from tracker.desk import discreet, doctor, entry, terms
from tracker.desk.session import Desk
from tracker.domain import Earning, Payout, Platform, Project, ProjectEvent, Settings, WorkSession
from tracker.errors import Ambiguous, TrackerError
from tracker.quickadd.typed_days import read_day
from tracker.say import Many, Name, Said
from tracker.units import Money, to_units
from tracker.views.numbers import Reader
from tracker.views.settings import backups
from tracker.views.today import overview
from tracker.widgets.served import desk
from tracker.words.amount import parse_amount, parse_in

PAGES = sorted(page.stem for page in (ROOT / "pages").glob("[a-z]*.py"))
REAL = ("Hollowmere", "Quartzfen")
ALIASES = ("Blue", "Green")
MARKED = ("31.37", "4713.19", "4,713.19", "4.713,19", "53.77", "61.77", "2719.41", "2,719.41", "83.61", "97.53")
"""Amounts of the ledger below, as they might be written."""


def watched_ledger(path, monitoring=False):
    """A ledger whose amounts and real names are easy to find in any text."""
    rows = [Platform(platform="Mercor", currency="USD", pay_cycle="weekly", pay_cycle_ends="fri", pay_delay_days=5,
                     monitoring=monitoring, payout_threshold=to_units("97.53"))]  # fmt: skip
    for name, alias in zip(REAL, ALIASES, strict=True):
        rows.append(
            Project(platform="Mercor", project=name, alias=alias, role="review", advertised_low=to_units("53.77"),
                    advertised_high=to_units("61.77"), agreed_rate=to_units("31.37"), note=f"{name} pays 83.61")
        )  # fmt: skip
    monday = AS_OF - dt.timedelta(days=AS_OF.weekday() + 7 * 16)
    for week in range(16):
        for day, name in ((0, REAL[0]), (2, REAL[1]), (3, None)):
            start = dt.datetime.combine(monday + dt.timedelta(days=7 * week + day), dt.time(9), dt.UTC)
            rows.append(
                WorkSession(
                    platform="Mercor", project=name, started_at=start, activity="task" if name else "searching",
                    ended_at=start + dt.timedelta(hours=4 + week % 3), note=f"{name} at 83.61" if name else None,
                )
            )  # fmt: skip
        if week % 2:
            paid = monday + dt.timedelta(days=7 * week + 4)
            rows.append(Payout(platform="Mercor", kind="payout", received_on=paid, amount=to_units("4713.19") // 16,
                               currency="USD", note=f"{REAL[1]} 83.61"))  # fmt: skip
    rows.append(Earning(platform="Mercor", project=REAL[0], kind="bonus", earned_from=AS_OF - dt.timedelta(days=60),
                        amount=to_units("2719.41"), currency="USD"))  # fmt: skip
    paused = dt.datetime.combine(AS_OF - dt.timedelta(days=20), dt.time(12), dt.UTC)
    rows.append(ProjectEvent(platform="Mercor", project=REAL[1], event="paused", happened_at=paused, note=REAL[1]))
    with Desk.open(path, who="test", clock=clock) as made:
        entry.save_settings(made, Settings(home_currency="USD", time_zone="UTC", living_cost_month=to_units("2719.41")))
        entry.add(made, rows[:-1])
        entry.add(made, [rows[-1]])
    return path


def everything(at):
    """All that a page sends: elements, their options, specs, tables, and the address."""
    sent = [str(b) for b in _protos(at.main)] + [str(b) for b in _protos(at.sidebar)]
    return "\n".join([*sent, *(d.value.to_csv() for d in at.dataframe), str(dict(at.query_params))])


def _protos(block):
    for child in block.children.values():
        if getattr(child, "proto", None) is not None:
            yield child.proto
        if hasattr(child, "children"):
            yield from _protos(child)


def leaks(text):
    names = [n for n in REAL if n.lower() in text.lower()]
    money = re.findall(r"[$€£]\s?\d|\d\s?[€£]|USD\s?\d", text)
    return names + [m for m in MARKED if m in text] + money


@pytest.mark.parametrize("page", PAGES)
def test_a_masked_page_holds_no_amount_and_no_real_name(open_app, tmp_path, page):
    at = open_app(watched_ledger(tmp_path / "own.db"), page=page, masked=True)
    assert leaks(all_parts(at, everything)) == []
    assert at.button(key="discreet").label == "Show amounts"


@pytest.mark.parametrize("page", PAGES)
def test_the_same_page_shows_them_when_asked(open_app, tmp_path, page):
    at = open_app(watched_ledger(tmp_path / "own.db"), page=page, masked=True)
    at.button(key="discreet").click().run()
    assert not at.exception
    assert at.button(key="discreet").label == "Hide amounts"
    assert not discreet.view(desk()).masked


def test_projects_go_by_their_aliases_in_pictures_tables_and_texts(open_app, tmp_path):
    at = open_app(watched_ledger(tmp_path / "own.db"), masked=True, page="earnings", by="project")
    charts = "".join(chart.proto.spec for chart in at.get("plotly_chart"))
    alts = " ".join(chart.proto.alt for chart in at.get("plotly_chart"))
    table = next(d.value for d in at.dataframe if "Project" in d.value.columns)
    for alias in ALIASES:
        assert alias in charts
        assert alias in alts
        assert alias in set(table["Project"])
    assert "left you most" in shown(at)
    assert r"\u2022\u2022\u2022" in charts


def test_a_project_without_an_alias_keeps_one_number(open_app, tmp_path):
    path = tmp_path / "own.db"
    with Desk.open(path, who="test", clock=clock) as made:
        entry.add(made, [Platform(platform="Mercor"), Project(platform="Mercor", project="Hollowmere")])
        row = made.projects()[0][0]
        assert discreet.aliases(made) == {("Mercor", "Hollowmere"): f"Project {row}"}


def test_the_choice_outlasts_a_refresh_and_a_restart(open_app, tmp_path):
    at = open_app(watched_ledger(tmp_path / "own.db"))
    at.button(key="discreet").click().run()
    assert discreet.view(desk()).masked
    kept = discreet.place(desk())
    assert json.loads(kept.read_text("utf-8")) == {"discreet": True}
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    with Desk.open(desk().path, who="other", clock=clock) as again:
        assert discreet.view(again).masked
        assert again.operations(1)[0].kind != "settings"  # no operation was written for it


def test_a_damaged_choice_hides(tmp_path):
    with Desk.open(tmp_path / "own.db", who="test", clock=clock) as made:
        assert not discreet.view(made).masked
        for text in ("", "{", "[]", '{"discreet": 1}', "\x00"):
            discreet.place(made).write_text(text, "utf-8")
            assert discreet.view(made).masked


def test_a_watched_ledger_opens_hidden_and_hides_again_after_ten_minutes(tmp_path):
    now = [clock()]
    with Desk.open(watched_ledger(tmp_path / "own.db", monitoring=True), who="test", clock=lambda: now[0]) as made:
        assert discreet.view(made).masked
        discreet.show(made)
        assert discreet.view(made) == discreet.View(masked=False, until=now[0] + dt.timedelta(minutes=10))
        now[0] += dt.timedelta(minutes=9, seconds=59)
        assert not discreet.view(made).masked
        now[0] += dt.timedelta(seconds=1)
        assert discreet.view(made).masked
        discreet.show(made)
        discreet.hide(made)
        assert discreet.view(made).masked


def test_a_watched_ledger_opens_hidden_as_a_page(open_app, tmp_path):
    at = open_app(watched_ledger(tmp_path / "own.db", monitoring=True), page="earnings", masked=None)
    assert at.button(key="discreet").label == "Show amounts"
    assert leaks(everything(at)) == []


def test_hidden_fields_keep_what_they_hold(open_app, tmp_path):
    at = open_app(watched_ledger(tmp_path / "own.db"), page="settings", part="projects", masked=True)
    row = next(r for r, p in desk().projects() if p.project == REAL[0])
    before = desk().get("projects", row)
    at.selectbox(key="project").set_value(row).run()
    assert leaks(everything(at)) == []
    next(f for f in at.text_input if f.label == "Promised hours a week").set_value("20")
    next(b for b in at.button if b.label == "Save project").click().run()
    assert not at.exception
    after = desk().get("projects", row)
    assert (after.promised_weekly_hours, after.project, after.agreed_rate, after.note) == (
        20, before.project, before.agreed_rate, before.note,
    )  # fmt: skip


def test_errors_do_not_say_real_names(open_app, tmp_path):
    open_app(watched_ledger(tmp_path / "own.db"), masked=True)
    reader = Reader.of("en", "USD", masked=True, aliases=discreet.aliases(desk()))
    amounts = Many([Money(to_units("4713.19"), "USD"), Money(to_units(12), "EUR")], " and ")
    said = Said("Both {one} and {other} fit; {amounts}; “{typed}”.", one=Name(REAL[0]), other=Name(REAL[1], "Mercor"),
                amounts=amounts, typed="83.61 for Ann")  # fmt: skip
    assert reader.say(said) == "Both Blue and Green fit; ••• and •••; “•••”."


def test_what_is_refused_and_what_is_noticed_hides_what_it_repeats(tmp_path):
    with Desk.open(watched_ledger(tmp_path / "own.db"), who="test", clock=clock) as made:
        reader = Reader.of("en", "USD", masked=True, aliases=discreet.aliases(made))
        entry.save_settings(made, Settings(home_currency="EUR", time_zone="UTC", living_cost_month=to_units("2719.41")))
        refused = []
        for line in ("1h mercor hollowmere 4713.19 usd at 83.61 usd", "paid mercor 4713.19 usd on 2026-02-30",
                     "2719.41.83 mercor", "1h mercor @ 83.61.97 usd"):  # fmt: skip
            with pytest.raises(TrackerError) as caught:
                entry.understand(made, line)
            refused.append(reader.say(caught.value.sentence()))
        said = [*map(reader.say, made.notices), *refused]
    assert len(said) >= 5
    assert leaks(" ".join(said)) == []


LINES = (
    "2h mercor hollowmere at 83.61 usd", "2h hollowmire", "1h quartz 4713.19 usd at 83.61 usd", "2h mercor",
    "3 tasks mercor hollowmere at 83.61", "paid 4713.19 usd mercor fee 83.61", "paid P4,713.19 mercor",
    "bonus 2719.41 usd mercor quartzfen", "spent 83.61 usd hollowmere", "moved 83.61 usd from hollowmere to quartzfen",
    "withdrew 4713.19 from mercor to quartzfen", "mercor hollowmere paused today", "mercor paused",
    "mercor deactivated my account", "hollowmere rate 83.61 usd", "mercor hollowmere cancelled because quartzfen",
    "2h mercor hollowmeer quartzfen", "2h outlier quartzfen", "1h mercor 83.61 eur at 97.53 usd", "hollowmere 83.61.97",
    "approved mercor hollowmere 83.61", "approved mercor", "2h mercor onbording hollowmere",
    "1.234 eur mercor quartzfen",
)  # fmt: skip
"""Lines that are understood, asked about and refused."""


def heard_texts(made, line, reader):
    """All that the line of Today says of a typed line, whatever comes of it."""
    try:
        meaning = entry.understand(made, line)
    except Ambiguous as several:
        heard = overview.asked(several.sentence(), several.choices, reader)
    except TrackerError as refused:
        heard = overview.asked(refused.sentence(), (), reader)
    else:
        heard = overview.heard(meaning, meaning.sentence, reader, made.zone())
        assert reader.say(meaning.sentence)
        heard = replace(heard, news=" ".join([reader.say(meaning.sentence), *map(reader.say, meaning.news)]))
    return [heard.text, heard.news, *heard.choices]


def refused(act, *given, **named):
    with pytest.raises(TrackerError) as caught:
        act(*given, **named)
    choices = [name for name, _line in caught.value.choices] if isinstance(caught.value, Ambiguous) else []
    return [caught.value.sentence(), *choices]


def test_every_sentence_hides_by_type_what_it_names(tmp_path):
    with Desk.open(watched_ledger(tmp_path / "own.db"), who="test", clock=clock) as made:
        reader = Reader.of("en", "USD", masked=True, aliases=discreet.aliases(made))
        row, project = next((r, p) for r, p in made.projects() if p.project == REAL[0])
        twin = replace(made.rows(Payout)[0][1], source=None, source_id=None)
        entry.add(made, [twin])
        entry.add(made, [WorkSession(platform="Mercor", project=REAL[0], worked_on=AS_OF, minutes=3600,
                                     rate=to_units("4713.19"), currency="USD")])  # fmt: skip
        said = [
            *refused(terms.save, made, replace(project, agreed_rate=to_units("97.53"))),
            *refused(entry.find_project, made, "Mercor", "o"),
            *refused(entry.find_project, made, "Mercor", "Hollowmeer"),
            *refused(entry.rename, made, "projects", row, REAL[1].upper()),
            *refused(entry.add, made, [replace(twin, fee=to_units("83611"))]),
            *refused(parse_in, "4713.19 EUR", ".", "USD"), *refused(parse_amount, "83.61.97", ".", "USD"),
            *refused(read_day, "Hollowmere 83.61", "dmy", AS_OF),
        ]  # fmt: skip
        found = doctor.check_up(made).findings
        rows = [text for _heading, texts in backups.found(found, reader) for text in texts]
        rows += [text for _kind, _heading, twins in backups.doubles(found, reader) for text, _place, _title in twins]
        lines = [text for line in LINES for text in heard_texts(made, line, reader)]
    assert any("has the rate •••, the project •••" in text for text in rows)
    shown_texts = [*map(reader.say, said), *rows, *lines]
    assert {text: leaks(text) for text in shown_texts if leaks(text)} == {}
    assert len(shown_texts) > 60
    assert leaks(" ".join(map(str, said)))  # spoken to nobody in particular they do name them
