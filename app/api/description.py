"""How the API describes itself, and how it says that a request can't be read."""

from typing import Any

from flask import Response
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.web.errors import answer


class Problem(BaseModel):
    """What went wrong, after RFC 9457; an import adds what it found in the file."""

    model_config = ConfigDict(extra="allow")

    type: str = "about:blank"
    title: str = Field(description="A word that scripts can rely on.")
    status: int
    detail: str = Field(description="A sentence for people.")


PROBLEM_TYPE = "application/problem+json"

PROBLEMS: dict[Any, Any] = {
    status: {
        "description": description,
        "content": {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for status, description in {
        401: "The token is missing, unknown or revoked.",
        403: "The token lacks the scope.",
        404: "There is no such thing in the token's program.",
        422: "The request or the file has faults.",
    }.items()
}


def unreadable(error: ValidationError) -> Response:
    """Answer a request whose parameters can't be read: which one, and why."""
    faults = (f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
    return answer(422, "; ".join(faults), "bad_parameter")


DESCRIPTION: dict[str, Any] = {
    "info": {
        "title": "Parley",
        "version": "1",
        "description": "What a program publishes, through the same disclosure gate as its pages, and ways to bring in "
        "partners and metrics. An admin makes tokens: ./parley tokens create NAME --scope SCOPE.",
    },
    "openapi_extensions": {"openapi": "3.1.0"},  # most tools do not read 3.2 yet; nothing of it is used
    "security_schemes": {"token": {"type": "http", "scheme": "bearer"}},
    "validation_error_model": Problem,
    "validation_error_callback": unreadable,
    "doc_ui": False,
}
"""What the application's class is made with."""
