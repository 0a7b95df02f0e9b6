"""The first version that can be brought up to date: a new ledger is made in its newest form, never from here."""

revision = "0003"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    raise RuntimeError("a new ledger is made from the frozen schema")
