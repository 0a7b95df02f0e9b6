"""Prolific, a participant's submissions as CSV: time, reward and bonus of each study in one row.

Study,Reward,Bonus,Started At,Completed At,Completion Code,Status
Vowels,£2.67,£0.50,2026-03-25 02:52:58.886000,2026-03-25 02:58:41.890000,C1NB,APPROVED
    work session 02:52:58 - 02:58:41, 2.67 GBP, approved
    earning      bonus 0.50 GBP
"""

from __future__ import annotations

import datetime as dt

from tracker.domain import Earning, EarningKind, Evidence, Status, WorkSession
from tracker.errors import InputError
from tracker.importers.base import About, Facts, IgnoredRow, ParsedBatch, ReadOptions, Recognition, SourceRow, Text
from tracker.importers.columns import Field, Layout, Reading, Row, Sheet, currency, moment, money, seconds
from tracker.importers.formats.common import Spans, Told, batch, by_header, several
from tracker.importers.identity import digest
from tracker.importers.reading import table
from tracker.importers.settling import settle_currency, settle_dates, settle_decimal
from tracker.say import Act, Said, Word
from tracker.words import currency_hint, parse_zone, zone_info

PLATFORM = "Prolific"
FILE = Evidence.FILE.value

LAYOUT = Layout(
    study=Field("Study", "Study name", "Study title", need=True),
    reward=Field("Reward", parse=money),
    bonus=Field("Bonus", "Bonuses", parse=money, need_column=False),
    started=Field("Started At", "Started", parse=moment, need_column=False),
    completed=Field("Completed At", "Completed", "Submitted At", parse=moment),
    reviewed=Field("Reviewed At", parse=moment, need_column=False),
    taken=Field("Time Taken", "Time Taken (seconds)", "Time Taken (s)", parse=seconds, need_column=False),
    currency=Field("Currency", parse=currency, need_column=False),
    status=Field("Status", need=True),
)
_WORDS = ("study", "reward", "currency", "started", "completed")
_STATUS = {
    "approved": Status.APPROVED, "awaiting review": Status.PENDING, "rejected": Status.REJECTED,
    "returned": Status.REMOVED, "timed out": Status.REMOVED, "screened out": Status.APPROVED,
}  # fmt: skip
_OPEN = ("active", "reserved", "started", "in progress")
_SCREENED = "screened out"
UTC_SAID = "Prolific writes times in UTC without saying so: read as UTC unless another zone is given."


