"""Empties a PostgreSQL database between tests, which costs a third of making one."""

import sqlalchemy as sa

_END_OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_EMPTY = """
DO $$
DECLARE
    name text;
    is_filled boolean;
BEGIN
    SET LOCAL session_replication_role = replica;  -- foreign keys needn't be looked at when all goes
    FOR name IN SELECT quote_ident(tablename) FROM pg_tables
                WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE 'SELECT EXISTS (SELECT 1 FROM ' || name || ')' INTO is_filled;
        IF is_filled THEN
            EXECUTE 'DELETE FROM ' || name;
        END IF;
    END LOOP;
    PERFORM setval(quote_ident(sequencename)::regclass, 1, false) FROM pg_sequences
    WHERE schemaname = 'public' AND last_value IS NOT NULL;
END $$
"""
_SHAPE = """
    SELECT (SELECT string_agg(version_num, ',') FROM alembic_version) || ' ' || count(*)
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped
"""


def empty(url: str, wanted: str) -> bool:
    """Delete all rows and end all other connections; False where what remains has not the wanted shape."""
    return _run(url, _END_OTHERS, _EMPTY, _SHAPE) == wanted


def shape(url: str) -> str:
    """Return the migration of a database and how many columns it has, indexes' included, as one text."""
    return _run(url, _SHAPE)


def _run(url: str, *statements: str) -> str:
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            for statement in statements:
                last = connection.exec_driver_sql(statement)
            return str(last.scalar())
    finally:
        engine.dispose()
