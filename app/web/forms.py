"""What the form macros need to know about a WTForms field."""

from typing import Any, Protocol


class FormField(Protocol):
    """The part of a WTForms field that is read here."""

    id: str
    errors: Any


def field_attributes(form_field: FormField, hint: str) -> dict[str, str]:
    """Return the ARIA attributes that tie a control to its hint and its errors."""
    described = [f"{form_field.id}-hint"] if hint else []
    described += [f"{form_field.id}-error-{place}" for place, _ in enumerate(form_field.errors, start=1)]
    attributes = {"aria-describedby": " ".join(described)} if described else {}
    return attributes | ({"aria-invalid": "true"} if form_field.errors else {})
