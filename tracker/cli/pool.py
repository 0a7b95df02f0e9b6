"""Pool: what a keeper does, from a terminal. Needs no ledger; each action is `(call: PoolCall) -> int`."""

from __future__ import annotations

import argparse
import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from tracker.cli import ask, comparing, ways
from tracker.cli.out import Out, columns, wrap
from tracker.cli.pool_call import PoolCall, passphrase
from tracker.desk import pools
from tracker.desk.places import path_of
from tracker.desk.pools import Accepted, Bounds, Collective, Kind, Known, Refused, Taken
from tracker.errors import InputError, NotFound
from tracker.errors import Refused as RefusedAct
from tracker.pool.plausible import Remark
from tracker.pool.quarters import is_quarter
from tracker.say import Said, Word
from tracker.views.collective.overview import slips
from tracker.views.numbers import Reader
from tracker.views.text import _

SHOWN = 10


def pool(args: argparse.Namespace, out: Out, clock: Callable[[], dt.datetime]) -> int:
    """Run one action of `tracker pool`; gives the exit code."""
    return ACTIONS[args.action](PoolCall(args, out, clock))


def init(call: PoolCall) -> int:
    """Make a pool; its recovery key is printed once, here."""
    a = call.args
    policy = pools.new_policy(
        a.name,
        today=call.clock().astimezone(dt.UTC).date(),
        currency=a.currency.upper(),
        regions=a.region,
        platforms=a.platform,
        roles=a.role,
        bounds=Bounds(hours=a.most_hours, rate=a.most_rate),
        minimum_wage=dict(map(_wage, a.minimum_wage)),
        smallest_cell=a.smallest_cell,
        keep_quarters=a.keep,
        rho=a.rho,
        two_keepers=a.two_keepers,
    )
    made = pools.make(path_of(a.folder), policy, passphrase(new=True), clock=call.clock)
    c = made.collective
    if (service := c.copied_by()) is not None:
        text = "{service} copies this folder to other machines. Keep a pool in a folder that nothing copies."
        call.out.notice(Said(text, service=Word(service)))
    data = {
        "folder": str(c.folder),
        "pool": policy.pool,
        "name": policy.name,
        "invitation": str(c.invitation_path),
        "publisher": c.invitation().publisher,
        "recovery": made.recovery,
    }
    there = _("{name} is in {path}.").format(name=policy.name, path=c.folder)
    call.out.answer(data, f"{there}\n{_first_steps(c, made.recovery)}")
    return 0


def _first_steps(c: Collective, recovery: str) -> str:
    need = _("Members need {file} from there, and a code each: tracker pool invite.")
    keep = Said(
        "Print the recovery key and put it where you keep papers. Without it and without the passphrase nobody can "
        "ever open a contribution:"
    )
    return f"{need.format(file=c.invitation_path.name)}\n{wrap(keep)}\n\n  {recovery}\n"


def _wage(text: str) -> tuple[str, str]:
    region, equals, wage = text.rpartition("=")
    if not equals:
        raise InputError(
            "{typed} is not written as REGION=RATE.", hint="Write it as CA-ON=17.60.", value=text, typed=Word(text)
        )
    return region, wage


def keys(call: PoolCall) -> int:
    """Who keeps the pool, and with an option the keys on this machine."""
    a, c = call.args, call.collective
    data: dict[str, Any] = {}
    said = []
    if a.recover is not None:
        text = ask.line(_("Recovery key: ")) if a.recover == "-" else a.recover
        c.recover(text, passphrase(new=True))
        said.append(_("The keys of this pool are on this machine now."))
    elif a.join:
        c.join(passphrase(new=True))
        text = _("You keep this pool now. Members need {file} as it is from now on.")
        said.append(text.format(file=c.invitation_path.name))
        said.append(_("Your recovery key, for paper:") + f"\n\n  {c.recovery()}\n")
        data["recovery"] = c.recovery()
    elif a.show:
        data["recovery"] = call.unlocked().recovery()
        said.append(_("Recovery key: ") + data["recovery"])
    listed = [{"recipient": k.recipient, "since": k.since.isoformat()} for k in c.keepers()]
    data |= {"keepers": listed, "publisher": c.invitation().publisher, "here": c.has_keys()}
    said += [_("Keeper since {day}: {who}").format(day=k["since"], who=k["recipient"]) for k in listed]
    there = _("There are keys of this pool on this machine.")
    said.append(there if c.has_keys() else _("There are none on this machine."))
    call.out.answer(data, "\n".join(said))
    return 0


