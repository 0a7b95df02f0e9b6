"""One call of a command: the desk, the arguments, and what all commands share."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tracker import quickadd
from tracker.cli import ways
from tracker.cli.figures import written
from tracker.cli.out import Out
from tracker.desk.session import Desk
from tracker.domain import Column, ExchangeRate, Kind, Record, columns, to_stored
from tracker.errors import Ambiguous, InputError, NewName, NotFound
from tracker.later import Later
from tracker.names import matches, nearest, taken_for
from tracker.say import Many, Said, Word, joined, told
from tracker.store.results import Operation
from tracker.units import money_text
from tracker.views.text import _

if TYPE_CHECKING:
    from tracker.cli import ask, read
    from tracker.desk import entry, plausible, rates
    from tracker.desk.rates import Missing
else:
    ask, read = Later("tracker.cli.ask"), Later("tracker.cli.read")
    entry, rates = Later("tracker.desk.entry"), Later("tracker.desk.rates")
    plausible = Later("tracker.desk.plausible")

_DECLARING = frozenset(("platform", "project", "import"))
"""Commands that are there to bring new names: only one that may be a slip of the keys is asked about."""


@dataclass
class Call:
    desk: Desk
    args: argparse.Namespace
    out: Out
    read = read
    news: list[str] = field(default_factory=list)
    """What the ledger has not met before: told with the result."""
    said_new: bool = False
    """Whether a new name was agreed to: what is below it is new too."""
    asked: set[tuple[str, str]] = field(default_factory=set)
    """Values that were asked about."""

    # --- time ------------------------------------------------------------------------------------------

    @property
    def as_of(self) -> dt.date | None:
        """The day up to which facts count, if it is said."""
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

    def when(self, text: str, *, near: bool = False) -> dt.datetime | dt.date:
        """A day or an instant; with `near` a weekday that may be the last or the next one is a question."""
        return read.when(text, self.today(), self.desk.zone(), near=near)

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

    # --- questions -------------------------------------------------------------------------------------

    def can_ask(self) -> bool:
        """Is there somebody to ask, who reads what is printed?"""
        return ask.possible() and not self.out.as_json

    def pick(self, error: Ambiguous, *, yes: Said | str = "") -> int:
        """Which of the choices of a question; `yes` is one more, the last. If nobody can be asked, the error."""
        choices = [ways.say(name) for name in (*(name for name, _ in error.choices), yes) if name]
        if not choices or not self.can_ask():
            raise error
        return ask.pick(ways.say(error.message), choices)

    # --- names -----------------------------------------------------------------------------------------

    def platform(self, text: str) -> str:
        """The platform that is meant. One that the ledger has not met is taken as typed, and said to be new; in a
        ledger that has platforms it needs one more yes. Raises NewName, Ambiguous."""
        known = [p.platform for _, p in self.desk.platforms()]
        return self._named(None, text, known, {})

    def project(self, platform: str, text: str | None) -> str | None:
        """The project that is meant, as with `platform`; of a platform that is new itself, whatever is typed."""
        if text is None:
            return None
        known = {p.project: (p.alias or "",) for _, p in self.desk.projects(platform)}
        return self._named(platform, text, list(known), known)

    def known_project(self, platform: str, text: str) -> str:
        return entry.find_project(self.desk, platform, text)

    def _named(self, owner: str | None, text: str, known: Sequence[str], aliases: Mapping[str, tuple[str, ...]]) -> str:
        """One of the known platforms, or of the projects of its `owner`, or a new one."""
        found = sorted(matches(text, known, aliases=aliases))
        if len(found) > 1:
            one, other = "“{typed}” fits more than one platform.", "“{typed}” fits more than one project of {owner}."
            hint = Said("Write which: {names}.", names=Word(", ".join(found)))
            choices = tuple((name, "") for name in found)
            return found[
                self.pick(
                    Ambiguous(
                        other if owner else one, hint=hint, choices=choices, typed=Word(text), owner=Word(owner or "")
                    )
                )
            ]
        if found:
            return found[0]
        name = " ".join(text.split())
        if not name:
            raise InputError("Give the project a name." if owner else "Give the platform a name.")
        return self.new_name(owner, name, known)

    def new_name(self, owner: str | None, name: str, known: Sequence[str]) -> str:
        """A name that the ledger has not met, or the one that was meant: if there are platforms it is asked. `owner`:
        the platform of a project; None for a platform."""
        if quickadd.is_date(name):
            text = "“{name}” is a date and no project." if owner else "“{name}” is a date and no platform."
            raise InputError(text, hint="Give its name.", value=name, name=Word(name))
        close = tuple(dict.fromkeys((*nearest(name, known), *taken_for(name, known))))
        text = "{name} is a new project of {platform}." if owner else "{name} is a new platform."
        new = told(text, name=Word(name), platform=Word(owner or ""))
        near = Said("Did you mean {name}?", name=Many([Word(c) for c in close], " or ")) if close else None
        said = joined([new, near]) if near else new
        if self._takes_new() or (self.args.command in _DECLARING and not taken_for(name, known)):
            self.news.append(ways.say(said))
            return name
        error = NewName(said, hint="Add --new if it is meant.", choices=tuple((c, "") for c in close))
        at = self.pick(error, yes=Said("new: {place}", place=Word(name)))
        if at < len(close):
            return close[at]
        self.said_new = True
        self.news.append(ways.say(new))
        return name

    def _takes_new(self) -> bool:
        """Whether a new name needs no other yes: it was given, or there is nothing yet to mistake it for."""
        return self.said_new or bool(getattr(self.args, "new", False)) or not self.desk.platforms()

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
        units, said = self.amounts([amount], currency, self.theirs(platform))
        return units[0] or 0, said

    def amounts(
        self, texts: Sequence[str | None], currency: str | None, theirs: str | None
    ) -> tuple[list[int | None], str]:
        """Units of amounts that are in one currency, and that currency: what any of them or `currency` says, else
        the payer's, else the home currency. Raises InputError (`two_currencies`) where they say more than one."""
        home = self.desk.settings().home_currency
        said = read.maybe(lambda c: read.currency_beside(c, theirs, home), currency)
        found: list[int | None] = []
        for text in texts:
            typed = None if text is None else read.amount(f"{text} {said}" if said else text, theirs, home)
            said = typed.currency or said if typed else said
            found.append(typed.units if typed else None)
        return found, said or theirs or home

    def units_in(self, text: str | None, currency: str, what: Said) -> int | None:
        """Units of an amount that can only be in one currency, whether it says so or not."""
        if text is None:
            return None
        try:
            return read.units_in(text, currency)
        except InputError as error:
            if error.code != "two_currencies":
                raise
            raise InputError(
                "{what} is in {currency}, and “{typed}” is not.",
                code=error.code,
                value=text,
                what=what,
                currency=Word(currency),
                typed=Word(text),
            ) from None

    def pays_in(self, platform: str | None, project: str | None = None) -> str:
        """The currency of a project, else of its platform, else the home currency."""
        return self.theirs(platform, project) or self.desk.settings().home_currency

    def theirs(self, platform: str | None, project: str | None = None) -> str | None:
        """The currency that a project, else its platform, is known to pay in."""
        of_project = next((p.currency for _, p in self.desk.projects(platform or "") if p.project == project), None)
        of_platform = next((p.currency for _, p in self.desk.platforms() if p.platform == platform), None)
        return of_project or of_platform

    def _rate_of(self, record: Record, text: str) -> Record:
        """The exchange rate that is said of money, whatever a table says. Raises InputError where it is home money."""
        home, currency = self.desk.settings().home_currency, str(getattr(record, "currency", ""))
        day = next(d for c in plausible.FACT_DAYS if (d := getattr(record, c, None)) is not None)
        if currency == home:
            raise InputError(
                "The money is in {home} itself, so it has no rate.", hint="Leave --rate out.", home=Word(home)
            )
        value = read.exchange(text, home)
        self.news.append(_("1 {currency} is {value} {home} on {day}.").format(**_rate(currency, value, home, day)))
        return ExchangeRate(on=day, currency=currency, in_home_currency=value)

    def missing_rate(self, records: Sequence[Record]) -> list[Record]:
        """The exchange rate that money needs and nobody knows: asked for, else it is told."""
        missing = next((m for r in records if (m := rates.missing_for(self.desk, r))), None)
        if missing is None:
            return []
        if self.can_ask() and (rate := self._ask_rate(missing)):
            return [missing.said(read.exchange(rate, missing.home))]
        self.news.append(
            _(
                "No exchange rate of {currency} is known, so sums in {home} leave this out. "
                "Set one: tracker rate {currency} VALUE --on {day}"
            ).format(currency=missing.currency, home=missing.home, day=missing.day)
        )
        return []

    def _ask_rate(self, missing: Missing) -> str:
        """The one number that is missing; empty if it is not known yet."""

        def readable(text: str) -> str:
            if text != "-":
                read.exchange(text, missing.home)
            return text

        text = _("1 {currency} in {home} on {day} (- if you do not know)")
        question = text.format(currency=missing.currency, home=missing.home, day=missing.day)
        said = ask.value(question, "", readable)
        return "" if said == "-" else said

    # --- columns ---------------------------------------------------------------------------------------

    def rest(self) -> dict[str, Any]:
        """Values of the options that stand for a column and nothing else: see `parsing.Of.rest`."""
        given = ((c, getattr(self.args, c.name)) for c in self.args.rest)
        return {c.name: self.value(c, text) for c, text in given if text is not None}

    def value(self, column: Column, text: str | int) -> Any:
        """What is typed for a column; amounts are in the home currency."""
        said = str(text)
        match column.kind:
            case Kind.CURRENCY:
                return read.currency(said)
            case Kind.MONEY:
                return self.units_in(said, self.desk.settings().home_currency, Said("What you save and live on"))
            case Kind.NUMBER if column.name.endswith("_percent"):
                return read.percent(said)
            case Kind.NUMBER if column.name.endswith("_hours"):
                return read.hours(said)
            case Kind.NUMBER:
                return read.decimal(said)
            case Kind.ZONE:
                return read.zone(said)
            case Kind.DAY:
                return self.day(said)
            case Kind.INSTANT:
                return self.instant(said)
            case Kind.MINUTES:
                return read.seconds(said)
            case Kind.YESNO:
                return read.yesno(said)
            case _:
                return text

    # --- writing ---------------------------------------------------------------------------------------

    def add(self, record: Record, sentence: Said | str, *, rate: str | None = None) -> None:
        """Store one record and say so, and that it is not there yet where it is in the future. `rate` is what one
        unit of its currency is worth at home on that day."""
        on = plausible.fact_day(record)
        if on is not None and (ahead := plausible.ahead(on[1], self.today())):
            self.news.append(ways.say(ahead))
        records = [record, *(self.missing_rate([record]) if rate is None else [self._rate_of(record, rate)])]
        operation = entry.add(self.desk, records, kind=self.args.command, summary=str(sentence))
        self.tell("Noted: {what}.", sentence, record, (), operation)

    def say_and_add(self, record: quickadd.Loggable, *, rate: str | None = None) -> None:
        """Store a record that a line can mean too, and say it as one."""
        self.add(record, entry.sentence(self.desk, record), rate=rate)

    def tell(
        self,
        text: str,
        sentence: Said | str,
        record: Record,
        news: Sequence[Said | str],
        operation: Operation | None,
        *,
        log: tuple[str, Sequence[Record]] | None = None,
    ) -> None:
        """What was understood, what is new, and the number to undo it by. `text`: how `{what}` is said. `log`: of a
        line of words the line that means the same on any day, and all its records."""
        new = [*self.news, *map(ways.say, news)]
        data = {
            "operation": operation.id if operation else None,
            "understood": sentence,
            "new": new,
            "table": record.TABLE,
            "record": record_json(record),
            **({"records": [record_json(r) for r in log[1]], "line": log[0]} if log is not None else {}),
        }
        done = _(text).format(what=ways.say(sentence)) + ways.undo(operation)
        self.out.done(data, "\n".join([done, *new]))

    def changed(self, operation: Operation | None, data: dict[str, Any], text: str) -> None:
        """The result of a change that may have been none."""
        new = {"new": self.news} if self.news else {}
        said = [text + ways.undo(operation) if operation else _("Nothing to change."), *self.news]
        self.out.done({"operation": operation.id if operation else None, **new, **data}, "\n".join(said))

    def rename(self, table: str, found: Sequence[tuple[int, Record]], old: str, new: str) -> None:
        if not found:
            text = "There is no platform called {old}." if table == "platforms" else "There is no project called {old}."
            raise NotFound(text, old=Word(old))
        operation = entry.rename(self.desk, table, found[0][0], new)
        self.changed(operation, {"name": new}, _("{old} is called {new} now.").format(old=old, new=new))


def _rate(currency: str, value: Decimal, home: str, day: dt.date) -> dict[str, str]:
    """What is in a sentence on a rate."""
    return {"currency": currency, "value": written(str(value), ways.locale()), "home": home, "day": day.isoformat()}


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
