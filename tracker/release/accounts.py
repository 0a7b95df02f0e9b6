"""The privacy ledger: what each release spent of each contributor's budget, and whether another may be built.

An append-only chain of lines. `reserved` is committed before anything is drawn and counts in full until `drawn`
says what was spent; `published` names the files. A crash in between wastes budget and never overspends it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_UP, Decimal
from typing import Any

from tracker.errors import DamagedPool, Refused
from tracker.pool.canonical_json import START, check, link, read_canonical
from tracker.pool.quarters import number
from tracker.say import Act, Word

YEAR = (4, Decimal("0.2"))
"""A number of quarters, and the most ρ of one contributor in any that many in a row."""
THREE_YEARS = (12, Decimal("0.6"))
CAPS = (YEAR, THREE_YEARS)
_STEP = Decimal("0.000001")
_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Entry:
    """One reservation and what became of it."""

    number: int
    quarter: str
    rho: Decimal
    """Reserved."""
    seats: frozenset[int] = field(repr=False)
    day: str
    spent: Decimal | None = None
    sums: str | None = None
    """SHA-256 of the release's list of files; None if nothing was published."""

    @property
    def charge(self) -> Decimal:
        """What counts against the accounts of its seats."""
        return self.rho if self.spent is None else self.spent


@dataclass(frozen=True, slots=True)
class Ledger:
    """All lines of a privacy ledger, read."""

    entries: tuple[Entry, ...] = ()
    lines: int = 0
    head: str = START

    def published(self, quarter: str | None = None) -> tuple[Entry, ...]:
        """Releases whose files exist, oldest first."""
        return tuple(e for e in self.entries if e.sums is not None and quarter in (None, e.quarter))

    @property
    def next_number(self) -> int:
        return max((e.number for e in self.entries), default=0) + 1

    @property
    def last(self) -> Entry | None:
        found = self.published()
        return found[-1] if found else None


def read(lines: Iterable[str]) -> Ledger:
    """The ledger of its lines. Raises DamagedPool if a line does not follow from the one before."""
    listed = [x for x in lines if x]
    try:
        head = check(listed)
        found: dict[int, Entry] = {}
        for text in listed:
            _take(found, read_canonical(text.encode()))
    except (ValueError, KeyError, TypeError, ArithmeticError) as error:
        raise DamagedPool(
            "The privacy ledger cannot be trusted: {error}.",
            hint="Take a copy of the folder from before.",
            error=Word(str(error)),
        ) from error
    return Ledger(tuple(found.values()), len(listed), head)


def _take(found: dict[int, Entry], line: Mapping[str, Any]) -> None:
    number = int(line["release"])
    match line["word"]:
        case "reserved":
            if number in found:
                raise ValueError(f"release {number} is reserved twice")
            seats = read_seats(line["seats"])
            found[number] = Entry(number, line["quarter"], Decimal(line["rho"]), seats, line["day"])
        case "drawn":
            spent = Decimal(line["spent"])
            if found[number].spent is not None or not 0 <= spent <= found[number].rho:
                raise ValueError(f"release {number} spent what was not reserved")
            found[number] = replace(found[number], spent=spent)
        case "published":
            if found[number].spent is None or found[number].sums is not None:
                raise ValueError(f"release {number} was published out of turn")
            found[number] = replace(found[number], sums=str(line["sums"]))
        case other:
            raise ValueError(f"{other} is not one of its words")


def line(ledger: Ledger, word: str, number: int, day: str, **more: str) -> str:
    """The next line, to be appended."""
    return link(ledger.head, ledger.lines + 1, {"word": word, "release": number, "day": day, **more})[0]


def rho_text(rho: float | Decimal) -> str:
    """ρ as it is in the ledger: rounded up to a millionth.

    >>> rho_text(0.049999999999999996), rho_text(0.0123456)
    ('0.05', '0.012346')
    """
    exact = Decimal(repr(rho)) if isinstance(rho, float) else rho
    text = format(exact.quantize(_STEP, ROUND_UP), "f").rstrip("0").rstrip(".")
    return text or "0"


def seats_text(seats: Iterable[int]) -> str:
    """Seats as ranges.

    >>> seats_text({1, 2, 3, 7, 9, 10}), seats_text(())
    ('1-3,7,9-10', '')
    """
    runs: list[list[int]] = []
    for seat in sorted(seats):
        if runs and seat == runs[-1][1] + 1:
            runs[-1][1] = seat
        else:
            runs.append([seat, seat])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def read_seats(text: str) -> frozenset[int]:
    """The seats of ranges. Raises ValueError.

    >>> sorted(read_seats("1-3,7"))
    [1, 2, 3, 7]
    """
    found: set[int] = set()
    for part in text.split(",") if text else ():
        low, _, high = part.partition("-")
        found.update(range(int(low), int(high or low) + 1))
    return frozenset(found)


# --- accounts -----------------------------------------------------------------------------------------------


def room(entries: Sequence[Entry], quarter: str) -> Decimal:
    """What a contributor who took part in these releases may still spend in a quarter: the least that any span of
    a year, or of three, with the quarter in it leaves."""
    here = number(quarter)
    spent: dict[int, Decimal] = {}
    for e in entries:
        spent[number(e.quarter)] = spent.get(number(e.quarter), _NONE) + e.charge
    left = [cap - max(_spans(spent, here, length)) for length, cap in CAPS]
    return max(min(left), _NONE)


def _spans(spent: Mapping[int, Decimal], here: int, length: int) -> list[Decimal]:
    """Sums over each span of a number of quarters that includes this one."""
    starts = range(here - length + 1, here + 1)
    return [sum((spent.get(q, _NONE) for q in range(s, s + length)), _NONE) for s in starts]


def rooms(ledger: Ledger, seats: Iterable[int], quarter: str) -> dict[int, Decimal]:
    """Each seat's room."""
    known: dict[frozenset[int], Decimal] = {}
    made = {}
    for seat in seats:
        part = frozenset(e.number for e in ledger.entries if seat in e.seats)
        if part not in known:
            known[part] = room([e for e in ledger.entries if e.number in part], quarter)
        made[seat] = known[part]
    return made


def admitted(ledger: Ledger, seats: Iterable[int], quarter: str, rho: Decimal) -> frozenset[int]:
    """Seats whose accounts allow ρ in a quarter; the others stay in the members' sheet and are left out.

    Raises Refused, code budget, naming requested and remaining, if that would leave out half of them or more:
    a release about newcomers alone would say something else than its name.
    """
    left = rooms(ledger, seats, quarter)
    fit = frozenset(s for s, r in left.items() if r >= rho)
    if not left or 2 * len(fit) > len(left):
        return fit
    remaining = sorted(left.values())[len(left) // 2]
    raise Refused(
        "A release of {quarter} with ρ = {rho} would pass the cap of its contributors: requested {rho}, "
        "remaining {remaining}.",
        hint="At most {year} in a year and {three_years} in three. {way}",
        year=Word(str(YEAR[1])),
        three_years=Word(str(THREE_YEARS[1])),
        way=Act.SMALLER_RHO,
        code="budget",
        quarter=Word(quarter),
        rho=Word(rho_text(rho)),
        remaining=Word(rho_text(remaining)),
    )
