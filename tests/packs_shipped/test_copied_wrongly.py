"""A figure that stands in two places of a paper and was copied wrongly in one of them: told by what is said around both."""

from __future__ import annotations

import pytest
from short_texts import judged

HEAD = "云溪县农业农村局项目绩效自评报告\n\n一、项目基本情况\n{}\n二、项目完成情况\n{}\n"
RULES = {"cross-place-amount-read", "cross-place-count-read", "cross-place-amount", "cross-place-count"}


def told(first: str, second: str) -> bool:
    """Whether two places are said to differ, be it as a hint."""
    return any(finding.rule in RULES for finding in judged(HEAD.format(first, second), "cn-performance").findings)


TOLD = [
    # two digits changed places, the name the same, another time or place before it
    ("工程内容为加固堤防3.7公里、清淤河道11.4公里。", "完成加固堤防7.3公里，清淤河道11.4公里，均为批复内容。"),
    ("项目涉及8个乡镇46个行政村，预算资金312万元。", "项目实施后，8个乡镇64个行政村的饮水条件明显改善。"),
    ("全县现有普通高中4所、初中19所、小学67所。", "全县19所初中、76所小学全部配备了校医。"),
    ("截至2023年12月31日，实有在职人员52人，退休人员31人。", "年末在职人员25人，退休人员31人，与上年末相同。"),
    # amounts of four digits need little else
    ("项目下达资金384.50万元，其中中央资金300.00万元、县级配套84.50万元。", "当年到位的348.50万元全部用于设备购置。"),
    ("发放创业担保贷款213笔、3,157万元，带动就业640人。", "全年发放的3,517万元贷款主要投向种植业。"),
    # the clause before says what it is
    ("住院费用报销比例年度目标不低于70%，实际为73.6%。", "全年住院费用报销比例达76.3%，群众负担减轻。"),
    # told in round numbers elsewhere
    ("2023年全县一般公共预算收入完成72,846万元，增长5.1%。", "全年一般公共预算收入完成7.82亿元，再创新高。"),
    # the same place in the sentence, the figure beside it the same
    ("工程覆盖17个行政村，受益人口2.84万人。", "工程覆盖17个行政村，受益人口2.48万人，供水稳定。"),
    # not a slip, but the very same name beside the same figure
    (
        "年末实有在职人员38人，其中行政14人、事业24人；离退休人员19人。",
        "我局共有在职职工35人、离退休人员19人，房屋面积2130平方米。",
    ),
    (
        "首次认定高新技术企业12家，每家奖补10万元，计120万元。",
        "全县高新技术企业达51家，其中本年首次认定的14家企业实现营收8.7亿元。",
    ),
]

SILENT = [
    # other years, a goal and what came of it, changes
    ("2022年发放补贴386.20万元。", "2023年发放补贴368.20万元。"),
    ("上年接待来访群众412批次。", "接待来访群众421批次。"),
    ("年度目标为培训农民1,280人次。", "实际培训农民1,208人次，受疫情影响少办两期。"),
    ("补贴资金比上年增加23.6万元。", "补贴资金比上年减少26.3万元。"),
    # each of its own place or kind
    ("其中男职工63人、女职工36人。", "男职工63人参加体检，女职工36人参加体检。"),
    ("东山村修渠2.6公里。", "西河村修渠6.2公里。"),
    ("中央补助资金351万元。", "县级补助资金315万元。"),
    # both figures are told again elsewhere
    (
        "管护经费184.30万元，抚育经费148.30万元。",
        "管护经费184.30万元已拨付到乡镇。抚育经费148.30万元已拨付到林场。",
    ),
    # rounded, and the same figure in another unit
    ("全年支出52.38万元。", "全年支出52.4万元，合523,800元。"),
    # two digits, and nothing but the unit in common
    ("举办培训班12期。", "印发简报21期。"),
]


@pytest.mark.parametrize(("first", "second"), TOLD)
def test_told(first: str, second: str) -> None:
    assert told(first, second)


@pytest.mark.parametrize(("first", "second"), SILENT)
def test_silent(first: str, second: str) -> None:
    assert not told(first, second)


PAPERS = {"paper-cited-otherwise", "event-dated-twice"}


def referred(first: str, second: str) -> bool:
    """Whether a paper or a day is said to be given otherwise in the second place."""
    return any(finding.rule in PAPERS for finding in judged(HEAD.format(first, second), "cn-performance").findings)


@pytest.mark.parametrize(
    ("first", "second", "wrong"),
    [
        # the same title, another year of its number
        (
            "依据《农村饮水工程维修养护办法》（清水发〔2022〕14号）立项。",
            "按照《农村饮水工程维修养护办法》（清水发〔2022〕14号）的要求验收。",
            "清水发〔2021〕14号",
        ),
        # two digits changed places
        ("依据清财农〔2021〕36号文件安排资金。", "按清财农〔2021〕36号下达的标准发放。", "清财农〔2012〕36号"),
        ("依据清政办发〔2022〕47号文件实施。", "严格执行清政办发〔2022〕47号规定的标准。", "清政办发〔2022〕74号"),
        # 上述: what was named before
        ("按《人才引进三年行动方案》实施。", "上述《人才引进三年行动方案》执行良好。", "《人才引进五年行动方案》"),
        # a day: another month, another year, a digit gone
        ("项目于2022年3月16日开工，2022年9月24日通过验收。", "工程验收时间为2022年9月24日。", "2022年8月24日"),
        ("2022年4月8日签订施工合同，合同价186.40万元。", "按照2022年4月8日签订的合同支付预付款。", "2023年4月8日"),
        ("2022年4月18日签订施工合同，合同价186.40万元。", "与中标单位于2022年4月18日签订合同后付款。", "2022年4月8日"),
    ],
)
def test_papers_and_days_are_given_as_before(first: str, second: str, wrong: str) -> None:
    assert not referred(first, second)
    start = second.index(wrong[0])
    end = second.index(wrong[-1], start) + 1
    assert referred(first, second[:start] + wrong + second[end:])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # other papers of one body
        ("依据清财农〔2021〕36号文件安排资金。", "依据清财农〔2022〕41号文件追加资金。"),
        (
            "依据《关于下达补助资金的通知》（清财农〔2021〕36号）。",
            "依据《关于下达补助资金的通知》（清财农〔2021〕88号）。",
        ),
        # planned, other doings, several things
        ("计划于2022年9月24日通过验收。", "2022年10月24日通过验收。"),
        ("2022年3月16日开工。", "2022年8月16日完工。"),
        ("东渠2022年3月6日开工，西渠2022年4月6日开工。", "南渠2022年5月6日开工。北渠2022年6月6日开工。"),
    ],
)
def test_other_papers_and_days_are_left_alone(first: str, second: str) -> None:
    assert not referred(first, second)


def test_last_year_is_known_from_the_change() -> None:
    first = "2023年受理信访事项1,364件，比上年减少182件，下降11.77%。"
    assert not told(first, "2022年受理信访事项1,546件，总量有所下降。")
    assert told(first, "2022年受理信访事项1,456件，总量有所下降。")
