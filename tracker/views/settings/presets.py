"""Known platforms to start from: what is said of their pay days, each to be checked by the worker."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from tracker.views.text import _


@dataclass(frozen=True, slots=True)
class Preset:
    """Values by column of a platform, and where they are from."""

    values: dict[str, Any]
    source: str


def presets(rows: Collection[dict[str, str]], taken: Collection[str]) -> dict[str, Preset]:
    """Presets by name, from the reference table's rows; platforms that are in the ledger already are left out."""
    there = {t.casefold() for t in taken}
    return {r["name"]: _preset(r) for r in rows if r["name"].casefold() not in there}


def _preset(row: dict[str, str]) -> Preset:
    values: dict[str, Any] = {
        c: row.get(c) or None for c in ("currency", "pay_cycle", "pay_cycle_ends", "pay_cycle_zone")
    }
    delay = row.get("pay_delay_days")
    return Preset(
        {"platform": row["name"], **values, "pay_delay_days": int(delay) if delay else None},
        row.get("source_note", ""),
    )


def warning(preset: Preset) -> str:
    """What is beside the filled-in fields."""
    known = any(v is not None for k, v in preset.values.items() if k != "platform")
    if not known:
        return _("We have no pay schedule for this platform. Fill in what your agreement says.")
    return _("To be checked: compare this with your own agreement before you save. Source: {source}.").format(
        source=preset.source
    )
