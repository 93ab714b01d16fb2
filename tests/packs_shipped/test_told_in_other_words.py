"""One thing told in two chapters in other words: unequal figures are a hint; equal ones, other things and other times are not."""

from __future__ import annotations

import pytest
from short_texts import accused, judged

from gouji.engine.result import Result

HEAD = "云溪县民政局2024年度部门整体支出绩效自评报告\n\n一、基本情况\n{}\n二、任务完成情况\n{}\n"
RULES = {"cross-place-count", "cross-place-amount", "cross-place-count-read", "cross-place-amount-read"}


def told(result: Result) -> bool:
    """Whether two places are said to differ, be it as a hint."""
    return any(finding.rule in RULES for finding in result.findings)


@pytest.mark.parametrize(
    ("one", "other", "wrong"),
    [
        # words that only say that something was done
        ("全年举办送戏下乡演出126场，惠及群众5.6万人次。", "全年送戏下乡演出126场，受益群众达5.6万人次。", "5.2万人次"),
        ("完成人居环境整治示范村12个。", "打造人居环境整治示范村12个。", "10个"),
        ("我单位内设科室8个，下属事业单位3个。", "局机关内设8个科室，下辖3个事业单位。", "7个科室"),
        ("累计发放宣传资料2.6万份。", "印发宣传资料2.6万份。", "2.8万份"),
        # words of one meaning
        ("现有在职干部职工58人。", "年末在职人员58人。", "56人"),
        ("群众满意度为93.5%。", "服务对象满意度达到93.5%。", "95.3%"),
        ("新建高标准农田3.2万亩。", "建成高标准农田3.2万亩。", "3.0万亩"),
        # the same signs in another order
        ("全年完成农村公路改造36.5公里。", "改造农村公路36.5公里。", "35.6公里"),
        ("帮扶残疾人就业创业126人。", "残疾人就业创业帮扶126人。", "162人"),
        ("全年共接待来访群众268批。", "接待群众来访268批。", "286批"),
        # more words in one place
        ("“三公”经费支出12.6万元。", "全年“三公”经费共支出12.6万元。", "16.2万元"),
        ("发放耕地地力保护补贴1286万元。", "全年发放耕地地力保护补贴资金1286万元。", "1268万元"),
        ("资助家庭经济困难学生1320人次。", "全年资助困难学生1320人次。", "1230人次"),
        ("聘用护林员326名。", "选聘生态护林员326名。", "362名"),
        ("评选优秀文艺作品26部。", "评选文艺作品26部。", "28部"),
        ("疫苗接种率98.6%。", "国家免疫规划疫苗接种率为98.6%。", "96.8%"),
        # two digits that are all
        ("图书馆外借图书8.3万册次。", "全年图书馆外借图书8.3万册次。", "3.8万册次"),
    ],
)
def test_unequal_figures_are_a_hint(one: str, other: str, wrong: str) -> None:
    """``wrong`` stands for the figure of the second place that has its unit."""
    unit = wrong.lstrip("0123456789.")
    end = other.rindex(unit)
    start = end - len(other[:end]) + len(other[:end].rstrip("0123456789."))
    assert not told(judged(HEAD.format(one, other), "cn-performance"))
    result = judged(HEAD.format(one, other[:start] + wrong + other[end + len(unit) :]), "cn-performance")
    assert told(result)
    assert not accused(result)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # another year, a goal, what it was before
        ("全年发放补贴资金1286万元。", "2023年发放补贴资金1268万元。"),
        ("计划改造农村公路36.5公里。", "改造农村公路35.6公里。"),
        ("新建高标准农田3.2万亩。", "计划新建高标准农田3.5万亩。"),
        # another thing: of another level, newly, the rest of it, for each
        ("争取省级补助资金1286万元。", "争取市级补助资金1268万元。"),
        ("城镇就业人员3268人。", "新增城镇就业人员3286人。"),
        ("受理案件1286件。", "未办结受理案件1268件。"),
        ("财政拨款收入1286.5万元。", "财政拨款支出1268.5万元。"),
        ("城镇居民人均收入36542元。", "农村居民人均收入36524元。"),
        # of a part
        ("培训学员1286人。", "在东岭镇，培训学员1268人。"),
        # amounts of one name that are merely near are of other funds
        ("预算收入159.9万元。", "预算收入155.2万元。"),
        # one name of many things
        ("甲站接待群众126批。", "乙站接待群众162批。丙站接待群众216批。丁站接待群众261批。"),
    ],
)
def test_other_things_are_silent(one: str, other: str) -> None:
    assert not told(judged(HEAD.format(one, other), "cn-performance"))


def test_figures_that_are_each_told_twice_are_two_things() -> None:
    one = "全年开展执法检查186次。上半年开展情况良好，执法检查186次的记录齐全。"
    other = "开展联合执法检查168次。联合执法检查168次都有台账。"
    assert not accused(judged(HEAD.format(one, other), "cn-performance"))
