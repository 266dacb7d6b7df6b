"""The full-text index of comments, `comment_words`: made by the migration, kept by triggers in the database itself.

Whatever changes or deletes a comment, erasure by hand included, changes the index in the same statement. It is no
table of the models: SQLite has an FTS5 table over the comments' own text, PostgreSQL a tsvector beside each comment.
"""

from typing import Any

from sqlalchemy import Connection

from app.themes.core.searching import folded_letter

NAME = "comment_words"

_SQLITE = (
    """CREATE VIRTUAL TABLE comment_words USING fts5(
        text, content='comment', content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 2")""",
    """CREATE TRIGGER comment_words_insert AFTER INSERT ON comment BEGIN
        INSERT INTO comment_words(rowid, text) VALUES (new.id, new.text); END""",
    """CREATE TRIGGER comment_words_delete AFTER DELETE ON comment BEGIN
        INSERT INTO comment_words(comment_words, rowid, text) VALUES ('delete', old.id, old.text); END""",
    """CREATE TRIGGER comment_words_update AFTER UPDATE OF text ON comment BEGIN
        INSERT INTO comment_words(comment_words, rowid, text) VALUES ('delete', old.id, old.text);
        INSERT INTO comment_words(rowid, text) VALUES (new.id, new.text); END""",
    "INSERT INTO comment_words(comment_words) VALUES ('rebuild')",
)


def _postgresql() -> tuple[str, ...]:
    """Return the statements; letters are folded and signs become spaces, so that words are those of SQLite."""
    folding = {chr(code): folded_letter(chr(code)) for code in (*range(0xC0, 0x180), *range(0x386, 0x430))}
    changed = {letter: folded for letter, folded in folding.items() if folded != letter}
    signs = r"[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf"
    signs += r"\u00d7\u00f7\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u3004\u3008-\u3020\uff01-\uff0f"
    signs += r"\U0001f000-\U0001faff]+"
    return (
        f"""CREATE FUNCTION comment_words_of(text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT to_tsvector('pg_catalog.simple', regexp_replace(
            translate($1, '{"".join(changed)}', '{"".join(changed.values())}'), '{signs}', ' ', 'g')) $$""",
        """CREATE TABLE comment_words (
            comment_id integer PRIMARY KEY REFERENCES comment(id) ON DELETE CASCADE, words tsvector NOT NULL)""",
        "CREATE INDEX comment_words_gin ON comment_words USING gin (words)",
        """CREATE FUNCTION keep_comment_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO comment_words VALUES (new.id, comment_words_of(new.text))
        ON CONFLICT (comment_id) DO UPDATE SET words = excluded.words;
        RETURN NULL; END $$""",
        """CREATE TRIGGER keep_comment_words AFTER INSERT OR UPDATE OF text ON comment
        FOR EACH ROW EXECUTE FUNCTION keep_comment_words()""",
        "INSERT INTO comment_words SELECT id, comment_words_of(text) FROM comment",
    )


def make_search_index(connection: Connection) -> None:
    """Make the index and what keeps it, over the comments that there are. A migration that rebuilds `comment` calls it.

    SQLite drops a table's triggers when it is rebuilt: call `drop_search_index` before, and this after.
    """
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _postgresql():
        connection.exec_driver_sql(statement)


def drop_search_index(connection: Connection) -> None:
    """Drop the index with what keeps it."""
    table = "DROP TABLE comment_words"
    functions = ("DROP FUNCTION keep_comment_words() CASCADE", table, "DROP FUNCTION comment_words_of(text)")
    triggers = tuple(f"DROP TRIGGER comment_words_{event}" for event in ("insert", "delete", "update"))
    for statement in (*triggers, table) if connection.dialect.name == "sqlite" else functions:
        connection.exec_driver_sql(statement)


def is_of_the_models(name: str | None, kind: str, _parents: Any) -> bool:
    """Whether Alembic compares a thing of the database with the models: not the index, nor what FTS5 keeps for it."""
    return kind != "table" or name is None or not name.startswith(NAME)
