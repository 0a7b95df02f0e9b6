"""All tables, as they were first."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _backup_files()
    _workers()
    _operations()
    _result_cache()
    _availability()
    _changes()
    _exchange_rates()
    _mappings()
    _platforms()
    _settings()
    _transfers()
    _expenses()
    _projects()
    _queue_checks()
    _earnings()
    _payouts()
    _project_events()
    _rules()
    _timers()
    _work_sessions()


def _backup_files() -> None:
    op.create_table(
        "backup_files",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backup_files")),
        sa.UniqueConstraint("path", name=op.f("uq_backup_files_path")),
        sqlite_autoincrement=True,
    )


def _workers() -> None:
    op.create_table(
        "workers",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workers")),
        sa.UniqueConstraint("name", name=op.f("uq_workers_name")),
        sqlite_autoincrement=True,
    )


def _operations() -> None:
    op.create_table(
        "operations",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("worker_id", WHOLE, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("undoes", WHOLE, nullable=True),
        sa.Column("undid", sa.Text(), nullable=True),
        sa.Column("undone_by", WHOLE, nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["operations.id"], name=op.f("fk_operations_undoes")),
        sa.ForeignKeyConstraint(["undone_by"], ["operations.id"], name=op.f("fk_operations_undone_by")),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("fk_operations_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operations")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_operations_worker_id_id"), "operations", ["worker_id", "id"], unique=False)


def _result_cache() -> None:
    op.create_table(
        "result_cache",
        sa.Column("worker_id", WHOLE, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("fk_result_cache_worker_id")),
        sa.PrimaryKeyConstraint("worker_id", "key", name=op.f("pk_result_cache")),
    )


def _availability() -> None:
    op.create_table(
        "availability",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("worker_id", WHOLE, nullable=False),
        sa.Column("starts_on", sa.Text(), nullable=False),
        sa.Column("ends_on", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("weekly_hours", sa.Text(), nullable=True),
        sa.Column("weekdays", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("batch", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["operations.id"], name=op.f("fk_availability_batch")),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("fk_availability_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_availability")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_availability_worker_id"), "availability", ["worker_id"], unique=False)


def _changes() -> None:
    op.create_table(
        "changes",
        sa.Column("operation_id", WHOLE, nullable=False),
        sa.Column("seq", WHOLE, nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_id", WHOLE, nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["operation_id"], ["operations.id"], name=op.f("fk_changes_operation_id")),
        sa.PrimaryKeyConstraint("operation_id", "seq", name=op.f("pk_changes")),
    )
    op.create_index(op.f("ix_changes_table_name_row_id"), "changes", ["table_name", "row_id"], unique=False)


def _exchange_rates() -> None:
    op.create_table(
        "exchange_rates",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("worker_id", WHOLE, nullable=False),
        sa.Column("on", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("in_home_currency", sa.Text(), nullable=False),
        sa.Column("batch", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["operations.id"], name=op.f("fk_exchange_rates_batch")),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("fk_exchange_rates_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange_rates")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_exchange_rates_worker_id"), "exchange_rates", ["worker_id"], unique=False)


def _mappings() -> None:
    op.create_table(
        "mappings",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("worker_id", WHOLE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("batch", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["operations.id"], name=op.f("fk_mappings_batch")),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("fk_mappings_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mappings")),
        sa.UniqueConstraint("worker_id", "name", name=op.f("uq_mappings_worker_id_name")),
        sqlite_autoincrement=True,
    )


def _platforms() -> None:
    op.create_table(
        "platforms",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("worker_id", WHOLE, nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("pay_cycle", sa.Text(), nullable=True),
        sa.Column("pay_cycle_ends", sa.Text(), nullable=True),
        sa.Column("pay_cycle_zone", sa.Text(), nullable=True),
        sa.Column("pay_delay_days", WHOLE, nullable=True),
        sa.Column("payout_threshold", WHOLE, nullable=True),
        sa.Column("fee_percent", sa.Text(), nullable=True),
        sa.Column("monitoring", WHOLE, nullable=True),
        sa.Column("nda", WHOLE, nullable=True),
        sa.Column("ai_interview", WHOLE, nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("batch", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["operations.id"], name=op.f("fk_platforms_batch")),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("fk_platforms_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_platforms")),
        sa.UniqueConstraint("worker_id", "platform", name=op.f("uq_platforms_worker_id_platform")),
        sqlite_autoincrement=True,
    )


def _settings() -> None:
    op.create_table(
        "settings",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("worker_id", WHOLE, nullable=False),
        sa.Column("home_currency", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("standard_week_hours", sa.Text(), nullable=True),
        sa.Column("standard_year_weeks", sa.Text(), nullable=True),
        sa.Column("living_cost_month", WHOLE, nullable=True),
        sa.Column("savings", WHOLE, nullable=True),
        sa.Column("tax_rate_percent", sa.Text(), nullable=True),
        sa.Column("batch", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["operations.id"], name=op.f("fk_settings_batch")),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("fk_settings_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settings")),
        sa.UniqueConstraint("worker_id", name=op.f("uq_settings_worker_id")),
        sqlite_autoincrement=True,
    )


def _transfers() -> None:
    op.create_table(
        "transfers",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("worker_id", WHOLE, nullable=False),
        sa.Column("moved_on", sa.Text(), nullable=False),
        sa.Column("from_account", sa.Text(), nullable=False),
        sa.Column("to_account", sa.Text(), nullable=False),
        sa.Column("amount_out", WHOLE, nullable=False),
        sa.Column("currency_out", sa.Text(), nullable=False),
        sa.Column("amount_in", WHOLE, nullable=True),
        sa.Column("currency_in", sa.Text(), nullable=True),
        sa.Column("fee", WHOLE, nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("slot", sa.Text(), nullable=True),
        sa.Column("batch", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["operations.id"], name=op.f("fk_transfers_batch")),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("fk_transfers_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfers")),
        sa.UniqueConstraint("worker_id", "source", "source_id", name=op.f("uq_transfers_worker_id_source_source_id")),
        sqlite_autoincrement=True,
    )


def _expenses() -> None:
    op.create_table(
        "expenses",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("worker_id", WHOLE, nullable=False),
        sa.Column("spent_on", sa.Text(), nullable=False),
        sa.Column("amount", WHOLE, nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("platform_id", WHOLE, nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("batch", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["operations.id"], name=op.f("fk_expenses_batch")),
        sa.ForeignKeyConstraint(["platform_id"], ["platforms.id"], name=op.f("fk_expenses_platform_id")),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("fk_expenses_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expenses")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_expenses_platform_id"), "expenses", ["platform_id"], unique=False)
    op.create_index(op.f("ix_expenses_worker_id"), "expenses", ["worker_id"], unique=False)


def _projects() -> None:
    op.create_table(
        "projects",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("worker_id", WHOLE, nullable=False),
        sa.Column("platform_id", WHOLE, nullable=False),
        sa.Column("project", sa.Text(), nullable=False),
        sa.Column("alias", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("pay_model", sa.Text(), nullable=True),
        sa.Column("advertised_low", WHOLE, nullable=True),
        sa.Column("advertised_high", WHOLE, nullable=True),
        sa.Column("agreed_rate", WHOLE, nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("promised_weekly_hours", sa.Text(), nullable=True),
        sa.Column("promised_until", sa.Text(), nullable=True),
        sa.Column("successor_of", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("batch", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["operations.id"], name=op.f("fk_projects_batch")),
        sa.ForeignKeyConstraint(["platform_id"], ["platforms.id"], name=op.f("fk_projects_platform_id")),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("fk_projects_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projects")),
        sa.UniqueConstraint(
            "worker_id", "platform_id", "project", name=op.f("uq_projects_worker_id_platform_id_project")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_projects_platform_id"), "projects", ["platform_id"], unique=False)


def _queue_checks() -> None:
    op.create_table(
        "queue_checks",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("worker_id", WHOLE, nullable=False),
        sa.Column("platform_id", WHOLE, nullable=False),
        sa.Column("checked_at", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("batch", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["operations.id"], name=op.f("fk_queue_checks_batch")),
        sa.ForeignKeyConstraint(["platform_id"], ["platforms.id"], name=op.f("fk_queue_checks_platform_id")),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("fk_queue_checks_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_queue_checks")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_queue_checks_platform_id"), "queue_checks", ["platform_id"], unique=False)
    op.create_index(op.f("ix_queue_checks_worker_id"), "queue_checks", ["worker_id"], unique=False)


def _earnings() -> None:
    op.create_table(
        "earnings",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("worker_id", WHOLE, nullable=False),
        sa.Column("platform_id", WHOLE, nullable=False),
        sa.Column("project_id", WHOLE, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("earned_from", sa.Text(), nullable=False),
        sa.Column("earned_to", sa.Text(), nullable=True),
        sa.Column("amount", WHOLE, nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("slot", sa.Text(), nullable=True),
        sa.Column("batch", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["operations.id"], name=op.f("fk_earnings_batch")),
        sa.ForeignKeyConstraint(["platform_id"], ["platforms.id"], name=op.f("fk_earnings_platform_id")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_earnings_project_id")),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("fk_earnings_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earnings")),
        sa.UniqueConstraint("worker_id", "source", "source_id", name=op.f("uq_earnings_worker_id_source_source_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_earnings_platform_id"), "earnings", ["platform_id"], unique=False)
    op.create_index(op.f("ix_earnings_project_id"), "earnings", ["project_id"], unique=False)


def _payouts() -> None:
    op.create_table(
        "payouts",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("worker_id", WHOLE, nullable=False),
        sa.Column("platform_id", WHOLE, nullable=False),
        sa.Column("project_id", WHOLE, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Text(), nullable=False),
        sa.Column("amount", WHOLE, nullable=False),
        sa.Column("fee", WHOLE, nullable=True),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("home_amount", WHOLE, nullable=True),
        sa.Column("covers_from", sa.Text(), nullable=True),
        sa.Column("covers_to", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("slot", sa.Text(), nullable=True),
        sa.Column("batch", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["operations.id"], name=op.f("fk_payouts_batch")),
        sa.ForeignKeyConstraint(["platform_id"], ["platforms.id"], name=op.f("fk_payouts_platform_id")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_payouts_project_id")),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("fk_payouts_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payouts")),
        sa.UniqueConstraint("worker_id", "source", "source_id", name=op.f("uq_payouts_worker_id_source_source_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_payouts_platform_id"), "payouts", ["platform_id"], unique=False)
    op.create_index(op.f("ix_payouts_project_id"), "payouts", ["project_id"], unique=False)


def _project_events() -> None:
    op.create_table(
        "project_events",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("worker_id", WHOLE, nullable=False),
        sa.Column("platform_id", WHOLE, nullable=False),
        sa.Column("project_id", WHOLE, nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("happened_at", sa.Text(), nullable=False),
        sa.Column("announced_at", sa.Text(), nullable=True),
        sa.Column("rate", WHOLE, nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("batch", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["operations.id"], name=op.f("fk_project_events_batch")),
        sa.ForeignKeyConstraint(["platform_id"], ["platforms.id"], name=op.f("fk_project_events_platform_id")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_project_events_project_id")),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("fk_project_events_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_events")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_project_events_platform_id"), "project_events", ["platform_id"], unique=False)
    op.create_index(op.f("ix_project_events_project_id"), "project_events", ["project_id"], unique=False)
    op.create_index(op.f("ix_project_events_worker_id"), "project_events", ["worker_id"], unique=False)


def _rules() -> None:
    op.create_table(
        "rules",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("worker_id", WHOLE, nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("pattern", sa.Text(), nullable=False),
        sa.Column("platform_id", WHOLE, nullable=True),
        sa.Column("project_id", WHOLE, nullable=True),
        sa.Column("activity", sa.Text(), nullable=True),
        sa.Column("batch", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["operations.id"], name=op.f("fk_rules_batch")),
        sa.ForeignKeyConstraint(["platform_id"], ["platforms.id"], name=op.f("fk_rules_platform_id")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_rules_project_id")),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("fk_rules_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rules")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_rules_platform_id"), "rules", ["platform_id"], unique=False)
    op.create_index(op.f("ix_rules_project_id"), "rules", ["project_id"], unique=False)
    op.create_index(op.f("ix_rules_worker_id"), "rules", ["worker_id"], unique=False)


def _timers() -> None:
    op.create_table(
        "timers",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("worker_id", WHOLE, nullable=False),
        sa.Column("platform_id", WHOLE, nullable=False),
        sa.Column("project_id", WHOLE, nullable=True),
        sa.Column("activity", sa.Text(), nullable=True),
        sa.Column("started_at", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("batch", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["operations.id"], name=op.f("fk_timers_batch")),
        sa.ForeignKeyConstraint(["platform_id"], ["platforms.id"], name=op.f("fk_timers_platform_id")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_timers_project_id")),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("fk_timers_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timers")),
        sa.UniqueConstraint("worker_id", name=op.f("uq_timers_worker_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_timers_platform_id"), "timers", ["platform_id"], unique=False)
    op.create_index(op.f("ix_timers_project_id"), "timers", ["project_id"], unique=False)


def _work_sessions() -> None:
    op.create_table(
        "work_sessions",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("worker_id", WHOLE, nullable=False),
        sa.Column("platform_id", WHOLE, nullable=False),
        sa.Column("project_id", WHOLE, nullable=True),
        sa.Column("worked_on", sa.Text(), nullable=True),
        sa.Column("worked_until", sa.Text(), nullable=True),
        sa.Column("started_at", sa.Text(), nullable=True),
        sa.Column("ended_at", sa.Text(), nullable=True),
        sa.Column("minutes", WHOLE, nullable=True),
        sa.Column("counted_minutes", WHOLE, nullable=True),
        sa.Column("activity", sa.Text(), nullable=True),
        sa.Column("tasks", WHOLE, nullable=True),
        sa.Column("rate", WHOLE, nullable=True),
        sa.Column("amount", WHOLE, nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("slot", sa.Text(), nullable=True),
        sa.Column("batch", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["operations.id"], name=op.f("fk_work_sessions_batch")),
        sa.ForeignKeyConstraint(["platform_id"], ["platforms.id"], name=op.f("fk_work_sessions_platform_id")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_work_sessions_project_id")),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("fk_work_sessions_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_sessions")),
        sa.UniqueConstraint(
            "worker_id", "source", "source_id", name=op.f("uq_work_sessions_worker_id_source_source_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_work_sessions_platform_id"), "work_sessions", ["platform_id"], unique=False)
    op.create_index(op.f("ix_work_sessions_project_id"), "work_sessions", ["project_id"], unique=False)
