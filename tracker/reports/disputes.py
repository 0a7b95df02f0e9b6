"""The dispute sheet as a file to send: CSV for a spreadsheet, one page of HTML that prints well, or a paper (PDF).

Days stand as 2026-05-31, numbers with a decimal point, so that whoever gets it reads the same. The page needs
nothing from anywhere: no script, no font, no image; names in any script show with the reader's own fonts.
"""

from __future__ import annotations

import csv
import html
import io

from tracker.analysis.results.disputes import DisputeItem, DisputeLine, DisputeSheet
from tracker.reports.papers.paper import Paper, grid, heading, small, text
from tracker.units import Money, currency_decimals, from_units
from tracker.words.cell import neutral

LINE_HEAD = (
    "first_day", "last_day", "due_on", "project", "sessions", "own_timed_hours", "counted_hours", "unrecorded_hours",
    "refused_hours", "difference_hours", "currency", "difference_amount",
)  # fmt: skip
ITEM_HEAD = (
    "day", "project", "own_timed_hours", "counted_hours", "refused", "difference_hours", "hourly_rate", "currency",
    "difference_amount",
)  # fmt: skip
STYLE = (
    "body{font:15px/1.45 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:60rem;margin:2rem auto;"
    "padding:0 1rem}table{border-collapse:collapse;width:100%;margin:.6rem 0 1.4rem;font-size:13px}"
    "th,td{border-bottom:1px solid #bbb;padding:.25rem .4rem;text-align:left;vertical-align:top}"
    ".n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}thead{display:table-header-group}"
    "tr{break-inside:avoid}tfoot td{font-weight:600}@page{margin:15mm}@media print{body{margin:0;max-width:none}}"
)


def dispute_csv(sheet: DisputeSheet) -> bytes:
    """One row per pay period and project, then one per session, each kind under its own header."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(LINE_HEAD)
    writer.writerows([_neutral(c) for c in _line(x)] for x in sheet.lines)
    writer.writerow([])
    writer.writerow(ITEM_HEAD)
    writer.writerows([_neutral(c) for c in _item(x)] for x in sheet.items)
    return out.getvalue().encode("utf-8-sig")


def dispute_html(sheet: DisputeSheet, *, about: str = "") -> bytes:
    """The sheet as one page. `about`: a sentence of the sender's own, shown as typed."""
    title = _title(sheet)
    parts = [
        f"<h1>{_safe(title)}</h1>",
        *(f"<p>{_safe(line)}</p>" for line in (*summary(sheet), about) if line),
        f"<h2>{LINES}</h2>",
        _table(LINE_TITLES, [_line(x) for x in sheet.lines], numbers=5),
        f"<h2>{ITEMS}</h2>",
        _table(ITEM_TITLES, [_item(x) for x in sheet.items], numbers=2),
        f"<p>{WORDS}</p>",
        *(f"<p>{_safe(str(c.text))}</p>" for c in sheet.caveats),
    ]
    head = f'<meta charset="utf-8"><title>{_safe(title)}</title><style>{STYLE}</style>'
    view = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    page = f'<!doctype html><html lang="en"><head>{head}{view}</head><body>{"".join(parts)}</body></html>\n'
    return page.encode("utf-8")


def dispute_paper(sheet: DisputeSheet, *, about: str = "") -> Paper:
    """The same as a paper, for a PDF."""
    return Paper(
        title=_title(sheet),
        blocks=(
            *(text(line) for line in (*summary(sheet), about) if line),
            heading(LINES),
            grid(LINE_TITLES, [_line(x) for x in sheet.lines], numbers_from=4),
            heading(ITEMS),
            grid(ITEM_TITLES, [_item(x) for x in sheet.items], numbers_from=2),
            small(WORDS),
            *(small(str(c.text)) for c in sheet.caveats),
        ),
        footer=f"{_title(sheet)}, facts up to {sheet.as_of}",
        page="Page {n} of {all}",
        landscape=True,
    )