def invite(call: PoolCall) -> int:
    path = path_of(call.args.output)
    sheet = path_of(call.args.slips) if call.args.slips else None
    if sheet is not None and sheet.exists():  # before there are codes: they cannot be shown again
        raise RefusedAct("{path} is there already.", hint="Name another file.", path=Word(sheet))
    codes = call.collective.invite(call.args.count, path, call.args.by)
    if sheet is not None:
        policy = call.collective.policy
        made = slips(codes, policy, Reader.of(ways.locale(), policy.currency), drawn=pools.draws_codes())
        pools.write_codes_page(made, sheet)
    first, last = codes[0].seat, codes[-1].seat
    batches = list(dict.fromkeys(c.batch for c in codes))
    text = _("Seats {first} to {last}: their codes are in {path}. Give each to one person, with the invitation.")
    text = text.format(first=first, last=last, path=path)
    if len(batches) > 1:
        more = _("They are {n} batches: let different people hand them out.")
        text += "\n" + more.format(n=len(batches))
    data = {"first": first, "last": last, "count": len(codes), "path": str(path), "batches": batches}
    call.out.done(data, text)
    return 0


def add(call: PoolCall) -> int:
    """Take files in; 1 if one was refused."""
    return _told(call, call.unlocked().add_files([path_of(f) for f in call.args.files]))


def withdraw(call: PoolCall) -> int:
    """Take a withdrawal in; 1 if it was refused."""
    return _told(call, call.unlocked().add_files([path_of(call.args.file)], only=Kind.WITHDRAWAL))


def _told(call: PoolCall, taken: Sequence[Taken]) -> int:
    refused = [t for t in taken if isinstance(t.decision, Refused)]
    counts = Counter(type(t.decision).__name__.lower() for t in taken)
    data = {
        "files": [_file(t) for t in taken],
        **{word: counts[word] for word in ("accepted", "known", "refused")},
    }
    shown = [*refused[:SHOWN], *[t for t in taken if t not in refused][: SHOWN if len(taken) > SHOWN else None]]
    lines = [f"{t.name}: {_sentence(t.decision)}" for t in shown]
    more = len(taken) - len(shown)
    lines += [_("… and {n} more files").format(n=more)] if more else []
    whole = _("{accepted} accepted, {known} known already, {refused} refused.")
    lines.append(whole.format(accepted=counts["accepted"], known=counts["known"], refused=counts["refused"]))
    odd = _odd(call) if counts["accepted"] else ()
    data["odd"] = [_remark(r) for r in odd]
    look = _("Look at these rows; they are taken in and count like all others:")
    lines += ["", look, *_odd_lines(odd)] if odd else []
    call.out.answer(data, "\n".join(lines))
    return 1 if refused else 0


def _odd(call: PoolCall) -> Sequence[Remark]:
    there = call.collective.quarters()
    return call.collective.remarks(there[-1]) if there else ()


def _odd_lines(odd: Sequence[Remark]) -> Sequence[str]:
    from tracker.cli.plain import Terminal
    from tracker.views.collective import overview

    return overview.odd(odd, Terminal.of(None, "USD"))


def _remark(r: Remark) -> dict[str, Any]:
    return {
        "kind": r.kind.value, "seat": r.seat, "quarter": r.quarter, "field": r.field, "value": round(r.value, 2),
        "before": None if r.before is None else round(r.before, 2),
    }  # fmt: skip


def _file(taken: Taken) -> dict[str, Any]:
    d = taken.decision
    match d:
        case Accepted():
            more = {"seat": d.seat, "kind": d.kind.value, "quarters": d.quarters, "replaced": d.replaced}
            return {"file": taken.name, "decision": "accepted", **more}
        case Known():
            return {"file": taken.name, "decision": "known", "seat": d.seat}
        case Refused():
            return {"file": taken.name, "decision": "refused", "code": d.code, "reason": d.reason}


def _sentence(d: Accepted | Known | Refused) -> str:
    match d:
        case Accepted(kind=Kind.WITHDRAWAL):
            return _("seat {seat} is removed.").format(seat=d.seat)
        case Accepted():
            text = (
                _("seat {seat}, {quarters}, in place of what was there of {old}.")
                if d.replaced
                else _("seat {seat}, {quarters}.")
            )
            return text.format(seat=d.seat, quarters=", ".join(d.quarters), old=", ".join(d.replaced))
        case Known():
            return _("seat {seat}, known already.").format(seat=d.seat)
        case Refused():
            return _("refused. {why}").format(why=ways.say(d.reason))


