"""What is known of platforms and projects, and the settings: set, platform, project."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tracker import quickadd
from tracker.cli import pay_terms, terms
from tracker.cli.call import Call
from tracker.cli.out import listed, wrap
from tracker.desk import entry
from tracker.domain import Kind, PayModel, Platform, Project, Settings, to_stored
from tracker.domain import columns as table_columns
from tracker.errors import InputError, NotFound
from tracker.names import near, taken_for
from tracker.say import Said, Word
from tracker.settings import SETTINGS
from tracker.units import money_text
from tracker.views.text import _
from tracker.words import per_hour, split_listed


def set_(call: Call) -> None:
    """Show settings, or change one."""
    args, settings = call.args, call.desk.settings()
    if args.key is None:
        data = _json(settings)
        rows = [[s.column.name, str(data[s.column.name] or s.default or "-"), _(s.column.help)] for s in SETTINGS]
        call.out.answer({"settings": data}, "\n".join(listed(rows)))
        return
    column = next((c for c in table_columns(Settings) if c.name == args.key), None)
    if column is None:
        names = [s.column.name for s in SETTINGS]
        raise NotFound(
            "There is no setting {key}.",
            hint=near(args.key, names) or Said("There is {names}.", names=Word(", ".join(names))),
            key=Word(args.key),
        )
    if not args.value:
        call.out.answer({args.key: _json(settings)[args.key]}, _is_set(_("{key} is {value}"), settings, args.key))
        return
    typed = " ".join(args.value)
    value: Any = None if typed.lower() in ("none", "-") else call.value(column, typed)
    changed = replace(settings, **{args.key: value})
    operation = entry.save_settings(call.desk, changed)
    text = _is_set(_("{key} is {value} now."), changed, args.key)
    call.changed(operation, {"settings": _json(changed)}, text)


def _is_set(text: str, settings: Settings, key: str) -> str:
    return text.format(key=key, value=_json(settings)[key] or _("not set"))


def _json(record: Settings | Platform | Project) -> dict[str, Any]:
    """A record as JSON, money as decimal text."""
    stored = to_stored(record)
    for c in table_columns(type(record)):
        value = stored[c.name]
        if value is not None and c.kind is Kind.MONEY:
            stored[c.name] = money_text(int(value))
        elif value is not None and c.kind is Kind.YESNO:
            stored[c.name] = "yes" if value else "no"
    return dict(stored)


def platform(call: Call) -> None:
    args = call.args
    name = call.exact_platform(args.platform)
    known = call.desk.platforms()
    name = _meant(call, None, name, [p.platform for _, p in known])
    found = [(n, p) for n, p in known if p.platform == name]
    values = _platform_values(call, name, found[0][1] if found else None)
    if args.rename:
        call.rename("platforms", found, name, args.rename)
        return
    _save(call, found, found[0][1] if found else Platform(platform=name), values, name)
    if not found:
        pay_terms.offer(call, name)


def _meant(call: Call, owner: str | None, name: str, known: list[str]) -> str:
    """The name, or one that is there: a new one that is almost one of them, or the beginning of one, is asked about."""
    return (
        call.new_name(owner, name, known)
        if name not in known and (taken_for(name, known) or quickadd.is_date(name))
        else name
    )


def _platform_values(call: Call, name: str, there: Platform | None) -> dict[str, Any]:
    args, read = call.args, call.read
    typed = [args.threshold, args.floor and per_hour(args.floor)]
    (threshold, floor), currency = _in_its_currency(call, typed, there.currency if there else None, None, name)
    cycle, _, ends = (args.cycle or "").partition(":")
    values: dict[str, Any] = dict(entry.preset(name)) if args.preset else {}
    if args.cycle:
        values |= {"pay_cycle": cycle.lower().replace("-", ""), "pay_cycle_ends": ends.lower() or None}
    values |= {
        k: v
        for k, v in {
            "currency": currency,
            "pay_cycle_zone": read.maybe(read.zone, args.cycle_zone),
            "pay_delay_days": args.delay,
            "payout_threshold": threshold,
            "fee_percent": read.maybe(read.percent, args.fee),
            "floor_rate": floor,
            **call.rest(),
        }.items()
        if v is not None
    }
    return values


def _in_its_currency(
    call: Call, texts: list[str | None], own: str | None, above: str | None, name: str
) -> tuple[list[int | None], str | None]:
    """Amounts of a platform or project, and the currency to put in place (None: as it is). They are in the one that
    is said with them; else in its own, else in the one from above (of its platform)."""
    said = call.args.currency
    units, currency = call.amounts(texts, said, own or above)
    if said is None and own is not None and currency != own:
        raise InputError(
            "{name} pays in {own}, and this is in {currency}.",
            hint="Add --currency {currency} if it pays in that.",
            code="two_currencies",
            name=Word(name),
            own=Word(own),
            currency=Word(currency),
        )
    usual = own or above or call.desk.settings().home_currency
    return units, currency if said is not None or currency != usual else None


def project(call: Call) -> None:
    args = call.args
    owner = call.platform(args.platform)
    name = call.exact_project(owner, args.project)
    known = call.desk.projects(owner)
    name = _meant(call, owner, name, [p.project for _, p in known])
    found = [(n, p) for n, p in known if p.project == name]
    if args.rename:
        call.rename("projects", found, name, args.rename)
        return
    record = found[0][1] if found else Project(platform=owner, project=name)
    _save(call, found, record, _project_values(call, record), f"{owner} / {name}")


def _project_values(call: Call, record: Project) -> dict[str, Any]:
    args, read, owner = call.args, call.read, record.platform
    (low, high, agreed_rate), currency = _project_money(call, record)
    values = {
        "pay_model": args.model,
        "advertised_low": low,
        "advertised_high": high,
        "agreed_rate": agreed_rate,
        "currency": currency,
        "promised_weekly_hours": read.maybe(read.hours, args.hours),
        "promised_until": read.maybe(call.day_ahead, args.until),
        "successor_of": call.known_project(owner, args.successor_of) if args.successor_of else None,
        **call.rest(),
    }
    return {k: v for k, v in values.items() if v is not None}


def _project_money(call: Call, record: Project) -> tuple[list[int | None], str | None]:
    """Both figures of the listing and the agreed one; `/h` may be behind those of a project paid by the hour."""
    args = call.args
    hourly = (args.model or record.pay_model or PayModel.HOURLY) == PayModel.HOURLY
    listing = split_listed(args.advertised, hourly=hourly) if args.advertised else (None, None)
    agreed = per_hour(args.agreed) if args.agreed and hourly else args.agreed
    name = f"{record.platform} / {record.project}"
    units, currency = _in_its_currency(call, [*listing, agreed], record.currency, call.theirs(record.platform), name)
    if units[0] is not None and units[1] is not None and units[1] < units[0]:
        raise InputError("The upper figure is below the lower one.", hint="Such as --advertised 30-45.")
    return units, currency


def _save(call: Call, found: list[Any], record: Any, values: dict[str, Any], name: str) -> None:
    """Store a platform or project with its new values, or show it if there are none."""
    changed = replace(record, **values)
    data = _json(changed)
    if found and not values:
        shown = [[k, str(v)] for k, v in data.items() if v is not None]
        call.out.answer({record.TABLE[:-1]: data}, "\n".join(listed(shown)))
        return
    if changed.TABLE == "platforms" and changed.pay_cycle == "weekly" and not changed.pay_cycle_ends:
        raise InputError("A weekly cycle ends on a weekday.", hint="Such as --cycle weekly:fri.")
    if changed.TABLE == "platforms" and changed.pay_cycle_ends and changed.pay_cycle not in ("weekly", "biweekly"):
        raise InputError(
            "A {pay_cycle} cycle has fixed ends.",
            hint="Give only --cycle {pay_cycle}.",
            pay_cycle=Word(changed.pay_cycle),
        )
    operation = terms.save(call, changed)
    data = _json(_stored(call, changed))
    text = _("{name} is changed.") if found else _("{name} is added.")
    call.changed(operation, {record.TABLE[:-1]: data}, text.format(name=name))
    if operation and values and not call.out.as_json and not call.out.quiet:
        call.out.plain("\n".join(listed(_as_read(call, changed, values))))
    if changed.TABLE == "platforms" and call.args.preset and not call.out.as_json and not call.out.quiet:
        call.out.plain(_presets(entry.preset(changed.platform)))


def _as_read(call: Call, record: Platform | Project, values: dict[str, Any]) -> list[list[str]]:
    """What was typed as it was understood: an amount with its currency, a day as a date. Who meant it otherwise sees
    it here, not in a report."""
    data, project = _json(record), getattr(record, "project", None)
    currency = record.currency or call.theirs(record.platform, project) or call.desk.settings().home_currency
    money = {c.name for c in table_columns(type(record)) if c.kind is Kind.MONEY}
    return [[k, f"{data[k]} {currency}" if k in money else str(data[k])] for k in values if data[k] is not None]


def _stored(call: Call, record: Platform | Project) -> Platform | Project:
    """What is stored of it: a rate that holds from a day on is noted as a change, and the agreed one stays."""
    if isinstance(record, Platform):
        return next(p for _, p in call.desk.platforms() if p.platform == record.platform)
    return next(p for _, p in call.desk.projects(record.platform) if p.project == record.project)


def _presets(values: dict[str, Any]) -> str:
    """What a preset put in place, to be checked."""
    title = {c.name: _(c.title) for c in table_columns(Platform)}
    said = ", ".join(f"{title[k]} {v}" for k, v in values.items() if v is not None)
    return wrap(_("Taken from what is known of it: {what}. Check it against your contract.").format(what=said))
