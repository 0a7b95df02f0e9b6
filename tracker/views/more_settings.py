"""The smaller settings as people read them: exchange rates, rules and mappings of imports, kinds of work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal

from tracker.domain import NOT_WORK, ExchangeRate, Rule
from tracker.views.numbers import Reader
from tracker.views.payments import both
from tracker.views.table import Column, Table, Value
from tracker.views.text import _

Row = list[tuple[str, Value]]


def exact(value: Decimal, reader: Reader) -> str:
    """A number with all its decimals.

    >>> exact(Decimal("0.0173"), Reader.of("de-DE", "EUR"))
    '0,0173'
    """
    return str(format_decimal(value.normalize(), locale=reader.locale, decimal_quantization=False))


def rates(rows: Sequence[ExchangeRate], home: str, reader: Reader) -> Table:
    """The worker's own exchange rates, newest first."""
    columns = (
        Column("on", _("Day")),
        Column("currency", _("Currency")),
        Column("in_home_currency", _("One is so much {home}").format(home=home), right=True),
    )
    cells: list[Row] = [
        [(reader.day(r.on), r.on), both(r.currency), (exact(r.in_home_currency, reader), r.in_home_currency)]
        for r in rows
    ]
    return Table.of(columns, cells)


def rate_title(r: ExchangeRate, reader: Reader) -> str:
    return f"{reader.day(r.on)} · {r.currency} · {exact(r.in_home_currency, reader)}"


def rule_fields() -> dict[str, str]:
    """What of a file's row a rule looks at."""
    return {
        "client": _("client"),
        "project": _("project"),
        "tag": _("tag"),
        "task": _("task"),
        "description": _("description"),
        "payer": _("payer"),
        "contract": _("contract"),
        "team": _("team"),
        "account": _("account"),
        "code": _("code"),
    }


def rules(rows: Sequence[Rule], reader: Reader) -> Table:
    columns = (
        Column("field", _("Where")),
        Column("pattern", _("Text")),
        Column("platform", _("Platform")),
        Column("project", _("Project")),
        Column("activity", _("Activity")),
    )
    names = rule_fields()
    cells: list[Row] = [
        [
            both(names.get(r.field, r.field)),
            both(reader.note(r.pattern)),
            both(_("not work") if r.platform == NOT_WORK else r.platform),
            both(reader.project(r.platform, r.project)),
            both(r.activity or ""),
        ]
        for r in rows
    ]
    return Table.of(columns, cells)


def rule_title(r: Rule, reader: Reader) -> str:
    to = _("not work") if r.platform == NOT_WORK else r.platform
    return f"{rule_fields().get(r.field, r.field)} · {reader.note(r.pattern)} → {to}"


def mapping_title(name: str, mapping: Mapping[str, Any] | Any, reader: Reader) -> str:
    """A saved mapping: its name, and how many columns it reads."""
    n = len(getattr(mapping, "header", ()))
    said = reader.note(name)
    return f"{said} · {_('{n} columns').format(n=reader.number(n))}" if n else said


def roles(table: Iterable[Mapping[str, str]], used: Iterable[str | None]) -> list[str]:
    """Kinds of work to choose from: those in use first, then the ones of the reference data.

    >>> roles([{"role": "editing"}, {"role": "law"}], ["law", None])
    ['law', 'editing']
    """
    mine = sorted({u for u in used if u})
    return [*mine, *sorted({r["role"] for r in table} - set(mine))]
