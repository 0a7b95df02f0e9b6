"""Writing by hand: records checked and stored, settings, names, undo.

Every function is one operation in the journal. A record that is wrong raises InputError and nothing is
written; a platform or project that the ledger does not have yet is added in the same operation.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tracker import names, quickadd
from tracker.desk import home as at_home
from tracker.desk import plausible
from tracker.desk.reference import platform_presets
from tracker.desk.session import first_settings
from tracker.domain import (
    ENDS,
    Earning,
    Event,
    ExchangeRate,
    Kind,
    PayModel,
    Payout,
    PayoutKind,
    Platform,
    Project,
    ProjectEvent,
    Record,
    Rule,
    Settings,
    WorkSession,
    columns,
    to_stored,
)
from tracker.errors import DamagedLedger, InputError, Invalid, NotFound, Problem, Refused
from tracker.say import Act, Said, Word
from tracker.units import Money, money_text
from tracker.words import parse_currency, zone_info

if TYPE_CHECKING:
    from tracker.desk.session import Desk
    from tracker.store import Change, Operation

NAMED: dict[type[Record], tuple[str, ...]] = {Platform: ("platform",), Project: ("platform", "project")}
"""Tables whose rows go by a name: the columns that make it."""


BEGINS = frozenset({Event.STARTED, Event.RESUMED})

ONE_EACH: dict[type[Record], tuple[str, ...]] = {ExchangeRate: ("on", "currency"), Rule: ("field", "pattern")}
"""Tables that hold one row for each of these values."""


def check(record: Record) -> Record:
    """The record, if there are such currencies and zones; else Invalid."""
    if wrong := list(_unknown_codes(record)):
        raise Invalid(wrong, {c.name: getattr(record, c.name) for c in columns(type(record))})
    return record


def _unknown_codes(record: Record) -> Iterator[Problem]:
    """Unknown currencies and time zones."""
    readers = {Kind.CURRENCY: parse_currency, Kind.ZONE: zone_info}
    for c in columns(type(record)):
        value = getattr(record, c.name)
        if value and c.kind in readers:
            try:
                readers[c.kind](value)
            except InputError as error:
                yield Problem(
                    error.code,
                    Said("{said} {hint}", said=error.message, hint=error.hint.text.removesuffix(".")),
                    column=c.name,
                    value=value,
                )


def add(desk: Desk, records: Sequence[Record], *, kind: str = "add", summary: str = "") -> Operation:
    """Store new records in one operation; an exchange rate or a rule takes the place of the one there is."""
    if not records:
        raise InputError("There is nothing to add.")
    checked = [check(typed(r)) for r in records]
    fits(desk, checked)
    with desk.operation(kind, summary or describe(checked)) as writing:
        _make_room(desk, writing, checked)
        writing.insert_many(checked)
    for record in checked:
        if isinstance(record, Payout) and record.kind == PayoutKind.PAYOUT and plausible.by_hand(record):
            _same_again(desk, record)
    return desk.store.done(writing.id)


def _same_again(desk: Desk, paid: Payout) -> None:
    """Say that a payment of this platform, day and amount was there before; it is stored, for there may be two."""
    columns_of_it = ("platform", "kind", "received_on", "amount", "currency")
    if len(desk.rows(Payout, **{c: getattr(paid, c) for c in columns_of_it})) > 1:
        text = "A payment of {amount} from {platform} on {day} was there already: take this one back if it is the same."
        amount, platform = Money(paid.amount, paid.currency), Word(paid.platform)
        desk.notices.append(Said(text, amount=amount, platform=platform, day=paid.received_on))


def fits(desk: Desk, records: Sequence[Record]) -> None:
    """Raise InputError for a slip that shows today, or beside the ledger's currency (see `plausible`)."""
    moved = [r for r in records if plausible.by_hand(r)]
    for record in moved:
        plausible.check_day(record, desk.today())
        if isinstance(record, Payout):
            plausible.check_at_home(record, desk.settings().home_currency)
        if isinstance(record, ExchangeRate) and record.currency != desk.settings().home_currency:
            plausible.check_rate(record, desk.settings().home_currency, desk.rates().rate)


