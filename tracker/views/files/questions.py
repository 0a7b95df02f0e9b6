"""Rows of an import that may be there already: what is asked, in sentences, with the possible answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.domain import SOURCED, Earning, Expense, Payout, Record, Transfer, WorkSession, columns
from tracker.importers.outcomes import ADD, KEEP, REPLACE, Conflict
from tracker.importers.results import Sums, measured
from tracker.views import setup
from tracker.views.files import arrivals
from tracker.views.numbers import Reader
from tracker.views.text import _, ngettext

EACH = "each"
TWO_SOURCES = ("typed_match", "same_payment", "same_expense", "withdrawal", "arrived", "other_report")
"""Kinds of two rows that were never one: that they differ means nothing."""


@dataclass(frozen=True, slots=True)
class Question:
    """All rows of one import that are asked about for one reason.

    `asked` says what they seem to be, with count and sum; `why` what goes wrong if both are stored. `answers`
    are those that all of them can be given, with their words.
    """

    kind: str
    rows: tuple[tuple[str, Conflict], ...]
    asked: str
    why: str
    answers: Mapping[str, str]
    must: bool
    """Nothing is written before it is answered."""


def questions(found: Sequence[tuple[str, Conflict]], reader: Reader) -> list[Question]:
    """Conflicts by file, gathered by their reason; those that must be answered come first."""
    by_kind: dict[str, list[tuple[str, Conflict]]] = {}
    for file, c in found:
        by_kind.setdefault(c.kind, []).append((file, c))
    made = [_question(kind, tuple(rows), reader) for kind, rows in by_kind.items()]
    return sorted(made, key=lambda q: (not q.must, q.kind))


def _question(kind: str, rows: tuple[tuple[str, Conflict], ...], reader: Reader) -> Question:
    first = rows[0][1]
    choices = [c for c in first.choices if all(c in other.choices for _file, other in rows)]
    sums = Sums()
    for _file, c in rows:
        sums.add(*measured(c.record))
    asked = said(kind, len(rows), reader)
    total = sum_text(sums, reader)
    must = KEEP not in first.choices
    return Question(
        kind,
        rows,
        f"{asked} ({total})." if total else f"{asked}.",
        _why().get(kind, ""),
        {c: answers(kind)[c] for c in choices},
        must,
    )


def sum_text(sums: Sums, reader: Reader) -> str:
    """Hours and money of some rows; "" if they bring neither."""
    parts = [reader.hours(sums.seconds / 3600)] if sums.seconds else []
    parts += [reader.money(units, currency) for currency, units in sorted(sums.amounts.items()) if units]
    return ", ".join(parts)


def answers(kind: str) -> dict[str, str]:
    """What each answer to a question of a kind does, in words."""
    match kind:
        case "arrived":
            return {
                REPLACE: _("The same money: the payment goes, the transfer stays"),
                ADD: _("Two things: keep both"),
            }
        case "part_of":
            return {KEEP: _("Leave it out"), ADD: _("A part of it: add it")}
        case "other_place":
            return {
                KEEP: _("The same work: leave it as it is"),
                REPLACE: _("The same work: move it to where the file says"),
                ADD: _("Other work: add it"),
            }
        case "other_values" | "read_otherwise":
            return {KEEP: _("Keep what the ledger has"), REPLACE: _("Take the file's")}
        case "deposit" | "maybe_deposit":
            return {
                KEEP: _("Leave it out"),
                REPLACE: _("The same money: note that it arrived"),
                ADD: _("Another payment: add it"),
            }
        case "owed" | "maybe_owed":
            return {KEEP: _("Leave it out"), REPLACE: _("That pay: add it as a payment")}
        case "proposed":
            return {KEEP: _("No work: leave it out"), ADD: _("Work: add it")}
        case "same_id" | "same_slot" | "moved" | "in_this_import":
            return {
                KEEP: _("The same: keep what the ledger has"),
                REPLACE: _("The same: take the file's"),
                ADD: _("Two things: add it"),
            }
        case _:
            return {KEEP: _("The same: leave it out"), ADD: _("Two things: add it")}


def said(kind: str, n: int, reader: Reader) -> str:
    """So many rows, and what they seem to be."""
    texts = {
        "same_id": ngettext("{n} row has changed at its source", "{n} rows have changed at their source", n),
        "same_slot": ngettext(
            "{n} row has the same start as one in the ledger, but differs",
            "{n} rows have the same start as ones in the ledger, but differ", n),
        "moved": ngettext(
            "{n} row may have been moved at its source: one like it is in the ledger and no longer in the file",
            "{n} rows may have been moved at their source: ones like them are in the ledger and no longer in the file",
            n),
        "part_of": ngettext(
            "{n} row covers time that a row in the ledger, since split, covers too",
            "{n} rows cover time that rows in the ledger, since split, cover too", n),
        "read_otherwise": ngettext(
            "{n} row is there, read in another way: another zone, order of dates or platform",
            "{n} rows are there, read in another way: another zone, order of dates or platform", n),
        "other_place": ngettext(
            "{n} row matches one of another platform or project",
            "{n} rows match ones of another platform or project", n),
        "typed_match": ngettext(
            "{n} row looks like something that you typed", "{n} rows look like something that you typed", n),
        "same_payment": ngettext(
            "{n} payment looks like one from another source", "{n} payments look like ones from another source", n),
        "same_expense": ngettext(
            "{n} expense has the day and sum of one in the ledger",
            "{n} expenses have the day and sum of ones in the ledger", n),
        "withdrawal": ngettext(
            "{n} deposit looks like money of yours that you moved here from another account",
            "{n} deposits look like money of yours that you moved here from another account", n),
        "arrived": ngettext(
            "{n} transfer arrived, it seems, as a payment that is in the ledger",
            "{n} transfers arrived, it seems, as payments that are in the ledger", n),
        "other_report": ngettext(
            "{n} row tells of days that another report has told of",
            "{n} rows tell of days that another report has told of", n),
        "other_values": ngettext(
            "{n} row has other values than the ledger", "{n} rows have other values than the ledger", n),
        "in_this_import": ngettext(
            "{n} row is the same as one of another file here, but differs",
            "{n} rows are the same as ones of another file here, but differ", n),
        "proposed": ngettext(
            "{n} span of time may have been work", "{n} spans of time may have been work", n),
        "deposit": ngettext("{n} deposit is a payment you know", "{n} deposits are payments you know", n),
        "maybe_deposit": ngettext(
            "{n} deposit may be a payment you know", "{n} deposits may be payments you know", n),
        "owed": ngettext("{n} deposit is pay that you are owed", "{n} deposits are pay that you are owed", n),
        "maybe_owed": ngettext(
            "{n} deposit may be pay that you are owed", "{n} deposits may be pay that you are owed", n),
    }  # fmt: skip
    return texts[kind].format(n=reader.number(n))


def _why() -> dict[str, str]:
    return {
        "withdrawal": _("Stored as payments too, this money would be counted twice."),
        "arrived": _("The file tells of the pay itself; with the payment beside it, it would be counted twice."),
        "same_payment": _("One payment can be told of twice: gross by the platform, net by the account."),
        "other_report": _("Two reports of one week tell of the same work; stored twice, it would count twice."),
        "typed_match": _("Stored beside what you typed, it would count twice."),
        "deposit": _(
            "Confirmed, the payment is backed by its deposit, with the day on which it arrived and its fee; nothing is "
            "counted twice."
        ),
        "maybe_deposit": _("Another payment fits nearly as well, or the payer is not known: look at each."),
        "owed": _(
            "No payment is on record for this work. Confirmed, each deposit is stored as a payment of that platform, "
            "with what is missing as its fee."
        ),
        "maybe_owed": _("Other work fits nearly as well, or the payer is not known: look at each."),
        "proposed": _("A program saw that the keyboard was in use; whether that was work, only you know."),
    }


def line(file: str, conflict: Conflict, there: Record | None, reader: Reader, zone: dt.tzinfo) -> str:
    """One row that is asked about: where it stands, what it says, and what it seems to be."""
    where = _("{file}, line {line}").format(file=file, line=conflict.line) if conflict.line else file
    if conflict.arrival is not None:
        return f"{where}: {arrivals.line(conflict.record, conflict.arrival, reader)}"
    other = there or conflict.other
    said_here = described(conflict.record, reader, zone)
    if other is None or not said_here:
        changed = _differences(conflict.record, other, reader) if other is not None else ""
        return f"{where}: {said_here or changed}"
    found = _("in the ledger: {row}") if there is not None else _("in this import: {row}")
    both = f"{where}: {said_here}; {found.format(row=described(other, reader, zone))}"
    changed = "" if conflict.kind in TWO_SOURCES else _differences(conflict.record, other, reader)
    return f"{both} ({changed})" if changed else both


def described(record: Record, reader: Reader, zone: dt.tzinfo) -> str:
    """A row in a few words: when, how much, whose."""
    match record:
        case WorkSession():
            return ", ".join(filter(None, [*_when(record, reader, zone), _place(record, reader)]))
        case Earning():
            money = reader.money(record.amount, record.currency)
            return ", ".join([money, reader.day(record.earned_from), _place(record, reader)])
        case Payout():
            money = reader.money(record.amount, record.currency)
            if record.fee:
                money = _("{sum} less {fee}").format(sum=money, fee=reader.money(record.fee, record.currency))
            return ", ".join([money, reader.day(record.received_on), _place(record, reader)])
        case Transfer():
            way = _("{one} to {other}").format(
                one=reader.note(record.from_account), other=reader.note(record.to_account)
            )
            return ", ".join([reader.money(record.amount_out, record.currency_out), reader.day(record.moved_on), way])
        case Expense():
            money = reader.money(record.amount, record.currency)
            return ", ".join([money, reader.day(record.spent_on), reader.note(record.note or record.category)])
        case _:
            return ""


def _when(s: WorkSession, reader: Reader, zone: dt.tzinfo) -> list[str]:
    seconds, _units, _currency = measured(s)
    money = [reader.money(s.amount, s.currency)] if s.amount is not None else []
    if s.started_at is not None and s.ended_at is not None:
        starts, ends = s.started_at.astimezone(zone), s.ended_at.astimezone(zone)
        when = f"{reader.day(starts.date())} {starts:%H:%M}\N{EN DASH}{ends:%H:%M}"
    else:
        when = reader.days(s.worked_on, s.worked_until or s.worked_on) if s.worked_on else ""
    return [when, reader.hours(seconds / 3600), *money]


def _place(record: WorkSession | Earning | Payout, reader: Reader) -> str:
    return " / ".join(filter(None, [record.platform, reader.project(record.platform, record.project)]))


_TEXTS = ("note", "status", "currency", "rate", "counted_minutes", "tasks")


def _differences(record: Record, there: Record, reader: Reader) -> str:
    """What differs beyond the descriptions; of a platform, project, rule … all that differs."""
    if type(there) is not type(record):
        return ""
    parts = []
    for c in columns(type(there)):
        old, new = getattr(there, c.name), getattr(record, c.name)
        if old != new and (c.name in _TEXTS or record.TABLE not in SOURCED):
            shown = [reader.note(setup.to_text(c, v, reader)) or _("nothing") for v in (old, new)]
            parts.append(
                _("{field}: {old} here, {new} in the file").format(field=_(c.title), old=shown[0], new=shown[1])
            )
    return "; ".join(parts)
