"""New terms of a project whose work is logged: were they always so, or do they hold from a day on?

A rate, a way of paying or a currency that is typed later would else change in silence what hours have earned that
were logged under the old one. Nothing is stored until it is said; the question tells what either answer changes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tracker.desk import plausible
from tracker.domain import Event, PayModel, Platform, Project, ProjectEvent, Record, WorkSession
from tracker.errors import ChangedTerms, InputError
from tracker.say import Act, Count, Many, Said, told
from tracker.units import Money

if TYPE_CHECKING:
    from tracker.analysis.results.terms import Effect, TermsQuestion
    from tracker.desk.session import Desk
    from tracker.frames import LedgerFrames
    from tracker.store import Operation

ALWAYS: Final = "always"
Since = dt.date | str
"""From when on: a day, or ALWAYS."""
Edit = tuple[str, int | None, Record | None]
BY_RATE = (PayModel.HOURLY, PayModel.PER_TASK)


def question(desk: Desk, record: Project | Platform, day: dt.date | None = None) -> TermsQuestion | None:
    """Whether work is logged that these terms would change; `day`: from which on they might hold (today)."""
    match record:
        case Project():
            return _of_project(desk, record, day or desk.today())
        case Platform():
            return _of_platform(desk, record, day or desk.today())


def _of_project(desk: Desk, new: Project, day: dt.date) -> TermsQuestion | None:
    stored = desk.rows(Project, platform=new.platform, project=new.project)
    if not stored:
        return None
    row, old = stored[0]
    what = _differing(desk, old, new)
    if not what or not desk.rows(WorkSession, platform=new.platform, project=new.project):
        return None
    from tracker.analysis.projects.new_terms import of_projects
    from tracker.analysis.results.terms import TermsQuestion

    frames = of_projects(desk.frames(), [(new.platform, new.project)])
    always = _effect(desk, frames, [("projects", row, new), *_started(desk, old, new)])
    if not always.sessions and not ("agreed_rate" in what and (new.pay_model or PayModel.HOURLY) in BY_RATE):
        return None
    dated = _dated(desk, old, new, day) if what == ("agreed_rate",) and new.agreed_rate is not None else None
    since = None if dated is None else _effect(desk, frames, [("projects", row, old), dated])
    return TermsQuestion(f"{new.platform} / {new.project}", what, always, since, day)


def _of_platform(desk: Desk, new: Platform, day: dt.date) -> TermsQuestion | None:
    """The currency of a platform is that of all its projects that name none."""
    stored = desk.rows(Platform, platform=new.platform)
    home = desk.settings().home_currency
    if not stored or (stored[0][1].currency or home) == (new.currency or home):
        return None
    from tracker.analysis.projects.new_terms import of_projects
    from tracker.analysis.results.terms import TermsQuestion

    names = [(p.platform, p.project) for _, p in desk.projects(new.platform) if p.currency is None]
    frames = of_projects(desk.frames(), [*names, (new.platform, "")])
    always = _effect(desk, frames, [("platforms", stored[0][0], new)])
    return TermsQuestion(new.platform, ("currency",), always, None, day, of_platform=True) if always.sessions else None


def add(desk: Desk, record: Project | Platform) -> Operation:
    """Add a project or platform. Raises Refused where one is called so already, but for case, accents and blanks."""
    from tracker.desk import entry

    entry.check_free(desk, record)
    _cycle(record)
    return entry.add(desk, [record])


def _cycle(record: Project | Platform) -> None:
    if isinstance(record, Platform):
        plausible.check_cycle(record)


def save(
    desk: Desk, record: Project | Platform, since: Since | None = None, *, name: str | None = None
) -> Operation | None:
    """Add a project or platform, or put it in the place of the one of its name.

    `since`: from when on new terms hold; ALWAYS changes what logged hours earn, a day is noted as a change of the
    rate. `name`: what it is called from now on, wherever it is named. Raises ChangedTerms where work is logged that
    they would change and nothing is said; InputError where a day is said for what has none; Refused where the name is
    taken.
    """
    from tracker.desk import entry

    _cycle(record)
    asked = question(desk, record, since if isinstance(since, dt.date) else None)
    if asked is not None and since is None:
        raise ChangedTerms(said(asked), hint=hint(asked), choices=tuple(answers(asked)))
    stored = desk.rows(type(record), **{c: getattr(record, c) for c in entry.NAMED[type(record)]})
    if not stored:
        return entry.save_named(desk, record)
    row, old = stored[0]
    if isinstance(old, Platform) and asked is not None and since != ALWAYS:
        raise _no_day()
    *beside, last = _edits(desk, row, old, record, since)
    if name is not None and last[2] is not None and name != getattr(old, entry.NAMED[type(record)][-1]):
        last = (last[0], row, entry.renamed(desk, row, last[2], name))
    return entry.change(desk, [*beside, last])


def _edits(desk: Desk, row: int, old: Record, record: Project | Platform, since: Since | None) -> list[Edit]:
    """What is written, the record itself last: what is beside it goes by its old name."""
    if since is None or not isinstance(record, Project) or not isinstance(old, Project):
        return [(record.TABLE, row, record)]
    what = _differing(desk, old, record)
    if isinstance(since, dt.date) and what:
        if what != ("agreed_rate",) or record.agreed_rate is None:
            raise _no_day()
        kept = replace(record, agreed_rate=old.agreed_rate)
        return [_dated(desk, old, record, since), ("projects", row, kept)]
    return [*_started(desk, old, record), ("projects", row, record)]


def _no_day() -> InputError:
    text = "Only a new rate holds from a day on; how a project pays and its currency hold for all its work."
    return InputError(text, hint=Act.NEW_PROJECT, code="terms_without_day")


# --- what differs, and what it changes --------------------------------------------------------------------


def _differing(desk: Desk, old: Project, new: Project) -> tuple[str, ...]:
    pays = next((p.currency for _, p in desk.platforms() if p.platform == old.platform), None)
    usual = pays or desk.settings().home_currency
    pairs = {
        "agreed_rate": (old.agreed_rate, new.agreed_rate),
        "pay_model": (old.pay_model or PayModel.HOURLY, new.pay_model or PayModel.HOURLY),
        "currency": (old.currency or usual, new.currency or usual),
    }
    return tuple(name for name, (before, after) in pairs.items() if before != after)


def _started(desk: Desk, old: Project, new: Project) -> Iterator[Edit]:
    """A rate noted with the start says the same as the agreed one: if that was always another, so was it."""
    if new.agreed_rate is None or new.agreed_rate == old.agreed_rate:
        return
    for row, event in _events(desk, old, Event.STARTED):
        if event.rate is not None and event.rate != new.agreed_rate:
            yield "project_events", row, replace(event, rate=new.agreed_rate)


def _dated(desk: Desk, old: Project, new: Project, day: dt.date) -> Edit:
    """A change of the rate on a day; one that is noted on that day already says the new one."""
    for row, event in _events(desk, old, Event.RATE_CHANGED):
        if event.happened_at == day:
            return "project_events", row, replace(event, rate=new.agreed_rate)
    event = ProjectEvent(
        platform=old.platform, project=old.project, event=Event.RATE_CHANGED.value, happened_at=day,
        rate=new.agreed_rate,
    )  # fmt: skip
    return "project_events", None, event


def _events(desk: Desk, of: Project, kind: Event) -> list[tuple[int, ProjectEvent]]:
    return desk.rows(ProjectEvent, platform=of.platform, project=of.project, event=kind.value)


def _effect(desk: Desk, frames: LedgerFrames, edits: Sequence[Edit]) -> Effect:
    from tracker.analysis.projects.new_terms import effect, with_record

    after = frames
    for _, row, record in edits:
        assert isinstance(record, Platform | Project | ProjectEvent)
        after = with_record(after, record, row)
    return effect(frames, after, desk.today())


# --- in words ---------------------------------------------------------------------------------------------

COLUMNS = {"agreed_rate": "rate", "pay_model": "way of paying", "currency": "currency"}


def said(asked: TermsQuestion) -> Said:
    """The question."""
    what = Many([Said(COLUMNS[c]) for c in asked.what], " and ")
    if asked.since is None:
        return Said("Work is logged on {name}: was this {what} always so?", name=asked.name, what=what)
    text = "Work is logged on {name}: was this {what} always so, or does it hold from a day on?"
    return Said(text, name=asked.name, what=what)


def answers(asked: TermsQuestion) -> Iterator[tuple[Said, str]]:
    """Each answer with what it changes, and from when on it says that the terms hold."""
    yield Said("always: {changes}", changes=changes(asked.always)), ALWAYS
    if asked.since is not None:
        yield Said("from {day} on: {changes}", day=asked.day, changes=changes(asked.since)), str(asked.day)


def hint(asked: TermsQuestion) -> Said:
    """Both answers in one sentence, for whom nobody can ask."""
    always = Said("{since} ({what})", since=Act.SINCE_ALWAYS, what=changes(asked.always))
    if asked.since is not None:
        dated = Said("{since} ({what})", since=Act.SINCE_DAY, day=asked.day, what=changes(asked.since))
        return Said("Choose {always} or {dated}; another day will do too.", always=always, dated=dated)
    if asked.of_platform:
        return Said("Choose {always}, or give the projects that keep the old currency that one first.", always=always)
    return Said("Choose {always}, or make another project for the new terms.", always=always)


def changes(e: Effect) -> Said:
    """How many hours and how much money an answer changes."""
    if not e.sessions:
        return Said("nothing that is logged earns anything else")
    counted = "{hours} h in {n} session" if e.sessions == 1 else "{hours} h in {n} sessions"
    hours = Said(counted, hours=Count(e.seconds / 3600, 1), n=e.sessions)
    text = "{hours} earn {after} instead of {before}"
    if not e.before:
        text = "{hours} earn {after}, their pay is unknown so far"
    elif not e.after:
        text = "the pay of {hours} is unknown then, {before} so far"
    return told(text, hours=hours, after=_money(e.after), before=_money(e.before))


def _money(sums: dict[str, int]) -> Many:
    return Many([Money(units, currency) for currency, units in sums.items()], " and ")