def _make_room(desk: Desk, writing: Change, records: Sequence[Record], edited: frozenset[int] = frozenset()) -> None:
    """Remove rows that say the same thing otherwise: another rate of that day, another rule for that text."""
    for record in records:
        for row, there in desk.rows(type(record)) if isinstance(record, ExchangeRate | Rule) else ():
            same = all(getattr(there, c) == getattr(record, c) for c in ONE_EACH[type(record)])
            if same and row not in edited:
                writing.delete(record.TABLE, row)


def typed(record: Record) -> Record:
    """Rows typed by hand say so. Raises InputError for what is a slip (see `plausible`)."""
    if isinstance(record, WorkSession | Earning | Payout) and record.evidence is None:
        record = replace(record, evidence="typed")
    plausible.check(record)
    return record


def keep(desk: Desk, said: quickadd.Understood) -> Operation | None:
    """Store what a line means: its new rows, or the days that it sets on rows that are there."""
    if not said.rows:
        return add(desk, said.records)
    edits = [(record.TABLE, row, record) for row, record in zip(said.rows, said.records, strict=True)]
    return change(desk, edits, summary=str(said.sentence))


def describe(records: Sequence[Record]) -> str:
    """A short line for the journal.

    >>> describe([Platform(platform="Mercor")])
    'platforms: Mercor'
    """
    if len(records) > 1:
        return f"{len(records)} rows in {', '.join(sorted({r.TABLE for r in records}))}"
    record = records[0]
    parts = [getattr(record, c, None) for c in ("platform", "project", "event", "kind", "category")]
    return f"{record.TABLE}: {' '.join(str(p) for p in parts if p)}".strip(" :")


def change(
    desk: Desk, edits: Sequence[tuple[str, int | None, Record | None]], *, summary: str = ""
) -> Operation | None:
    """Add (row None), change, and remove (record None) rows in one operation; None if nothing differs."""
    todo = [e for e in edits if not _same(desk, *e)]
    for _, _, record in todo:
        if record is not None:
            plausible.check(check(record))
    fits(desk, [record for _, _, record in todo if record is not None])
    if not todo:
        return None
    with desk.operation("edit", summary or _edit_summary(desk, todo)) as writing:
        for table, row, record in todo:
            if row is None and record is not None:
                edited = frozenset(n for t, n, _ in todo if t == table and n is not None)
                _make_room(desk, writing, [record], edited)
                writing.insert(typed(record))
            elif row is not None and record is None:
                writing.delete(table, row)
            elif row is not None and record is not None:
                writing.update(table, row, record)
    return desk.store.done(writing.id) if writing.counts else None


def remove(desk: Desk, table: str, row: int) -> Operation | None:
    """Take a row away. Raises NotFound."""
    return change(desk, [(table, row, None)])


def _same(desk: Desk, table: str, row: int | None, record: Record | None) -> bool:
    if row is None or record is None:
        return row is None and record is None
    try:
        before = desk.get(table, row)
    except DamagedLedger:  # a row that cannot be read may be put right, and removed
        return False
    return to_stored(before) == to_stored(record)


def _edit_summary(desk: Desk, edits: Sequence[tuple[str, int | None, Record | None]]) -> str:
    if len(edits) > 1:
        return f"{len(edits)} rows edited in {', '.join(sorted({t for t, _, _ in edits}))}"
    table, row, record = edits[0]
    if record is None:
        return f"row {row} of {table} removed"
    if isinstance(record, Settings):
        return _settings_summary(desk.settings(), record)
    return f"{describe([record])} {'added' if row is None else 'changed'}"


def _settings_summary(before: Settings, after: Settings) -> str:
    """Which settings changed, and to what."""
    old, new = to_stored(before), to_stored(after)
    said = []
    for c in columns(Settings):
        value = new[c.name]
        if value != old[c.name]:
            shown = money_text(int(value)) if value is not None and c.kind is Kind.MONEY else value
            said.append(f"{c.name} is {'not set' if shown is None else shown}")
    return ", ".join(said) or "settings"


