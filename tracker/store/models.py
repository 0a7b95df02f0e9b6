"""The ledger's tables: the one definition of every column.

    workers ──< every row            operations ──< changes
    platforms ──< projects ──< project_events, work_sessions, earnings, payouts, rules, timers
    platforms ──< all of these, queue_checks and expenses

`python -m tracker.store.freeze` writes out of these classes what the rest of the tracker runs on: the record classes
(`tracker/records.py`), the tables and statements of the store and the schema of both databases
(`tracker/store/frozen/`). Migrations are compared with their metadata. Nothing that must be quick imports this module:
SQLModel alone takes longer to load than all of `tracker log`.

A column is said here once: its kind (the alias), its title (what a form calls it), its description (what it holds),
whether it is needed, and its bounds. Money and time are whole numbers (see `tracker.kinds`).
"""

from sqlmodel import Field

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
)
from tracker.store.columns import (
    Base,
    Count,
    Currency,
    Day,
    Instant,
    InstantOrDay,
    Journaled,
    Minutes,
    Money,
    Name,
    Number,
    Numbered,
    Owned,
    Plain,
    Ref,
    Sourced,
    Text,
    Weekdays,
    YesNo,
    Zone,
)


class Worker(Numbered, table=True):
    __tablename__ = "workers"
    name: Plain = Field(title="Worker", description="whose ledger it is", unique=True)


class Operation(Numbered, Owned, table=True):
    __tablename__ = "operations"
    INDEXED = (("worker_id", "id"),)
    at: Plain = Field(title="When", description="when it was done")
    who: Plain = Field(title="Who", description="who did it")
    kind: Plain = Field(title="Kind", description="what kind of change")
    summary: Plain = Field(title="What", description="what it did, in a sentence")
    detail: Plain = Field(title="Detail", description="files and options, as JSON")
    counts: Plain = Field(title="Rows", description="rows touched by table, as JSON")
    undoes: Ref | None = Field(
        default=None, title="Takes back", description="the operation it takes back", foreign_key="operations.id"
    )
    undid: Plain | None = Field(default=None, title="Took back", description="operations taken back with it, as JSON")
    undone_by: Ref | None = Field(
        default=None, title="Taken back by", description="the operation that took it back", foreign_key="operations.id"
    )


class Settings(Journaled, table=True):
    __tablename__ = "settings"
    UNIQUE = ()
    home_currency: Currency = Field(title="Your currency", description="the currency in which sums are shown")
    time_zone: Zone = Field(title="Your time zone", description="the zone whose calendar days count")
    standard_week_hours: Number | None = Field(
        default=None, title="Hours of a full-time week", description="hours of a full-time week (40)", ge=1, le=168
    )
    standard_year_weeks: Number | None = Field(
        default=None, title="Weeks of a full-time year", description="weeks of a full-time year (52)", ge=1, le=53
    )
    living_cost_month: Money | None = Field(
        default=None, title="What a month costs you", description="what a month costs, in home currency"
    )
    savings: Money | None = Field(default=None, title="What you have saved", description="savings, in home currency")
    tax_rate_percent: Number | None = Field(
        default=None,
        title="Percent to set aside for tax",
        description="percent of income to set aside for tax",
        ge=0,
        le=100,
    )


class Platform(Journaled, table=True):
    __tablename__ = "platforms"
    FILES = True
    UNIQUE = ("platform",)
    platform: Name = Field(title="Platform", description="the company that offers and pays for work")
    currency: Currency | None = Field(
        default=None, title="Currency", description="the currency it pays in, where a row does not say"
    )
    pay_cycle: PayCycle | None = Field(default=None, title="Pays", description="how often it pays")
    pay_cycle_ends: Text | None = Field(
        default=None,
        title="A pay period ends on",
        description="weekday (weekly) or a date on which a cycle ends (biweekly)",
    )
    pay_cycle_zone: Zone | None = Field(
        default=None, title="Counted in the zone", description="the zone whose days the cycle counts (home zone)"
    )
    pay_delay_days: Count | None = Field(
        default=None,
        title="Days from the end of the period to the money",
        description="days from the end of the cycle to the money",
        ge=0,
        le=366,
    )
    payout_threshold: Money | None = Field(
        default=None, title="Smallest sum it pays out", description="smallest sum it pays out"
    )
    fee_percent: Number | None = Field(
        default=None, title="Percent it keeps", description="percent it keeps of what it pays", ge=0, le=100
    )
    monitoring: YesNo | None = Field(
        default=None,
        title="Takes screenshots or tracks activity",
        description="does it take screenshots or track activity",
    )
    nda: YesNo | None = Field(
        default=None,
        title="Under a non-disclosure agreement",
        description="is the work under a non-disclosure agreement",
    )
    ai_interview: YesNo | None = Field(
        default=None, title="Hires by an automated interview", description="is hiring done by an automated interview"
    )
    note: Text | None = Field(default=None, title="Note", description="anything else")


