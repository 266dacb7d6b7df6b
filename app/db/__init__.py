"""Storage: the declarative base, column types, the engine, transactions and events after commit."""

from app.db.base import Base
from app.db.engine import database
from app.db.transaction import emit, transaction
from app.db.types import UtcDateTime

__all__ = ["Base", "UtcDateTime", "database", "emit", "transaction"]
