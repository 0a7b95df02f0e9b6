"""The journal holds what a row was before, and of what it was after a digest: no table changes, but older programs
cannot read it."""

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Lines that are there stay as they are: both forms are read."""
