"""Waves and their figures, through the disclosure gate."""

from typing import Any

from app.api import schemas
from app.api.access import needs, program_id
from app.api.v1 import bp
from app.pulse import queries
from app.pulse.facts_documents import facts_document
from app.pulse.models import Wave
from app.shared.errors import NotFoundError
from app.shared.tables.cell_text import clean


@bp.get("/waves", responses={200: schemas.WaveList})
@needs("read")
def waves() -> dict[str, Any]:
    """The waves that are or were open."""
    found = [_shape(wave) for wave in queries.waves(program_id()) if wave.state != "draft"]
    return schemas.WaveList(items=found).model_dump(mode="json")


@bp.get("/waves/<wave_id>/facts", responses={200: schemas.WaveFactsShape})
@needs("read")
def wave_facts(path: schemas.WavePath) -> dict[str, Any]:
    """A wave's figures, as `./parley waves facts` prints them."""
    wave = queries.wave(program_id(), clean(path.wave_id))
    if wave.state == "draft":
        raise NotFoundError
    return facts_document(wave)


def _shape(wave: Wave) -> schemas.WaveShape:
    response = queries.response(wave)
    return schemas.WaveShape(
        id=wave.public_id,
        name=queries.wave_name(wave),
        survey=wave.survey.key,
        label=wave.label,
        state=wave.state,
        privacy=wave.privacy,
        k=wave.k,
        opened_at=wave.opened_at,
        closes_at=wave.closes_at,
        closed_at=wave.closed_at,
        invited=response.invited,
        answered=response.answered,
    )
