"""The schema of every frame that travels between store, analysis and faces.

Two families. *Ledger frames* are the ledger's tables as they are, one frame per table, made by `build`;
their columns are those of the record classes in `domain`, plus `row` (the row's number in the store):

    kind                            dtype               missing
    text, name, choice …            str                 NaN
    day                             datetime64[us]      NaT     (midnight, no zone: a calendar day)
    instant                         datetime64[us, UTC] NaT
    money, minutes, count           Int64               <NA>    (units of 1/10 000; whole seconds; things)
    number                          float64             NaN
    yesno                           boolean             <NA>

`project_events` has two more columns, `happened_has_time` and `announced_has_time` (bool): a bare date
stands as midnight of the home zone.

*Derived frames* are what the analysis computes once and all figures read; see `HOUR_PARTS`, `MONEY_PARTS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tracker.domain import BY_TABLE, Kind, Record, Settings, columns, to_stored

if TYPE_CHECKING:
    import pandas as pd

DTYPES: dict[Kind, str] = {
    Kind.DAY: "datetime64[us]",
    Kind.INSTANT: "datetime64[us, UTC]",
    Kind.MONEY: "Int64",
    Kind.MINUTES: "Int64",
    Kind.COUNT: "Int64",
    Kind.NUMBER: "float64",
    Kind.YESNO: "boolean",
}

HOUR_PARTS: dict[str, str] = {
    "row": "int64: the work session's row",
    "platform": "str",
    "project": "str, missing if the session names none",
    "role": "str, missing if the project has none",
    "day": "datetime64[us]: calendar day in the home zone",
    "start": "datetime64[us, UTC]: start of the part, NaT without clock times",
    "end": "datetime64[us, UTC]: end of the part",
    "seconds": "float64: own-timed seconds on this day (pauses taken off)",
    "pause": "float64: seconds of pause inside the part (span less seconds)",
    "counted": "float64: seconds the platform counted, this day's share",
    "paid": "bool: activity task, or with a rate or an amount",
    "activity": "str",
    "day_seconds": "float64: seconds that this calendar day really has in the home zone",
}
"""One row per session and day it touches."""

MONEY_PARTS: dict[str, str] = {
    "ref": "str: 'session', 'earning' or 'unmatched'",
    "row": "int64: row of the session or earning; for unmatched the payout's row",
    "platform": "str",
    "project": "str, missing if the row names none",
    "role": "str",
    "day": "datetime64[us]: the day earned (unmatched: the day received)",
    "due_on": "datetime64[us]: when it is due; where the state is another one, a day near which money may come",
    "unit_on": "datetime64[us]: its pay day by the calendar, before a smallest payout or a hold moved it",
    "kept_until": "datetime64[us]: the last day on which it is not overdue",
    "patience": "int64: days after `due_on` that are on time",
    "latest_on": "datetime64[us]: by when it is due at the latest, missing if nobody says so",
    "state": "str: 'due', 'waiting', 'not_handed_in', 'unknown', 'deferred' or 'free' (`terms_of_pay.due`)",
    "currency": "str: of the accrual",
    "earned": "int64: what was earned, before deductions, in units of that currency",
    "native": "int64: accrued, deductions taken off, in units of that currency",
    "open": "int64: neither settled nor written off, in units of that currency",
    "accrued": "int64: units of home currency at the rate of the day earned, as all below",
    "settled": "int64",
    "not_yet_due": "int64",
    "overdue": "int64",
    "written_off": "int64",
    "fees": "int64: of settled money as it arrived, and expected on what is not yet due",
    "fees_expected": "int64: of `fees`, what belongs to money not yet due",
    "fx": "int64: what settled money brought more or less than at the day earned",
    "unmatched": "int64: income that no accrual explains (after clawbacks, before fees)",
    "taken": "int64: of `unmatched`, what is taken as the pay of hours of unknown pay",
}
"""One row per accrual and day; accrued = settled + not_yet_due + overdue + written_off on each.
Unmatched income has rows of its own, on which accrued = settled = unmatched."""


@dataclass(frozen=True)
class LedgerFrames:
    """All of one worker's ledger. `version` is the number of the last operation (0: nothing yet)."""

    settings: Settings
    platforms: pd.DataFrame
    pay_terms: pd.DataFrame
    projects: pd.DataFrame
    project_events: pd.DataFrame
    work_sessions: pd.DataFrame
    earnings: pd.DataFrame
    payouts: pd.DataFrame
    transfers: pd.DataFrame
    expenses: pd.DataFrame
    availability: pd.DataFrame
    queue_checks: pd.DataFrame
    exchange_rates: pd.DataFrame
    version: int = 0

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.settings.time_zone)


