"""How themes go on over the waves: the rows, the picture and the page."""

import datetime as dt
import re

from flask.testing import FlaskClient

from app.db import database, transaction
from app.identity.models import Person
from app.shared import clock
from app.themes import queries, services
from app.themes.core.lineage import LineageTheme, LineageWave, lineage_rows, waves_shown
from app.themes.core.lineage_geometry import HIDDEN, draw
from app.themes.core.segments import Answered, Organisation, Prevalence, prevalence_table
from app.themes.models import Lineage
from surveys.disclosure import Contribution, Policy, PrivacyMode, Published
from tests.app.themes.conftest import GROUPS, Scene, said
from tests.people import sign_in
from tests.theme_makers import accept, make_closed_wave, make_clusters

DAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def months(number: int) -> dt.datetime:
    return DAY + dt.timedelta(days=30 * number)


WAVES = [LineageWave(number, f"Q{number}", months(number)) for number in (1, 2, 3)]


def step(kind: str, month: float, *, other: int | None = None, wave: int | None = None) -> Lineage:
    at = DAY + dt.timedelta(days=30 * month)
    return Lineage(theme_id=0, kind=kind, from_theme_id=other, wave_id=wave, at=at)


def theme(number: int, name: str, *steps: Lineage, into: int | None = None) -> LineageTheme:
    return LineageTheme(number, f"id{number}", name, DAY, steps, into, into is not None)


def share(raised: int, mode: PrivacyMode = PrivacyMode.confidential) -> Published[Prevalence]:
    """Return what the gate makes of so many of twenty organisations."""
    people = [Contribution(f"o{n}", f"p{n}") for n in range(20)]
    answered = [Organisation(one.organisation, ("msp",), "mature", (one,)) for one in people]
    return prevalence_table(Answered.by(Policy(mode), answered, []), set(people[:raised]), only_whole=True).whole


THEMES = [
    theme(1, "Portal", step("accepted", 1, wave=1), step("merged", 2.1, other=2)),
    theme(2, "Sign-in", step("split", 1.1, other=1), into=1),
    theme(3, "Billing", step("split", 3.1, other=4)),
    theme(4, "Tools", step("accepted", 1, wave=1)),
    theme(5, "Exams", step("accepted", 2, wave=2)),
]
SHARES = {
    (1, 1): share(8),
    (1, 2): share(9),
    (1, 3): share(12),
    (4, 1): share(2),
    (4, 2): share(0, PrivacyMode.identified),
    (4, 3): share(6),
}


def test_each_theme_says_in_each_wave_how_it_came_there() -> None:
    rows = {row.theme.name: row for row in lineage_rows(WAVES, THEMES, SHARES)}
    told = {name: [cell.words for cell in row.cells] for name, row in rows.items()}
    assert told == {
        "Portal": ["new", "took in “Sign-in”", "the same"],
        "Sign-in": ["split from “Portal”"],
        "Tools": ["new", "not raised", "the same"],
        "Billing": ["split from “Tools”"],
        "Exams": ["new", "the same"],
    }
    assert [(rows[name].start, rows[name].end) for name in ("Sign-in", "Billing", "Exams")] == [(0, 0), (2, 2), (1, 2)]
    assert waves_shown(list(rows.values())) == {1: 3, 2: 0, 3: 0, 4: 1, 5: 0}


def test_a_merged_theme_lies_below_where_it_went_and_an_undone_one_nowhere() -> None:
    undone = LineageTheme(6, "id6", "Undone", DAY, (), None, True)
    names = [row.theme.name for row in lineage_rows(WAVES, [*THEMES, undone], SHARES)]
    assert names[:3] == ["Portal", "Sign-in", "Tools"]
    assert "Undone" not in names


def test_what_is_hidden_has_a_height_that_tells_nothing() -> None:
    drawn = draw(["Q1", "Q2", "Q3"], lineage_rows(WAVES, THEMES, SHARES))
    bars = {(lane.row.theme.name, bar.x): bar for lane in drawn.lanes for bar in lane.bars}
    hidden = [bar.height for bar in bars.values() if bar.is_hidden]
    assert set(hidden) == {HIDDEN}
    first, _second, last = (bar.height for (name, _), bar in bars.items() if name == "Portal")
    assert last / first == 12 / 8
    assert {ribbon.kind for ribbon in drawn.ribbons} == {"same", "split", "merged"}


def test_no_two_lanes_share_their_place() -> None:
    drawn = draw(["Q1", "Q2", "Q3"], lineage_rows(WAVES, THEMES, SHARES))
    ends = [max(bar.y + bar.height for bar in lane.bars) for lane in drawn.lanes]
    starts = [min(bar.y for bar in lane.bars) for lane in drawn.lanes]
    assert all(end < start for end, start in zip(ends, starts[1:], strict=False))
    assert max(ends) < drawn.height


def test_the_page_draws_shares_and_hatches_what_is_too_small(scene: Scene, client: FlaskClient) -> None:
    clock.advance(dt.timedelta(days=90))
    second = make_closed_wave(scene.program, said(), "Q1 2027")
    clusters = make_clusters(scene.wave, GROUPS)
    exams, prices = (
        accept(clusters["Certification"], "Exams", scene.analyst),
        accept(clusters["Prices"], "Prices", scene.analyst),
    )
    later = make_clusters(second, GROUPS)["Certification"]
    with transaction():
        services.merge_cluster(later, queries.theme_by_id(exams.id), by=scene.analyst)
    sign_in(client, database.session.get_one(Person, scene.analyst.person_id))
    page = re.sub(r"\s+", " ", client.get("/themes/lineage").text)
    assert page.count("48 %") == 6  # in the picture, its tooltip and the table, in both waves
    assert '<rect class="node new unknown"' in page
    assert f'<a href="/themes/{prices.public_id}"><title>Prices</title>' in page
    assert "fewer than 5 organisations" in page
    assert "12 %" not in page


def test_a_theme_of_a_wave_that_is_still_open_is_not_drawn(scene: Scene, client: FlaskClient) -> None:
    accept(make_clusters(scene.wave, GROUPS)["Certification"], "Exams", scene.analyst)
    with transaction():
        scene.wave.state = "open"
    assert queries.lineage_table(scene.program_id).rows == ()
