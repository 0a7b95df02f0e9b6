"""What a keeper reads about a pool: who is there and who is missing, what became of files, what a release costs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker import words
from tracker.errors import InputError
from tracker.pool.policy import Policy
from tracker.pool.seats import Seat, SeatCode
from tracker.release.accounts import Entry
from tracker.reports.slips import Slips
from tracker.views.numbers import NOTHING, Reader
from tracker.views.table import Column, Table, Value
from tracker.views.text import _, ngettext

ACCEPTED, KNOWN, REFUSED = "accepted", "known", "refused"


def parts() -> dict[str, str]:
    """The parts of the page."""
    return {
        "files": _("Take files in"), "members": _("Members"), "compare": _("Compare"), "release": _("Publish"),
        "care": _("Keys and care"),
    }  # fmt: skip


def about() -> tuple[str, ...]:
    """What a page without a pool says."""
    return (
        _("A pool brings the figures of a group of workers together: a union branch, colleagues, a forum. You make it, "
          "hand each member a code, and each quarter they send you a file that they have read before."),
        _("You will be able to see each member's coarse figures per quarter, so a pool needs somebody whom members "
          "trust. Nothing is sent anywhere from here."),
    )  # fmt: skip


def answer(policy: Policy, seats: Sequence[Seat], missing: Sequence[Seat], quarter: str, you: Reader) -> str:
    """The sentence that the page opens with."""
    there = [s for s in seats if s.removed_on is None]
    used = sum(s.used_on is not None for s in there)
    if not there:
        return _("{name} has no seats yet: make codes for its members first.").format(name=policy.name)
    said = _("{name}: {used} of {all} seats are in use.").format(
        name=policy.name, used=you.number(used), all=you.number(len(there))
    )
    if not used:
        return said
    if not missing:
        return f"{said} {_('Everybody has sent {quarter}.').format(quarter=quarter)}"
    late = ngettext("{n} has not sent {quarter} yet.", "{n} have not sent {quarter} yet.", len(missing))
    return f"{said} {late.format(n=you.number(len(missing)), quarter=quarter)}"


def mark(policy: Policy) -> str:
    """What stands above everything of a simulated pool."""
    return _("This pool is simulated: nothing in it is of real people.") if policy.simulated else ""


# --- making one ---------------------------------------------------------------------------------------------


def read_regions(text: str, decimal_sign: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """Regions, one a line, and the minimum wages of those that name one. Raises InputError.

    >>> read_regions("Ontario = 17.60\\nQuebec", ".")
    (('Ontario', 'Quebec'), {'Ontario': '17.60'})
    """
    regions, wages = [], {}
    for line in filter(None, map(str.strip, text.splitlines())):
        name, _equals, wage = (part.strip() for part in line.rpartition("=")) if "=" in line else (line, "", "")
        regions.append(name)
        if wage:
            wages[name] = str(words.parse_decimal(wage, decimal_sign))
    return tuple(regions), wages


def read_count(text: str, you: Reader) -> int:
    """A whole number above nothing. Raises InputError."""
    value = words.parse_decimal(text, you.decimal_sign)
    if value != value.to_integral_value() or value < 1:
        raise InputError(_("{text} is no whole number above 0.").format(text=text), value=text)
    return int(value)


# --- files --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Took:
    """What became of one file. `how`: accepted, known or refused."""

    file: str
    how: str
    seat: int | None = None
    quarters: tuple[str, ...] = ()
    withdrawn: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TookView:
    answer: str
    table: Table


def took(files: Sequence[Took], you: Reader) -> TookView:
    """The report on files that were dropped in: what was refused first."""
    order = {REFUSED: 0, ACCEPTED: 1, KNOWN: 2}
    listed = sorted(files, key=lambda t: order[t.how])
    counts = [sum(t.how == how for t in files) for how in (ACCEPTED, KNOWN, REFUSED)]
    a, k, r = map(you.number, counts)
    columns = [
        Column("file", _("File")), Column("what", _("What became of it")), Column("seat", _("Seat"), right=True),
        Column("quarters", _("Quarters")), Column("reason", _("Why")),
    ]  # fmt: skip
    rows: list[list[tuple[str, Value]]] = [
        [(t.file, t.file), (_what(t), t.how), (NOTHING if t.seat is None else str(t.seat), t.seat),
         (", ".join(t.quarters), ", ".join(t.quarters)), (t.reason, t.reason)]
        for t in listed
    ]  # fmt: skip
    said = _("{accepted} accepted, {known} known already, {refused} refused.").format(accepted=a, known=k, refused=r)
    return TookView(said, Table.of(columns, rows))


def _what(t: Took) -> str:
    if t.how == ACCEPTED:
        return _("member withdrew, rows erased") if t.withdrawn else _("accepted")
    return _("known already") if t.how == KNOWN else _("refused")


# --- members ------------------------------------------------------------------------------------------------


def codes(made: Iterable[SeatCode]) -> Table:
    """New codes, to be handed out one by one."""
    columns = [Column("seat", _("Seat"), right=True), Column("code", _("Code"))]
    return Table.of(columns, [[(str(c.seat), c.seat), (c.code, c.code)] for c in made])


def slips(made: Iterable[SeatCode], policy: Policy, you: Reader) -> Slips:
    """The same codes as slips to print and cut."""
    return Slips(
        language=you.language.replace("_", "-"),
        title=policy.name,
        seat=_("Seat"),
        note=_("Your code for one seat. It goes into your first file, with the invitation, on the page Contribute."),
        slips=tuple((c.seat, c.code) for c in made),
    )


def seats(listed: Iterable[Seat], you: Reader) -> Table:
    columns = [
        Column("seat", _("Seat"), right=True), Column("state", _("State")), Column("quarters", _("Quarters")),
        Column("given_to", _("Given to")),
    ]  # fmt: skip
    rows: list[list[tuple[str, Value]]] = [
        [(str(s.seat), s.seat), (state(s, you), state(s, you)), (", ".join(s.quarters), ", ".join(s.quarters)),
         (s.given_to, s.given_to)]
        for s in listed
    ]  # fmt: skip
    return Table.of(columns, rows)


def state(s: Seat, you: Reader) -> str:
    if s.removed_on is not None:
        return _("removed {day}").format(day=you.day(s.removed_on))
    return _("in use since {day}").format(day=you.day(s.used_on)) if s.used_on else _("code not used yet")


def seat_title(s: Seat, you: Reader) -> str:
    """A seat in a list to choose from."""
    return " · ".join(x for x in (_("Seat {n}").format(n=s.seat), s.given_to, state(s, you)) if x)


def missing(listed: Sequence[Seat], quarter: str, you: Reader) -> str:
    if not listed:
        return _("Nobody is missing for {quarter}.").format(quarter=quarter)
    return ngettext(
        "{n} seat in use has no rows of {quarter}.", "{n} seats in use have no rows of {quarter}.", len(listed)
    ).format(n=you.number(len(listed)), quarter=quarter)


# --- releases -----------------------------------------------------------------------------------------------


def cost(
    *, quarter: str, rho: str, epsilon: float, contributors: int, left_out: int, remaining: str, you: Reader
) -> str:
    """What a release would ask of its contributors."""
    said = ngettext(
        "The release of {quarter} would count {n} contributor.",
        "The release of {quarter} would count {n} contributors.", contributors,
    ).format(quarter=quarter, n=you.number(contributors))  # fmt: skip
    price = _("It takes ρ = {rho} of each one's privacy (ε = {epsilon}); half of them have {remaining} or more left.")
    parts = [said, price.format(rho=rho, epsilon=you.number(epsilon, 2), remaining=remaining)]
    if left_out:
        parts.append(
            ngettext(
                "{n} has too little left, and is left out of it.",
                "{n} have too little left, and are left out of it.",
                left_out,
            ).format(n=you.number(left_out))
        )
    return " ".join(parts)


def releases(entries: Sequence[Entry]) -> Table:
    """Every reservation of budget."""
    columns = [
        Column("number", _("Number"), right=True), Column("quarter", _("Quarter")), Column("made_on", _("Made on")),
        Column("rho", _("ρ taken"), right=True), Column("published", _("Published")),
    ]  # fmt: skip
    rows: list[list[tuple[str, Value]]] = [
        [(str(e.number), e.number), (e.quarter, e.quarter), (e.day, e.day), (str(e.charge), str(e.charge)),
         (_("yes") if e.sums else _("never"), "yes" if e.sums else "no")]
        for e in entries
    ]  # fmt: skip
    return Table.of(columns, rows)


def before_release() -> tuple[str, ...]:
    """What has to be known before anything is drawn."""
    return (
        _("A release is drawn once. Asking again gives the same files; it cannot be taken back once others have it."),
        _("Contributions of this quarter that come later are not in it."),
        _("Never put a members' sheet and a release of the same quarter side by side in public."),
    )
