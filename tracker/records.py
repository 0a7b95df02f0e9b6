"""The frozen records of everything a worker can log. Written by `python -m tracker.store.freeze`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, TypeAlias

from tracker.kinds import (
    Activity,
    AvailabilityKind,
    CountsFrom,
    DaysIn,
    DisputeFrom,
    EarningKind,
    Event,
    Evidence,
    Hand,
    HolidayCalendar,
    Kind,
    Moves,
    PayCycle,
    PayKind,
    PayModel,
    PayoutKind,
    Place,
    QueueOutcome,
    RuleField,
    Stage,
    Status,
    col,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    TABLE: ClassVar[str] = "settings"
    home_currency: str = col(Kind.CURRENCY, "Your currency", "the currency in which sums are shown", need=True)
    time_zone: str = col(Kind.ZONE, "Your time zone", "the zone whose calendar days count", need=True)
    standard_week_hours: Decimal | None = col(
        Kind.NUMBER, "Hours of a full-time week", "hours of a full-time week (40)", least=1, most=168
    )
    standard_year_weeks: Decimal | None = col(
        Kind.NUMBER, "Weeks of a full-time year", "weeks of a full-time year (52)", least=1, most=53
    )
    living_cost_month: int | None = col(Kind.MONEY, "What a month costs you", "what a month costs, in home currency")
    savings: int | None = col(Kind.MONEY, "What you have saved", "savings, in home currency")
    tax_rate_percent: Decimal | None = col(
        Kind.NUMBER, "Percent to set aside for tax", "percent of income to set aside for tax", least=0, most=100
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    TABLE: ClassVar[str] = "platforms"
    platform: str = col(Kind.NAME, "Platform", "the company that offers and pays for work", need=True)
    currency: str | None = col(Kind.CURRENCY, "Currency", "the currency it pays in, where a row does not say")
    pay_cycle: str | None = col(Kind.CHOICE, "Pays", "how often it pays", choices=PayCycle)
    pay_cycle_ends: str | None = col(
        Kind.TEXT, "A pay period ends on", "weekday (weekly) or a date on which a cycle ends (biweekly)"
    )
    pay_cycle_zone: str | None = col(
        Kind.ZONE, "Counted in the zone", "the zone whose days the cycle counts (home zone)"
    )
    pay_delay_days: int | None = col(
        Kind.COUNT,
        "Days from the end of the period to the money",
        "days from the end of the cycle to the money",
        least=0,
        most=366,
    )
    payout_threshold: int | None = col(Kind.MONEY, "Smallest sum it pays out", "smallest sum it pays out")
    fee_percent: Decimal | None = col(
        Kind.NUMBER, "Percent it keeps", "percent it keeps of what it pays", least=0, most=100
    )
    monitoring: bool | None = col(
        Kind.YESNO, "Takes screenshots or tracks activity", "does it take screenshots or track activity"
    )
    nda: bool | None = col(
        Kind.YESNO, "Under a non-disclosure agreement", "is the work under a non-disclosure agreement"
    )
    ai_interview: bool | None = col(
        Kind.YESNO, "Hires by an automated interview", "is hiring done by an automated interview"
    )
    note: str | None = col(Kind.TEXT, "Note", "anything else")


@dataclass(frozen=True, slots=True, kw_only=True)
class PayTerms:
    TABLE: ClassVar[str] = "pay_terms"
    platform: str = col(Kind.NAME, "Platform", "its platform", need=True)
    kind: str | None = col(Kind.CHOICE, "For pay of this kind", "for which pay (all of it)", choices=PayKind)
    holds_from: dt.date | None = col(Kind.DAY, "Hold from", "for work from this day on (from the first)")
    part_percent: Decimal | None = col(
        Kind.NUMBER,
        "For so many percent of the pay",
        "percent of the pay that they are for, where it is paid in parts (100)",
        least=1,
        most=100,
    )
    counts_from: str | None = col(
        Kind.CHOICE,
        "Counted from",
        "from when days are counted (the end of the cycle that holds the day earned)",
        choices=CountsFrom,
    )
    pay_cycle: str | None = col(Kind.CHOICE, "Pays", "how often it pays", choices=PayCycle)
    pay_cycle_ends: str | None = col(
        Kind.TEXT, "A pay period ends on", "weekday (weekly) or a date on which a cycle ends (biweekly)"
    )
    pay_cycle_ends_at: int | None = col(
        Kind.COUNT, "At the hour", "hour of its last day, in its zone, at which it ends (24)", least=1, most=24
    )
    pay_cycle_zone: str | None = col(
        Kind.ZONE, "Counted in the zone", "the zone whose days the cycle counts (home zone)"
    )
    pay_cycle_month_day: int | None = col(
        Kind.COUNT, "A month ends on the day", "last day of a monthly cycle (the month's own)", least=1, most=31
    )
    pay_delay_days: int | None = col(
        Kind.COUNT,
        "Days from then to the money",
        "days from then to the money; empty: not known, or none where pay_day says when",
        least=0,
        most=366,
    )
    delay_in: str | None = col(Kind.CHOICE, "These are", "what these days are (days of the calendar)", choices=DaysIn)
    pay_day: str | None = col(
        Kind.TEXT,
        "On the next",
        "the next such day after that: fri, 1st+3rd wed, last wed, last mon of quarter, 15, 5+20, last",
    )
    moves: str | None = col(
        Kind.CHOICE,
        "Where banks are closed it moves",
        "to the next business day, to the one before, or not at all (next)",
        choices=Moves,
    )
    holidays: str | None = col(
        Kind.CHOICE, "Bank holidays of", "whose bank holidays count (weekends alone)", choices=HolidayCalendar
    )
    window_days: int | None = col(
        Kind.COUNT,
        "Days after it that still are on time",
        "days after the due date that still are on time (1)",
        least=0,
        most=92,
    )
    payout_threshold: int | None = col(
        Kind.MONEY, "Smallest sum it pays out", "smallest sum it pays out, in its currency", least=0
    )
    on_request: bool | None = col(Kind.YESNO, "Paid when you ask for it", "is money paid only when it is asked for")
    first_hold_days: int | None = col(
        Kind.COUNT,
        "Days for which the first payment is held",
        "days for which the first payment is held back",
        least=0,
        most=366,
    )
    auto_after_days: int | None = col(
        Kind.COUNT,
        "Approved by itself after days",
        "days after handing in at which work counts as approved",
        least=0,
        most=366,
    )
    dispute_days: int | None = col(
        Kind.COUNT, "Days in which you can object", "days in which one can object", least=0, most=366
    )
    dispute_in: str | None = col(Kind.CHOICE, "These are", "what these days are (days of the calendar)", choices=DaysIn)
    dispute_from: str | None = col(
        Kind.CHOICE, "Counted from", "from when these are counted (the day on which it was due)", choices=DisputeFrom
    )
    arrives_after: int | None = col(
        Kind.COUNT, "Business days on the way to you", "business days from sending to arrival (0)", least=0, most=60
    )
    fee_percent: Decimal | None = col(
        Kind.NUMBER, "Percent it keeps", "percent it keeps of what it pays", least=0, most=99
    )
    fee_min: int | None = col(Kind.MONEY, "But at least", "the least that this percent comes to", least=0)
    fee_fixed: int | None = col(Kind.MONEY, "Fixed fee of a payment", "what each payment costs beside it", least=0)
    source_url: str | None = col(Kind.TEXT, "Where it says so", "the address that says so")
    seen_on: dt.date | None = col(Kind.DAY, "Read on", "the day on which it was read")
    hand: str | None = col(
        Kind.CHOICE, "Who says so", "the platform, somebody else, a program, or your own contract", choices=Hand
    )
    note: str | None = col(Kind.TEXT, "Note", "anything else")


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    TABLE: ClassVar[str] = "projects"
    platform: str = col(Kind.NAME, "Platform", "its platform", need=True)
    project: str = col(Kind.NAME, "Project", "its name: an alias is enough", need=True)
    alias: str | None = col(Kind.TEXT, "Name in discreet mode", "the name shown in discreet mode")
    role: str | None = col(Kind.TEXT, "Kind of work", "the kind of work; rates compare within a role")
    pay_model: str | None = col(Kind.CHOICE, "Paid", "how it pays (hourly)", choices=PayModel)
    advertised_low: int | None = col(
        Kind.MONEY, "Advertised, from", "the listing's lower figure: per hour, month or in all", least=0
    )
    advertised_high: int | None = col(Kind.MONEY, "Advertised, to", "the listing's upper figure", least=0)
    agreed_rate: int | None = col(Kind.MONEY, "Agreed", "promised: per hour, per task, per month or in all", least=0)
    currency: str | None = col(Kind.CURRENCY, "Currency", "of the project's figures (the platform's)")
    promised_weekly_hours: Decimal | None = col(
        Kind.NUMBER, "Hours a week that were promised", "hours a week that were promised", least=0, most=168
    )
    promised_until: dt.date | None = col(Kind.DAY, "Promised to last until", "promised to last until")
    successor_of: str | None = col(
        Kind.TEXT, "Goes on with the work of", "the ended project of this platform whose work it goes on with"
    )
    note: str | None = col(Kind.TEXT, "Note", "anything else")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectEvent:
    TABLE: ClassVar[str] = "project_events"
    platform: str = col(Kind.NAME, "Platform", "its platform", need=True)
    project: str = col(Kind.NAME, "Project", "its project", need=True)
    event: str = col(Kind.CHOICE, "What happened", "what happened", need=True, choices=Event)
    happened_at: dt.datetime | dt.date = col(
        Kind.INSTANT, "In effect from", "when it took effect; a date will do", need=True
    )
    announced_at: dt.datetime | dt.date | None = col(Kind.INSTANT, "Announced", "when it was announced; a date will do")
    rate: int | None = col(Kind.MONEY, "The rate from then on", "the rate from then on", least=0)
    reason: str | None = col(Kind.TEXT, "Reason given", "the reason given")
    note: str | None = col(Kind.TEXT, "Note", "anything else")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkSession:
    TABLE: ClassVar[str] = "work_sessions"
    platform: str = col(Kind.NAME, "Platform", "for whom", need=True)
    project: str | None = col(Kind.NAME, "Project", "on what")
    worked_on: dt.date | None = col(Kind.DAY, "Day", "the day, where clock times are unknown")
    worked_until: dt.date | None = col(
        Kind.DAY, "Last day of the stretch", "last day of a stretch of which only the hours are known"
    )
    started_at: dt.datetime | None = col(Kind.INSTANT, "Start", "start")
    ended_at: dt.datetime | None = col(Kind.INSTANT, "End", "end")
    minutes: int | None = col(Kind.MINUTES, "Time worked", "time worked, pauses taken off (the span)", least=0)
    counted_minutes: int | None = col(
        Kind.MINUTES, "Counted by the platform", "what the platform counted (the same)", least=0
    )
    activity: str | None = col(Kind.CHOICE, "Activity", "kind of work (task)", choices=Activity)
    tasks: int | None = col(Kind.COUNT, "Tasks", "tasks done", least=0)
    rate: int | None = col(Kind.MONEY, "Rate", "this session's own rate: per hour, or per task", least=0)
    amount: int | None = col(Kind.MONEY, "Amount", "what it earned, where the source says so")
    currency: str | None = col(Kind.CURRENCY, "Currency", "of rate and amount (the project's)")
    status: str | None = col(Kind.CHOICE, "Status", "empty means approved", choices=Status)
    submitted_on: dt.date | None = col(Kind.DAY, "Handed in", "the day on which it was handed in")
    approved_on: dt.date | None = col(Kind.DAY, "Approved", "the day on which it was approved")
    evidence: str | None = col(Kind.CHOICE, "Backed by", "how the row is backed", choices=Evidence)
    note: str | None = col(Kind.TEXT, "Note", "anything else")
    source: str | None = col(Kind.TEXT, "Source", "where an imported row came from")
    source_id: str | None = col(Kind.TEXT, "Row in the source", "which row it was there")


@dataclass(frozen=True, slots=True, kw_only=True)
class Earning:
    TABLE: ClassVar[str] = "earnings"
    platform: str = col(Kind.NAME, "Platform", "who owes it", need=True)
    project: str | None = col(Kind.NAME, "Project", "for what")
    kind: str = col(Kind.CHOICE, "What", "what it is", need=True, choices=EarningKind)
    earned_from: dt.date = col(Kind.DAY, "Earned from", "first day it was earned on", need=True)
    earned_to: dt.date | None = col(Kind.DAY, "Earned to", "last day (the first)")
    amount: int = col(Kind.MONEY, "Amount", "how much", need=True)
    currency: str = col(Kind.CURRENCY, "Currency", "of the amount", need=True)
    due_on: dt.date | None = col(Kind.DAY, "Due", "when it is to be paid")
    status: str | None = col(Kind.CHOICE, "Status", "empty means approved", choices=Status)
    submitted_on: dt.date | None = col(Kind.DAY, "Handed in", "the day on which it was handed in")
    approved_on: dt.date | None = col(Kind.DAY, "Approved", "the day on which it was approved")
    evidence: str | None = col(Kind.CHOICE, "Backed by", "how the row is backed", choices=Evidence)
    note: str | None = col(Kind.TEXT, "Note", "anything else")
    source: str | None = col(Kind.TEXT, "Source", "where an imported row came from")
    source_id: str | None = col(Kind.TEXT, "Row in the source", "which row it was there")


@dataclass(frozen=True, slots=True, kw_only=True)
class Payout:
    TABLE: ClassVar[str] = "payouts"
    platform: str = col(Kind.NAME, "Platform", "who paid", need=True)
    project: str | None = col(Kind.NAME, "Project", "for what, if it says so")
    kind: str = col(Kind.CHOICE, "What", "what it is", need=True, choices=PayoutKind)
    received_on: dt.date = col(Kind.DAY, "On the day", "the day it arrived", need=True)
    amount: int = col(Kind.MONEY, "Amount", "gross, above zero", need=True)
    fee: int | None = col(Kind.MONEY, "Fee kept of it", "what the pay rail or platform kept", least=0)
    currency: str = col(Kind.CURRENCY, "Currency", "of amount and fee", need=True)
    home_amount: int | None = col(
        Kind.MONEY, "Arrived in your own currency", "what arrived, after the fee, in home currency"
    )
    covers_from: dt.date | None = col(Kind.DAY, "Pays for work from", "first day it pays for")
    covers_to: dt.date | None = col(Kind.DAY, "to", "last day it pays for")
    stage: str | None = col(
        Kind.CHOICE, "How far it is", "asked for, sent, or arrived (arrived), on that day", choices=Stage
    )
    asked_on: dt.date | None = col(Kind.DAY, "Asked for", "the day on which it was asked for, where it has to be")
    place: str | None = col(Kind.CHOICE, "Where it lies", "where it came in", choices=Place)
    evidence: str | None = col(Kind.CHOICE, "Backed by", "how the row is backed", choices=Evidence)
    note: str | None = col(Kind.TEXT, "Note", "anything else")
    source: str | None = col(Kind.TEXT, "Source", "where an imported row came from")
    source_id: str | None = col(Kind.TEXT, "Row in the source", "which row it was there")


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    TABLE: ClassVar[str] = "transfers"
    moved_on: dt.date = col(Kind.DAY, "On the day", "the day", need=True)
    from_account: str = col(Kind.NAME, "From the account", "from this account of the worker", need=True)
    to_account: str = col(Kind.NAME, "To the account", "to this account of the worker", need=True)
    amount_out: int = col(Kind.MONEY, "What left it", "what left", need=True, least=0)
    currency_out: str = col(Kind.CURRENCY, "Currency of what left", "of what left", need=True)
    amount_in: int | None = col(Kind.MONEY, "What came in", "what came in")
    currency_in: str | None = col(Kind.CURRENCY, "Currency of what came in", "of what came in")
    fee: int | None = col(Kind.MONEY, "Fee kept of it", "fee, in the currency that left")
    note: str | None = col(Kind.TEXT, "Note", "anything else")
    source: str | None = col(Kind.TEXT, "Source", "where an imported row came from")
    source_id: str | None = col(Kind.TEXT, "Row in the source", "which row it was there")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    TABLE: ClassVar[str] = "rules"
    field: str = col(Kind.CHOICE, "Where", "what is looked at", need=True, choices=RuleField)
    pattern: str = col(Kind.TEXT, "Text", "the text there; * stands for anything", need=True)
    platform: str = col(Kind.NAME, "Platform", "the platform, or - for: not work", need=True)
    project: str | None = col(Kind.NAME, "Project", "the project")
    activity: str | None = col(Kind.CHOICE, "Activity", "the activity", choices=Activity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expense:
    TABLE: ClassVar[str] = "expenses"
    spent_on: dt.date = col(Kind.DAY, "On the day", "the day", need=True)
    amount: int = col(Kind.MONEY, "Amount", "how much; below zero: what came back of it", need=True)
    currency: str = col(Kind.CURRENCY, "Currency", "of the amount", need=True)
    category: str = col(Kind.NAME, "For", "for what kind of thing", need=True)
    platform: str | None = col(Kind.NAME, "Platform", "for work on this platform")
    note: str | None = col(Kind.TEXT, "Note", "anything else")


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    TABLE: ClassVar[str] = "availability"
    starts_on: dt.date = col(Kind.DAY, "From", "first day", need=True)
    ends_on: dt.date | None = col(Kind.DAY, "To", "last day (open)")
    kind: str = col(Kind.CHOICE, "What", "able and willing to work, or off", need=True, choices=AvailabilityKind)
    weekly_hours: Decimal | None = col(Kind.NUMBER, "Hours a week you can work", "hours a week", least=0, most=168)
    weekdays: str | None = col(Kind.WEEKDAYS, "On these days", "on these days (mon-fri)")
    note: str | None = col(Kind.TEXT, "Note", "anything else")


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueCheck:
    TABLE: ClassVar[str] = "queue_checks"
    platform: str = col(Kind.NAME, "Platform", "where was looked", need=True)
    checked_at: dt.datetime = col(Kind.INSTANT, "When", "when", need=True)
    outcome: str = col(Kind.CHOICE, "Found", "what was found", need=True, choices=QueueOutcome)
    note: str | None = col(Kind.TEXT, "Note", "anything else")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRate:
    TABLE: ClassVar[str] = "exchange_rates"
    on: dt.date = col(Kind.DAY, "On the day", "the day", need=True)
    currency: str = col(Kind.CURRENCY, "Currency", "one unit of this", need=True)
    in_home_currency: Decimal = col(
        Kind.NUMBER, "One of it is so much of yours", "is so much home currency", need=True, above=0
    )


Record: TypeAlias = (
    Settings
    | Platform
    | PayTerms
    | Project
    | ProjectEvent
    | WorkSession
    | Earning
    | Payout
    | Transfer
    | Rule
    | Expense
    | Availability
    | QueueCheck
    | ExchangeRate
)

RECORDS: tuple[type[Record], ...] = (
    Settings,
    Platform,
    PayTerms,
    Project,
    ProjectEvent,
    WorkSession,
    Earning,
    Payout,
    Transfer,
    Rule,
    Expense,
    Availability,
    QueueCheck,
    ExchangeRate,
)
"""All record classes, in the archive's order (a row never names one of a later table)."""
