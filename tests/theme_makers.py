"""Makers of closed waves with comments, and of what a theming run finds in them without running one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import select

from analysis.lineage import Match
from analysis.result import NON_ANSWERS, Assignment, FoundSubtheme, FoundTheme, Recipe, ThemingResult
from app.db import database, transaction
from app.identity.models import Person
from app.identity.permissions import Role
from app.identity.viewer import Viewer
from app.programs.models import Program
from app.pulse import queries as pulse
from app.pulse.models import Comment, InstrumentVersion, Submission, Survey, Wave
from app.shared import clock
from app.themes import queries, services
from app.themes.models import Cluster, Coding, Theme, ThemingRun

ASKED = {
    "title": "Pulse",
    "pages": [{"name": "one", "elements": [{"type": "comment", "name": "change", "title": "What should we change?"}]}],
}


@dataclass(frozen=True)
class Said:
    """What one organisation's person wrote, and who they are."""

    text: str
    roles: tuple[str, ...] = ("msp",)
    market: str = "mature"
    organisation: str = ""
    feeling: float | None = None
    language: str = "en"


def make_closed_wave(
    program: Program,
    said: Sequence[Said],
    label: str = "Q4 2026",
    *,
    privacy: str = "confidential",
    survey: str = "pulse",
) -> Wave:
    """Return a stored wave that has ended, with a submission and a comment for each; no job is queued."""
    with transaction():
        asking = pulse.survey_by_key(program.id, survey) or Survey(program_id=program.id, key=survey, name="Pulse")
        database.session.add(asking)
        database.session.flush()
        earlier = pulse.waves(program.id)
        version = pulse.version_of(asking.id)
        if version is None:
            version = InstrumentVersion(survey_id=asking.id, number=1, document=ASKED, digest="0" * 64)
            database.session.add(version)
            database.session.flush()
        wave = Wave(
            program_id=program.id,
            survey_id=asking.id,
            instrument_version_id=version.id,
            label=label,
            state="closed",
            privacy=privacy,
            closed_at=clock.now(),
            position=len(earlier) + 1,
        )
        database.session.add(wave)
        database.session.flush()
        for number, one in enumerate(said):
            _store(wave, number, one)
    return pulse.wave_by_id(wave.id)


def _store(wave: Wave, number: int, said: Said) -> None:
    submission = Submission(
        wave_id=wave.id,
        respondent_key=f"person{number}",
        organisation_key=said.organisation or f"organisation{number}",
        roles=list(said.roles),
        market=said.market,
    )
    database.session.add(submission)
    database.session.flush()
    database.session.add(
        Comment(
            submission_id=submission.id,
            wave_id=wave.id,
            question_key="change",
            text=said.text,
            language=said.language,
            feeling=said.feeling,
        )
    )


def fake_fit(groups: Mapping[str, Mapping[str, str]], ids: Sequence[str], texts: Sequence[str]) -> ThemingResult:
    """Return a result that puts each comment by a word in it: {label: {label of the part: word}}; the rest is empty."""
    themes, assignments, centroid_ids = [], [], []
    place = dict(zip(ids, texts, strict=True))
    for number, (label, parts) in enumerate(groups.items(), start=1):
        key, found = f"t{number:02d}", []
        for nth, (part_label, word) in enumerate(parts.items(), start=1):
            members = [one for one in ids if word in place[one]]
            found.append(FoundSubtheme(f"{key}.{nth}", part_label, (word,), len(members), tuple(members[:3])))
            assignments += [Assignment(one, key, f"{key}.{nth}", 1, 0.8) for one in members]
        members = [one.id for one in assignments if one.theme_id == key]
        themes.append(FoundTheme(key, label, (), len(members), 0.0, tuple(members[:3]), tuple(found)))
        centroid_ids += [key, *(part.id for part in found)]
    taken = {one.id for one in assignments}
    rest = [one for one in ids if one not in taken]
    assignments += [Assignment(one, NON_ANSWERS, NON_ANSWERS, 1, 1.0) for one in rest]
    alone = FoundSubtheme(NON_ANSWERS, "No answer", (), len(rest), tuple(rest[:3]))
    themes.append(FoundTheme(NON_ANSWERS, "No answer", (), len(rest), 0.0, tuple(rest[:3]), (alone,)))
    return ThemingResult(
        recipe=Recipe(),
        mode="semantic",
        versions={"numpy": "1"},
        input_digest="d" * 64,
        comments=len(ids),
        themes=tuple(themes),
        assignments=tuple(sorted(assignments, key=lambda one: (one.id, one.rank))),
        centroid_ids=tuple(centroid_ids),
        centroids=np.eye(len(centroid_ids), 384, dtype=np.float32),
    )


def let_carry(theme: Theme, comments: Sequence[Comment]) -> None:
    """Let comments carry a theme, as their main one where they have none yet, and figures follow."""
    taken = set(database.session.scalars(select(Coding.comment_id).where(Coding.primary)))
    database.session.add_all(
        Coding(theme_id=theme.id, comment_id=comment.id, primary=comment.id not in taken) for comment in comments
    )
    services.settle_codings(theme.program_id)


def make_clusters(
    wave: Wave, groups: Mapping[str, Mapping[str, str]], matches: Sequence[Match] = ()
) -> dict[str, Cluster]:
    """Return the stored clusters of a run over the wave by their labels, as `fake_fit` groups the comments."""
    comments = queries.comments_to_group(wave.id)
    result = fake_fit(groups, [one.public_id for one in comments], [one.text for one in comments])
    with transaction():
        run = ThemingRun(program_id=wave.program_id, wave_id=wave.id)
        database.session.add(run)
        database.session.flush()
        services.store_result(run, result, matches, {one.public_id: one.id for one in comments})
        run_id = run.id
    return {cluster.label: cluster for cluster in queries.clusters(run_id)}


def viewer_of(person: Person, program: Program, *roles: str) -> Viewer:
    """Return the person as they act in the program."""
    return Viewer(person.id, person.name, program.id, frozenset(Role(role) for role in roles or ("analyst",)))


def accept(cluster: Cluster, name: str, by: Viewer) -> Theme:
    """Return the theme that the cluster becomes."""
    with transaction():
        theme_id = services.accept(queries.cluster(by.program_id, cluster.public_id), name, by=by).id
    return queries.theme_by_id(theme_id)


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of codings and clusters and the themes in use, to compare before and after."""
    from app.themes.models import Coding, Lineage

    database.session.rollback()
    accepted = select(Theme.__table__).where(Theme.state == "accepted")
    wanted = {
        "theme": accepted,
        "coding": select(Coding.__table__),
        "cluster": select(Cluster.__table__),
        "lineage": select(Lineage.__table__),
    }
    return {name: sorted(map(tuple, database.session.execute(rows)), key=repr) for name, rows in wanted.items()}
