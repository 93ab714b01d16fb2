"""Patterns: what each construct matches, and that matching is linear and never raises."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache

import pytest
from extraction_samples import report_of, rows_of, sentences_of
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.extraction.drafting.draft import Draft
from gouji.extraction.text.claims import Claims
from gouji.packs.loader import load_pack
from gouji.packs.model import Pack

MakePack = Callable[..., Pack]


@pytest.mark.parametrize(
    ("pattern", "text", "rows"),
    [
        # literals: widths and blanks do not matter
        ("培训费共{本期}", "培 训费　共3万元", [{"本期": "3万元"}]),
        ("培训费（含税）共{本期}", "培训费(含税)共3万元", [{"本期": "3万元"}]),
        ("共{本期:金额}", "共3人", []),
        # kinds of figures
        ("共{本期:金额}", "共2万", [{"本期": "2万元"}]),
        ("共{本期:比率}", "共3个百分点，共4%", [{"本期": "4%"}]),
        ("共{本期:百分点}", "共3个百分点，共4%", [{"本期": "3个百分点"}]),
        ("共{本期:数量}", "共3万元，共4人，共5个月，共1.2万", [{"本期": "4人"}, {"本期": "5个月"}, {"本期": "1.2万"}]),
        ("共{本期:分数}", "共9人；共9.5分；共9", [{"本期": "9.5分"}, {"本期": "9"}]),
        ("共{本期:数}", "共9；共9%；共9人；共9元", [{"本期": "9人"}, {"本期": "9元"}]),
        (
            "共{本期:数值}",
            "共≥90%；共100%（3133人）；共9；共好",
            [{"本期": "≥90%"}, {"本期": "100%（3133人）"}, {"本期": "9"}],
        ),
        ("共{本期:取值}", "共良好。共2023年9月底前。共9", [{"本期": "良好"}, {"本期": "2023年9月底前"}, {"本期": "9"}]),
        ("于{本期:日期}前", "于2023年9月前", [{"本期": "2023年9月"}]),
        # names begin after a pause and end before what follows
        ("{项目}共{本期}", "今年，某中心培训费共3万元", [{"项目": "某中心培训费", "本期": "3万元"}]),
        ("{项目}共{本期}", "2023年培训费共3万元", [{"项目": "培训费", "本期": "3万元"}]),
        ("{项目}共{本期}", "以及会议费小计共3万元", [{"项目": "会议费", "本期": "3万元"}]),
        ("{项目:句}的{本期}", "今年，培训3期的3万元", [{"项目": "培训3期", "本期": "3万元"}]),
        # word slots
        ("比上年{方向:增减词}{变动额:金额}", "比上年增长2万元", [{"方向": "增长", "变动额": "2万元"}]),
        ("比上年{方向:增减词}{变动额:金额}", "比上年变动2万元", []),
        ("比上年{方向:增|增加了}{变动额:金额}", "比上年增加了2万元", [{"方向": "增加了", "变动额": "2万元"}]),
        # may be missing, one of these
        ("培训[费|经费]共{本期}", "培训共1元，培训费共2元，培训经费共3元", [{"本期": "1元"}, {"本期": "2元"}, {"本期": "3元"}]),
        ("培训(费|经费)共{本期}", "培训共1元，培训费共2元", [{"本期": "2元"}]),
        ("培训费{本期:金额}[，增长{变动率}]", "培训费1元，增长2%", [{"本期": "1元", "变动率": "2%"}]),
        ("培训(费(合|小)计|经费){本期:金额}", "培训费小计1元，培训经费2元", [{"本期": "1元"}, {"本期": "2元"}]),
        # gaps
        ("培训…共{本期}", "培训因下乡增多，共3万元", [{"本期": "3万元"}]),
        ("培训…共{本期}", "培训8期，共3万元", []),
        ("培训……共{本期}", "培训8期，共3万元", [{"本期": "3万元"}]),
        ("培训……共{本期}", "培训8期；共3万元", []),
        ("培训…共{本期}", "培训" + "很" * 31 + "共3万元", []),
        # pauses
        ("培训，共{本期}", "培训，共1元。培训、共2元。培训；共4元", [{"本期": "1元"}, {"本期": "2元"}]),
        ("培训：共{本期}", "培训：共1元。培训，共2元。培训、共3元", [{"本期": "1元"}, {"本期": "2元"}]),
        ("，人员{本期:数量}", "兼职人员3人，人员4人。人员5人", [{"本期": "4人"}, {"本期": "5人"}]),
        ("，人员{本期:数量}", "2023年人员4人", [{"本期": "4人"}]),
    ],
)  # fmt: skip
def test_what_a_pattern_takes(pack_of: MakePack, pattern: str, text: str, rows: list[dict[str, str]]) -> None:
    assert rows_of(pack_of(f'  - {{写入: 变动, 句式: "{pattern}"}}\n'), text) == rows


def test_a_figure_is_never_cut(pack_of: MakePack) -> None:
    pack = pack_of('  - {写入: 变动, 句式: "{项目}2万元{本期}"}\n  - {写入: 变动, 句式: "3{本期}共"}\n')
    assert rows_of(pack, "培训费12万元3人，13万元共") == []


def test_every_place_is_found(pack_of: MakePack) -> None:
    pack = pack_of('  - {写入: 变动, 句式: "{项目}共{本期}"}\n')
    text = "，".join(f"甲共{number}元" for number in range(1, 60))
    assert [row["本期"] for row in rows_of(pack, text)] == [f"{number}元" for number in range(1, 60)]


@cache
def _shipped() -> Claims:
    return Claims(load_pack(["cn-performance"]).templates)


@pytest.mark.parametrize(
    "piece",
    [
        "培训", "，", "（", "1", " ", "一、", "甲1万元、", "支出10万元，比上年增加",
        "支出10万元，其中：", "由（、", "、和及与", "其中：甲",
    ],
)  # fmt: skip
def test_a_long_sentence_without_a_stop_is_read_in_linear_time(piece: str) -> None:
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    start = time.perf_counter()
    _shipped().read(sentences_of(text), Draft())
    assert time.perf_counter() - start < 30, "ten times longer than it takes; quadratic time is many minutes"


#: Words of the shipped templates among signs, so that matches begin and break off.
PIECES = st.sampled_from(
    "支出 收入 全年预算数 执行率 其中： 分别为 比上年 增加 增长 占 总支出 的比重为 ， 、 。 ； （ ） 和 等 "
    "完成 任务 自评 得分 为 等级 优 3万元 5% 12人 98.5分 "
    "2023年 1.2万 3个百分点 7 一、 “ ” 该指标预期值 实际完成值 达到预期 ≥ 行政编制 甲".split()
)


@given(st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=60)))
@settings(deadline=None)
def test_reading_never_raises_and_every_cell_is_printed(text: str) -> None:
    draft = Draft()
    found = sentences_of(text)
    _shipped().read(found, draft)
    for rows in draft.tables.values():
        assert all(row.cells for row in rows)


def test_the_report_of_an_empty_pack_is_empty(pack_of: MakePack) -> None:
    report = report_of(pack_of(""), "支出共3万元。")
    assert not report.tables and not report.fields
