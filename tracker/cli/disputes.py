"""The dispute sheet of a platform: shown, or written to a file to send."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tracker.cli import read
from tracker.cli.call import Call
from tracker.cli.out import columns, money, wrap
from tracker.desk import disputes, entry

Json = dict[str, Any]


def dispute(call: Call) -> None:
    args = call.args
    sheet = disputes.sheet(
        call.desk,
        entry.find_platform(call.desk, args.platform),
        call.today(),
        read.maybe(call.day, args.start),
        read.maybe(call.day, args.end),
        deadline=read.maybe(call.day_ahead, args.deadline),
    )
    data = disputes.as_json(sheet)
    if args.output is None:
        call.out.answer(data, "" if call.out.as_json else text(data))
        return
    path = disputes.write(sheet, Path(args.output), force=args.force)
    call.out.done({**data, "file": str(path)}, f"{_head(data)}\nWritten to {path}.")


def text(d: Json) -> str:
    """The sheet in 80 columns, from its JSON."""
    if not d["n"]:
        return _head(d)
    rows = [["from", "to", "project", "clock", "counted", "differs", "", "worth"]]
    for x in d["lines"]:
        name = x["project"] or ""
        rows.append(
            [
                x["from"],
                x["to"][5:],
                name if len(name) <= 18 else name[:17] + "…",
                *(f"{x[k]:.2f}" for k in ("own_hours", "counted_hours", "difference_hours")),
                x["currency"],
                money(x["difference_amount"], x["currency"]),
            ]
        )
    notes = [wrap(c["text"], first="  - ", rest="    ") for c in d["caveats"]]
    parts = [
        _head(d),
        "\n".join(columns(rows, left=3, indent="")),
        "\n".join(["Worth knowing", *notes]) if notes else "",
    ]
    return "\n\n".join(p for p in parts if p)


def _head(d: Json) -> str:
    if not d["n"]:
        return f"No paid work for {d['platform']} is on record for these days."
    worth = " and ".join(f"{money(sum_, currency)} {currency}" for currency, sum_ in d["totals"].items())
    said = (
        f"{d['platform']}, {d['window']['from']} to {d['window']['to']}: {d['own_hours']:.2f} hours on your clock, "
        f"{d['counted_hours']:.2f} counted, {d['difference_hours']:.2f} not counted"
    )
    until = (
        f"To be disputed by {d['deadline']}."
        if d["deadline"]
        else "By when it can be disputed is not known: look it up in the platform's terms."
    )
    return wrap(f"{said}{f', worth {worth}' if worth else ''}. {until}")
