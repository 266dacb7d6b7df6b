"""Notes on comments and themes: seen by those who name themes, changed by who wrote them."""

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.db import database, transaction
from app.identity.models import Person
from app.pulse.models import Comment
from app.themes import queries, services
from app.themes.models import Note, Theme
from tests.app.themes.conftest import GROUPS, Scene
from tests.app.themes.test_explorer import read, references
from tests.people import make_person, sign_in
from tests.theme_makers import accept, make_clusters


@pytest.fixture
def ana(scene: Scene, client: FlaskClient) -> FlaskClient:
    found = make_clusters(scene.wave, GROUPS)
    accept(found["Certification"], "Certification", scene.analyst)
    sign_in(client, database.session.get_one(Person, scene.analyst.person_id))
    return client


def the_note() -> Note:
    return database.session.scalars(sa.select(Note)).one()


def test_a_note_on_a_comment_stands_beside_it_and_among_all_notes(ana: FlaskClient) -> None:
    (one,) = references(ana, search='"portal 1"')
    answer = ana.post("/themes/comments/notes?search=portal", data={"comment": one, "text": "Ask <them>\n\nagain"})
    assert (answer.status_code, answer.location) == (303, f"/themes/comments?search=portal#c-{one}")
    page = read(ana, search="portal")
    assert "1 note<" in page
    assert '<p dir="auto">Ask &lt;them&gt;</p>' in page
    assert "The portal 1 is slow" in ana.get("/themes/notes").text


def test_a_note_on_a_theme_is_on_its_page_for_those_who_name_themes(scene: Scene, ana: FlaskClient) -> None:
    theme = queries.themes(scene.program_id)[0]
    ana.post(f"/themes/{theme.public_id}/notes", data={"text": "Split it if it grows"})
    assert "Split it if it grows" in ana.get(f"/themes/{theme.public_id}").text
    sign_in(ana, make_person("mia@x.example", "council_member", program=scene.program))
    page = ana.get(f"/themes/{theme.public_id}")
    assert (page.status_code, "Split it if it grows" in page.text) == (200, False)


def test_an_empty_or_too_long_note_is_refused_and_stays_on_the_page(scene: Scene, ana: FlaskClient) -> None:
    (one,), theme = references(ana, search='"portal 1"'), queries.themes(scene.program_id)[0]
    empty = ana.post("/themes/comments/notes?search=portal", data={"comment": one, "text": " \n "})
    assert (empty.status_code, "Write something." in empty.text) == (422, True)
    long = ana.post(f"/themes/{theme.public_id}/notes", data={"text": "x" * 4001})
    assert (long.status_code, "At most 4,000 characters; these are 4,001." in long.text) == (422, True)
    assert "x" * 4001 in long.text
    assert database.session.scalars(sa.select(Note)).all() == []


def test_only_who_wrote_a_note_changes_or_deletes_it(scene: Scene, ana: FlaskClient) -> None:
    theme = queries.themes(scene.program_id)[0]
    ana.post(f"/themes/{theme.public_id}/notes", data={"text": "Mine"})
    address = f"/themes/notes/{the_note().public_id}"
    assert ana.post(address, data={"text": ""}).status_code == 422
    ana.post(address, data={"text": "Mine, changed"})
    assert (the_note().text, the_note().edited_at is not None) == ("Mine, changed", True)
    sign_in(ana, make_person("olga@x.example", "program_owner", program=scene.program))
    assert "Change or delete" not in ana.get("/themes/notes").text
    assert ana.post(address, data={"text": "Hers"}).status_code == 403
    assert ana.post(f"{address}/delete").status_code == 403
    sign_in(ana, database.session.get_one(Person, scene.analyst.person_id))
    assert ana.post(f"{address}/delete").status_code == 303
    assert "Nobody has written a note yet." in ana.get("/themes/notes").text


def test_a_note_goes_with_its_comment_and_hides_a_text_that_may_not_be_read(scene: Scene, ana: FlaskClient) -> None:
    (one,) = references(ana, search='"exam 1"')
    ana.post("/themes/comments/notes", data={"comment": one, "text": "Keep an eye on it"})
    with transaction():
        rows = queries.comments_named(scene.program_id, references(ana, search="leave"))
        assert rows is not None
        services.move_comments(rows, queries.themes(scene.program_id)[0], None, by=scene.analyst)
        database.session.execute(sa.update(Theme).values(state="retired"))
        database.session.execute(sa.text("DELETE FROM cluster_comment"))
        database.session.execute(sa.text("UPDATE codebook SET number = number + 1"))
    page = ana.get("/themes/notes").text
    assert ("The exam 1 is a cliff" in page, "not shown any more" in page) == (False, True)
    with transaction():
        for table in ("coding", "settled_coding"):
            database.session.execute(sa.text(f"DELETE FROM {table}"))
        database.session.execute(sa.delete(Comment).where(Comment.id == the_note().comment_id))
    assert database.session.scalars(sa.select(Note)).all() == []
