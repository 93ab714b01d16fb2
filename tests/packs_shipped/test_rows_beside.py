"""Days and rates that a row and a sentence tell otherwise, and lists that are shorter than they are said to be."""

from __future__ import annotations

import pytest
from short_texts import judged

DATED = "event-dated-twice"
RATED = "cross-place-amount-read"
LISTED = "enumerated-count"
COUNTED = "cross-place-count-read"
HEAD = "三级指标\t年度指标值\t实际完成值\t分值\t得分\n"


def told(text: str) -> str:
    return f"某某县2024年度项目工作情况报告\n一、基本情况\n{text}\n"


def said(text: str) -> list[str]:
    """The rules that say anything of a text, remarks among them."""
    return [finding.rule for finding in judged(text, "cn-claims").findings]


def tabled(sentence: str, row: str) -> str:
    return told(f"{sentence}\n{HEAD}{row}")


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("项目按期于10月底前竣工，质量合格。", "竣工时间\t10月31日前\t11月18日\t10\t8"),
        ("普查工作于12月18日全部结束。", "普查工作完成时间\t12月10日前\t11月28日\t10\t10"),
        ("外业调绘数据核查于12月18日全部结束。", "地块外业调绘数据核查完成时间\t12月底前\t11月28日\t10\t10"),
        ("补贴资金于6月30日前全部发放到户。", "补贴资金发放时间\t6月30日前\t7月12日\t10\t8"),
        ("渠道工程已于2024年8月25日完工。", "渠道工程完工时间\t8月底前\t9月10日\t10\t9"),
        ("年度统计数据于4月15日上报省局。", "统计数据上报时间\t4月底前\t4月28日\t10\t10"),
    ],
)
def test_a_day_that_a_row_and_a_sentence_tell_otherwise(sentence: str, row: str) -> None:
    assert DATED in said(tabled(sentence, row))


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("项目计划于10月底前竣工。", "竣工时间\t10月31日前\t11月18日\t10\t8"),
        ("一标段于10月20日竣工，二标段于11月18日竣工。", "竣工时间\t10月31日前\t11月18日\t10\t8"),
        ("招标工作于3月12日完成。", "工程完成时间\t10月底前\t9月28日\t10\t10"),
        ("首批补贴资金于5月20日发放完毕。", "补贴资金发放时间\t6月30日前\t6月12日\t10\t10"),
        ("平台于8月20日完成安装，9月15日上线运行。", "平台上线时间\t9月底前\t9月15日\t10\t10"),
        ("主体工程于9月20日完成。", "工程完工时间\t12月底前\t12月8日\t10\t10"),
        ("问卷调查于12月18日全部结束。", "普查工作完成时间\t12月10日前\t11月28日\t10\t10"),
        ("补贴资金于6月30日前全部发放到户。", "补贴资金发放时间\t6月30日前\t6月12日\t10\t10"),
    ],
)
def test_days_of_stages_of_parts_and_of_plans_are_left_alone(sentence: str, row: str) -> None:
    assert DATED not in said(tabled(sentence, row))


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("抽查样本400份；居民垃圾分类知识知晓率为86.4%。", "居民垃圾分类知识知晓率\t≥85%\t83%\t10\t9.76"),
        ("按期交付率94.86%，进展良好。", "设备按期交付率\t100%\t92.86%\t10\t9.29"),
        ("全县农田灌溉保证率提高到83.5%。", "农田灌溉保证率\t≥80%\t82.5%\t10\t10"),
        ("全年受理申请按时答复率达到98.5%。", "申请按时答复率\t≥98%\t98.1%\t10\t10"),
    ],
)
def test_a_rate_that_a_row_and_a_sentence_tell_otherwise(sentence: str, row: str) -> None:
    assert RATED in said(tabled(sentence, row))


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("年初居民知晓率为78%。", "居民知晓率\t≥85%\t86%\t10\t10"),
        ("其中河东片区按期交付率93.86%。", "设备按期交付率\t100%\t92.86%\t10\t9.29"),
        ("学生知晓率为91%，家长知晓率88%。", "政策知晓率\t≥90%\t90.2%\t10\t10"),
        ("全市平均知晓率为85.2%，我县为82%。", "公众知晓率\t≥85%\t82%\t10\t9.65"),
        ("按期交付率92.9%。", "设备按期交付率\t100%\t92.86%\t10\t9.29"),
    ],
)
def test_rates_of_parts_of_other_times_and_in_fewer_digits_are_left_alone(sentence: str, row: str) -> None:
    assert RATED not in said(tabled(sentence, row))


