"""People and what they may do in the program."""

from typing import Any

from flask import flash, request, url_for
from werkzeug.wrappers import Response

from app.admin.forms import PersonForm, RoleForm
from app.admin.permission_table import rights, role_heads
from app.admin.views import bp
from app.db import transaction
from app.identity import queries, services
from app.identity.access import requires
from app.identity.permissions import ROLE_NAMES, Role
from app.identity.viewer import the_viewer
from app.shared.errors import DomainError
from app.web.paging import asked_page, page_of
from app.web.respond import invalid, page, see_other


@bp.get("/admin/people")
@requires("admin.see")
def people() -> Response:
    """The people of the program."""
    return page("admin/people.html", **_people(PersonForm(formdata=None)))


@bp.post("/admin/people")
@requires("admin.change")
def add_person() -> Response:
    """Give a person roles."""
    form, viewer = PersonForm(), the_viewer()
    if not form.validate_on_submit():
        return invalid("admin/people.html", **_people(form))
    try:
        with transaction():
            person = services.add_person(form.email.data, form.name.data or "", form.roles.data, by=viewer)
            target = url_for("admin.person", public_id=person.public_id)
    except DomainError as error:
        form.email.errors = [error.message]
        return invalid("admin/people.html", **_people(form))
    return see_other(target)


@bp.get("/admin/people/<public_id>")
@requires("admin.see")
def person(public_id: str) -> Response:
    """One person's roles."""
    viewer = the_viewer()
    found = queries.person_of(viewer.program_id, public_id)
    roles = sorted(queries.roles_of(found.id, viewer.program_id))
    return page("admin/person.html", person=found, roles=roles, role_names=ROLE_NAMES, form=RoleForm(formdata=None))


@bp.post("/admin/people/<public_id>/grants")
@requires("admin.change")
def add_grant(public_id: str) -> Response:
    """Give one more role."""
    form, viewer = RoleForm(), the_viewer()
    if form.validate_on_submit():
        with transaction():
            services.grant(
                queries.person_of(viewer.program_id, public_id), viewer.program_id, form.role.data, by=viewer
            )
        flash(f"They are {ROLE_NAMES[Role(form.role.data)]} now.")
    return see_other(url_for("admin.person", public_id=public_id))


@bp.post("/admin/people/<public_id>/grants/<role>/take")
@requires("admin.change")
def take_grant(public_id: str, role: str) -> Response:
    """Take a role; without any the person leaves the program's list."""
    viewer = the_viewer()
    with transaction():
        found = queries.person_of(viewer.program_id, public_id)
        services.revoke_grant(found, viewer.program_id, role, by=viewer)
        stays = bool(queries.roles_of(found.id, viewer.program_id))
    flash("The role was taken away.")
    return see_other(url_for("admin.person", public_id=public_id) if stays else url_for("admin.people"))


@bp.post("/admin/people/<public_id>/link")
@requires("admin.change")
def mail_link(public_id: str) -> Response:
    """Mail the person a one-time link, for instance when they are new."""
    viewer = the_viewer()
    with transaction():
        found = queries.person_of(viewer.program_id, public_id)
        services.send_sign_in_link(found)
        email = found.email
    flash(f"A link is on its way to {email}.")
    return see_other(url_for("admin.person", public_id=public_id))


@bp.get("/admin/permissions")
@requires("admin.see")
def permissions() -> Response:
    """Which role may do what."""
    return page("admin/permissions.html", heads=role_heads(), rights=rights())


def _people(form: PersonForm) -> dict[str, Any]:
    program_id, search = the_viewer().program_id, request.args.get("search", "").strip()
    found = page_of(queries.people_of(program_id, search), asked_page())
    roles = queries.roles_by_person(program_id, [row.id for row in found.rows])
    return {"form": form, "found": found, "roles": roles, "role_names": ROLE_NAMES, "search": search}
