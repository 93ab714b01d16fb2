"""Sums that are missed beside such as are made, rows and columns with a slip, ratios to one, rates that rows count."""

from __future__ import annotations

import pytest
from short_texts import grave, held, judged

PACK = "cn-claims"


def hinted(text: str, rule: str = "running-sum") -> list[str]:
    result = judged(text, PACK)
    assert grave(result) == []
    return [finding.message for finding in result.findings if finding.rule == rule]


SECTIONS = """全县共有各类医院{}所，床位41287张，医生5211人。
一、综合医院
全县有综合医院31所，收治4310人，开放床位21354张，医生3020人。
二、中医医院
中医医院17所，开放床位12873张，医生1480人。
三、专科医院
专科医院9所，收治1206人，开放床位7060张，医生711人。
"""


def test_what_sections_make_in_one_figure_they_make_in_the_others() -> None:
    assert hinted(SECTIONS.format("57")) == []
    assert any("58所" in message for message in hinted(SECTIONS.format("58")))
    assert hinted(SECTIONS.format("80")) == []


PARTS = """全县农机站共12处，职工3117人，今年培训{}人。
平原农机站7处，职工1984人，今年培训15266人。
山区农机站5处，职工1133人，今年培训6871人。
"""


def test_sentences_whose_figures_make_one_sum_make_the_other() -> None:
    assert hinted(PARTS.format("22137")) == []
    assert len(hinted(PARTS.format("22587"))) == 1
    # told of something else
    assert hinted(PARTS.format("22587").replace("今年培训6871", "今年参保6871")) == []


ROW = "罚款 | 警告 | 没收 | 责令 | 其他 | 总数\n12175 | 4929 | 235 | 189 | 101 | {}\n"


@pytest.mark.parametrize(("total", "hints"), [("17629", 0), ("17692", 1), ("19000", 0), ("17600", 0)])
def test_a_row_would_be_a_sum_but_for_two_digits(total: str, hints: int) -> None:
    assert len(hinted(ROW.format(total))) == hints


LINES = "收到总数\n件\n88\n431\n其中：1.来信\n件\n51\n226\n2.来访\n件\n24\n153\n3.转来总数\n件\n13\n{}\n"


@pytest.mark.parametrize(("last", "hints"), [("52", 0), ("53", 1)])
def test_a_measure_word_in_a_cell_is_no_name(last: str, hints: int) -> None:
    assert len(hinted(LINES.format(last))) == hints


SIDES = "全年监测366天，其中优良339天，优良率为92.6%，超标{}天。"


@pytest.mark.parametrize(("rest", "hints"), [("27", 0), ("17", 1)])
def test_what_is_not_so_is_the_rest(rest: str, hints: int) -> None:
    assert len(hinted(SIDES.format(rest))) == hints


def test_what_is_not_so_of_something_else_is_left_alone() -> None:
    assert hinted("全年监测366天，其中优良339天，优良率为92.6%。郊区另测，超标17天。") == []
    assert hinted("全年监测366天，其中优良339天，优良率为95.1%，超标17天。") == []


SCHOOLS = """小学在校生24180人，专任教师1240人；初中在校生9862人，专任教师812人。
全县小学生师比{}：1，初中生师比{}：1。
"""


def test_a_ratio_to_one_is_of_what_its_signs_are_the_ends_of() -> None:
    sound = judged(SCHOOLS.format("19.50", "12.15"), PACK)
    assert not sound.findings
    assert held(sound, "average-recalc") == 2
    assert len(hinted(SCHOOLS.format("19.50", "12.51"), "average-recalc")) == 1
    assert len(hinted(SCHOOLS.format("19.50", "13.08"), "average-recalc")) == 1
    assert len(hinted(SCHOOLS.format("31.50", "27.15"), "average-recalc")) == 2


GOALS = """指标1:糖尿病规范管理数 863人 695人 2 1.8
指标2:高血压规范管理数 3807人 3224人 2 1.9
指标3:高血压患者规范管理率 ≥60% 84.7% 3 3
指标4:糖尿病患者规范管理率 ≥60% {} 3 3
"""


@pytest.mark.parametrize(("rate", "hints"), [("80.5%", 0), ("85.0%", 1), ("61.2%", 0)])
def test_a_rate_is_of_the_row_that_is_called_like_it(rate: str, hints: int) -> None:
    assert len(hinted(GOALS.format(rate), "share-percent")) == hints


