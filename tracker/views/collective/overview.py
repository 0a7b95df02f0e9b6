"""What a keeper reads about a pool: who is there and who is missing, what became of files, what a release costs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracker import words
from tracker.errors import InputError
from tracker.pool.plausible import Odd, Remark
from tracker.pool.policy import Policy
from tracker.pool.seats import Seat, SeatCode
from tracker.release import figures, plan
from tracker.release.accounts import YEAR, Entry
from tracker.release.cells import Level
from tracker.release.split import choose
from tracker.reports.slips import Slips
from tracker.views import quarters
from tracker.views.numbers import NOTHING, Reader
from tracker.views.table import Column, Table, Value
from tracker.views.text import _, ngettext

ACCEPTED, KNOWN, REFUSED = "accepted", "known", "refused"
NAMED = 5
"""Files that are named beside a reason."""


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
        return f"{said} {_('Hand out the invitation and the codes, and take in the files that come back.')}"
    if not missing:
        everybody, some = _("Everybody has sent {quarter}."), _("All who use theirs have sent {quarter}.")
        return f"{said} {(everybody if used == len(there) else some).format(quarter=quarter)}"
    late = ngettext("{n} has not sent {quarter} yet.", "{n} have not sent {quarter} yet.", len(missing))
    return f"{said} {late.format(n=you.number(len(missing)), quarter=quarter)}"


def mark(policy: Policy) -> str:
    """What is above everything of a simulated pool."""
    return _("This pool is simulated: nothing in it is of real people.") if policy.simulated else ""


def first_part(seats: Sequence[Seat]) -> str:
    """The part of the page that comes first: without seats there is nothing to take in."""
    return "files" if seats else "members"


# --- making one ---------------------------------------------------------------------------------------------


def strength() -> dict[str, str]:
    """Budget of a release -> what it means."""
    return {
        "0.05": _("A quarter of a year’s allowance: four releases a year, from 300 people on"),
        "0.1": _("Half of a year’s allowance: two releases a year"),
        "0.2": _("All of a year’s allowance: one release a year, the sharpest figures"),
    }


def usual_strength() -> str:
    """What most pools take: they are of fewer than 300."""
    return "0.1"


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
        raise InputError(_("{text} is not a whole number above 0.").format(text=text), value=text)
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
    refused: tuple[str, ...]
    """A sentence for each reason, with the files that it is about."""
    table: Table


def took(files: Sequence[Took], you: Reader) -> TookView:
    """The report on files that were dropped in: what was refused first."""
    order = {REFUSED: 0, ACCEPTED: 1, KNOWN: 2}
    listed = sorted(files, key=lambda t: order[t.how])
    counts = [sum(t.how == how for t in files) for how in (ACCEPTED, KNOWN, REFUSED)]
    a, k, r = map(you.number, counts)
    columns = [
        Column("file", _("File")), Column("what", _("What became of it")), Column("seat", _("Seat"), right=True),
        Column("reason", _("Why")), Column("quarters", _("Quarters")),
    ]  # fmt: skip
    rows: list[list[tuple[str, Value]]] = [
        [(t.file, t.file), (_what(t), t.how), (NOTHING if t.seat is None else str(t.seat), t.seat),
         (t.reason, t.reason), (quarters.span(t.quarters), ", ".join(t.quarters))]
        for t in listed
    ]  # fmt: skip
    said = _("{accepted} accepted, {known} known already, {refused} refused.").format(accepted=a, known=k, refused=r)
    return TookView(said, _refused(files, you), Table.of(columns, rows))


def _refused(files: Sequence[Took], you: Reader) -> tuple[str, ...]:
    """Why files were refused, each reason once, the commonest first."""
    by_reason: dict[str, list[str]] = {}
    for t in files:
        if t.how == REFUSED:
            by_reason.setdefault(t.reason, []).append(t.file)
    return tuple(
        f"{_named(names, you)}: {reason}" for reason, names in sorted(by_reason.items(), key=lambda x: -len(x[1]))
    )


def _named(names: Sequence[str], you: Reader) -> str:
    """A few file names, and how many more."""
    more = len(names) - NAMED
    said = ", ".join(names[:NAMED])
    if more <= 0:
        return said
    return said + " " + ngettext("and {n} more", "and {n} more", more).format(n=you.number(more))


def progress(done: int, of: int, you: Reader) -> str:
    """How far the reading of files is."""
    return _("{done} of {all} files read").format(done=you.number(done), all=you.number(of))


def _what(t: Took) -> str:
    if t.how == ACCEPTED:
        return _("member withdrew, rows erased") if t.withdrawn else _("accepted")
    return _("known already") if t.how == KNOWN else _("refused")


def odd(found: Sequence[Remark], you: Reader) -> tuple[str, ...]:
    """What to look at in a quarter's rows, a line each."""
    return tuple(_odd(r, you) for r in found)


