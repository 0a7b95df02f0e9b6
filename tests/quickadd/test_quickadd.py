"""One line of words: what is understood, what is asked for."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain import Earning, Payout, Platform, Project, WorkSession
from tracker.errors import Ambiguous, InputError
from tracker.quickadd import Understood, day_of, parse

ROME = ZoneInfo("Europe/Rome")
NOW = dt.datetime(2026, 5, 6, 18, tzinfo=dt.UTC)
"""A Wednesday; 20:00 in Rome."""
PLATFORMS = [Platform(platform="Outlier"), Platform(platform="Mercor", currency="EUR"), Platform(platform="Scale AI")]
PROJECTS = [
    Project(platform="Outlier", project="rlhf-2"),
    Project(platform="Mercor", project="search eval", alias="blue"),
    Project(platform="Mercor", project="search rank"),
]
D = dt.date(2026, 5, 6)


def read(text: str) -> Understood:
    return parse(text, NOW, ROME, PLATFORMS, PROJECTS)


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 5, day, hour, minute, tzinfo=ROME).astimezone(dt.UTC)


SESSIONS: dict[str, dict[str, object]] = {
    "2h30 outlier rlhf yesterday": {
        "platform": "Outlier", "project": "rlhf-2", "worked_on": dt.date(2026, 5, 5), "minutes": 9000,
    },
    "45m mercor assessment unpaid mon 14:00": {
        "platform": "Mercor", "activity": "assessment", "started_at": at(4, 14), "ended_at": at(4, 14, 45),
        "worked_on": None,
    },
    "14:00-16:30 outlier": {"started_at": at(6, 14), "ended_at": at(6, 16, 30), "minutes": None, "worked_on": None},
    "14:00 to 16:30 outlier": {"started_at": at(6, 14), "ended_at": at(6, 16, 30)},
    "2pm-4:30pm outlier": {"started_at": at(6, 14), "ended_at": at(6, 16, 30)},
    "9-5pm outlier": {"started_at": at(6, 9), "ended_at": at(6, 17)},
    "14:00-16:30 2h outlier": {"started_at": at(6, 14), "ended_at": at(6, 16, 30), "minutes": 7200},
    "22:00-01:30 outlier": {"started_at": at(5, 22), "ended_at": at(6, 1, 30)},
    "22:00-01:30 outlier mon": {"started_at": at(4, 22), "ended_at": at(5, 1, 30)},
    "+ 120 tasks prolific 18.40 usd": {
        "platform": "prolific", "tasks": 120, "amount": 184_000, "currency": "USD", "minutes": 0, "worked_on": D,
    },
    "+120 tasks outlier $18.40 1h": {"tasks": 120, "amount": 184_000, "minutes": 3600},
    "2h mercor blue #night #rush": {"project": "search eval", "note": "#night #rush"},
    "2h mercor blue # late #night": {"project": "search eval", "note": "late #night"},
    "2h mercor blue #4711 done": {"project": "search eval", "note": "4711 done"},
    "2h mercor blue @45/h # batch 3": {"project": "search eval", "rate": 450_000, "currency": "EUR", "note": "batch 3"},
    "2h outlier 25 usd/h": {"rate": 250_000, "currency": "USD"},
    "1h 15m scale ai foo 3 may": {
        "platform": "Scale AI", "project": "foo", "minutes": 4500, "worked_on": dt.date(2026, 5, 3),
    },
    "90 min outlier €25": {"minutes": 5400, "amount": 250_000, "currency": "EUR"},
    "1.5h outlier": {"minutes": 5400},
    "1:30 outlier": {"minutes": 5400},
    "2 hours on outlier for rlhf": {"minutes": 7200, "project": "rlhf-2"},
    '2h outlier "training day"': {"project": "training day", "activity": None},
    "2h outlier waiting": {"activity": "waiting"},
    "30m outlier wait": {"activity": "waiting"},
    "2h outlier 2026-04-30": {"worked_on": dt.date(2026, 4, 30)},
    "2h outlier 3 days ago": {"worked_on": dt.date(2026, 5, 3)},
    "2h outlier last wed": {"worked_on": dt.date(2026, 4, 29)},
    "2h outlier wed": {"worked_on": D},
}  # fmt: skip


@pytest.mark.parametrize("text", SESSIONS)
def test_sessions(text: str) -> None:
    record = read(text).record
    assert isinstance(record, WorkSession)
    assert {k: getattr(record, k) for k in SESSIONS[text]} == SESSIONS[text]


def test_payments_and_extras() -> None:
    paid = read("paid 412.50 usd mercor").record
    assert isinstance(paid, Payout)
    assert (paid.platform, paid.amount, paid.currency, paid.received_on) == ("Mercor", 4_125_000, "USD", D)
    other = read("paid mercor 1.234,50 fee 2,50 yesterday").record
    assert isinstance(other, Payout)
    assert (other.amount, other.fee, other.currency) == (12_345_000, 25_000, "EUR")
    extra = read("+ 50 usd outlier referral").record
    assert isinstance(extra, Earning)
    assert (extra.kind, extra.amount, extra.earned_from) == ("referral", 500_000, D)


def test_what_is_new_is_said() -> None:
    met = read("2h outlier rlhf")
    assert (met.new_platform, met.new_project, met.news) == (False, False, ())
    new = read("2h mercer alpha")
    assert (new.new_platform, new.new_project) == (True, True)
    assert str(new.news[0]) == "mercer is a new platform. Did you mean Mercor?"
    assert "2h for mercer / alpha on Wed 2026-05-06" in str(new.sentence)


REFUSED = {
    "": "nothing to understand",
    "outlier": "How long",
    "14:00 outlier": "when it began",
    "2h outlier 50": "Not understood: “50”. Understood: “2h”, “outlier”.",
    "2h outlier 2026-06-01": "future",
    "19:00-21:00 outlier": "future",
    "paid mercor": "How much",
    "+ outlier": "How much",
    "2h outlier 02:30 2026-03-29": "did not exist",
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_missing_is_asked_for(text: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert REFUSED[text] in str(caught.value.sentence())


ASKED = {
    "2h": ("For which platform", 3),
    "2h outlier unpaid": ("unpaid work", 11),
    "2h outlier 11/12/2025": ("two dates", 2),
    "2.30h outlier": ("2h 18m or 2h 30m", 2),
    "2.30h outlier 11/12/2025": ("two dates", 4),
    "2h outlier yesteday": ("Is it yesterday?", 2),
}


@pytest.mark.parametrize("text", ASKED)
def test_what_may_mean_several_things_is_asked(text: str) -> None:
    with pytest.raises(Ambiguous) as caught:
        read(text)
    message, n = ASKED[text]
    assert message in str(caught.value.sentence())
    assert len(caught.value.choices) == n
    assert len({parse(line, NOW, ROME, PLATFORMS, PROJECTS).line for _, line in caught.value.choices}) == n


def test_a_new_name_needs_a_yes_where_there_are_names() -> None:
    new = read("2h outleir # late")
    assert (new.sure, new.nearest, str(new.yes)) == (False, ("Outlier",), "new: outleir")
    assert [(str(name), line) for name, line in new.choices] == [("Outlier", '2h "Outlier" 2026-05-06 # late')]
    left = read("2h outlier great progress")
    assert [str(name) for name, _ in left.choices] == ["a note: great progress"]
    assert read(left.choices[0][1]).record.note == "great progress"
    assert read("2h outlier rlhf").sure


def test_in_a_new_ledger_one_word_is_the_platform() -> None:
    assert parse("worked 2h on outlier", NOW, ROME, [], []).sure
    assert parse("2h outlier", NOW, ROME, [], []).record.platform == "outlier"
    for line in ("2h annotating for outlier", "2h outlier great day's progress", "2h outlier rlhf"):
        assert not parse(line, NOW, ROME, [], []).sure
    assert parse("2h annotating for outlier", NOW, ROME, [], []).record.platform == "outlier"


def test_all_running_projects_are_one_answer() -> None:
    with pytest.raises(Ambiguous) as caught:
        read("mercor deactivated my account")
    ((label, line),) = caught.value.choices
    assert str(label) == "all 2 projects that run"
    everything = read(line)
    assert [r.project for r in everything.records] == ["search eval", "search rank"]
    assert everything.line == line


def test_a_long_line_is_refused_at_once() -> None:
    for line in ("x" * 501, "2h outlier " * 50, '"' * 600):
        with pytest.raises(InputError, match="at most 500") as caught:
            read(line)
        assert caught.value.code == "endless_line"


def test_ambiguous_names() -> None:
    with pytest.raises(Ambiguous, match="several platforms"):
        parse("2h outli", NOW, ROME, [Platform(platform="Outlier"), Platform(platform="Outlive")], [])
    with pytest.raises(Ambiguous, match="several projects"):
        read("2h mercor sea")


def test_a_word_within_another_is_no_part_of_a_name() -> None:
    platforms, projects = [Platform(platform="Nopay")], [Project(platform="Nopay", project="smart start")]
    for line in ("2h pay", "2h art", "2h nopay tart"):
        found = parse(line, NOW, ROME, platforms, projects)
        assert found.record.project != "smart start"
        assert any("is a new" in str(said) for said in found.news)
        assert not found.sure
    for line in ("2h nop", "2h sma", "2h start", "2h star sma"):
        assert parse(line, NOW, ROME, platforms, projects).news == ()


@given(st.integers(1, 23 * 60), st.sampled_from(["outlier", "Mercor", '"Scale AI"']))
def test_any_length_is_read_back(minutes: int, name: str) -> None:
    record = read(f"{minutes // 60}h{minutes % 60:02d} {name} yesterday").record
    assert isinstance(record, WorkSession)
    assert record.minutes == minutes * 60


@given(st.text(max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    with suppress(InputError, Ambiguous):
        assert read(text).sentence


def test_days() -> None:
    assert day_of("20 dec", D) == dt.date(2025, 12, 20)
    assert day_of("may 5", D) == dt.date(2026, 5, 5)
    with pytest.raises(InputError):
        day_of("someday", D)


def test_a_name_that_is_a_platform_and_its_project_as_well_is_asked_about() -> None:
    projects = [
        Project(platform="Mercor", project="Search Eval"),
        Project(platform="Appen", project="Mercor Search Eval"),
    ]
    with pytest.raises(Ambiguous) as caught:
        parse("2h mercor search eval", NOW, ROME, [], projects)
    assert [line for _, line in caught.value.choices if "as" not in line.split()] == [
        '2h "Mercor" / "Search Eval" 2026-05-06',
        '2h "Appen" / "Mercor Search Eval" 2026-05-06',
    ]
    assert parse("2h appen mercor search eval", NOW, ROME, [], projects).line.startswith('2h "Appen" / "Mercor S')


def test_a_unit_before_what_is_counted_is_no_name() -> None:
    platforms, projects = [Platform(platform="Prolific")], [Project(platform="Prolific", project="Mint Rating")]
    found = parse("prolific 20 min study 3 gbp", NOW, ROME, platforms, projects).record
    assert (found.minutes, found.tasks) == (20 * 60, None)
