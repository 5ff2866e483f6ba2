"""Where markers stand in the matrix."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from ui.parts.matrix_places import Field, fan, shifted

scores = st.one_of(st.none(), st.integers(1, 5))
places = st.tuples(*[st.integers(2, 10).map(lambda half: Fraction(half, 2))] * 2)


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), places, max_size=12))
def test_no_two_markers_share_a_centre(wanted: dict[str, tuple[Fraction, Fraction]]) -> None:
    centres = fan(wanted, Field(40, 60, 26), 22)
    assert set(centres) == set(wanted)
    assert len({(round(point.x(), 2), round(point.y(), 2)) for point in centres.values()}) == len(wanted)


@given(places)
def test_a_marker_alone_stands_exactly_on_its_place(place: tuple[Fraction, Fraction]) -> None:
    field = Field(40, 60, 26)
    assert fan({"a": place}, field, 22)["a"] == field.point(place)
    assert field.rect.contains(field.point(place))


@given(st.lists(scores, min_size=1, max_size=2), st.integers(-9, 9))
def test_scores_never_leave_the_scale(given_scores: list[int | None], steps: int) -> None:
    by = shifted(given_scores, steps)
    assert all(1 <= score + by <= 5 for score in given_scores if score is not None)
    assert abs(by) <= abs(steps)
