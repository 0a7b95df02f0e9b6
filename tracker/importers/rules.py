"""Assignment: which platform, project and activity a source row belongs to, or that it is not work.

A rule looks at one field of a row (client, project, tag, payer …) and its text; `*` stands for anything,
case does not matter, and a cell of several tags counts as each of them. The first that fits holds:

    1. a rule with the whole text before a rule with a `*`,
    2. then by field, the closer to the single row the earlier (`FIELD_ORDER`),
    3. then more letters before fewer, then the rules' own order.

A rule without a project leaves the row the project that its source names. A row whose platform the
source settles (an Upwork file) keeps it: only rules for that platform, or "not work", apply. Rows of
money accounts are stored only by rule: a payer without one is stored nowhere, whatever the options say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, TypeAlias

from tracker.domain import (
    NOT_WORK,
    RULE_FIELDS,
    Activity,
    Earning,
    Payout,
    Record,
    Rule,
    Transfer,
    WorkSession,
    session_seconds,
)
from tracker.errors import InputError
from tracker.importers.arrivals import is_deposit
from tracker.importers.base import UNASSIGNED, Facts, IgnoredRow, ParsedBatch, ReadOptions, SourceRow
from tracker.importers.bulk import uncollected
from tracker.importers.identity import amended
from tracker.importers.returns import NO_PAYMENT, REVERSED
from tracker.say import Word

FIELD_ORDER = (
    "code", "contract", "description", "task", "tag", "project", "payer", "team", "client", "account",
)  # fmt: skip
GROUP_FIELDS = ("client", "project", "tag", "code", "contract", "team", "payer", "account")
"""Fields whose distinct values are shown to be assigned."""


@dataclass(frozen=True, slots=True)
class AssignGroup:
    """One distinct value of a field in a file: its rows and sums, and where rules put them.

    `amounts`: units of 1/10 000 by currency. `platform` is None while no rule says it, "-" for not work.
    `open` counts the rows that are still assigned to nothing; they are not stored. A group with an
    empty `field` holds the rows that give a rule nothing to look at.
    """

    field: str
    value: str
    rows: int
    seconds: int
    amounts: tuple[tuple[str, int], ...]
    platform: str | None = None
    project: str | None = None
    activity: str | None = None
    open: int = 0


@dataclass(frozen=True, slots=True)
class Assigned:
    """A batch whose rows all have a platform (or need none), with what rules set in each; the rest is ignored, see
    `groups`. `file` is the name that the person gave it."""

    file: str
    batch: ParsedBatch
    groups: tuple[AssignGroup, ...] = ()
    unclaimed: tuple[SourceRow, ...] = ()
    """Money that came in of which no rule says whose it is: ignored, unless it is a payment that is known."""

    @property
    def questions(self) -> tuple[AssignGroup, ...]:
        """Groups with rows that nothing assigns yet."""
        return tuple(g for g in self.groups if g.open)


def parse_rule(text: str) -> Rule:
    """A rule from `FIELD=PATTERN:PLATFORM[/PROJECT][@ACTIVITY]`; platform `-`: not work.

    Raises `InputError` (`bad_rule`).

    >>> rule = parse_rule("client=Acme *:Outlier/Hopper"); rule.pattern, rule.platform, rule.project
    ('Acme *', 'Outlier', 'Hopper')
    """
    field, equals, rest = text.partition("=")
    pattern, colon, target = rest.rpartition(":")
    field, pattern, target = field.strip().lower(), pattern.strip(), target.strip()
    activity = None
    before, at, last = target.rpartition("@")
    if at and last in {a.value for a in Activity}:
        target, activity = before.strip(), last
    platform, _, project = target.partition("/")
    if not (equals and colon and pattern and platform.strip()) or field not in RULE_FIELDS:
        raise InputError(
            "{value!r} is not a rule.",
            hint="Write FIELD=PATTERN:PLATFORM/PROJECT; fields are {rule_fields}.",
            code="bad_rule",
            value=text,
            rule_fields=Word(", ".join(RULE_FIELDS)),
        )
    name = project.strip()
    return Rule(
        field=field,
        pattern=pattern,
        platform=platform.strip(),
        project=None if name in ("", "*") else name,
        activity=activity,
    )


def _matcher(pattern: str) -> Callable[[str], bool]:
    """Whether a text fits; each part between stars is taken where it comes first, so that time is linear."""
    first, *rest = pattern.strip().casefold().split("*")
    if not rest:
        return first.__eq__
    *middle, last = rest

    def fits(text: str) -> bool:
        at = len(first)
        if not text.startswith(first):
            return False
        for part in middle:
            at = text.find(part, at)
            if at < 0:
                return False
            at += len(part)
        return text.endswith(last) and at + len(last) <= len(text)

    return fits


def tags(cell: str) -> list[str]:
    """The single tags of a cell.

    >>> tags("rlhf, night")
    ['rlhf', 'night']
    """
    return [t for t in (part.strip() for part in cell.split(",")) if t]


def _values(facts: Facts, field: str) -> list[str]:
    cell = getattr(facts, field).strip()
    if field == "tag":
        return tags(cell)
    return [cell] if cell else []


class Rules:
    """Rules in the order in which they are tried; a decision is kept for rows with the same facts."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._tried = [(r, _matcher(r.pattern)) for r in sorted(rules, key=_rank)]
        looked_at = [f for f in RULE_FIELDS if any(r.field == f for r in rules)]
        self._key = attrgetter(*looked_at) if looked_at else lambda facts: ()
        self._kept: dict[tuple[str, Any], Rule | None] = {}

    def first(self, facts: Facts, platform: str = "") -> Rule | None:
        """The rule for a row with these facts; with `platform` only rules for it, or "not work"."""
        key = (platform, self._key(facts))
        if key not in self._kept:
            self._kept[key] = next(self._fitting(facts, platform), None)
        return self._kept[key]

    def _fitting(self, facts: Facts, platform: str) -> Iterator[Rule]:
        for rule, fits in self._tried:
            if platform and rule.platform not in (platform, NOT_WORK):
                continue
            if any(fits(value.casefold()) for value in _values(facts, rule.field)):
                yield rule


