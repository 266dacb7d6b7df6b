"""Figures follow what is moved by hand only when that tells of nobody; a comment has one main theme."""

from sqlalchemy import select

from app.db import database, transaction
from app.themes import queries, services
from app.themes.models import Coding, Theme
from tests.app.themes.conftest import GROUPS, Scene, said
from tests.theme_makers import accept, make_closed_wave, make_clusters


def accepted(scene: Scene) -> dict[str, Theme]:
    clusters = make_clusters(scene.wave, GROUPS)
    return {label: accept(clusters[label], label, scene.analyst) for label in GROUPS}


def rows_of(theme: Theme) -> list[int]:
    return list(
        database.session.scalars(select(Coding.comment_id).where(Coding.theme_id == theme.id).order_by(Coding.id))
    )


def move(comments: list[int], theme: Theme, to: Theme | None, scene: Scene) -> None:
    with transaction():
        services.move_comments(comments, theme, to, by=scene.analyst)


def mains(scene: Scene) -> dict[int, int]:
    return queries.main_themes(scene.wave.id)


def test_one_comment_moved_by_hand_changes_no_figure_until_enough_are_moved(scene: Scene) -> None:
    themes = accepted(scene)
    portal, exams = themes["Portal"], themes["Certification"]
    before = queries.segment_tables([portal.id, exams.id], scene.wave)
    summary = queries.wave_summary(scene.program.id, scene.wave)
    for number, comment in enumerate(rows_of(portal)[:5], start=1):
        move([comment], portal, exams, scene)
        tables = queries.segment_tables([portal.id, exams.id], scene.wave)
        if number < scene.wave.k:
            assert tables == before
            assert queries.wave_summary(scene.program.id, scene.wave) == summary
            assert queries.pending(exams.id, scene.wave.id) == number
    assert tables[exams.id] != before[exams.id]
    assert queries.pending(exams.id, scene.wave.id) == 0


def test_a_small_theme_merged_into_a_shown_one_does_not_change_its_figures(scene: Scene) -> None:
    themes = accepted(scene)
    before = queries.segment_table(themes["Portal"].id, scene.wave)
    with transaction():
        services.merge_themes(themes["Prices"], themes["Portal"], by=scene.analyst)
    assert queries.segment_table(themes["Portal"].id, scene.wave) == before


def test_comments_of_a_hidden_theme_count_as_not_coded(scene: Scene) -> None:
    make = make_clusters(scene.wave, GROUPS)
    for label in ("Certification", "Portal"):
        accept(make[label], label, scene.analyst)
    before = queries.wave_summary(scene.program.id, scene.wave)
    accept(make["Prices"], "Prices", scene.analyst)
    assert queries.wave_summary(scene.program.id, scene.wave) == before


def test_in_identified_mode_a_move_shows_at_once(scene: Scene) -> None:
    wave = make_closed_wave(scene.program, said(), "open house", privacy="identified")
    clusters = make_clusters(wave, GROUPS)
    portal, exams = (accept(clusters[label], label, scene.analyst) for label in ("Portal", "Certification"))
    before = queries.segment_table(exams.id, wave)
    move(rows_of(portal)[:1], portal, exams, scene)
    assert queries.segment_table(exams.id, wave) != before


def test_a_new_cluster_takes_over_as_main_theme_but_not_from_a_person(scene: Scene) -> None:
    themes = accepted(scene)
    by_hand = rows_of(themes["Portal"])[0]
    move([by_hand], themes["Portal"], themes["Prices"], scene)
    again = accept(make_clusters(scene.wave, GROUPS)["Portal"], "Portal again", scene.analyst)
    main = mains(scene)
    assert main[by_hand] == themes["Prices"].id
    assert {main[one] for one in rows_of(again) if one != by_hand} == {again.id}
    with transaction():
        services.undo(queries.edits(scene.program.id)[0], by=scene.analyst)
    assert {mains(scene)[one] for one in rows_of(themes["Portal"])} == {themes["Portal"].id}


def test_merging_into_the_main_theme_of_a_comment_leaves_one_main_theme(scene: Scene) -> None:
    themes = accepted(scene)
    both = rows_of(themes["Portal"])[0]
    database.session.add(Coding(theme_id=themes["Prices"].id, comment_id=both, primary=False, degree=0.3))
    database.session.commit()
    for source, into in (("Portal", "Prices"), ("Prices", "Certification")):
        with transaction():
            services.merge_themes(themes[source], themes[into], by=scene.analyst)
        assert mains(scene)[both] == themes[into].id
    for _ in range(2):
        with transaction():
            services.undo(next(e for e in queries.edits(scene.program.id) if not e.undone_at), by=scene.analyst)
    assert mains(scene)[both] == themes["Portal"].id
