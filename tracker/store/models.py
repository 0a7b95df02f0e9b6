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
)
from tracker.record_rules import (
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
    needed,
    optional,
)


class Worker(Numbered, table=True):
    __tablename__ = "workers"
    name: Plain = needed("Worker", "whose ledger it is", unique=True)


class Operation(Numbered, Owned, table=True):
    __tablename__ = "operations"
    INDEXED = (("worker_id", "id"),)
    at: Plain = needed("When", "when it was done")
    who: Plain = needed("Who", "who did it")
    kind: Plain = needed("Kind", "what kind of change")
    summary: Plain = needed("What", "what it did, in a sentence")
    detail: Plain = needed("Detail", "files and options, as JSON")
    counts: Plain = needed("Rows", "rows touched by table, as JSON")
    undoes: Ref | None = optional("Takes back", "the operation it takes back", foreign_key="operations.id")
    undid: Plain | None = optional("Took back", "operations taken back with it, as JSON")
    undone_by: Ref | None = optional("Taken back by", "the operation that took it back", foreign_key="operations.id")


class Settings(Journaled, table=True):
    __tablename__ = "settings"
    UNIQUE = ()
    home_currency: Currency = needed("Your currency", "the currency in which sums are shown")
    time_zone: Zone = needed("Your time zone", "the zone whose calendar days count")
    standard_week_hours: Number | None = optional(
        "Hours of a full-time week", "hours of a full-time week, for the advertised year (40 unless set)", ge=1, le=168
    )
    standard_year_weeks: Number | None = optional(
        "Weeks of a full-time year", "weeks of a full-time year, for the advertised year (52 unless set)", ge=1, le=53
    )
    living_cost_month: Money | None = optional(
        "What a month costs you", "what a month costs: rent, food and all else, in your currency"
    )
    savings: Money | None = optional("What you have saved", "what you could live on, in your currency")
    tax_rate_percent: Number | None = optional(
        "Percent to set aside for tax",
        "percent of income to set aside for tax, such as 25; nothing is assumed",
        ge=0,
        le=100,
    )
    goal_week_hours: Number | None = optional(
        "Goal of hours a week", "hours that you want to work in a week", gt=0, le=168
    )
    goal_week_money: Money | None = optional(
        "Goal of money a week", "what you want to earn in a week, in your currency", ge=1
    )
    goal_month_hours: Number | None = optional(
        "Goal of hours a month", "hours that you want to work in a month", gt=0, le=744
    )
    goal_month_money: Money | None = optional(
        "Money a month", "what you want to earn in a month, in your currency", ge=1
    )
    language: Language | None = optional("Your language", "the language of the app (your browser's unless set)")


class Platform(Journaled, table=True):
    __tablename__ = "platforms"
    FILES = True
    UNIQUE = ("platform",)
    RULES = (cycle_end,)
    platform: Name = needed("Platform", "the company that offers and pays for work")
    currency: Currency | None = optional("Currency", "the currency it pays in, if a row does not say")
    pay_cycle: PayCycle | None = optional("Pays", "how often it pays")
    pay_cycle_ends: Text | None = optional(
        "Pay period ends on", "a weekday such as fri, for weekly pay; a date on which one ends, for pay every two weeks"
    )
    pay_cycle_zone: Zone | None = optional(
        "Counted in the zone", "the zone whose days the pay period counts (your own unless set)"
    )
    pay_delay_days: Count | None = optional(
        "Days until paid", "days from the end of the pay period to the money (30 unless set)", ge=0, le=366
    )
    payout_threshold: Money | None = optional("Smallest payout", "the smallest sum it pays out")
    fee_percent: Number | None = optional(
        "Percent it keeps", "percent it keeps of what it pays, before the money reaches you", ge=0, le=100
    )
    floor_rate: Money | None = optional(
        "Your floor per hour", "the least that an hour there must leave you, in its currency", gt=0
    )
    monitoring: YesNo | None = optional("Takes screenshots or tracks activity", "takes screenshots or tracks activity")
    nda: YesNo | None = optional("Under a non-disclosure agreement", "under a non-disclosure agreement")
    ai_interview: YesNo | None = optional("Hires by an automated interview", "hires by an automated interview")
    note: Text | None = optional("Note", "anything else")


