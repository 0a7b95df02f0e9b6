"""The frozen records of everything a worker can log. Written by `python -m tracker.store.freeze`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, TypeAlias

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
    Language,
    Moves,
    PayCycle,
    PayKind,
    PayModel,
    PayoutKind,
    Place,
    QueueOutcome,
    RepeatAnswer,
    RuleField,
    Stage,
    Status,
    col,
)
from tracker.record_base import Frozen, put, twin
from tracker.record_checks import (
    MOST,
    invalid,
    is_currency,
    is_instant,
    is_instant_or_day,
    is_name,
    is_number,
    is_platform,
    is_text,
    is_weekdays,
)
from tracker.record_rules import (
    Between,
    advertised_range,
    available_days,
    available_hours,
    covered_days,
    cycle_end,
    earned_days,
    named_pay_day,
    payout_amount,
    session_amount,
    session_time,
    stretch_end,
    template_rule,
)
from tracker.units import LARGEST

_Activity = frozenset(("", *Activity))
_AvailabilityKind = frozenset(("", *AvailabilityKind))
_CountsFrom = frozenset(("", *CountsFrom))
_DaysIn = frozenset(("", *DaysIn))
_DisputeFrom = frozenset(("", *DisputeFrom))
_EarningKind = frozenset(("", *EarningKind))
_Event = frozenset(("", *Event))
_Evidence = frozenset(("", *Evidence))
_Hand = frozenset(("", *Hand))
_HolidayCalendar = frozenset(("", *HolidayCalendar))
_Language = frozenset(("", *Language))
_Moves = frozenset(("", *Moves))
_PayCycle = frozenset(("", *PayCycle))
_PayKind = frozenset(("", *PayKind))
_PayModel = frozenset(("", *PayModel))
_PayoutKind = frozenset(("", *PayoutKind))
_Place = frozenset(("", *Place))
_QueueOutcome = frozenset(("", *QueueOutcome))
_RepeatAnswer = frozenset(("", *RepeatAnswer))
_RuleField = frozenset(("", *RuleField))
_Stage = frozenset(("", *Stage))
_Status = frozenset(("", *Status))


@dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)
class Settings(Frozen):
    """A row of `settings`."""

    TABLE: ClassVar[str] = "settings"
    RULES: ClassVar[tuple[Between, ...]] = ()
    home_currency: str = col(Kind.CURRENCY, "Your currency", "the currency in which sums are shown", need=True)
    time_zone: str = col(Kind.ZONE, "Your time zone", "the zone whose calendar days count", need=True)
    standard_week_hours: Decimal | None = col(
        Kind.NUMBER,
        "Hours of a full-time week",
        "hours of a full-time week, for the advertised year (40 unless set)",
        least=1,
        most=168,
    )
    standard_year_weeks: Decimal | None = col(
        Kind.NUMBER,
        "Weeks of a full-time year",
        "weeks of a full-time year, for the advertised year (52 unless set)",
        least=1,
        most=53,
    )
    living_cost_month: int | None = col(
        Kind.MONEY, "What a month costs you", "what a month costs: rent, food and all else, in your currency"
    )
    savings: int | None = col(Kind.MONEY, "What you have saved", "what you could live on, in your currency")
    tax_rate_percent: Decimal | None = col(
        Kind.NUMBER,
        "Percent to set aside for tax",
        "percent of income to set aside for tax, such as 25; nothing is assumed",
        least=0,
        most=100,
    )
    goal_week_hours: Decimal | None = col(
        Kind.NUMBER, "Goal of hours a week", "hours that you want to work in a week", above=0, most=168
    )
    goal_week_money: int | None = col(
        Kind.MONEY, "Goal of money a week", "what you want to earn in a week, in your currency", least=1
    )
    goal_month_hours: Decimal | None = col(
        Kind.NUMBER, "Goal of hours a month", "hours that you want to work in a month", above=0, most=744
    )
    goal_month_money: int | None = col(
        Kind.MONEY, "Money a month", "what you want to earn in a month, in your currency", least=1
    )
    language: str | None = col(
        Kind.CHOICE, "Your language", "the language of the app (your browser's unless set)", choices=Language
    )

    def __init__(
        self,
        *,
        home_currency: str,
        time_zone: str,
        standard_week_hours: Decimal | None = None,
        standard_year_weeks: Decimal | None = None,
        living_cost_month: int | None = None,
        savings: int | None = None,
        tax_rate_percent: Decimal | None = None,
        goal_week_hours: Decimal | None = None,
        goal_week_money: int | None = None,
        goal_month_hours: Decimal | None = None,
        goal_month_money: int | None = None,
        language: str | None = None,
    ) -> None:
        put(self, "__class__", _OpenSettings)
        made: Any = self
        made.home_currency = home_currency
        made.time_zone = time_zone
        made.standard_week_hours = standard_week_hours
        made.standard_year_weeks = standard_year_weeks
        made.living_cost_month = living_cost_month
        made.savings = savings
        made.tax_rate_percent = tax_rate_percent
        made.goal_week_hours = goal_week_hours
        made.goal_week_money = goal_week_money
        made.goal_month_hours = goal_month_hours
        made.goal_month_money = goal_month_money
        made.language = language
        made.__class__ = Settings
        self.__post_init__()

    def __post_init__(self) -> None:
        v: Any
        fits = (
            is_currency(self.home_currency)
            and is_text(v := self.time_zone)
            and v != ""
            and ((v := self.standard_week_hours) is None or (is_number(v) and 1 <= v <= 168))
            and ((v := self.standard_year_weeks) is None or (is_number(v) and 1 <= v <= 53))
            and ((v := self.living_cost_month) is None or (v.__class__ is int and -LARGEST <= v <= LARGEST))
            and ((v := self.savings) is None or (v.__class__ is int and -LARGEST <= v <= LARGEST))
            and ((v := self.tax_rate_percent) is None or (is_number(v) and 0 <= v <= 100))
            and ((v := self.goal_week_hours) is None or (is_number(v) and 0 < v <= 168))
            and ((v := self.goal_week_money) is None or (v.__class__ is int and 1 <= v <= LARGEST))
            and ((v := self.goal_month_hours) is None or (is_number(v) and 0 < v <= 744))
            and ((v := self.goal_month_money) is None or (v.__class__ is int and 1 <= v <= LARGEST))
            and ((v := self.language) is None or (isinstance(v, str) and v in _Language))
        )
        if not fits:
            raise invalid(self)


_OpenSettings = twin(Settings)


@dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)
class Platform(Frozen):
    """A row of `platforms`."""

    TABLE: ClassVar[str] = "platforms"
    RULES: ClassVar[tuple[Between, ...]] = (cycle_end,)
    platform: str = col(Kind.NAME, "Platform", "the company that offers and pays for work", need=True)
    currency: str | None = col(Kind.CURRENCY, "Currency", "the currency it pays in, if a row does not say")
    pay_cycle: str | None = col(Kind.CHOICE, "Pays", "how often it pays", choices=PayCycle)
    pay_cycle_ends: str | None = col(
        Kind.TEXT,
        "Pay period ends on",
        "a weekday such as fri, for weekly pay; a date on which one ends, for pay every two weeks",
    )
    pay_cycle_zone: str | None = col(
        Kind.ZONE, "Counted in the zone", "the zone whose days the pay period counts (your own unless set)"
    )
    pay_delay_days: int | None = col(
        Kind.COUNT,
        "Days until paid",
        "days from the end of the pay period to the money (30 unless set)",
        least=0,
        most=366,
    )
    payout_threshold: int | None = col(Kind.MONEY, "Smallest payout", "the smallest sum it pays out")
    fee_percent: Decimal | None = col(
        Kind.NUMBER,
        "Percent it keeps",
        "percent it keeps of what it pays, before the money reaches you",
        least=0,
        most=100,
    )
    floor_rate: int | None = col(
        Kind.MONEY, "Your floor per hour", "the least that an hour there must leave you, in its currency", above=0
    )
    monitoring: bool | None = col(
        Kind.YESNO, "Takes screenshots or tracks activity", "takes screenshots or tracks activity"
    )
    nda: bool | None = col(Kind.YESNO, "Under a non-disclosure agreement", "under a non-disclosure agreement")
    ai_interview: bool | None = col(Kind.YESNO, "Hires by an automated interview", "hires by an automated interview")
    note: str | None = col(Kind.TEXT, "Note", "anything else")

    def __init__(
        self,
        *,
        platform: str,
        currency: str | None = None,
        pay_cycle: str | None = None,
        pay_cycle_ends: str | None = None,
        pay_cycle_zone: str | None = None,
        pay_delay_days: int | None = None,
        payout_threshold: int | None = None,
        fee_percent: Decimal | None = None,
        floor_rate: int | None = None,
        monitoring: bool | None = None,
        nda: bool | None = None,
        ai_interview: bool | None = None,
        note: str | None = None,
    ) -> None:
        put(self, "__class__", _OpenPlatform)
        made: Any = self
        made.platform = platform
        made.currency = currency
        made.pay_cycle = pay_cycle
        made.pay_cycle_ends = pay_cycle_ends
        made.pay_cycle_zone = pay_cycle_zone
        made.pay_delay_days = pay_delay_days
        made.payout_threshold = payout_threshold
        made.fee_percent = fee_percent
        made.floor_rate = floor_rate
        made.monitoring = monitoring
        made.nda = nda
        made.ai_interview = ai_interview
        made.note = note
        made.__class__ = Platform
        self.__post_init__()

    def __post_init__(self) -> None:
        v: Any
        fits = (
            is_platform(self.platform)
            and ((v := self.currency) in (None, "") or is_currency(v))
            and ((v := self.pay_cycle) is None or (isinstance(v, str) and v in _PayCycle))
            and ((v := self.pay_cycle_ends) is None or is_text(v))
            and ((v := self.pay_cycle_zone) is None or is_text(v))
            and ((v := self.pay_delay_days) is None or (v.__class__ is int and 0 <= v <= 366))
            and ((v := self.payout_threshold) is None or (v.__class__ is int and -LARGEST <= v <= LARGEST))
            and ((v := self.fee_percent) is None or (is_number(v) and 0 <= v <= 100))
            and ((v := self.floor_rate) is None or (v.__class__ is int and 0 < v <= LARGEST))
            and ((v := self.monitoring) is None or v.__class__ is bool)
            and ((v := self.nda) is None or v.__class__ is bool)
            and ((v := self.ai_interview) is None or v.__class__ is bool)
            and ((v := self.note) is None or is_text(v))
            and cycle_end(self.pay_cycle, self.pay_cycle_ends) is None
        )
        if not fits:
            raise invalid(self)


_OpenPlatform = twin(Platform)


@dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)
class PayTerms(Frozen):
    """A row of `pay_terms`."""

    TABLE: ClassVar[str] = "pay_terms"
    RULES: ClassVar[tuple[Between, ...]] = (cycle_end, named_pay_day)
    platform: str = col(Kind.NAME, "Platform", "its platform", need=True)
    kind: str | None = col(Kind.CHOICE, "For pay of this kind", "for which pay (all of it unless set)", choices=PayKind)
    holds_from: dt.date | None = col(Kind.DAY, "Hold from", "for work from this day on (from the first unless set)")
    part_percent: Decimal | None = col(
        Kind.NUMBER,
        "Percent of the pay",
        "percent of the pay that they are for, if it is paid in parts (100 unless set)",
        least=1,
        most=100,
    )
    counts_from: str | None = col(
        Kind.CHOICE,
        "Counted from",
        "from when days are counted; with a pay cycle, the end of the one that holds it (the day earned unless set)",
        choices=CountsFrom,
    )
    pay_cycle: str | None = col(Kind.CHOICE, "Pays", "how often it pays", choices=PayCycle)
    pay_cycle_ends: str | None = col(
        Kind.TEXT,
        "Pay period ends on",
        "a weekday such as fri, for weekly pay; a date on which one ends, for pay every two weeks",
    )
    pay_cycle_ends_at: int | None = col(
        Kind.COUNT,
        "At the hour",
        "hour of its last day, in its zone, at which it ends (24 unless set)",
        least=1,
        most=24,
    )
    pay_cycle_zone: str | None = col(
        Kind.ZONE, "Counted in the zone", "the zone whose days the pay period counts (your own unless set)"
    )
    pay_cycle_month_day: int | None = col(
        Kind.COUNT,
        "A month ends on the day",
        "last day of a monthly cycle (the month's own unless set)",
        least=1,
        most=31,
    )
    pay_delay_days: int | None = col(
        Kind.COUNT,
        "Days from then to the money",
        "days from then to the money; empty: not known, or none if pay_day says when",
        least=0,
        most=366,
    )
    delay_in: str | None = col(
        Kind.CHOICE, "These are", "what these days are (days of the calendar unless set)", choices=DaysIn
    )
    pay_day: str | None = col(
        Kind.TEXT,
        "On the next",
        "the next such day after that: fri, 1st+3rd wed, last wed, last mon of quarter, 15, 5+20, last",
    )
    moves: str | None = col(
        Kind.CHOICE,
        "Where banks are closed it moves",
        "to the next business day, to the one before, or not at all (next unless set)",
        choices=Moves,
    )
    holidays: str | None = col(
        Kind.CHOICE,
        "Bank holidays of",
        "whose bank holidays count (weekends alone unless set)",
        choices=HolidayCalendar,
    )
    window_days: int | None = col(
        Kind.COUNT,
        "Days after it that still are on time",
        "days after the due date that still are on time (1 unless set)",
        least=0,
        most=92,
    )
    payout_threshold: int | None = col(
        Kind.MONEY, "Smallest payout", "the smallest sum it pays out, in its currency", least=0
    )
    on_request: bool | None = col(Kind.YESNO, "Paid when you ask for it", "paid only when it is asked for")
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
    dispute_in: str | None = col(
        Kind.CHOICE, "These are", "what these days are (days of the calendar unless set)", choices=DaysIn
    )
    dispute_from: str | None = col(
        Kind.CHOICE,
        "Counted from",
        "from when these are counted (the day on which it was due unless set)",
        choices=DisputeFrom,
    )
    arrives_after: int | None = col(
        Kind.COUNT,
        "Business days on the way to you",
        "business days from sending to arrival (0 unless set)",
        least=0,
        most=60,
    )
    fee_percent: Decimal | None = col(
        Kind.NUMBER,
        "Percent it keeps",
        "percent it keeps of what it pays, before the money reaches you",
        least=0,
        most=99,
    )
    fee_min: int | None = col(Kind.MONEY, "But at least", "the least that this percent comes to", least=0)
    fee_fixed: int | None = col(Kind.MONEY, "Fixed fee of a payment", "what each payment costs beside it", least=0)
    source_url: str | None = col(Kind.TEXT, "Where it says so", "the address that says so")
    seen_on: dt.date | None = col(Kind.DAY, "Read on", "the day on which it was read")
    hand: str | None = col(
        Kind.CHOICE, "Who says so", "the platform, somebody else, a program, or your own contract", choices=Hand
    )
    note: str | None = col(Kind.TEXT, "Note", "anything else")

    def __init__(
        self,
        *,
        platform: str,
        kind: str | None = None,
        holds_from: dt.date | None = None,
        part_percent: Decimal | None = None,
        counts_from: str | None = None,
        pay_cycle: str | None = None,
        pay_cycle_ends: str | None = None,
        pay_cycle_ends_at: int | None = None,
        pay_cycle_zone: str | None = None,
        pay_cycle_month_day: int | None = None,
        pay_delay_days: int | None = None,
        delay_in: str | None = None,
        pay_day: str | None = None,
        moves: str | None = None,
        holidays: str | None = None,
        window_days: int | None = None,
        payout_threshold: int | None = None,
        on_request: bool | None = None,
        first_hold_days: int | None = None,
        auto_after_days: int | None = None,
        dispute_days: int | None = None,
        dispute_in: str | None = None,
        dispute_from: str | None = None,
        arrives_after: int | None = None,
        fee_percent: Decimal | None = None,
        fee_min: int | None = None,
        fee_fixed: int | None = None,
        source_url: str | None = None,
        seen_on: dt.date | None = None,
        hand: str | None = None,
        note: str | None = None,
    ) -> None:
        put(self, "__class__", _OpenPayTerms)
        made: Any = self
        made.platform = platform
        made.kind = kind
        made.holds_from = holds_from
        made.part_percent = part_percent
        made.counts_from = counts_from
        made.pay_cycle = pay_cycle
        made.pay_cycle_ends = pay_cycle_ends
        made.pay_cycle_ends_at = pay_cycle_ends_at
        made.pay_cycle_zone = pay_cycle_zone
        made.pay_cycle_month_day = pay_cycle_month_day
        made.pay_delay_days = pay_delay_days
        made.delay_in = delay_in
        made.pay_day = pay_day
        made.moves = moves
        made.holidays = holidays
        made.window_days = window_days
        made.payout_threshold = payout_threshold
        made.on_request = on_request
        made.first_hold_days = first_hold_days
        made.auto_after_days = auto_after_days
        made.dispute_days = dispute_days
        made.dispute_in = dispute_in
        made.dispute_from = dispute_from
        made.arrives_after = arrives_after
        made.fee_percent = fee_percent
        made.fee_min = fee_min
        made.fee_fixed = fee_fixed
        made.source_url = source_url
        made.seen_on = seen_on
        made.hand = hand
        made.note = note
        made.__class__ = PayTerms
        self.__post_init__()

    def __post_init__(self) -> None:
        v: Any
        fits = (
            is_platform(self.platform)
            and ((v := self.kind) is None or (isinstance(v, str) and v in _PayKind))
            and ((v := self.holds_from) is None or v.__class__ is dt.date)
            and ((v := self.part_percent) is None or (is_number(v) and 1 <= v <= 100))
            and ((v := self.counts_from) is None or (isinstance(v, str) and v in _CountsFrom))
            and ((v := self.pay_cycle) is None or (isinstance(v, str) and v in _PayCycle))
            and ((v := self.pay_cycle_ends) is None or is_text(v))
            and ((v := self.pay_cycle_ends_at) is None or (v.__class__ is int and 1 <= v <= 24))
            and ((v := self.pay_cycle_zone) is None or is_text(v))
            and ((v := self.pay_cycle_month_day) is None or (v.__class__ is int and 1 <= v <= 31))
            and ((v := self.pay_delay_days) is None or (v.__class__ is int and 0 <= v <= 366))
            and ((v := self.delay_in) is None or (isinstance(v, str) and v in _DaysIn))
            and ((v := self.pay_day) is None or is_text(v))
            and ((v := self.moves) is None or (isinstance(v, str) and v in _Moves))
            and ((v := self.holidays) is None or (isinstance(v, str) and v in _HolidayCalendar))
            and ((v := self.window_days) is None or (v.__class__ is int and 0 <= v <= 92))
            and ((v := self.payout_threshold) is None or (v.__class__ is int and 0 <= v <= LARGEST))
            and ((v := self.on_request) is None or v.__class__ is bool)
            and ((v := self.first_hold_days) is None or (v.__class__ is int and 0 <= v <= 366))
            and ((v := self.auto_after_days) is None or (v.__class__ is int and 0 <= v <= 366))
            and ((v := self.dispute_days) is None or (v.__class__ is int and 0 <= v <= 366))
            and ((v := self.dispute_in) is None or (isinstance(v, str) and v in _DaysIn))
            and ((v := self.dispute_from) is None or (isinstance(v, str) and v in _DisputeFrom))
            and ((v := self.arrives_after) is None or (v.__class__ is int and 0 <= v <= 60))
            and ((v := self.fee_percent) is None or (is_number(v) and 0 <= v <= 99))
            and ((v := self.fee_min) is None or (v.__class__ is int and 0 <= v <= LARGEST))
            and ((v := self.fee_fixed) is None or (v.__class__ is int and 0 <= v <= LARGEST))
            and ((v := self.source_url) is None or is_text(v))
            and ((v := self.seen_on) is None or v.__class__ is dt.date)
            and ((v := self.hand) is None or (isinstance(v, str) and v in _Hand))
            and ((v := self.note) is None or is_text(v))
            and cycle_end(self.pay_cycle, self.pay_cycle_ends) is None
            and named_pay_day(self.pay_day) is None
        )
        if not fits:
            raise invalid(self)


_OpenPayTerms = twin(PayTerms)


@dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)
class Project(Frozen):
    """A row of `projects`."""

    TABLE: ClassVar[str] = "projects"
    RULES: ClassVar[tuple[Between, ...]] = (advertised_range,)
    platform: str = col(Kind.NAME, "Platform", "its platform", need=True)
    project: str = col(Kind.NAME, "Project", "its name: an alias is enough", need=True)
    alias: str | None = col(Kind.TEXT, "Name in discreet mode", "name in discreet mode")
    role: str | None = col(
        Kind.TEXT, "Kind of work", "the kind of work; rates compare within a kind, so use the same words again"
    )
    pay_model: str | None = col(Kind.CHOICE, "Paid", "how it pays (by the hour unless set)", choices=PayModel)
    advertised_low: int | None = col(
        Kind.MONEY,
        "Advertised, from",
        "the listing's figure, or the lower of two: per hour; per month or in all where it pays so",
        least=0,
    )
    advertised_high: int | None = col(
        Kind.MONEY, "Advertised, to", "the listing's upper figure, if it gave a range", least=0
    )
    agreed_rate: int | None = col(
        Kind.MONEY, "Agreed", "what was promised: per hour, per task, per month or in all", least=0
    )
    currency: str | None = col(
        Kind.CURRENCY, "Currency", "the currency of the project's figures (the platform's unless set)"
    )
    task_cap_minutes: int | None = col(
        Kind.MINUTES,
        "Paid at most, a task",
        "the longest time that is paid for a task; what is over it is not",
        least=1,
    )
    promised_weekly_hours: Decimal | None = col(
        Kind.NUMBER, "Promised hours a week", "promised hours a week", least=0, most=168
    )
    promised_until: dt.date | None = col(Kind.DAY, "Promised until", "the day until which it was promised to last")
    successor_of: str | None = col(
        Kind.TEXT, "Continues the work of", "the ended project of this platform whose work it goes on with"
    )
    note: str | None = col(Kind.TEXT, "Note", "anything else")

    def __init__(
        self,
        *,
        platform: str,
        project: str,
        alias: str | None = None,
        role: str | None = None,
        pay_model: str | None = None,
        advertised_low: int | None = None,
        advertised_high: int | None = None,
        agreed_rate: int | None = None,
        currency: str | None = None,
        task_cap_minutes: int | None = None,
        promised_weekly_hours: Decimal | None = None,
        promised_until: dt.date | None = None,
        successor_of: str | None = None,
        note: str | None = None,
    ) -> None:
        put(self, "__class__", _OpenProject)
        made: Any = self
        made.platform = platform
        made.project = project
        made.alias = alias
        made.role = role
        made.pay_model = pay_model
        made.advertised_low = advertised_low
        made.advertised_high = advertised_high
        made.agreed_rate = agreed_rate
        made.currency = currency
        made.task_cap_minutes = task_cap_minutes
        made.promised_weekly_hours = promised_weekly_hours
        made.promised_until = promised_until
        made.successor_of = successor_of
        made.note = note
        made.__class__ = Project
        self.__post_init__()

    def __post_init__(self) -> None:
        v: Any
        fits = (
            is_platform(self.platform)
            and is_name(self.project)
            and ((v := self.alias) is None or is_text(v))
            and ((v := self.role) is None or is_text(v))
            and ((v := self.pay_model) is None or (isinstance(v, str) and v in _PayModel))
            and ((v := self.advertised_low) is None or (v.__class__ is int and 0 <= v <= LARGEST))
            and ((v := self.advertised_high) is None or (v.__class__ is int and 0 <= v <= LARGEST))
            and ((v := self.agreed_rate) is None or (v.__class__ is int and 0 <= v <= LARGEST))
            and ((v := self.currency) in (None, "") or is_currency(v))
            and ((v := self.task_cap_minutes) is None or (v.__class__ is int and 1 <= v <= MOST))
            and ((v := self.promised_weekly_hours) is None or (is_number(v) and 0 <= v <= 168))
            and ((v := self.promised_until) is None or v.__class__ is dt.date)
            and ((v := self.successor_of) is None or is_text(v))
            and ((v := self.note) is None or is_text(v))
            and advertised_range(self.advertised_low, self.advertised_high) is None
        )
        if not fits:
            raise invalid(self)


_OpenProject = twin(Project)


@dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)
class ProjectEvent(Frozen):
    """A row of `project_events`."""

    TABLE: ClassVar[str] = "project_events"
    RULES: ClassVar[tuple[Between, ...]] = ()
    platform: str = col(Kind.NAME, "Platform", "its platform", need=True)
    project: str = col(Kind.NAME, "Project", "its project", need=True)
    event: str = col(Kind.CHOICE, "What happened", "what happened", need=True, choices=Event)
    happened_at: dt.datetime | dt.date = col(
        Kind.INSTANT, "In effect from", "when it took effect; a date will do", need=True, day_will_do=True
    )
    announced_at: dt.datetime | dt.date | None = col(
        Kind.INSTANT, "Announced", "when it was announced; a date will do", day_will_do=True
    )
    rate: int | None = col(Kind.MONEY, "New rate", "the rate from then on", least=0)
    reason: str | None = col(Kind.TEXT, "Reason given", "reason given")
    note: str | None = col(Kind.TEXT, "Note", "anything else")

    def __init__(
        self,
        *,
        platform: str,
        project: str,
        event: str,
        happened_at: dt.datetime | dt.date,
        announced_at: dt.datetime | dt.date | None = None,
        rate: int | None = None,
        reason: str | None = None,
        note: str | None = None,
    ) -> None:
        put(self, "__class__", _OpenProjectEvent)
        made: Any = self
        made.platform = platform
        made.project = project
        made.event = event
        made.happened_at = happened_at
        made.announced_at = announced_at
        made.rate = rate
        made.reason = reason
        made.note = note
        made.__class__ = ProjectEvent
        self.__post_init__()

    def __post_init__(self) -> None:
        v: Any
        fits = (
            is_platform(self.platform)
            and is_name(self.project)
            and isinstance((v := self.event), str)
            and v in _Event
            and v != ""
            and is_instant_or_day(self.happened_at)
            and ((v := self.announced_at) is None or is_instant_or_day(v))
            and ((v := self.rate) is None or (v.__class__ is int and 0 <= v <= LARGEST))
            and ((v := self.reason) is None or is_text(v))
            and ((v := self.note) is None or is_text(v))
        )
        if not fits:
            raise invalid(self)


_OpenProjectEvent = twin(ProjectEvent)


@dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)
class WorkSession(Frozen):
    """A row of `work_sessions`."""

    TABLE: ClassVar[str] = "work_sessions"
    RULES: ClassVar[tuple[Between, ...]] = (session_amount, session_time, stretch_end)
    platform: str = col(Kind.NAME, "Platform", "the platform you worked for", need=True)
    project: str | None = col(Kind.NAME, "Project", "the project you worked on")
    worked_on: dt.date | None = col(Kind.DAY, "Day", "the day, where clock times are unknown")
    worked_until: dt.date | None = col(
        Kind.DAY, "Last day of the stretch", "last day of a stretch of which only the hours are known"
    )
    started_at: dt.datetime | None = col(Kind.INSTANT, "Start", "start")
    ended_at: dt.datetime | None = col(Kind.INSTANT, "End", "end")
    minutes: int | None = col(
        Kind.MINUTES, "Time worked", "time worked, pauses taken off (the whole span unless set)", least=0
    )
    counted_minutes: int | None = col(
        Kind.MINUTES,
        "Counted by the platform",
        "the time that the platform counted (the time worked unless set)",
        least=0,
    )
    activity: str | None = col(Kind.CHOICE, "Activity", "what the time went on (task unless set)", choices=Activity)
    tasks: int | None = col(Kind.COUNT, "Tasks", "number of tasks done", least=0)
    rate: int | None = col(Kind.MONEY, "Rate", "this session's own rate: per hour, or per task", least=0)
    amount: int | None = col(Kind.MONEY, "Amount", "what it earned, if the source says so")
    currency: str | None = col(Kind.CURRENCY, "Currency", "the currency of rate and amount (the project's unless set)")
    status: str | None = col(Kind.CHOICE, "Status", "where its pay stands (approved unless set)", choices=Status)
    submitted_on: dt.date | None = col(Kind.DAY, "Handed in", "the day on which it was handed in")
    approved_on: dt.date | None = col(Kind.DAY, "Approved", "the day on which it was approved")
    evidence: str | None = col(Kind.CHOICE, "Backed by", "how the row is backed", choices=Evidence)
    note: str | None = col(Kind.TEXT, "Note", "anything else")
    source: str | None = col(Kind.TEXT, "Source", "where an imported row came from")
    source_id: str | None = col(Kind.TEXT, "Row in the source", "which row it was there")

    def __init__(
        self,
        *,
        platform: str,
        project: str | None = None,
        worked_on: dt.date | None = None,
        worked_until: dt.date | None = None,
        started_at: dt.datetime | None = None,
        ended_at: dt.datetime | None = None,
        minutes: int | None = None,
        counted_minutes: int | None = None,
        activity: str | None = None,
        tasks: int | None = None,
        rate: int | None = None,
        amount: int | None = None,
        currency: str | None = None,
        status: str | None = None,
        submitted_on: dt.date | None = None,
        approved_on: dt.date | None = None,
        evidence: str | None = None,
        note: str | None = None,
        source: str | None = None,
        source_id: str | None = None,
    ) -> None:
        put(self, "__class__", _OpenWorkSession)
        made: Any = self
        made.platform = platform
        made.project = project
        made.worked_on = worked_on
        made.worked_until = worked_until
        made.started_at = started_at
        made.ended_at = ended_at
        made.minutes = minutes
        made.counted_minutes = counted_minutes
        made.activity = activity
        made.tasks = tasks
        made.rate = rate
        made.amount = amount
        made.currency = currency
        made.status = status
        made.submitted_on = submitted_on
        made.approved_on = approved_on
        made.evidence = evidence
        made.note = note
        made.source = source
        made.source_id = source_id
        made.__class__ = WorkSession
        self.__post_init__()

    def __post_init__(self) -> None:
        v: Any
        fits = (
            is_platform(self.platform)
            and ((v := self.project) in (None, "") or is_name(v))
            and ((v := self.worked_on) is None or v.__class__ is dt.date)
            and ((v := self.worked_until) is None or v.__class__ is dt.date)
            and ((v := self.started_at) is None or is_instant(v))
            and ((v := self.ended_at) is None or is_instant(v))
            and ((v := self.minutes) is None or (v.__class__ is int and 0 <= v <= MOST))
            and ((v := self.counted_minutes) is None or (v.__class__ is int and 0 <= v <= MOST))
            and ((v := self.activity) is None or (isinstance(v, str) and v in _Activity))
            and ((v := self.tasks) is None or (v.__class__ is int and 0 <= v <= MOST))
            and ((v := self.rate) is None or (v.__class__ is int and 0 <= v <= LARGEST))
            and ((v := self.amount) is None or (v.__class__ is int and -LARGEST <= v <= LARGEST))
            and ((v := self.currency) in (None, "") or is_currency(v))
            and ((v := self.status) is None or (isinstance(v, str) and v in _Status))
            and ((v := self.submitted_on) is None or v.__class__ is dt.date)
            and ((v := self.approved_on) is None or v.__class__ is dt.date)
            and ((v := self.evidence) is None or (isinstance(v, str) and v in _Evidence))
            and ((v := self.note) is None or is_text(v))
            and ((v := self.source) is None or is_text(v))
            and ((v := self.source_id) is None or is_text(v))
            and session_amount(self.amount) is None
            and session_time(self.started_at, self.ended_at, self.worked_on, self.worked_until, self.minutes) is None
            and stretch_end(self.worked_on, self.worked_until) is None
        )
        if not fits:
            raise invalid(self)


_OpenWorkSession = twin(WorkSession)


@dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)
class Earning(Frozen):
    """A row of `earnings`."""

    TABLE: ClassVar[str] = "earnings"
    RULES: ClassVar[tuple[Between, ...]] = (earned_days,)
    platform: str = col(Kind.NAME, "Platform", "the platform that owes it", need=True)
    project: str | None = col(Kind.NAME, "Project", "the project it is for")
    kind: str = col(Kind.CHOICE, "Kind", "what it is", need=True, choices=EarningKind)
    earned_from: dt.date = col(Kind.DAY, "Earned from", "first day it was earned on", need=True)
    earned_to: dt.date | None = col(Kind.DAY, "Earned to", "last day it was earned on (the first unless set)")
    amount: int = col(Kind.MONEY, "Amount", "how much", need=True)
    currency: str = col(Kind.CURRENCY, "Currency", "the currency of the amount", need=True)
    due_on: dt.date | None = col(Kind.DAY, "Due on", "when it is to be paid")
    status: str | None = col(Kind.CHOICE, "Status", "where its pay stands (approved unless set)", choices=Status)
    submitted_on: dt.date | None = col(Kind.DAY, "Handed in", "the day on which it was handed in")
    approved_on: dt.date | None = col(Kind.DAY, "Approved", "the day on which it was approved")
    evidence: str | None = col(Kind.CHOICE, "Backed by", "how the row is backed", choices=Evidence)
    note: str | None = col(Kind.TEXT, "Note", "anything else")
    source: str | None = col(Kind.TEXT, "Source", "where an imported row came from")
    source_id: str | None = col(Kind.TEXT, "Row in the source", "which row it was there")

    def __init__(
        self,
        *,
        platform: str,
        project: str | None = None,
        kind: str,
        earned_from: dt.date,
        earned_to: dt.date | None = None,
        amount: int,
        currency: str,
        due_on: dt.date | None = None,
        status: str | None = None,
        submitted_on: dt.date | None = None,
        approved_on: dt.date | None = None,
        evidence: str | None = None,
        note: str | None = None,
        source: str | None = None,
        source_id: str | None = None,
    ) -> None:
        put(self, "__class__", _OpenEarning)
        made: Any = self
        made.platform = platform
        made.project = project
        made.kind = kind
        made.earned_from = earned_from
        made.earned_to = earned_to
        made.amount = amount
        made.currency = currency
        made.due_on = due_on
        made.status = status
        made.submitted_on = submitted_on
        made.approved_on = approved_on
        made.evidence = evidence
        made.note = note
        made.source = source
        made.source_id = source_id
        made.__class__ = Earning
        self.__post_init__()

    def __post_init__(self) -> None:
        v: Any
        fits = (
            is_platform(self.platform)
            and ((v := self.project) in (None, "") or is_name(v))
            and isinstance((v := self.kind), str)
            and v in _EarningKind
            and v != ""
            and self.earned_from.__class__ is dt.date
            and ((v := self.earned_to) is None or v.__class__ is dt.date)
            and (v := self.amount).__class__ is int
            and -LARGEST <= v <= LARGEST
            and is_currency(self.currency)
            and ((v := self.due_on) is None or v.__class__ is dt.date)
            and ((v := self.status) is None or (isinstance(v, str) and v in _Status))
            and ((v := self.submitted_on) is None or v.__class__ is dt.date)
            and ((v := self.approved_on) is None or v.__class__ is dt.date)
            and ((v := self.evidence) is None or (isinstance(v, str) and v in _Evidence))
            and ((v := self.note) is None or is_text(v))
            and ((v := self.source) is None or is_text(v))
            and ((v := self.source_id) is None or is_text(v))
            and earned_days(self.earned_from, self.earned_to) is None
        )
        if not fits:
            raise invalid(self)


_OpenEarning = twin(Earning)


@dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)
class Payout(Frozen):
    """A row of `payouts`."""

    TABLE: ClassVar[str] = "payouts"
    RULES: ClassVar[tuple[Between, ...]] = (payout_amount, covered_days)
    platform: str = col(Kind.NAME, "Platform", "the platform that paid", need=True)
    project: str | None = col(Kind.NAME, "Project", "the project it is for, if it says so")
    kind: str = col(Kind.CHOICE, "Kind", "what it is", need=True, choices=PayoutKind)
    received_on: dt.date = col(Kind.DAY, "Day", "the day it arrived", need=True)
    amount: int = col(Kind.MONEY, "Amount", "what was paid, before any fee; above zero", need=True)
    fee: int | None = col(Kind.MONEY, "Fee", "what the platform or the payment service kept of it", least=0)
    currency: str = col(Kind.CURRENCY, "Currency", "the currency of amount and fee", need=True)
    home_amount: int | None = col(
        Kind.MONEY, "Arrived in your own currency", "what arrived, after the fee, in your currency, if it was converted"
    )
    covers_from: dt.date | None = col(Kind.DAY, "Pays for work from", "first day it pays for, if it says so")
    covers_to: dt.date | None = col(Kind.DAY, "Pays for work until", "last day it pays for, if it says so")
    stage: str | None = col(
        Kind.CHOICE, "How far it is", "how far it had come on that day (arrived unless set)", choices=Stage
    )
    asked_on: dt.date | None = col(Kind.DAY, "Asked for", "the day on which it was asked for, if it has to be")
    place: str | None = col(Kind.CHOICE, "Where it came in", "the wallet or account in which it came in", choices=Place)
    evidence: str | None = col(Kind.CHOICE, "Backed by", "how the row is backed", choices=Evidence)
    note: str | None = col(Kind.TEXT, "Note", "anything else")
    source: str | None = col(Kind.TEXT, "Source", "where an imported row came from")
    source_id: str | None = col(Kind.TEXT, "Row in the source", "which row it was there")

    def __init__(
        self,
        *,
        platform: str,
        project: str | None = None,
        kind: str,
        received_on: dt.date,
        amount: int,
        fee: int | None = None,
        currency: str,
        home_amount: int | None = None,
        covers_from: dt.date | None = None,
        covers_to: dt.date | None = None,
        stage: str | None = None,
        asked_on: dt.date | None = None,
        place: str | None = None,
        evidence: str | None = None,
        note: str | None = None,
        source: str | None = None,
        source_id: str | None = None,
    ) -> None:
        put(self, "__class__", _OpenPayout)
        made: Any = self
        made.platform = platform
        made.project = project
        made.kind = kind
        made.received_on = received_on
        made.amount = amount
        made.fee = fee
        made.currency = currency
        made.home_amount = home_amount
        made.covers_from = covers_from
        made.covers_to = covers_to
        made.stage = stage
        made.asked_on = asked_on
        made.place = place
        made.evidence = evidence
        made.note = note
        made.source = source
        made.source_id = source_id
        made.__class__ = Payout
        self.__post_init__()

    def __post_init__(self) -> None:
        v: Any
        fits = (
            is_platform(self.platform)
            and ((v := self.project) in (None, "") or is_name(v))
            and isinstance((v := self.kind), str)
            and v in _PayoutKind
            and v != ""
            and self.received_on.__class__ is dt.date
            and (v := self.amount).__class__ is int
            and -LARGEST <= v <= LARGEST
            and ((v := self.fee) is None or (v.__class__ is int and 0 <= v <= LARGEST))
            and is_currency(self.currency)
            and ((v := self.home_amount) is None or (v.__class__ is int and -LARGEST <= v <= LARGEST))
            and ((v := self.covers_from) is None or v.__class__ is dt.date)
            and ((v := self.covers_to) is None or v.__class__ is dt.date)
            and ((v := self.stage) is None or (isinstance(v, str) and v in _Stage))
            and ((v := self.asked_on) is None or v.__class__ is dt.date)
            and ((v := self.place) is None or (isinstance(v, str) and v in _Place))
            and ((v := self.evidence) is None or (isinstance(v, str) and v in _Evidence))
            and ((v := self.note) is None or is_text(v))
            and ((v := self.source) is None or is_text(v))
            and ((v := self.source_id) is None or is_text(v))
            and payout_amount(self.amount, self.source) is None
            and covered_days(self.covers_from, self.covers_to) is None
        )
        if not fits:
            raise invalid(self)


_OpenPayout = twin(Payout)


@dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)
class Transfer(Frozen):
    """A row of `transfers`."""

    TABLE: ClassVar[str] = "transfers"
    RULES: ClassVar[tuple[Between, ...]] = ()
    moved_on: dt.date = col(Kind.DAY, "Day", "the day it was moved", need=True)
    from_account: str = col(Kind.NAME, "From account", "the account that it left", need=True)
    to_account: str = col(Kind.NAME, "To account", "the account that it went to", need=True)
    amount_out: int = col(Kind.MONEY, "Amount sent", "what left the one account", need=True, least=0)
    currency_out: str = col(Kind.CURRENCY, "Currency sent", "the currency of what left", need=True)
    amount_in: int | None = col(Kind.MONEY, "Amount received", "what reached the other account")
    currency_in: str | None = col(Kind.CURRENCY, "Currency received", "the currency of what came in")
    fee: int | None = col(Kind.MONEY, "Fee", "the fee, in the currency that left")
    note: str | None = col(Kind.TEXT, "Note", "anything else")
    source: str | None = col(Kind.TEXT, "Source", "where an imported row came from")
    source_id: str | None = col(Kind.TEXT, "Row in the source", "which row it was there")

    def __init__(
        self,
        *,
        moved_on: dt.date,
        from_account: str,
        to_account: str,
        amount_out: int,
        currency_out: str,
        amount_in: int | None = None,
        currency_in: str | None = None,
        fee: int | None = None,
        note: str | None = None,
        source: str | None = None,
        source_id: str | None = None,
    ) -> None:
        put(self, "__class__", _OpenTransfer)
        made: Any = self
        made.moved_on = moved_on
        made.from_account = from_account
        made.to_account = to_account
        made.amount_out = amount_out
        made.currency_out = currency_out
        made.amount_in = amount_in
        made.currency_in = currency_in
        made.fee = fee
        made.note = note
        made.source = source
        made.source_id = source_id
        made.__class__ = Transfer
        self.__post_init__()

    def __post_init__(self) -> None:
        v: Any
        fits = (
            self.moved_on.__class__ is dt.date
            and is_name(self.from_account)
            and is_name(self.to_account)
            and (v := self.amount_out).__class__ is int
            and 0 <= v <= LARGEST
            and is_currency(self.currency_out)
            and ((v := self.amount_in) is None or (v.__class__ is int and -LARGEST <= v <= LARGEST))
            and ((v := self.currency_in) in (None, "") or is_currency(v))
            and ((v := self.fee) is None or (v.__class__ is int and -LARGEST <= v <= LARGEST))
            and ((v := self.note) is None or is_text(v))
            and ((v := self.source) is None or is_text(v))
            and ((v := self.source_id) is None or is_text(v))
        )
        if not fits:
            raise invalid(self)


_OpenTransfer = twin(Transfer)


@dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)
class Rule(Frozen):
    """A row of `rules`."""

    TABLE: ClassVar[str] = "rules"
    RULES: ClassVar[tuple[Between, ...]] = ()
    field: str = col(Kind.CHOICE, "Where", "what is looked at", need=True, choices=RuleField)
    pattern: str = col(Kind.TEXT, "Text", "the text there; * stands for anything", need=True)
    platform: str = col(Kind.NAME, "Platform", "the platform they belong to, or - for: not work", need=True)
    project: str | None = col(Kind.NAME, "Project", "the project they belong to")
    activity: str | None = col(Kind.CHOICE, "Activity", "the activity", choices=Activity)

    def __init__(
        self,
        *,
        field: str,
        pattern: str,
        platform: str,
        project: str | None = None,
        activity: str | None = None,
    ) -> None:
        put(self, "__class__", _OpenRule)
        made: Any = self
        made.field = field
        made.pattern = pattern
        made.platform = platform
        made.project = project
        made.activity = activity
        made.__class__ = Rule
        self.__post_init__()

    def __post_init__(self) -> None:
        v: Any
        fits = (
            isinstance((v := self.field), str)
            and v in _RuleField
            and v != ""
            and is_text(v := self.pattern)
            and v != ""
            and is_name(self.platform)
            and ((v := self.project) in (None, "") or is_name(v))
            and ((v := self.activity) is None or (isinstance(v, str) and v in _Activity))
        )
        if not fits:
            raise invalid(self)


_OpenRule = twin(Rule)


@dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)
class Expense(Frozen):
    """A row of `expenses`."""

    TABLE: ClassVar[str] = "expenses"
    RULES: ClassVar[tuple[Between, ...]] = ()
    spent_on: dt.date = col(Kind.DAY, "Day", "the day of the expense", need=True)
    amount: int = col(Kind.MONEY, "Amount", "how much; below zero: what came back of it", need=True)
    currency: str = col(Kind.CURRENCY, "Currency", "the currency of the amount", need=True)
    category: str = col(Kind.NAME, "For", "for what kind of thing, such as headset or internet", need=True)
    platform: str | None = col(Kind.NAME, "Platform", "the platform it was for")
    note: str | None = col(Kind.TEXT, "Note", "anything else")

    def __init__(
        self,
        *,
        spent_on: dt.date,
        amount: int,
        currency: str,
        category: str,
        platform: str | None = None,
        note: str | None = None,
    ) -> None:
        put(self, "__class__", _OpenExpense)
        made: Any = self
        made.spent_on = spent_on
        made.amount = amount
        made.currency = currency
        made.category = category
        made.platform = platform
        made.note = note
        made.__class__ = Expense
        self.__post_init__()

    def __post_init__(self) -> None:
        v: Any
        fits = (
            self.spent_on.__class__ is dt.date
            and (v := self.amount).__class__ is int
            and -LARGEST <= v <= LARGEST
            and is_currency(self.currency)
            and is_name(self.category)
            and ((v := self.platform) in (None, "") or is_platform(v))
            and ((v := self.note) is None or is_text(v))
        )
        if not fits:
            raise invalid(self)


_OpenExpense = twin(Expense)


@dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)
class Availability(Frozen):
    """A row of `availability`."""

    TABLE: ClassVar[str] = "availability"
    RULES: ClassVar[tuple[Between, ...]] = (available_days, available_hours)
    starts_on: dt.date = col(Kind.DAY, "From", "the first day of it", need=True)
    ends_on: dt.date | None = col(Kind.DAY, "To", "the last day of it (until further notice unless set)")
    kind: str = col(Kind.CHOICE, "Kind", "able and willing to work, or off", need=True, choices=AvailabilityKind)
    weekly_hours: Decimal | None = col(Kind.NUMBER, "Hours a week", "hours a week you can work", least=0, most=168)
    weekdays: str | None = col(
        Kind.WEEKDAYS, "Weekdays", "days of the week: mon-fri, or mon,wed,fri (Monday to Friday unless set)"
    )
    note: str | None = col(Kind.TEXT, "Note", "anything else")

    def __init__(
        self,
        *,
        starts_on: dt.date,
        ends_on: dt.date | None = None,
        kind: str,
        weekly_hours: Decimal | None = None,
        weekdays: str | None = None,
        note: str | None = None,
    ) -> None:
        put(self, "__class__", _OpenAvailability)
        made: Any = self
        made.starts_on = starts_on
        made.ends_on = ends_on
        made.kind = kind
        made.weekly_hours = weekly_hours
        made.weekdays = weekdays
        made.note = note
        made.__class__ = Availability
        self.__post_init__()

    def __post_init__(self) -> None:
        v: Any
        fits = (
            self.starts_on.__class__ is dt.date
            and ((v := self.ends_on) is None or v.__class__ is dt.date)
            and isinstance((v := self.kind), str)
            and v in _AvailabilityKind
            and v != ""
            and ((v := self.weekly_hours) is None or (is_number(v) and 0 <= v <= 168))
            and ((v := self.weekdays) is None or is_weekdays(v))
            and ((v := self.note) is None or is_text(v))
            and available_days(self.starts_on, self.ends_on) is None
            and available_hours(self.kind, self.weekly_hours) is None
        )
        if not fits:
            raise invalid(self)


_OpenAvailability = twin(Availability)


@dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)
class QueueCheck(Frozen):
    """A row of `queue_checks`."""

    TABLE: ClassVar[str] = "queue_checks"
    RULES: ClassVar[tuple[Between, ...]] = ()
    platform: str = col(Kind.NAME, "Platform", "the platform where you looked", need=True)
    checked_at: dt.datetime = col(Kind.INSTANT, "When", "when you looked", need=True)
    outcome: str = col(Kind.CHOICE, "Found", "what was found", need=True, choices=QueueOutcome)
    note: str | None = col(Kind.TEXT, "Note", "anything else")

    def __init__(
        self,
        *,
        platform: str,
        checked_at: dt.datetime,
        outcome: str,
        note: str | None = None,
    ) -> None:
        put(self, "__class__", _OpenQueueCheck)
        made: Any = self
        made.platform = platform
        made.checked_at = checked_at
        made.outcome = outcome
        made.note = note
        made.__class__ = QueueCheck
        self.__post_init__()

    def __post_init__(self) -> None:
        v: Any
        fits = (
            is_platform(self.platform)
            and is_instant(self.checked_at)
            and isinstance((v := self.outcome), str)
            and v in _QueueOutcome
            and v != ""
            and ((v := self.note) is None or is_text(v))
        )
        if not fits:
            raise invalid(self)


_OpenQueueCheck = twin(QueueCheck)


@dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)
class ExchangeRate(Frozen):
    """A row of `exchange_rates`."""

    TABLE: ClassVar[str] = "exchange_rates"
    RULES: ClassVar[tuple[Between, ...]] = ()
    on: dt.date = col(Kind.DAY, "Day", "the day from which the rate holds", need=True)
    currency: str = col(Kind.CURRENCY, "Currency", "the currency of which one unit is worth so much", need=True)
    in_home_currency: Decimal = col(
        Kind.NUMBER, "One is worth in your currency", "what one unit is worth in your currency", need=True, above=0
    )

    def __init__(
        self,
        *,
        on: dt.date,
        currency: str,
        in_home_currency: Decimal,
    ) -> None:
        put(self, "__class__", _OpenExchangeRate)
        made: Any = self
        made.on = on
        made.currency = currency
        made.in_home_currency = in_home_currency
        made.__class__ = ExchangeRate
        self.__post_init__()

    def __post_init__(self) -> None:
        v: Any
        fits = (
            self.on.__class__ is dt.date
            and is_currency(self.currency)
            and is_number(v := self.in_home_currency)
            and v > 0
        )
        if not fits:
            raise invalid(self)


_OpenExchangeRate = twin(ExchangeRate)


@dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)
class Template(Frozen):
    """A row of `templates`."""

    TABLE: ClassVar[str] = "templates"
    RULES: ClassVar[tuple[Between, ...]] = (template_rule,)
    name: str = col(Kind.NAME, "Template", "what you call it", need=True)
    platform: str = col(Kind.NAME, "Platform", "the platform it is for", need=True)
    project: str | None = col(Kind.NAME, "Project", "the project it is for")
    activity: str | None = col(Kind.CHOICE, "Activity", "what the time goes on (task unless set)", choices=Activity)
    minutes: int = col(Kind.MINUTES, "Time worked", "how long it takes", need=True, least=1, most=86400)
    clock: str | None = col(Kind.TEXT, "Start", "the clock time at which it starts, such as 14:00")
    note: str | None = col(Kind.TEXT, "Note", "anything else")
    repeats: str | None = col(
        Kind.TEXT, "Repeats", "the rule of its days, as iCalendar has it (a template by hand unless set)"
    )
    starts_on: dt.date | None = col(Kind.DAY, "From", "the first day of the rule")
    ends_on: dt.date | None = col(Kind.DAY, "To", "the last day of the rule (until further notice unless set)")

    def __init__(
        self,
        *,
        name: str,
        platform: str,
        project: str | None = None,
        activity: str | None = None,
        minutes: int,
        clock: str | None = None,
        note: str | None = None,
        repeats: str | None = None,
        starts_on: dt.date | None = None,
        ends_on: dt.date | None = None,
    ) -> None:
        put(self, "__class__", _OpenTemplate)
        made: Any = self
        made.name = name
        made.platform = platform
        made.project = project
        made.activity = activity
        made.minutes = minutes
        made.clock = clock
        made.note = note
        made.repeats = repeats
        made.starts_on = starts_on
        made.ends_on = ends_on
        made.__class__ = Template
        self.__post_init__()

    def __post_init__(self) -> None:
        v: Any
        fits = (
            is_name(self.name)
            and is_platform(self.platform)
            and ((v := self.project) in (None, "") or is_name(v))
            and ((v := self.activity) is None or (isinstance(v, str) and v in _Activity))
            and (v := self.minutes).__class__ is int
            and 1 <= v <= 86400
            and ((v := self.clock) is None or is_text(v))
            and ((v := self.note) is None or is_text(v))
            and ((v := self.repeats) is None or is_text(v))
            and ((v := self.starts_on) is None or v.__class__ is dt.date)
            and ((v := self.ends_on) is None or v.__class__ is dt.date)
            and template_rule(self.clock, self.repeats, self.starts_on, self.ends_on) is None
        )
        if not fits:
            raise invalid(self)


_OpenTemplate = twin(Template)


@dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)
class TemplateDay(Frozen):
    """A row of `template_days`."""

    TABLE: ClassVar[str] = "template_days"
    RULES: ClassVar[tuple[Between, ...]] = ()
    template: str = col(Kind.NAME, "Template", "the recurring entry", need=True)
    on: dt.date = col(Kind.DAY, "Day", "the day on which the entry was due", need=True)
    answer: str = col(Kind.CHOICE, "Answer", "whether it was logged or left out", need=True, choices=RepeatAnswer)

    def __init__(
        self,
        *,
        template: str,
        on: dt.date,
        answer: str,
    ) -> None:
        put(self, "__class__", _OpenTemplateDay)
        made: Any = self
        made.template = template
        made.on = on
        made.answer = answer
        made.__class__ = TemplateDay
        self.__post_init__()

    def __post_init__(self) -> None:
        v: Any
        fits = (
            is_name(self.template)
            and self.on.__class__ is dt.date
            and isinstance((v := self.answer), str)
            and v in _RepeatAnswer
            and v != ""
        )
        if not fits:
            raise invalid(self)


_OpenTemplateDay = twin(TemplateDay)


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
    | Template
    | TemplateDay
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
    Template,
    TemplateDay,
)
"""All record classes, in the archive's order (a row never names one of a later table)."""
