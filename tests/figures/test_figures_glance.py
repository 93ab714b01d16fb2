"""What is said of a text at a glance is what reading it says."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from gouji.figures import parse_figure, parse_target
from gouji.figures.glance import prints_figure

WORDS = ["", *"%,元,万元,亿元,分,人,名,户,场次,人次,项,平方米,工作日,年,月,公里,号,级,上旬".split(",")]
prints = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", "≥", ">", "≤", "<", "=", "-", "约", "不少于"]),
        st.text("0123456789", min_size=0, max_size=16),
        st.sampled_from(["", ".5", ".00", ",000", "．5"]),
        st.sampled_from(WORDS),
    ),
)
anything = st.text(st.sampled_from("0５一两半成百分之约第年月日人元%.,（）(全部率完达到①½²Ⅲ萬x "), max_size=12)


@given(st.one_of(prints, anything, st.text(max_size=8)))
@example("全部完成")
@example("百分百")
@example("３萬元")
@example("0.00")
def test_a_glance_agrees_with_reading(text: str) -> None:
    at_a_glance = prints_figure(text)
    if at_a_glance is not None:
        assert at_a_glance == (parse_figure(text) is not None or bool(parse_target(text).figures))
