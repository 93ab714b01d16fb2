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
