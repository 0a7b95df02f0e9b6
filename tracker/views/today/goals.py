"""How far the goals of the week and the month are, in words."""

from __future__ import annotations

import datetime as dt

from tracker.analysis.results.goals import Goal
from tracker.units import DAY
from tracker.views import entries
from tracker.views.numbers import Reader
from tracker.views.text import _, ngettext

WEEK = 7


def said(goal: Goal, as_of: dt.date, reader: Reader) -> str:
    """One goal: what is reached of it, what is left, and how many days that has, today among them."""
    parts, left = [], []
    if goal.hours_wanted is not None:
        wanted, done = round(float(goal.hours_wanted) * 3600), round(goal.hours * 3600)
        parts.append(_("{done} of {wanted}").format(done=entries.length(done), wanted=entries.length(wanted)))
        if done < wanted:
            left.append(entries.length(wanted - done))
    if goal.money_wanted is not None:
        done_money, wanted_money = reader.money(goal.money), reader.money(goal.money_wanted)
        parts.append(_("{done} of {wanted}").format(done=done_money, wanted=wanted_money))
        if goal.money < goal.money_wanted:
            left.append(reader.money(goal.money_wanted - goal.money))
    week = (goal.last - goal.first).days + 1 == WEEK
    text = (_("Goal of this week: {parts}.") if week else _("Goal of this month: {parts}.")).format(
        parts=", ".join(parts)
    )
    return f"{text} {_left(left, (goal.last - as_of) // DAY + 1)}{_out(goal)}"


def _left(left: list[str], days: int) -> str:
    if not left:
        return _("It is reached.")
    text = ngettext("{left} to go, and {n} day.", "{left} to go, and {n} days.", days)
    return text.format(left=", ".join(left), n=days)


def _out(goal: Goal) -> str:
    if not goal.left_out:
        return ""
    said = _("Money in {currencies} is not in it: no exchange rate is known.")
    return " " + said.format(currencies=", ".join(goal.left_out))
