"""MTurk: the history of HITs as three tools of workers keep it, all JSON.

MTurk Engine      {"3ABC…": {"id": "3ABC…", "requester": {"name": "Lab"}, "reward": 0.5, "status": "Paid", …}, …}
MTurk Suite       {"hits": [{"hit_id": "3ABC…", "reward": {"amount_in_dollars": 0.5}, "state": "Paid", …}], "days": […]}
HIT Database      {"HIT": [{"hitId": "3ABC…", "reward": 0.5, "status": "Paid", …}], "STATS": […]}

A HIT is known by its id in all three. The days that two of them have are sums over HITs, and left out.
"""

from __future__ import annotations

import datetime as dt
from urllib.parse import unquote_plus

from tracker.domain import Earning, EarningKind, Evidence, Status
from tracker.errors import InputError
from tracker.importers.base import About, Facts, IgnoredRow, ParsedBatch, ReadOptions, Recognition, SourceRow, Text
from tracker.importers.columns import Field, Layout, Reading, Row, Sheet, currency, money, own_id
from tracker.importers.entries import json_items, json_table, line_table, names_at_start
from tracker.importers.formats.common import NO, batch, several
from tracker.importers.identity import normal
from tracker.importers.settling import settle_zone
from tracker.say import Said, Word
from tracker.units import money_text
from tracker.words import parse_day, parse_moment, zone_info

PLATFORM = "MTurk"
UNSURE_HOURS = range(10, 13)
"""Hours in UTC at which it is midnight in two places: in Hawaii or in Auckland."""


def _dated(cell: str, reading: Reading) -> dt.date:
    """A day, or the midnight with which one begins, in the zone of the computer that it was read on."""
    if "T" not in cell:
        return parse_day(cell, "ymd")
    at = parse_moment(cell)
    if reading.zone:
        return at.astimezone(zone_info(reading.zone)).date()
    return at.astimezone(dt.UTC).date() + dt.timedelta(days=at.astimezone(dt.UTC).hour >= UNSURE_HOURS.stop)


LAYOUT = Layout(
    id=Field("hit_id", "hitId", "id", parse=own_id, need=True),
    requester=Field("requester_name", "requesterName", "requester.name"),
    on=Field("date", parse=_dated, need=True),
    reward=Field("reward.amount_in_dollars", "reward", parse=money, need=True),
    currency=Field("reward.currency_code", parse=currency, empty="USD"),
    bonus=Field("bonus", parse=money, empty=0),
    status=Field("state", "status", need=True),
    title=Field("title"),
)
DAYS = Layout(amount=Field("earnings", parse=money), currency=Field("currency", parse=currency, empty="USD"))
_NAMES = (
    ("requester", "date", "reward", "status", "title"),
    ("hit_id", "requester_id", "reward", "state", "date"),
    ("hitId", "requesterId", "reward", "status", "date"),
)
_PATHS = {"hits": "days", "HIT": "STATS"}
_STATES = {
    **dict.fromkeys(("paid", "approved", "pending payment", "approved - pending payment"), Status.APPROVED),
    **dict.fromkeys(("submitted", "pending", "pending approval", "pending review"), Status.PENDING),
    "rejected": Status.REJECTED,
}
_NO_WORK = ("returned", "abandoned", "assigned", "accepted", "expired")