class PayTerms(Journaled, table=True):
    __tablename__ = "pay_terms"
    RULES = (cycle_end, named_pay_day)
    platform_id: Ref = needed("Platform", "its platform", foreign_key="platforms.id", index=True)
    kind: PayKind | None = optional("For pay of this kind", "for which pay (all of it unless set)")
    holds_from: Day | None = optional("Hold from", "for work from this day on (from the first unless set)")
    part_percent: Number | None = optional(
        "Percent of the pay",
        "percent of the pay that they are for, if it is paid in parts (100 unless set)",
        ge=1,
        le=100,
    )
    counts_from: CountsFrom | None = optional(
        "Counted from",
        "from when days are counted; with a pay cycle, the end of the one that holds it (the day earned unless set)",
    )
    pay_cycle: PayCycle | None = optional("Pays", "how often it pays")
    pay_cycle_ends: Text | None = optional(
        "Pay period ends on", "a weekday such as fri, for weekly pay; a date on which one ends, for pay every two weeks"
    )
    pay_cycle_ends_at: Count | None = optional(
        "At the hour", "hour of its last day, in its zone, at which it ends (24 unless set)", ge=1, le=24
    )
    pay_cycle_zone: Zone | None = optional(
        "Counted in the zone", "the zone whose days the pay period counts (your own unless set)"
    )
    pay_cycle_month_day: Count | None = optional(
        "A month ends on the day", "last day of a monthly cycle (the month's own unless set)", ge=1, le=31
    )
    pay_delay_days: Count | None = optional(
        "Days from then to the money",
        "days from then to the money; empty: not known, or none if pay_day says when",
        ge=0,
        le=366,
    )
    delay_in: DaysIn | None = optional("These are", "what these days are (days of the calendar unless set)")
    pay_day: Text | None = optional(
        "On the next", "the next such day after that: fri, 1st+3rd wed, last wed, last mon of quarter, 15, 5+20, last"
    )
    moves: Moves | None = optional(
        "Where banks are closed it moves",
        "to the next business day, to the one before, or not at all (next unless set)",
    )
    holidays: HolidayCalendar | None = optional(
        "Bank holidays of", "whose bank holidays count (weekends alone unless set)"
    )
    window_days: Count | None = optional(
        "Days after it that still are on time",
        "days after the due date that still are on time (1 unless set)",
        ge=0,
        le=92,
    )
    payout_threshold: Money | None = optional("Smallest payout", "the smallest sum it pays out, in its currency", ge=0)
    on_request: YesNo | None = optional("Paid when you ask for it", "paid only when it is asked for")
    first_hold_days: Count | None = optional(
        "Days for which the first payment is held", "days for which the first payment is held back", ge=0, le=366
    )
    auto_after_days: Count | None = optional(
        "Approved by itself after days", "days after handing in at which work counts as approved", ge=0, le=366
    )
    dispute_days: Count | None = optional("Days in which you can object", "days in which one can object", ge=0, le=366)
    dispute_in: DaysIn | None = optional("These are", "what these days are (days of the calendar unless set)")
    dispute_from: DisputeFrom | None = optional(
        "Counted from", "from when these are counted (the day on which it was due unless set)"
    )
    arrives_after: Count | None = optional(
        "Business days on the way to you", "business days from sending to arrival (0 unless set)", ge=0, le=60
    )
    fee_percent: Number | None = optional(
        "Percent it keeps", "percent it keeps of what it pays, before the money reaches you", ge=0, le=99
    )
    fee_min: Money | None = optional("But at least", "the least that this percent comes to", ge=0)
    fee_fixed: Money | None = optional("Fixed fee of a payment", "what each payment costs beside it", ge=0)
    source_url: Text | None = optional("Where it says so", "the address that says so")
    seen_on: Day | None = optional("Read on", "the day on which it was read")
    hand: Hand | None = optional("Who says so", "the platform, somebody else, a program, or your own contract")
    note: Text | None = optional("Note", "anything else")


