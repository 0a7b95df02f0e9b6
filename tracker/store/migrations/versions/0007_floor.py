"""The least that an hour on a platform must leave."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("platforms", sa.Column("floor_rate", sa.BigInteger().with_variant(sa.Integer(), "sqlite")))
