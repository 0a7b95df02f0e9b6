"""What quick-add prints back parses to the same record, for made-up lines over made-up ledgers."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

from hypothesis import example, given
from hypothesis import strategies as st

from tests.quickadd.ledger import NOW, ROME, read
from tracker.domain import Activity, Event, Platform, Project
from tracker.errors import Ambiguous, InputError
from tracker.quickadd import parse
from tracker.quickadd.line import quote

NAMES = st.one_of(
    st.sampled_from(
        ["Outlier", "Out", "2h", "today", "training", "paid", "a b", "C#", 'a"b', "\\", "=1+1", "<img src=x>", "x / y",
         "$*:red[x]", "50 usd", "🙂", "שלום עולם", "3 may", "off", "+", "14:00-16:30", "on", "5\" screen"]
    ),
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=12)
    .filter(lambda t: t == t.strip()),
)  # fmt: skip
DAYS = st.one_of(
    st.dates(dt.date(2020, 1, 1), dt.date(2026, 5, 6)).map(str),
    st.sampled_from(
        [
            "",
            "today",
            "yesterday",
            "mon",
            "last fri",
            "3 days ago",
            "1 may",
            "20 dec",
            "on 2 feb 2025",
            "last night",
            "3/4",
            "28.4.",
            "the 28th",
            "day before yesterday",
            "yesteday",
            "may 7",
            "ytd",
        ]
    ),
)
STRETCHES = st.sampled_from(
    ["last week", "in april", "3-5 may", "2026-01-02 to 2026-03-04", "mon-wed", "this month", "2026-W18", "past week"]
)
LENGTHS = st.one_of(
    st.integers(1, 86_400).map(lambda s: f"{s // 3600}h {s // 60 % 60}m {s % 60}s" if s >= 3600 else f"{s}s"),
    st.sampled_from(
        ["2h30", "45m", "1,5h", "2:30", "150 min", "an hour and a half", "2.30h", "1 1/2 hours", "2h 30", "2:30h"]
    ),
)
CLOCKS = st.times().map(lambda t: t.strftime("%H:%M"))
SPANS = st.one_of(
    st.tuples(CLOCKS, CLOCKS).map("-".join),
    st.sampled_from(["2pm-4:30pm", "9-5pm", "23:50-00:10", "9-5", "2-4", "9am-5", "0900-1100", "9:00-5:00", "11-1"]),
)
UNITS = st.integers(1, 10**9)
MONEY = st.one_of(
    st.tuples(UNITS, st.sampled_from(["usd", "EUR", "php", "JPY"])).map(lambda u: f"{u[0] / 100:.2f} {u[1]}"),
    st.sampled_from(
        [
            "$18.40",
            "€20",
            "1.234,56 eur",
            "0.1234 usd",
            "12.3 gbp",
            "2500 pesos",
            "P2,500",
            "1,234 usd",
            "1.234 eur",
            "1.5 kwd",
            "ksh 500",
        ]
    ),
)
NOTES = st.one_of(st.just(""), st.text(max_size=20).map(lambda t: f" # {t}"))
KINDS = st.sampled_from(["", *Activity, "as training"])
EVENTS = st.sampled_from([e for e in Event if e is not Event.RATE_CHANGED])
WHEN = st.tuples(st.one_of(DAYS, st.just("tomorrow")), st.one_of(st.just(""), CLOCKS)).map(" ".join)


def _joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(lambda words: " ".join(w for w in words if w))


def _maybe(part: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), part)


def _lines(place: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    rate, due = MONEY.map(lambda m: f"@ {m}"), DAYS.filter(bool).map(lambda d: f"due {d}")
    reason = st.text(st.characters(categories=("L", "Zs", "P")), max_size=12).map(lambda t: f"because {quote(t)}")
    return st.one_of(
        _joined(LENGTHS, place, KINDS, _maybe(rate), _maybe(MONEY), DAYS, _maybe(CLOCKS)),
        _joined(SPANS, _maybe(LENGTHS), place, KINDS, DAYS, _maybe(st.just("pending"))),
        _joined(st.just("60h"), place, STRETCHES, _maybe(st.just("counted 50h"))),
        _joined(st.just("+"), st.integers(0, 999).map("{} tasks".format), place, _maybe(MONEY), DAYS),
        _joined(st.sampled_from(["bonus", "+", "stipend"]), MONEY, place, DAYS, _maybe(due)),
        _joined(st.sampled_from(["paid", "paid clawback"]), MONEY, place, DAYS, _maybe(st.just("for 3-9 may"))),
        _joined(
            place, EVENTS, WHEN, _maybe(WHEN.map("announced {}".format)), _maybe(st.just("rate 24")), _maybe(reason)
        ),
        _joined(place, st.just("rate 24.50"), WHEN),
        _joined(
            place, EVENTS, WHEN, st.sampled_from(["with 2 days notice", "no notice", "announced fri", "24h notice"])
        ),
        _joined(st.just("12 tasks"), place, st.sampled_from(["at $1.20 each", "@ 0.5", "for 8 usd"]), _maybe(LENGTHS)),
        _joined(SPANS, place, st.sampled_from(["lunch break 30m", "no break", "minus 1h"]), DAYS),
        _joined(
            st.sampled_from(["withdrew", "moved"]),
            MONEY,
            st.just("from"),
            NAMES.map(quote),
            st.just("to"),
            NAMES.map(quote),
            DAYS,
        ),
        _joined(
            st.sampled_from(["got paid", "received"]),
            MONEY,
            st.just("from"),
            place,
            st.just("via paypal fee 1.20"),
            DAYS,
        ),
        _joined(st.sampled_from(["made", "earned"]), MONEY, place, DAYS),
        _joined(st.just("spent"), MONEY, NAMES.map(quote), DAYS, _maybe(NAMES.map(lambda n: f"for {quote(n)}"))),
        _joined(st.just("off"), st.one_of(DAYS, STRETCHES, st.sampled_from(["3-9 aug", "from 3 aug", "fri"]))),
        _joined(
            st.sampled_from(["available 20,5h", "available 6h", "available 4h a day"]),
            _maybe(st.sampled_from(["mon-fri", "mon,wed"])),
            DAYS,
        ),
        _joined(st.sampled_from(["nothing on", "checked offered"]), NAMES.map(quote), DAYS, _maybe(CLOCKS)),
    )


PLACES = st.one_of(
    st.tuples(NAMES, NAMES).map(lambda n: f"{quote(n[0])} / {quote(n[1])}"),
    st.tuples(NAMES, NAMES).map(lambda n: f"{quote(n[0])} {n[1]}"),
    NAMES.map(quote),
    NAMES,
)
LEDGERS = st.lists(st.tuples(NAMES, st.lists(st.tuples(NAMES, st.one_of(st.none(), NAMES)), max_size=3)), max_size=3)


def _ledger(made: list[tuple[str, list[tuple[str, str | None]]]]) -> tuple[list[Platform], list[Project]]:
    platforms = [Platform(platform=name) for name in dict.fromkeys(n for n, _ in made)]
    projects = {(n, p): Project(platform=n, project=p, alias=a) for n, many in made for p, a in many}
    return platforms, list(projects.values())


@given(LEDGERS, _lines(PLACES), NOTES)
@example([("a b", [("2h", None)]), ("2h", [])], '2h "a b" / "2h"', "")
@example([("Outlier", [("Out", None)])], '45m "Out"', " # x")
@example([("Out", [("Out", None), ("Outlier", None)])], '"Out" rate 24.50 tomorrow', "")
@example([("DataAnnotation", [("Training", None)])], 'spent $18.40 "Outlier" for "training"', "")
def test_what_is_printed_is_read_as_the_same_record(
    made: list[tuple[str, list[tuple[str, str | None]]]], line: str, note: str
) -> None:
    known = _ledger(made)
    try:
        first = parse(line + note, NOW, ROME, *known)
    except Ambiguous as question:
        answers = [answer for _, answer in question.choices]
        first = parse(answers[0], NOW, ROME, *known)
        assert [parse(answer, NOW, ROME, *known).line for answer in answers] == answers
    except InputError:
        return
    for now in (NOW, NOW + dt.timedelta(days=40)):
        again = parse(first.line, now, ROME, *known)
        assert (again.records, again.line) == (first.records, first.line)
        assert (again.new_platform, again.new_project, again.news) == (
            first.new_platform,
            first.new_project,
            first.news,
        )


GOOD = st.sampled_from(
    [
        "2h outlier yesterday", "14:00-16:30 outlier", "12 tasks prolific 18.40 usd", "paid 45 usd mercor fee 1",
        "bonus 50 usd outlier",
        "mercor ridge paused today 15:00", "spent 12 usd headset", "off 3-9 aug", "available 20h mon-fri",
        "nothing on outlier",
        "withdrew 100 usd from paypal to gcash", "mercor took back 20 usd", "30m mercor ridge training",
        "2h outlier made $36",
        "mercor ridge rate 24", "32h outlier last week", "internet bill 1500 php", "2h outlier $18/h",
        "empty queue outlier",
    ]
)  # fmt: skip


@given(GOOD, st.text("bcfgjkqvxz", min_size=4, max_size=9), st.integers(0, 9))
def test_no_word_is_swallowed_in_silence(line: str, word: str, at: int) -> None:
    words = line.split()
    words.insert(min(at, len(words)), word)
    with suppress(InputError, Ambiguous):
        understood = read(" ".join(words))
        assert not understood.sure or word in str(understood.sentence)


@given(_lines(st.sampled_from(["outlier rlhf", "mercor ridge", "scale ai north", "newco alpha", '"x y"'])), NOTES)
def test_lines_about_known_places_are_read_back(line: str, note: str) -> None:
    with suppress(InputError, Ambiguous):
        first = read(line + note)
        assert read(first.line).records == first.records


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    with suppress(InputError, Ambiguous):
        understood = read(text)
        assert read(understood.line).records == understood.records


_WORDS = """
    2h30 2:30 14:00-16:30 3 may mon last week in for on to - / @ at 45 18.40 usd € 1,234 paid fee bonus rate paused
    announced because outlier mercor sea ridge rlhf new training as unpaid + tasks 120 off spent nothing # due
"""
WORDS = st.sampled_from(_WORDS.split())


@given(st.lists(WORDS, min_size=1, max_size=9).map(" ".join))
def test_no_order_of_its_words_breaks_it(line: str) -> None:
    with suppress(InputError, Ambiguous):
        understood = read(line)
        assert read(understood.line).records == understood.records
