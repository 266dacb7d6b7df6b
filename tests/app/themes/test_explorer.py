"""The page of all comments: what it finds, what it never shows, and what can be done there."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import database, transaction
from app.identity.models import Person
from app.pulse.models import Comment, Submission
from app.themes import queries, services
from app.themes.core.searching import read_search
from app.themes.models import Coding, Theme
from tests.app.themes.conftest import GROUPS, Scene
from tests.people import make_partner, make_person, make_program, sign_in
from tests.theme_makers import Said, accept, let_carry, make_closed_wave, make_clusters


def read(client: FlaskClient, **asked: str) -> str:
    """Return the page with every run of spaces as one."""
    return re.sub(r"\s+", " ", client.get("/themes/comments", query_string=asked).text)


def shown(page: str) -> list[str]:
    """Return the texts that a page shows, without marks."""
    found = re.findall(r'<blockquote><p[^>]*dir="auto">(.*?)</p>', page)
    return sorted(re.sub("</?mark>", "", text).strip() for text in found)


def references(client: FlaskClient, **asked: str) -> list[str]:
    return re.findall(r'name="comment" value="(\w+)" data-tick', read(client, **asked))


@pytest.fixture
def ana(scene: Scene, client: FlaskClient) -> FlaskClient:
    """The analyst's browser; certification is a theme, the portal a cluster, prices too small for anything."""
    found = make_clusters(scene.wave, GROUPS)
    accept(found["Certification"], "Certification", scene.analyst)
    sign_in(client, database.session.get_one(Person, scene.analyst.person_id))
    return client


def theme_named(name: str) -> Theme:
    return database.session.scalars(select(Theme).where(Theme.name == name)).one()


def test_comments_on_shown_themes_and_in_large_clusters_are_found_and_others_are_not(ana: FlaskClient) -> None:
    page = read(ana)
    assert "22 comments of Q4 2026, in no order." in page
    assert shown(read(ana, search="portal slow", page="1")) == sorted(f"The portal {n} is slow" for n in range(10))
    assert shown(read(ana, search="price")) == []
    assert "No comment that may be read is like this." in read(ana, search="price")


def test_what_was_looked_for_is_marked_and_the_text_stays_text(scene: Scene, ana: FlaskClient) -> None:
    with transaction():
        for comment in database.session.scalars(select(Comment).where(Comment.text.contains("portal"))):
            comment.text = f"<b>Portal</b> & {comment.text} [company]"
    page = read(ana, search="portal")
    assert "&lt;b&gt;<mark>Portal</mark>&lt;/b&gt; &amp; The <mark>portal</mark>" in page
    assert '<span class="mask">company</span>' in page
    assert "<b>Portal" not in page
    assert 'value="&lt;script&gt;"' in read(ana, search="<script>")


def test_filters_choose_by_theme_and_feeling(ana: FlaskClient) -> None:
    theme = theme_named("Certification").public_id
    assert len(shown(read(ana, theme=theme))) == 12
    assert len(shown(read(ana, theme=queries.UNCODED))) == 10
    assert len(shown(read(ana, theme=theme, search="leave", feeling="negative"))) == 5
    assert shown(read(ana, theme=theme, feeling="positive")) == []
    assert len(shown(read(ana, feeling="positive", wave="all"))) == 10
    assert ana.get("/themes/comments?theme=unknown").status_code == 404
    assert ana.get("/themes/comments?wave=unknown").status_code == 404


def test_in_a_confidential_wave_a_segment_gives_quotes_of_shown_segments_only(scene: Scene) -> None:
    said = [
        Said(f"{words} {n}", (role,)) for words in ("exam", "portal") for role in ("msp", "builder") for n in range(6)
    ]
    wave = make_closed_wave(scene.program, said, "Next")
    accept(make_clusters(wave, {"Exams": {"Exams": "exam"}})["Exams"], "Exams", scene.analyst)
    quoted = {role: queries.segment_quotes(wave, read_search("exam"), role=role) for role in ("msp", "builder")}
    assert sum(map(len, quoted.values())) == 3, "the quotes of the theme's page, and no others"
    assert all(one.quote.attribution[0] == role for role, some in quoted.items() for one in some)
    assert queries.segment_quotes(wave, read_search("exam -exam"), role="msp") == []
    assert queries.segment_quotes(wave, read_search("portal"), role="msp") == []


def test_quotes_of_a_segment_with_too_few_are_not_told(scene: Scene) -> None:
    said = [*(Said(f"exam {n}") for n in range(6)), *(Said(f"portal {n}") for n in range(6))]
    wave = make_closed_wave(scene.program, [*said, *(Said(f"exam of {n}", ("reseller",)) for n in range(3))], "Next")
    accept(make_clusters(wave, {"Exams": {"Exams": "exam"}})["Exams"], "Exams", scene.analyst)
    assert queries.segment_quotes(wave, read_search(""), role="reseller") == []