FRAME_TABLES: tuple[str, ...] = tuple(f.name for f in fields(LedgerFrames))[1:-1]


ORIGIN = frozenset({"source", "source_id"})
"""Columns of records that no frame has: which row of which file it was is asked by imports, and by no figure."""


def build(table: str, data: Mapping[str, Sequence[Any]], zone: ZoneInfo) -> pd.DataFrame:
    """A ledger frame from stored values column by column (see `domain.to_stored`), `row` included.

    Columns that are not given are missing throughout.
    """
    import pandas as pd

    n = len(data["row"]) if "row" in data else 0
    empty: dict[Any, Any] = {}
    out: dict[str, Any] = {"row": pd.array(list(data.get("row", [])), dtype="int64")}
    for c in (c for c in columns(BY_TABLE[table]) if c.name not in ORIGIN):
        dtype, values = DTYPES.get(c.kind, "str"), data.get(c.name, ())
        if values:
            out[c.name] = _series(list(values), c.kind, zone)
        else:
            if dtype not in empty:
                empty[dtype] = pd.Series(None, index=range(n), dtype=dtype)
            out[c.name] = empty[dtype]
        if table == "project_events" and c.kind is Kind.INSTANT:
            timed = pd.array([v is not None and len(v) > 10 for v in values or [None] * n], dtype="bool")
            out[c.name.replace("_at", "_has_time")] = timed
    return pd.DataFrame(out, copy=False)


def _series(values: list[Any], kind: Kind, zone: ZoneInfo) -> Any:
    import pandas as pd

    dtype: Any = DTYPES.get(kind, "str")
    if kind is Kind.DAY:
        return pd.to_datetime(pd.Series(values, dtype="str"), format="%Y-%m-%d").astype(dtype)
    if kind is Kind.INSTANT:
        return pd.Series(_instants(values, zone), dtype=dtype)
    if kind is Kind.NUMBER:
        return pd.Series([None if v is None else float(v) for v in values], dtype="float64")
    if kind is Kind.YESNO:
        return pd.Series([None if v is None else bool(v) for v in values], dtype="boolean")
    return pd.Series(values, dtype=dtype)


def _instants(values: list[str | None], zone: ZoneInfo) -> Any:
    """Instants of their texts; a bare day is midnight of the home zone."""
    import numpy as np
    import pandas as pd

    known = [v for v in values if v is not None]
    found = _in_full(known)
    if found is not None:
        out = found
        if len(known) < len(values):
            out = np.full(len(values), np.datetime64("NaT", "us"))
            out[[v is not None for v in values]] = found
        return pd.Series(pd.DatetimeIndex(out).tz_localize("UTC"))
    text = pd.Series(values, dtype="str")
    bare = text.str.len() == 10
    if bare.any():
        day = pd.to_datetime(text[bare], format="%Y-%m-%d")
        local = day.dt.tz_localize(zone, nonexistent="shift_forward", ambiguous=True)
        text[bare] = local.dt.tz_convert("UTC").dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    return pd.to_datetime(text, format="ISO8601", utc=True)


FORM = b"0000-00-00T00:00:00Z"


def _in_full(texts: list[str]) -> Any:
    """Instants that are all written to the second, read at once; None if any is written otherwise, or is none."""
    import numpy as np

    joined = "".join(texts).encode(errors="replace")
    if len(joined) != len(texts) * len(FORM) or {*map(len, texts)} - {len(FORM)}:
        return None
    signs = np.frombuffer(joined, dtype=np.uint8).reshape(-1, len(FORM))
    form = np.frombuffer(FORM, dtype=np.uint8)
    room = np.where(form == ord("0"), 9, 0).astype(np.uint8)
    if (signs - form > room).any():  # below it wraps round
        return None
    try:
        return np.frombuffer(signs[:, :-1].tobytes(), dtype=f"S{len(FORM) - 1}").astype("datetime64[us]")
    except ValueError:  # a day or an hour that there is not
        return None


def from_records(records: Iterable[Record], settings: Settings, version: int = 0) -> LedgerFrames:
    """Ledger frames of records in memory, numbered from 1 per table in their order: for tests and samples."""
    rows: dict[str, list[dict[str, Any]]] = {t: [] for t in FRAME_TABLES}
    for record in records:
        if record.TABLE in rows:
            rows[record.TABLE].append({"row": len(rows[record.TABLE]) + 1, **to_stored(record)})
    zone = ZoneInfo(settings.time_zone)
    made = {t: build(t, {k: [r[k] for r in rs] for k in rs[0]} if rs else {"row": []}, zone) for t, rs in rows.items()}
    return LedgerFrames(settings=settings, version=version, **made)


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame as named tuples, to be read by column name."""
    return iter(frame.itertuples() if len(frame) else ())
