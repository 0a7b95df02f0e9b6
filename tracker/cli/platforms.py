"""Each platform side by side: `tracker platforms`, as JSON and as plain text of 80 columns."""

from __future__ import annotations

from typing import Any

from tracker.cli.call import Call
from tracker.cli.out import hours, money, percent, wrap
from tracker.cli.show import listed
from tracker.desk import platforms as use

Json = dict[str, Any]
CHECKPOINTS = (30, 90, 180)
VERDICTS = {
    "drop": "falling",
    "rise": "rising",
    "steady": "no change that is certain",
    "too_short": "too few weeks to say",
}


def platforms(call: Call) -> None:
    data = use.platforms_json(call.desk, call.today())
    call.out.answer(data, "" if call.out.as_json else text(data))


def text(p: Json) -> str:
    """All platforms, the one with most hours first."""
    if not p["platforms"]:
        return wrap(f"Nothing is recorded up to {p['as_of']}, so there is no platform to speak of.")
    w = p["window"]
    span = wrap(f"All that is recorded, {w['from']} to {w['to']} ({w['days']} day{'' if w['days'] == 1 else 's'}):")
    parts = [*([span] if w["from"] else []), *(_card(c, p["currency"]) for c in p["platforms"])]
    return "\n\n".join([*parts, *([notes] if (notes := _notes(p["caveats"], "Worth knowing")) else [])])


def _card(c: Json, currency: str) -> str:
    rows = [*_pays(c, currency), *_lasts(c), *_warns(c), *_paid(c), *_all_time(c), *_holds(c)]
    said = [wrap(f"{label.ljust(22)}{value}", first="  ", rest=" " * 24) for label, value in rows]
    notes = [wrap(x["text"], first="  - ", rest="    ") for x in c["caveats"]]
    return "\n".join([c["platform"], *said, *notes])


def _pays(c: Json, currency: str) -> list[tuple[str, str]]:
    kept, headline = c["hourly"]["kept"], c["hourly"]["headline"]
    said = "not known" if kept is None else f"{money(kept, currency)} {currency} an hour kept"
    if c["kept_low"] is not None:
        said += f" ({money(c['kept_low'], currency)} to {money(c['kept_high'], currency)})"
    if headline is not None and listed(c):
        said += f", {money(headline, currency)} listed"
    return [("what it pays", f"{said}; {hours(c['hours']['all'])} hours worked")]


def _lasts(c: Json) -> list[tuple[str, str]]:
    if not c["projects"]:
        return [("does it last", "no project has begun")]
    ended = c["ended"]
    text = f"{c['projects']} project{'' if c['projects'] == 1 else 's'}: {c['running']} running, {ended['cancelled']} "
    text += f"ended by the platform, {ended['completed']} completed, {ended['left']} left"
    told = [x for x in c["survival"] if x["days"] in CHECKPOINTS and x["running"] is not None]
    spans = [f"{percent(x['running'])}{_range(x)} after {x['days']:.0f} days" for x in told]
    rows = [("does it last", text)]
    return [*rows, ("still running", ", ".join(spans))] if spans else rows


def _range(x: Json) -> str:
    return "" if x["low"] is None else f" ({percent(x['low'])} to {percent(x['high'])})"


def _warns(c: Json) -> list[tuple[str, str]]:
    x = c["notice_hours"]
    if not x["n"]:
        return [("does it warn", "no stop whose announcement is known")]
    text = f"{x['median']:.0f} hours in the middle of {x['n']} stop{'' if x['n'] == 1 else 's'}; {x['k']} without any"
    return [("does it warn", text)]


def _paid(c: Json) -> list[tuple[str, str]]:
    t, d = c["on_time"], c["days_to_pay"]
    text = f"{t['k']} of {t['n']} pay days on time" if t["n"] else "nothing was due yet"
    if t["by_age"] and not t["n"]:
        text = "it pays, but does not say for what"
    if t["share"] is not None:
        text += f", {percent(t['share'])}{_range(t)}"
    if d["median"] is not None:
        text += f"; money after {d['median']:.0f} days in the middle"
    rows = [("does it pay", text)]
    share = c["paid_share"]
    return [*rows, ("paid of what was due", percent(share))] if share is not None else rows


def _all_time(c: Json) -> list[tuple[str, str]]:
    if c["counted_share"] is None:
        return []
    text = f"{percent(c['counted_share'])} of paid time is counted; {percent(c['unpaid_share'])} of all time is unpaid"
    return [("for all the time", text)]


def _holds(c: Json) -> list[tuple[str, str]]:
    rows = [f"{d['role'] or 'no role'}: {VERDICTS[d['verdict']]}{_change(d)}" for d in c["drifts"]]
    return [("does the rate hold", "; ".join(rows))] if rows else []


def _change(d: Json) -> str:
    if d["verdict"] not in ("drop", "rise"):
        return f" ({d['weeks']} week{'' if d['weeks'] == 1 else 's'})"
    return f", {100 * d['change']:+.0f} % over {d['weeks']} weeks"


def _notes(caveats: list[Json], title: str) -> str:
    if not caveats:
        return ""
    return "\n".join([title, *(wrap(x["text"], first="  - ", rest="    ") for x in caveats)])
