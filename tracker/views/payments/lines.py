"""Settlement line by line: which payment paid which work, what is left open, and one payment in full."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.analysis.results.payments import Line, Lines, PayDay, Payment
from tracker.domain import Earning, Payout, PayoutKind
from tracker.kinds import Stage
from tracker.views.fields import choice_names, head
from tracker.views.numbers import NOTHING, Reader
from tracker.views.payments.overview import both, money, title
from tracker.views.table import Column, Table, Value
from tracker.views.text import _, ngettext

Row = list[tuple[str, Value]]


@dataclass(frozen=True, slots=True)
class LinesView:
    answer: str
    table: Table


@dataclass(frozen=True, slots=True)
class PaymentView:
    """One payment in full: a sentence, remarks, and its lines."""

    answer: str
    notes: tuple[str, ...]
    table: Table


def rule_names() -> dict[str, str]:
    """How it was found what a payment pays."""
    return {
        "covers": _("the payment names these days"),
        "cycle": _("it fits this pay day"),
        "cycles": _("it fits these pay days together"),
        "exact": _("it is exactly this amount"),
        "age": _("oldest open work first"),
        "surplus": _("what was over went to the oldest open work"),
    }


# --- pay days ---


def pay_days(lines: Lines, first: dt.date, last: dt.date, reader: Reader, *, only_open: bool) -> LinesView:
    """Pay days due or paid between two days, latest first, or all open ones, oldest first: a line for each
    payment on one."""
    chosen = list(lines.open) if only_open else [d for d in lines.pay_days if _touches(d, first, last)]
    columns = (
        head(Earning, "due_on"),
        Column("platform", _("Platform")),
        Column("project", _("Project")),
        Column("earned_from", _("Worked from")),
        Column("earned_to", _("To")),
        Column("owed", _("Owed"), right=True),
        Column("arrived_on", _("Arrived on")),
        Column("arrived", _("Arrived"), right=True),
        Column("found", _("How it was matched")),
        Column("open", _("Still open"), right=True),
        Column("state", _("How it stands")),
    )
    rows = [row for d in chosen for row in _day_rows(d, reader)]
    return LinesView((_open_answer if only_open else _pay_day_answer)(chosen, reader), Table.of(columns, rows))


def _touches(d: PayDay, first: dt.date, last: dt.date) -> bool:
    return first <= d.due_on <= last or d.left > 0 or any(first <= x.paid_on <= last for x in d.lines)


def _day_rows(d: PayDay, reader: Reader) -> list[Row]:
    """One row per payment; what is left and how it is on the last of them."""
    names = rule_names()
    lines: Sequence[Line | None] = d.lines or (None,)
    rows: list[Row] = []
    for i, x in enumerate(lines):
        ends = i == len(lines) - 1
        rows.append([
            (reader.day(d.due_on), d.due_on) if d.has_due_date else (NOTHING, None),
            both(d.platform),
            both(reader.project(d.platform, d.project)),
            (reader.day(d.first), d.first),
            (reader.day(d.last), d.last),
            money(d.owed if i == 0 else None, d.currency, reader),
            (reader.day(x.paid_on), x.paid_on) if x else (NOTHING, None),
            money(x.amount if x else 0, d.currency, reader),
            both(names.get(x.rule, x.rule)) if x else ("", ""),
            money(d.left, d.currency, reader) if ends else ("", None),
            both(standing(d, reader)) if ends else ("", ""),
        ])  # fmt: skip
    return rows


def standing(d: PayDay, reader: Reader) -> str:
    """How a pay day stands, in words."""
    if not d.deducted:
        return _settled(d, reader)
    less = _("{money} taken off").format(money=reader.money(d.deducted, d.currency))
    stands = _settled(d, reader)
    return f"{less}, {stands}" if stands else less


def _settled(d: PayDay, reader: Reader) -> str:
    late = ngettext("{n} day late", "{n} days late", d.days_late).format(n=reader.number(d.days_late))
    if d.left > 0:
        return _state_open(d, late)
    if d.paid == 0:
        return _("given up") if d.written_off else ""
    if d.written_off:
        return _("paid in part, the rest given up")
    days = (d.lines[-1].paid_on - d.due_on).days if d.lines else 0
    if d.has_due_date and days > d.patience:
        return ngettext("paid {n} day late", "paid {n} days late", days).format(n=reader.number(days))
    return _("paid") if len(d.lines) == 1 else _("paid in {n} parts").format(n=reader.number(len(d.lines)))


def state_names() -> dict[str, str]:
    """How money stands that is not due yet, if that has a reason."""
    return {
        "waiting": _("not approved yet"),
        "not_handed_in": _("not handed in yet"),
        "deferred": _("under the smallest payout"),
        "free": _("not asked for yet"),
        "unknown": _("due on a day that is not known"),
    }


def _state_open(d: PayDay, late: str) -> str:
    part = d.paid > 0 or d.written_off > 0
    if d.days_late:
        return _("paid in part, the rest {late}").format(late=late) if part else late
    waits = state_names().get(d.state, _("not due yet"))
    return _("paid in part, the rest {waits}").format(waits=waits) if part else waits


def _open_answer(days: Sequence[PayDay], reader: Reader) -> str:
    part = sum(1 for d in days if d.paid > 0)
    if not days:
        return _("Every pay day on record is paid or given up.")
    return ngettext(
        "{n} pay day is open, {part} of them paid in part.", "{n} pay days are open, {part} of them paid in part.",
        len(days),
    ).format(n=reader.number(len(days)), part=reader.number(part))  # fmt: skip


def _pay_day_answer(days: Sequence[PayDay], reader: Reader) -> str:
    if not days:
        return _("Nothing became due or was paid in these days.")
    n = len(days)
    full = sum(1 for d in days if d.left == 0 and d.written_off == 0)
    part = sum(1 for d in days if d.left > 0 and d.paid > 0)
    none = sum(1 for d in days if d.left > 0 and d.paid == 0)
    return ngettext(
        "{n} pay day: {full} paid in full, {part} in part, {none} not at all.",
        "{n} pay days: {full} paid in full, {part} in part, {none} not at all.",
        n,
    ).format(n=reader.number(n), full=reader.number(full), part=reader.number(part), none=reader.number(none))


# --- payments ---


def payments(shown: Sequence[Payment], reader: Reader) -> LinesView:
    """Payments, newest first, each with how much of it work on record explains."""
    staged = any(p.stage for p in shown)
    columns = (
        *(head(Payout, n) for n in ("received_on", "platform", "kind", "amount", "fee", "currency")),
        Column("pay_days", _("Pay days it paid"), right=True),
        Column("unexplained", _("No logged work"), right=True),
        *([head(Payout, "stage")] if staged else ()),
    )
    names, stages = choice_names(PayoutKind), choice_names(Stage)
    rows: list[Row] = [
        [
            (reader.day(p.day), p.day),
            both(p.platform),
            both(names.get(p.kind, p.kind)),
            money(p.amount, p.currency, reader),
            money(p.fee, p.currency, reader),
            both(p.currency),
            (reader.number(len(p.lines)) if p.lines else "", len(p.lines)),
            money(None if p.for_unknown else p.loose or None, p.currency, reader),
            *([both(stages.get(p.stage or "", ""))] if staged else ()),
        ]
        for p in shown
    ]
    return LinesView(_payments_answer(shown, reader), Table.of(columns, rows))


def within(lines: Lines, first: dt.date, last: dt.date) -> list[Payment]:
    """Payments of the days between two days, both in it, newest first."""
    return [p for p in lines.payments if first <= p.day <= last]


def _payments_answer(shown: Sequence[Payment], reader: Reader) -> str:
    paid = [p for p in shown if p.kind == "payout"]
    came = [p for p in paid if not p.on_the_way]
    if not shown:
        return _("No payment arrived in these days.")
    loose = sum(1 for p in paid if p.loose > 0 and not p.for_unknown)
    said = ngettext("{n} payment arrived.", "{n} payments arrived.", len(came)).format(n=reader.number(len(came)))
    if way := len(paid) - len(came):
        said += " " + ngettext(
            "{n} is asked for or sent, and is not recorded as arrived.",
            "{n} are asked for or sent, and are not recorded as arrived.", way,
        ).format(n=reader.number(way))  # fmt: skip
    if loose:
        said += " " + ngettext(
            "{n} brought more than the work on record explains.", "{n} brought more than the work on record explains.",
            loose,
        ).format(n=reader.number(loose))  # fmt: skip
    return said


def payment_title(p: Payment, reader: Reader) -> str:
    """One payment in a list to choose from."""
    what = "" if p.kind == "payout" else f" ({choice_names(PayoutKind)[p.kind]})"
    return f"{reader.day(p.day)} · {p.platform} · {reader.money(p.amount, p.currency)}{what}"


def payment(p: Payment, lines: Lines, reader: Reader) -> PaymentView:
    """What one payment paid, line by line, and what each pay day still lacks."""
    columns = (
        Column("project", _("Paid for")),
        Column("earned_from", _("Worked from")),
        Column("earned_to", _("To")),
        head(Earning, "due_on"),
        Column("amount", _("Of this payment"), right=True),
        Column("found", _("How it was matched")),
        Column("open", _("Still open there"), right=True),
    )
    days = {(d.platform, d.project, d.currency, d.due_on, d.state): d for d in lines.pay_days}
    rows = [_line_row(x, days[x.platform, x.project, x.currency, x.due_on, x.state], reader) for x in p.lines]
    if p.loose > 0:
        rest = money(p.loose, p.currency, reader)
        what = _("hours without a rate") if p.for_unknown else _("no logged work")
        rows.append([both(what), ("", None), ("", None), ("", None), rest, ("", ""), ("", None)])
    return PaymentView(_payment_answer(p, reader), tuple(_notes(p, reader)), Table.of(columns, rows))


def _line_row(x: Line, d: PayDay, reader: Reader) -> Row:
    return [
        both(title(x.platform, x.project, reader)),
        (reader.day(x.first), x.first),
        (reader.day(x.last), x.last),
        (reader.day(x.due_on), x.due_on),
        money(x.amount, x.currency, reader),
        both(rule_names().get(x.rule, x.rule)),
        money(d.left, d.currency, reader),
    ]


def _payment_answer(p: Payment, reader: Reader) -> str:
    what = {"amount": reader.money(p.amount, p.currency), "platform": p.platform, "day": reader.day(p.day)}
    match p.kind:
        case "clawback":
            return _("{platform} took back {amount} on {day}.").format(**what)
        case "reimbursement":
            return _("{platform} paid back {amount} that you had spent, on {day}.").format(**what)
        case "write_off":
            return _("You gave up {amount} that {platform} owed, on {day}.").format(**what)
        case _:
            n = len(p.lines)
            said = (
                _("{amount} from {platform} on {day}, not recorded as arrived.")
                if p.on_the_way
                else _("{amount} came from {platform} on {day}.")
            )
            said = said.format(**what)
            return said + " " + _paid_for(n, reader)


def _paid_for(n: int, reader: Reader) -> str:
    if n == 0:
        return _("No work on record explains it.")
    return ngettext("It paid for {n} pay day.", "It paid for {n} pay days.", n).format(n=reader.number(n))


def _notes(p: Payment, reader: Reader) -> list[str]:
    out = []
    if p.fee:
        back = p.kind == "clawback"
        said = _("{fee} of its fee came back.") if back else _("{fee} of it was kept as a fee.")
        out.append(said.format(fee=reader.money(p.fee, p.currency)))
    if p.covers_from or p.covers_to:
        out.append(_period(p, reader))
    if p.loose > 0:
        out.append(_rest(p).format(rest=reader.money(p.loose, p.currency)))
    if p.loose < 0:
        out.append(
            _("{rest} of it is more than had been paid; it counts below zero on that day.").format(
                rest=reader.money(-p.loose, p.currency)
            )
        )
    if p.taken_back:
        out.append(_("{gone} of it was taken back later.").format(gone=reader.money(p.taken_back, p.currency)))
    return out


def _period(p: Payment, reader: Reader) -> str:
    if p.covers_from is None:
        return _("It says that it covers the days up to {last}.").format(last=reader.day(p.covers_to))
    last = reader.day(p.covers_to or p.day)
    return _("It says that it covers {first} to {last}.").format(first=reader.day(p.covers_from), last=last)


def _rest(p: Payment) -> str:
    if p.for_unknown:
        return _("{rest} of it is taken as what hours without a rate earned.")
    if p.covers_from or p.covers_to:
        return _("{rest} is more than was earned in these days, and pays no other work: usually work not logged.")
    return _("{rest} is more than the work on record explains: usually work that was not logged.")
