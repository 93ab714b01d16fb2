"""The same fact told in two places: which figures are paired, and which differences are more than a remark."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import pytest
from extraction_samples import report_of
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.extraction.prose.retold import common, core_of, digits, slip
from gouji.figures import parse_figure
from gouji.packs.loader import load_pack
from gouji.packs.model import Pack
from gouji.report import Anchor

NAMES = """表:
  指标:
    名称列: 名称
    列: {名称: {类: 文本, 别名: [指标名称]}, 目标: {类: 目标, 别名: [目标值]}, 完成: {类: 取值, 别名: [完成值]}, 说明: 文本}
  资金:
    名称列: 来源
    合计行: {来源: [合计]}
    列:
      来源: {类: 文本, 别名: [资金来源]}
      预算: {类: 金额, 别名: [全年预算数]}
      执行: {类: 金额, 别名: [全年执行数]}
      执行率: 比率
  提法: {来自: 提法, 名称列: 事项, 列: {事项: 文本, 数值: 取值}}
字段: {总分: {类: 分数, 别名: [自评得分]}}
词组:
  目标名用语: [目标, 计划, 任务, 预计]
  应有用语: [下达, 批复]
  已做用语: [支出, 发放, 实际]
  款项用语: [资金]
"""


@cache
def sample() -> Pack:
    """The pack of these tests, loaded once."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pack.yaml"
        path.write_text(NAMES, encoding="utf-8")
        return load_pack([path])


INDICATORS = "指标名称\t目标值\t完成值\t说明\n社会教育活动\t≥260场次\t285场次\t\n"
FUNDS = (
    "资金来源\t全年预算数（万元）\t全年执行数（万元）\t执行率\n"
    "财政拨款\t300.00\t291.52\t97.17%\n合计\t300.00\t291.52\t97.17%\n"
)


