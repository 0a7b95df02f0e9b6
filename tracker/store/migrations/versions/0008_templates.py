"""Templates of entries, what became of the days on which one was due, and goals."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _own(table: str, *foreign: str) -> list[sa.ForeignKeyConstraint]:
    """Whose a row is, which operation made it, and what it refers to."""
    to = {"worker_id": "workers", "batch": "operations", "platform_id": "platforms", "project_id": "projects"}
    names = ["worker_id", *foreign, "batch"]
    return [sa.ForeignKeyConstraint([n], [f"{to[n]}.id"], name=f"fk_{table}_{n}") for n in names]


def upgrade() -> None:
    op.create_table(
        "templates",
        sa.Column("id", WHOLE, primary_key=True),
        sa.Column("worker_id", WHOLE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("platform_id", WHOLE, nullable=False),
        sa.Column("project_id", WHOLE),
        sa.Column("activity", sa.Text()),
        sa.Column("minutes", WHOLE, nullable=False),
        *(sa.Column(name, sa.Text()) for name in ("clock", "note", "repeats", "starts_on", "ends_on")),
        sa.Column("batch", WHOLE, nullable=False),
        *_own("templates", "platform_id", "project_id"),
        sa.UniqueConstraint("worker_id", "name", name="uq_templates_worker_id_name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "template_days",
        sa.Column("id", WHOLE, primary_key=True),
        sa.Column("worker_id", WHOLE, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("template", "on", "answer")),
        sa.Column("batch", WHOLE, nullable=False),
        *_own("template_days"),
        sa.UniqueConstraint("worker_id", "template", "on", name="uq_template_days_worker_id_template_on"),
        sqlite_autoincrement=True,
    )
    for name in ("platform_id", "project_id"):
        op.create_index(f"ix_templates_{name}", "templates", [name])
    for name in ("goal_week_hours", "goal_month_hours"):
        op.add_column("settings", sa.Column(name, sa.Text()))
    for name in ("goal_week_money", "goal_month_money"):
        op.add_column("settings", sa.Column(name, WHOLE))