TWICE = "全年支出1207.72万元，比上年增加378.19万元，{}，主要是购置了设备。"


@pytest.mark.parametrize(
    ("second", "hints"),
    [("增长45.59%", 0), ("增加45.59万元", 1), ("增加378.19万元", 0), ("比预算增加45.59万元", 0)],
)
def test_a_change_is_told_in_one_amount(second: str, hints: int) -> None:
    assert len(hinted(TWICE.format(second), "cross-place-amount-read")) == hints


TABLE = """全镇收入总计2782万元，比上年{}2.15%。
项目 | 上年数 | 预算数 | 执行数 | 占预算% | 比上年增长%
收入总计 | 2843 | 2782 | 2782 | 100 | {}2.15
"""


def test_what_a_table_takes_as_less_has_not_become_more() -> None:
    def hints(way: str, sign: str) -> int:
        found = judged(TABLE.format(way, sign), PACK).findings
        return sum("增减" in finding.message for finding in found)

    assert hints("下降", "-") == 0
    assert hints("增长", "-") == 1
    assert hints("增长", "") == 0


def test_a_closed_list_behind_says_more_than_an_open_one_before() -> None:
    text = "组织甲局、乙局、丙局等{}个单位开展检查，分别是甲局、乙局、丙局。"
    assert not judged(text.format("3"), PACK).findings
    assert [finding.rule for finding in judged(text.format("4"), PACK).findings] == ["enumerated-count"]


def test_a_rate_with_a_slip_is_of_its_own_sentence() -> None:
    text = "设备预算27.13万元。保养经费预算1.1万元，已执行0.72万元，完成率{}；招待经费预算15.3万元，已执行2.4万元。"
    assert hinted(text.format("65.45%"), "share-percent") == []
    assert len(hinted(text.format("56.45%"), "share-percent")) == 1


FOLDED = """计划安排
1208.75
实际到位
1208.75
实际支出
{}
结余
{}
省级
1125
省级
1125
省级
{}
省级
217.24
市级
33.75
市级
33.75
市级
33.75
市级
区级
50
区级
50
区级
50
区级
"""


def test_rows_that_call_each_of_their_cells_are_a_table() -> None:
    assert hinted(FOLDED.format("991.51", "217.24", "907.76")) == []
    assert len(hinted(FOLDED.format("991.51", "217.24", "970.76"))) == 2


GOAL_ROWS = """指标1:建档人数 38508人 {}人 3 3
指标2:接种证 221人 221人 2 2
指标3:访视人数 214人 203人 2 1.8
指标4:建册人数 120人 69人 2 1
指标5:体检人数 5662人 4044人 2 1.4
指标6:宣传场次 12次 96次 1 1
"""


@pytest.mark.parametrize(("done", "last", "hints"), [("37442", "1.4", 1), ("38508", "1.4", 0), ("37442", "2", 0)])
def test_all_points_for_less_than_the_goal_where_others_lost_some(done: str, last: str, hints: int) -> None:
    text = GOAL_ROWS.format(done).replace("2 1.4", f"2 {last}").replace("2 1\n", f"2 {1 if hints else last}\n")
    result = judged(text, "cn-performance")
    assert grave(result) == []
    assert sum(finding.rule == "full-score-when-missed" for finding in result.findings) == hints


YEARS = (
    "2022年甲类经费合计600.86万元，其中车辆购置费299.25万元、车辆维护费272.38万元、公务接待费29.23万元。"
    "2021年甲类经费合计507.95万元，其中车辆购置费211.53万元、车辆维护费257.67万元、公务接待费38.75万元。\n"
    "2022年甲类经费比上年增加{}万元，主要原因是：\n"
    "车辆购置费增加87.72万元，因为更新车辆。车辆维护费增加14.71万元，因为车龄较长。公务接待费减少9.52万元。\n"
)


@pytest.mark.parametrize(("change", "hints"), [("92.91", 0), ("102.43", 1)])
def test_changes_are_of_what_two_years_were_told_in_full(change: str, hints: int) -> None:
    assert len(hinted(YEARS.format(change), "yoy-prior-amount")) == hints
    assert held(judged(YEARS.format(change), PACK), "yoy-prior-amount") >= 3
