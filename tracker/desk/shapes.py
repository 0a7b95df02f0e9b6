"""Results as the JSON that the command line promises: keys are added, never renamed.

A result becomes an object of its fields, with their names, in their order. Money and rates are strings with two to four
decimals, hours numbers (six decimals at most), shares 0 to 1. What cannot be known is null, never NaN.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from tracker.say import Said
from tracker.units import money_text

DIGITS = 6

KEYS = {
    "Caveat": "code n text",
    "Window": "start:from end:to days",
    "Group": "key hours money hourly caveats",
    "Gaps": """as_of window currency minimum:minimum_days available_days idle_days available_hours worked_hours
        utilization gaps current survival:gap_survival median_days cost caveats""",
    "Gap": "first:from last:to days before:days_before available_hours lost_hours cause platform cost open cut",
    "Outlook": """as_of currency owed soon_on soon expected weeks fan drift prospect runway savings_alone without tax
        caveats""",
    "WhatIf": "platform share fan runway",
    "TaxQuarter": "first:from last:to received expenses set_aside",
    "Platforms": "as_of window currency platforms caveats",
    "PlatformCard": """platform hours rates:hourly kept.low:kept_low kept.high:kept_high survival.n:projects
        survival.running survival.ended survival.curve:survival survival.cancelled_by survival.median_days
        survival.median_low survival.median_high survival.restricted_mean_90 survival.first_stop_median
        survival.followed_days notice:notice_hours paused_share on_time days_to_pay paid_share counted_share
        unpaid_share hours_to_first_pay drift:rate_drift drifts promises caveats ahead floor""",
    "Notice": "median zero.share:zero_share zero.low:zero_low zero.high:zero_high n zero.k unknown",
    "PayCurve": "median p90 n unpaid",
    "Drift": "role change slope_per_year p weeks verdict",
    "DisputeSheet": """platform as_of first:window.from last:window.to deadline own:own_hours counted:counted_hours
        difference:difference_hours totals lines items:sessions caveats n""",
    "DisputeLine": """first:from last:to due_on project sessions:n own:own_hours counted:counted_hours
        unrecorded:unrecorded_hours refused:refused_hours difference:difference_hours unpriced:unpriced_hours currency
        money:difference_amount""",
    "DisputeItem": """row day project own:own_hours counted:counted_hours difference:difference_hours refused rate
        currency money:difference_amount""",
}
"""Classes whose objects are not just their fields: what is told, as `field` or `field:key`, with dots where one is
within another."""


def as_json(result: Any) -> dict[str, Any]:
    """A result (a dataclass) as `--json` prints it."""
    out: dict[str, Any] = {}
    for path, key in _told(result):
        found, kind = result, ""
        for name in path.split("."):
            found, kind = getattr(found, name), _kind(found, name)
        *inside, last = key.split(".")
        place = out
        for name in inside:
            place = place.setdefault(name, {})
        place[last] = _value(found, kind)
    return out


def _told(result: Any) -> Iterator[tuple[str, str]]:
    """What is read off a result, and the key that it has."""
    for entry in KEYS.get(type(result).__name__, " ".join(f.name for f in fields(result))).split():
        path, _, key = entry.partition(":")
        yield path, key or path.rpartition(".")[2]


def _kind(result: Any, name: str) -> str:
    """How a field or property is annotated: tells money from a count, hours from whole numbers."""
    cls = type(result)
    found = cls.__dataclass_fields__.get(name)
    return str(found.type if found else getattr(cls, name).fget.__annotations__["return"])


def _value(value: Any, kind: str) -> Any:
    match value:
        case Mapping():
            return {k: _value(v, kind) for k, v in value.items()}
        case tuple():
            return [_value(v, kind) for v in value]
        case dt.date():
            return value.isoformat()
        case int() if "Units" in kind:
            return money_text(value)
        case int() | float() if "float" in kind:
            return number(value)
        case Said():
            return value  # spoken by whoever prints it
    return as_json(value) if is_dataclass(value) else value


def number(value: float | None) -> float | None:
    """Rounded to six decimals; None for what is not a number.

    >>> number(1/3), number(float("nan")), number(2.0)
    (0.333333, None, 2.0)
    """
    if value is None or not math.isfinite(value):
        return None
    return round(float(value), DIGITS) + 0.0
