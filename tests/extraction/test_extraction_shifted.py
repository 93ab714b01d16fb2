"""Dumps whose merged cells were lost: however the cells have moved, no figure ends up in another column unseen."""

from __future__ import annotations

from dataclasses import dataclass

from extraction_grids import HEADER, drafted, texts
from hypothesis import given, settings
from hypothesis import strategies as st

COLUMNS = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因")
GROUPS = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("社会效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度指标",),
}
NAMES = ("道路巡检", "绿化养护", "夜校开课", "设备检修", "图书更新", "路灯完好", "热线接听", "站点建设", "苗木栽植")
ENDS = ("次数", "合格率", "及时性", "完成情况", "覆盖率", "成本")
MEASURES = (("≥12次", "13次"), ("≥95%", "96.5%"), ("100%", "100%"), ("≤30万元", "28.6万元"), ("有所提升", "有所提升"))
SCORES = ("0.5", "1", "2.00", "5", "10", "12.5")


@dataclass(frozen=True)
class Indicator:
    cells: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.cells[2]

    def as_read(self) -> dict[str, str]:
        return {column: text for column, text in zip(COLUMNS, self.cells, strict=True) if text}


@st.composite
def indicators(draw: st.DrawFn) -> list[Indicator]:
    """The rows of a table, group by group, each with its own name."""
    out = []
    names = draw(st.permutations([first + last for first in NAMES for last in ENDS]))
    for first, seconds in GROUPS.items():
        for second in seconds[: draw(st.integers(1, len(seconds)))]:
            for _ in range(draw(st.integers(1, 3))):
                target, actual = draw(st.sampled_from(MEASURES))
                weight, score = draw(st.sampled_from(SCORES)), draw(st.sampled_from(SCORES))
                reason = draw(st.sampled_from(("", "", "报名人数增加", "3次，因天气推迟")))
                out.append(Indicator((first, second, names[len(out)], target, actual, weight, score, reason)))
    return out


def printed(table: list[Indicator]) -> list[list[str]]:
    """The rows as a dump prints them: a merged cell once, its other rows empty."""
    rows: list[list[str]] = []
    before: tuple[str, ...] = ("", "")
    for indicator in table:
        first, second = indicator.cells[:2]
        new = first != before[0]
        rows.append([first if new else "", second if new or second != before[1] else "", *indicator.cells[2:]])
        before = (first, second)
    return rows


def dumped(rows: list[list[str]]) -> str:
    return HEADER + "\n" + "".join("\t".join(row) + "\n" for row in rows)


def accused(table: list[Indicator], text: str) -> list[tuple[str, str, str, str]]:
    """Cells that differ from what was meant although their row is not in doubt: (name, column, meant, read)."""
    meant = {indicator.name: indicator.as_read() for indicator in table}
    wrong = []
    for row in drafted(text).tables.get("指标", []):
        read = texts(row)
        if row.doubt:
            continue
        own = meant.get(read.get("三级指标", ""))
        if own is None:
            wrong.append((str(read), "", "", ""))
            continue
        wrong += [(own["三级指标"], c, own.get(c, ""), read.get(c, "")) for c in COLUMNS if own.get(c) != read.get(c)]
    return wrong


def names(text: str) -> list[str]:
    return [texts(row).get("三级指标", "") for row in drafted(text).tables.get("指标", [])]


@given(indicators())
@settings(deadline=None, max_examples=60)
def test_a_whole_dump_is_read_as_it_stands(table: list[Indicator]) -> None:
    draft = drafted(dumped(printed(table)))
    assert [texts(row) for row in draft.tables["指标"]] == [indicator.as_read() for indicator in table]
    assert not any(row.doubt for row in draft.tables["指标"])


@given(indicators(), st.data())
@settings(deadline=None, max_examples=60)
def test_empty_cells_after_a_row_and_repeated_headers_change_nothing(
    table: list[Indicator], data: st.DataObject
) -> None:
    rows = printed(table)
    plain = [(row.doubt, texts(row)) for row in drafted(dumped(rows)).tables["指标"]]
    longer = [[*row, *[""] * data.draw(st.integers(0, 3))] for row in rows]
    for at in sorted(data.draw(st.sets(st.integers(1, len(rows)), max_size=3)), reverse=True):
        longer.insert(at, HEADER.split("\t"))
    assert [(row.doubt, texts(row)) for row in drafted(dumped(longer)).tables["指标"]] == plain


@given(indicators(), st.data())
@settings(deadline=None, max_examples=200)
def test_lost_merged_cells_move_no_figure_unseen(table: list[Indicator], data: st.DataObject) -> None:
    """Rows lose their leading empty cells; some get as many empty cells elsewhere, as dumps do."""
    rows = printed(table)
    for at, row in enumerate(rows):
        empty = next(number for number, text in enumerate(row) if text)
        # the first rows tell what the columns hold
        if at < 3 or not empty or not data.draw(st.booleans()):
            continue
        lost = data.draw(st.integers(1, empty))
        rest = row[lost:]
        place = data.draw(st.integers(0, len(rest)))
        rows[at] = rest[:place] + [""] * (lost if data.draw(st.booleans()) else 0) + rest[place:]
    text = dumped(rows)
    assert accused(table, text) == []
    assert set(names(text)) <= {indicator.name for indicator in table}
    assert len(names(text)) >= len(table) - 1


@given(indicators(), st.data())
@settings(deadline=None, max_examples=100)
def test_a_lost_score_is_never_invented(table: list[Indicator], data: st.DataObject) -> None:
    rows = printed(table)
    at = data.draw(st.integers(0, len(rows) - 1))
    row = rows[at]
    shift = data.draw(st.integers(1, 2))
    # pushed to the right, so that the end of the row is cut off where the table ends
    rows[at] = ([""] * shift + row)[: len(row)]
    for name, column, meant, read in accused(table, dumped(rows)):
        assert read in ("", meant), (name, column, meant, read)
