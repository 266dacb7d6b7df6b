"""What goes with a rating: compared through the gate, said as an association, with a reason where nothing can be."""

import json
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from app.db import database, transaction
from app.identity.models import Person
from app.pulse import services as pulse_services
from app.pulse.models import Answer, Comment, Wave
from app.themes import queries
from surveys.disclosure import HiddenReason
from tests.app.themes.conftest import GROUPS, Scene
from tests.people import sign_in
from tests.theme_makers import Said, accept, make_closed_wave, make_clusters

QUESTIONS = [
    {"type": "rating", "name": "ease", "title": "How easy is it?", "rateMin": 1, "rateMax": 5},
    {"type": "comment", "name": "change", "title": "What should we change?"},
]


def rated_wave(scene: Scene, said: list[Said], rate: Callable[[int, str], int], asked: int = 0) -> Wave:
    """Return a wave of a survey with a rating, in which each comment's writer gave the number that `rate` says."""
    with transaction():
        text = json.dumps({"title": "Pulse", "pages": [{"name": "one", "elements": QUESTIONS[asked:]}]})
        pulse_services.import_survey(scene.program_id, "rated", text, by=None)
    wave = make_closed_wave(scene.program, said, "Q1 2027", survey="rated")
    with transaction():
        for number, comment in enumerate(database.session.query(Comment).filter_by(wave_id=wave.id)):
            rating = rate(number, comment.text)
            database.session.add(
                Answer(submission_id=comment.submission_id, question_key="ease", values=[str(rating)], number=rating)
            )
    return wave


def many(*, together: bool = False) -> list[Said]:
    """Return 120 on exams and 120 on the portal; together, those on exams are of few organisations."""
    return [
        *(Said(f"The exam {n}", organisation=f"few{n % 6}" if together else "") for n in range(120)),
        *(Said(f"The portal {n}", ("reseller",) if n % 2 else ("msp",)) for n in range(120)),
    ]


def lower_with_exams(number: int, text: str) -> int:
    return 2 + number % 3 - ("exam" in text and number % 2)


@pytest.fixture
def ana(scene: Scene, client: FlaskClient) -> FlaskClient:
    sign_in(client, database.session.get_one(Person, scene.analyst.person_id))
    return client


def driver(scene: Scene, wave: Wave) -> queries.DriverRow:
    accept(make_clusters(wave, GROUPS)["Certification"], "Exams", scene.analyst)
    (row,) = queries.driver_rows(wave, "ease")
    return row


def test_a_theme_goes_with_lower_ratings_where_its_interval_says_so(scene: Scene, ana: FlaskClient) -> None:
    found = driver(scene, rated_wave(scene, many(), lower_with_exams)).driver.value
    assert found is not None
    assert (found.value, found.direction) == (-0.5, "lower")
    assert found.low < -0.5 < found.high < 0
    page = re.sub(r"\s+", " ", ana.get("/themes/drivers").text)
    assert "goes with lower ratings" in page
    assert "An association, not a cause" in page
    assert "−0.5" in page


def test_a_difference_that_may_be_chance_is_called_so(scene: Scene, ana: FlaskClient) -> None:
    found = driver(scene, rated_wave(scene, many(), lambda number, text: 1 + number % 5)).driver.value
    assert found is not None
    assert found.direction == ""
    assert "could be chance" in ana.get("/themes/drivers").text


def test_voices_of_few_organisations_widen_the_interval(scene: Scene) -> None:
    def by_house(number: int, text: str) -> int:
        return 1 + number % 6 % 5

    wave = rated_wave(scene, many(together=True), by_house)
    together = driver(scene, wave).driver.value
    assert together is not None
    assert together.high - together.low > 1


def test_those_who_rate_must_be_enough_on_both_sides(scene: Scene) -> None:
    wave = rated_wave(scene, many(), lower_with_exams)
    with transaction():
        answers = database.session.query(Answer).join(Comment, Comment.submission_id == Answer.submission_id)
        for answer in answers.filter(Comment.text.contains("exam")).offset(3):
            database.session.delete(answer)
    assert driver(scene, wave).driver.hidden is HiddenReason.too_few


def test_an_empty_page_says_what_is_needed(scene: Scene, ana: FlaskClient) -> None:
    rated_wave(scene, many(), lower_with_exams)
    page = re.sub(r"\s+", " ", ana.get("/themes/drivers").text)
    assert "needs at least 5 organisations that rated this and raise a theme" in page


def test_a_wave_without_ratings_says_so(scene: Scene, ana: FlaskClient) -> None:
    rated_wave(scene, many(), lower_with_exams, asked=1)
    assert "asked for no rating" in ana.get("/themes/drivers").text
