"""What a member reads before a contribution leaves: the rules, the rows, what was changed, the exact file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracker.contributed import Left
from tracker.domain import Project
from tracker.pool.contribution import Note, NoteKind
from tracker.pool.policy import OTHER, Invitation, Policy
from tracker.pool.rows import EVIDENCE, EVIDENCE_STEP, HOURS_STEPS, SHARE_STEP, ContributionRow
from tracker.reports.code_sheet import CodeSheet
from tracker.units import SCALE
from tracker.views.fields import title
from tracker.views.numbers import NOTHING, Reader
from tracker.views.table import Column, Table, Value
from tracker.views.text import _, ngettext

MONEY_FIELDS = frozenset({"headline", "agreed", "all_hours", "kept"})
PERCENT = frozenset({"unpaid_share", *EVIDENCE})
HOUR_FIELDS = frozenset({"hours", "available_hours", Left.ROW.value, Left.RATES.value})
HOME_FIELDS = frozenset({Left.COSTS.value, Left.UNMATCHED.value})


@dataclass(frozen=True, slots=True)
class Rules:
    """An invitation in words: `points` is what it asks and promises, `words` the vocabulary."""

    title: str
    points: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What was changed on the way, in one sentence, and each change by kind."""

    answer: str
    tables: tuple[tuple[NoteKind, str, Table], ...]


def first_line() -> str:
    """The sentence that the page opens with."""
    return _(
        "The keepers of this pool will be able to see your figures per quarter and, if you send this file yourself, "
        "that they are yours."
    )


def rules(invitation: Invitation, you: Reader) -> Rules:
    """What the pool asks for and does with it."""
    p = invitation.policy
    key = _("Releases of this pool are signed with the key {key}: a release signed with another is not its own.")
    words = (*_words(p), key.format(key=invitation.publisher))
    return Rules(p.name, (*_marked(p), *_asked(p, you), *_promised(invitation, you)), words)


def _marked(p: Policy) -> tuple[str, ...]:
    return (_("This pool is simulated: nothing in it is of real people."),) if p.simulated else ()


def _asked(p: Policy, you: Reader) -> tuple[str, ...]:
    b = p.bounds
    return (
        _("It asks for one row for each quarter, platform and kind of work. Nothing by week or day, no name of a "
          "project, no note, no cent."),
        _("Hours are rounded to the nearest {step} and told up to {most}; rates are rounded to {unit} {currency} an "
          "hour and told from {low} to {high}.").format(
            step=_hours_steps(), most=you.number(b.hours), currency=p.currency, low=b.rate_low, high=you.number(b.rate),
            unit=_("whole") if b.rate_step == 1 else you.number(b.rate_step),
        ),
        _("The share of unpaid hours is rounded to {step} points; pay days and notice are told as ranges; projects are "
          "counted up to {most}.").format(step=SHARE_STEP, most=b.projects),
        _("Beside each row stands how much of its hours and money you typed, have from a file, or saw arrive in an "
          "account’s file, rounded down to {step} points. No file itself leaves.").format(step=EVIDENCE_STEP),
    )  # fmt: skip


def _hours_steps() -> str:
    (_first, least), (second, more), (third, most) = HOURS_STEPS
    return _("{least} ({more} from {second} hours on, {most} from {third})").format(
        least=least, more=more, second=second, most=most, third=third
    )


def _promised(invitation: Invitation, you: Reader) -> tuple[str, ...]:
    p = invitation.policy
    return (
        _opened(invitation),
        ngettext(
            "Keepers erase your rows when they are {n} quarter old.",
            "Keepers erase your rows when they are {n} quarters old.",
            p.keep_quarters,
        ).format(n=p.keep_quarters),
        _("Members get a sheet back. It shows a figure only where at least {n} people are behind it.").format(
            n=p.smallest_cell
        ),
        _(
            "What is published has chance added to every figure, so that it can hardly be told from it "
            "whether you took part (ρ = {rho} for a quarter)."
        ).format(rho=p.rho),
        *((_("It takes two keepers to remove a seat or to publish."),) if p.two_keepers else ()),
        _("You can withdraw at any time: your rows are erased then. What was released before stays released."),
        _("These rules were made on {day} and never change.").format(day=you.day(p.made_on)),
    )


