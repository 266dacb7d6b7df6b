"""The declarative base of every table, with one naming scheme for constraints so that migrations can name them."""

import datetime as dt
import re
from decimal import Decimal
from typing import Any, ClassVar, dataclass_transform

from sqlalchemy import JSON, MetaData, Numeric, String
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass, declared_attr, mapped_column, relationship

from app.db.columns import refers
from app.db.types import UtcDateTime

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


@dataclass_transform(kw_only_default=True, field_specifiers=(mapped_column, relationship, refers))
class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """A row. Columns are dataclass fields, given by keyword; the table is named like the class."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        dt.datetime: UtcDateTime(),
        Decimal: Numeric(18, 4),
        dict[str, Any]: JSON(),
        list[str]: JSON(),
        list[Any]: JSON(),
        str: String(),
    }

    @declared_attr.directive
    def __tablename__(cls) -> str:
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__).lower()
