"""The timer can be paused: since when it is, and the pauses that are over."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("timers", sa.Column("paused_at", sa.Text(), nullable=True))
    op.add_column("timers", sa.Column("pauses", sa.Text(), nullable=True))