class Project(Journaled, table=True):
    __tablename__ = "projects"
    FILES = True
    UNIQUE = ("platform_id", "project")
    RULES = (advertised_range,)
    platform_id: Ref = needed("Platform", "its platform", foreign_key="platforms.id", index=True)
    project: Name = needed("Project", "its name: an alias is enough")
    alias: Text | None = optional("Name in discreet mode", "name in discreet mode")
    role: Text | None = optional(
        "Kind of work", "the kind of work; rates compare within a kind, so use the same words again"
    )
    pay_model: PayModel | None = optional("Paid", "how it pays (by the hour unless set)")
    advertised_low: Money | None = optional(
        "Advertised, from",
        "the listing's figure, or the lower of two: per hour; per month or in all where it pays so",
        ge=0,
    )
    advertised_high: Money | None = optional("Advertised, to", "the listing's upper figure, if it gave a range", ge=0)
    agreed_rate: Money | None = optional("Agreed", "what was promised: per hour, per task, per month or in all", ge=0)
    currency: Currency | None = optional(
        "Currency", "the currency of the project's figures (the platform's unless set)"
    )
    task_cap_minutes: Minutes | None = optional(
        "Paid at most, a task", "the longest time that is paid for a task; what is over it is not", ge=1
    )
    promised_weekly_hours: Number | None = optional("Promised hours a week", "promised hours a week", ge=0, le=168)
    promised_until: Day | None = optional("Promised until", "the day until which it was promised to last")
    successor_of: Text | None = optional(
        "Continues the work of", "the ended project of this platform whose work it goes on with"
    )
    note: Text | None = optional("Note", "anything else")


class ProjectEvent(Journaled, table=True):
    __tablename__ = "project_events"
    FILES = True
    platform_id: Ref = needed("Platform", "its platform", foreign_key="platforms.id", index=True)
    project_id: Ref = needed("Project", "its project", foreign_key="projects.id", index=True)
    event: Event = needed("What happened", "what happened")
    happened_at: InstantOrDay = needed("In effect from", "when it took effect; a date will do")
    announced_at: InstantOrDay | None = optional("Announced", "when it was announced; a date will do")
    rate: Money | None = optional("New rate", "the rate from then on", ge=0)
    reason: Text | None = optional("Reason given", "reason given")
    note: Text | None = optional("Note", "anything else")


class WorkSession(Sourced, table=True):
    __tablename__ = "work_sessions"
    FILES = True
    RULES = (session_amount, session_time, stretch_end)
    platform_id: Ref = needed("Platform", "the platform you worked for", foreign_key="platforms.id", index=True)
    project_id: Ref | None = optional("Project", "the project you worked on", foreign_key="projects.id", index=True)
    worked_on: Day | None = optional("Day", "the day, where clock times are unknown")
    worked_until: Day | None = optional(
        "Last day of the stretch", "last day of a stretch of which only the hours are known"
    )
    started_at: Instant | None = optional("Start", "start")
    ended_at: Instant | None = optional("End", "end")
    minutes: Minutes | None = optional("Time worked", "time worked, pauses taken off (the whole span unless set)", ge=0)
    counted_minutes: Minutes | None = optional(
        "Counted by the platform", "the time that the platform counted (the time worked unless set)", ge=0
    )
    activity: Activity | None = optional("Activity", "what the time went on (task unless set)")
    tasks: Count | None = optional("Tasks", "number of tasks done", ge=0)
    rate: Money | None = optional("Rate", "this session's own rate: per hour, or per task", ge=0)
    amount: Money | None = optional("Amount", "what it earned, if the source says so")
    currency: Currency | None = optional("Currency", "the currency of rate and amount (the project's unless set)")
    status: Status | None = optional("Status", "where its pay stands (approved unless set)")
    submitted_on: Day | None = optional("Handed in", "the day on which it was handed in")
    approved_on: Day | None = optional("Approved", "the day on which it was approved")
    evidence: Evidence | None = optional("Backed by", "how the row is backed")
    note: Text | None = optional("Note", "anything else")


class Earning(Sourced, table=True):
    __tablename__ = "earnings"
    FILES = True
    RULES = (earned_days,)
    platform_id: Ref = needed("Platform", "the platform that owes it", foreign_key="platforms.id", index=True)
    project_id: Ref | None = optional("Project", "the project it is for", foreign_key="projects.id", index=True)
    kind: EarningKind = needed("Kind", "what it is")
    earned_from: Day = needed("Earned from", "first day it was earned on")
    earned_to: Day | None = optional("Earned to", "last day it was earned on (the first unless set)")
    amount: Money = needed("Amount", "how much")
    currency: Currency = needed("Currency", "the currency of the amount")
    due_on: Day | None = optional("Due on", "when it is to be paid")
    status: Status | None = optional("Status", "where its pay stands (approved unless set)")
    submitted_on: Day | None = optional("Handed in", "the day on which it was handed in")
    approved_on: Day | None = optional("Approved", "the day on which it was approved")
    evidence: Evidence | None = optional("Backed by", "how the row is backed")
    note: Text | None = optional("Note", "anything else")


