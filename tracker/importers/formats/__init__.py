"""One small class per export format."""

from __future__ import annotations

from tracker.importers.base import Importer
from tracker.importers.formats.activitywatch import ActivityWatch
from tracker.importers.formats.camt053 import Camt053
from tracker.importers.formats.clockify import Clockify
from tracker.importers.formats.dataannotation import DataAnnotation
from tracker.importers.formats.harvest import Harvest
from tracker.importers.formats.hours_worked import HoursWorked
from tracker.importers.formats.hubstaff import Hubstaff
from tracker.importers.formats.ical import ICalendar
from tracker.importers.formats.kimai import Kimai
from tracker.importers.formats.mail import MailReceipts
from tracker.importers.formats.mobile_money import GCash, MPesa
from tracker.importers.formats.mt940 import Mt940
from tracker.importers.formats.mturk import MTurk
from tracker.importers.formats.ofx import Ofx1And2
from tracker.importers.formats.outlier import Outlier
from tracker.importers.formats.pages import Pages
from tracker.importers.formats.payoneer import Payoneer
from tracker.importers.formats.paypal import PayPal
from tracker.importers.formats.prolific import Prolific
from tracker.importers.formats.qif import Qif
from tracker.importers.formats.revolut import Revolut
from tracker.importers.formats.solidtime import Solidtime
from tracker.importers.formats.stripe import StripeBalance, StripePayouts
from tracker.importers.formats.stripe_payments import StripePayments
from tracker.importers.formats.timeclock import Timeclock
from tracker.importers.formats.timedot import Timedot
from tracker.importers.formats.timetagger import TimeTagger
from tracker.importers.formats.timewarrior import Timewarrior
from tracker.importers.formats.toggl import Toggl
from tracker.importers.formats.uber import UberPayments, UberTransactions, UberTrips
from tracker.importers.formats.upwork import UpworkTransactions
from tracker.importers.formats.upwork_earnings import UpworkEarnings
from tracker.importers.formats.venmo import Venmo
from tracker.importers.formats.watson import Watson
from tracker.importers.formats.watson_report import WatsonReport
from tracker.importers.formats.wise import WiseStatement
from tracker.importers.formats.wise_transfers import WiseTransfers

FORMATS: tuple[Importer, ...] = (
    Toggl(),
    Clockify(),
    Timewarrior(),
    Harvest(),
    Hubstaff(),
    Kimai(),
    Solidtime(),
    Watson(),
    WatsonReport(),
    ActivityWatch(),
    ICalendar(),
    TimeTagger(),
    Timeclock(),
    Timedot(),
    UpworkTransactions(),
    UpworkEarnings(),
    Outlier(),
    DataAnnotation(),
    HoursWorked(),
    Pages(),
    Prolific(),
    MTurk(),
    UberTransactions(),
    UberTrips(),
    UberPayments(),
    PayPal(),
    WiseStatement(),
    WiseTransfers(),
    Payoneer(),
    Revolut(),
    StripeBalance(),
    StripePayments(),
    StripePayouts(),
    Venmo(),
    MPesa(),
    GCash(),
    Ofx1And2(),
    Camt053(),
    Mt940(),
    Qif(),
    MailReceipts(),
)
"""All formats; the archive is not among them."""