def _odd(r: Remark, you: Reader) -> str:
    field = row_field(r.field)
    match r.kind:
        case Odd.BOUND:
            said = _("Seat {seat}: {field} is at the highest that is told, {value}.")
        case Odd.MANY:
            said = _("Seat {seat}: {value} rows in one quarter; most people have one or two.")
        case Odd.FAR:
            said = _("Seat {seat}: the rate kept is {value}, and was {before} in the quarters before.")
    return said.format(seat=r.seat, field=field, value=you.number(r.value), before=you.number(r.before or 0))


def row_field(name: str) -> str:
    """A column of a row in words."""
    return {
        "hours": _("hours"), "headline": _("the advertised rate"), "agreed": _("the agreed rate"),
        "kept": _("the rate kept"), "started": _("the number of projects started"),
    }.get(name, name)  # fmt: skip


# --- members ------------------------------------------------------------------------------------------------


def codes(made: Iterable[SeatCode]) -> Table:
    """New codes, to be handed out one by one."""
    columns = [Column("seat", _("Seat")), Column("code", _("Code")), Column("batch", _("Batch"))]
    return Table.of(
        columns,
        [
            [(str(c.seat), c.seat), (c.code, c.code), (NOTHING if c.batch is None else str(c.batch), c.batch)]
            for c in made
        ],
    )


def slips(made: Iterable[SeatCode], policy: Policy, you: Reader, *, drawn: bool = False) -> Slips:
    """The same codes as slips to print and cut; `drawn`: with a QR code of each."""
    return Slips(
        language=you.language.replace("_", "-"),
        title=policy.name,
        seat=_("Seat"),
        note=_("Your code for one seat. It goes into your first file, with the invitation, on the page Contribute."),
        slips=tuple((c.seat, c.code) for c in made),
        drawn=drawn,
    )


def notice(policy: Policy) -> str:
    """What members should be told before they take part, to be copied and completed."""
    kept = ngettext("Rows are kept for {n} quarter, then erased.", "Rows are kept for {n} quarters, then erased.",
                    policy.keep_quarters).format(n=policy.keep_quarters)  # fmt: skip
    return "\n\n".join((
        policy.name,
        _("We collect quarterly figures from members who want to, to see what this work really pays. What you send is "
          "shown to you word for word before it leaves your machine: per quarter, platform and kind of work, in coarse "
          "steps. No weeks, no clock times, no project names."),
        _("The keepers can see your figures per quarter and, if you send the file yourself, that they are yours. "
          "Nobody else sees rows. We give back a sheet for members, and may publish figures with noise that hide "
          "whether any one person took part."),
        _("Taking part is your choice. You can withdraw at any time: your rows are erased; what was published before "
          "cannot be called back. {kept}").format(kept=kept),
        _("To take part: open the tracker, go to the page Contribute, drop the file invitation.json there and type in "
          "your code. Then hand the file that it makes to a keeper."),
        _("Keepers: ……  Since: ……  Questions to: ……"),
    ))  # fmt: skip


def seats(listed: Iterable[Seat], you: Reader) -> Table:
    columns = [
        Column("seat", _("Seat"), right=True), Column("state", _("State")), Column("quarters", _("Quarters")),
        Column("given_to", _("Given to")), Column("batch", _("Batch"), right=True),
        Column("handed_by", _("Handed out by")),
    ]  # fmt: skip
    rows: list[list[tuple[str, Value]]] = [
        [(str(s.seat), s.seat), (state(s, you), state(s, you)), (quarters.span(s.quarters), ", ".join(s.quarters)),
         (s.given_to, s.given_to), (NOTHING if s.batch is None else str(s.batch), s.batch), (s.handed_by, s.handed_by)]
        for s in listed
    ]  # fmt: skip
    return Table.of(columns, rows)