def test_a_wave_that_names_people_can_be_read_and_filtered_freely(scene: Scene, client: FlaskClient) -> None:
    said = [Said("Only builder", ("builder",)), Said("An msp", ("msp", "reseller"), "emerging")]
    wave = make_closed_wave(scene.program, said, "Named", privacy="identified")
    sought = queries.Sought(read_search("builder"), [wave], role="builder")
    assert queries.find_comments(sought).total == 1
    assert queries.find_comments(queries.Sought(read_search(""), [wave], role="reseller", market="emerging")).total == 1
    assert queries.find_comments(queries.Sought(read_search(""), [wave], role="reseller", market="mature")).total == 0


def test_ticked_comments_go_into_a_theme_as_their_main_one_and_come_back(scene: Scene, ana: FlaskClient) -> None:
    certification, ticked = theme_named("Certification"), references(ana, search="portal")[:6]
    answer = ana.post("/themes/comments?search=portal", data={"comment": ticked, "to": certification.public_id})
    assert answer.status_code == 303
    assert answer.location.endswith("/themes/comments?search=portal")
    assert "Put 6 comments into “Certification”." in read(ana, search="portal")
    assert len(shown(read(ana, theme=certification.public_id))) == 18
    newest = queries.edits(scene.program_id)[0]
    assert newest.sentence == "Ana put 6 comments into “Certification”"
    with transaction():
        services.undo(queries.edit(scene.program_id, newest.public_id), by=scene.analyst)
    assert len(shown(read(ana, theme=certification.public_id))) == 12


def test_what_was_the_main_theme_becomes_a_further_one(scene: Scene, ana: FlaskClient) -> None:
    with transaction():
        other = Theme(program_id=scene.program_id, name="Other")
        database.session.add(other)
        database.session.flush()
        let_carry(other, database.session.scalars(select(Comment).where(Comment.text.contains("portal"))).all())
        rows = queries.comments_named(scene.program_id, references(ana, search='"portal 1"'))
        assert rows is not None
        services.put_into_theme(rows, theme_named("Certification"), by=scene.analyst)
    carried = database.session.execute(
        select(Theme.name, Coding.primary, Coding.source).join(Coding).where(Coding.comment_id.in_(rows))
    )
    assert sorted(map(tuple, carried)) == [("Certification", True, "person"), ("Other", False, "cluster")]


def test_nothing_is_put_where_nothing_is_ticked_no_theme_chosen_or_a_comment_not_readable(
    scene: Scene, ana: FlaskClient
) -> None:
    theme, (one,) = theme_named("Certification").public_id, references(ana, search='"portal 3"')
    nothing = ana.post("/themes/comments", data={"to": theme})
    assert (nothing.status_code, "Nothing is ticked." in nothing.text) == (422, True)
    nowhere = ana.post("/themes/comments", data={"comment": one})
    assert (nowhere.status_code, "Choose the theme to put them into." in nowhere.text) == (422, True)
    assert f'value="{one}" data-tick checked' in nowhere.text
    hidden = database.session.scalars(select(Comment.public_id).where(Comment.text.contains("price 1"))).one()
    refused = ana.post("/themes/comments", data={"comment": [one, hidden[10:]], "to": theme})
    assert (refused.status_code, "isn’t shown any more" in refused.text or "isn&#39;t shown" in refused.text) == (
        409,
        True,
    )


def test_pages_without_comments_say_why(app: Flask, client: FlaskClient) -> None:
    program = make_program()
    sign_in(client, make_person("ana@vendor.example", "analyst", program=program))
    assert "No wave has closed yet." in read(client)
    make_closed_wave(program, [Said("Only we say this")])
    assert "Nothing of this wave may be read yet" in read(client)
    assert "There is no letter or digit in “!!”" in read(client, search="!!")


@pytest.mark.parametrize("role", ["executive", "facilitator", "council_member"])
def test_who_does_not_name_themes_reads_no_single_comment(role: str, scene: Scene, client: FlaskClient) -> None:
    sign_in(client, make_person("other@vendor.example", role, program=scene.program))
    for address in ("/themes/comments", "/themes/notes", "/themes/talk"):
        assert client.get(address).status_code == 403


def test_names_of_writers_show_in_named_waves_only_and_to_the_owner_only(scene: Scene, client: FlaskClient) -> None:
    owner = make_person("olga@vendor.example", "program_owner", program=scene.program)
    partner = make_partner(scene.program, "p1")
    said = [Said(f"Hello {n}") for n in range(6)]
    waves = [make_closed_wave(scene.program, said, mode, privacy=mode) for mode in ("identified", "confidential")]
    with transaction():
        public_ids = [wave.public_id for wave in waves]
        for submission in database.session.scalars(select(Submission)):
            submission.person_id, submission.partner_id = owner.id, partner.id
    make_clusters(waves[1], {"Hello": {"Hello": "Hello"}})
    sign_in(client, owner)
    named, confidential = (read(client, wave=wave) for wave in public_ids)
    assert named.count("Olga, Partner p1") == len(shown(named)) == 6
    assert (len(shown(confidential)), "Partner p1" in confidential) == (6, False)
    sign_in(client, database.session.get_one(Person, scene.analyst.person_id))
    assert "Partner p1" not in read(client, wave=public_ids[0])


def test_a_page_beyond_the_last_is_the_last(ana: FlaskClient) -> None:
    assert [len(shown(read(ana, page=page))) for page in ("9" * 30, "2", "0", "-1")] == [22] * 4
