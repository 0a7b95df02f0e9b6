"""Runs the migrations on the connection that `tracker.store.migrate` hands over."""

from alembic import context

from tracker.store import models

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=models.Worker.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
