"""What is known of platforms and projects, and the settings: set, platform, project."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tracker.cli import terms
from tracker.cli.call import Call
from tracker.cli.out import listed, wrap
from tracker.cli.read import yesno
from tracker.domain import Kind, Platform, Project, Settings, to_stored
from tracker.domain import columns as table_columns
from tracker.errors import InputError, NotFound
from tracker.names import near
from tracker.settings import SETTINGS
from tracker.units import money_text


def set_(call: Call) -> None:
    """Show settings, or change one."""
    args, settings = call.args, call.desk.settings()
    if args.key is None:
        data = _json(settings)
        rows = [[s.column.name, str(data[s.column.name] or s.default or "-"), s.column.help] for s in SETTINGS]
        call.out.answer({"settings": data}, "\n".join(listed(rows)))
        return
    column = next((c for c in table_columns(Settings) if c.name == args.key), None)
    if column is None:
        names = [s.column.name for s in SETTINGS]
        raise NotFound(
            f"There is no setting {args.key}.", hint=near(args.key, names) or f"There is {', '.join(names)}."
        )
    if not args.value:
        call.out.answer(
            {args.key: _json(settings)[args.key]}, f"{args.key} is {_json(settings)[args.key] or 'not set'}"
        )
        return
    changed = replace(settings, **{args.key: _value(call, column.kind, " ".join(args.value))})
    operation = call.desk.save_settings(changed)
    call.changed(operation, {"settings": _json(changed)}, f"{args.key} is {_json(changed)[args.key] or 'not set'} now.")


def _value(call: Call, kind: Kind, text: str) -> Any:
    if text.lower() in ("none", "-"):
        return None
    match kind:
        case Kind.CURRENCY:
            return call.read.currency(text)
        case Kind.MONEY:
            return call.read.units(text)
        case Kind.NUMBER:
            return call.read.decimal(text)
        case Kind.ZONE:
            return call.read.zone(text)
        case _:
            return text


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
    found = [(n, p) for n, p in known if p.platform == name]
    _like(call, name, [p.platform for _, p in known])
    values = _platform_values(call, name)
    if args.rename:
        call.rename("platforms", found, name, args.rename)
        return
    _save(call, found, found[0][1] if found else Platform(platform=name), values, name)


def _like(call: Call, name: str, known: list[str]) -> None:
    """A new name that is almost one that is there: say so."""
    if name not in known and (question := near(name, known)):
        call.news.append(question)


def _platform_values(call: Call, name: str) -> dict[str, Any]:
    args, read = call.args, call.read
    cycle, _, ends = (args.cycle or "").partition(":")
    values: dict[str, Any] = dict(call.desk.preset(name)) if args.preset else {}
    if args.cycle:
        values |= {"pay_cycle": cycle.lower(), "pay_cycle_ends": ends.lower() or None}
    values |= {
        k: v
        for k, v in {
            "currency": read.maybe(read.currency, args.currency),
            "pay_cycle_zone": read.maybe(read.zone, args.cycle_zone),
            "pay_delay_days": args.delay,
            "payout_threshold": read.maybe(read.units, args.threshold),
            "fee_percent": read.maybe(read.decimal, args.fee),
            "monitoring": read.maybe(yesno, args.monitoring),
            "nda": read.maybe(yesno, args.nda),
            "ai_interview": read.maybe(yesno, args.ai_interview),
            "note": args.note,
        }.items()
        if v is not None
    }
    return values


def project(call: Call) -> None:
    args = call.args
    owner = call.platform(args.platform)
    name = call.exact_project(owner, args.project)
    known = call.desk.projects(owner)
    found = [(n, p) for n, p in known if p.project == name]
    _like(call, name, [p.project for _, p in known])
    if args.rename:
        call.rename("projects", found, name, args.rename)
        return
    record = found[0][1] if found else Project(platform=owner, project=name)
    _save(call, found, record, _project_values(call, owner), f"{owner} / {name}")


def _project_values(call: Call, owner: str) -> dict[str, Any]:
    args, read = call.args, call.read
    low, high = read.span(args.advertised) if args.advertised else (None, None)
    values = {
        "pay_model": args.model,
        "advertised_low": low,
        "advertised_high": high,
        "agreed_rate": read.maybe(read.units, args.agreed),
        "currency": read.maybe(read.currency, args.currency),
        "role": args.role,
        "promised_weekly_hours": read.maybe(read.decimal, args.hours),
        "promised_until": read.maybe(call.day_ahead, args.until),
        "alias": args.alias,
        "successor_of": call.known_project(owner, args.successor_of) if args.successor_of else None,
        "note": args.note,
    }
    return {k: v for k, v in values.items() if v is not None}


def _save(call: Call, found: list[Any], record: Any, values: dict[str, Any], name: str) -> None:
    """Store a platform or project with its new values, or show it where there are none."""
    changed = replace(record, **values)
    data = _json(changed)
    if found and not values:
        shown = [[k, str(v)] for k, v in data.items() if v is not None]
        call.out.answer({record.TABLE[:-1]: data}, "\n".join(listed(shown)))
        return
    if changed.TABLE == "platforms" and changed.pay_cycle == "weekly" and not changed.pay_cycle_ends:
        raise InputError("A weekly cycle ends on a weekday.", hint="Such as --cycle weekly:fri.")
    if changed.TABLE == "platforms" and changed.pay_cycle_ends and changed.pay_cycle not in ("weekly", "biweekly"):
        raise InputError(f"A {changed.pay_cycle} cycle has fixed ends.", hint=f"Say only --cycle {changed.pay_cycle}.")
    operation = terms.save(call, changed)
    data = _json(_stored(call, changed))
    call.changed(operation, {record.TABLE[:-1]: data}, f"{name} is {'changed' if found else 'added'}.")
    if changed.TABLE == "platforms" and call.args.preset and not call.out.as_json and not call.out.quiet:
        call.out.plain(_presets(call.desk.preset(changed.platform)))


def _stored(call: Call, record: Platform | Project) -> Platform | Project:
    """What is stored of it: a rate that holds from a day on is noted as a change, and the agreed one stays."""
    if isinstance(record, Platform):
        return next(p for _, p in call.desk.platforms() if p.platform == record.platform)
    return next(p for _, p in call.desk.projects(record.platform) if p.project == record.project)


def _presets(values: dict[str, Any]) -> str:
    """What a preset put in place, to be checked."""
    said = ", ".join(f"{k.replace('_', ' ')} {v}" for k, v in values.items() if v is not None)
    return wrap(f"Taken from what is known of it: {said}. Check it against your contract.")
