"""Comparing within a pool: platforms and kinds of work, the members' sheet, and pools that are simulated."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.desk.pools import Collective, Made, make_simulated
from tracker.errors import InputError, NotFound, Refused
from tracker.pool import compare as comparison
from tracker.pool import dominance
from tracker.pool import sheet as sheets_
from tracker.pool import simulate as simulation
from tracker.pool.batches import Guard, Hand, guarded, read_guards
from tracker.pool.compare import Group
from tracker.pool.dominance import Heavy
from tracker.pool.policy import Policy
from tracker.pool.quarters import is_quarter, last_complete, quarter_of, shift
from tracker.pool.ranking import ranked
from tracker.pool.sheet import Sheet
from tracker.pool.simulate import Model
from tracker.pool.voices import SHARES_FROM
from tracker.reports.sheet import html
from tracker.say import Act, Said, Word
from tracker.vault import engines, filling, joining, seating, sheets
from tracker.vault.changing import changing
from tracker.vault.sheets import Shown
from tracker.views.collective.sheet import page
from tracker.views.numbers import Reader

if TYPE_CHECKING:
    import ibis

__all__ = ["BY", "Compared", "Group", "Heavy", "Sheet", "Shown", "compare", "sheet", "sheet_html", "simulate"]

BY: dict[str, tuple[str, ...]] = {
    "all": (),
    "region": ("region",),
    "platform": ("platform",),
    "role": ("role",),
    "cell": ("platform", "role"),
}
"""What may be compared: everybody, regions, platforms, kinds of work, kinds of work on platforms."""
MOST_WORKERS = 100_000


def wages(policy: Policy) -> dict[str, float]:
    """Region -> minimum wage, as numbers."""
    return {region: float(wage) for region, wage in policy.minimum_wage.items()}


@dataclass(frozen=True, slots=True)
class Compared:
    """Groups of a quarter in their order, and the seats that have much of what is behind a share of theirs."""

    groups: tuple[Group, ...]
    heavy: tuple[Heavy, ...]


def compare(
    c: Collective,
    quarter: str | None = None,
    *,
    by: str = "platform",
    engine: str = engines.DUCKDB,
    shares_from: int = SHARES_FROM,
    backed: bool = False,
) -> Compared:
    """The groups of a quarter (the last with rows if not said), from the best rate kept to the worst; each with its
    change against the quarter before. Shares are there from `shares_from` voices on. `backed`: only of rows that are
    file or better. For keepers: nothing else is hidden in it. Raises NotFound if there are no rows.
    """
    chosen = _quarter(c, quarter)
    paths = c.fact_files((shift(chosen, -1), chosen))
    with engines.opened(paths, engine) as whole:
        facts = comparison.backed(whole) if backed else whole
        rows = engines.compared(facts, BY[by], wages(c.policy))
        behind = engines.collected(dominance.weights(facts, BY[by]))
    groups = ranked([g for g in comparison.read(rows, shares_from) if g.quarter == chosen])
    if not groups:
        raise NotFound(
            "No rows of {quarter} are file or better.",
            quarter=Word(chosen),
            hint="Rows that do not say how they are backed are not among them; read the figures of all rows.",
        )
    return Compared(groups, dominance.heavy(behind, groups))


def sheet(c: Collective, quarter: str | None = None) -> Shown:
    """The members' sheet of a quarter: as it was shown, or made now. Raises NotFound, and Refused for a quarter that
    is not over."""
    chosen = _quarter(c, quarter)
    if chosen >= quarter_of(c.today()):
        raise Refused(
            "{chosen} is not over.",
            hint="A sheet covers a full quarter and can only be made once it has ended.",
            chosen=Word(chosen),
        )
    before = sheets.shown(c.pool, chosen)
    joining.must_be_none(c.pool)
    found = sheets.settled(c.pool, chosen, c.today(), lambda: _build(c, chosen))
    if before is None or before.sheet != found.sheet:
        with changing(c.pool, c.today()) as change:
            change.log("sheet", quarter=chosen)
        c.sealed()
    return found


def sheet_html(shown: Shown, reader: Reader | None = None) -> bytes:
    """A sheet as one HTML file, in the words and numbers of a reader (English if not said)."""
    own = reader or Reader.of(None, shown.sheet.currency)
    return html(page(shown.sheet, shown.made_on, own))


def _build(c: Collective, quarter: str) -> Sheet:
    least, hands = wages(c.policy), seating.hands(c.pool)
    with engines.opened(c.fact_files((quarter,))) as facts:
        groups, guards = _levels(facts, least, hands)
        better = _levels(comparison.backed(facts), least, hands)
    return sheets_.build(groups, guards, c.policy, quarter, better)


def _levels(
    facts: ibis.Table, least: dict[str, float], hands: dict[int, Hand]
) -> tuple[list[Group], dict[tuple[str, tuple[str, ...]], Guard]]:
    """Groups and guards at all levels of a sheet."""
    groups: list[Group] = []
    guards: dict[tuple[str, tuple[str, ...]], Guard] = {}
    for by in sheets_.LEVELS:
        groups += comparison.read(engines.collected(comparison.comparison(facts, by, least)))
        guards |= read_guards(engines.collected(guarded(facts, by, least, hands)))
    return groups, guards


def _quarter(c: Collective, quarter: str | None) -> str:
    if quarter is not None and not is_quarter(quarter):
        raise InputError("{value} is not a quarter.", hint="Write it as 2026Q3.", value=quarter)
    there = c.quarters()
    if not there or quarter not in (None, *there):
        text = "There are no rows of {quarter} in this pool." if quarter else "There are no rows in this pool."
        raise NotFound(text, hint=_there(there), quarter=Word(quarter))
    return quarter or there[-1]


def _there(quarters: Sequence[str]) -> Said | Act:
    there = Said("There are rows of {quarters}.", quarters=Word(", ".join(quarters)))
    return there if quarters else Act.ADD_CONTRIBUTIONS


def simulate(
    place: Path,
    *,
    workers: int,
    quarters: int,
    seed: int = 1,
    model: Model | None = None,
    clock: Callable[[], dt.datetime],
) -> tuple[Made, int]:
    """Make a simulated pool of a number of contributors in each of the last quarters that are over; gives it and the
    number of its rows.

    Its name is drawn again each time: two of one seed are two pools with the same rows. Raises InputError for numbers
    that cannot be, Refused where something is there already.
    """
    if not 1 <= workers <= MOST_WORKERS:
        raise InputError(
            "A simulated pool has 1 to {most_workers} workers.", value=str(workers), most_workers=Word(MOST_WORKERS)
        )
    if not 1 <= quarters <= 40:
        raise InputError("A simulated pool has 1 to 40 quarters.", value=str(quarters))
    m = model or Model()
    today = clock().astimezone(dt.UTC).date()
    policy = simulation.policy(m, seed, today, keep_quarters=max(8, quarters), pool=secrets.token_hex(8))
    made = make_simulated(place, policy, clock=clock)
    names = simulation.quarters_until(last_complete(today), quarters)
    rows = simulation.contributions(policy, names, workers, seed=seed, model=m)
    return made, filling.fill(made.collective.pool, rows, today)
