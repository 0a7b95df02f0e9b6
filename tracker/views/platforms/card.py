"""One platform's card: what an hour there is worth, and its questions with their answers."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.analysis.report import YEAR_AHEAD, Rung, listed, mixed
from tracker.analysis.results.drift import Drift
from tracker.analysis.results.platforms import OnTime, PlatformCard
from tracker.settings import DEFAULT_PAY_DELAY_DAYS
from tracker.views.numbers import Reader
from tracker.views.platforms import floor
from tracker.views.platforms.words import ENOUGH, QUARTER, at, days, notice, ranged, rung, share_text
from tracker.views.settings import pay_terms
from tracker.views.text import _, ngettext

DRIFT_WEEKS = 20
"""Weeks with work on, from which a change of the rate can be told from chance."""


@dataclass(frozen=True, slots=True)
class CardView:
    """`pays`: the sentence under the name; `questions`: each with its answer."""

    title: str
    pays: str
    hours: str
    questions: tuple[tuple[str, str], ...]


def card(found: PlatformCard, reader: Reader) -> CardView:
    """A platform in short."""
    return CardView(
        title=found.platform,
        pays=pays(found, reader),
        hours=_("{all} of work, {unpaid} of it unpaid").format(
            all=reader.hours(found.hours.all), unpaid=reader.hours(found.hours.unpaid)
        ),
        questions=(
            (_("Does it last?"), lasts(found, reader)),
            (_("Does it warn?"), warns(found, reader)),
            (_("Does it pay?"), paid(found, reader)),
            (_("Does it pay for all the time?"), all_time(found, reader)),
            (_("Does the rate hold?"), holds(found.drift, reader)),
            *([(_("Does it keep your floor?"), floor.verdict(found.floor, reader))] if found.floor else []),
        ),
    )


def pays(found: PlatformCard, reader: Reader) -> str:
    """Kept beside listed."""
    kept, headline = rung(found, "kept"), rung(found, "headline")
    if (kept is None or kept.rate is None) and found.hours.all:
        return _("What its hours are paid is not on record, so an hour has no price yet.")
    if kept is None or kept.rate is None:
        return _("No hours are on record here, so an hour has no price yet.")
    return f"{_kept(found, reader.money(kept.rate), headline, reader)} {ahead(found, reader)}".rstrip()


def _kept(found: PlatformCard, money: str, headline: Rung | None, reader: Reader) -> str:
    """What was, a fact without a range."""
    if headline is None or headline.rate is None or not _advertised(found):
        return _("You kept {kept} an hour; no listing's rate is on record.").format(kept=money)
    said = _("You kept {kept} an hour; the listings said {listed}.")
    if mixed(found.caveats):
        said = _("You kept {kept} an hour; the listings and, where there was none, your agreed rate said {listed}.")
    return said.format(kept=money, listed=reader.money(headline.rate))


def ahead(found: PlatformCard, reader: Reader) -> str:
    """What an hour there may leave in the coming year, off the draws that every page reads; "" if that is not known."""
    x = found.ahead
    if x is None or reader.masked or reader.alike(x.low, x.high):
        return ""
    return _("In the next {n} weeks an hour there leaves between {low} and {high} (about 9 in 10).").format(
        n=YEAR_AHEAD, low=reader.money(x.low), high=reader.money(x.high)
    )


def _advertised(found: PlatformCard) -> bool:
    """Whether any listing's rate is known; without one, the first figure repeats what was agreed."""
    return listed(found.caveats)


def lasts(found: PlatformCard, reader: Reader) -> str:
    """How long its projects ran."""
    s = found.survival
    if not s.n:
        return _("No project of it has begun on record.")
    ended, by = sum(s.ended.values()), s.ended.get("cancelled", 0)
    if not ended:
        return ngettext("Its one project has not ended.", "None of its {n} projects has ended.", s.n).format(
            n=reader.number(s.n)
        )
    said = _("Ended: {k} of {n}, by the platform: {by}.").format(
        k=reader.number(ended), n=reader.number(s.n), by=reader.number(by)
    )
    return f"{said} {_length(found, reader)}".strip() if s.n >= ENOUGH else said


def _length(found: PlatformCard, reader: Reader) -> str:
    s = found.survival
    if s.median_days is not None:
        ends = [None if e is None else reader.number(e) for e in (s.median_low, s.median_high)]
        return _("Half had ended after {days}.").format(days=ranged(days(s.median_days, reader), *ends))
    point = at(s.curve, QUARTER)
    if point is None or point.running is None:
        return ""
    ends = [None if e is None else reader.share(e) for e in (point.low, point.high)]
    return _("After {days}, {share} still ran.").format(
        days=days(QUARTER, reader), share=ranged(reader.share(point.running), *ends)
    )


def warns(found: PlatformCard, reader: Reader) -> str:
    """How much notice its stops came with."""
    told = found.notice
    unknown = ngettext(
        "Of {n} more stop nobody noted when it was announced.",
        "Of {n} more stops nobody noted when they were announced.",
        told.unknown,
    ).format(n=reader.number(told.unknown))
    if not told.n:
        return unknown.replace("more ", "") if told.unknown else _("It has stopped or paused nothing on record.")
    said = _("Stops without any notice: {share}.").format(share=share_text(told.zero, reader))
    if told.median is not None and told.median >= 0.5:
        said += " " + _("The median notice was {notice}.").format(notice=notice(told.median, reader))
    return f"{said} {unknown}" if told.unknown else said


