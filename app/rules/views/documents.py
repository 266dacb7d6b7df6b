"""Taking a whole rulebook in."""

from flask import url_for
from werkzeug.wrappers import Response

from app.db import transaction
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.rules import queries, services
from app.rules.core import Problem, RulebookErrors
from app.rules.errors import RulebookRefusedError
from app.rules.forms import DocumentForm
from app.rules.views import bp
from app.shared.errors import DomainError
from app.web.respond import invalid, page, see_other

_PAGE = "rules/document.html"


@bp.get("/rulebook/new")
@requires("rulebook.publish")
def document() -> Response:
    """The form: the first rulebook, or a whole new version."""
    return page(_PAGE, form=DocumentForm(), problems=(), rulebook=queries.rulebook(the_viewer().program_id))


@bp.post("/rulebook/new")
@requires("rulebook.publish")
def publish_document() -> Response:
    """Publish it, or show each problem at its place with the document kept."""
    form = DocumentForm()
    problems: tuple[Problem, ...] = ()
    if form.validate_on_submit():
        try:
            return see_other(url_for("rules.version", public_id=_published(form)))
        except RulebookErrors as errors:
            problems = errors.problems
        except RulebookRefusedError as error:
            problems = error.problems
        except DomainError as error:
            form.form_errors.append(error.message)
    return invalid(_PAGE, form=form, problems=problems, rulebook=queries.rulebook(the_viewer().program_id))


def _published(form: DocumentForm) -> str:
    viewer, text = the_viewer(), form.text()
    with transaction():
        version = services.publish_document(
            viewer.program_id, text, label=form.label.data or None, effective_on=form.effective_on.data, by=viewer
        )
        return version.public_id