def state(s: Seat, you: Reader) -> str:
    if s.removed_on is not None:
        return _("removed {day}").format(day=you.day(s.removed_on))
    if s.used_on is None:
        return _("new code not used yet") if s.quarters else _("code not used yet")
    return _("in use since {day}").format(day=you.day(s.used_on))


def seat_title(s: Seat, you: Reader) -> str:
    """A seat in a list to choose from."""
    return " · ".join(x for x in (_("Seat {n}").format(n=s.seat), s.given_to, state(s, you)) if x)


def missing(listed: Sequence[Seat], every: Sequence[Seat], quarter: str, you: Reader) -> str:
    """Who of those in use has sent nothing, and how many codes lie unused. `every`: all seats of the pool."""
    there = [s for s in every if s.removed_on is None]
    unused = sum(s.used_on is None for s in there)
    if not there:
        return _("There are no codes yet: make some above.")
    if unused == len(there):
        return _("No code has been used yet. A member's first file, with the code in it, takes the seat.")
    said = _("Nobody whose code is used is missing for {quarter}.").format(quarter=quarter)
    if listed:
        said = ngettext(
            "{n} seat in use has no rows of {quarter}.", "{n} seats in use have no rows of {quarter}.", len(listed)
        ).format(n=you.number(len(listed)), quarter=quarter)
    if not unused:
        return said
    more = ngettext("{n} code has not been used yet.", "{n} codes have not been used yet.", unused)
    return f"{said} {more.format(n=you.number(unused))}"


# --- releases -----------------------------------------------------------------------------------------------


def cost(*, quarter: str, rho: str, contributors: int, left_out: int, remaining: str, you: Reader) -> str:
    """What a release would ask of its contributors."""
    said = ngettext(
        "The release of {quarter} would count {n} contributor.",
        "The release of {quarter} would count {n} contributors.", contributors,
    ).format(quarter=quarter, n=you.number(contributors))  # fmt: skip
    price = _("It takes {part} of what each one’s figures may give away about them in a year; half of them have {left} "
              "of it or more left.")  # fmt: skip
    if Decimal(remaining) >= YEAR[1]:
        price = _("It takes {part} of what each one’s figures may give away about them in a year; at least half of "
                  "them have all of it left.")  # fmt: skip
    parts = [said, price.format(part=allowance(rho, you), left=allowance(remaining, you))]
    if left_out:
        parts.append(
            ngettext(
                "{n} has too little left, and is left out of it.",
                "{n} have too little left, and are left out of it.",
                left_out,
            ).format(n=you.number(left_out))
        )
    return " ".join(parts)


def allowance(rho: str, you: Reader) -> str:
    """A part of a year's allowance of privacy.

    >>> allowance("0.05", Reader.of("en-US", "USD"))
    '25%'
    """
    return you.share(float(rho) / float(YEAR[1]))


def price(rho: str, epsilon: float, you: Reader) -> str:
    """The same as the method knows it."""
    return _("ρ = {rho}, ε = {epsilon} at δ = 10⁻⁶; a year’s allowance is ρ = {year}.").format(
        rho=rho, epsilon=you.number(epsilon, 2), year=YEAR[1]
    )


def expected(contributors: int, seats: int, rho: float, policy: Policy, you: Reader) -> str:
    """What a release of this number of contributors can tell. Rough: it is decided by noisy counts."""
    if min(contributors, seats) >= plan.large_from(rho):
        if Level.LEAF in choose(contributors).levels:
            return _("It can tell of all of them together, of platforms, and of the commonest kinds of work on them.")
        return _("It can tell of all of them together and of the larger platforms.")
    found = plan.expected(rho, seats, contributors, len(policy.platforms), wages=bool(policy.minimum_wage))
    named = _plan_names(found)
    if found.figures <= 1:
        return _("So few people are hidden by noise that hides the figures too: {what} is all that it would tell. "
                 "Better give them the members’ sheet, and wait until more take part.").format(what=named)  # fmt: skip
    return _("It can tell about {n} figures: {what}.").format(n=you.number(found.figures), what=named)


