"""Words that sources use for the state of a row."""

from __future__ import annotations

from tracker.domain import Status

STATUS_WORDS = {
    "pending": Status.PENDING, "pending approval": Status.PENDING, "processing": Status.PENDING,
    "in review": Status.PENDING, "under review": Status.PENDING, "submitted": Status.PENDING,
    "awaiting review": Status.PENDING, "on review": Status.PENDING, "pending review": Status.PENDING,
    "awaiting approval": Status.PENDING,
    "held": Status.PENDING, "on hold": Status.PENDING, "unpaid": Status.PENDING, "open": Status.PENDING,
    "": Status.APPROVED, "approved": Status.APPROVED, "paid": Status.APPROVED, "accepted": Status.APPROVED,
    "completed": Status.APPROVED, "complete": Status.APPROVED, "done": Status.APPROVED,
    "invoiced": Status.APPROVED, "ok": Status.APPROVED,
    "rejected": Status.REJECTED, "denied": Status.REJECTED, "failed": Status.REJECTED,
    "declined": Status.REJECTED, "not approved": Status.REJECTED,
    "removed": Status.REMOVED, "reversed": Status.REMOVED, "canceled": Status.REMOVED,
    "cancelled": Status.REMOVED, "deleted": Status.REMOVED, "returned": Status.REMOVED,
    "timed out": Status.REMOVED, "timed-out": Status.REMOVED,
}  # fmt: skip


def status_word(word: str) -> str | None:
    """The status that a word means, None for a word that is not known.

    >>> status_word("Paid"), status_word("On  hold"), status_word("blue")
    ('approved', 'pending', None)
    """
    status = STATUS_WORDS.get(" ".join(word.casefold().split()))
    return None if status is None else status.value
