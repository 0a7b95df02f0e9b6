"""Terms of pay of the platforms: shown, taken over once they are confirmed, learnt, added, corrected, removed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tracker.analysis.results.terms import Learnt
from tracker.cli import ask, ways
from tracker.cli.call import Call, record_json
from tracker.cli.plain import Terminal, page, part, points, said
from tracker.desk import entry, pay_terms, reference
from tracker.desk.reference import KnownTerms
from tracker.domain import Kind, PayCycle, PayTerms
from tracker.errors import Ambiguous, InputError, NotFound, Refused
from tracker.say import Act, Said, Word
from tracker.store.results import Operation, Unread
from tracker.units import WEEKDAY_NAMES, WEEKDAYS
from tracker.views.numbers import Reader
from tracker.views.settings import pay_terms as views
from tracker.views.text import _


def terms(call: Call) -> None:
    args = call.args
    if args.platform is None:
        _refuse_options(call)
        names = [p.platform for _, p in call.desk.platforms()]
        call.out.answer({"terms": [t for n in names for t in _json(call, n)]}, page(*(_shown(call, n) for n in names)))
        return
    platform = call.platform(args.platform)
    values = _values(call, platform)
    if args.known:
        _take_known(call, platform, values)
    elif args.learnt:
        _learn(call, platform, values)
    elif args.remove is not None:
        gone = _removed(call, platform, args.remove)
        done = entry.remove(call.desk, "pay_terms", args.remove)
        _changed(call, platform, done, _("Removed from {platform}: {what}.").format(platform=platform, what=gone))
    elif values:
        _save(call, platform, values)
    else:
        call.out.answer(_data(call, platform), page(_shown(call, platform), *_known(platform, _you(call))))


def _refuse_options(call: Call) -> None:
    if call.args.known or call.args.learnt or call.args.change is not None or call.args.remove is not None or any(
        getattr(call.args, c.name) is not None for c in call.args.rest
    ):  # fmt: skip
        raise InputError("Whose terms are they?", hint="Give the platform first: tracker terms mercor …")


def _you(call: Call) -> Reader:
    return Terminal.of(None, call.desk.settings().home_currency)


# --- what is shown -------------------------------------------------------------------------------------


def _shown(call: Call, platform: str) -> str:
    """The terms of a platform that are stored, each with the number by which it is changed."""
    you, pays = _you(call), call.pays_in(platform)
    stored = pay_terms.stored(call.desk, platform)
    lines = [f"{row}  {_line(t, you, pays)}" for row, t in stored]
    lines += [f"{u.row}  {_unread(u, platform, you)}" for u in pay_terms.unread(call.desk, platform)]
    return part(platform, points(lines) if lines else f"  {_('No terms of pay are stored.')}")


def _line(t: PayTerms, you: Reader, currency: str | None) -> str:
    parts = (f"{views.title(t, you)}: {views.sentence(t, you, currency)}.", views.source(t, you), t.source_url or "")
    return " ".join(p for p in parts if p)


def _unread(found: Unread, platform: str, you: Reader) -> str:
    """A row that an older version took: what is wrong with it, and the way out."""
    option = next((p.column for p in found.wrong if p.column), "pay_day").replace("_", "-")
    at = {"platform": Word(platform), "row": Word(found.row), "column": Word(option)}
    wrong = views.unread(found.wrong, found.values["holds_from"], you)
    return f"{wrong} {ways.say(Said('{way}', way=Act.CHANGE_TERMS, **at))}"


def _known(platform: str, you: Reader) -> list[str]:
    """What is known of a platform from elsewhere."""
    known = reference.known_terms(platform)
    if not known:
        return [said(reference.unknown_terms(platform))]
    take = Said("Is that what your contract says? Take it: tracker terms '{platform}' --known", platform=Word(platform))
    return [part(_("Known from elsewhere, a starting point and no promise"), _points(known, you), said(take))]


def offer(call: Call, platform: str) -> None:
    """Ask of a platform that was added whether its contract says what is known from elsewhere; nothing if no terms of
    it are known."""
    if reference.known_terms(platform) and not call.out.as_json and not call.out.quiet:
        call.out.plain(page(*_known(platform, _you(call))))


def _points(known: Sequence[KnownTerms], you: Reader) -> str:
    lines = []
    for k in known:
        other = " " + _("Sources disagree: {what}").format(what=k.disagreement) if k.disagreement else ""
        lines.append(_line(k.terms, you, k.currency or None) + other)
    return points(lines)


def _json(call: Call, platform: str) -> list[dict[str, Any]]:
    return [
        *({"row": row, **record_json(t)} for row, t in pay_terms.stored(call.desk, platform)),
        *(
            {"row": u.row, "platform": platform, "wrong": {p.column: p.value for p in u.wrong}}
            for u in pay_terms.unread(call.desk, platform)
        ),
    ]


def _data(call: Call, platform: str) -> dict[str, Any]:
    known = [
        {**record_json(k.terms), "currency": k.currency or None, "disagreement": k.disagreement or None}
        for k in reference.known_terms(platform)
    ]
    return {"terms": _json(call, platform), "known": known}


# --- what is written -----------------------------------------------------------------------------------


def _values(call: Call, platform: str) -> dict[str, Any]:
    """What the options say; amounts are in the currency that the platform pays in."""
    given = [(c, getattr(call.args, c.name)) for c in call.args.rest]
    pays, pay = call.pays_in(platform), Said("The pay of {where}", where=Word(platform))
    values: dict[str, Any] = {
        c.name: call.units_in(text, pays, pay) if c.kind is Kind.MONEY else call.value(c, text)
        for c, text in given
        if text is not None
    }
    ends = values.get("pay_cycle_ends")
    if ends and values.get("pay_cycle") == PayCycle.BIWEEKLY and ends.lower() not in WEEKDAY_NAMES:
        values["pay_cycle_ends"] = call.day(ends).isoformat()
    return values


def _unread_of(call: Call, platform: str, row: int) -> Unread | None:
    return next((u for u in pay_terms.unread(call.desk, platform) if u.row == row), None)


def _removed(call: Call, platform: str, row: int) -> str:
    """What is removed, in words: terms, or a row that cannot be read as such."""
    if _unread_of(call, platform, row) is not None:
        return _("terms {row}, which could not be used").format(row=row)
    return views.title(_of_number(call, platform, row), _you(call))


def _of_number(call: Call, platform: str, row: int) -> PayTerms:
    there = dict(pay_terms.stored(call.desk, platform))
    if row not in there:
        raise NotFound(
            "There are no terms {row} of {platform}.",
            hint="List them: tracker terms '{platform}'.",
            row=Word(row),
            platform=Word(platform),
        )
    return there[row]


def _take_known(call: Call, platform: str, values: dict[str, Any]) -> None:
    """Known terms, once it is said that the contract says so."""
    if values:
        raise InputError("--known takes the terms as they are.", hint="Change them afterwards with --change.")
    known = reference.known_terms(platform)
    if not known:
        raise NotFound(
            "No terms of pay of {platform} are known.", hint=reference.unknown_terms(platform), platform=Word(platform)
        )
    if pay_terms.stored(call.desk, platform):
        hint = "Change them with --change, or --remove them first."
        raise Refused("Terms of pay of {platform} are stored already.", hint=hint, platform=Word(platform))
    if not call.args.yes:
        question = page(said(_("Of {platform} it is known:").format(platform=platform)), _points(known, _you(call)))
        if not call.out.as_json and not call.out.quiet:
            call.out.plain(question)
        ask.sure(Said("Is that what your contract says?"))
    stored = _("Terms of pay of {platform} are stored.").format(platform=platform)
    _changed(call, platform, pay_terms.accept(call.desk, platform, known), stored)


def _learn(call: Call, platform: str, values: dict[str, Any]) -> None:
    """What came beside the terms, and terms that fit it better; stored after a yes."""
    since: dt.date | None = values.pop("holds_from", None)
    if values:
        raise InputError("--learnt takes the terms as they are.", hint="Change them afterwards with --change.")
    today = call.desk.today()
    found = pay_terms.learnt(call.desk, platform, today)
    if found is None:
        text = said(Said("What came of {platform} gives no reason for other terms of pay.", platform=Word(platform)))
        call.out.answer({"learnt": None, "terms": _json(call, platform)}, text)
        return
    offer = page(said(views.learnt(found)), said(views.fitting(found, _you(call), call.pays_in(platform))))
    if not call.args.yes:
        if call.out.as_json or not ask.possible():
            take = "Is that what your contract says? Take it: tracker terms '{platform}' --learnt --yes"
            way = said(Said(take, platform=Word(platform)))
            call.out.answer({"learnt": _learnt_json(found), "terms": _json(call, platform)}, page(offer, way))
            return
        call.out.plain(offer)
        since = since or _since(call, found, today)
    done = pay_terms.take_learnt(call.desk, found, since, today)
    made = replace(found.proposed, holds_from=since)
    call.changed(
        done,
        {"learnt": _learnt_json(found), "terms": _json(call, platform)},
        f"{platform}: {_said(call, made)}",
    )


def _since(call: Call, found: Learnt, today: dt.date) -> dt.date | None:
    """From which day on they hold; None: always. Raises Refused where they are left out."""
    day = pay_terms.next_start(found, today)
    since = _("for work from {day} on").format(day=_you(call).day(day))
    choices = (_("they were always so"), since, _("leave them out"))
    chosen = ask.pick(_("Is that what your contract says?"), choices)
    if chosen == len(choices) - 1:
        raise Refused("Nothing was done.")
    return day if chosen else None


def _learnt_json(found: Learnt) -> dict[str, Any]:
    weekday = None if found.weekday is None else WEEKDAYS[found.weekday]
    return {
        "pay_days": found.n, "weekday": weekday, "days_after_due": found.offset_days,
        "proposed": record_json(found.proposed),
    }  # fmt: skip


def _save(call: Call, platform: str, values: dict[str, Any]) -> None:
    row = call.args.change
    if row is not None:
        unread = _unread_of(call, platform, row)
        made = pay_terms.corrected(unread, values) if unread else replace(_of_number(call, platform, row), **values)
        _changed(
            call, platform, entry.change(call.desk, [("pay_terms", row, made)]), f"{platform}: {_said(call, made)}"
        )
        return
    made = PayTerms(platform=platform, **values)
    _check_since(call, platform, made)
    _changed(call, platform, entry.add(call.desk, [made]), f"{platform}: {_said(call, made)}")


def _check_since(call: Call, platform: str, made: PayTerms) -> None:
    """Terms beside others for the same pay: from when on they hold has to be said."""
    same = [(row, t) for row, t in pay_terms.stored(call.desk, platform) if t.kind == made.kind]
    if same and made.holds_from is None and made.part_percent is None:
        row, there = same[-1]
        raise Ambiguous(
            "{what} has terms already: were they always so, or did they change?",
            hint="Correct them with --change {row}, or add --holds-from DATE.",
            choices=((Said("they were always so"), f"--change {row}"), (Said("from a day on"), "--holds-from DATE")),
            code="terms_since",
            what=Word(views.title(there, _you(call))),
            row=Word(row),
        )


def _said(call: Call, made: PayTerms) -> str:
    return _line(made, _you(call), call.pays_in(made.platform))


def _changed(call: Call, platform: str, done: Operation | None, text: str) -> None:
    call.changed(done, {"terms": _json(call, platform)}, text)
