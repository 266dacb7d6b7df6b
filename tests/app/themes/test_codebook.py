"""The codebook in words: what counts, examples, published versions, and what is brought in from files."""

import pytest
from sqlalchemy import select

from app.db import database, transaction
from app.pulse.models import Comment
from app.shared.errors import ConflictError, DomainError, NotAllowedError
from app.themes import queries, services
from app.themes.core.codebook_document import digest_of
from app.themes.core.codebook_files import write_codebook_json, write_codebook_qdc
from app.themes.core.codebook_plan import ImportPlan
from app.themes.core.theme_text import ThemeText
from app.themes.models import Theme
from tests.app.themes.conftest import GROUPS, Scene
from tests.people import make_person
from tests.theme_makers import Said, accept, everything, let_carry, make_closed_wave, make_clusters, viewer_of

WORDS = ThemeText("Exams", "Exams are a cliff", "Every exam", "Courses", ("My exam took a day", "Too many exams"))


def put_in_words(scene: Scene, theme: Theme, words: ThemeText, seen: str | None = None) -> None:
    with transaction():
        services.describe(queries.theme_by_id(theme.id), words, seen=seen, by=scene.analyst)


def publish(scene: Scene, note: str = "For the council") -> str:
    with transaction():
        return services.publish_codebook(note, by=scene.analyst).public_id


def bring_in(scene: Scene, content: bytes) -> ImportPlan:
    """Do what the page does: look, then store."""
    number = queries.codebook_number(scene.program_id)
    with transaction():
        return services.import_codebook(content, number, by=scene.analyst)


def undo_last(scene: Scene) -> None:
    with transaction():
        services.undo(next(e for e in queries.edits(scene.program_id) if not e.undone_at), by=scene.analyst)


@pytest.fixture
def exams(scene: Scene) -> Theme:
    return accept(make_clusters(scene.wave, GROUPS)["Certification"], "Certification", scene.analyst)


def test_a_theme_in_other_words_says_in_the_history_what_changed(scene: Scene, exams: Theme) -> None:
    put_in_words(scene, exams, WORDS)
    assert queries.theme_by_id(exams.id).words == WORDS
    assert queries.edits(scene.program_id)[0].sentence == (
        "Ana renamed “Certification” to “Exams” and changed the definition, what it includes, what it excludes"
        " and the examples"
    )
    undo_last(scene)
    assert queries.theme_by_id(exams.id).words == ThemeText("Certification")


def test_who_saw_older_words_changes_nothing(scene: Scene, exams: Theme) -> None:
    seen = exams.words.fingerprint
    put_in_words(scene, exams, WORDS, seen)
    with pytest.raises(ConflictError, match="meanwhile"):
        put_in_words(scene, exams, ThemeText("Exams", "Mine"), seen)
    assert queries.theme_by_id(exams.id).words == WORDS


def test_a_partners_own_words_are_no_example(scene: Scene, exams: Theme) -> None:
    for copied in ("The exam 3 is a cliff", "“the EXAM 3, is a cliff!”"):
        with pytest.raises(DomainError, match="what a partner wrote"):
            put_in_words(scene, exams, ThemeText("Exams", examples=("Mine", copied)))
    content = "name,examples\nPrüfungen,The exam 3 is a cliff\nOther,Mine\n".encode()
    plan = services.read_import(scene.program_id, content)
    assert [(bad.line, bad.column, bad.reason) for bad in plan.rejected] == [(2, "examples", "partners_words")]
    assert [row.name for row in plan.added] == ["Other"]


def test_a_published_version_stays_as_it_was(scene: Scene, exams: Theme) -> None:
    version = queries.codebook_version(scene.program_id, publish(scene))
    put_in_words(scene, exams, WORDS)
    again = queries.codebook_version(scene.program_id, version.public_id)
    assert [one["name"] for one in again.document["themes"]] == ["Certification"]
    assert again.digest == digest_of(again.document)
    assert (again.number, again.edit_number) == (1, 1)
    publish(scene)
    assert [one.number for one in queries.codebook_versions(scene.program_id)] == [2, 1]


def test_only_what_has_changed_is_published_and_with_a_note(scene: Scene, exams: Theme) -> None:
    with pytest.raises(DomainError, match="what this version is for"):
        publish(scene, "  ")
    publish(scene)
    with pytest.raises(DomainError, match="Nothing has changed since version 1"):
        publish(scene)
    owner = viewer_of(make_person("x@x.example", "executive", program=scene.program), scene.program, "executive")
    with pytest.raises(NotAllowedError), transaction():
        services.publish_codebook("Mine", by=owner)


