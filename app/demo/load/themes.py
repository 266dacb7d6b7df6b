"""What the demo's people made of the past waves: themes with names, which comment carries which, codings checked."""

from collections import Counter

from sqlalchemy import select

from app.db import database, emit
from app.demo.load.people import Cast
from app.demo.load.waves import LoadedWave
from app.demo.voices import TOPICS
from app.themes import queries, services
from app.themes.events import ThemeAccepted
from app.themes.models import Cluster, ClusterComment, Coding, Lineage, Theme
from app.themes.services.changes import Changes
from app.themes.services.codebook import begin_edit, said, write_edit

MOSTLY = 0.7
CHECKED, DECIDED, CODED_BLIND = 45, 12, 25


def name_themes(actors: Cast, first: LoadedWave) -> None:
    """Accept the themes that the first wave showed, in the order of how many comments they have."""
    analyst = actors.viewer("analyst")
    written = Counter(key for keys in first.topics.values() for key in keys)
    for topic in sorted(TOPICS, key=lambda one: -written[one.key]):
        book = begin_edit(analyst)
        changes = Changes()
        theme = Theme(
            program_id=actors.program_id,
            name=topic.name,
            definition=topic.definition,
            includes=topic.includes,
            excludes=topic.excludes,
            examples=list(topic.examples),
        )
        changes.make(theme)
        edit = write_edit(book, "accept", f"accepted {said(topic.name)} as a theme", changes, by=analyst)
        database.session.add(
            Lineage(theme_id=theme.id, kind="accepted", wave_id=first.wave_id, edit_id=edit.id, note="named by hand")
        )
        emit(ThemeAccepted(theme.id), actors.program_id)


def code_wave(actors: Cast, wave: LoadedWave) -> None:
    """Let the wave's comments carry the themes they were written on, as if the analyst had read them all."""
    analyst = actors.viewer("analyst")
    themes = theme_rows(actors.program_id)
    names = {topic.key: topic.name for topic in TOPICS}
    codings = [
        Coding(theme_id=themes[names[topic]].id, comment_id=comment_id, primary=place == 0, source="person")
        for comment_id, topics in wave.topics.items()
        for place, topic in enumerate(dict.fromkeys(topics))
    ]
    book = begin_edit(analyst)
    changes = Changes()
    changes.make(*codings)
    comments = len({coding.comment_id for coding in codings})
    write_edit(book, "code", f"read and coded {comments} comments of {wave.label}", changes, by=analyst)


def check_coding(actors: Cast, wave: LoadedWave) -> None:
    """Check a part of what the machine coded: the analyst most of the sample and the unsure, the owner some blind."""
    analyst, owner = actors.viewer("analyst"), actors.viewer("program_owner")
    coding = next((one for one in queries.wave_codings(actors.program_id) if one.wave_id == wave.wave_id), None)
    if coding is None:
        return
    themes = theme_rows(actors.program_id)
    names = {topic.key: topic.name for topic in TOPICS}
    sample = queries.to_decide(coding, "sample", analyst.person_id)
    for check in [*sample[:CHECKED], *queries.to_decide(coding, "unsure", analyst.person_id)[:DECIDED]]:
        written = [themes[names[topic]] for topic in wave.topics.get(check.comment_id, ())]
        right = check.theme_id in {theme.id for theme in written}
        services.decide(check, "right" if right else "wrong", written[0] if written else None, by=analyst)
    for place, check in enumerate(sample[:CODED_BLIND]):
        written = [themes[names[topic]] for topic in wave.topics.get(check.comment_id, ())]
        # Where a comment is about two things, the second reader now and then takes the other one for the main one.
        seen = written[-1 if place % 3 == 0 else 0] if written else None
        services.code_blind(check, seen, by=owner)


def read_clusters(actors: Cast, wave: LoadedWave, *, leave: float) -> None:
    """Merge the machine's clusters that are mostly about one known theme into it, and discard the largest others.

    Clusters of up to `leave` (0–1) of the wave's comments are left for the demo's visitor.
    """
    analyst = actors.viewer("analyst")
    names = {topic.key: topic.name for topic in TOPICS}
    unclear = []
    for cluster in queries.clusters_to_read(actors.program_id):
        topic = _mostly_about(cluster, wave)
        if topic:
            services.merge_cluster(cluster, theme_rows(actors.program_id)[names[topic]], by=analyst)
        else:
            unclear.append(cluster)
    waiting = sum(cluster.size for cluster in unclear)
    for cluster in sorted(unclear, key=lambda one: -one.size):
        if waiting > leave * len(wave.topics):
            services.discard(cluster, by=analyst)
            waiting -= cluster.size


def _mostly_about(cluster: Cluster, wave: LoadedWave) -> str:
    """Return the topic that most of a cluster's comments were written on first; empty where there is none."""
    members = database.session.scalars(
        select(ClusterComment.comment_id).where(ClusterComment.cluster_id == cluster.id, ClusterComment.rank == 1)
    ).all()
    counted = Counter(topic for comment_id in members for topic in wave.topics.get(comment_id, ())[:1])
    topic, most = counted.most_common(1)[0] if counted else ("", 0)
    return topic if most >= MOSTLY * len(members) else ""


def theme_rows(program_id: int) -> dict[str, Theme]:
    """Return the program's themes by name."""
    rows = database.session.scalars(select(Theme).where(Theme.program_id == program_id))
    return {theme.name: theme for theme in rows}


def theme_of(program_id: int, topic_key: str) -> Theme:
    """Return the theme that a topic of the story became."""
    name = next(topic.name for topic in TOPICS if topic.key == topic_key)
    return theme_rows(program_id)[name]
