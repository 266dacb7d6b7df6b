"""What is shown of a theme, and what is not."""

import pytest

from app.db import database, transaction
from app.pulse.models import Comment, Invitation
from app.themes import queries, services
from app.themes.models import Coding
from surveys.disclosure import ALL, HiddenReason
from tests.app.themes.conftest import GROUPS, Scene, said
from tests.people import make_contact, make_partner, make_person
from tests.theme_makers import Said, accept, make_closed_wave, make_clusters


def test_a_share_counts_organisations_of_those_that_answered(scene: Scene) -> None:
    theme = accept(make_clusters(scene.wave, GROUPS)["Certification"], "Certification is a cliff", scene.analyst)
    published = queries.prevalence(theme.id, scene.wave)
    assert published is not None
    assert published.value is not None
    assert (published.value.organisations, published.value.base) == (12, 25)
    assert published.value.share == pytest.approx(0.48)
    assert published.value.low < 0.48 < published.value.high


def test_one_organisation_with_many_comments_counts_once(scene: Scene) -> None:
    loud = [Said(f"The exam {n} again", organisation="loud") for n in range(6)]
    others = [Said(f"The exam {n} is hard") for n in range(9)] + [Said(f"The portal {n}") for n in range(6)]
    wave = make_closed_wave(scene.program, loud + others, "Q1 2027")
    theme = accept(make_clusters(wave, GROUPS)["Certification"], "Certification", scene.analyst)
    published = queries.prevalence(theme.id, wave)
    assert published is not None
    assert published.value is not None
    assert (published.value.organisations, published.value.base) == (10, 16)


def test_a_theme_of_fewer_than_five_organisations_is_hidden_with_its_quotes_and_comments(scene: Scene) -> None:
    theme = accept(make_clusters(scene.wave, GROUPS)["Prices"], "Prices", scene.analyst)
    published = queries.prevalence(theme.id, scene.wave)
    assert published is not None
    assert published.hidden is HiddenReason.too_few
    assert queries.quotes(theme.id, scene.wave).value is None
    assert queries.theme_comments(theme, scene.wave).value is None
    (row,) = queries.theme_rows(scene.program.id, scene.wave)
    assert row.prevalence == published


def test_nothing_is_hidden_in_identified_mode(scene: Scene) -> None:
    wave = make_closed_wave(scene.program, said(), "open house", privacy="identified")
    theme = accept(make_clusters(wave, GROUPS)["Prices"], "Prices", scene.analyst)
    published = queries.prevalence(theme.id, wave)
    assert published is not None
    assert published.value is not None
    assert published.value.organisations == 3


def test_a_filter_reads_its_figure_from_the_published_table(scene: Scene) -> None:
    theme = accept(make_clusters(scene.wave, GROUPS)["Certification"], "Certification", scene.analyst)
    table = queries.segment_table(theme.id, scene.wave)
    for role, market in table.cells:
        roles, markets = ((role,) if role != ALL else ()), ((market,) if market != ALL else ())
        assert queries.prevalence(theme.id, scene.wave, roles, markets) == table.cells[role, market]
    assert queries.prevalence(theme.id, scene.wave, ("service_provider",)) is None
    with pytest.raises(ValueError, match="one role"):
        queries.prevalence(theme.id, scene.wave, ("msp", "reseller"))


def test_quotes_of_a_shown_theme_come_with_the_language_and_at_most_three(scene: Scene) -> None:
    theme = accept(make_clusters(scene.wave, GROUPS)["Certification"], "Certification", scene.analyst)
    quotes = queries.quotes(theme.id, scene.wave).value
    assert quotes is not None
    assert len(quotes) == 3
    assert all("exam" in quote.text or "leave" in quote.text for quote in quotes)
    assert {quote.language for quote in quotes} == {"en"}


def test_a_search_finds_themes_by_name_and_by_words_of_enough_organisations_only(scene: Scene) -> None:
    clusters = make_clusters(scene.wave, GROUPS)
    for label in ("Certification", "Portal", "Prices"):
        accept(clusters[label], f"On {label}", scene.analyst)

    def found(words: str) -> list[str]:
        return [row.theme.name for row in queries.theme_rows(scene.program.id, scene.wave, search=words)]

    assert found("SLOW") == ["On Portal"]
    assert found("price") == ["On Prices"]  # by its name
    assert found("high") == []  # three organisations used the word
    assert found("portal 3") == []
    assert found("%") == []


def test_the_change_since_the_wave_before_comes_from_both_shares(scene: Scene) -> None:
    theme = accept(make_clusters(scene.wave, GROUPS)["Certification"], "Certification", scene.analyst)
    fewer = [Said(f"The exam {n}") for n in range(6)] + [Said(f"The portal {n}") for n in range(60)]
    later = make_closed_wave(scene.program, fewer, "Q1 2027")
    waiting = make_clusters(later, GROUPS)["Certification"].public_id
    with transaction():
        cluster = queries.cluster(scene.program.id, waiting)
        services.merge_cluster(cluster, queries.theme_by_id(theme.id), by=scene.analyst)
    changed = queries.change_since_last(theme.id, later)
    assert changed is not None
    assert changed.value is not None
    assert changed.value.estimate.value == pytest.approx(6 / 66 - 12 / 25)
    assert changed.value.direction == "down"
    assert [label for label, *_ in queries.prevalence_trend(theme.id)] == ["Q4 2026", "Q1 2027"]
    assert queries.change_since_last(theme.id, scene.wave) is None