class PayTerms(Journaled, table=True):
    __tablename__ = "pay_terms"
    platform_id: Ref = Field(title="Platform", description="its platform", foreign_key="platforms.id", index=True)
    kind: PayKind | None = Field(default=None, title="For pay of this kind", description="for which pay (all of it)")
    holds_from: Day | None = Field(
        default=None, title="Hold from", description="for work from this day on (from the first)"
    )
    part_percent: Number | None = Field(
        default=None,
        title="For so many percent of the pay",
        description="percent of the pay that they are for, where it is paid in parts (100)",
        ge=1,
        le=100,
    )
    counts_from: CountsFrom | None = Field(
        default=None,
        title="Counted from",
        description="from when days are counted (the end of the cycle that holds the day earned)",
    )
    pay_cycle: PayCycle | None = Field(default=None, title="Pays", description="how often it pays")
    pay_cycle_ends: Text | None = Field(
        default=None,
        title="A pay period ends on",
        description="weekday (weekly) or a date on which a cycle ends (biweekly)",
    )
    pay_cycle_ends_at: Count | None = Field(
        default=None,
        title="At the hour",
        description="hour of its last day, in its zone, at which it ends (24)",
        ge=1,
        le=24,
    )
    pay_cycle_zone: Zone | None = Field(
        default=None, title="Counted in the zone", description="the zone whose days the cycle counts (home zone)"
    )
    pay_cycle_month_day: Count | None = Field(
        default=None,
        title="A month ends on the day",
        description="last day of a monthly cycle (the month's own)",
        ge=1,
        le=31,
    )
    pay_delay_days: Count | None = Field(
        default=None,
        title="Days from then to the money",
        description="days from then to the money; empty: not known, or none where pay_day says when",
        ge=0,
        le=366,
    )
    delay_in: DaysIn | None = Field(
        default=None, title="These are", description="what these days are (days of the calendar)"
    )
    pay_day: Text | None = Field(
        default=None,
        title="On the next",
        description="the next such day after that: fri, 1st+3rd wed, last wed, last mon of quarter, 15, 5+20, last",
    )
    moves: Moves | None = Field(
        default=None,
        title="Where banks are closed it moves",
        description="to the next business day, to the one before, or not at all (next)",
    )
    holidays: HolidayCalendar | None = Field(
        default=None, title="Bank holidays of", description="whose bank holidays count (weekends alone)"
    )
    window_days: Count | None = Field(
        default=None,
        title="Days after it that still are on time",
        description="days after the due date that still are on time (1)",
        ge=0,
        le=92,
    )
    payout_threshold: Money | None = Field(
        default=None, title="Smallest sum it pays out", description="smallest sum it pays out, in its currency", ge=0
    )
    on_request: YesNo | None = Field(
        default=None, title="Paid when you ask for it", description="is money paid only when it is asked for"
    )
    first_hold_days: Count | None = Field(
        default=None,
        title="Days for which the first payment is held",
        description="days for which the first payment is held back",
        ge=0,
        le=366,
    )
    auto_after_days: Count | None = Field(
        default=None,
        title="Approved by itself after days",
        description="days after handing in at which work counts as approved",
        ge=0,
        le=366,
    )
    dispute_days: Count | None = Field(
        default=None,
        title="Days in which you can object",
        description="days in which one can object",
        ge=0,
        le=366,
    )
    dispute_in: DaysIn | None = Field(
        default=None, title="These are", description="what these days are (days of the calendar)"
    )
    dispute_from: DisputeFrom | None = Field(
        default=None, title="Counted from", description="from when these are counted (the day on which it was due)"
    )
    arrives_after: Count | None = Field(
        default=None,
        title="Business days on the way to you",
        description="business days from sending to arrival (0)",
        ge=0,
        le=60,
    )
    fee_percent: Number | None = Field(
        default=None, title="Percent it keeps", description="percent it keeps of what it pays", ge=0, le=99
    )
    fee_min: Money | None = Field(
        default=None, title="But at least", description="the least that this percent comes to", ge=0
    )
    fee_fixed: Money | None = Field(
        default=None, title="Fixed fee of a payment", description="what each payment costs beside it", ge=0
    )
    source_url: Text | None = Field(default=None, title="Where it says so", description="the address that says so")
    seen_on: Day | None = Field(default=None, title="Read on", description="the day on which it was read")
    hand: Hand | None = Field(
        default=None,
        title="Who says so",
        description="the platform, somebody else, a program, or your own contract",
    )
    note: Text | None = Field(default=None, title="Note", description="anything else")


