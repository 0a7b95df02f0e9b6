"""One small class per export format, each in a module that is loaded when a text may be of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from tracker.importers.bank_marks import CAMT, MT940, OFX, QIF
from tracker.importers.base import Importer, Text

HEAD = 200_000
"""Characters in which a format has what it is known by."""


def _has(*words: str) -> Callable[[str], object]:
    """Whether one of these words, in small letters, is in the head of a text."""
    return lambda head: any(word in head.lower() for word in words)


class _Later(NamedTuple):
    """A format: its name, its module and class, and what a text has that is of it; tables may be of any."""

    name: str
    module: str
    kind: str
    may_be: Callable[[str], object] = bool

    def load(self) -> Importer:
        return _made(self.module, self.kind)


@cache
def _made(module: str, kind: str) -> Importer:
    made: Importer = getattr(import_module(f"{__name__}.{module}"), kind)()
    return made


_FORMATS = (
    _Later("toggl", "toggl", "Toggl"),
    _Later("clockify", "clockify", "Clockify"),
    _Later("timewarrior", "timewarrior", "Timewarrior", _has("inc ", "[")),
    _Later("harvest", "harvest", "Harvest"),
    _Later("hubstaff", "hubstaff", "Hubstaff"),
    _Later("kimai", "kimai", "Kimai"),
    _Later("solidtime", "solidtime", "Solidtime"),
    _Later("watson", "watson", "Watson"),
    _Later("watson_report", "watson_report", "WatsonReport"),
    _Later("activitywatch", "activitywatch", "ActivityWatch", _has("bucket", "timestamp")),
    _Later("ical", "ical", "ICalendar", _has("begin:vcalendar")),
    _Later("timetagger", "timetagger", "TimeTagger"),
    _Later("timeclock", "timeclock", "Timeclock"),
    _Later("timedot", "timedot", "Timedot"),
    _Later("upwork_transactions", "upwork", "UpworkTransactions"),
    _Later("upwork_earnings", "upwork_earnings", "UpworkEarnings"),
    _Later("outlier", "outlier", "Outlier"),
    _Later("dataannotation", "dataannotation", "DataAnnotation"),
    _Later("hours_worked", "hours_worked", "HoursWorked"),
    _Later("pages", "pages", "Pages"),
    _Later("prolific", "prolific", "Prolific"),
    _Later("mturk", "mturk", "MTurk", _has("{", "[")),
    _Later("uber_transactions", "uber", "UberTransactions"),
    _Later("uber_trips", "uber", "UberTrips"),
    _Later("uber_payments", "uber", "UberPayments"),
    _Later("paypal", "paypal", "PayPal"),
    _Later("wise", "wise", "WiseStatement"),
    _Later("wise_transfers", "wise_transfers", "WiseTransfers"),
    _Later("payoneer", "payoneer", "Payoneer"),
    _Later("revolut", "revolut", "Revolut"),
    _Later("stripe", "stripe", "StripeBalance"),
    _Later("stripe_payments", "stripe_payments", "StripePayments"),
    _Later("stripe_payouts", "stripe", "StripePayouts"),
    _Later("venmo", "venmo", "Venmo"),
    _Later("mpesa", "mobile_money", "MPesa"),
    _Later("gcash", "mobile_money", "GCash"),
    _Later("ofx", "ofx", "Ofx1And2", OFX.match),
    _Later("camt053", "camt053", "Camt053", CAMT.search),
    _Later("mt940", "mt940", "Mt940", MT940.match),
    _Later("qif", "qif", "Qif", QIF.match),
    _Later("mail", "mail", "MailReceipts", _has("from:")),
)


def names() -> tuple[str, ...]:
    """The names of all formats; the archive is not among them."""
    return tuple(f.name for f in _FORMATS)


def likely(text: Text) -> tuple[Importer, ...]:
    """The formats that a text may be of."""
    head = text.text[:HEAD]
    return tuple(f.load() for f in _FORMATS if f.may_be(head))


def __getattr__(name: str) -> Any:
    """`FORMATS`: all of them."""
    if name == "FORMATS":
        return tuple(f.load() for f in _FORMATS)
    raise AttributeError(name)