@pytest.mark.parametrize(
    "text",
    [
        "年内完成镇志5部，分别为《东桥镇志》《河塘镇志》《白鹭镇志》《上坪镇志》；《柳湾镇志》正在终审。",
        "在宁波、无锡、佛山4个城市设立联络处。",
        "纳入决算编制范围的单位共4个，分别为县农业和农村局机关、县农机推广站、县种子检测中心。",
        "全年举办培训班5期，参训420人次，其中第一期130人次、第二期110人次、第三期95人次、第四期85人次。",
        "全年举办培训3期，第一期86人、第二期92人、第三期78人、第四期64人，共320人。",
    ],
)
def test_a_list_that_is_not_as_long_as_it_is_said_to_be(text: str) -> None:
    assert LISTED in said(told(text))


@pytest.mark.parametrize(
    "text",
    [
        "年内完成镇志4部，分别为《东桥镇志》《河塘镇志》《白鹭镇志》《上坪镇志》；《柳湾镇志》正在终审。",
        "在宁波、无锡、佛山等4个城市设立联络处。",
        "在城区、园区、景区4个乡镇街道设点。",
        "纳入决算编制范围的单位共3个，分别为县农业和农村局机关、县农机推广站、县种子检测中心。",
        "全年举办培训班5期，参训420人次，其中第一期130人次、第二期110人次。",
        "全年举办培训班5期，其中第一期130人次、第二期110人次、第三期95人次，后两期共85人次。",
        "资金分三批下达，第一批于3月下达120万元，第二批于6月下达80万元，第三批尚未下达。",
    ],
)
def test_lists_that_are_open_or_as_long_as_said_are_left_alone(text: str) -> None:
    assert LISTED not in said(told(text))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("目前全区建有阅览分室9个，其中街道分室5个、社区分室4个。", "当年为全部8个分室更换了终端。"),
        ("全县辖16个乡镇，人口42.6万人。", "全年在全县14个乡镇开展了培训。"),
        ("学校现有教学班36个，学生1,620人。", "全校38个教学班全部安装了护眼灯。"),
        ("辖区共有社区12个，常住人口9.6万人。", "服务覆盖全区13个社区。"),
    ],
)
def test_all_that_there_are_told_in_two_numbers(first: str, second: str) -> None:
    assert COUNTED in said(told(f"{first}\n二、实施情况\n{second}"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("目前全区建有阅览分室9个。", "全部8个街道的居民均可办证。"),
        ("全县辖16个乡镇。", "项目涉及14个乡镇，全部14个乡镇均完成验收。"),
        ("全市现有养老院23家，其中公办8家。", "全部8家公办养老院通过验收。"),
        ("全县共有小学45所。", "全部40所农村小学供餐。"),
    ],
)
def test_all_of_some_of_them_are_left_alone(first: str, second: str) -> None:
    assert COUNTED not in said(told(f"{first}\n二、实施情况\n{second}"))


def test_a_count_behind_a_row_of_names_is_of_them_all() -> None:
    rows = (
        "乡镇\t涉及行政村（个）\t建设面积（万亩）\n"
        "河东镇\t7\t0.80\n大桥镇\t5\t0.70\n柳河乡\t4\t0.52\n石塘乡\t3\t0.38\n合计\t19\t2.40\n"
    )
    text = told(f"项目区分布在河东镇、大桥镇、柳河乡、石塘乡4个乡镇的19个行政村。\n{rows}")
    assert COUNTED not in said(text)
