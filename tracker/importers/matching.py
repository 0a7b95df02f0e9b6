"""Whether a source row has the values of the ledger's row with the same identity."""

from __future__ import annotations

from tracker.domain import Known, Record, to_stored

_DAYS = ("worked_on", "started_at", "earned_from", "received_on", "moved_on")


def same_values(record: Record, row: Known) -> bool:
    """Whether a source row has the day, time and money that the ledger's row has.

    For rows of which no hash is known (an archive made by hand): what else an edit may have changed is left.
    """
    return _times_and_money(record) == _known(row)


def read_otherwise(record: Record, row: Known) -> bool:
    """Whether a row that is there was read otherwise then: another time (zone, order of dates) or platform."""
    place = (getattr(record, "platform", None) or "").casefold()
    return not same_values(record, row) or place != (row.platform or "").casefold()


def _times_and_money(record: Record) -> tuple[object, ...]:
    s = to_stored(record)
    day = next((str(s[c])[:10] for c in _DAYS if s.get(c)), None)
    amount, currency = ("amount_out", "currency_out") if "amount_out" in s else ("amount", "currency")
    return (day, *(s.get(c) for c in ("started_at", "ended_at", "minutes", amount, currency)))


def _known(row: Known) -> tuple[object, ...]:
    return row.day, row.started_at, row.ended_at, row.seconds, row.amount, row.currency
