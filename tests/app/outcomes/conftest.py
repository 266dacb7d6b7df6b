"""The stage of proposals after a wave that twelve answered and an analyst has read."""

import pytest
from flask import Flask
from sqlalchemy import delete, update

from app.db import database, transaction
from app.jobs.models import Job
from app.themes.models import ThemingRun
from tests.proposal_makers import Stage, make_stage


@pytest.fixture
def stage(app: Flask) -> Stage:
    made = make_stage(answered=True)
    with transaction():  # the comments count as read, without the seconds that grouping them takes
        database.session.execute(delete(Job))
        database.session.execute(update(ThemingRun).values(state="done"))
    return made