def _rank(rule: Rule) -> tuple[bool, int, int]:
    return "*" in rule.pattern, FIELD_ORDER.index(rule.field), -len(rule.pattern.replace("*", ""))


Spell: TypeAlias = Callable[[str, str | None], tuple[str, str | None]]
"""Platform and project as the ledger writes them already, where a file writes them in another case."""


def assign(
    batch: ParsedBatch, rules: Sequence[Rule], options: ReadOptions, *, file: str = "", spell: Spell | None = None
) -> Assigned:
    """Each row with its platform, project and activity; rows without go to `ignored` and `groups`.

    Ignored as `not_assigned` (no rule) or `not_work` (the rule says so). Work rows without a rule take
    `options.platform`; payouts and transfers never do. Archive batches say all themselves.
    """
    if batch.format == "archive":
        return Assigned(file, batch)
    known, left = Rules(rules), list(batch.ignored)
    kept: list[SourceRow] = []
    perhaps, unclaimed = list(batch.perhaps), list[SourceRow]()
    tally, settle = _Tally(known), _Settle(spell)
    with uncollected():
        for row in batch.rows:
            own = getattr(row.record, "platform", None) or ""
            own = "" if own == UNASSIGNED else own
            rule = known.first(row.facts, own)
            if row.doubtful and rule and (rule.field != "payer" or not rule.pattern.strip("* ")):
                rule = None  # "whoever pays" and "all of this account" do not say that a shop pays
            platform = rule.platform if rule else _platform(row, own, options)
            if platform is None and (row.returns or row.state == REVERSED):
                perhaps.append(row)  # whose it is, its payment says
            if platform is None and row.returns:
                left.append(IgnoredRow(row.line, NO_PAYMENT, *measure(row.record)))
                continue
            tally.add(row, own, platform)
            if platform is None and is_deposit(row):
                unclaimed.append(row)
            if platform is None or platform == NOT_WORK:
                left.append(IgnoredRow(row.line, "not_work" if platform else "not_assigned", *measure(row.record)))
            else:
                kept.append(settle.row(row, platform, rule))
    made = replace(batch, rows=tuple(kept), ignored=tuple(left), perhaps=tuple(perhaps))
    return Assigned(file, made, tally.groups(), tuple(unclaimed))


def without(groups: Sequence[AssignGroup], settled: Sequence[Facts]) -> tuple[AssignGroup, ...]:
    """Groups less open rows that have become clear otherwise, each known by its facts."""
    gone = Counter((f, v) for facts in settled for f in GROUP_FIELDS for v in set(_values(facts, f)))
    return tuple(replace(g, open=max(g.open - gone[g.field, g.value], 0)) for g in groups) if gone else tuple(groups)


def _platform(row: SourceRow, own: str, options: ReadOptions) -> str | None:
    """Platform of a row without a rule: "" for a transfer that names none, None: nobody says."""
    if own:
        return own
    match row.record:
        case WorkSession() | Earning():
            return options.platform
        case Payout():
            return None
        case Transfer():
            return None if row.facts != Facts() else ""
        case _:
            return ""