@pytest.mark.parametrize("form", ["json", "qdc"])
def test_bringing_in_ones_own_export_changes_nothing(scene: Scene, exams: Theme, form: str) -> None:
    put_in_words(scene, exams, WORDS)
    themes = queries.codebook_today(scene.program_id).themes
    content = write_codebook_qdc(themes) if form == "qdc" else write_codebook_json("n", 1, themes).encode()
    plan = services.read_import(scene.program_id, content)
    assert (plan.added, plan.changed, plan.rejected, plan.same) == ((), (), (), ("Exams",))
    with pytest.raises(DomainError, match="nothing in this file"):
        bring_in(scene, content)


def test_an_import_is_one_edit_and_its_undo_takes_all_of_it_back(scene: Scene, exams: Theme) -> None:
    put_in_words(scene, exams, WORDS)
    before = everything()
    content = b"key,name,definition\nk-1,Portal,Signing in\nk-2,Prices,\n,EXAMS,Other words\n"
    done = bring_in(scene, content)
    assert (len(done.added), len(done.changed)) == (2, 1)
    assert queries.edits(scene.program_id)[0].sentence == "Ana imported a codebook: 2 added, 1 changed"
    found = {theme.name: theme for theme in queries.themes(scene.program_id)}
    assert sorted(found) == ["EXAMS", "Portal", "Prices"]
    assert (found["EXAMS"].definition, found["EXAMS"].includes) == ("Other words", "Every exam")
    assert queries.lineage(found["Portal"].id)[0].note == "Imported from a file"
    again = services.read_import(scene.program_id, content)
    assert not again.does_something
    undo_last(scene)
    assert everything() == before
    assert len(services.read_import(scene.program_id, content).added) == 2


def test_the_look_of_yesterday_is_not_stored_today(scene: Scene, exams: Theme) -> None:
    number = queries.codebook_number(scene.program_id)
    put_in_words(scene, exams, WORDS)
    with pytest.raises(ConflictError, match="has changed since"), transaction():
        services.import_codebook(b"name\nPortal\n", number, by=scene.analyst)
    assert [theme.name for theme in queries.themes(scene.program_id)] == ["Exams"]


def test_names_stay_different_and_two_themes_can_swap_theirs(scene: Scene, exams: Theme) -> None:
    bring_in(scene, b"key,name\nk-1,Portal\n")
    keys = {theme.name: theme.guid for theme in queries.themes(scene.program_id)}
    taken = services.read_import(scene.program_id, f"key,name\n{keys['Portal']},Certification\n".encode())
    assert [(bad.line, bad.reason) for bad in taken.rejected] == [(2, "duplicate")]
    swap = f"key,name\n{keys['Portal']},Certification\n{keys['Certification']},Portal\n".encode()
    bring_in(scene, swap)
    assert {theme.name: theme.guid for theme in queries.themes(scene.program_id)} == {
        "Portal": keys["Certification"],
        "Certification": keys["Portal"],
    }


def test_a_theme_that_was_merged_here_does_not_come_back_by_a_file(scene: Scene, exams: Theme) -> None:
    bring_in(scene, b"key,name\nk-1,Portal\n")
    portal = next(theme for theme in queries.themes(scene.program_id) if theme.name == "Portal")
    with transaction():
        services.merge_themes(portal, queries.theme_by_id(exams.id), by=scene.analyst)
    plan = services.read_import(scene.program_id, b"key,name\nk-1,Portal\n")
    assert not plan.does_something
    assert "was merged into “Certification” here" in plan.notes[0].message


def test_only_themes_that_show_share_their_vector(scene: Scene) -> None:
    clusters = make_clusters(scene.wave, GROUPS)
    shown = accept(clusters["Certification"], "Certification", scene.analyst)
    accept(clusters["Prices"], "Prices", scene.analyst)
    assert set(queries.vectors_to_share(scene.program_id)) == {shown.guid}
    with transaction():
        queries.theme_by_id(shown.id).state = "retired"
    assert queries.vectors_to_share(scene.program_id) == {}
    database.session.rollback()


def test_no_vector_of_few_comments_is_shared_when_more_raise_the_theme_later(scene: Scene) -> None:
    theme = accept(make_clusters(scene.wave, GROUPS)["Prices"], "Prices", scene.analyst)
    said = [Said(f"The {'price' if n < 9 else 'portal'} {n} is high") for n in range(18)]
    later = make_closed_wave(scene.program, said, "Q1 2027")
    with transaction():
        about = (Comment.wave_id == later.id, Comment.text.contains("price"))
        written = database.session.scalars(select(Comment).where(*about)).all()
        let_carry(queries.theme_by_id(theme.id), written)
    found = queries.prevalence(theme.id, later)
    assert found is not None
    assert found.shown
    assert queries.vectors_to_share(scene.program_id) == {}
