"""What a member does with a pool: read its invitation, see what would leave, make the file, withdraw.

    invitation ──> draft (rows, notes, the exact document; nothing is written) ──> write ──> a file to hand over

Nothing is sent: the file goes the way that the member chooses.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tracker.contributed import Exact
from tracker.desk import ledger_basis, payments, projects, reference
from tracker.desk.session import Desk
from tracker.domain import Project
from tracker.errors import Caveat, InputError, NeedsAnswer, NotFound, Refused
from tracker.pool import checks, quarters
from tracker.pool.bundle import MOST_ROWS, Bundle, Kind, document, text
from tracker.pool.contribution import Note, NoteKind, coarsen, platform_words, role_words, word_notes
from tracker.pool.invitation import policy_digest, read_invitation
from tracker.pool.policy import Invitation, Policy
from tracker.pool.rows import ContributionRow
from tracker.pool.seats import code_hash, normal_code
from tracker.reports import code_sheet, qr
from tracker.reports.code_sheet import CodeSheet
from tracker.say import Act, Word
from tracker.vault import armour, files, keys, member
from tracker.vault.member import Membership, Sent

__all__ = [
    "Bundle", "ContributionRow", "Draft", "Invitation", "Kind", "Membership", "Note", "NoteKind", "Policy", "Sent",
    "again", "as_text", "codes_page", "document", "draft", "draws_codes", "membership", "memberships", "open_quarters",
    "pieces", "read_invitation", "withdrawal", "write",
]  # fmt: skip

SUFFIX = ".bundle"
TOLD = frozenset({"no_rate", "nothing_recorded"})
"""Caveats of the ledger that a member should know before handing figures on."""


@dataclass(frozen=True)
class Draft:
    """What would leave the machine, word for word; nothing of it is written yet."""

    invitation: Invitation
    bundle: Bundle
    notes: tuple[Note, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    needs_code: bool = False
    """It cannot be taken in before a seat code is given."""
    member: Membership = field(repr=False, kw_only=True)
    before: int | None = field(kw_only=True)
    """Bundles made before, None without a membership."""

    @property
    def document(self) -> bytes:
        """The exact text that is encrypted to the keepers."""
        return text(self.bundle)

    @property
    def file_name(self) -> str:
        return _file_name(self.invitation.policy, self.bundle.kind, self.bundle.quarters)


# --- what there is --------------------------------------------------------------------------------------------


def folder(desk: Desk) -> Path:
    """Where keys and earlier files lie: beside the ledger; for one on a server in the user's data folder, apart for
    each worker."""
    from tracker.store import system

    return desk.path.parent if desk.path is not None else system.data_dir() / "workers" / str(desk.store.owner)


def memberships(desk: Desk) -> tuple[Membership, ...]:
    """The pools that something was made for, by name."""
    return member.load_all(folder(desk))


def membership(desk: Desk, invitation: Invitation) -> Membership | None:
    """The membership in this pool. Raises Refused if its rules are not those that were agreed to."""
    found = member.load(folder(desk), invitation.policy.pool)
    if found is None:
        return None
    same = policy_digest(found.invitation.policy) == policy_digest(invitation.policy)
    if not same or found.invitation.publisher != invitation.publisher:
        raise Refused(
            "This invitation has other rules, or another publishing key, than the one you agreed to.",
            hint="A pool never changes them: ask a keeper before you go on.",
        )
    return replace(found, invitation=invitation)


def open_quarters(policy: Policy, as_of: dt.date) -> tuple[str, ...]:
    """Quarters that can be handed in: over, and not older than the pool keeps; oldest first."""
    last, kept = quarters.last_complete(as_of), policy.keep_quarters
    return tuple(quarters.shift(last, i - kept + 1) for i in range(kept))


# --- what would leave -----------------------------------------------------------------------------------------


def draft(
    desk: Desk,
    invitation: Invitation,
    *,
    as_of: dt.date | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
    region: str | None = None,
    code: str | None = None,
) -> Draft:
    """The bundle of the quarters from that of `first` to that of `last`: by default all that can be handed in.

    Raises InputError (no such region or code, no quarter that is over), NeedsAnswer (`--region`), Refused if
    nothing is recorded or the rules have changed.
    """
    policy, day = invitation.policy, as_of or desk.today()
    known = membership(desk, invitation)
    where = _region(policy, region, known)
    chosen = _chosen(policy, day, first, last)
    me, with_code, needs = _seated(invitation, known, code)
    figures, notes, caveats = payments.shown(
        desk, ("contribute", policy_digest(policy), day, chosen), lambda: _figures(desk, policy, day, chosen)
    )
    coarse = coarsen(figures, policy, where)
    _check(coarse.rows, policy, day)
    bundle = Bundle(
        pool=policy.pool,
        policy=policy_digest(policy),
        key=me.key,
        serial=me.serial + 1,
        made_on=day,
        rows=coarse.rows,
        seat_code=with_code,
    )
    return Draft(
        invitation,
        me.sign(bundle),
        (*notes, *coarse.notes),
        caveats,
        needs,
        member=replace(me, region=where),
        before=None if known is None else len(known.sent),
    )


def withdrawal(desk: Desk, invitation: Invitation, *, as_of: dt.date | None = None) -> Draft:
    """The file that makes the pool erase this member's rows. Raises Refused if nothing was handed in."""
    known = membership(desk, invitation)
    if known is None or not known.sent or known.withdrawn:
        raise Refused("From this ledger nothing is in that pool.", hint="A keeper can remove your seat when you ask.")
    bundle = Bundle(
        pool=known.pool,
        policy=policy_digest(invitation.policy),
        key=known.key,
        serial=known.serial + 1,
        made_on=as_of or desk.today(),
        kind=Kind.WITHDRAWAL,
    )
    return Draft(invitation, known.sign(bundle), member=known, before=len(known.sent))