class _Settle:
    """The columns that rules set in a row; the same ones are kept once."""

    def __init__(self, spell: Spell | None) -> None:
        self._spell = spell or (lambda platform, project: (platform, project))
        self._kept: dict[tuple[Any, ...], dict[str, Any]] = {}

    def row(self, row: SourceRow, platform: str, rule: Rule | None) -> SourceRow:
        record = row.record
        if not isinstance(record, WorkSession | Earning | Payout):
            return self._spelled(row)
        project = (rule.project if rule else None) or record.project or row.facts.project
        activity = rule.activity if rule and isinstance(record, WorkSession) else None
        key = (platform, project, activity)
        made = self._kept.get(key)
        if made is None:
            platform, name = self._spell(platform, " ".join(project.split()) or None)
            made = self._kept[key] = {"platform": platform, "project": name}
            if activity:
                made["activity"] = activity
            amended(record, **made)  # checked once for all rows
        return SourceRow._make((*row[:-1], made))

    def _spelled(self, row: SourceRow) -> SourceRow:
        """A row that says its place itself, by the ledger's own names."""
        names = [n for n in ("platform", "project") if hasattr(row.record, n)]
        platform, project = row.place()
        own = dict(zip(("platform", "project"), self._spell(platform or "", project), strict=True))
        return row._replace(settled={n: own[n] for n in names}) if platform else row


class _Tally:
    """Counts and sums of each distinct value."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._key = attrgetter(*GROUP_FIELDS)
        self._sums: dict[tuple[Any, ...], _Sums] = {}

    def add(self, row: SourceRow, own: str, platform: str | None) -> None:
        key = (own, platform, self._key(row.facts))
        sums = self._sums.get(key)
        if sums is None:
            sums = self._sums[key] = _Sums()
        sums.add(row.record)

    def groups(self) -> tuple[AssignGroup, ...]:
        """Of each field that rules look at, its values in order; rows without any value come first."""
        groups: dict[tuple[int, str], _Group] = {}
        for (own, platform, cells), sums in self._sums.items():
            facts = Facts(**dict(zip(GROUP_FIELDS, cells, strict=True)))
            keys = [(n, v) for n, f in enumerate(GROUP_FIELDS) for v in dict.fromkeys(_values(facts, f))]
            for key in keys or ([(-1, "")] if platform is None else []):
                groups.setdefault(key, _Group()).add(own, platform, sums)
        return tuple(g.made(self._rules, n, value) for (n, value), g in sorted(groups.items()))


class _Sums:
    """Rows, seconds and amounts by currency."""

    __slots__ = ("amounts", "rows", "seconds")

    def __init__(self) -> None:
        self.rows, self.seconds = 0, 0
        self.amounts: dict[str, int] = {}

    def add(self, record: Record) -> None:
        seconds, amount, currency = measure(record)
        self.rows += 1
        self.seconds += seconds
        if currency:
            self.amounts[currency] = self.amounts.get(currency, 0) + amount


class _Group:
    def __init__(self) -> None:
        self.rows, self.seconds, self.open = 0, 0, 0
        self.amounts: Counter[str] = Counter()
        self.own: set[str] = set()
        self.given: set[str | None] = set()

    def add(self, own: str, platform: str | None, sums: _Sums) -> None:
        self.rows += sums.rows
        self.seconds += sums.seconds
        self.open += sums.rows if platform is None else 0
        self.amounts.update(sums.amounts)
        self.own.add(own)
        self.given.add(platform)

    def made(self, rules: Rules, field: int, value: str) -> AssignGroup:
        name = GROUP_FIELDS[field] if field >= 0 else ""
        own = next(iter(self.own)) if len(self.own) == 1 else ""
        rule = rules.first(Facts(**{name: value}), own) if name else None
        given = next(iter(self.given)) if len(self.given) == 1 else None
        return AssignGroup(
            name,
            value,
            self.rows,
            self.seconds,
            tuple(sorted(self.amounts.items())),
            (rule.platform if rule else given) or None,
            rule.project if rule else None,
            rule.activity if rule else None,
            self.open,
        )


def measure(record: Record) -> tuple[int, int, str]:
    """Seconds worked, amount in units and its currency ("" without one) of a record, for sums.

    A clawback counts below zero; transfers and write-offs move nothing.
    """
    match record:
        case WorkSession():
            return (
                session_seconds(record),
                record.amount or 0,
                (record.currency or "") * (record.amount is not None),
            )
        case Earning():
            return 0, record.amount, record.currency
        case Payout(kind="write_off"):
            return 0, 0, ""
        case Payout(kind="clawback"):
            return 0, -record.amount, record.currency
        case Payout():
            return 0, record.amount, record.currency
        case _:
            return 0, 0, ""
