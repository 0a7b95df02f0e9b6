"""From exact figures to the rows that may leave: words of the vocabulary, coarse numbers, and what that changed.

    ledger    Mercor   "code rating"   41.7 h   28.3846 an hour   17.2 % unpaid
    bundle    Mercor    code           40 h     28 an hour        15 % unpaid

Every step is told to the worker as a `Note`; notes never leave the machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from tracker.contributed import Exact, Left
from tracker.pool.policy import OTHER, Policy
from tracker.pool.rows import (
    CAUSES,
    COUNT_BANDS,
    EVIDENCE,
    EVIDENCE_STEP,
    HOURS_STEP,
    SHARE_STEP,
    ContributionRow,
    hours_step,
)

DAY_HOURS, WEEK_HOURS = 24, 168


class NoteKind(StrEnum):
    ROUNDED = "rounded"
    CLIPPED = "clipped"
    OTHER = "other"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One thing that was changed on the way: `exact` in the ledger, `told` in the bundle (None: nothing)."""

    kind: NoteKind
    field: str
    exact: str | float | None = None
    told: str | int | None = None
    quarter: str = ""
    platform: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Coarse:
    rows: tuple[ContributionRow, ...]
    notes: tuple[Note, ...]


# --- words ----------------------------------------------------------------------------------------------------