def save_settings(desk: Desk, settings: Settings) -> Operation | None:
    """Store settings: in place of those there are. With another home currency, platforms that name none keep the old
    one where an amount rests on it; Refused where other amounts are told in it."""
    check(settings)
    rows = desk.rows(Settings)
    if not rows:
        said = _settings_summary(first_settings(), settings)
        with desk.store.operation("settings", who=desk.who, at=desk.now(), summary=said) as writing:
            writing.insert(settings)
        return desk.store.done(writing.id)
    kept = at_home.moved(desk, rows[0][1], settings)
    done = change(desk, [("settings", rows[0][0], settings), *kept])
    desk.notices.extend([*(at_home.said(p) for _, _, p in kept), *at_home.read_anew(rows[0][1], settings)])
    return done


def save_named(desk: Desk, record: Platform | Project) -> Operation | None:
    """Add a platform or project, or replace the one of that name."""
    keys = {c: getattr(record, c) for c in NAMED[type(record)]}
    found = desk.rows(type(record), **keys)
    if found:
        return change(desk, [(record.TABLE, found[0][0], record)])
    return add(desk, [record])


def rename(desk: Desk, table: str, row: int, name: str) -> Operation | None:
    """Another name for a platform or project; every row that names it follows. Raises Refused if it is taken."""
    return change(desk, [(table, row, renamed(desk, row, desk.get(table, row), name))])


def renamed(desk: Desk, row: int, record: Record, name: str) -> Platform | Project:
    """A platform or project that is there, under another name. Raises Refused if that is taken."""
    match record:
        case Platform():
            new: Platform | Project = replace(record, platform=name)
        case Project():
            new = replace(record, project=name)
        case _:
            raise InputError("A row of {table} has no name of its own.", table=Word(record.TABLE))
    check_free(desk, new, row)
    return new


def check_free(desk: Desk, record: Platform | Project, row: int | None = None) -> None:
    """Raise Refused where another one than `row` has the name of a platform or project, or one that looks like it."""
    there: list[tuple[int, str]] = [(n, p.platform) for n, p in desk.platforms()]
    name = record.platform
    if isinstance(record, Project):
        there, name = [(n, p.project) for n, p in desk.projects(record.platform)], record.project
    taken = next((other for n, other in there if n != row and names.plain(other) == names.plain(name)), None)
    if taken is not None:
        text = "There is a {table} called {name} already."
        raise Refused(
            text, name=taken, table=Word(record.TABLE[:-1]), hint="Change that one, or give this another name."
        )


def undo(desk: Desk, number: int | None = None, *, together: bool = False) -> Operation:
    """Take back operation `number`, or the last one that is neither an undo nor taken back.

    Raises UndoRefused, naming the later ones; `together` takes these back too.
    """
    if number is None:
        open_ones = [o for o in desk.operations(1000) if o.undoes is None and o.undone_by is None]
        if not open_ones:
            raise NotFound("There is nothing to undo.")
        number = open_ones[0].id
    return desk.store.undo(number, who=desk.who, at=desk.now(), together=together)


def forget(
    desk: Desk, *, platform: str | None = None, project: str | None = None, before: dt.date | None = None
) -> dict[str, int]:
    """Wipe names and notes from rows, journal and backups for good: rows touched by table. No undo."""
    done = desk.store.forget(platform=platform, project=project, before=before, who=desk.who, at=desk.now())
    desk.let_go()
    return dict(done.counts)


def out_of_reach(desk: Desk) -> list[str]:
    """Backups that a forgetting cannot rewrite, since they are not where they were made."""
    return [str(path) for path in desk.store.out_of_reach()]


def removed_names(desk: Desk) -> list[tuple[str, str | None]]:
    """Platforms (with None) and projects with their platform that only the journal still knows."""
    return desk.store.removed_names()


def find_platform(desk: Desk, text: str) -> str:
    """The one platform whose name is `text`, or holds it. Raises NotFound, Ambiguous with candidates."""
    return names.find("platform", text, [p.platform for _, p in desk.platforms()])


