"""What the next weeks may bring: `tracker outlook`, as JSON and as plain text of 80 columns."""

from __future__ import annotations

from typing import Any

from tracker.cli.call import Call
from tracker.cli.out import columns, money, percent, wrap
from tracker.desk import outlook as use

Json = dict[str, Any]
LISTED = 12
NEEDED = 13
"""Complete weeks (methods, section 12)."""


def outlook(call: Call) -> None:
    data = use.outlook_json(call.desk, call.today())
    call.out.answer(data, "" if call.out.as_json else text(data))


def text(o: Json) -> str:
    """The whole answer."""
    parts = [_answer(o), _fan(o), _owed(o), _savings(o), _without(o), _tax(o), _notes(o)]
    return "\n\n".join(p for p in parts if p)


def _answer(o: Json) -> str:
    n = o["weeks"]
    if not o["fan"] and n >= NEEDED:
        return wrap(f"Nothing was kept in the last {n} weeks, so nothing can be said of the next ones.")
    if not o["fan"]:
        return wrap(f"What the next weeks may bring takes {NEEDED} complete weeks; so far: {n}.")
    last = o["fan"][-1]
    low, middle, high = (money(last[f"total_{end}"], o["currency"]) for end in ("low", "middle", "high"))
    return wrap(
        f"If the coming 13 weeks are like the last {o['weeks']}: between {low} and {high} {o['currency']} (about 8 in "
        f"10), {middle} in the middle."
    )


def _fan(o: Json) -> str:
    if not o["fan"]:
        return ""
    rows = [["week of", "low", "middle", "high", "sum: low", "middle", "high"]]
    for w in o["fan"]:
        sums = (w[k] for k in ("low", "middle", "high", "total_low", "total_middle", "total_high"))
        rows.append([w["monday"], *(money(v, o["currency"], digits=0) for v in sums)])
    return "\n".join([f"What each week may bring, and all weeks up to it, {o['currency']}", *columns(rows)])


def _owed(o: Json) -> str:
    if not o["expected"]:
        return "Nothing is owed to you, as far as the ledger knows."
    rows = [["for", "due", "half by", "9 in 10 by", "amount"]]
    for e in o["expected"][:LISTED]:
        name = e["platform"] + (f" / {e['project']}" if e["project"] else "")
        days = [e["likely_on"] or "not known", e["nine_in_ten_on"] or "not known"]
        rows.append(
            [name if len(name) <= 26 else f"{name[:25]}…", e["due_on"], *days, money(e["amount"], o["currency"])]
        )
    more = len(o["expected"]) - LISTED
    lines = columns(rows, left=4, indent="")
    if more > 0:
        lines.append(f"… and {more} more; `tracker owed` lists them.")
    return "\n".join(
        [wrap(f"{money(o['owed'], o['currency'])} {o['currency']} is owed to you; when it should come:"), *lines]
    )


def _weeks(value: float | None) -> str:
    return "more than a year" if value is None else f"{value:.0f} week{'' if round(value) == 1 else 's'}"


def _savings(o: Json) -> str:
    if o["savings_alone"] is None and o["runway"] is None:
        return wrap(
            "How long savings last takes what a month costs (tracker set living_cost_month 1500) and what you have "
            "(tracker set savings 4000)."
        )
    lines = []
    if o["runway"]:
        said = f"Your savings last {_weeks(o['runway']['median'])} in the middle case"
        lines.append(wrap(f"{said}; in 1 case of 10, {_weeks(o['runway']['low'])} or less."))
    if o["savings_alone"] is not None:
        lines.append(wrap(f"If nothing more came at all: {_weeks(o['savings_alone'])}."))
    return "\n".join(lines)


def _without(o: Json) -> str:
    if not o["without"]:
        return ""
    rows = [["if it ends", "share", "13 weeks: low", "middle", "high", "savings last"]]
    for w in o["without"]:
        sums = (w["fan"][-1][k] for k in ("total_low", "total_middle", "total_high"))
        lasts = _weeks(w["runway"]["median"]) if w["runway"] else "-"
        name = w["platform"] if len(w["platform"]) <= 18 else f"{w['platform'][:17]}…"
        rows.append([name, percent(w["share"]), *(money(v, o["currency"], digits=0) for v in sums), lasts])
    return "\n".join([f"What if a platform ends, {o['currency']}", *columns(rows, indent="")])


def _tax(o: Json) -> str:
    if not o["tax"]:
        return ""
    rows = [["quarter from", "received", "expenses", "to set aside"]]
    for q in o["tax"]:
        rows.append(
            [
                q["from"],
                money(q["received"], o["currency"]),
                money(q["expenses"], o["currency"]),
                money(q["set_aside"], o["currency"]),
            ]
        )
    head = f"Set-aside for tax, {o['currency']}: an aid, no advice"
    if o["tax"][0]["set_aside"] is None:
        head += " (tracker set tax_rate_percent 25)"
    return "\n".join([head, *columns(rows)])


def _notes(o: Json) -> str:
    if not o["caveats"]:
        return ""
    return "\n".join(["Worth knowing", *(wrap(c["text"], first="  - ", rest="    ") for c in o["caveats"])])
