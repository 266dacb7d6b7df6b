"""The lines of a trend lie where their values say, and break where they can't be compared."""

from itertools import pairwise

import pytest

from app.web.charts import TrendBreak, TrendLine, TrendPoint, scale_of, trend


def line(*values: float | None, name: str = "") -> TrendLine:
    return TrendLine([TrendPoint(f"Q{place}", value) for place, value in enumerate(values)], name)


def test_a_higher_value_lies_higher_and_a_later_one_further_along() -> None:
    first, second = trend([line(4, 10)], low=4, high=10).lines[0].dots
    drawn = trend([line(4, 10)], low=4, high=10)
    assert (first.x, first.y) == (drawn.axis_start, drawn.ticks[0].y)
    assert (second.x, second.y) == (drawn.axis_end, drawn.ticks[-1].y)


def test_the_scale_names_its_ends_and_its_middle() -> None:
    assert [tick.value for tick in trend([line(5)], low=4, high=10).ticks] == [4, 7, 10]


def test_a_break_of_scale_parts_the_line_and_is_marked_between_the_points() -> None:
    drawn = trend([line(1, 2, 3, 4)], low=0, high=5, breaks=[TrendBreak(2, "asked on another scale")])
    assert len(drawn.lines[0].strokes) == 2
    dots = drawn.lines[0].dots
    assert dots[1].x < drawn.breaks[0].x < dots[2].x
    assert drawn.breaks[0].text == "asked on another scale"


def test_a_missing_value_leaves_a_gap_and_no_dot() -> None:
    drawn = trend([line(1, 2, None, 4, 5)], low=0, high=5)
    assert len(drawn.lines[0].strokes) == 2
    assert len(drawn.lines[0].dots) == 4


def test_the_last_value_that_is_there_is_labelled() -> None:
    drawn = trend([line(1, 2, None)], low=0, high=5).lines[0]
    assert drawn.last == 2
    assert drawn.label_x > drawn.dots[-1].x


def test_a_line_without_values_draws_nothing() -> None:
    drawn = trend([line(None, None)], low=0, high=5).lines[0]
    assert (drawn.strokes, drawn.bands, drawn.dots, drawn.last) == ([], [], [], None)


def test_the_band_runs_along_the_upper_ends_and_back_along_the_lower() -> None:
    points = [TrendPoint("Q1", 5, 4, 6), TrendPoint("Q2", 5, 4, 6)]
    band = trend([TrendLine(points)], low=0, high=10).lines[0].bands[0].split()
    heights = [float(corner.split(",")[1]) for corner in band]
    assert heights[0] == heights[1] < heights[2] == heights[3]


def test_a_value_beyond_the_scale_is_drawn_at_its_edge() -> None:
    drawn = trend([line(12)], low=0, high=10)
    assert drawn.lines[0].dots[0].y == drawn.ticks[-1].y


def test_labels_of_lines_that_end_together_do_not_cover_each_other() -> None:
    drawn = trend([line(5, 5, name="A"), line(5, 5, name="B"), line(5, 5.1, name="C")], low=0, high=10)
    heights = sorted(one.label_y for one in drawn.lines)
    assert all(below - above >= 17 for above, below in pairwise(heights))


def test_many_dates_are_thinned_and_the_last_is_kept() -> None:
    labels = trend([line(*range(25))], low=0, high=25).labels
    assert len(labels) <= 10
    assert labels[-1].text == "Q24"
    assert not labels[-1].minor


@pytest.mark.parametrize("lines", [[], [line(1)] * 4, [line(1), line(1, 2)], [line()]])
def test_what_no_reader_could_follow_is_refused(lines: list[TrendLine]) -> None:
    with pytest.raises(ValueError, match="trend"):
        trend(lines, low=0, high=1)


def test_a_scale_without_extent_is_refused() -> None:
    with pytest.raises(ValueError, match="low to high"):
        trend([line(1)], low=1, high=1)


@pytest.mark.parametrize(
    ("low", "value", "drawn"),
    [(5.0, 6.0, (4, 10)), (4.9, 6.0, (0, 10)), (None, 3.0, (0, 10)), (None, None, (0, 10))],
)
def test_a_scale_begins_higher_only_where_everything_lies_in_its_upper_half(
    low: float | None, value: float | None, drawn: tuple[float, float]
) -> None:
    assert scale_of([TrendLine([TrendPoint("Q1", value, low, None)])], 0, 10) == drawn