def find_project(desk: Desk, platform: str, text: str) -> str:
    """The one project of a platform whose name or alias is `text`, or holds it. Raises as above."""
    known = {p.project: (p.alias or "",) for _, p in desk.projects(platform)}
    return names.find(f"project on {platform}", text, list(known), aliases=known)


def known_names(desk: Desk) -> quickadd.Names:
    """Platforms and projects, made ready to be found by a part of their name."""
    return quickadd.Names(
        [p for _, p in desk.platforms()],
        [p for _, p in desk.projects()],
        ended=_ended(desk),
        presets=tuple(_preset_names()) if not desk.platforms() else (),
    )


def _ended(desk: Desk) -> frozenset[tuple[str, str]]:
    """Projects whose last event, by its day, was an end."""
    last: dict[tuple[str, str], tuple[str, str]] = {}
    for _, event in desk.rows(ProjectEvent):
        place, at = (event.platform, event.project), str(event.happened_at)
        if event.event in ENDS or event.event in BEGINS:
            last[place] = max(last.get(place, ("", "")), (at, event.event))
    return frozenset(place for place, (_, what) in last.items() if what in ENDS)


def _preset_names() -> Iterator[str]:
    """Names of platforms that the reference data knows."""
    for row in platform_presets():
        yield row["platform" if "platform" in row else "name"]
        yield from (n.strip() for n in row.get("aliases", "").split(";") if n.strip())


def understand(
    desk: Desk,
    text: str,
    now: dt.datetime | None = None,
    *,
    until: dt.date | None = None,
    order: str | None = None,
    locale: str = "",
) -> quickadd.Understood:
    """One line of words as a record, checked; nothing is written (see `quickadd.parse`). `now` is the clock's where
    None.

    `order` (dmy, mdy) is how the reader's locale writes a date; `locale` ("pt_BR") settles what a word of several
    languages says, and the decimal sign. Raises InputError, and Ambiguous with the choices
    where the line leaves a question open. Where the answer is not `sure` it needs one more yes.
    """
    from tracker.desk import marks

    known = desk.memo(("names",), lambda: known_names(desk))
    zone = desk.zone()
    local = (now or desk.now()).astimezone(zone)
    home = desk.settings().home_currency
    logged = marks.lookup(desk, local.date())
    here = quickadd.Here(local, zone, known, home, local.date(), until=until, order=order, locale=locale, logged=logged)
    understood = quickadd.understand(text, here)
    for record in understood.records:
        check(record)
    return understood


def sentence(desk: Desk, record: quickadd.Loggable) -> Said:
    """A record that a line can mean, said back in words."""
    terms = [p for _, p in desk.projects() if (p.platform, p.project) == _place(record)]
    per_task = any(p.pay_model == PayModel.PER_TASK for p in terms)
    platforms = [p for _, p in desk.platforms() if p.platform == _place(record)[0]]
    theirs = (*(p.currency for p in terms), *(p.currency for p in platforms))
    pays = next(filter(None, theirs), desk.settings().home_currency)
    return quickadd.say(record, desk.zone(), per_task=per_task, currency=pays)


def _place(record: Record) -> tuple[str | None, str | None]:
    return getattr(record, "platform", None), getattr(record, "project", None)


def preset(platform: str) -> dict[str, Any]:
    """Columns of a platform that the reference data knows; presets to be checked. Raises NotFound."""
    want = platform.casefold()
    for row in platform_presets():
        called = [row["platform" if "platform" in row else "name"], *row.get("aliases", "").split(";")]
        if want in [n.strip().casefold() for n in called]:
            break
    else:
        raise NotFound("We have no pay schedule for {platform}.", hint=Act.SAY_CYCLE, platform=Word(platform))
    if not row["pay_cycle"]:
        raise NotFound("No pay cycle of {platform} is known.", hint=Act.SAY_THE_CYCLE, platform=Word(platform))
    return {
        "pay_cycle": row["pay_cycle"],
        "pay_cycle_ends": row["pay_cycle_ends"] or None,
        "pay_cycle_zone": row["pay_cycle_zone"] or None,
        "pay_delay_days": int(row["pay_delay_days"]) if row["pay_delay_days"] else None,
        "currency": row["currency"] or None,
    }
