"""Later waves are coded with the accepted codebook, and people check it: what they say stays, counts and teaches."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import database, transaction
from app.identity.models import Person
from app.identity.viewer import Viewer
from app.jobs.worker import work_off
from app.pulse.models import Comment, Wave
from app.shared.errors import ConflictError, DomainError, NotAllowedError, NotFoundError
from app.themes import queries, services
from app.themes.models import Coding, CodingCheck, WaveCoding
from tests.app.themes.conftest import GROUPS, Scene
from tests.people import make_person, sign_in
from tests.theme_makers import Said, accept, everything, make_closed_wave, make_clusters, viewer_of

LATER = [
    *(Said(f"The exam {n} is too hard") for n in range(8)),
    *(Said(f"The portal {n} is slow again", ("reseller",)) for n in range(8)),
    *(Said(f"My grandmother bakes cake number {n}") for n in range(6)),
]


@pytest.fixture
def later(scene: Scene) -> Wave:
    """A wave after one in which two themes were accepted."""
    found = make_clusters(scene.wave, GROUPS)
    accept(found["Certification"], "Certification exams", scene.analyst)
    accept(found["Portal"], "Slow portal", scene.analyst)
    return make_closed_wave(scene.program, LATER, "Q1 2027")


def let_machine_code(wave: Wave, doubtful: int = 0) -> WaveCoding:
    """Store a coding as the machine makes it: by a word, the first `doubtful` ones wrongly, cakes left uncoded."""
    themes = {theme.name.split()[-1]: theme.id for theme in queries.themes(wave.program_id)}
    coded = []
    for place, comment in enumerate(queries.comments_to_code(wave.id)):
        right = themes["exams" if "exam" in comment.text else "portal"]
        other = next(one for one in themes.values() if one != right)
        wrong = place < doubtful
        fits = "cake" not in comment.text
        coded.append(services.CodedByMachine(comment.id, other if wrong else right, 0.6 if fits else 0.3, fits))
    fitting = [place for place, one in enumerate(coded) if one.fits]
    with transaction():
        from app.themes.models import ThemingRun

        run = ThemingRun(program_id=wave.program_id, wave_id=wave.id, state="done")
        database.session.add(run)
        database.session.flush()
        unsure = [place for place in range(len(coded)) if place not in fitting]
        coding_id = services.store_coding(run, coded, taught_by=9, sample=fitting, to_ask=unsure).id
    return queries.wave_coding_by_id(coding_id)


def other_person(scene: Scene, name: str = "Bo") -> Viewer:
    return viewer_of(make_person(f"{name}@v.example", "analyst", program=scene.program, name=name), scene.program)


def main_theme(comment_id: int) -> tuple[str, str] | None:
    row = database.session.scalar(select(Coding).where(Coding.comment_id == comment_id, Coding.primary))
    return (queries.theme_by_id(row.theme_id).name, row.source) if row else None


def test_a_later_wave_is_coded_by_its_run_in_one_edit_and_the_rest_is_grouped_as_new(scene: Scene, later: Wave) -> None:
    with transaction():
        services.ask_for_run(later, by=None)
    work_off()
    run = queries.runs(scene.program_id)[0]
    assert run.state == "done", run.error
    coding = queries.coding_of_run(run.id)
    assert coding is not None
    assert coding.taught_by == 22
    edit = queries.edits(scene.program_id)[0]
    assert edit.sentence == "Parley coded the comments of Q1 2027 with the codebook"
    of_wave = select(Comment).where(Comment.wave_id == coding.wave_id)
    said = {comment.id: comment.text for comment in database.session.scalars(of_wave)}
    named = {text: main_theme(row) for row, text in said.items()}
    assert {found[0] for text, found in named.items() if found and "exam" in text} == {"Certification exams"}
    assert {found[0] for text, found in named.items() if found and "portal" in text} == {"Slow portal"}
    assert not any(found for text, found in named.items() if "cake" in text)
    grouped = {row for cluster in queries.clusters(run.id) for row in queries.comment_rows(cluster.id)}
    assert grouped == {row for row, text in said.items() if not named[text]}


def test_what_the_machine_coded_is_undone_at_once(scene: Scene, later: Wave) -> None:
    before = everything()
    let_machine_code(later)
    assert everything() != before
    with transaction():
        services.undo(queries.edits(scene.program_id)[0], by=scene.analyst)
    assert everything() == before


def test_coding_again_replaces_the_machines_word_and_never_a_persons(scene: Scene, later: Wave) -> None:
    coding = let_machine_code(later, doubtful=3)
    check = queries.to_decide(coding, "sample", scene.analyst.person_id)[0]
    fits = next(theme for theme in queries.themes(scene.program_id) if theme.id != check.theme_id)
    with transaction():
        services.decide(check, "wrong", fits, by=scene.analyst)
    comment_id, number = check.comment_id, len(queries.decisions(scene.program_id, scene.wave_id))
    let_machine_code(later)
    assert main_theme(comment_id) == (fits.name, "person")
    assert number == 1  # it teaches the coding of other waves


def test_a_decision_moves_the_comment_and_is_undone_with_those_before_it(scene: Scene, later: Wave) -> None:
    coding = let_machine_code(later, doubtful=1)
    before, checks = everything(), queries.to_decide(coding, "sample", scene.analyst.person_id)
    with transaction():
        services.decide(checks[0], "wrong", None, by=scene.analyst)
    with transaction():
        services.decide(checks[1], "right", None, by=scene.analyst)
    assert main_theme(checks[0].comment_id) is None
    assert main_theme(checks[1].comment_id) is not None
    edit = queries.edits(scene.program_id)[0]
    assert edit.sentence == "Ana checked 2 comments of Q1 2027"
    with transaction():
        services.undo(edit, by=scene.analyst)
    assert everything() == before
    assert {check.verdict for check in queries.checks_of(coding, "sample")} == {""}


def test_the_checked_sample_gives_the_precision_of_each_theme_with_its_interval(scene: Scene, later: Wave) -> None:
    coding = let_machine_code(later)
    for place, check in enumerate(queries.to_decide(coding, "sample", scene.analyst.person_id)[:8]):
        with transaction():
            services.decide(check, "wrong" if place < 2 else "right", None, by=scene.analyst)
    figures = queries.coding_figures(coding)
    assert figures.whole is not None
    assert (figures.whole.share, figures.whole.checked) == (0.75, 8)
    assert figures.whole.interval.low < 0.75 < figures.whole.interval.high
    assert sum(row.precision.checked for row in figures.by_theme if row.precision) == 8
    assert figures.coverage.value is not None
    assert figures.coverage.value.coded == 16


def test_who_moves_a_sampled_comment_elsewhere_has_judged_it(scene: Scene, later: Wave) -> None:
    coding = let_machine_code(later)
    check = queries.to_decide(coding, "sample", scene.analyst.person_id)[0]
    assert check.theme_id is not None
    with transaction():
        other = next(theme for theme in queries.themes(scene.program_id) if theme.id != check.theme_id)
        services.move_comments([check.comment_id], queries.theme_by_id(check.theme_id), other, by=scene.analyst)
    assert check.id not in [one.id for one in queries.to_decide(coding, "sample", scene.analyst.person_id)]
    whole = queries.coding_figures(coding).whole
    assert whole is not None
    assert (whole.share, whole.checked) == (0.0, 1)


def test_two_people_at_once_lose_nothing(scene: Scene, later: Wave) -> None:
    coding, bo = let_machine_code(later), other_person(scene)
    check = queries.to_decide(coding, "sample", scene.analyst.person_id)[0]
    with transaction():
        services.decide(check, "right", None, by=scene.analyst)
    with pytest.raises(ConflictError, match="Somebody else has checked"), transaction():
        services.decide(check, "wrong", None, by=bo)
    with transaction():  # who decided may think again
        services.decide(check, "wrong", None, by=scene.analyst)
    assert main_theme(check.comment_id) is None


def test_a_second_person_codes_blind_and_alpha_says_how_far_both_agree(scene: Scene, later: Wave) -> None:
    coding, bo = let_machine_code(later), other_person(scene)
    checks = queries.to_decide(coding, "sample", scene.analyst.person_id)[:8]
    before = everything()
    for check in checks:
        with transaction():
            services.code_blind(check, queries.theme_by_id(check.theme_id or 0), by=bo)
    assert everything() == before  # blind coding changes no figure
    assert len(queries.to_decide(coding, "double", bo.person_id)) == 8
    for check in checks:
        with transaction():
            services.decide(check, "right", None, by=scene.analyst)
    agreement = queries.coding_figures(coding).agreement
    assert (agreement.alpha, agreement.comments, agreement.coders) == (1.0, 8, 2)
    with pytest.raises(ConflictError, match="somebody else has to code it blind"), transaction():
        services.code_blind(checks[0], None, by=scene.analyst)


def test_nobody_agrees_with_themselves(scene: Scene, later: Wave) -> None:
    coding = let_machine_code(later)
    for check in queries.to_decide(coding, "double", scene.analyst.person_id)[:6]:
        with transaction():
            services.code_blind(check, queries.theme_by_id(check.theme_id or 0), by=scene.analyst)
        with transaction():
            services.decide(check, "right", None, by=scene.analyst)
    agreement = queries.coding_figures(coding).agreement
    assert (agreement.alpha, agreement.comments, agreement.coders) == (None, 0, 0)
    own = database.session.scalars(select(CodingCheck).where(CodingCheck.purpose == "double")).first()
    assert own is not None
    with pytest.raises(NotFoundError):  # what somebody said blind is asked of nobody
        queries.check(coding, own.public_id)


def test_a_verdict_needs_the_right_to_edit_and_another_theme_than_the_wrong_one(scene: Scene, later: Wave) -> None:
    check = queries.to_decide(let_machine_code(later), "sample", scene.analyst.person_id)[0]
    assert check.theme_id is not None
    with pytest.raises(DomainError, match="same theme"), transaction():
        services.decide(check, "wrong", queries.theme_by_id(check.theme_id), by=scene.analyst)
    stranger = viewer_of(make_person("ex@v.example", "executive", program=scene.program), scene.program, "executive")
    with pytest.raises(NotAllowedError), transaction():
        services.decide(check, "right", None, by=stranger)


def test_comments_of_themes_too_small_to_show_are_never_put_before_anyone(scene: Scene, later: Wave) -> None:
    wave = make_closed_wave(scene.program, LATER[:3], "Q2 2027")
    coding = let_machine_code(wave)
    assert database.session.scalar(select(CodingCheck).where(CodingCheck.wave_coding_id == coding.id)) is not None
    assert queries.to_decide(coding, "sample", scene.analyst.person_id) == []
    figures = queries.coding_figures(coding)
    assert figures.by_theme == []
    assert not figures.coverage.shown


def test_no_page_tells_how_few_comments_a_hidden_theme_was_given(scene: Scene, ana: FlaskClient) -> None:
    found = make_clusters(scene.wave, GROUPS)
    accept(found["Certification"], "Certification exams", scene.analyst)
    accept(found["Portal"], "Slow portal", scene.analyst)
    alone = Said("The portal is slow again")
    wave = make_closed_wave(scene.program, [*LATER[:8], alone, *LATER[-6:]], "Q1 2027")
    coding = let_machine_code(wave)
    assert sum(coding.by_theme.values()) == 9
    assert queries.coding_figures(coding).sample == 8
    assert not queries.coding_figures(coding).coverage.shown
    run = queries.run_by_id(coding.run_id)
    assert run is not None
    for address in (f"/themes/coding/{coding.public_id}", f"/themes/runs/{run.public_id}", "/themes/history"):
        assert "9 comments" not in read(ana, address)
        assert not re.search(r"[0-9]+ comments (read|coded)", read(ana, address))


def test_coding_by_hand_tries_out_of_nobody_who_wrote_the_rest(scene: Scene) -> None:
    found = make_clusters(scene.wave, GROUPS)
    accept(found["Certification"], "Certification exams", scene.analyst)
    accept(found["Portal"], "Slow portal", scene.analyst)
    of_one = [Said(f"My cat eats cake {n}", organisation="one") for n in range(5)]
    wave = make_closed_wave(scene.program, [*LATER, *of_one], "Q1 2027")
    coding = let_machine_code(wave)
    rest = select(Comment.id).where(Comment.wave_id == wave.id, Comment.text.contains("cake"))
    for others in ("cat", "grandmother"):
        shown = queries.coding_figures(coding), queries.to_decide(coding, "unsure", 0)[:1]
        with transaction():
            chosen = database.session.scalars(rest.where(~Comment.text.contains(others))).all()
            services.put_into_theme(list(chosen), queries.themes(scene.program_id)[0], by=scene.analyst)
        kept = queries.coding_figures(coding)
        assert (kept.coverage, bool(queries.checks_of(coding, "unsure"))) == (shown[0].coverage, bool(shown[1]))
        with transaction():
            services.undo(queries.edits(scene.program_id)[0], by=scene.analyst)


@pytest.fixture
def ana(scene: Scene, client: FlaskClient) -> FlaskClient:
    sign_in(client, database.session.get_one(Person, scene.analyst.person_id))
    return client


def read(client: FlaskClient, path: str) -> str:
    """Return a page with every run of spaces as one, as a reader sees it."""
    return " ".join(client.get(path).text.split())


def test_the_pages_lead_from_comment_to_comment(scene: Scene, later: Wave, ana: FlaskClient) -> None:
    assert "Nothing is coded by the machine yet" in ana.get("/themes/coding").text
    coding = let_machine_code(later)
    address = ana.get("/themes/coding").headers["Location"]
    assert "16 comments coded with the codebook, 6 left" in read(ana, address)
    checks = queries.to_decide(coding, "sample", scene.analyst.person_id)
    assert "60\u00a0% sure" in ana.get(f"{address}/sample").text
    assert "% sure." not in ana.get(f"{address}/double").text
    first = f"{address}/sample/{checks[0].public_id}"
    refused = ana.post(first, data={"verdict": "wrong"})
    assert refused.status_code == 422
    assert "Choose the theme that fits" in refused.text
    done = ana.post(first, data={"verdict": "right"})
    assert done.status_code == 303
    assert "Right: it stays." in ana.get(done.headers["Location"]).text
    assert "15 comments wait" in read(ana, f"{address}/sample")
    assert "what you skipped still waits" in ana.get(f"{address}/sample?after=99").text
    assert ana.get(f"{address}/elsewhere").status_code == 404
    run = queries.run_by_id(coding.run_id)
    assert run is not None
    assert "by 1 comment checked" in read(ana, f"/themes/runs/{run.public_id}")


def test_a_comment_that_fits_none_and_is_given_a_theme_later_teaches_the_theme_alone(scene: Scene, later: Wave) -> None:
    coding = let_machine_code(later)
    check = queries.to_decide(coding, "sample", scene.analyst.person_id)[0]
    comment_id, text = check.comment_id, database.session.get_one(Comment, check.comment_id).text
    with transaction():
        services.decide(check, "wrong", None, by=scene.analyst)
    theme = queries.themes(scene.program_id)[0]
    assert [one.theme_id for one in queries.decisions(scene.program_id, scene.wave_id) if one.text == text] == [None]
    with transaction():
        services.put_into_theme([comment_id], theme, by=scene.analyst)
    assert [one.theme_id for one in queries.decisions(scene.program_id, scene.wave_id) if one.text == text] == [
        theme.id
    ]