def _opened(invitation: Invitation) -> str:
    """Who can open what is made for this pool."""
    if invitation.policy.simulated:
        return _(
            "Anybody can open your file: the keys of a simulated pool are not secret. Do not send it your own figures."
        )
    keepers = len(invitation.keepers)
    return ngettext(
        "One keeper can open your file, nobody else.", "{n} keepers can open your file, nobody else.", keepers
    ).format(n=keepers)


def _words(p: Policy) -> tuple[str, ...]:
    other = _("everything else is “{other}”").format(other=OTHER)
    return (
        _("Platforms: {names}; {other}.").format(names=", ".join(p.platforms), other=other),
        _("Kinds of work: {names}; {other}.").format(names=", ".join(p.roles), other=other),
        _("Regions: {names}.").format(names=", ".join(p.regions)),
    )


# --- the rows -------------------------------------------------------------------------------------------------


def titles() -> dict[str, str]:
    """What each column of a row, and each thing left out, is called on a page."""
    return {
        "quarter": _("Quarter"), "platform": _("Platform"), "role": title(Project, "role"), "region": _("Region"),
        "hours": _("Hours"), "available_hours": _("Hours offered"), "headline": _("Headline"),
        "agreed": _("Agreed"), "all_hours": _("For all hours"), "kept": _("Kept"), "unpaid_share": _("Unpaid"),
        "due": _("Pay days"), "on_time": _("On time"), "started": _("Projects started"),
        "ended_platform_30": _("Cancelled in 30 days"), "ended_platform_90": _("Cancelled in 90 days"),
        "ended_completed_30": _("Completed in 30 days"), "ended_completed_90": _("Completed in 90 days"),
        "ended_left_30": _("Left in 30 days"), "ended_left_90": _("Left in 90 days"),
        "notice": _("Notice"), "drift": _("Trend of the rate"),
        "hours_by_file": _("Hours from files"), "money_by_file": _("Money from files"),
        "money_by_deposit": _("Money by deposits"),
        Left.ROW.value: _("The whole row"), Left.RATES.value: _("All rates"),
        Left.COSTS.value: _("Costs of no one platform"), Left.UNMATCHED.value: _("Money without logged work"),
        Left.BY_AGE.value: _("Pay days of unclear payments"),
    }  # fmt: skip


WORK = ("quarter", "platform", "role", "hours", "available_hours", "unpaid_share")
PAID = ("quarter", "platform", "role", "headline", "agreed", "all_hours", "kept", "drift", "due", "on_time")
LASTED = (
    "quarter", "platform", "role", "started", "ended_platform_30", "ended_platform_90", "ended_completed_30",
    "ended_completed_90", "ended_left_30", "ended_left_90", "notice",
)  # fmt: skip
BACKED = ("quarter", "platform", "role", *EVIDENCE)
_NAMES = frozenset({"quarter", "platform", "role", "region", "notice", "drift"})


def rows(told: Sequence[ContributionRow], currency: str, you: Reader) -> tuple[tuple[str, Table], ...]:
    """The rows as plain tables: hours, rates and pay days, projects, how they are backed. Together they hold every
    column."""
    parts = (
        (_("Hours"), WORK), (_("Rates and pay days"), PAID), (_("Projects"), LASTED), (_("How it is backed"), BACKED),
    )  # fmt: skip
    return tuple((title, _table(told, columns, currency, you)) for title, columns in parts)


def _table(told: Sequence[ContributionRow], columns: Sequence[str], currency: str, you: Reader) -> Table:
    called = titles()
    heads = [Column(c, called[c], c not in _NAMES) for c in columns]
    return Table.of(heads, [[_cell(c, getattr(r, c), currency, you) for c in columns] for r in told])


def _cell(column: str, value: str | int | None, currency: str, you: Reader) -> tuple[str, Value]:
    if value is None:
        return NOTHING, None
    if column in MONEY_FIELDS:
        return you.whole(int(value) * SCALE, currency), value
    if column in PERCENT:
        return you.share(int(value) / 100), value
    if column in ("hours", "available_hours"):
        return f"{you.number(int(value))}\N{NO-BREAK SPACE}h", value
    return _word(value), value