def platform_words(names: Iterable[str], policy: Policy, also: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The pool's word for each platform of a ledger. `also`: other names of public platforms.

    >>> from datetime import date
    >>> p = Policy("0" * 16, "P", "USD", ("world",), ("Mercor",), ("code",), date(2026, 1, 1))
    >>> platform_words(["mercor.io", " MERCOR", "My client"], p, {"Mercor": ["mercor.io"]})
    {'mercor.io': 'Mercor', ' MERCOR': 'Mercor', 'My client': 'other'}
    """
    known = {_plain(other): word for word in policy.platforms for other in also.get(word, ())}
    known |= {_plain(word): word for word in policy.platforms}
    return {name: known.get(_plain(name), OTHER) for name in names}


def role_words(roles: Iterable[str], policy: Policy, groups: Mapping[str, str]) -> dict[str, str]:
    """The pool's word for each kind of work: the word itself, else the group that `groups` puts it in.

    >>> from datetime import date
    >>> p = Policy("0" * 16, "P", "USD", ("world",), ("Mercor",), ("code",), date(2026, 1, 1))
    >>> role_words(["Code", "software engineer", "wizardry", ""], p, {"software engineer": "code"})
    {'Code': 'code', 'software engineer': 'code', 'wizardry': 'other', '': 'other'}
    """
    own = {_plain(word): word for word in policy.roles}
    grouped = {_plain(role): own.get(_plain(group), OTHER) for role, group in groups.items()}
    return {role: own.get(_plain(role)) or grouped.get(_plain(role), OTHER) for role in roles}


def word_notes(field: str, words: Mapping[str, str]) -> tuple[Note, ...]:
    """Names that become another word, or `other`: those that differ in more than writing."""
    found = []
    for name, word in sorted(words.items()):
        if word == OTHER or _plain(name) != _plain(word):
            found.append(Note(kind=NoteKind.OTHER, field=field, exact=name, told=word))
    return tuple(found)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


# --- numbers --------------------------------------------------------------------------------------------------


def to_step(value: float, step: int) -> int:
    """The nearest multiple of `step`, half away from zero, as the value reads in decimals.

    >>> to_step(14.9, 10), to_step(15, 10), to_step(28.5, 1)
    (10, 20, 29)
    """
    return int((Decimal(repr(float(value))) / step).quantize(Decimal(1), ROUND_HALF_UP)) * step


def down(value: float, step: int) -> int:
    """The multiple of `step` at or below a value; what binary fractions make of a whole one counts as whole.

    >>> down(99.9, 25), down(100 * (0.1 + 0.2 + 0.7), 25), down(24, 25)
    (75, 100, 0)
    """
    return int(value / step + 1e-9) * step


def count_band(count: int) -> str:
    """The band that a count of payments is in.

    >>> count_band(0), count_band(3), count_band(14)
    ('0', '1-3', '14+')
    """
    return next(name for name, first, last in COUNT_BANDS if first <= count <= last)


def notice_band(hours: float | None) -> str | None:
    """The band of a notice in hours.

    >>> notice_band(0), notice_band(23.5), notice_band(24), notice_band(168), notice_band(None)
    ('none', 'under_day', 'under_week', 'week_or_more', None)
    """
    if hours is None:
        return None
    if hours <= 0:
        return "none"
    return "under_day" if hours < DAY_HOURS else "under_week" if hours < WEEK_HOURS else "week_or_more"


def coarsen(exact: Sequence[Exact], policy: Policy, region: str) -> Coarse:
    """The rows of a bundle from exact figures, each cell given once, with a note for everything that was changed.

    A cell whose hours round to 0 tells no rates; it is a row only where a payment fell due, a project started, or
    the platform stopped one.
    """
    apart = {e.quarter: e.costs for e in exact if e.costs}
    rows: list[ContributionRow] = []
    notes = [Note(kind=NoteKind.LEFT_OUT, field=Left.COSTS.value, exact=n, quarter=q) for q, n in apart.items()]
    for one in sorted(exact, key=lambda e: (e.quarter, e.platform, e.role)):
        made = _Row(one, policy)
        row = made.row(region)
        notes += made.notes
        rows += [] if row is None else [row]
    return Coarse(tuple(rows), tuple(notes))


class _Row:
    """One row in the making, and the notes on it."""

    def __init__(self, exact: Exact, policy: Policy) -> None:
        self.exact, self.bounds = exact, policy.bounds
        self.notes: list[Note] = []

    def row(self, region: str) -> ContributionRow | None:
        e = self.exact
        some = to_step(e.hours, HOURS_STEP) > 0
        if not some and not (e.due or e.started or e.notice_hours is not None):
            self._note(NoteKind.LEFT_OUT, Left.ROW.value, e.hours, None)
            return None
        for field, much in e.left:
            self._note(NoteKind.LEFT_OUT, field.value, much, None)
        if not some and any(v is not None for v in (e.headline, e.agreed, e.all_hours, e.kept, e.unpaid_share)):
            self._note(NoteKind.LEFT_OUT, Left.RATES.value, e.hours, None)
        share = None if e.unpaid_share is None or not some else e.unpaid_share * 100
        counts = self._counts()
        return ContributionRow(
            quarter=e.quarter,
            platform=e.platform,
            role=e.role,
            region=region,
            hours=self._hours("hours") or 0,
            available_hours=self._hours("available_hours"),
            headline=self._rate("headline") if some else None,
            agreed=self._rate("agreed") if some else None,
            all_hours=self._rate("all_hours") if some else None,
            kept=self._rate("kept") if some else None,
            unpaid_share=self._number("unpaid_share", share, SHARE_STEP, 0, 100),
            due=self._band("due", e.due),
            on_time=self._band("on_time", min(e.on_time, e.due)),
            notice=self._notice(),
            drift=e.drift,
            **counts,
            **(self._evidence() if some else {}),
        )

    def _evidence(self) -> dict[str, int]:
        """How it is backed, rounded down; nothing where one of the parts cannot be known."""
        shares = {name: getattr(self.exact, name) for name in EVIDENCE}
        if any(share is None for share in shares.values()):
            return {}
        told = {name: down(100 * share, EVIDENCE_STEP) for name, share in shares.items()}
        for name, share in shares.items():
            if abs(told[name] - 100 * share) > 1e-6:
                self._note(NoteKind.ROUNDED, name, 100 * share, told[name])
        return told

    def _hours(self, field: str) -> int | None:
        value = getattr(self.exact, field)
        return self._number(field, value, hours_step(value or 0), 0, self.bounds.hours)

    def _rate(self, field: str) -> int | None:
        b = self.bounds
        return self._number(field, getattr(self.exact, field), b.rate_step, b.rate_low, b.rate)

    def _number(self, field: str, value: float | None, step: int, low: int, high: int) -> int | None:
        """Rounded to its step, then clipped: what is outside the bounds is said to be clipped only."""
        if value is None:
            return None
        rounded = to_step(value, step)
        told = min(max(rounded, low), high)
        if told != rounded:
            self._note(NoteKind.CLIPPED, field, value, told)
        elif abs(told - value) > 1e-9:
            self._note(NoteKind.ROUNDED, field, value, told)
        return told

    def _band(self, field: str, count: int) -> str:
        band = count_band(count)
        if band != str(count):
            self._note(NoteKind.ROUNDED, field, count, band)
        return band

    def _notice(self) -> str | None:
        band = notice_band(self.exact.notice_hours)
        if band is not None and self.exact.notice_hours:
            self._note(NoteKind.ROUNDED, "notice", self.exact.notice_hours, band)
        return band

    def _counts(self) -> dict[str, int]:
        """Projects started and ended, no more than the bound; then the endings give way in the same measure."""
        started = self._number("started", self.exact.started, 1, 0, self.bounds.projects) or 0
        later = _within([getattr(self.exact, f"ended_{c}_90") for c in CAUSES], started)
        early = _within([getattr(self.exact, f"ended_{c}_30") for c in CAUSES], started)
        told = dict(zip((f"ended_{c}_30" for c in CAUSES), map(min, early, later), strict=True))
        told |= zip((f"ended_{c}_90" for c in CAUSES), later, strict=True)
        for field, count in told.items():
            if count != (was := getattr(self.exact, field)):
                self._note(NoteKind.CLIPPED, field, was, count)
        return {"started": started, **told}

    def _note(self, kind: NoteKind, field: str, exact: float | None, told: str | int | None) -> None:
        e = self.exact
        self.notes.append(
            Note(kind=kind, field=field, exact=exact, told=told, quarter=e.quarter, platform=e.platform, role=e.role)
        )


def _within(counts: Sequence[int], most: int) -> list[int]:
    """Counts whose sum is at most `most`, the largest giving way first, of equal ones the last.

    >>> _within([3, 1, 0], 4), _within([5, 1, 2], 4)
    ([3, 1, 0], [2, 1, 1])
    """
    out = list(counts)
    while sum(out) > most:
        out[max(range(len(out)), key=lambda i: (out[i], i))] -= 1
    return out