def _plan_names(found: plan.Plan, but: plan.Plan | None = None) -> str:
    """The figures of a plan in a few words, those of another left out."""
    known = but.parts if but is not None else {}
    return ", ".join(name for key, name in plan_words().items() if key in found.parts and key not in known)


def plan_words() -> dict[str, str]:
    """Figures of a small release -> a few words."""
    return {
        figures.ON_TIME: _("payments on time"), figures.UNPAID_MIDDLE: _("unpaid hours"),
        figures.RATIO: _("kept of what was advertised"), figures.LOST: _("projects lost within 30 days"),
        figures.KEPT: _("the median rate kept"), figures.FELL: _("whose rate fell"),
        figures.BELOW: _("who is below the minimum wage"), figures.CONTRIBUTORS: _("the number of people"),
        plan.PEOPLE: _("people at the four largest platforms"),
        figures.ENDED_30: _("projects ended within 30 days"), figures.ENDED_90: _("projects ended within 90 days"),
        f"{plan.AT}1": _("the median rate at the largest platform"), figures.UPPER: _("the upper quartile of rates"),
        figures.LOWER: _("the lower quartile of rates"), f"{plan.AT}2": _("the median rate at the second platform"),
        f"{plan.AT}3": _("at the third"), f"{plan.AT}4": _("at the fourth"),
    }  # fmt: skip


USUAL_PLATFORMS = 8
"""What a pool of an unknown vocabulary is reckoned with."""
SIZES = (20, 60, 150, 300, 1000, 3000)
"""Members for whom the page says what a pool of so many can show."""


def sizes(you: Reader) -> tuple[str, ...]:
    """What pools of several sizes can show, if everybody takes part: a sentence or two each."""
    sheet = {
        SIZES[0]: _("a sheet of everybody together"), SIZES[1]: _("a sheet with one or two platforms"),
        SIZES[2]: _("a sheet with five platforms"), SIZES[3]: _("a sheet with eight platforms and some kinds of work"),
    } | dict.fromkeys(SIZES[4:], _("a sheet with eight platforms and most kinds of work"))  # fmt: skip
    return tuple(f"{_members(n, sheet[n], you)} {_public(n, you)}" for n in SIZES)


def _members(n: int, sheet: str, you: Reader) -> str:
    return _("{n} members: for them, {sheet} each quarter.").format(n=you.number(n), sheet=sheet)


def _public(n: int, you: Reader) -> str:
    if n >= plan.large_from(0.1):
        return _("In public, whether twice or once a year, all that {few} members can tell, and beside it rates, "
                 "unpaid hours and lost projects of the larger platforms.").format(
            few=you.number(SIZES[-2]))  # fmt: skip
    twice, once = (plan.expected(rho, n, n, USUAL_PLATFORMS, wages=True) for rho in (0.1, 0.2))
    if twice.figures <= 1:
        return _("In public, nothing that is worth its privacy.")
    said = _("In public, {twice} figures twice a year: {what}.").format(
        twice=you.number(twice.figures), what=_plan_names(twice)
    )
    if once.figures == twice.figures:
        return said
    more = _("Once a year it is {once}: also {more}.").format(
        once=you.number(once.figures), more=_plan_names(once, but=twice)
    )
    return f"{said} {more}"


def early(missing: int, contributors: int, least: int, you: Reader) -> str:
    """What speaks against making the members' sheet now; empty if nothing does."""
    if contributors < least:
        return _("Fewer than {least} people have sent this quarter, so the sheet would show nothing yet.").format(
            least=you.number(least)
        )
    if not missing:
        return ""
    return ngettext(
        "{n} member has not sent this quarter yet. The sheet would leave them out.",
        "{n} members have not sent this quarter yet. The sheet would leave them out.", missing,
    ).format(n=you.number(missing))  # fmt: skip


def releases(entries: Sequence[Entry], you: Reader) -> Table:
    """Every reservation of budget."""
    columns = [
        Column("number", _("Number"), right=True), Column("quarter", _("Quarter")), Column("made_on", _("Made on")),
        Column("rho", _("Of a year’s allowance"), right=True), Column("published", _("Published")),
    ]  # fmt: skip
    rows: list[list[tuple[str, Value]]] = [
        [(str(e.number), e.number), (e.quarter, e.quarter), (you.day(dt.date.fromisoformat(e.day)), e.day),
         (allowance(str(e.charge), you), str(e.charge)),
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