class Payout(Sourced, table=True):
    __tablename__ = "payouts"
    FILES = True
    RULES = (payout_amount, covered_days)
    platform_id: Ref = needed("Platform", "the platform that paid", foreign_key="platforms.id", index=True)
    project_id: Ref | None = optional(
        "Project", "the project it is for, if it says so", foreign_key="projects.id", index=True
    )
    kind: PayoutKind = needed("Kind", "what it is")
    received_on: Day = needed("Day", "the day it arrived")
    amount: Money = needed("Amount", "what was paid, before any fee; above zero")
    fee: Money | None = optional("Fee", "what the platform or the payment service kept of it", ge=0)
    currency: Currency = needed("Currency", "the currency of amount and fee")
    home_amount: Money | None = optional(
        "Arrived in your own currency", "what arrived, after the fee, in your currency, if it was converted"
    )
    covers_from: Day | None = optional("Pays for work from", "first day it pays for, if it says so")
    covers_to: Day | None = optional("Pays for work until", "last day it pays for, if it says so")
    stage: Stage | None = optional("How far it is", "how far it had come on that day (arrived unless set)")
    asked_on: Day | None = optional("Asked for", "the day on which it was asked for, if it has to be")
    place: Place | None = optional("Where it came in", "the wallet or account in which it came in")
    evidence: Evidence | None = optional("Backed by", "how the row is backed")
    note: Text | None = optional("Note", "anything else")


class Transfer(Sourced, table=True):
    __tablename__ = "transfers"
    moved_on: Day = needed("Day", "the day it was moved")
    from_account: Name = needed("From account", "the account that it left")
    to_account: Name = needed("To account", "the account that it went to")
    amount_out: Money = needed("Amount sent", "what left the one account", ge=0)
    currency_out: Currency = needed("Currency sent", "the currency of what left")
    amount_in: Money | None = optional("Amount received", "what reached the other account")
    currency_in: Currency | None = optional("Currency received", "the currency of what came in")
    fee: Money | None = optional("Fee", "the fee, in the currency that left")
    note: Text | None = optional("Note", "anything else")


class Rule(Journaled, table=True):
    __tablename__ = "rules"
    field: RuleField = needed("Where", "what is looked at")
    pattern: Text = needed("Text", "the text there; * stands for anything")
    platform_id: Ref | None = needed(
        "Platform", "the platform they belong to, or - for: not work", foreign_key="platforms.id", index=True
    )
    project_id: Ref | None = optional("Project", "the project they belong to", foreign_key="projects.id", index=True)
    activity: Activity | None = optional("Activity", "the activity")


class Expense(Journaled, table=True):
    __tablename__ = "expenses"
    FILES = True
    spent_on: Day = needed("Day", "the day of the expense")
    amount: Money = needed("Amount", "how much; below zero: what came back of it")
    currency: Currency = needed("Currency", "the currency of the amount")
    category: Name = needed("For", "for what kind of thing, such as headset or internet")
    platform_id: Ref | None = optional("Platform", "the platform it was for", foreign_key="platforms.id", index=True)
    note: Text | None = optional("Note", "anything else")


class Availability(Journaled, table=True):
    __tablename__ = "availability"
    RULES = (available_days, available_hours)
    starts_on: Day = needed("From", "the first day of it")
    ends_on: Day | None = optional("To", "the last day of it (until further notice unless set)")
    kind: AvailabilityKind = needed("Kind", "able and willing to work, or off")
    weekly_hours: Number | None = optional("Hours a week", "hours a week you can work", ge=0, le=168)
    weekdays: Weekdays | None = optional(
        "Weekdays", "days of the week: mon-fri, or mon,wed,fri (Monday to Friday unless set)"
    )
    note: Text | None = optional("Note", "anything else")


class QueueCheck(Journaled, table=True):
    __tablename__ = "queue_checks"
    platform_id: Ref = needed("Platform", "the platform where you looked", foreign_key="platforms.id", index=True)
    checked_at: Instant = needed("When", "when you looked")
    outcome: QueueOutcome = needed("Found", "what was found")
    note: Text | None = optional("Note", "anything else")


