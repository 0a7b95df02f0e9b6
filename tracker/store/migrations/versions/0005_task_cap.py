"""The longest time that a project pays for a task."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("projects", sa.Column("task_cap_minutes", sa.BigInteger().with_variant(sa.Integer(), "sqlite")))