def _region(policy: Policy, said: str | None, known: Membership | None) -> str:
    if said is not None:
        found = next((r for r in policy.regions if r.casefold() == said.strip().casefold()), None)
        if found is None:
            names = ", ".join(policy.regions)
            raise InputError(
                "{value} is not a region of this pool.", hint="One of {names}.", value=said, names=Word(names)
            )
        return found
    if known is not None and known.region in policy.regions:
        return str(known.region)
    if len(policy.regions) == 1:
        return policy.regions[0]
    raise NeedsAnswer("The pool has several regions.", asks="region", choices=policy.regions)


def _chosen(policy: Policy, day: dt.date, first: dt.date | None, last: dt.date | None) -> tuple[str, ...]:
    low = "" if first is None else quarters.quarter_of(first)
    high = "9999Q4" if last is None else quarters.quarter_of(last)
    found = tuple(q for q in open_quarters(policy, day) if low <= q <= high)
    if not found:
        raise InputError(
            "None of these quarters is over and recent enough.",
            hint="The pool takes {policy}.",
            policy=Word(" to ".join(_ends(open_quarters(policy, day)))),
        )
    return found


def _ends(chosen: Sequence[str]) -> tuple[str, ...]:
    return (chosen[0],) if len(chosen) == 1 else (chosen[0], chosen[-1])


def _seated(invitation: Invitation, known: Membership | None, said: str | None) -> tuple[Membership, str | None, bool]:
    """The member with the key to sign with, the code that goes into the bundle, and whether one is missing.

    A code other than the last one means a new key: that is how a keeper gives a seat back after a loss.
    """
    pool = invitation.policy.pool
    code = None if said is None or not said.strip() else normal_code(said)
    if code is None and said is not None and said.strip():
        raise InputError("This is not a seat code.", hint="It has 16 letters and digits.", code="bad_code")
    if code is None:
        me = known or member.new_membership(invitation)
        return me, None, me.code_hash is None or me.withdrawn
    own = code_hash(pool, code)
    if known is None:
        return member.new_membership(invitation, own), code, False
    if known.code_hash == own and not known.withdrawn:
        return known, code, False
    return member.with_new_key(known, own), code, False


def _check(rows: Sequence[ContributionRow], policy: Policy, day: dt.date) -> None:
    """What intake would refuse is not made in the first place."""
    if not rows:
        raise Refused("Nothing is recorded in these quarters that could be handed in.", hint="Choose other quarters.")
    if len(rows) > MOST_ROWS:
        raise InputError(
            "That makes more than {most_rows} rows.",
            hint="Hand in fewer quarters.",
            code="bundle_rows",
            most_rows=Word(MOST_ROWS),
        )
    found = checks.rows_problem(rows, policy) or checks.time_problem(rows, policy, day, day)
    if found is not None:
        raise InputError(found.message, hint="Look at this quarter's hours and projects.", code=found.code)


# --- the figures ----------------------------------------------------------------------------------------------