def test_a_feeling_is_shown_in_three_stops_where_five_would_tell_too_much(scene: Scene) -> None:
    many = [Said(f"The exam {n}", feeling=-0.9 if n % 2 else -0.2) for n in range(12)]
    many += [Said(f"The exam is fine {n}", feeling=0.2) for n in range(6)]
    many += [Said(f"The exam exists {n}", feeling=0.0) for n in range(6)] + [Said(f"The portal {n}") for n in range(9)]
    wave = make_closed_wave(scene.program, many, "Q1 2027")
    theme = accept(make_clusters(wave, GROUPS)["Certification"], "Certification", scene.analyst)
    feeling = queries.feeling(theme.id, wave)
    assert feeling is not None
    assert feeling.value is not None
    assert feeling.value.shares == pytest.approx((0, 0.5, 0.25, 0.25, 0))
    assert queries.feeling(theme.id, scene.wave) is None  # nothing of that wave carries it, so nothing is judged


def test_a_second_theme_of_a_comment_is_not_counted(scene: Scene) -> None:
    clusters = make_clusters(scene.wave, GROUPS)
    theme = accept(clusters["Portal"], "Portal", scene.analyst)
    with transaction():
        for row in queries.comment_rows(clusters["Prices"].id):
            database.session.add(Coding(theme_id=theme.id, comment_id=row, primary=False))
    published = queries.prevalence(theme.id, scene.wave)
    assert published is not None
    assert published.value is not None
    assert published.value.organisations == 10


def test_the_interval_narrows_where_most_of_those_asked_have_answered(scene: Scene) -> None:
    theme = accept(make_clusters(scene.wave, GROUPS)["Certification"], "Certification", scene.analyst)
    before = queries.prevalence(theme.id, scene.wave)
    for number in range(26):
        partner = make_partner(scene.program, f"p{number}", "msp")
        contact = make_contact(partner, f"c{number}@p{number}.example")
        with transaction():
            person, organisation = contact.person_id, contact.partner_id
            database.session.add(
                Invitation(wave_id=scene.wave_id, person_id=person, partner_id=organisation, roles=["msp"])
            )
    after = queries.prevalence(theme.id, scene.wave)
    assert before is not None
    assert after is not None
    assert before.value is not None
    assert after.value is not None
    assert (before.value.population, after.value.population) == (None, 26)
    assert after.value.high - after.value.low < before.value.high - before.value.low


def test_nothing_is_read_of_a_wave_that_is_still_open(scene: Scene) -> None:
    theme = accept(make_clusters(scene.wave, GROUPS)["Certification"], "Certification", scene.analyst)
    with transaction():
        scene.wave.state = "open"
    published = queries.prevalence(theme.id, scene.wave)
    assert published is not None
    assert not published.shown
    assert not queries.quotes(theme.id, scene.wave).shown
    assert not queries.wave_summary(scene.program_id, scene.wave).comments.shown


def test_a_theme_stands_out_where_its_share_is_clearly_above_all_others(scene: Scene) -> None:
    many = [Said(f"The exam {n}", ("msp",)) for n in range(30)] + [Said(f"The portal {n}") for n in range(10)]
    many += [Said(f"The exam {n}", ("reseller",)) for n in range(8)]
    many += [Said(f"The portal {n}", ("reseller",)) for n in range(32)]
    wave = make_closed_wave(scene.program, many, "Q1 2027")
    accept(make_clusters(wave, GROUPS)["Certification"], "Certification", scene.analyst)
    (row,) = queries.theme_rows(scene.program_id, wave)
    assert row.stands_out == ("msp",)
    assert row.is_new
    assert row.story == "new"


def test_people_are_found_for_telling_who_raised_a_theme(scene: Scene) -> None:
    theme = accept(make_clusters(scene.wave, GROUPS)["Portal"], "Portal", scene.analyst)
    assert queries.raisers(theme.id) == []  # nobody here has an account
    kim, lou = make_person("kim@p.example"), make_person("lou@p.example")
    with transaction():
        raising = database.session.query(Comment).filter(Comment.text.contains("portal 3")).one().submission
        raising.person_id = kim.id
        silent = database.session.query(Comment).filter(Comment.text.contains("exam 3")).one().submission
        silent.person_id = lou.id
    assert queries.raisers(theme.id) == [kim.id]


def test_colleagues_who_did_not_raise_a_theme_do_not_make_their_organisation_dominate(scene: Scene) -> None:
    large = [Said("The exam again", organisation="large"), *(Said("portal", organisation="large") for _ in range(30))]
    wave = make_closed_wave(
        scene.program, [*large, *(Said(f"exam {n}") for n in range(5)), *(Said(f"portal {n}") for n in range(9))], "Q1"
    )
    theme = accept(make_clusters(wave, GROUPS)["Certification"], "Certification", scene.analyst)
    published = queries.prevalence(theme.id, wave)
    assert published is not None
    assert published.value is not None
    assert published.value.organisations == 6
