"""The answers: report, owed, outlook, gaps, platforms. Each is its page's views as plain text, or JSON.

Both come from the ledger's cache, without pandas and without the views, if nothing has changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tracker.cli import read, ways
from tracker.cli.call import Call
from tracker.desk import availability as idle
from tracker.desk import outlook as ahead
from tracker.desk import payments, reports, shapes
from tracker.desk import platforms as sources
from tracker.errors import InputError, NotFound
from tracker.say import Word
from tracker.views.text import _, ngettext

if TYPE_CHECKING:
    from tracker.analysis.report import Report
    from tracker.analysis.results.platforms import Overall, Platforms
    from tracker.analysis.results.standing import Standing

T = TypeVar("T")


def _leaning(call: Call) -> None:
    """Lets what may come lean on the release that was named, if one was."""
    if call.args.prior is not None:
        from tracker.desk import prospect
        from tracker.desk.places import path_of

        prospect.lean_on(call.desk, prospect.from_file(path_of(call.args.prior)))


def report(call: Call) -> None:
    _leaning(call)
    today, (start, end), a = call.today(), _window(call), call.args
    if a.claims:
        _claims(call, today, start, end)
        return
    _answer(
        call,
        (today, start, end, a.by, a.headline),
        lambda: reports.report(call.desk, today, start, end, by=a.by, headline=a.headline),
        by=a.by,
    )


def _claims(call: Call, today: dt.date, start: dt.date | None, end: dt.date | None) -> None:
    """What the press says beside your own figures."""
    a = call.args

    def made() -> tuple[Report, Overall]:
        found = reports.report(call.desk, today, start, end, headline=a.headline)
        return found, sources.overall(call.desk, today)

    def as_json(found: tuple[Report, Overall]) -> dict[str, Any]:
        from tracker.cli import show

        return show.claims_json(found, call.desk.settings().home_currency)

    asked = today, start, end, a.headline, "claims"
    if call.out.as_json:
        call.out.answer(reports.cached(call.desk, "report", asked, made, as_json, ways.say), "")
    else:
        _words(call, asked, made, words="claims")


def owed(call: Call) -> None:
    today = call.today()
    if call.out.as_json:
        _answer(call, (today,), lambda: (reports.owed(call.desk, today), _standing(call, today)))
    else:
        _words(call, (today,), lambda: (payments.lines(call.desk, today), _standing(call, today)))


def outlook(call: Call) -> None:
    _leaning(call)
    today = call.today()
    if call.args.ical is not None:
        _calendar(call, today)
    elif call.out.as_json:
        _answer(call, (today,), lambda: ahead.outlook(call.desk, today))
    else:
        _words(call, (today,), lambda: (ahead.outlook(call.desk, today), _standing(call, today)))


def _calendar(call: Call, today: dt.date) -> None:
    """The pay days of the coming weeks and the last days to object, as an iCalendar file."""
    from tracker.cli.plain import Terminal
    from tracker.desk.places import write_out
    from tracker.desk.standing import calendar
    from tracker.views.payments import standing as views

    you = Terminal.of(None, call.desk.settings().home_currency)
    found = views.events(_standing(call, today), you)
    if not found:
        raise NotFound(
            "No pay day of the coming weeks is known.",
            hint="Enter when a platform pays, such as: tracker terms PLATFORM --pay-cycle weekly --pay-cycle-ends fri "
            "--pay-delay-days 5.",
        )
    made = calendar(call.desk, found, _("Pay days"))
    path = write_out(Path(call.args.ical), made, force=call.args.force)
    days = [{"day": day.isoformat(), "title": title} for day, title, _said in found]
    text = ngettext(
        "{n} day is written to {path}. No amount is in it.",
        "{n} days are written to {path}. No amount is in it.",
        len(days),
    )
    call.out.done({"file": str(path), "days": days}, text.format(n=len(days), path=path))


def _standing(call: Call, today: dt.date) -> Standing:
    from tracker.desk.standing import standing

    return standing(call.desk, today)


def gaps(call: Call) -> None:
    today, (start, end), least = call.today(), _window(call), call.args.minimum
    _answer(
        call,
        (today, start, end, least),
        lambda: idle.gaps(call.desk, today, start, end, minimum=least),
    )


def platforms(call: Call) -> None:
    _leaning(call)
    today = call.today()

    def as_json(found: Platforms) -> dict[str, Any]:
        from tracker.cli.plain import Terminal

        return sources.as_json(found, Terminal.of(None, found.currency))

    _answer(call, (today,), lambda: sources.platforms(call.desk, today), as_json)


def _window(call: Call) -> tuple[dt.date | None, dt.date | None]:
    start, end = read.maybe(call.day, call.args.start), read.maybe(call.day, call.args.end)
    if start is not None and start > call.today():
        raise InputError(
            "{start} is after {call}, the day up to which facts count.",
            hint="Give an earlier --from.",
            start=Word(start),
            call=Word(call.today()),
        )
    return start, end


def _answer(
    call: Call, asked: tuple[object, ...], make: Callable[[], T], as_json: Callable[[T], dict[str, Any]] | None = None,
    **more: Any,
) -> None:  # fmt: skip
    """Print what a command asks for; `asked` is all that the answer depends on beside the ledger, `as_json` gives its
    keys, `more` is what its words take beside the result."""
    if call.out.as_json:
        shape = as_json or _as_json
        call.out.answer(reports.cached(call.desk, call.args.command, asked, make, shape, ways.say), "")
    else:
        _words(call, asked, make, **more)


def _as_json(result: Any) -> dict[str, Any]:
    """An answer's keys; one that comes with how owed money stands has that under a key of its own."""
    if not isinstance(result, tuple):
        return shapes.as_json(result)
    answer, standing = result
    return {**shapes.as_json(answer), "standing": shapes.as_json(standing)}


def _words(
    call: Call, asked: tuple[object, ...], make: Callable[[], T], *, words: str | None = None, **more: Any
) -> None:
    """Print an answer in words; `words`: the function of `show` that gives them, that of the command's name if None."""
    name, asked = words or call.args.command, (*asked, ways.locale())

    def said(result: T) -> dict[str, Any]:
        from tracker.cli import show
        from tracker.cli.plain import Terminal

        return {"text": getattr(show, name)(result, Terminal.of(None, call.desk.settings().home_currency), **more)}

    call.out.answer({}, reports.cached(call.desk, f"{name} in words", asked, make, said, ways.say)["text"])
