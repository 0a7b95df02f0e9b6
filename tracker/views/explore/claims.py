"""What the press says this work pays, beside the published figure that is nearest to each claim."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from tracker.domain import PayTerms
from tracker.release.figures import KEPT, Figure
from tracker.release.record import Record
from tracker.views.explore.overview import Bar, bar, money, published, result_of
from tracker.views.fields import title
from tracker.views.numbers import NOTHING, Reader
from tracker.views.table import Column, Table, Value
from tracker.views.text import _

CLAIMED_IN = "USD"
_HOURLY = re.compile(r"USD an hour")
_ROLE = re.compile(r"role group (\w+)")


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody said, and the published figure that is nearest to it."""

    title: str
    said: float
    said_text: str
    measured: Bar | None


@dataclass(frozen=True, slots=True)
class ClaimsView:
    answer: str
    legend: str
    claims: tuple[Claim, ...]
    ticks: tuple[tuple[float, str], ...]
    alt: str
    table: Table


def claims(
    known: Sequence[Mapping[str, str]], figures: Sequence[Figure], record: Record, you: Reader
) -> ClaimsView | None:
    """What the press names beside what was measured; None if they cannot be compared."""
    kept = {(f.cell.platform, f.cell.role): f for f in published(figures) if f.statistic == KEPT}
    rows = [c for c in known if _HOURLY.search(c["unit"]) and _amount(c) is not None]
    if record.currency != CLAIMED_IN or not kept or not rows:
        return None
    listed = tuple(sorted((_claim(c, kept, you) for c in rows), key=lambda c: -c.said))
    top = max([c.said for c in listed] + [c.measured.noise[1] for c in listed if c.measured])
    return ClaimsView(
        answer=_claims_answer(listed, kept, you),
        legend=_(
            "Upright mark: the rate that was named. Bar: the median that contributors kept, of the platform or kind of "
            "work that the claim is about where a figure of it is published, else of all."
        ),
        claims=listed,
        ticks=you.ticks(0.0, top, money=True),
        alt="; ".join(f"{c.title}: {c.said_text}" + (f" / {c.measured.text}" if c.measured else "") for c in listed),
        table=_claims_table(rows, listed, you),
    )


def _claims_answer(listed: Sequence[Claim], kept: Mapping[tuple[str, str], Figure], you: Reader) -> str:
    said = _("Press reports and surveys name {low} to {high} an hour.").format(
        low=listed[-1].said_text, high=listed[0].said_text
    )
    whole = kept.get(("", ""))
    if whole is None:
        return said
    told = _("The median contributor kept {kept}.").format(kept=money(result_of(whole).value, you))
    return f"{said} {told}"


def _amount(claim: Mapping[str, str]) -> Decimal | None:
    try:
        return Decimal(claim["figure"])
    except InvalidOperation:
        return None


def _claim(claim: Mapping[str, str], kept: Mapping[tuple[str, str], Figure], you: Reader) -> Claim:
    said = float(_amount(claim) or 0)
    found = _nearest(claim, kept)
    return Claim(_(claim["claim"]), said, money(said, you), None if found is None else bar(found, you))


def _nearest(claim: Mapping[str, str], kept: Mapping[tuple[str, str], Figure]) -> Figure | None:
    """The platform and kind of work that a claim is about, as far as a figure of them is published."""
    words = " ".join((claim["claim"], claim["who_says_so"], claim["compares_with"]))
    role = found[1] if (found := _ROLE.search(claim["compares_with"])) else ""
    named = next((p for p, _role in kept if p and re.search(rf"\b{re.escape(p)}\b", words)), "")
    return next((kept[k] for k in ((named, role), (named, ""), ("", "")) if k in kept), None)


def _claims_table(rows: Sequence[Mapping[str, str]], listed: Sequence[Claim], you: Reader) -> Table:
    columns = [
        Column("claim", _("What was claimed")), Column("rate", _("Rate named"), right=True),
        Column("who_says_so", title(PayTerms, "hand")), Column("kind", _("What kind of rate")),
        Column("measured", _("Kept, median"), right=True), Column("measured_of", _("Of whom")),
    ]  # fmt: skip
    by_title = {_(r["claim"]): r for r in rows}
    made: list[list[tuple[str, Value]]] = []
    for c in listed:
        r, m = by_title[c.title], c.measured
        made.append([
            (c.title, c.title), (c.said_text, c.said), (r["who_says_so"], r["who_says_so"]),
            (_(r["compares_with"]), r["compares_with"]), (m.text if m else NOTHING, m.value if m else None),
            (m.title if m else NOTHING, m.title if m else None),
        ])  # fmt: skip
    return Table.of(columns, made)
