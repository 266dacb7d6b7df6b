"""What all forms share: the attributes of a field, and the place of an error that a service raised."""

from typing import Any, Protocol

from flask_wtf import FlaskForm

from app.shared.errors import DomainError


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


def place_error(form: FlaskForm, error: DomainError) -> None:
    """Put what a service refused where the reader sees it: beside the fields it names, else above the form."""
    named = [name for name in error.fields if name in form]
    for name in named:
        form[name].errors = [error.message]
    if not named:
        form.form_errors.append(error.message)
