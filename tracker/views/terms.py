"""New terms of a project whose work is logged: the question, and what either answer changes."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.analysis.results.terms import Effect, TermsQuestion
from tracker.views.numbers import Reader
from tracker.views.text import _, ngettext


@dataclass(frozen=True, slots=True)
class TermsView:
    """`always`, `since`: what each answer changes; `since` is empty if only the other answer is possible, and
    `instead` says then what else there is."""

    question: str
    always: str
    since: str
    since_button: str
    instead: str


def terms(asked: TermsQuestion, reader: Reader) -> TermsView:
    """The question about one project, or about a platform whose projects name no currency."""
    day = reader.day(asked.day)
    instead = (
        _("For work that goes on in the old currency, give its projects that currency first.")
        if asked.of_platform
        else _("If they hold from a day on, make another project for the new terms.")
    )
    return TermsView(
        question=_("Work is logged already, and this would change what it earns. Was it always so?")
        if asked.since is None
        else _("Work is logged already. Was this rate always so, or does it hold from a day on?"),
        always=_("If it was always so: {changes}").format(changes=changes(asked.always, reader)),
        since=""
        if asked.since is None
        else _("If it holds from {day} on: {changes}").format(day=day, changes=changes(asked.since, reader)),
        since_button=_("It holds from {day} on").format(day=day),
        instead="" if asked.since is not None else instead,
    )


def changes(e: Effect, reader: Reader) -> str:
    """How many hours and how much money an answer changes."""
    if not e.sessions:
        return _("nothing that is logged earns anything else.")
    hours = ngettext("{hours} in {n} session", "{hours} in {n} sessions", e.sessions).format(
        hours=reader.hours(e.seconds / 3600), n=reader.number(e.sessions)
    )
    if not e.before:
        return _("{hours} earn {after}; what they are paid is not known so far.").format(
            hours=hours, after=_sums(e.after, reader)
        )
    if not e.after:
        return _("what {hours} are paid is not known then; so far it is {before}.").format(
            hours=hours, before=_sums(e.before, reader)
        )
    return _("{hours} earn {after} instead of {before}.").format(
        hours=hours, after=_sums(e.after, reader), before=_sums(e.before, reader)
    )


def _sums(sums: dict[str, int], reader: Reader) -> str:
    return _(" and ").join(reader.money(units, currency) for currency, units in sums.items())
