"""What is true in the sample: the parameters that its random parts are drawn from.

Whoever estimates them from the ledger can hold the estimate against these values (see docs/sample.md).
"""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformTruth:
    """One platform. Hazards are per calendar day that a project runs, pauses included, and constant.

    A platform whose hazards are all 0 has only the projects that are written down in `situations`.
    """

    platform: str
    cancel_per_day: float = 0.0
    """Hazard of an end by the platform."""
    complete_per_day: float = 0.0
    """Hazard of an end as promised."""
    leave_per_day: float = 0.0
    """Hazard of an end by the worker."""
    pause_per_day: float = 0.0
    """Hazard of a pause on a day that is not paused."""
    pause_days: float = 0.0
    """Mean length of a pause (geometric)."""
    no_notice_share: float = 0.0
    """Share of cancellations that take effect as they are announced."""
    notice_hours: float = 0.0
    """Mean notice of the other cancellations (exponential)."""
    between_days: float = 0.0
    """Mean days from the end of a project to the start of the next (geometric)."""
    weekly_hours: float = 0.0
    """Mean own-timed paid hours of a week in which a project runs unpaused."""
    session_minutes: float = 60.0
    """Mean own-timed minutes of a paid session."""
    unpaid_overhead: float = 0.0
    """Mean unpaid minutes beside each paid minute, hiring and onboarding left out."""
    counted_share: float = 1.0
    """Mean counted minutes over own-timed minutes, before rounding down to what the platform counts in."""
    removed_share: float = 0.0
    """Share of paid sessions that the platform rejects or removes."""
    late_share: float = 0.0
    """Share of pay cycles whose money arrives 3 days or more after the due date."""
    late_days: float = 0.0
    """Mean days beyond those 3 (geometric)."""
    short_share: float = 0.0
    """Share of pay cycles of which only 86 to 97 percent arrives."""
    missing_share: float = 0.0
    """Share of pay cycles that are never paid."""
    drift_per_year: float = 0.0
    """Yearly change of the log of the rate at which a new project starts."""


@dataclass(frozen=True, slots=True)
class Truth:
    """All platforms of the sample."""

    platforms: tuple[PlatformTruth, ...]

    def of(self, platform: str) -> PlatformTruth:
        """The parameters of one platform; KeyError for a name the sample does not have."""
        for known in self.platforms:
            if known.platform == platform:
                return known
        raise KeyError(platform)


PARAMETERS: tuple[str, ...] = tuple(f.name for f in fields(PlatformTruth))[1:]

TRUTH = Truth(
    (
        PlatformTruth(
            platform="Larkspur",
            cancel_per_day=1 / 70,
            complete_per_day=1 / 160,
            leave_per_day=1 / 500,
            pause_per_day=1 / 60,
            pause_days=6,
            no_notice_share=0.75,
            notice_hours=24,
            between_days=16,
            weekly_hours=9,
            session_minutes=100,
            unpaid_overhead=0.22,
            counted_share=0.96,
            late_share=0.25,
            late_days=5,
            short_share=0.04,
            missing_share=0.02,
            drift_per_year=-0.16,
        ),
        PlatformTruth(
            platform="Northbeam",
            cancel_per_day=1 / 90,
            complete_per_day=1 / 300,
            leave_per_day=1 / 600,
            pause_per_day=1 / 45,
            pause_days=8,
            no_notice_share=0.9,
            notice_hours=12,
            between_days=10,
            weekly_hours=7,
            session_minutes=65,
            unpaid_overhead=0.3,
            counted_share=0.72,
            removed_share=0.03,
            late_share=0.12,
            late_days=4,
            short_share=0.08,
            missing_share=0.03,
            drift_per_year=-0.12,
        ),
        PlatformTruth(
            platform="Quillwork",
            weekly_hours=3,
            session_minutes=75,
            unpaid_overhead=0.15,
            late_share=0.15,
            late_days=9,
        ),
        PlatformTruth(
            platform="Tidepool", weekly_hours=4, session_minutes=40, unpaid_overhead=0.35, removed_share=0.02
        ),
        PlatformTruth(platform="Granite Annotation", weekly_hours=9, session_minutes=90, unpaid_overhead=0.08),
    )
)
