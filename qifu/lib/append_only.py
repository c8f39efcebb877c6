"""SQL by which the database itself refuses to change or delete what was written, for SQLite and PostgreSQL."""

SENTENCE = "The ledger is append-only: rows of {table} are never changed or deleted."

SQLITE = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{sentence}'); END;
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{sentence}'); END;
"""
POSTGRESQL = """
CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_refuse();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {table}_refuse();
"""

# A writer holds the lock shared from before its event has an id until it commits; the sealer takes it alone for a
# moment and so knows that every id up to the highest has been committed or never will be. SQLite has one writer anyway.
SEAL_LOCK = 7141_2006
POSTGRESQL_SEAL_LOCK = """
CREATE FUNCTION {table}_share_seal_lock() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_advisory_xact_lock_shared({lock}); RETURN NULL; END $$;
CREATE TRIGGER {table}_share_seal_lock BEFORE INSERT ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_share_seal_lock();
"""


def append_only_sql(vendor: str, table: str) -> str:
    """Raises KeyError for a database that Qifu does not run on."""
    return {"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor].format(
        table=table, sentence=SENTENCE.format(table=table)
    )


def seal_lock_sql(vendor: str, table: str) -> str:
    return {"sqlite": "", "postgresql": POSTGRESQL_SEAL_LOCK}[vendor].format(table=table, lock=SEAL_LOCK)
