"""The report and what is owed as plain text of 80 columns, made from their JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tracker.cli.out import WIDTH, columns, hours, money, percent, wrap

Json = dict[str, Any]
NOTHING_LISTED = 100
"""Percent of the hours without an advertised rate (caveat `no_headline`) at which no listing is known."""
NEEDED = 8
"""Complete weeks that a year's figure takes (methods, section 6)."""

RUNGS = {
    "headline": "advertised",
    "agreed": "agreed with you",
    "own_timed": "for the time you worked, as you timed it",
    "all_hours": "for all hours, the unpaid ones included",
    "collected": "of which arrived or is not yet due",
    "kept": "kept, after fees and expenses",
}
SHORT = {
    "headline": "adv.",
    "agreed": "agreed",
    "own_timed": "timed",
    "all_hours": "all h",
    "collected": "coll.",
    "kept": "kept",
}
STEPS = {
    "offered_work": "no work offered",
    "paid_time": "unpaid time",
    "counted_time": "time not counted",
    "agreed": "agreed below advertised",
    "realised": "earned below agreed",
    "collected": "late or written off",
    "kept": "fees and conversions",
    "expenses": "work expenses",
    "unmatched": "money without logged work",
}
BANDS = {
    "not_yet_due": "not yet due",
    "1-7": "1 to 7 days late",
    "8-30": "8 to 30 days late",
    "31-60": "31 to 60 days late",
    "61-90": "61 to 90 days late",
    "over_90": "more than 90 days late",
}


def report(r: Json) -> str:
    """The whole report."""
    if not r["window"]["from"]:
        return wrap(
            f"No work is recorded up to {r['window']['to']}. Log some (tracker log 2h30 outlier yesterday) "
            "or import a file (tracker import FILE)."
        )
    parts = [_answer(r), _ladder(r), _hours(r), _year(r), _road(r), _by(r), _weeks(r), _notes(r)]
    return "\n\n".join(p for p in parts if p)


def _sum(r: Json, text: str | None, *, digits: int | None = None, unit: int = 1) -> str:
    """An amount of a report in its currency's own decimals."""
    return money(text, r["currency"], digits=digits, unit=unit)


def _answer(r: Json) -> str:
    rung = {x["rung"]: x["rate"] for x in r["hourly"]}
    n = r["window"]["days"]
    window = f"{r['window']['from']} to {r['window']['to']} ({n} day{'' if n == 1 else 's'})"
    if rung["kept"] is None:
        why = "it is not known what the hours paid" if r["hours"]["all"] else "no hours are recorded"
        return wrap(f"{window}: {why}, so nothing can be said per hour.")
    text = f"{window}: you kept {_sum(r, rung['kept'])} {r['currency']} for each hour you worked"
    if rung["headline"] is not None and listed(r):
        text += f"; the listings said {_sum(r, rung['headline'])}"
    return wrap(text + ".")


def listed(r: Json) -> bool:
    """Whether any listing's rate is known to a report, group or card: else its first rung repeats what was agreed."""
    return not any(c["code"] == "no_headline" and c["n"] >= NOTHING_LISTED for c in r["caveats"])


def _ladder(r: Json) -> str:
    rows = []
    for x in r["hourly"]:
        if x["rung"] == "headline" and not listed(r):
            continue
        span = f"{_sum(r, x['low'])} to {_sum(r, x['high'])}" if x["low"] is not None else ""
        if x["rung"] == "headline" and r["headline_low"] != r["headline_high"]:
            span = f"{_sum(r, r['headline_low'])} to {_sum(r, r['headline_high'])}"
        rows.append([RUNGS[x["rung"]], _sum(r, x["rate"]), span])
    if r["arrived"] is not None:
        rows.append(["  of it already there", _sum(r, r["arrived"]), ""])
    return "\n".join([f"What an hour really paid, {r['currency']} per hour", *columns(rows)])


def _hours(r: Json) -> str:
    h = r["hours"]
    rows = [["paid, as you timed it", hours(h["paid_own"])], ["paid, as counted", hours(h["paid_counted"])]]
    rows.append(["unpaid", hours(h["unpaid"])])
    rows += [[f"  {k}", hours(v)] for k, v in h["unpaid_by_activity"].items()]
    rows.append(["all", hours(h["all"])])
    if h["available"] is not None:
        rows.append(["available", hours(h["available"])])
    m = r["money"]
    names = (
        ("earned", "accrued"),
        ("  paid", "settled"),
        ("    of it without logged work", "unmatched"),
        ("  not yet due", "not_yet_due"),
        ("  overdue", "overdue"),
        ("  written off", "written_off"),
        ("fees", "fees"),
        ("gained or lost by exchange rates", "fx"),
        ("work expenses", "expenses"),
        ("kept", "kept"),
        ("arrived in these days", "cash_received"),
    )
    sums = [[label, _sum(r, m[key])] for label, key in names]
    return "\n".join(["Hours", *columns(rows), "", f"Money, {r['currency']}", *columns(sums)])