def _word(value: str | int) -> str:
    return _said().get(str(value), str(value))


def _said() -> dict[str, str]:
    """Words of the bundle that a page says in plain ones."""
    return {
        "none": _("none"), "under_day": _("under a day"), "under_week": _("under a week"),
        "week_or_more": _("a week or more"), "drop": _("falls"), "rise": _("rises"), "steady": _("holds"),
        "too_short": _("too early to tell"),
        "1-3": _("{low} to {high}").format(low=1, high=3), "4-6": _("{low} to {high}").format(low=4, high=6),
        "7-13": _("{low} to {high}").format(low=7, high=13), "14+": _("{n} or more").format(n=14),
    }  # fmt: skip


def choose_region() -> str:
    """What is still to be said before anything can be shown."""
    return _("Choose your region first: the pool has several. Everything that would leave then is here.")


def turned_round() -> str:
    """What is said where the first quarter comes after the last."""
    return _("The first quarter comes after the last. Choose them the other way round.")


def code_needed(*, withdrawn: bool) -> str:
    """Why no file can be made yet, and how to go on."""
    if withdrawn:
        return _("You have withdrawn from this pool. To come back, ask a keeper for a new code and type it in above.")
    return _("The first file needs the code for your seat. Type it in above; a keeper gave it to you.")


def region(told: Sequence[ContributionRow]) -> str:
    """The one region of all rows, in a sentence."""
    return _("Region of all rows: {region}.").format(region=told[0].region) if told else ""


# --- what was changed -----------------------------------------------------------------------------------------


def kinds() -> dict[NoteKind, str]:
    return {
        NoteKind.LEFT_OUT: _("Left out"),
        NoteKind.OTHER: _("Called by another word"),
        NoteKind.CLIPPED: _("Clipped to the pool's bounds"),
        NoteKind.ROUNDED: _("Rounded"),
    }


def changes(notes: Sequence[Note], currency: str, you: Reader) -> Changes:
    """Every change by kind; amounts of the ledger in its own currency, rates in that of the pool."""
    n = Counter(note.kind for note in notes)
    if not notes:
        return Changes(_("Nothing was changed on the way."), ())
    texts = (
        ngettext("{n} figure rounded", "{n} figures rounded", n[NoteKind.ROUNDED]),
        ngettext("{n} clipped to the bounds", "{n} clipped to the bounds", n[NoteKind.CLIPPED]),
        ngettext("{n} name called otherwise", "{n} names called otherwise", n[NoteKind.OTHER]),
        ngettext("{n} thing left out", "{n} things left out", n[NoteKind.LEFT_OUT]),
    )
    order = (NoteKind.ROUNDED, NoteKind.CLIPPED, NoteKind.OTHER, NoteKind.LEFT_OUT)
    said = ", ".join(t.format(n=you.number(n[k])) for k, t in zip(order, texts, strict=True) if n[k])
    tables = tuple((k, title, _noted(notes, k, currency, you)) for k, title in kinds().items() if n[k])
    return Changes(_("Changed on the way: {list}.").format(list=said), tables)


def _noted(notes: Iterable[Note], kind: NoteKind, currency: str, you: Reader) -> Table:
    called = titles()
    mine = [n for n in notes if n.kind is kind]
    where = ("quarter", "platform", "role") if kind is not NoteKind.OTHER else ()
    heads = [Column(c, called[c]) for c in where]
    figures = kind is not NoteKind.OTHER
    heads += [Column("what", _("What")), Column("ledger", _("In your ledger"), figures)]
    heads += [] if kind is NoteKind.LEFT_OUT else [Column("file", _("In the file"), figures)]
    rows = []
    for n in mine:
        row: list[tuple[str, Value]] = [(getattr(n, c), getattr(n, c)) for c in where]
        row += [(_what(n, called), n.field), _exact(n, currency, you)]
        row += [] if kind is NoteKind.LEFT_OUT else [_cell(n.field, n.told, currency, you)]
        rows.append(row)
    return Table.of(heads, rows)


def _what(n: Note, called: Mapping[str, str]) -> str:
    """What a note is about."""
    if n.kind is NoteKind.LEFT_OUT and n.field == Left.HEADLINE.value:
        return _("{what}: hours without one").format(what=called[n.field])
    return called[n.field]


