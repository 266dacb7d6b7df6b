"""Changes are judged paired and all together; what few raise is said with its bound."""

from dataclasses import replace

from app.db import transaction
from app.shared import clock
from app.themes import queries, services
from app.themes.core.segments import PeopleShare, Prevalence
from app.themes.core.stories import in_full
from app.themes.core.words import share_in_words
from app.themes.models import Lineage
from tests.app.themes.conftest import GROUPS, Scene
from tests.theme_makers import Said, accept, make_closed_wave, make_clusters

PORTAL = [Said(f"The portal {n}", organisation=f"a{n}") for n in range(60)]


def exams(raising: range) -> list[Said]:
    """Return what sixty organisations say: these on exams, the others on the portal."""
    return [replace(said, text=f"The exam {n}") if n in raising else said for n, said in enumerate(PORTAL)]


def goes_on(scene: Scene, wave_label: str, said: list[Said], theme_id: int) -> None:
    """Let another wave raise the theme."""
    wave = make_closed_wave(scene.program, said, wave_label)
    waiting = make_clusters(wave, GROUPS)["Certification"].public_id
    with transaction():
        cluster = queries.cluster(scene.program_id, waiting)
        services.merge_cluster(cluster, queries.theme_by_id(theme_id), by=scene.analyst)


def test_those_who_answered_both_waves_are_compared_with_themselves(scene: Scene) -> None:
    first = make_closed_wave(scene.program, exams(range(20)), "Q1 2027")
    theme = accept(make_clusters(first, GROUPS)["Certification"], "Exams", scene.analyst)
    goes_on(scene, "Q2 2027", exams(range(27)), theme.id)
    strangers = [replace(said, organisation=f"b{n}") for n, said in enumerate(exams(range(27)))]
    paired = _change(scene, theme.id)
    goes_on(scene, "Q3 2027", exams(range(20)), theme.id)
    goes_on(scene, "Q4 2027", strangers, theme.id)
    apart = _change(scene, theme.id)
    assert (paired.paired, apart.paired) == (True, False)
    assert round(paired.estimate.value, 6) == round(apart.estimate.value, 6)
    assert paired.estimate.high - paired.estimate.low < 0.7 * (apart.estimate.high - apart.estimate.low)
    assert (paired.clear, apart.clear) == (True, False)


def test_a_theme_that_few_raise_any_more_is_known_to_have_fallen(scene: Scene) -> None:
    first = make_closed_wave(scene.program, exams(range(30)), "Q1 2027")
    theme = accept(make_clusters(first, GROUPS)["Certification"], "Exams", scene.analyst)
    goes_on(scene, "Q2 2027", exams(range(2)), theme.id)
    changed = _change(scene, theme.id)
    assert (changed.clear, changed.direction, changed.at_least, changed.paired) == (True, "down", True, False)
    assert round(changed.estimate.value, 4) == round(4 / 60 - 30 / 60, 4)
    (row,) = [row for row in _rows(scene) if row.theme.id == theme.id]
    assert row.prevalence is not None
    assert not row.prevalence.shown
    assert row.few is not None
    assert row.few.value is not None
    assert (row.few.value.at_most, row.few.value.base) == (4, 60)


def test_one_change_among_many_themes_needs_to_be_surer(scene: Scene) -> None:
    first = make_closed_wave(scene.program, exams(range(20)), "Q1 2027")
    theme = accept(make_clusters(first, GROUPS)["Certification"], "Exams", scene.analyst)
    strangers = [replace(said, organisation=f"b{n}") for n, said in enumerate(exams(range(31)))]
    goes_on(scene, "Q2 2027", strangers, theme.id)
    alone = _change(scene, theme.id)
    others = queries.themes(scene.program_id)
    assert [one.id for one in others] == [theme.id]
    assert alone.clear
    assert alone.estimate.low > 0


def test_people_are_counted_beside_organisations(scene: Scene) -> None:
    said = [replace(one, organisation=f"c{n % 30}") for n, one in enumerate(exams(range(24)))]
    wave = make_closed_wave(scene.program, said, "Q1 2027")
    theme = accept(make_clusters(wave, GROUPS)["Certification"], "Exams", scene.analyst)
    shown = queries.prevalence(theme.id, wave)
    assert shown is not None
    assert shown.value is not None
    assert (shown.value.organisations, shown.value.base) == (24, 30)
    assert (shown.value.people.people, shown.value.people.base) == (24, 60)
    assert shown.value.people.low < 0.4 < shown.value.people.high


def test_a_segment_that_differs_from_all_others_is_marked_more_or_less(scene: Scene) -> None:
    said = [replace(one, roles=("msp",) if n < 30 else ("reseller",)) for n, one in enumerate(exams(range(24)))]
    said = [replace(one, text="The exam") if n in range(50, 56) else one for n, one in enumerate(said)]
    wave = make_closed_wave(scene.program, said, "Q1 2027")
    theme = accept(make_clusters(wave, GROUPS)["Certification"], "Exams", scene.analyst)
    differing = queries.segments_differing(theme.id, wave)
    assert differing["msp", "all"].value > 0 > differing["reseller", "all"].value
    assert ("all", "mature") not in differing


def test_a_second_cluster_of_the_same_wave_is_no_going_on() -> None:
    def step(kind: str, wave_id: int) -> Lineage:
        return Lineage(theme_id=1, kind=kind, wave_id=wave_id, at=clock.now())

    waves = {1: "Q1", 2: "Q2"}
    assert in_full([step("accepted", 1), step("merged", 1)], {}, waves) == ["Found in Q1"]
    steps = [step("accepted", 1), step("merged", 1), step("merged", 2)]
    assert in_full(steps, {}, waves) == ["Found in Q1", "goes on in Q2"]


def _rows(scene: Scene) -> list[queries.ThemeRow]:
    from app.pulse import queries as pulse

    return queries.theme_rows(scene.program_id, pulse.waves(scene.program_id)[0])


def _change(scene: Scene, theme_id: int) -> queries.Change:
    (row,) = [row for row in _rows(scene) if row.theme.id == theme_id]
    assert row.change is not None
    assert row.change.value is not None
    return row.change.value


def test_where_all_that_were_asked_answered_the_words_say_so() -> None:
    people = PeopleShare(0.5, 0.5, 0.5, 30, 60, 60)
    whole = Prevalence(0.5, 0.5, 0.5, 10, 20, people, 20)
    assert share_in_words(whole).endswith("all that were asked answered")
    part = replace(whole, low=0.4, high=0.6, population=40, people=replace(people, population=99, low=0.4, high=0.6))
    joined = "\N{NO-BREAK SPACE}%"
    assert share_in_words(part) == f"50{joined} of organisations (10 of 20; 40–60{joined}), " + (
        f"50{joined} of people (30 of 60; 40–60{joined})"
    )