def pairs(pack: Pack, text: str) -> list[tuple[str, str, bool]]:
    """Both figures of every pair and whether it accuses nobody."""
    report = report_of(pack, text)
    rows = report.tables.get("提法", [])
    doubt = {row for table, row in report.doubtful if table == "提法"}
    assert len(rows) % 2 == 0
    return [
        (rows[at]["数值"] or "", rows[at + 1]["数值"] or "", at in doubt)
        for at in range(0, len(rows), 2)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # told twice in the text
        ("财政总收入6,428万元，增长5%。\n平衡情况：财政总收入6,428万元。", [("6,428万元", "6,428万元", False)]),
        ("全镇桥梁17座。\n桥梁检测：全部完成17座。", [("17座", "17座", False)]),
        ("全年受理投诉1,362件。\n群众投诉1,362件，下降5%。", [("1,362件", "1,362件", False)]),
        # equal amounts of other names, round figures, rates of everything
        ("全年预算435.20万元。\n实际支出435.20万元。", []),
        ("培训完成率100%。\n宣传完成率100%。", []),
        ("培训80人。\n慰问80人。", []),
        # a slip of the pen in a long plain name
        ("一般公共预算支出46.85亿元。\n一般公共预算支出46.58亿元。", [("46.85亿元", "46.58亿元", False)]),
        ("困难群众救助金286.45万元。\n困难群众救助金286.45元。", [("286.45万元", "286.45元", False)]),
        # no slip: of another scope, perhaps
        ("一般公共预算支出46.85亿元。\n一般公共预算支出31.02亿元。", []),
        ("一般公共预算支出46.85亿元。\n一般公共预算支出46.90亿元。", [("46.85亿元", "46.90亿元", True)]),
        # another year, a goal, a part, a place, three of them
        ("一般公共预算支出46.85亿元。\n2019年一般公共预算支出46.58亿元。", []),
        ("一般公共预算支出46.85亿元。\n上年一般公共预算支出46.58亿元。", []),
        ("一般公共预算支出46.85亿元。\n计划一般公共预算支出46.58亿元。", []),
        # a part of the whole, but of the very same name, and two digits changed places
        (
            "一般公共预算支出46.85亿元。\n支出50.00亿元，其中一般公共预算支出46.58亿元。",
            [("46.85亿元", "46.58亿元", True)],
        ),
        ("一般公共预算支出46.85亿元。\n支出50.00亿元，其中一般公共预算支出38.58亿元。", []),
        ("一般公共预算支出46.85亿元。\n在河东镇，一般公共预算支出46.58亿元。", []),
        ("一般公共预算支出46.85亿元。\n一般公共预算支出约46.58亿元。", []),
    ],
)
def test_text_and_text(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert pairs(sample(), text) == expected


@pytest.mark.parametrize(
    ("text", "paired"),
    [
        # what was planned and done in full, in one sentence and in two; no more than the same digit twice
        ("上级下达资金500万元，实际到位500万元。", True),
        ("上级下达资金520万元。\n年内发放520万元。", True),
        ("上级下达资金500万元。\n年内发放500万元。", False),
        ("实际到位500万元，下达资金500万元。", False),
        ("上年下达资金520万元。\n年内发放520万元。", False),
        # the fewer the digits, the more the words have to agree
        ("补助牧民141.82万元。\n全年兑现141.82万元。", True),
        ("防汛投入141.8万元。\n全年防汛141.8万元。", True),
        ("防汛投入141.8万元。\n全年植树141.8万元。", False),
        ("防汛备料投入141万元。\n采购防汛料141万元。", False),
        ("防汛备料投入141万元。\n用于防汛备料141万元。", True),
        # what is measured in a way that few things are; what is listed has the name of the first
        ("新修灌溉渠道62公里。\n已完成灌溉渠道62公里。", True),
        ("新修灌溉渠道62公里。\n已完成乡村道路62公里。", False),
        ("2021年、2022年分别新修灌溉渠道62公里、64公里。\n今年新修灌溉渠道64公里。", True),
        ("分别新修灌溉渠道62公里，乡村道路64公里。\n今年新修灌溉渠道64公里。", False),
        # the noun behind a count is the noun before the other
        ("新增路灯杆12个，亮化全镇。\n安装路灯杆12个。", True),
        ("验收12个沉淀池，全部合格。\n安装沉淀池12个。", True),
        ("验收12个过滤池，全部合格。\n安装沉淀池12个。", False),
    ],
)
def test_equal_figures_are_one_thing_or_a_coincidence(text: str, paired: bool) -> None:
    found = pairs(sample(), text)
    assert all(one == other and not doubt for one, other, doubt in found)
    assert bool(found) is paired


def test_counts_that_are_nearly_equal_are_remarked() -> None:
    text = "“生活小秘书”项目有4个标段，共服务298人。\n优化“生活小秘书”项目，对16个街道的297名老人上门服务。"
    assert pairs(sample(), text) == [("298人", "297名", True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年举办社会教育活动285场次。", [("285场次", "285场次", False)]),
        ("2023年，全馆举办临时展览14个、社会教育活动258场次。", [("285场次", "258场次", False)]),
        ("全年举办社会教育活动目标258场次。", []),
        ("上半年社会教育活动258场次。", []),
        ("在城区，社会教育活动258场次。", [("285场次", "258场次", True)]),
        ("社会教育活动近258场次。", [("285场次", "近258场次", True)]),
        ("社会教育活动120场次。", [("285场次", "120场次", True)]),
        ("社会教育活动260场次。", [("285场次", "260场次", True)]),
        (
            "社会教育活动258场次。社会教育活动285场次。",
            [("285场次", "285场次", False), ("258场次", "285场次", False)],
        ),
        ("宣传活动258场次。", []),
    ],
)
def test_rows_and_text(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert pairs(sample(), "2023年度自评表\n" + INDICATORS + "\n" + text) == expected


def test_counts_of_other_years_are_left_alone() -> None:
    text = "2023年报告\n全年培训管护人员255人。\n2024年培训管护人员300人。\n2023年培训管护人员257人。"
    assert pairs(sample(), text) == [("255人", "257人", True)]


def test_nearly_equal_counts_beside_a_name_that_one_of_them_has_in_quotation_marks() -> None:
    text = "暖冬行动送餐上门，招标分为三个标段，共照料{}人。\n今年优化“暖冬行动”项目，对辖区的257名老人提供上门照料。"
    assert ("258人", "257名", True) in pairs(sample(), text.format(258))
    assert ("214人", "257名", True) not in pairs(sample(), text.format(214))
    assert ("258人", "257名", True) not in pairs(sample(), text.format(258).replace("暖冬行动送餐", "节日送餐"))


@pytest.mark.parametrize(
    "text",
    [
        "各庭受理劳动争议案件431件。\n各庭审结劳动争议案件429件。",
        "全省发生渔船碰撞事故24起、死亡和失踪87人。\n内河发生碰撞事故3起、死亡和失踪9人。",
        "共有镇级图书分馆的工作人员1612人。\n到馆开展志愿服务的人1609人。",
        "新建村级养老驿站186个。\n新建村级养老驿站174个。",
    ],
)
def test_counts_that_share_words_are_of_other_things(text: str) -> None:
    assert [pair for pair in pairs(sample(), text) if pair[0] != pair[1]] == []


def test_a_figure_in_the_column_for_words_counts_where_the_other_has_none() -> None:
    text = "指标名称\t目标值\t完成值\t说明\n电影播放场次数量\t≥4场\t达成指标\t10场\n\n全年播放无障碍电影12场。"
    assert pairs(sample(), text) == [("10场", "12场", True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "全年预算300万元，全年执行291.52万元。",
            [("300.00万元", "300万元", False), ("291.52万元", "291.52万元", False)],
        ),
        ("全年执行数219.52万元。", [("291.52万元", "219.52万元", False)]),
        ("全年执行数150.00万元。", []),
        ("全年执行数290.00万元。", [("291.52万元", "290.00万元", True)]),
        ("上年全年执行数219.52万元。", []),
        ("执行率97.17%。", [("97.17%", "97.17%", False)]),
        ("执行率97.2%。", [("97.17%", "97.2%", False)]),
        ("全年执行数291.5万元。", [("291.52万元", "291.5万元", False)]),
    ],
)
def test_the_total_row_goes_by_the_names_of_its_columns(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert pairs(sample(), FUNDS + "\n" + text) == expected


def test_two_total_rows_tell_of_two_things() -> None:
    # no contradiction; that five digits are those of the table but for two is a remark all the same
    told = pairs(sample(), FUNDS + "合计\t80.00\t80.00\t100%\n\n全年执行数219.52万元。")
    assert told == [("219.52万元", "291.52万元", True)]
    assert pairs(sample(), FUNDS + "合计\t80.00\t80.00\t100%\n\n全年执行数237.68万元。") == []


def test_a_pair_keeps_its_places() -> None:
    text = "财政总收入6,428万元。\n财政总收入6,428万元。\n财政总收入6,428万元。"
    report = report_of(sample(), text)
    assert [row["事项"] for row in report.tables["提法"]] == ["财政总收入"] * 2 + ["财政总收入（2）"] * 2
    assert [report.locate(Anchor("提法", row, "数值")).line for row in range(4)] == [1, 2, 2, 3]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("经评价，自评得分98.75分。", [("98.75", "98.75分", False)]),
        ("自评结论：自评得分97.5分。", [("98.75", "97.5分", False)]),
        ("自评结论：自评得分98.8分。", []),
        ("自评结论：自评得分98.7分。", []),
        ("其中，下属单位自评得分97.5分。", []),
        ("上年自评得分97.5分。", []),
        ("产出自评得分47.5分。", []),
    ],
)
def test_the_score_of_a_field_is_looked_for_in_the_text(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert pairs(sample(), f"2023年度自评表\n自评得分\t98.75\n\n{text}") == expected


@pytest.mark.parametrize(
    ("one", "other", "slipped"),
    [
        ("285场", "258场", True),
        ("12.34万元", "12.43万元", True),
        ("12345元", "12245元", True),
        ("1234元", "1224元", False),
        ("12.34万元", "12.34元", True),
        ("12.34万元", "123.4万元", True),
        ("12.34万元", "24.68万元", False),
        ("12.34万元", "12.34万元", False),
        ("27场", "72场", False),
        ("0元", "10元", False),
    ],
)
def test_slips_of_the_pen(one: str, other: str, slipped: bool) -> None:
    first, second = parse_figure(one), parse_figure(other)
    assert first is not None and second is not None
    assert slip(first, second) is slip(second, first) is slipped


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("全年共举办培训班", "培训班"),
        ("全馆临时展览为", "临时展览"),
        ("计划培训人数", "计划培训"),
        ("“三公”经费共计", "三公经费"),
        ("新增就业人数", "新增就业"),
        ("全年", ""),
    ],
)
def test_what_a_name_comes_down_to(name: str, core: str) -> None:
    assert core_of(name) == core


def test_digits_and_what_texts_share() -> None:
    figures = {text: parse_figure(text) for text in ("1,500人", "100%", "27.6%", "0.72万元")}
    assert {text: digits(figure) for text, figure in figures.items() if figure is not None} == {
        "1,500人": 2, "100%": 1, "27.6%": 3, "0.72万元": 2,
    }  # fmt: skip
    assert common("全年社会教育活动", "社会教育，活动") == 4


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "一般公共预算收入",
                "培训",
                "全年",
                "其中",
                "计划",
                "285场次",
                "258场次",
                "3.2万元",
                "12.5%",
                "，",
                "。",
                "、",
                "\n",
            ]
        ),
        max_size=30,
    ).map("".join)
)
def test_any_text_gives_pairs_of_two(text: str) -> None:
    if text.strip():
        assert all(one and other for one, other, _ in pairs(sample(), text))
