"""Words as conditions on comments, one interface over SQLite's FTS5 and PostgreSQL's tsvector."""

from collections.abc import Sequence

from sqlalchemy import (
    ColumnElement,
    Float,
    Select,
    and_,
    cast,
    column,
    func,
    literal,
    literal_column,
    or_,
    select,
    table,
)

from app.db import database
from app.pulse.models import Comment
from app.themes.core.searching import Search, Term
from app.themes.models.search import NAME

_LONG = 200.0
"""So many characters halve what one more occurrence counts."""


def holds(search: Search) -> list[ColumnElement[bool]]:
    """Return the conditions that a comment meets which holds all that is wanted and nothing unwanted."""
    indexed = [term for term in search.wanted if term.words]
    conditions: list[ColumnElement[bool]] = [_inside(term) for term in search.wanted if term.inside]
    if indexed:
        conditions.append(Comment.id.in_(_found(indexed)))
    unwanted: list[ColumnElement[bool]] = [
        _inside(term) if term.inside else Comment.id.in_(_found([term])) for term in search.unwanted
    ]
    return [and_(*conditions, ~or_(*unwanted))] if unwanted else conditions


def relevance(search: Search) -> ColumnElement[float]:
    """Return how well a comment fits: how often it holds what is wanted, for its length, 0–1 a term.

    It is BM25's weight of a term within a text (Robertson and Zaragoza 2009, §3.2) without that of a term among all
    texts: so the order follows from the texts that are read alone, and tells nothing of those that are not.
    """
    text, length = func.lower(Comment.text), func.length(Comment.text)
    total: ColumnElement[float] = literal(0.0, Float)
    for term in search.wanted:
        sought = term.inside or term.words[0]
        gone = length - func.length(func.replace(text, sought, ""))
        often = cast(gone, Float) / len(sought)
        total = total + often / (often + 0.5 + length / _LONG)
    return total


def _inside(term: Term) -> ColumnElement[bool]:
    return func.lower(Comment.text).contains(term.inside, autoescape=True)


def _found(terms: Sequence[Term]) -> Select[int]:
    """Return the query for the rows of the comments in which the index finds all of these words."""
    words = table(NAME, column("rowid"), column("comment_id"), column("words"))
    if database.engine.dialect.name == "sqlite":
        wanted = " AND ".join(f'"{" ".join(term.words)}"{" *" if term.begins else ""}' for term in terms)
        return select(words.c.rowid).where(literal_column(NAME).op("MATCH")(wanted))
    wanted = " & ".join(f"({' <-> '.join(term.words)}{':*' if term.begins else ''})" for term in terms)
    sought = func.to_tsquery(literal_column("'pg_catalog.simple'::regconfig"), wanted)
    return select(words.c.comment_id).where(words.c.words.op("@@")(sought))