class ExchangeRate(Journaled, table=True):
    __tablename__ = "exchange_rates"
    on: Day = needed("Day", "the day from which the rate holds")
    currency: Currency = needed("Currency", "the currency of which one unit is worth so much")
    in_home_currency: Number = needed("One is worth in your currency", "what one unit is worth in your currency", gt=0)


class Template(Journaled, table=True):
    __tablename__ = "templates"
    UNIQUE = ("name",)
    RULES = (template_rule,)
    name: Name = needed("Template", "what you call it")
    platform_id: Ref = needed("Platform", "the platform it is for", foreign_key="platforms.id", index=True)
    project_id: Ref | None = optional("Project", "the project it is for", foreign_key="projects.id", index=True)
    activity: Activity | None = optional("Activity", "what the time goes on (task unless set)")
    minutes: Minutes = needed("Time worked", "how long it takes", ge=1, le=86_400)
    clock: Text | None = optional("Start", "the clock time at which it starts, such as 14:00")
    note: Text | None = optional("Note", "anything else")
    repeats: Text | None = optional(
        "Repeats", "the rule of its days, as iCalendar has it (a template by hand unless set)"
    )
    starts_on: Day | None = optional("From", "the first day of the rule")
    ends_on: Day | None = optional("To", "the last day of the rule (until further notice unless set)")


class TemplateDay(Journaled, table=True):
    __tablename__ = "template_days"
    UNIQUE = ("template", "on")
    template: Name = needed("Template", "the recurring entry")
    on: Day = needed("Day", "the day on which the entry was due")
    answer: RepeatAnswer = needed("Answer", "whether it was logged or left out")


class Timer(Journaled, table=True):
    __tablename__ = "timers"
    RECORD = False
    UNIQUE = ()
    platform_id: Ref = needed("Platform", "the platform you worked for", foreign_key="platforms.id", index=True)
    project_id: Ref | None = optional("Project", "the project you worked on", foreign_key="projects.id", index=True)
    activity: Activity | None = optional("Activity", "kind of work (task)")
    started_at: Instant = needed("Start", "when it was started")
    note: Text | None = optional("Note", "anything else")
    paused_at: Instant | None = optional("Paused", "since when it rests")
    pauses: Plain | None = optional("Pauses", "pauses that are over, as JSON")


class Mapping(Journaled, table=True):
    __tablename__ = "mappings"
    RECORD = False
    UNIQUE = ("name",)
    name: Name = needed("Mapping", "its name")
    body: Text = needed("Columns", "what each column of a table holds, as JSON")


class Attachment(Journaled, table=True):
    """Which file is kept with which row: a row of any table, so no foreign key; `Change.delete` and undo see to it."""

    __tablename__ = "attachments"
    RECORD = False
    of_table: Plain = needed("Table", "with a row of this table")
    of_row: Ref = needed("Row", "with this row")
    name: Name = needed("File", "the file's name")
    sha256: Plain = needed("Hash", "of its bytes")
    size: Count = needed("Bytes", "how many")


class Change(Base, table=True):
    """The journal: each row before and after, in the order of the operation's steps.

    What it was after is said by the next step on the row, or by the row itself: only its digest is kept, by which a
    row that was changed by hand is found. What was written before version 0009 holds the JSON itself.
    """

    __tablename__ = "changes"
    INDEXED = (("table_name", "row_id"),)
    operation_id: Ref = needed("Operation", "the operation", foreign_key="operations.id", primary_key=True)
    seq: Ref = needed("Step", "its step", primary_key=True)
    table_name: Plain = needed("Table", "of which table")
    row_id: Ref = needed("Row", "which row")
    before: Plain | None = optional("Before", "the row before, as JSON")
    after: Plain | None = optional("After", "the row after, as the digest of its JSON")


class CachedResult(Base, table=True):
    __tablename__ = "result_cache"
    worker_id: Ref = needed("Worker", "whose", foreign_key="workers.id", primary_key=True)
    key: Plain = needed("Key", "which result", primary_key=True)
    version: Ref = needed("Version", "the operation up to which it holds")
    text: Plain = needed("Text", "the result, as JSON")


class BackupFile(Numbered, table=True):
    __tablename__ = "backup_files"
    path: Plain = needed("Path", "where a backup was written", unique=True)
