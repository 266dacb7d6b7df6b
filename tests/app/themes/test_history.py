"""Who may not edit reads the history without numbers that would count a hidden theme."""

from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import database, transaction
from app.identity.models import Person
from app.themes import services
from app.themes.models import Coding
from tests.app.themes.conftest import GROUPS, Scene
from tests.people import make_person, sign_in
from tests.theme_makers import accept, make_clusters


def test_numbers_of_comments_are_for_who_may_edit(scene: Scene, client: FlaskClient) -> None:
    clusters = make_clusters(scene.wave, GROUPS)
    portal, prices = (accept(clusters[label], label, scene.analyst) for label in ("Portal", "Prices"))
    rows = database.session.scalars(select(Coding.comment_id).where(Coding.theme_id == portal.id).limit(2)).all()
    with transaction():
        services.move_comments(rows, portal, prices, by=scene.analyst)
    sign_in(client, database.session.get_one(Person, scene.analyst.person_id))
    assert "moved 2 comments from" in client.get("/themes/history").text
    reader = make_person("reader@v.example", "executive", program=scene.program)
    other = client.application.test_client()
    sign_in(other, reader)
    page = other.get("/themes/history").text
    assert "moved comments from" in page
    assert "2 comments" not in page