def _exact(n: Note, currency: str, you: Reader) -> tuple[str, Value]:
    """A figure as the ledger has it."""
    if n.exact is None or isinstance(n.exact, str):
        return n.exact or NOTHING, n.exact
    left = n.kind is NoteKind.LEFT_OUT
    if left and n.field == Left.HEADLINE.value:
        return you.share(n.exact), n.exact
    if n.field in MONEY_FIELDS:
        return you.money(round(n.exact * SCALE), currency), round(n.exact, 4)
    if n.field in HOME_FIELDS:
        return you.money(round(n.exact * SCALE)), round(n.exact, 4)
    if n.field in HOUR_FIELDS:
        return f"{you.number(n.exact, 2)}\N{NO-BREAK SPACE}h", round(n.exact, 4)
    if n.field in PERCENT:
        return you.share(n.exact / 100), round(n.exact, 4)
    if n.field == "notice":
        return f"{you.number(n.exact, 1)}\N{NO-BREAK SPACE}h", round(n.exact, 4)
    return you.number(n.exact), int(n.exact)


# --- what was made --------------------------------------------------------------------------------------------


def said(document: bytes) -> str:
    """The exact text of a bundle."""
    return document.decode("utf-8").rstrip("\n")


def method() -> tuple[tuple[str, str], ...]:
    """How the figures of a row are worked out."""
    return (
        (
            _("A row"),
            _(
                "A quarter on one platform in one kind of work, worked out here as on the other pages. Work that "
                "names no project goes with the kind of work you did most there in that quarter; a project without "
                "a kind of work is “other”."
            ),
        ),
        (
            _("Rates"),
            _(
                "Headline (the middle of the advertised range), agreed, for all hours and kept are those of What I "
                "make, in the pool's currency at the rates of the days you worked. Expenses that name the platform "
                "are taken off what you kept there. "
                "Where more than half of the hours have no advertised rate, no headline is told."
            ),
        ),
        (
            _("Pay days"),
            _(
                "Days on which money fell due in the quarter, and those whose first money came no later than a day "
                "after. Payments that do not say what they were for count for neither."
            ),
        ),
        (
            _("Projects"),
            _(
                "Projects that started in the quarter, and how many of them had been cancelled, completed or left "
                "after 30 and 90 days. Notice is the middle one of the quarter's pauses and cancellations."
            ),
        ),
        (
            _("How it is backed"),
            _(
                "Hours count as the session was entered: typed, or read from a file. Money that came counts as its "
                "payment: typed, from a platform's file, or by a deposit in an account's file; money not yet due as "
                "its work. Rounded down, so nothing is told to be backed better than it is."
            ),
        ),
    )


def earlier(listed: Sequence[tuple[str, str, str, str]]) -> Table:
    """Files made before: (made on, what, quarters, number)."""
    heads = (Column("made_on", _("Made on")), Column("kind", _("What")), Column("quarters", _("Quarters")),
             Column("serial", _("Number"), True))  # fmt: skip
    return Table.of(heads, [[(c, c) for c in row] for row in listed])


def what(*, withdrawal: bool) -> str:
    return _("withdrawal") if withdrawal else _("contribution")


def code_sheet(policy: Policy, pieces: Sequence[str], you: Reader) -> CodeSheet:
    """The file as QR codes to print: all texts of the page."""
    note = ngettext(
        "Read the code with the camera of a phone and send the whole text to a keeper, or hand them this page. It is "
        "encrypted to the keepers; nobody else can read it.",
        "Read each of the {n} codes with the camera of a phone and send all the texts to a keeper, or hand them this "
        "page. They belong together, in any order, and are encrypted to the keepers; nobody else can read them.",
        len(pieces),
    ).format(n=you.number(len(pieces)))  # fmt: skip
    called = (
        _("Code {k} of {n}").format(k=you.number(k), n=you.number(len(pieces))) for k in range(1, len(pieces) + 1)
    )
    title = _("For the keepers of {name}").format(name=policy.name)
    return CodeSheet(you.language.replace("_", "-"), title, note, tuple(pieces), tuple(called))
