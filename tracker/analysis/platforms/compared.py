"""Every platform side by side: what it pays, whether it lasts, warns, pays and holds its rate (methods, 11)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tracker.analysis.drift import ENOUGH, drifts
from tracker.analysis.earnings.floor import floors_of
from tracker.analysis.earnings.grouped import platform_group
from tracker.analysis.fx import ReferenceRates
from tracker.analysis.ledger_basis import Basis, make_basis
from tracker.analysis.platforms.reliability import (
    FEWEST,
    Unit,
    days_to_pay,
    hours_before_pay,
    notice_of,
    on_time,
    paid_share,
    paused_share,
    pay_units,
    payouts_of,
    promises_of,
)
from tracker.analysis.projects.lives import lives
from tracker.analysis.projects.survival import survival_of, watched_from
from tracker.analysis.prospect.answer import Played, hours_ahead, play
from tracker.analysis.report import Group, HourAhead
from tracker.analysis.results.drift import Drift
from tracker.analysis.results.platforms import PlatformCard, Platforms
from tracker.analysis.results.projects import Life
from tracker.analysis.terms_of_pay.stored import currency_of, judging
from tracker.errors import Caveat
from tracker.frames import LedgerFrames
from tracker.say import Said, Word

NO_DRIFT = Drift(None, None, None, None, 0, "too_short")


def build_platforms(frames: LedgerFrames, as_of: dt.date, *, reference: ReferenceRates | None = None) -> Platforms:
    """Every platform of the ledger over all its days up to `as_of`. See `platforms_of`."""
    return platforms_of(make_basis(frames, as_of, reference))


def platforms_of(basis: Basis, known: Sequence[Life] | None = None, played: Played | None = None) -> Platforms:
    """The platforms of which something is recorded, the one with most hours first; this is not a ranking.

    Args:
        basis: of the whole ledger. known: its `lives`, and played: its draws of the coming weeks, where they are at
            hand.

    | field of a card | meaning |
    |---|---|
    | hours, hourly | of all its days; rung 6 with the interval of its complete weeks |
    | ahead | what an hour there may leave in the next 52 weeks (section 14); None if that cannot be drawn |
    | survival | how long its projects last (`project_survival`) |
    | notice, on_time, days_to_pay | see `reliability` |
    | paused_share | days paused of days from start to end |
    | paid_share | settled of what was due; money, so without an interval |
    | counted_share, unpaid_share | C/P and U/(P+U) |
    | hours_to_first_pay | hours of work before its first payout |
    | drifts, drift | by role; the role with most active weeks |
    | promises | promised against delivered, by project |
    | floor | the floor of an hour beside its last weeks (`earnings.floor`); None if none is set |

    Money is in units of home currency, but in `promises`. An empty ledger gives no cards. Caveats of a card: those
    of its ladder, `no_payouts`, `few_counted`, `notice_unknown`, `on_time_by_age`, `drift_too_short`, `no_role`; of
    all: those of `ledger_money` and `nothing_recorded`. Source: methods, sections 10 and 11.
    """
    every = lives(basis) if known is None else tuple(known)
    mine: dict[str, list[Life]] = {}
    for life in every:
        mine.setdefault(life.platform, []).append(life)
    pieces = basis.split("platform")
    units, series = pay_units(basis), drifts(basis)
    first = watched_from(basis.frames, basis.as_of)
    ahead = {x.platform: x for x in hours_ahead(play(basis) if played is None else played)}
    empty = basis.between(dt.date(1, 1, 2), dt.date(1, 1, 1))
    names = {*pieces, *(p for p, ours in mine.items() if any(x.events for x in ours))} - {""}
    cards = [
        _card(
            name,
            pieces.get(name, empty),
            mine.get(name, []),
            units.get(name, ()),
            series.get(name, ()),
            first,
            ahead.get(name),
        )
        for name in sorted(names)
    ]
    floors = {f.platform: f for f in floors_of(basis)}
    cards = [replace(c, floor=floors.get(c.platform)) for c in cards]
    return Platforms(
        as_of=basis.as_of,
        first=basis.first,
        currency=basis.frames.settings.home_currency,
        platforms=tuple(sorted(cards, key=lambda c: (-c.hours.all, c.platform))),
        caveats=(*_nothing(cards), *basis.money.caveats),
    )


def _nothing(cards: Sequence[PlatformCard]) -> Iterable[Caveat]:
    if not cards:
        yield Caveat("nothing_recorded", "Nothing is recorded up to this day.", 0)


def _card(
    platform: str,
    piece: Basis,
    lives: Sequence[Life],
    units: Sequence[Unit],
    drift: tuple[Drift, ...],
    first: dt.date | None,
    ahead: HourAhead | None,
) -> PlatformCard:
    group = platform_group(piece, platform)
    h = group.hours
    card = PlatformCard(
        platform=platform,
        hours=h,
        hourly=group.hourly,
        survival=survival_of(lives, first, piece.as_of),
        notice=notice_of(lives),
        paused_share=paused_share(lives),
        on_time=on_time(units, piece.as_of),
        days_to_pay=days_to_pay(units, piece.as_of),
        paid_share=paid_share(piece),
        counted_share=h.paid_counted / h.paid_own if h.paid_own > 0 else None,
        unpaid_share=h.unpaid / h.all if h.all > 0 else None,
        hours_to_first_pay=hours_before_pay(piece, platform),
        drift=drift[0] if drift else NO_DRIFT,
        drifts=drift,
        promises=promises_of(piece, lives),
        caveats=(),
        judged_by=judging(piece.frames, platform, piece.money.judged_by.get(platform, ())),
        pays=currency_of(piece.frames, platform),
        ahead=ahead,
    )
    return replace(card, caveats=tuple(_caveats(card, group, piece)))


def _caveats(card: PlatformCard, group: Group, piece: Basis) -> Iterable[Caveat]:
    yield from group.caveats
    if card.hours.paid_own > 0 and not card.hours.unpaid:
        text = "No unpaid time is recorded: what an hour paid is an upper bound."
        yield Caveat("no_unpaid_time", text)
    yield from _pay_caveats(card, piece)
    yield from _stop_caveats(card)
    yield from _drift_caveats(card)


def _pay_caveats(card: PlatformCard, piece: Basis) -> Iterable[Caveat]:
    due = card.on_time
    if due.n and payouts_of(piece, card.platform).empty:
        text = Said(
            "No payment from {platform} is recorded, so all its money that is due counts as not arrived.",
            platform=Word(card.platform),
        )
        yield Caveat("no_payouts", text)
    if due.by_age:
        text = Said(
            "Pay days whose payments do not say what they were for: {by_age}. They are left out of the share.",
            by_age=Word(due.by_age),
        )
        yield Caveat("on_time_by_age", text, due.by_age)
    if 0 < due.n < FEWEST:
        yield Caveat(
            "few_counted",
            "Pay days so far: {count}. Fewer than {fewest} give no share.",
            due.n,
            count=Word(due.n),
            fewest=Word(FEWEST),
        )


def _stop_caveats(card: PlatformCard) -> Iterable[Caveat]:
    if n := card.notice.unknown:
        text = "Stops of which it is not recorded when they were announced: {n}. The notice leaves them out."
        yield Caveat("notice_unknown", text, n)


def _drift_caveats(card: PlatformCard) -> Iterable[Caveat]:
    short = [d for d in card.drifts if d.verdict == "too_short"]
    if short and len(short) == len(card.drifts):
        text = "No role has {enough} weeks of paid work yet: whether the rate holds cannot be worked out."
        yield Caveat("drift_too_short", text, len(short), enough=ENOUGH)
    if unnamed := next((d for d in card.drifts if d.role is None), None):
        text = "Work whose project names no role is taken as one kind: its rate may move with the kind of work."
        yield Caveat("no_role", text, unnamed.weeks)
