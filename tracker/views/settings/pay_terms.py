"""Terms of pay in words: for which pay and from when on, what they say, and who says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.analysis.results.terms import JudgedBy, Learnt
from tracker.domain import PayCycle, PayTerms
from tracker.errors import Problem
from tracker.kinds import CountsFrom, DaysIn, DisputeFrom, Hand, HolidayCalendar, Moves, PayKind
from tracker.pay_days import read
from tracker.say import joined
from tracker.units import DAY
from tracker.views.fields import choice_names, percent
from tracker.views.numbers import Reader
from tracker.views.text import _, ngettext
from tracker.views.weekdays import cycle_end, pay_day
from tracker.words.calendar_days import cycle_last
from tracker.words.pay_day import next_pay_day


def title(t: PayTerms, reader: Reader) -> str:
    """For which pay, and for work from which day on."""
    what = choice_names(PayKind)[t.kind] if t.kind else _("all its pay")
    what = what[:1].upper() + what[1:]
    if t.part_percent is not None:
        what = _("{what}, {share} of it").format(what=what, share=percent(t.part_percent, reader))
    if t.holds_from is None:
        return what
    return _("{what}, for work from {day} on").format(what=what, day=reader.day(t.holds_from))


def unread(wrong: Sequence[Problem], since: dt.date | None, reader: Reader) -> str:
    """Of terms that an older version took and that are none today: what is wrong, and for work from which day on they
    were."""
    said = reader.say(joined([p.message for p in wrong], "; "))
    if since is None:
        return _("These terms cannot be used: {wrong}.").format(wrong=said)
    return _("The terms for work from {day} on cannot be used: {wrong}.").format(day=reader.day(since), wrong=said)


def judging(found: Sequence[JudgedBy], reader: Reader, currency: str | None = None) -> tuple[str, ...]:
    """What each of the terms says of when money is due; and of several, for which pay and work they hold.

    >>> one = JudgedBy(PayTerms(platform="Alba", pay_delay_days=7))
    >>> judging((one,), Reader.of("en-US", "USD"))
    ('7 days after the day it was earned',)
    """
    said = [_judging(j, reader, currency) for j in found]
    if len(said) < 2:
        return tuple(said)
    return tuple(f"{_of(j, reader)}: {text}" for j, text in zip(found, said, strict=True))


def _judging(j: JudgedBy, reader: Reader, currency: str | None) -> str:
    text = due(j.terms, reader, currency)
    return _("{terms}, which is assumed, as no terms are entered").format(terms=text) if j.assumed else text


def _of(j: JudgedBy, reader: Reader) -> str:
    if j.until is None:
        return _("All other pay") if j.row is None else title(j.terms, reader)
    what = title(replace(j.terms, holds_from=None), reader)
    if j.terms.holds_from is None:
        return _("{what}, for work up to {day}").format(what=what, day=reader.day(j.until))
    return _("{what}, for work of {days}").format(what=what, days=reader.days(j.terms.holds_from, j.until))


def sentence(t: PayTerms, reader: Reader, currency: str | None = None) -> str:
    """What they say, in a line. `currency`: that of their amounts.

    >>> t = PayTerms(platform="Alba", pay_cycle="weekly", pay_cycle_ends="fri", pay_delay_days=5, window_days=2)
    >>> sentence(t, Reader.of("en-US", "USD"))
    'paid every week, to Friday; 5 days after the end of the pay period; on time up to 2 days later'
    """
    said = [*_due(t, reader, currency), *_objecting(t), *_fees(t, reader, currency)]
    return "; ".join(said) or _("nothing is set")


def due(t: PayTerms, reader: Reader, currency: str | None = None) -> str:
    """What of them says when money is due."""
    return "; ".join(_due(t, reader, currency))


def _due(t: PayTerms, reader: Reader, currency: str | None) -> list[str]:
    return [*_period(t, reader), *_day(t, reader), *_moved(t), *_limits(t, reader, currency), *_waits(t)]


def _period(t: PayTerms, reader: Reader) -> Iterator[str]:
    if t.pay_cycle in (None, PayCycle.NONE):
        return
    said = _("paid {how_often}").format(how_often=choice_names(PayCycle)[t.pay_cycle])
    if t.pay_cycle_ends:
        said = _("{paid}, to {day}").format(paid=said, day=cycle_end(t.pay_cycle_ends, reader))
    if t.pay_cycle_month_day:
        said = _("{paid}, to the {day}.").format(paid=said, day=t.pay_cycle_month_day).rstrip(".")
    if t.pay_cycle_ends_at:
        said = _("{paid} at {hour}:00").format(paid=said, hour=t.pay_cycle_ends_at)
    if t.pay_cycle_zone:
        said = _("{paid} in {zone}").format(paid=said, zone=t.pay_cycle_zone.replace("_", " "))
    yield said


def _day(t: PayTerms, reader: Reader) -> Iterator[str]:
    start = _start(t)
    if t.pay_delay_days:
        yield _("{days} after {start}").format(days=_days(t.pay_delay_days, t.delay_in), start=start)
    elif t.pay_delay_days == 0 and not t.pay_day:
        yield _("on {start}").format(start=start)
    if t.pay_day:
        if t.pay_delay_days:
            said = _("on the first {pay_day} from then on")
        else:
            said = _("on the first {pay_day} from {start} on")
        yield said.format(pay_day=pay_day(t.pay_day, reader), start=start)
        if not t.pay_delay_days and _ends_on_pay_days(t):
            yield _("a pay period that ends on a pay day is due that day; for the next one set a delay of 1 day")
    if t.pay_delay_days is None and not t.pay_day:
        yield _("how long after {start} is not known").format(start=start)


def _ends_on_pay_days(t: PayTerms) -> bool:
    """Whether pay periods of a year end on a day of the rule, and are due before anybody can have counted them."""
    if t.pay_cycle in (None, PayCycle.NONE) or not t.pay_day:
        return False
    rule = read(t.pay_day)
    days = (dt.date(2026, 1, 1) + n * DAY for n in range(366))
    ends = {cycle_last(t.pay_cycle, t.pay_cycle_ends, d, t.pay_cycle_month_day or 31) for d in days}
    return any(next_pay_day(rule, end) == end for end in ends)


def _start(t: PayTerms) -> str:
    names = choice_names(CountsFrom)
    if t.counts_from:
        return names[t.counts_from]
    return names[CountsFrom.EARNED if t.pay_cycle in (None, PayCycle.NONE) else CountsFrom.CYCLE_END]


def _days(n: int, counted_in: str | None) -> str:
    if counted_in == DaysIn.BUSINESS_DAYS:
        return ngettext("{n} business day", "{n} business days", n).format(n=n)
    return ngettext("{n} day", "{n} days", n).format(n=n)


def _moved(t: PayTerms) -> Iterator[str]:
    if t.moves == Moves.STAYS:
        yield _("also on days on which banks are closed")
    elif t.moves:
        yield _("where banks are closed it moves {how}").format(how=choice_names(Moves)[t.moves])
    if t.holidays:
        yield _("bank holidays of {whose}").format(whose=choice_names(HolidayCalendar)[t.holidays])
    if t.window_days is not None:
        yield _("on time up to {days} later").format(days=_days(t.window_days, None))


def _limits(t: PayTerms, reader: Reader, currency: str | None) -> Iterator[str]:
    if t.payout_threshold:
        yield _("at least {money}").format(money=reader.money(t.payout_threshold, currency))
    if t.on_request:
        yield _("when you ask for it")


def _waits(t: PayTerms) -> Iterator[str]:
    if t.first_hold_days:
        yield _("the first payment is held {days}").format(days=_days(t.first_hold_days, None))
    if t.auto_after_days is not None:
        yield _("approved by itself {days} after it was handed in").format(days=_days(t.auto_after_days, None))
    if t.arrives_after:
        yield _("{days} on the way").format(days=_days(t.arrives_after, DaysIn.BUSINESS_DAYS))


def _objecting(t: PayTerms) -> Iterator[str]:
    if t.dispute_days is not None:
        start = choice_names(DisputeFrom)[t.dispute_from] if t.dispute_from else _("the day it was due")
        yield _("you can object within {days} of {start}").format(days=_days(t.dispute_days, t.dispute_in), start=start)


def _fees(t: PayTerms, reader: Reader, currency: str | None) -> Iterator[str]:
    if t.fee_percent:
        least = _(", at least {money}").format(money=reader.money(t.fee_min, currency)) if t.fee_min else ""
        yield _("it keeps {share}{least}").format(share=percent(t.fee_percent, reader), least=least)
    elif t.fee_min:
        yield _("it keeps {money} of a payment").format(money=reader.money(t.fee_min, currency))
    if t.fee_fixed:
        yield _("a payment costs {money}").format(money=reader.money(t.fee_fixed, currency))


def source(t: PayTerms, reader: Reader) -> str:
    """Who says so, and when it was read; "" if that is not recorded."""
    if not t.hand:
        return ""
    if t.seen_on is None:
        return _("Who says so: {who}.").format(who=choice_names(Hand)[t.hand])
    return _("Who says so: {who}, read on {day}.").format(who=choice_names(Hand)[t.hand], day=reader.day(t.seen_on))


# --- what came beside them ------------------------------------------------------------------------------


def learnt(found: Learnt) -> str:
    """How its money came, held against its terms.

    >>> learnt(Learnt("Alba", 9, 3, 2, PayTerms(platform="Alba", pay_delay_days=7), False))
    'Money of Alba came on Thursdays, 2 days after the day that its terms give (9 pay days).'
    """
    how = [_("on {weekdays}").format(weekdays=_weekdays()[found.weekday])] if found.weekday is not None else []
    how += [_beside(found.offset_days)] if found.offset_days else []
    said = ", ".join(how) or _("{days} after {start}").format(
        days=_days(found.proposed.pay_delay_days or 0, None), start=_start(found.proposed)
    )
    return ngettext("Money of {platform} came {how} ({n} pay day).", "Money of {platform} came {how} ({n} pay days).",
                    found.n).format(platform=found.platform, how=said, n=found.n)  # fmt: skip


def _beside(offset: int) -> str:
    if offset < 0:
        return _("{days} before the day that its terms give").format(days=_days(-offset, None))
    return _("{days} after the day that its terms give").format(days=_days(offset, None))


def fitting(found: Learnt, reader: Reader, currency: str | None = None) -> str:
    """The terms that would fit it."""
    return _("These terms would fit: {terms}.").format(terms=due(found.proposed, reader, currency))


def _weekdays() -> tuple[str, ...]:
    return (
        _("Mondays"), _("Tuesdays"), _("Wednesdays"), _("Thursdays"), _("Fridays"), _("Saturdays"), _("Sundays"),
    )  # fmt: skip
