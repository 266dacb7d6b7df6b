"""Empties a PostgreSQL database between tests, which costs a third of making one."""

from functools import cache

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
    """Delete all rows; False where what remains has not the wanted shape. Whoever holds a lock is ended."""
    with _engine(url).connect() as connection:
        connection.exec_driver_sql("SET lock_timeout = '1s'")
        try:
            connection.exec_driver_sql(_EMPTY)
        except sa.exc.OperationalError:  # a test has left a connection in the middle of a transaction
            connection.exec_driver_sql(_END_OTHERS)
            connection.exec_driver_sql(_EMPTY)
        return str(connection.exec_driver_sql(_SHAPE).scalar()) == wanted


def shape(url: str) -> str:
    """Return the migration of a database and how many columns it has, indexes' included, as one text."""
    with _engine(url).connect() as connection:
        found = str(connection.exec_driver_sql(_SHAPE).scalar())
    let_go(url)
    return found


def let_go(url: str) -> None:
    """Close the connection that is kept to a database."""
    _engine(url).dispose()


@cache
def _engine(url: str) -> sa.Engine:
    return sa.create_engine(url, isolation_level="AUTOCOMMIT", pool_size=1)
