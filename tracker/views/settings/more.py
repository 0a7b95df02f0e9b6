"""The smaller settings as people read them: exchange rates, rules and mappings of imports, kinds of work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tracker.domain import NOT_WORK, ExchangeRate, Rule, RuleField
from tracker.views.fields import choice_names, exact
from tracker.views.numbers import Reader
from tracker.views.table import Value
from tracker.views.text import _

Row = list[tuple[str, Value]]


def rate_title(r: ExchangeRate, reader: Reader) -> str:
    return f"{reader.day(r.on)} · {r.currency} · {exact(r.in_home_currency, reader)}"


def rule_title(r: Rule, reader: Reader) -> str:
    to = _("not work") if r.platform == NOT_WORK else r.platform
    return f"{choice_names(RuleField)[r.field]} · {reader.note(r.pattern)} → {to}"


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
