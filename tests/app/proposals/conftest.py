"""The stage on which proposals are written."""

import pytest
from flask import Flask

from tests.proposal_makers import Stage, make_stage


@pytest.fixture
def stage(app: Flask) -> Stage:
    return make_stage()


@pytest.fixture
def answered(app: Flask) -> Stage:
    """The stage after a wave in which half of the partners raise the theme."""
    return make_stage(answered=True)
