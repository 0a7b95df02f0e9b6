"""What keepers did, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from tracker.pool.acts import Line, Log
from tracker.views.numbers import NOTHING, Reader
from tracker.views.table import Column, Table
from tracker.views.text import _, ngettext


def words() -> dict[str, str]:
    """Word of the log -> what was done."""
    return {
        "made": _("pool made"), "keeper": _("a keeper joined"), "invited": _("codes made"), "added": _("file taken in"),
        "replaced": _("newer file taken in"), "same": _("the same file again"), "refused": _("files refused"),
        "removed": _("seat removed"), "rekeyed": _("new key for a seat"), "pruned": _("old rows erased"),
        "sheet": _("members’ sheet made"), "released": _("release built"), "filled": _("filled by simulation"),
        "joined": _("another machine’s copy joined"), "asked": _("a keeper asked for it"),
        "agreed": _("a second keeper agreed"),
    }  # fmt: skip


def table(log: Log, signers: Mapping[str, int], you: Reader) -> Table:
    """All acts, oldest first. `signers`: public key -> which keeper that is, from 1 on."""
    columns = [
        Column("n", _("Line"), right=True), Column("day", _("Day")), Column("what", _("What")),
        Column("about", _("About")), Column("signed", _("Signed by")),
    ]  # fmt: skip
    return Table.of(columns, [
        [
            (you.number(x.n), x.n), (you.day(dt.date.fromisoformat(x.day)), x.day),
            (words().get(x.word, x.word), x.word), (_about(x), _about(x)), (_signed(x, signers), x.sealed_by),
        ]
        for x in log.lines
    ])  # fmt: skip


def _about(x: Line) -> str:
    """Seat, quarter, how many: what a line says beside its word."""
    act = {"remove": _("remove"), "release": _("release")}.get(str(x.more.get("act")), "")
    said = [
        act,
        _("seat {n}").format(n=x.seat) if x.seat is not None else "",
        str(x.more.get("quarter", "")),
        ngettext("{n} in all", "{n} in all", x.more["count"]).format(n=x.more["count"]) if "count" in x.more else "",
        _("by the member") if x.more.get("by") == "member" else "",
    ]
    return ", ".join(s for s in said if s) or NOTHING


def _signed(x: Line, signers: Mapping[str, int]) -> str:
    number = signers.get(x.sealed_by or "")
    return NOTHING if number is None else _("keeper {n}").format(n=number)


def faults(log: Log) -> tuple[str, ...]:
    """What is wrong with the log, a sentence each."""
    said = {
        "log_broken": _("Line {n} does not follow from the one before it: a line was changed, taken out or moved."),
        "log_file": _("The file intake.log is not the log in the pool’s database."),
        "seal_wrong": _("The signature in line {n} does not fit what is before it, or is not by a keeper."),
        "log_older": _("Lines are missing, or others, that were signed on this machine: up to line {n} it is not what "
                       "was seen here."),
        "joined_lost": _("The log that was joined in line {n} is not in the folder “joined” as it was."),
        "one_keeper": _("Line {n} took two keepers by the rules of this pool, and only one has signed for it."),
    }  # fmt: skip
    return tuple(said[f.code].format(n=f.n) for f in log.faults)


def state(log: Log) -> str:
    """How much of the log is signed."""
    if log.faults:
        return _("The log is not as it was written. Take the folder from a copy, and ask the other keepers.")
    if not log.unsealed:
        return _("Every line follows from the one before it, and keepers have signed for all of them.")
    return ngettext(
        "Every line follows from the one before it. {n} line is not yet signed: the next act with open keys does it.",
        "Every line follows from the one before it. {n} lines are not yet signed: the next act with open keys does it.",
        log.unsealed,
    ).format(n=log.unsealed)


def signers(keys: Sequence[str]) -> dict[str, int]:
    """Public key -> which keeper that is, in the order in which they joined."""
    return {key: i for i, key in enumerate(dict.fromkeys(k for k in keys if k), start=1)}