def paid(found: PlatformCard, reader: Reader) -> str:
    """Whether the money came, and when: on time with the terms that it was judged by, and how long the money took,
    which comes first if no pay day can be judged or nobody has entered by what."""
    said = _on_time(found, reader)
    days_of = _money_days(found, reader)
    unknown = not found.on_time.n or (found.judged_by and not _entered(found))
    said = [days_of, *said] if unknown else [*said, days_of]
    if found.paid_share is not None:
        said.append(_("Of what was due, {share} has come.").format(share=reader.share(found.paid_share)))
    return " ".join(s for s in said if s)


def _on_time(found: PlatformCard, reader: Reader) -> list[str]:
    if not found.on_time.n:
        return [_unjudged(found.on_time, reader)]
    return [on_time(found.on_time, reader), judged_by(found, reader)]


def _entered(found: PlatformCard) -> bool:
    """Has somebody entered terms of pay that it is judged by?"""
    return any(not j.assumed for j in found.judged_by)


def on_time(units: OnTime, reader: Reader) -> str:
    """The share of pay days on time, and of which pay days it is."""
    if not units.by_age:
        return _("Pay days paid on time: {share}.").format(share=share_text(units, reader))
    return ngettext(
        "Pay days paid on time, of those whose money says what it is for: {share}; that of {n} more does not.",
        "Pay days paid on time, of those whose money says what it is for: {share}; that of {n} more does not.",
        units.by_age,
    ).format(share=share_text(units, reader), n=reader.number(units.by_age))


def _unjudged(units: OnTime, reader: Reader) -> str:
    """Why no pay day is on time or late."""
    if not units.by_age:
        return _("No pay day that can be checked has passed.")
    return ngettext(
        "Whether pay days were on time cannot be checked: the money of {n} does not say what it is for.",
        "Whether pay days were on time cannot be checked: the money of {n} does not say what it is for.",
        units.by_age,
    ).format(n=reader.number(units.by_age))


def judged_by(found: PlatformCard, reader: Reader) -> str:
    """The terms by which its pay days are on time or late."""
    if not found.judged_by:
        return _("Judged by the due dates that the entries themselves name.")
    if not _entered(found):
        return _("No terms of pay are entered, so {n} days are assumed.").format(
            n=reader.number(DEFAULT_PAY_DELAY_DAYS)
        )
    return _("Judged by: {terms}.").format(terms=". ".join(pay_terms.judging(found.judged_by, reader, found.pays)))


def _money_days(found: PlatformCard, reader: Reader) -> str:
    """How long the money took, from the work to its first money; "" if there is no pay day to tell it from."""
    pay = found.days_to_pay
    if not pay.n:
        return ""
    if pay.median is None:
        return _("Fewer than half of its pay days have seen money so far: {k} of {n}.").format(
            k=reader.number(pay.n - pay.unpaid), n=reader.number(pay.n)
        )
    if pay.p90 is None:
        return _("Half of its pay days saw money within {days} of the work.").format(days=days(pay.median, reader))
    return _("Half of its pay days saw money within {days} of the work, nine in ten within {p90}.").format(
        days=days(pay.median, reader), p90=days(pay.p90, reader)
    )


def all_time(found: PlatformCard, reader: Reader) -> str:
    """Counted and unpaid time."""
    said = []
    if found.counted_share is not None:
        said.append(_("It counted {share} of the paid time on your clock.").format(
            share=reader.share(found.counted_share)
        ))  # fmt: skip
    if found.unpaid_share is not None:
        said.append(_("Unpaid, of all your hours there: {share}.").format(share=reader.share(found.unpaid_share)))
    if found.hours_to_first_pay is not None:
        said.append(_("You had worked {hours} before its first money.").format(
            hours=reader.hours(found.hours_to_first_pay)
        ))  # fmt: skip
    return " ".join(said) or _("No hours are on record here.")


def holds(drift: Drift, reader: Reader) -> str:
    """Whether the rate fell or rose by more than chance."""
    role = _(" in the role {role}").format(role=drift.role) if drift.role else ""
    if drift.verdict == "too_short" or drift.change is None:
        missing = max(DRIFT_WEEKS - drift.weeks, 0)
        said = _("That can be worked out from {need} weeks with work in one role; there are {n}.")
        if not missing:
            said = _("That cannot be told from these {n} weeks.")
        return said.format(need=reader.number(DRIFT_WEEKS), n=reader.number(drift.weeks))
    change = reader.share(abs(drift.change))
    if drift.verdict == "steady":
        return _("No change beyond chance over {n} weeks{role}.").format(n=reader.number(drift.weeks), role=role)
    said = (
        _("It fell: over {n} weeks{role} an hour lost {change}, from the first eight to the last eight.")
        if drift.verdict == "drop"
        else _("It rose: over {n} weeks{role} an hour gained {change}, from the first eight to the last eight.")
    )
    return said.format(n=reader.number(drift.weeks), role=role, change=change)