class Prolific:
    """Rewards and bonuses in the currency of each study; what was returned or timed out earned nothing."""

    name = "prolific"
    title = "Prolific, a participant's submissions"
    about = About(
        becomes="work sessions, earnings (bonuses)",
        get="In Prolific: Submissions, then export them as CSV.",
        times="UTC, though the file does not say so, by two readers of it; another zone may be given",
        confirmed="test files of a reader that was made from a real file; the site has changed it before",
    )

    def recognise(self, text: Text) -> Recognition:
        """A researcher's export has the same times and states, and names participants."""
        return by_header(
            text,
            LAYOUT,
            "the columns of Prolific's submissions",
            marks=("Study", "Reward", "Completed At"),
            own=("Started At", "Completion Code", "Time Taken", "Bonus"),
            least=2,
            never=("Participant id", "Submission id", "Participant_id"),
        )

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Sessions with what they earned, and bonuses. Raises `NeedsAnswer` for a currency that nothing names."""
        sheet = LAYOUT.bind(table(text))
        dates = settle_dates(options, sheet, "started", "completed", "reviewed")
        decimal = settle_decimal(options, sheet, "reward", "bonus", currencies=("GBP", "USD", "EUR"))
        zone = parse_zone(options.zone or "UTC")
        sheet.reading = Reading(dates, decimal, zone)
        cells = sheet.cells("reward", "bonus")
        _refuse_hundredths(sheet, cells)
        bare = not sheet.has("currency") and any(not currency_hint(c) and c.strip("0.,") for c in cells)
        reader = _Submissions(zone, options.home_zone, settle_currency(options, sheet) if bare else None)
        harvest = several(sheet.read(reader.make), reader.bonuses)
        said = [] if options.zone else [UTC_SAID]
        return batch(self.name, self.name, harvest, [*said, *reader.told.sentences()])


def _refuse_hundredths(sheet: Sheet, cells: list[str]) -> None:
    """Raise `InputError` (`hundredths`) for rewards that may be pence, as Prolific itself reckons: 150 for £1.50."""
    if cells and all(c.isdigit() for c in cells) and any(int(c) >= 20 for c in cells):
        raise InputError(
            "Its rewards have neither decimals nor a sign: 150 may be 150 pounds, or pence.",
            hint=Act.MAP_ALL_COLUMNS,
            code="hundredths",
            file=sheet.table.name,
        )


class _Submissions:
    def __init__(self, zone: str, home_zone: str, currency: str | None) -> None:
        self.spans, self.home, self.currency = Spans(zone), zone_info(home_zone), currency
        self.told = Told()
        self.bonuses: list[SourceRow] = []

    def make(self, row: Row) -> SourceRow | IgnoredRow:
        word = " ".join(row["status"].casefold().replace("-", " ").replace("_", " ").split())
        if word in _OPEN:
            return row.left("running", "reward")
        if word not in _STATUS:
            raise row.problem("status", "unknown_value", Said("{row!r} is not a known status", row=Word(row["status"])))
        bonus, span = row["bonus"] or 0, self._span(row)
        if bonus:
            self._bonus(row, bonus, span)
        if span is None:
            return self._untimed(row, word, bonus)
        return self._session(row, word, *span)

    def _untimed(self, row: Row, word: str, bonus: int) -> SourceRow | IgnoredRow:
        """A row without both times: nothing was earned, or that it was cannot be read."""
        if _STATUS[word] is not Status.REMOVED:
            raise row.problem("completed", "missing", "a submission that counts does not say how long it took")
        if bonus:
            return self.bonuses.pop()
        return IgnoredRow(row.line, "not_completed")

    def _session(self, row: Row, word: str, start: dt.datetime, end: dt.datetime) -> SourceRow:
        amount, code = row["reward"] or None, self._code(row, "reward")
        if word == _SCREENED and amount:
            self.told.money(
                "Rewards of studies that screened you out were left out, for the file does not say that they were "
                "paid: {n}, {sum}.", amount, code,
            )  # fmt: skip
            amount = None
        status = _STATUS[word]
        reviewed = row["reviewed"] and self._instant(row["reviewed"])
        record = WorkSession(
            platform=PLATFORM,
            started_at=start,
            ended_at=end,
            amount=amount,
            currency=code if amount else None,
            status=status.value,
            submitted_on=None if status is Status.REMOVED else self._day(end),
            approved_on=self._day(reviewed) if reviewed and status is Status.APPROVED else None,
            evidence=FILE,
            note=row["study"],
        )
        return SourceRow(row.line, record, _facts(row), row.words(*_WORDS), slot=start.isoformat())

    def _bonus(self, row: Row, bonus: int, span: tuple[dt.datetime, dt.datetime] | None) -> None:
        """A bonus comes later and may grow: it has an id of its own, that of its submission."""
        at = span[1] if span else row["started"] or row["completed"]
        if at is None:
            raise row.problem("started", "missing", "a bonus without any time of its submission")
        record = Earning(
            platform=PLATFORM,
            kind=EarningKind.BONUS.value,
            earned_from=self._day(self._instant(at)),
            amount=bonus,
            currency=self._code(row, "bonus"),
            evidence=FILE,
            note=row["study"],
        )
        own = digest(row.words("study", "started"))[:16] + "-bonus"
        self.bonuses.append(SourceRow(row.line, record, _facts(row), row.words("study", "started", "bonus"), own))

    def _span(self, row: Row) -> tuple[dt.datetime, dt.datetime] | None:
        """Start and end in UTC; one of them may be worked out from the time taken."""
        first, last, taken = row["started"], row["completed"], row["taken"]
        if first is not None and last is None and taken:
            last = first + dt.timedelta(seconds=taken)
        elif first is None and last is not None and taken:
            first = last - dt.timedelta(seconds=taken)
        if first is None or last is None:
            return None
        if first.tzinfo is None and last.tzinfo is None:
            return self.spans.between(first.replace(tzinfo=dt.UTC), last.replace(tzinfo=dt.UTC), None)
        return self._instant(first), self._instant(last)

    def _instant(self, at: dt.datetime) -> dt.datetime:
        if at.tzinfo is not None:
            return at.astimezone(dt.UTC)
        return self.spans.between(at.replace(tzinfo=dt.UTC), at.replace(tzinfo=dt.UTC), None)[0]

    def _day(self, at: dt.datetime) -> dt.date:
        return at.astimezone(self.home).date()

    def _code(self, row: Row, name: str) -> str:
        found = row["currency"] or currency_hint(row.raw(name)) or self.currency
        if not found and row[name]:
            raise InputError("The sum names no currency.", code="unknown_currency", value=row.raw(name))
        return found or ""


def _facts(row: Row) -> Facts:
    return Facts(description=row["study"], task=row["study"])