class Project(Journaled, table=True):
    __tablename__ = "projects"
    FILES = True
    UNIQUE = ("platform_id", "project")
    platform_id: Ref = Field(title="Platform", description="its platform", foreign_key="platforms.id", index=True)
    project: Name = Field(title="Project", description="its name: an alias is enough")
    alias: Text | None = Field(
        default=None, title="Name in discreet mode", description="the name shown in discreet mode"
    )
    role: Text | None = Field(
        default=None, title="Kind of work", description="the kind of work; rates compare within a role"
    )
    pay_model: PayModel | None = Field(default=None, title="Paid", description="how it pays (hourly)")
    advertised_low: Money | None = Field(
        default=None,
        title="Advertised, from",
        description="the listing's lower figure: per hour, month or in all",
        ge=0,
    )
    advertised_high: Money | None = Field(
        default=None, title="Advertised, to", description="the listing's upper figure", ge=0
    )
    agreed_rate: Money | None = Field(
        default=None, title="Agreed", description="promised: per hour, per task, per month or in all", ge=0
    )
    currency: Currency | None = Field(
        default=None, title="Currency", description="of the project's figures (the platform's)"
    )
    promised_weekly_hours: Number | None = Field(
        default=None,
        title="Hours a week that were promised",
        description="hours a week that were promised",
        ge=0,
        le=168,
    )
    promised_until: Day | None = Field(
        default=None, title="Promised to last until", description="promised to last until"
    )
    successor_of: Text | None = Field(
        default=None,
        title="Goes on with the work of",
        description="the ended project of this platform whose work it goes on with",
    )
    note: Text | None = Field(default=None, title="Note", description="anything else")


class ProjectEvent(Journaled, table=True):
    __tablename__ = "project_events"
    FILES = True
    platform_id: Ref = Field(title="Platform", description="its platform", foreign_key="platforms.id", index=True)
    project_id: Ref = Field(title="Project", description="its project", foreign_key="projects.id", index=True)
    event: Event = Field(title="What happened", description="what happened")
    happened_at: InstantOrDay = Field(title="In effect from", description="when it took effect; a date will do")
    announced_at: InstantOrDay | None = Field(
        default=None, title="Announced", description="when it was announced; a date will do"
    )
    rate: Money | None = Field(default=None, title="The rate from then on", description="the rate from then on", ge=0)
    reason: Text | None = Field(default=None, title="Reason given", description="the reason given")
    note: Text | None = Field(default=None, title="Note", description="anything else")


class WorkSession(Sourced, table=True):
    __tablename__ = "work_sessions"
    FILES = True
    platform_id: Ref = Field(title="Platform", description="for whom", foreign_key="platforms.id", index=True)
    project_id: Ref | None = Field(
        default=None, title="Project", description="on what", foreign_key="projects.id", index=True
    )
    worked_on: Day | None = Field(default=None, title="Day", description="the day, where clock times are unknown")
    worked_until: Day | None = Field(
        default=None,
        title="Last day of the stretch",
        description="last day of a stretch of which only the hours are known",
    )
    started_at: Instant | None = Field(default=None, title="Start", description="start")
    ended_at: Instant | None = Field(default=None, title="End", description="end")
    minutes: Minutes | None = Field(
        default=None, title="Time worked", description="time worked, pauses taken off (the span)", ge=0
    )
    counted_minutes: Minutes | None = Field(
        default=None, title="Counted by the platform", description="what the platform counted (the same)", ge=0
    )
    activity: Activity | None = Field(default=None, title="Activity", description="kind of work (task)")
    tasks: Count | None = Field(default=None, title="Tasks", description="tasks done", ge=0)
    rate: Money | None = Field(
        default=None, title="Rate", description="this session's own rate: per hour, or per task", ge=0
    )
    amount: Money | None = Field(default=None, title="Amount", description="what it earned, where the source says so")
    currency: Currency | None = Field(default=None, title="Currency", description="of rate and amount (the project's)")
    status: Status | None = Field(default=None, title="Status", description="empty means approved")
    submitted_on: Day | None = Field(default=None, title="Handed in", description="the day on which it was handed in")
    approved_on: Day | None = Field(default=None, title="Approved", description="the day on which it was approved")
    evidence: Evidence | None = Field(default=None, title="Backed by", description="how the row is backed")
    note: Text | None = Field(default=None, title="Note", description="anything else")