def _title(sheet: DisputeSheet) -> str:
    return f"Hours not counted: {sheet.platform}"


LINES, ITEMS = "By pay period and project", "Session by session"
WORDS = (
    "Own-timed: the time on my clock, pauses taken off. Counted: the time that the platform recorded or paid. "
    "Refused: work that was rejected or whose time was removed. Difference: own-timed less counted, times the "
    "hourly rate of that day."
)
LINE_TITLES = (
    "From", "To", "Due", "Project", "Sessions", "Own-timed h", "Counted h", "Not recorded h", "Refused h",
    "Difference h", "Currency", "Difference",
)  # fmt: skip
ITEM_TITLES = (
    "Day", "Project", "Own-timed h", "Counted h", "Refused", "Difference h", "Rate", "Currency", "Difference",
)  # fmt: skip


def summary(sheet: DisputeSheet) -> tuple[str, ...]:
    """The sheet in plain sentences.

    >>> from tracker.analysis.payments.disputes import build_disputes
    >>> import datetime as dt
    >>> summary(DisputeSheet("Acme", dt.date(2026, 5, 1), None, None, (), (), 0, 0, 0, (), None, (), 0))
    ('Nothing is recorded for Acme on these days.',)
    """
    if not sheet.n:
        return (f"Nothing is recorded for {sheet.platform} on these days.",)
    worth = ", ".join(f"{_money(units, currency)} {currency}" for currency, units in sheet.totals.items())
    return (
        f"{sheet.first} to {sheet.last}, facts up to {sheet.as_of}.",
        f"{sheet.own:.2f} hours on my clock, {sheet.counted:.2f} counted, {sheet.difference:.2f} not counted"
        + (f", worth {worth}." if worth else "."),
        f"To be disputed by {sheet.deadline}." if sheet.deadline else "By when it can be disputed is not known here.",
    )


def _line(x: DisputeLine) -> list[str]:
    return [
        x.first.isoformat(), x.last.isoformat(), x.due_on.isoformat() if x.due_on else "", x.project or "",
        str(x.sessions), *(f"{h:.2f}" for h in (x.own, x.counted, x.unrecorded, x.refused, x.difference)),
        x.currency, _money(x.money, x.currency),
    ]  # fmt: skip


def _item(x: DisputeItem) -> list[str]:
    return [
        x.day.isoformat(), x.project or "", f"{x.own:.2f}", "" if x.counted is None else f"{x.counted:.2f}",
        "yes" if x.refused else "no", f"{x.difference:.2f}", _rate(x.rate, x.currency), x.currency,
        _money(x.money, x.currency),
    ]  # fmt: skip


def _money(units: int | None, currency: str) -> str:
    """An amount in the decimals of its currency."""
    return "" if units is None else f"{from_units(units):.{currency_decimals(currency)}f}"


def _rate(units: int | None, currency: str) -> str:
    """A rate as it was typed: with all its decimals."""
    return "" if units is None else str(Money(units, currency)).removesuffix(f" {currency}")


def _table(titles: tuple[str, ...], rows: list[list[str]], *, numbers: int) -> str:
    """`numbers`: the cell from which on figures stand to the right."""

    def cells(row: tuple[str, ...] | list[str], tag: str) -> str:
        return "".join(
            f"<{tag}{' class=n' if i >= numbers else ''}>{_safe(text)}</{tag}>" for i, text in enumerate(row)
        )

    body = "".join(f"<tr>{cells(r, 'td')}</tr>" for r in rows)
    return f"<table><thead><tr>{cells(titles, 'th')}</tr></thead><tbody>{body}</tbody></table>"


def _safe(text: str) -> str:
    return html.escape(text)


def _neutral(text: str) -> str:
    """A text that a spreadsheet will not take for a formula; a number stays one."""
    return text if _is_number(text) else neutral(text)


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdigit()
