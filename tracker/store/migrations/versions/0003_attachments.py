"""Files can be kept with rows: which row, the file's name, its hash and size."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "attachments",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("worker_id", WHOLE, nullable=False),
        sa.Column("of_table", sa.Text(), nullable=False),
        sa.Column("of_row", WHOLE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", WHOLE, nullable=False),
        sa.Column("batch", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name="fk_attachments_worker_id"),
        sa.ForeignKeyConstraint(["batch"], ["operations.id"], name="fk_attachments_batch"),
        sa.PrimaryKeyConstraint("id", name="pk_attachments"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_attachments_worker_id", "attachments", ["worker_id"])