class Earning(Sourced, table=True):
    __tablename__ = "earnings"
    FILES = True
    platform_id: Ref = Field(title="Platform", description="who owes it", foreign_key="platforms.id", index=True)
    project_id: Ref | None = Field(
        default=None, title="Project", description="for what", foreign_key="projects.id", index=True
    )
    kind: EarningKind = Field(title="What", description="what it is")
    earned_from: Day = Field(title="Earned from", description="first day it was earned on")
    earned_to: Day | None = Field(default=None, title="Earned to", description="last day (the first)")
    amount: Money = Field(title="Amount", description="how much")
    currency: Currency = Field(title="Currency", description="of the amount")
    due_on: Day | None = Field(default=None, title="Due", description="when it is to be paid")
    status: Status | None = Field(default=None, title="Status", description="empty means approved")
    submitted_on: Day | None = Field(default=None, title="Handed in", description="the day on which it was handed in")
    approved_on: Day | None = Field(default=None, title="Approved", description="the day on which it was approved")
    evidence: Evidence | None = Field(default=None, title="Backed by", description="how the row is backed")
    note: Text | None = Field(default=None, title="Note", description="anything else")


class Payout(Sourced, table=True):
    __tablename__ = "payouts"
    FILES = True
    platform_id: Ref = Field(title="Platform", description="who paid", foreign_key="platforms.id", index=True)
    project_id: Ref | None = Field(
        default=None, title="Project", description="for what, if it says so", foreign_key="projects.id", index=True
    )
    kind: PayoutKind = Field(title="What", description="what it is")
    received_on: Day = Field(title="On the day", description="the day it arrived")
    amount: Money = Field(title="Amount", description="gross, above zero")
    fee: Money | None = Field(
        default=None, title="Fee kept of it", description="what the pay rail or platform kept", ge=0
    )
    currency: Currency = Field(title="Currency", description="of amount and fee")
    home_amount: Money | None = Field(
        default=None, title="Arrived in your own currency", description="what arrived, after the fee, in home currency"
    )
    covers_from: Day | None = Field(default=None, title="Pays for work from", description="first day it pays for")
    covers_to: Day | None = Field(default=None, title="to", description="last day it pays for")
    stage: Stage | None = Field(
        default=None, title="How far it is", description="asked for, sent, or arrived (arrived), on that day"
    )
    asked_on: Day | None = Field(
        default=None, title="Asked for", description="the day on which it was asked for, where it has to be"
    )
    place: Place | None = Field(default=None, title="Where it lies", description="where it came in")
    evidence: Evidence | None = Field(default=None, title="Backed by", description="how the row is backed")
    note: Text | None = Field(default=None, title="Note", description="anything else")


class Transfer(Sourced, table=True):
    __tablename__ = "transfers"
    moved_on: Day = Field(title="On the day", description="the day")
    from_account: Name = Field(title="From the account", description="from this account of the worker")
    to_account: Name = Field(title="To the account", description="to this account of the worker")
    amount_out: Money = Field(title="What left it", description="what left", ge=0)
    currency_out: Currency = Field(title="Currency of what left", description="of what left")
    amount_in: Money | None = Field(default=None, title="What came in", description="what came in")
    currency_in: Currency | None = Field(default=None, title="Currency of what came in", description="of what came in")
    fee: Money | None = Field(default=None, title="Fee kept of it", description="fee, in the currency that left")
    note: Text | None = Field(default=None, title="Note", description="anything else")


class Rule(Journaled, table=True):
    __tablename__ = "rules"
    field: RuleField = Field(title="Where", description="what is looked at")
    pattern: Text = Field(title="Text", description="the text there; * stands for anything")
    platform_id: Ref | None = Field(
        title="Platform", description="the platform, or - for: not work", foreign_key="platforms.id", index=True
    )
    project_id: Ref | None = Field(
        default=None, title="Project", description="the project", foreign_key="projects.id", index=True
    )
    activity: Activity | None = Field(default=None, title="Activity", description="the activity")


