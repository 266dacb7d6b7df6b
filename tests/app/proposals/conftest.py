"""The stage on which proposals are written."""

import pytest
from flask import Flask

from tests.proposal_makers import Stage, make_stage


@pytest.fixture
def stage(app: Flask) -> Stage:
    return make_stage()