class MTurk:
    """Each HIT is an earning of its day, its bonus another; none of the tools knows how long it took."""

    name = "mturk"
    title = "MTurk, HITs of MTurk Suite, MTurk Engine or HIT Database (JSON)"
    about = About(
        becomes="earnings",
        get="In MTurk Suite: HIT Tracker, Backup. In HIT Database: Create Backup. In MTurk Engine: its HIT database.",
        times="days only; MTurk's own (Pacific), MTurk Engine's as its computer had them",
        confirmed="a real file of MTurk Engine; for the others the code of the tools",
    )

    def recognise(self, text: Text) -> Recognition:
        names = names_at_start(text)
        return Recognition(0.95, "JSON of HITs") if any(names.issuperset(n) for n in _NAMES) else NO

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Raises `NeedsAnswer` (`--zone`) where midnights may be of two days."""
        path = next((p for p in _PATHS if p in names_at_start(text)), "")
        found = json_table(text, LAYOUT, json_items(text, *([path] if path else [])))
        sheet = LAYOUT.bind(found)
        sheet.reading = Reading("ymd", ".", _zone(options, sheet))
        reader = _Hits()
        harvest = several(sheet.read(reader.make), reader.bonuses)
        harvest.ignored += _totals(text, _PATHS[path], max((line for line, _ in found), default=0)) if path else []
        notes = [*found.notes, *_earned(sum(i.amount for i in harvest.ignored if i.reason == "total"), harvest.rows)]
        return batch(self.name, self.name, harvest, notes)


def _zone(options: ReadOptions, sheet: Sheet) -> str:
    """The zone of the computer; "" if every time of the file can be the midnight of one day only."""
    for cell in sheet.cells("on"):
        try:
            at = parse_moment(cell).astimezone(dt.UTC) if "T" in cell else None
        except InputError:
            continue
        if at and (at.hour in UNSURE_HOURS or at.minute % 15 or at.second):
            return settle_zone(options, sheet.table.name)
    return ""


class _Hits:
    def __init__(self) -> None:
        self.bonuses: list[SourceRow] = []

    def make(self, row: Row) -> SourceRow | IgnoredRow:
        word = " ".join(row["status"].split()).rstrip(" -").casefold()
        if word in _NO_WORK:
            return row.left("not_completed", "reward")
        if word not in _STATES:
            raise row.problem("status", "unknown_value", "the state of the HIT is not known")
        paid = [
            _earning(row, kind, row[name], _STATES[word])
            for kind, name in ((EarningKind.MILESTONE, "reward"), (EarningKind.BONUS, "bonus"))
            if row[name]
        ]
        self.bonuses += paid[1:]
        return paid[0] if paid else row.left("no_amount", "reward")


def _earning(row: Row, kind: EarningKind, units: int, status: Status) -> SourceRow:
    requester, title = _name(row["requester"]), row["title"]
    record = Earning(
        platform=PLATFORM,
        kind=kind.value,
        earned_from=row["on"],
        amount=units,
        currency=row["currency"],
        status=status.value,
        evidence=Evidence.FILE.value,
        note=": ".join(filter(None, (requester, title))) or None,
    )
    own = "" if row["id"].startswith("[Error") else f"{row['id']}{'-bonus' if kind == EarningKind.BONUS else ''}"
    content = normal(units, requester, title, kind, "" if own else row["on"])
    return SourceRow(row.line, record, Facts(client=requester, task=title), content, own)


def _name(cell: str) -> str:
    """A requester's name, which MTurk Engine keeps as it is in an address.

    >>> _name("Memory+Lab%2C+Ohio"), _name("R + D Lab")
    ('Memory Lab, Ohio', 'R + D Lab')
    """
    return cell if " " in cell else unquote_plus(cell)


def _totals(text: Text, path: str, behind: int) -> list[IgnoredRow]:
    """The days of a file, sums over its HITs, as lines behind theirs."""
    table = json_table(text, DAYS, json_items(text, path, may_lack=True))
    rows = ((behind + n, cells) for n, (_line, cells) in enumerate(table, 1))
    return DAYS.bind(line_table(text, DAYS, rows)).read(lambda row: row.left("total")).ignored


def _earned(total: int, rows: list[SourceRow]) -> list[Said]:
    """A sentence where the days say another sum than the HITs that were paid."""
    paid = sum(r.record.amount for r in rows if isinstance(r.record, Earning) and r.record.status == Status.APPROVED)
    if not total or total == paid:
        return []
    return [
        Said(
            "The days of the file say {total} USD, its approved HITs come to {paid} USD. Bonuses that are in "
            "the days only are not read: enter them, or take them from your payments.",
            total=Word(money_text(total)),
            paid=Word(money_text(paid)),
        )
    ]
