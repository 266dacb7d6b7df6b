"""Lets published figures follow the codings of the program's waves, as far as that tells of nobody."""

from sqlalchemy import bindparam, delete, insert

from app.db import database
from app.pulse import queries as pulse
from app.pulse.models import Wave
from app.themes import queries
from app.themes.core.settling import settle
from app.themes.models import SettledCoding


def settle_codings(program_id: int) -> None:
    """Bring what published figures count up to the codings of today, wave by wave where they differ."""
    for wave in queries.unsettled_waves(program_id):
        _settle(wave)


def _settle(wave: Wave) -> None:
    was = queries.settled_codings(wave.id)
    now = settle(pulse.policy(wave), queries.writers(wave.id), queries.main_themes(wave.id), was)
    changed = {comment_id: settled for comment_id, settled in now.items() if was.get(comment_id) != settled}
    if not changed:
        return
    rows = [
        {"wave_id": wave.id, "comment_id": comment_id, "theme_id": settled.theme_id, "batch": settled.batch}
        for comment_id, settled in changed.items()
    ]
    of_comment = delete(SettledCoding).where(SettledCoding.comment_id == bindparam("comment"))
    database.session.connection().execute(of_comment, [{"comment": comment_id} for comment_id in changed])
    database.session.execute(insert(SettledCoding), rows)
