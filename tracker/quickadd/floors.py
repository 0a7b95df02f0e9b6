"""Lines that set the floor of a platform, or take it away.

my floor is 15 an hour at outlier        floor 15 usd outlier        no floor at outlier
"""

from __future__ import annotations

from dataclasses import replace

from tracker.domain import Platform
from tracker.errors import InputError
from tracker.quickadd.asking import Missing, NotUnderstood
from tracker.quickadd.context import Here, Mark
from tracker.quickadd.line import FILLERS, Line, quote
from tracker.quickadd.marks import Marked
from tracker.quickadd.place import Place
from tracker.quickadd.prices import RateSaid, looks_bare, price, rate, write
from tracker.say import Said
from tracker.units import Money

_NONE = ("no", "remove", "drop", "delete", "without")
TALK = FILLERS | {"my", "is", "an", "a", "per", "hour", "hourly", "now", "to", "set", "floor", "rate", *_NONE}
"""Words of such a line beside its figure and its platform."""


def is_floor(here: Here, line: Line) -> bool:
    """Whether a line is about a floor and nothing else."""
    if not line.has(("floor",)) or here.names.knows("floor"):
        return False
    rest = Line(line.words)
    try:
        found = rest.take(6, rate) or rest.take(3, price)
    except InputError:
        return True
    return all(w.quoted or w.low in TALK or here.names.fits(w.text) for w in rest.words) and (
        found is not None or not any(looks_bare(w.text) for w in rest.words)
    )


def floor(here: Here, line: Line) -> Marked:
    """The platform with its floor. Raises `InputError`, `Open`."""
    none = line.drop(_NONE) is not None
    line.drop(("floor",))
    said = line.take(6, rate)
    if said is None and (bare := line.take(3, price)):
        said = RateSaid(bare, None)
    while line.drop(TALK):
        continue
    if said is not None and said.unit == "task":
        raise InputError("A floor is for an hour.", hint="Such as: floor 15 an hour outlier.")
    if said is None and not none:
        raise Missing("What is the least that an hour must leave you?", hint="Such as: floor 15 an hour outlier.")
    place = here.platform(line)
    if place.is_new:
        raise NotUnderstood([place.platform], hint="A floor is for a platform that is on record.")
    if here.logged is None:
        raise InputError("A floor is set in the quick-add line.", hint="Or in Settings.")
    (there,) = here.logged(place.platform, Mark.FLOOR)
    assert isinstance(there.record, Platform)
    units, currency = (None, "") if none or said is None else _settled(here, place, said)
    at = quote(place.platform)
    again = f"no floor {at}" if units is None else f"floor {write(units, currency)} an hour {at}"
    record = replace(there.record, floor_rate=units)
    return Marked(place, (there.row,), (record,), _sentence(place, units, currency), again)


def _settled(here: Here, place: Place, said: RateSaid) -> tuple[int, str]:
    """The figure in the currency of the platform."""
    currency = here.currency(place)
    amount = said.price
    if currency in amount.currencies:
        amount = amount._replace(currencies=(currency,))
    units, its = here.settled(amount, place, fine=True)
    if its != currency:
        raise InputError(f"{{at}} pays in {currency}.", hint=f"Write the floor in {currency}.", at=place.name)
    if units <= 0:
        raise InputError("A floor is above zero.", hint="Or write: no floor outlier.")
    return units, currency


def _sentence(place: Place, units: int | None, currency: str) -> Said:
    if units is None:
        return Said("no floor at {place}", place=place.name)
    return Said("a floor of {money} an hour at {place}", money=Money(units, currency), place=place.name)
