"""What the desk hands out, by name: for type hints of faces, which reach the core through the desk only."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.analysis.behind import BehindRow as BehindRow
    from tracker.analysis.disputes import DisputeSheet as DisputeSheet
    from tracker.analysis.lines import Lines as Lines
    from tracker.analysis.lines import PayDay as PayDay
    from tracker.analysis.lines import Payment as Payment
    from tracker.analysis.lives import Life as Life
    from tracker.analysis.report import Group as Group
    from tracker.analysis.report import Owed as Owed
    from tracker.analysis.report import Report as Report
    from tracker.analysis.steady import Gap as Gap
    from tracker.analysis.steady import Gaps as Gaps
    from tracker.analysis.steady import Outlook as Outlook
    from tracker.analysis.steady import PlatformCard as PlatformCard
    from tracker.analysis.steady import Platforms as Platforms
    from tracker.analysis.succession import Offer as Offer
    from tracker.desk.archive import File as File
    from tracker.desk.doctor import Finding as Finding
    from tracker.desk.imports import Planned as Planned
    from tracker.desk.safe import Backup as Backup
    from tracker.importers.base import ReadOptions as ReadOptions
    from tracker.importers.doubts import Question as Question
    from tracker.importers.first_rows import FirstRow as FirstRow
    from tracker.importers.guess import Draft as Draft
    from tracker.importers.mapping import Mapping as Mapping
    from tracker.importers.outcomes import Conflict as Conflict
    from tracker.importers.outcomes import FilePlan as FilePlan
    from tracker.importers.rules import AssignGroup as AssignGroup
    from tracker.importers.sums import FileSummary as FileSummary
    from tracker.importers.sums import Sums as Sums
    from tracker.store import Attachment as Attachment
    from tracker.store import Operation as Operation
    from tracker.store import RowChange as RowChange
    from tracker.store import Timer as Timer
    from tracker.store.restoring import Comparison as Comparison
