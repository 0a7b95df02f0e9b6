"""How steady each platform is: what the page Platforms and `tracker platforms` ask for."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from tracker.desk import payments, projects, shapes
from tracker.desk.ledger_basis import basis
from tracker.desk.prospect import played

if TYPE_CHECKING:
    from tracker.analysis.results.platforms import Overall, Platforms
    from tracker.desk.session import Desk
    from tracker.views.numbers import Reader


def as_json(found: Platforms, reader: Reader) -> dict[str, Any]:
    """Platforms as `--json` prints them: with each, the terms by which its pay days are judged, in a reader's words."""
    from tracker.views.settings.pay_terms import judging

    out = shapes.as_json(found)
    for told, card in zip(out["platforms"], found.platforms, strict=True):
        texts = judging(card.judged_by, reader, card.pays)
        told["judged_by"] = [
            {
                "row": j.row, "kind": j.terms.kind, "from": _day(j.terms.holds_from), "to": _day(j.until),
                "assumed": j.assumed, "text": text.replace("\N{NO-BREAK SPACE}", " "),
            }
            for j, text in zip(card.judged_by, texts, strict=True)
        ]  # fmt: skip
    return out


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def platforms(desk: Desk, as_of: dt.date) -> Platforms:
    """Every platform over the whole ledger up to as-of (methods, sections 10 and 11), made once per version."""
    from tracker.analysis.platforms.compared import platforms_of

    return payments.shown(
        desk,
        ("platforms", as_of),
        lambda: platforms_of(basis(desk, as_of), projects.lives(desk, as_of), played(desk, as_of)),
    )


def overall(desk: Desk, as_of: dt.date) -> Overall:
    """All platforms together over the whole ledger up to as-of, made once per version."""
    from tracker.analysis.platforms.overall import overall as made

    return payments.shown(desk, ("overall", as_of), lambda: made(basis(desk, as_of), projects.lives(desk, as_of)))