def _year(r: Json) -> str:
    a = r["annual"]
    if a["effective"] is None:
        if a["weeks"] >= NEEDED:
            return "A year at this pace cannot be said."
        weeks = f"{a['weeks']} complete week{'' if a['weeks'] == 1 else 's'}"
        return wrap(f"A year at this pace cannot be said from {weeks}; it takes {NEEDED}.")
    text = f"A year at this pace: {_sum(r, a['effective'])} {r['currency']} kept."
    if a["low"] is not None:
        text += (
            f" If the coming year is like these {a['weeks']} weeks: between {_sum(r, a['low'])} and "
            f"{_sum(r, a['high'])} (about {round(10 * a['level'])} in 10). The end of a project is not in this range."
        )
    lines, rate = [wrap(text)], "The advertised rate" if listed(r) else "The agreed rate"
    if a["headline_full_time"] is not None:
        lines.append(wrap(f"{rate}, full time: {_sum(r, a['headline_full_time'])}."))
    if a["headline_available"] is not None:
        lines.append(wrap(f"{rate}, at the hours you have: {_sum(r, a['headline_available'])}."))
    return "\n".join(lines)


def _road(r: Json) -> str:
    if r["road_start"] is None or not r["factors"]:
        return ""
    first = "advertised, for a year" if listed(r) else "as agreed, for a year"
    rows = [[first, "", _sum(r, r["road_start"])]]
    for f in r["factors"]:
        if f["name"] == "agreed" and not listed(r) and Decimal(f["contribution"]) == 0:
            continue
        value = "" if f["value"] is None else f"x {f['value']:.3f}"
        rows.append([STEPS.get(f["name"], f["name"]), value, _sum(r, f["contribution"])])
    rows.append(["kept, for a year", "", _sum(r, r["annual"]["effective"])])
    return "\n".join([f"Where the rest of the year's money went, {r['currency']}", *columns(rows)])


def _by(r: Json) -> str:
    if not r["by"]:
        return ""
    title, lines = "What each paid per hour", _table(r)
    if max(map(len, lines)) > WIDTH:
        lines = _table(r, digits=0)
    if max(map(len, lines)) > WIDTH:
        title, lines = f"{title}, in thousands of {r['currency']}", _table(r, digits=1, unit=1000)
    return "\n".join([title, *lines])


def _table(r: Json, *, digits: int | None = None, unit: int = 1) -> list[str]:
    rows = [["", "hours", *SHORT.values(), "kept in all"]]
    for g in r["by"]:
        rate = {x["rung"]: x["rate"] for x in g["hourly"]}
        rate["headline"] = rate["headline"] if listed(g) else None
        sums = [_sum(r, v, digits=digits, unit=unit) for v in (*(rate[k] for k in SHORT), g["money"]["kept"])]
        rows.append([_short(_key(g), 16 if unit == 1 else 12), hours(g["hours"]["all"]), *sums])
    return columns(rows, indent="")


def _key(group: Json) -> str:
    return group["key"] or "(none)"


def _short(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _weeks(r: Json) -> str:
    v, c = r["volatility"], r["concentration"]
    lines = []
    if v["dry_week_share"] is not None:
        lines.append(f"Weeks with nothing kept: {percent(v['dry_week_share'])} of {v['weeks']}.")
    if v["weekly_cv"] is not None:
        lines.append(f"Spread of the weeks: {v['weekly_cv']:.2f} of their mean.")
    if v["worst_13_weeks"] is not None:
        lines.append(f"The worst 13 weeks in a row: {_sum(r, v['worst_13_weeks'])} {r['currency']}.")
    if c["top_platform"]:
        lines.append(
            f"{c['top_platform']} is {percent(c['top_share'])} of what you kept; as if from "
            f"{c['effective_platforms']:.2f} equal platforms."
        )
    return "\n".join(wrap(line) for line in lines)


def _notes(r: Json) -> str:
    if not r["caveats"]:
        return ""
    return "\n".join(["Worth knowing", *(wrap(c["text"], first="  - ", rest="    ") for c in r["caveats"])])


def owed(o: Json) -> str:
    """What is owed."""
    if not o["items"] and any(c["code"] == "no_rate" for c in o["caveats"]):
        return "\n\n".join([wrap(f"What is owed to you cannot be said in {o['currency']}."), _notes(o)])
    if not o["items"]:
        return "Nothing is owed to you, as far as the ledger knows."
    head = f"{_sum(o, o['total'])} {o['currency']} is owed to you, {_sum(o, o['overdue'])} of it overdue."
    if all(Decimal(i["amount"]) < 0 for i in o["items"]):
        head = f"Nothing is owed to you; {_sum(o, o['total'])} {o['currency']} is set against what comes next."
    rows = [["for", "earned", "due", "late", "amount"]]
    for i in o["items"]:
        name = i["platform"] + (f" / {i['project']}" if i["project"] else "")
        late = f"{i['days_late']} d" if i["days_late"] else ""
        rows.append([_short(name, 26), _stretch(i), i["due_on"], late, _sum(o, i["amount"])])
    bands = [[BANDS.get(k, k), _sum(o, v)] for k, v in o["age_bands"].items()]
    parts = [wrap(head), "\n".join(columns(rows, left=3, indent="")), "\n".join(columns(bands)), _notes(o)]
    return "\n\n".join(p for p in parts if p)


def _stretch(i: Json) -> str:
    if i["earned_from"] == i["earned_to"]:
        return str(i["earned_from"])
    return f"{i['earned_from']}…{i['earned_to'][5:]}"
