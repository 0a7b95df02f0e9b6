"""What a line is read against: the time, the zone, the names of the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from zoneinfo import ZoneInfo

from tracker.domain import (
    Availability,
    Earning,
    Expense,
    PayModel,
    Payout,
    Platform,
    ProjectEvent,
    QueueCheck,
    Transfer,
    WorkSession,
)
from tracker.errors import InputError
from tracker.quickadd.asking import Asker, Missing
from tracker.quickadd.days import Days, Lean
from tracker.quickadd.lengths import length
from tracker.quickadd.line import Line
from tracker.quickadd.place import Place, SeveralFit
from tracker.quickadd.places import Names
from tracker.quickadd.prices import Price, marked, price, three_behind_a_sign, units_of
from tracker.say import Many, Said, Weekday, Word, plain
from tracker.words import DOLLARS
from tracker.words.locale import decimal_sign_of

Loggable = WorkSession | Earning | Payout | ProjectEvent | Expense | Availability | QueueCheck | Transfer
"""What a line can add."""
Markable = WorkSession | Earning | Payout | Platform
"""What a line can change."""
MOST = 12


class Mark(StrEnum):
    """What a line can set on what is on record."""

    SUBMITTED = "submitted"
    APPROVED = "approved"
    ARRIVED = "arrived"
    FLOOR = "floor"
    """The least that an hour must leave: set on the platform itself."""


@dataclass(frozen=True, slots=True)
class Logged:
    """A row that a mark may be set on: its last day, and what it comes to (units; None: not known)."""

    row: int
    record: Markable
    day: dt.date
    pay: int | None = None
    currency: str | None = None

    @property
    def place(self) -> Place:
        return Place(self.record.platform, getattr(self.record, "project", None))


Lookup = Callable[[str, Mark], Sequence[Logged]]
"""(platform, mark) -> the rows of the ledger that are open for it."""


@dataclass(frozen=True, slots=True)
class Here:
    """`now` (in the zone) is the latest moment that can be meant; `day` the one that is meant if none is
    said and from which words count, None if nothing says it. `pick` is the place that was
    chosen where several fit alike, `ask` holds the answers given so far."""

    now: dt.datetime
    zone: ZoneInfo
    names: Names
    home: str = "USD"
    day: dt.date | None = None
    dates: str | None = None
    """The order of numeric dates, where a person has said it for these very lines."""
    decimal: str | None = None
    until: dt.date | None = None
    pick: Place | None = None
    order: str | None = None
    """The order in which the reader's locale writes dates (dmy, mdy)."""
    locale: str = ""
    """The reader's locale (pt_BR): its language settles what a word of several languages says, and its writing the
    decimal sign, where that is certain."""
    live: bool = True
    """Whether the line is typed at `now`: then it may mean the present moment, and the night before."""
    ask: Asker = field(default_factory=Asker)
    logged: Lookup | None = None
    """What is in the ledger that a line may set a day on; None if lines can only add."""

    @property
    def language(self) -> str:
        return self.locale.partition("_")[0]

    @property
    def is_now(self) -> bool:
        """Whether what is said may be about this very moment."""
        return self.live and self.day == self.today

    @property
    def today(self) -> dt.date:
        """The last day that is not in the future."""
        return self.now.date()

    def days(self, lean: Lean = Lean.PAST) -> Days:
        return Days(self.day or self.today, lean, self.dates, self.day is not None, self.order, self.ask)

    def past(self, day: dt.date) -> dt.date:
        """The day, if it is not in the future."""
        if day > self.today:
            raise InputError(
                "{day} is in the future.", hint="Write the day as 2026-05-31.", code="future", day=Weekday(day)
            )
        return day

    # --- what all kinds of lines may hold --------------------------------------------------------------

    def length(self, text: str) -> int | None:
        return length(text, self.ask)

    def money(self, line: Line, *, bare: bool = False) -> Price | None:
        """An amount with its currency before or behind it; a number alone only where `bare`."""
        return line.take(3, marked) or (line.take(1, price) if bare else None)

    def place(self, line: Line) -> Place:
        """The platform and project that the words that are left mean."""
        if self.pick:
            return self.pick
        try:
            return self.names.place(line.words)
        except SeveralFit as several:
            return self._which(several.text, several.places)
        except Missing:
            return self._any_platform()

    def _which(self, text: str, places: tuple[Place, ...]) -> Place:
        """One of several that fit alike."""
        places = places[:MOST]
        projects = sum(p.project is not None for p in places)
        what = "projects" if projects == len(places) else "names" if projects else "platforms"
        one = len({p.platform for p in places}) == 1
        spoken = Many(sorted((p.last if one else p.name for p in places), key=plain))
        message = Said("“{text}” fits several {what}.", text=text, what=Said(what))
        return self.ask(
            f"name {text}",
            message,
            [(p.name, p) for p in places],
            hint="Write which: {names}.",
            names=spoken,
        )

    def _any_platform(self) -> Place:
        """The platform where the line says none: asked for, among those of a ledger that has few."""
        question, hint = "For which platform was it?", "Such as: 2h30 outlier rlhf yesterday."
        if not 0 < len(self.names.platforms) <= MOST:
            raise Missing(question, hint=hint)
        return self.ask("platform", question, [(p, Place(p)) for p in self.names.platforms], hint=hint)

    def platform(self, line: Line) -> Place:
        """The platform that the words that are left mean."""
        if self.pick:
            return self.pick
        try:
            return self.names.platform(line.words)
        except SeveralFit as several:
            only = tuple(dict.fromkeys(Place(p.platform) for p in several.places))
            return only[0] if len(only) == 1 else self._which(several.text, only)
        except Missing:
            return self._any_platform()

    def currency(self, place: Place) -> str:
        return self.names.currency(place.platform, place.project) or self.home

    def settled(self, said: Price, place: Place | None, *, fine: bool = False) -> tuple[int, str]:
        """Units of 1/10 000 and the currency of an amount; `fine`: less than the smallest coin is allowed."""
        currency = self._currency_of(said, place)
        usual = decimal_sign_of(self.locale) if three_behind_a_sign(said.number) else None
        return units_of(said, currency, self.decimal, self.ask, fine=fine, usual=usual), currency

    def _currency_of(self, said: Price, place: Place | None) -> str:
        """The currency that was said; of several that a sign may mean the home's or the payer's, else it is asked."""
        theirs = self.names.currency(place.platform, place.project) if place else None
        if not said.currencies:
            return theirs or self.home
        if len(said.currencies) == 1:
            return said.currencies[0]
        likely = [c for c in (theirs, self.home) if c and c in said.currencies]
        if said.currencies == DOLLARS:  # what a platform lists in $ is nearly always in US dollars
            likely = [DOLLARS[0]] if theirs == DOLLARS[0] else [*likely, DOLLARS[0]]
        options = list(dict.fromkeys(likely)) or list(said.currencies[:6])
        if len(options) == 1:
            return options[0]
        hint = f"Write {' or '.join(options)}."
        return self.ask(
            f"currency {said.mark}",
            Said("Which currency is “{mark}”?", mark=Word(said.mark)),
            [("", c) for c in options],
            hint=hint,
        )

    def per_task(self, place: Place) -> bool:
        """Whether a rate there is one per task."""
        project = self.names.projects.get((place.platform, place.project or ""))
        return project is not None and project.pay_model == PayModel.PER_TASK