def _figures(
    desk: Desk, policy: Policy, day: dt.date, chosen: Sequence[str]
) -> tuple[tuple[Exact, ...], tuple[Note, ...], tuple[Caveat, ...]]:
    """The exact figures of the quarters, in the pool's words and currency, with the words that were changed."""
    from tracker.analysis.fx import HomeRates
    from tracker.analysis.quarterly import Quarter, quarter_figures

    basis = ledger_basis.basis(desk, day)
    rates = HomeRates(basis.frames, day, desk.rates())
    days = [Quarter(q, quarters.first_day(q), quarters.last_day(q)) for q in chosen]
    _known_rate(rates.on(policy.currency, (day - dt.date(1970, 1, 1)).days), policy.currency, rates.home)
    platforms = platform_words(_platforms(desk), policy, _also_called())
    roles = role_words(_roles(desk), policy, _role_groups())
    found = quarter_figures(
        basis, projects.lives(desk, day), days,
        platforms=platforms, roles=roles, currency=policy.currency, rates=rates,
    )  # fmt: skip
    told = tuple(c for c in basis.money.caveats if c.code in TOLD)
    return found, (*word_notes("platform", platforms), *word_notes("role", roles)), told


def _known_rate(rate: float | None, currency: str, home: str) -> None:
    if rate is None:
        raise Refused(
            "The pool counts in {currency_2}, and no exchange rate to {home} is known.",
            hint=Act.SAY_RATE,
            currency=Word(currency),
            currency_2=Word(currency),
            home=Word(home),
        )


def _platforms(desk: Desk) -> list[str]:
    return [p.platform for _, p in desk.platforms()]


def _roles(desk: Desk) -> list[str]:
    return sorted({p.role for _, p in desk.rows(Project) if p.role})


def _also_called() -> dict[str, tuple[str, ...]]:
    rows = reference.platform_presets()
    return {r["name"]: tuple(a.strip() for a in r["aliases"].split(";") if a.strip()) for r in rows}


def _role_groups() -> dict[str, str]:
    """The group of each public role and of what it is also called."""
    found = {}
    for row in reference.role_groups():
        for name in (row["role"], *row["also_called"].split(";")):
            found[name.strip()] = row["role_group"]
    return found


# --- the file -------------------------------------------------------------------------------------------------


def as_text(sealed: bytes) -> str:
    """An encrypted file as text to paste into a message: a keeper takes it in as it takes the file."""
    return armour.armoured(sealed)


def pieces(sealed: bytes) -> tuple[str, ...]:
    """The same in texts short enough for a QR code each; a keeper takes them in together."""
    return armour.pieces(sealed)


def draws_codes() -> bool:
    """Can QR codes be drawn here?"""
    return qr.available()


def codes_page(page: CodeSheet) -> bytes:
    """A page of QR codes to print: HTML. Raises Refused, code needs_qr."""
    return code_sheet.html(page)


def write(
    desk: Desk, draft: Draft, path: Path | None = None, *, form: Callable[[bytes], bytes] = bytes, suffix: str = SUFFIX
) -> bytes:
    """The encrypted file, kept in the list of what was made; with `path` also written there, in this form.

    The list knows of the file before it is there: no number is ever given twice. Raises NeedsAnswer without a
    seat code where one is needed, Refused where another file was made meanwhile or something else is there.
    """
    if draft.needs_code:
        raise NeedsAnswer("The keepers gave you a code for your seat; the first file has to hold it.", asks="code")
    sealed = keys.encrypt(draft.document, draft.invitation.keepers)
    if path is None:
        member.save(folder(desk), draft.member.with_sent(draft.bundle), after=draft.before)
        return sealed
    if path.exists() and path.suffix != suffix:
        raise Refused(
            "{path} is there already, and is not a file of the kind {suffix}.",
            hint="Name another file.",
            path=Word(path),
            suffix=Word(suffix),
        )
    part = files.start(path, form(sealed))
    try:
        member.save(folder(desk), draft.member.with_sent(draft.bundle), after=draft.before)
    except BaseException:
        part.unlink()
        raise
    files.finish(part, path)
    return sealed


def again(desk: Desk, pool: str, sent: Sent) -> tuple[str, bytes]:
    """An earlier bundle as a file once more: the same document, encrypted again to the keepers of then."""
    known = member.load(folder(desk), pool)
    if known is None or sent not in known.sent:
        raise NotFound("There is no such file in the list.")
    name = _file_name(known.invitation.policy, sent.kind, sent.quarters)
    return name, keys.encrypt(sent.document.encode("utf-8"), known.invitation.keepers)


def _file_name(policy: Policy, kind: Kind, chosen: Sequence[str]) -> str:
    """A name without anything of the worker: pool, quarters."""
    pool = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in policy.name.casefold()).split())
    what = "withdrawal" if kind is Kind.WITHDRAWAL else "-to-".join(_ends(chosen))
    return f"{pool[:40] or 'pool'}-{what}{SUFFIX}"
