"""Writes down what an edit changes row by row, so that it can be undone exactly, and finds what later depends on it."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from app.db import Base, database
from app.shared.errors import ConflictError
from app.themes.core.theme_text import PARTS
from app.themes.models import Cluster, ClusterComment, Coding, Passage, Theme

TABLES: dict[str, type[Base]] = {
    "theme": Theme,
    "cluster": Cluster,
    "place": ClusterComment,
    "coding": Coding,
    "passage": Passage,
}


@dataclass
class Changes:
    """The changes of one edit in the order made: values set, rows made, rows gone, and what it took for granted."""

    values: list[list[Any]] = field(default_factory=list)
    made: list[list[Any]] = field(default_factory=list)
    gone: list[list[Any]] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)

    def set(self, row: Theme | Cluster | ClusterComment | Coding | Passage, **values: Any) -> None:
        """Set columns of a row and remember what they held."""
        for column, value in values.items():
            held = getattr(row, column)
            if held != value:
                self.values.append([_table(row), row.id, column, held, value])
                setattr(row, column, value)

    def make(self, *rows: Theme | ClusterComment | Coding | Passage) -> None:
        """Store new rows."""
        database.session.add_all(rows)
        database.session.flush()
        self.made.extend([_table(row), row.id] for row in rows)

    def remove(self, row: Coding | Passage) -> None:
        """Delete a row and remember all of it."""
        held = {column.key: getattr(row, column.key) for column in row.__table__.columns}
        self.gone.append([_table(row), {key: _plain(value) for key, value in held.items()}])
        database.session.delete(row)

    def need(self, *rows: Theme | Cluster | Coding) -> None:
        """Say that the edit makes no sense without these rows as they are."""
        self.needs.extend(f"{_table(row)}:{row.id}" for row in rows)

    @property
    def reversal(self) -> dict[str, Any]:
        return {"values": self.values, "made": self.made, "gone": self.gone, "needs": self.needs}


def written(reversal: dict[str, Any]) -> set[str]:
    """Return what an edit changed, as tokens: a row, or one part of the words of a theme."""
    tokens = {f"{table}:{row_id}" for table, row_id in reversal["made"]}
    tokens |= {f"{table}:{row['id']}" for table, row in reversal["gone"]}
    for table, row_id, column, _held, _value in reversal["values"]:
        tokens.add(f"{table}:{row_id}:{column}" if table == "theme" and column in PARTS else f"{table}:{row_id}")
    return tokens


def touched(reversal: dict[str, Any]) -> set[str]:
    """Return what an edit changed or took for granted."""
    return written(reversal) | set(reversal["needs"])


def take_back(reversal: dict[str, Any]) -> None:
    """Put back what the edit changed. A theme that it made is retired, for others may point to it."""
    for table, row_id in reversal["made"]:
        row = database.session.get(TABLES[table], row_id)
        if isinstance(row, Theme):
            row.state = "retired"
        elif row is not None:
            database.session.delete(row)
    database.session.flush()
    for table, row_id, column, held, value in reversed(reversal["values"]):
        row = database.session.get(TABLES[table], row_id)
        if row is None or getattr(row, column) != value:
            raise ConflictError("This can't be undone any more: what it changed has been changed again since.")
        setattr(row, column, held)
    database.session.flush()
    for table, held_row in reversal["gone"]:
        named = {key: held_row[key] for key in ("id", "public_id") if key in held_row}
        values = {key: value for key, value in held_row.items() if key not in named}
        values["created_at"] = dt.datetime.fromisoformat(values["created_at"])
        row = TABLES[table](**values)
        for key, value in named.items():
            setattr(row, key, value)
        database.session.add(row)
    database.session.flush()


def _table(row: Base) -> str:
    return next(name for name, model in TABLES.items() if isinstance(row, model))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.datetime) else value
