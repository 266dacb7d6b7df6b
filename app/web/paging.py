"""One page of a long list."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import request
from sqlalchemy import Select, func, select

from app.db import database

PER_PAGE = 50


@dataclass(frozen=True)
class Page:
    """Rows of one page, its number from 1, and how many pages there are."""

    rows: list[Any]
    number: int
    pages: int
    total: int


def page_of(wanted: Select[Any], number: int) -> Page:
    """Return one page of a query's rows; a number outside gives the nearest page."""
    total = database.session.scalar(select(func.count()).select_from(wanted.order_by(None).subquery())) or 0
    pages = max(1, -(-total // PER_PAGE))
    number = min(max(1, number), pages)
    rows = database.session.scalars(wanted.limit(PER_PAGE).offset((number - 1) * PER_PAGE))
    return Page(list(rows), number, pages, total)


def asked_page() -> int:
    """Return the number of the page that the address asks for."""
    return request.args.get("page", 1, type=int)


def url_for_page(number: int) -> str:
    """Return the address of another page of the present list, its search kept."""
    kept = {name: value for name, value in request.args.items() if name != "page"}
    return f"{request.path}?{urlencode({**kept, 'page': number})}"
