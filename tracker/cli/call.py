"""One call of a command: the desk, the arguments, and what all commands share."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tracker.cli import read
from tracker.cli.out import Out
from tracker.desk.desk import Desk
from tracker.domain import Kind, Record, columns, to_stored
from tracker.errors import Ambiguous, InputError, NotFound
from tracker.names import matches, near
from tracker.units import money_text

if TYPE_CHECKING:
    from tracker.desk.results import Operation

_FACT_DAYS = ("received_on", "spent_on", "moved_on", "earned_from")
"""Columns of a day on which something happened: what lies in the future does not count yet."""


@dataclass
class Call:
    desk: Desk
    args: argparse.Namespace
    out: Out
    read = read
    news: list[str] = field(default_factory=list)
    """What the ledger has not met before: said with the result."""
    asked: set[tuple[str, str]] = field(default_factory=set)
    """Values that were asked about."""

    # --- time ------------------------------------------------------------------------------------------

    @property
    def as_of(self) -> dt.date | None:
        """The day up to which facts count, where it is said."""
        return None if self.args.as_of is None else read.day(self.args.as_of, self.desk.today())

    def today(self) -> dt.date:
        return self.as_of or self.desk.today()

    def now(self) -> dt.datetime:
        """The present instant; with --as-of the same time of that day."""
        local = self.desk.now().astimezone(self.desk.zone())
        if self.as_of is None or self.as_of == local.date():
            return self.desk.now()
        moved = dt.datetime.combine(self.as_of, local.time(), self.desk.zone())
        return moved.astimezone(dt.UTC)

    def day(self, text: str) -> dt.date:
        return read.day(text, self.today())

    def day_ahead(self, text: str, after: dt.date | None = None) -> dt.date:
        """A day that is planned: what names no year is the first such day on or after `after` (today)."""
        return read.day(text, self.today(), ahead=after or self.today())

    def when(self, text: str) -> dt.datetime | dt.date:
        return read.when(text, self.today(), self.desk.zone())

    def instant(self, text: str) -> dt.datetime:
        """An instant; a day alone is that day's noon."""
        value = self.when(text)
        if isinstance(value, dt.datetime):
            return value
        return dt.datetime.combine(value, dt.time(12), self.desk.zone()).astimezone(dt.UTC)

    def say_when(self, value: dt.datetime | dt.date) -> str:
        if isinstance(value, dt.datetime):
            return value.astimezone(self.desk.zone()).strftime("%Y-%m-%d %H:%M")
        return value.isoformat()

    # --- names -----------------------------------------------------------------------------------------

    def platform(self, text: str) -> str:
        """The platform that is meant; one that the ledger has not met is taken as typed, and said to be new."""
        known = [p.platform for _, p in self.desk.platforms()]
        return self._named("platform", text, known, {})

    def project(self, platform: str, text: str | None) -> str | None:
        """The project that is meant, as with `platform`."""
        if text is None:
            return None
        known = {p.project: (p.alias or "",) for _, p in self.desk.projects(platform)}
        return self._named(f"project of {platform}", text, list(known), known)

    def known_project(self, platform: str, text: str) -> str:
        return self.desk.find_project(platform, text)

    def _named(self, what: str, text: str, known: Sequence[str], aliases: Mapping[str, tuple[str, ...]]) -> str:
        found = matches(text, known, aliases=aliases)
        if len(found) > 1:
            raise Ambiguous(f"“{text}” fits more than one {what}.", hint=f"Say which: {', '.join(sorted(found))}.")
        if found:
            return found[0]
        name = " ".join(text.split())
        if not name:
            raise InputError(f"A {what} has a name.")
        self.news.append(f"{name} is a new {what}. {near(name, known)}".strip())
        return name

    def exact_platform(self, text: str) -> str:
        """The platform of exactly this name, but for case; else a new one."""
        return _exact(text, [p.platform for _, p in self.desk.platforms()])

    def exact_project(self, platform: str, text: str) -> str:
        """The project of exactly this name or alias, but for case; else a new one."""
        known = [p for _, p in self.desk.projects(platform)]
        name = _exact(text, [p.project for p in known])
        aliases = {p.alias.casefold(): p.project for p in known if p.alias}
        return name if any(p.project == name for p in known) else aliases.get(name.casefold(), name)

    # --- money -----------------------------------------------------------------------------------------

    def money(self, amount: str, currency: str | None, platform: str | None) -> tuple[int, str]:
        """Units and currency: what is said, else the platform's, else the home currency."""
        from tracker.words import currency_hint

        said = read.currency(currency) if currency else currency_hint(amount)
        if said is None and platform is not None:
            said = next((p.currency for _, p in self.desk.platforms() if p.platform == platform), None)
        return read.units(amount), said or self.desk.settings().home_currency

    # --- writing ---------------------------------------------------------------------------------------

    def add(self, record: Record, sentence: str) -> None:
        """Store one record and say so, and that it is not there yet where it lies in the future."""
        on = next((d for c in _FACT_DAYS if (d := getattr(record, c, None)) is not None), None)
        if on is not None and on > self.today():
            self.news.append(f"{on} lies in the future: it counts from then on.")
        operation = self.desk.add_many([record], kind=self.args.command, summary=sentence)
        self.tell("Noted", sentence, record, (), operation)

    def tell(
        self,
        word: str,
        sentence: str,
        record: Record,
        news: Sequence[str],
        operation: Operation | None,
        *,
        line: str | None = None,
    ) -> None:
        """What was understood, what is new, and the number to undo it by; `line` means the same on any day."""
        new = [*self.news, *news]
        data = {
            "operation": operation.id if operation else None,
            "understood": sentence,
            "new": new,
            "table": record.TABLE,
            "record": record_json(record),
            **({"line": line} if line is not None else {}),
        }
        undo = f" (undo: tracker undo {operation.id})" if operation else ""
        self.out.done(data, "\n".join([f"{word}: {sentence}.{undo}", *new]))

    def changed(self, operation: Operation | None, data: dict[str, Any], text: str) -> None:
        """The result of a change that may have been none."""
        new = {"new": self.news} if self.news else {}
        undo = f" (undo: tracker undo {operation.id})" if operation else ""
        said = [f"{text}{undo}" if operation else "Nothing to change.", *self.news]
        self.out.done({"operation": operation.id if operation else None, **new, **data}, "\n".join(said))

    def rename(self, table: str, found: Sequence[tuple[int, Record]], old: str, new: str) -> None:
        if not found:
            raise NotFound(f"There is no {table[:-1]} called {old}.")
        operation = self.desk.rename(table, found[0][0], new)
        self.changed(operation, {"name": new}, f"{old} is called {new} now.")


def _exact(text: str, known: Sequence[str]) -> str:
    name = " ".join(text.split())
    return next((k for k in known if k.casefold() == name.casefold()), name)


def record_json(record: Record) -> dict[str, Any]:
    """A record as JSON: money as decimal text, minutes as numbers, the rest as the archive has it."""
    stored: dict[str, Any] = dict(to_stored(record))
    for c in columns(type(record)):
        value = stored[c.name]
        if value is None:
            continue
        if c.kind is Kind.MONEY:
            stored[c.name] = money_text(value)
        elif c.kind is Kind.MINUTES:
            stored[c.name] = round(value / 60, 4)
        elif c.kind is Kind.YESNO:
            stored[c.name] = "yes" if value else "no"
    return stored