def list_(call: PoolCall) -> int:
    c = call.collective
    quarter = call.args.quarter or c.last_quarter()
    if not is_quarter(quarter):
        raise InputError(
            "{quarter} is not a quarter.", hint="Write it as 2026Q3.", value=quarter, quarter=Word(quarter)
        )
    seats = c.seats()
    missing = [s.seat for s in c.missing(quarter)]
    data = {
        "name": c.policy.name, "quarter": quarter, "seats": [_seat(s) for s in seats], "missing": missing,
        "used": sum(s.used_on is not None for s in seats), "waiting": sum(s.waiting for s in seats),
    }  # fmt: skip
    heads = [_("seat"), _("used on"), _("quarters"), _("given to")]
    rows = [[str(s.seat), _state(s), ", ".join(s.quarters), s.given_to] for s in seats]
    lines = columns([heads, *rows], left=4) if rows else [_("There are no seats yet: tracker pool invite.")]
    whole = _("{n} seats, {used} in use, {waiting} codes not used yet.")
    lines.append(whole.format(n=len(seats), used=data["used"], waiting=data["waiting"]))
    who = ", ".join(map(str, missing)) or _("nobody")
    lines.append(_("Missing for {quarter}: {who}.").format(quarter=quarter, who=who))
    call.out.answer(data, "\n".join(lines))
    return 0


def _seat(s: pools.Seat) -> dict[str, Any]:
    return {
        "seat": s.seat,
        "made_on": s.made_on.isoformat(),
        "used_on": s.used_on.isoformat() if s.used_on else None,
        "removed_on": s.removed_on.isoformat() if s.removed_on else None,
        "quarters": s.quarters,
        "given_to": s.given_to,
        "batch": s.batch,
        "handed_by": s.handed_by,
    }


def _state(s: pools.Seat) -> str:
    if s.removed_on is not None:
        return _("removed {day}").format(day=s.removed_on)
    return s.used_on.isoformat() if s.used_on else "-"


def rekey(call: PoolCall) -> int:
    code = call.collective.rekey(call.args.seat)
    text = "New code for seat {seat}: {code}\nThe old key and code are worth nothing from now on."
    said = Said(text, seat=Word(code.seat), code=Word(code.code))
    call.out.answer({"seat": code.seat, "code": code.code}, said)
    return 0


def remove(call: PoolCall) -> int:
    c, seat = call.collective, call.args.seat
    if seat not in {s.seat for s in c.seats()}:
        raise NotFound("There is no seat {seat} in this pool.", seat=Word(seat))
    if not call.args.yes:
        ask.sure(Said("Erase seat {seat} and all its rows?", seat=Word(seat)))
    gone = c.remove(seat)
    text = Said("Seat {seat} is removed. What was released stays released.", seat=Word(seat))
    call.out.done({"seat": seat, "quarters": gone}, text)
    return 0


def prune(call: PoolCall) -> int:
    gone = call.collective.prune()
    text = "Erased: {quarters}." if gone else "No rows are older than agreed."
    call.out.done({"quarters": gone}, Said(text, quarters=Word(", ".join(gone))))
    return 0


def doctor(call: PoolCall) -> int:
    """Write what is wrong or odd; 1 if something is."""
    found, put_right = call.collective.check_up(fix=call.args.fix)
    data = {
        "findings": [{"kind": f.code, "text": f.text, "fix": f.fixable} for f in found],
        "fixed": [{"kind": f.code, "text": f.text, "fix": f.fixable} for f in put_right],
    }
    lines = [ways.say(f.text) for f in found] or [_("Nothing is wrong.")]
    lines += [_("Put right: {what}").format(what=ways.say(f.text)) for f in put_right]
    call.out.answer(data, "\n".join(lines))
    return 1 if found else 0


def log(call: PoolCall) -> int:
    """What keepers did, oldest first."""
    from tracker.cli.plain import Terminal, table
    from tracker.views.collective import acts as views

    if call.args.sign:
        call.unlocked().seal()
    found, signers = call.collective.log(), views.signers(call.collective.signers())
    you = Terminal.of(None, call.collective.policy.currency)
    data = {
        "lines": [
            {"n": x.n, "day": x.day, "word": x.word, "seat": x.seat, **x.more, "signed_by": x.sealed_by}
            for x in found.lines
        ],
        "unsigned": found.unsealed,
    }  # fmt: skip
    text = table(views.table(found, signers, you))
    call.out.answer(data, f"{text}\n{views.state(found)}")
    return 0


def verify(call: PoolCall) -> int:
    """Is the log as it was written? 1 if it is not."""
    from tracker.views.collective import acts as views

    found = call.collective.log()
    said = views.faults(found)
    data = {
        "lines": len(found.lines), "unsigned": found.unsealed,
        "faults": [{"kind": f.code, "line": f.n, "text": t} for f, t in zip(found.faults, said, strict=True)],
    }  # fmt: skip
    call.out.answer(data, "\n".join([*said, views.state(found)]))
    return 1 if found.faults else 0


ACTIONS: dict[str, Callable[[PoolCall], int]] = {
    "init": init,
    "keys": keys,
    "invite": invite,
    "add": add,
    "withdraw": withdraw,
    "list": list_,
    "rekey": rekey,
    "remove": remove,
    "prune": prune,
    "doctor": doctor,
    "log": log,
    "verify": verify,
    "compare": comparing.compare,
    "sheet": comparing.sheet,
    "simulate": comparing.simulate,
}
