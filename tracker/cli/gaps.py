"""Days on offer without work: `tracker gaps`, as JSON and as plain text of 80 columns."""

from __future__ import annotations

from typing import Any

from tracker.cli import read
from tracker.cli.call import Call
from tracker.cli.out import columns, hours, money, percent, wrap
from tracker.desk import gaps as use
from tracker.errors import InputError

Json = dict[str, Any]
CAUSES = {
    "cancelled": "cancelled",
    "completed": "completed",
    "left": "you left",
    "paused": "paused",
    "nothing_offered": "nothing offered",
    "between_projects": "between projects",
    "unknown": "not known",
}


def gaps(call: Call) -> None:
    args = call.args
    start, end = read.maybe(call.day, args.start), read.maybe(call.day, args.end)
    if start is not None and start > call.today():
        raise InputError(
            f"{start} lies after {call.today()}, the day up to which facts count.", hint="Give an earlier --from."
        )
    data = use.gaps_json(call.desk, call.today(), start, end, minimum=args.minimum)
    call.out.answer(data, "" if call.out.as_json else text(data))


def text(g: Json) -> str:
    """The whole answer."""
    if not g["window"]["from"]:
        return wrap(f"Nothing is recorded up to {g['window']['to']}, so there is no gap to speak of.")
    parts = [_answer(g), _now(g), _list(g), _lasting(g), _notes(g)]
    return "\n\n".join(p for p in parts if p)


def _days(n: int) -> str:
    return f"{n} day{'' if n == 1 else 's'}"


def _answer(g: Json) -> str:
    window = f"{g['window']['from']} to {g['window']['to']}"
    text = f"{window}: {g['idle_days']} of {_days(g['available_days'])} on offer without work"
    n = len(g["gaps"])
    text += f"; {n} gap{'' if n == 1 else 's'} of {_days(g['minimum_days'])} or more"
    if n and g["cost"] is not None:
        text += f", which cost about {money(g['cost'], g['currency'])} {g['currency']}"
    lines = [wrap(text + ".")]
    if g["utilization"] is not None:
        lines.append(
            wrap(
                f"You worked {hours(g['worked_hours'])} of {hours(g['available_hours'])} hours on offer "
                f"({percent(g['utilization'])})."
            )
        )
    return "\n".join(lines)


def _now(g: Json) -> str:
    now = g["current"]
    if now is None:
        return ""
    return wrap(f"No work is on record since {now['from']}: {_days(now['days'])} on offer so far.")


def _list(g: Json) -> str:
    if not g["gaps"]:
        return ""
    rows = [["gap", "why", "days", "hours", "cost"]]
    for x in g["gaps"]:
        stretch = x["from"] if x["from"] == x["to"] else f"{x['from']} to {x['to']}"
        why = CAUSES[x["cause"]] + (f" ({x['platform']})" if x["platform"] else "")
        why = why if len(why) <= 30 else why[:29] + "…"
        rows.append([stretch, why, str(x["days"]), hours(x["lost_hours"]), money(x["cost"], g["currency"])])
    return "\n".join(columns(rows, left=2, indent=""))


def _lasting(g: Json) -> str:
    if not g["gap_survival"]:
        return ""
    rows = [["after so many idle days", "still going on", "between"]]
    for p in g["gap_survival"]:
        span = "" if p["low"] is None else f"{percent(p['low'])} and {percent(p['high'])}"
        rows.append([str(p["days"]), percent(p["still_idle"]), span])
    return "\n".join(["How long gaps last", *columns(rows)])


def _notes(g: Json) -> str:
    if not g["caveats"]:
        return ""
    return "\n".join(["Worth knowing", *(wrap(c["text"], first="  - ", rest="    ") for c in g["caveats"])])
