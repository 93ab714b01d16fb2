"""A text is asked for its first sign before it is read as a figure: none that is one is lost by that."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gouji.figures import parse_figure
from gouji.figures.folding import fold
from gouji.figures.parsing import _BEGINS, _TWO
from gouji.figures.scanning import Scanner

PIECES = (
    *"0123456789０５９.．,，%％‰ 　()（）+-－−±~～至到和及、≥≤＞<>=约近超逾达共负整两几多余",
    *(
        "万",
        "亿",
        "元",
        "万元",
        "人",
        "人次",
        "个",
        "项",
        "年",
        "月",
        "天",
        "小时",
        "分",
        "百分之",
        "千分之",
        "成",
        "半",
        "十",
        "百",
    ),
    *(
        "不低于",
        "不超过",
        "至少",
        "人民币",
        "￥",
        "¥",
        "以上",
        "左右",
        "一",
        "二",
        "三",
        "九",
        "个百分点",
        "平方米",
        "第",
        "完成",
    ),
)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join))
def test_what_the_shortcuts_turn_away_is_no_figure(text: str) -> None:
    folded = fold(text)
    turned_away = _BEGINS.match(text) is None or ("(" not in folded and _TWO.search(folded) is not None)
    if turned_away:
        assert parse_figure(text) is None
        cell = folded.rstrip().removesuffix("。").rstrip()
        found = Scanner(cell, text, True).list_at(0)
        assert found is None or found.end < len(cell)
