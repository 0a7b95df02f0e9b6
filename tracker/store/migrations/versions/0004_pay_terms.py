"""Terms of pay as rows of their own; when work was handed in and approved; how far a payment is, and where."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXTS = (
    "kind", "holds_from", "part_percent", "counts_from", "pay_cycle", "pay_cycle_ends", "pay_cycle_zone", "delay_in",
    "pay_day", "moves", "holidays", "dispute_in", "dispute_from", "fee_percent", "source_url", "seen_on", "hand",
    "note",
)  # fmt: skip
NUMBERS = (
    "pay_cycle_ends_at", "pay_cycle_month_day", "pay_delay_days", "window_days", "payout_threshold", "on_request",
    "first_hold_days", "auto_after_days", "dispute_days", "arrives_after", "fee_min", "fee_fixed",
)  # fmt: skip
ADDED = {
    "work_sessions": ("submitted_on", "approved_on"),
    "earnings": ("submitted_on", "approved_on"),
    "payouts": ("stage", "asked_on", "place"),
}


def upgrade() -> None:
    op.create_table(
        "pay_terms",
        sa.Column("id", WHOLE, primary_key=True),
        sa.Column("worker_id", WHOLE, nullable=False),
        sa.Column("platform_id", WHOLE, nullable=False),
        *(sa.Column(name, sa.Text()) for name in TEXTS),
        *(sa.Column(name, WHOLE) for name in NUMBERS),
        sa.Column("batch", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name="fk_pay_terms_worker_id"),
        sa.ForeignKeyConstraint(["platform_id"], ["platforms.id"], name="fk_pay_terms_platform_id"),
        sa.ForeignKeyConstraint(["batch"], ["operations.id"], name="fk_pay_terms_batch"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_pay_terms_platform_id", "pay_terms", ["platform_id"])
    op.create_index("ix_pay_terms_worker_id", "pay_terms", ["worker_id"])
    for table, names in ADDED.items():
        for name in names:
            op.add_column(table, sa.Column(name, sa.Text()))