class Expense(Journaled, table=True):
    __tablename__ = "expenses"
    FILES = True
    spent_on: Day = Field(title="On the day", description="the day")
    amount: Money = Field(title="Amount", description="how much; below zero: what came back of it")
    currency: Currency = Field(title="Currency", description="of the amount")
    category: Name = Field(title="For", description="for what kind of thing")
    platform_id: Ref | None = Field(
        default=None, title="Platform", description="for work on this platform", foreign_key="platforms.id", index=True
    )
    note: Text | None = Field(default=None, title="Note", description="anything else")


class Availability(Journaled, table=True):
    __tablename__ = "availability"
    starts_on: Day = Field(title="From", description="first day")
    ends_on: Day | None = Field(default=None, title="To", description="last day (open)")
    kind: AvailabilityKind = Field(title="What", description="able and willing to work, or off")
    weekly_hours: Number | None = Field(
        default=None, title="Hours a week you can work", description="hours a week", ge=0, le=168
    )
    weekdays: Weekdays | None = Field(default=None, title="On these days", description="on these days (mon-fri)")
    note: Text | None = Field(default=None, title="Note", description="anything else")


class QueueCheck(Journaled, table=True):
    __tablename__ = "queue_checks"
    platform_id: Ref = Field(title="Platform", description="where was looked", foreign_key="platforms.id", index=True)
    checked_at: Instant = Field(title="When", description="when")
    outcome: QueueOutcome = Field(title="Found", description="what was found")
    note: Text | None = Field(default=None, title="Note", description="anything else")


class ExchangeRate(Journaled, table=True):
    __tablename__ = "exchange_rates"
    on: Day = Field(title="On the day", description="the day")
    currency: Currency = Field(title="Currency", description="one unit of this")
    in_home_currency: Number = Field(
        title="One of it is so much of yours", description="is so much home currency", gt=0
    )


class Timer(Journaled, table=True):
    __tablename__ = "timers"
    RECORD = False
    UNIQUE = ()
    platform_id: Ref = Field(title="Platform", description="for whom", foreign_key="platforms.id", index=True)
    project_id: Ref | None = Field(
        default=None, title="Project", description="on what", foreign_key="projects.id", index=True
    )
    activity: Activity | None = Field(default=None, title="Activity", description="kind of work (task)")
    started_at: Instant = Field(title="Start", description="when it was started")
    note: Text | None = Field(default=None, title="Note", description="anything else")
    paused_at: Instant | None = Field(default=None, title="Paused", description="since when it rests")
    pauses: Plain | None = Field(default=None, title="Pauses", description="pauses that are over, as JSON")


class Mapping(Journaled, table=True):
    __tablename__ = "mappings"
    RECORD = False
    UNIQUE = ("name",)
    name: Name = Field(title="Mapping", description="its name")
    body: Text = Field(title="Columns", description="what each column of a table holds, as JSON")


class Attachment(Journaled, table=True):
    """Which file is kept with which row: a row of any table, so no foreign key; `Change.delete` and undo see to it."""

    __tablename__ = "attachments"
    RECORD = False
    of_table: Plain = Field(title="Table", description="with a row of this table")
    of_row: Ref = Field(title="Row", description="with this row")
    name: Name = Field(title="File", description="the file's name")
    sha256: Plain = Field(title="Hash", description="of its bytes")
    size: Count = Field(title="Bytes", description="how many")


class Change(Base, table=True):
    """The journal: each row before and after, in the order of the operation's steps."""

    __tablename__ = "changes"
    INDEXED = (("table_name", "row_id"),)
    operation_id: Ref = Field(
        title="Operation", description="the operation", foreign_key="operations.id", primary_key=True
    )
    seq: Ref = Field(title="Step", description="its step", primary_key=True)
    table_name: Plain = Field(title="Table", description="of which table")
    row_id: Ref = Field(title="Row", description="which row")
    before: Plain | None = Field(default=None, title="Before", description="the row before, as JSON")
    after: Plain | None = Field(default=None, title="After", description="the row after, as JSON")


class CachedResult(Base, table=True):
    __tablename__ = "result_cache"
    worker_id: Ref = Field(title="Worker", description="whose", foreign_key="workers.id", primary_key=True)
    key: Plain = Field(title="Key", description="which result", primary_key=True)
    version: Ref = Field(title="Version", description="the operation up to which it holds")
    text: Plain = Field(title="Text", description="the result, as JSON")


class BackupFile(Numbered, table=True):
    __tablename__ = "backup_files"
    path: Plain = Field(title="Path", description="where a backup was written", unique=True)
