"""Words for all of something against the rate of how many of it; and what is nothing is added as nothing."""

from __future__ import annotations

import pytest
from short_texts import judged

HEAD = "云溪县农业农村局2024年度项目支出绩效自评报告\n"
TABLE = (
    "一、指标完成情况\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因\n"
    "产出指标\t数量指标\t维修加固水闸座数\t≥40座\t40座\t10\t10\t\n"
    "\t质量指标\t{name}\t100%\t{rate}\t10\t9.5\t个别点位施工受阻\n"
    "\t时效指标\t经费支付完成时间\t12月底前\t12月20日\t10\t10\t\n二、评价情况\n{said}\n"
)
PROSE = "一、完成情况\n{before}\n二、评价情况\n{said}\n"


def held(text: str) -> list[str]:
    return [one.message for one in judged(text, "cn-performance").findings if one.rule == "comparison-false"]


IN_TABLES = [
    ("年度项目完工率", "96.55%", "本年度58个项目全部按期完工并通过验收，群众反映良好。"),
    ("项目完工率", "92.3%", "截至年底，所有项目均已完工，资金使用规范。"),
    ("集中供餐学校比例", "96.77%", "各校严格执行陪餐制度。目前62所学校均已实现集中供餐。"),
    ("设备验收合格率", "95%", "采购的设备到货后全部验收合格，并投入使用。"),
    ("问题整改完成率", "88.9%", "对检查发现的问题，各单位均已整改到位。"),
    ("家庭医生签约服务覆盖率", "93.1%", "辖区重点人群家庭医生签约服务实现全覆盖。"),
    ("补贴资金发放及时率", "97.5%", "各类补贴资金均及时足额发放到户。"),
    ("工程一次验收合格率", "94.7%", "各单项工程全部一次性验收合格。"),
    ("危桥改造开工率", "83.33%", "列入计划的危桥改造项目已全部开工建设。"),
    ("残疾儿童康复救助率", "97.4%", "有需求的残疾儿童全部得到康复救助。"),
]


@pytest.mark.parametrize(("name", "rate", "said"), IN_TABLES)
def test_all_of_it_is_denied_by_its_row(name: str, rate: str, said: str) -> None:
    told = held(HEAD + TABLE.format(name=name, rate=rate, said=said))
    assert len(told) == 1 and told[0].startswith(f"“{name}（") and told[0].endswith(f"是 {rate}，却说成“≥100%”")
    assert not held(HEAD + TABLE.format(name=name, rate="100%", said=said))


OF_OTHERS = [
    ("年度项目完工率", "96.55%", "完工的56个项目全部通过验收。"),
    ("年度项目完工率", "96.55%", "除2个跨年项目外，其余项目均已完工。"),
    ("集中供餐学校比例", "96.77%", "供餐学校均落实了食品留样和陪餐制度。"),
    ("设备验收合格率", "95%", "验收合格的设备全部投入使用。"),
    ("问题整改完成率", "88.9%", "审计发现的3个问题均已整改到位。"),
    ("家庭医生签约服务覆盖率", "93.1%", "签约居民均建立了健康档案。"),
    ("补贴资金发放及时率", "97.5%", "各类补贴资金均已发放到户。"),
    ("工程一次验收合格率", "94.7%", "经整改复验，各单项工程全部验收合格。"),
    ("危桥改造开工率", "83.33%", "计划明年列入的危桥改造项目全部开工。"),
    ("农村危房改造完工率", "95.38%", "道路硬化项目全部完工。"),
    ("项目完工率", "95.38%", "道路硬化项目全部完工。"),
]


@pytest.mark.parametrize(("name", "rate", "said"), OF_OTHERS)
def test_all_of_another_thing_is_left(name: str, rate: str, said: str) -> None:
    assert not held(HEAD + TABLE.format(name=name, rate=rate, said=said))


IN_PROSE = [
    (
        "完成46座加油站油气回收检测，其中44座初检合格，初检合格率95.65%。",
        "全区46座加油站的油气回收装置均接受了检测，全部一次性检测合格。",
    ),
    ("全年受理来信来访65件，办结62件，信访事项办结率95.38%。", "全年受理的信访事项均已按规定办结，群众反映良好。"),
    ("发放补贴1,250户，未到账15户，补贴发放到户率98.8%。", "年内各项惠民补贴全部发放到户。"),
    ("采购电脑120台，验收合格率为97.5%，不合格的3台已退货更换。", "采购的120台电脑全部验收合格并投入使用。"),
    ("全县行政村186个，通硬化路的180个，行政村硬化路通达率96.77%。", "目前行政村全部通达硬化路，出行条件明显改善。"),
]


@pytest.mark.parametrize(("before", "said"), IN_PROSE)
def test_all_of_it_is_denied_by_a_rate_told_before(before: str, said: str) -> None:
    assert held(HEAD + PROSE.format(before=before, said=said))


NOT_THESE = [
    ("上年信访事项办结率95.38%。", "全年受理的信访事项均已按规定办结。"),
    ("采购电脑120台，验收合格率为97.5%。", "采购的打印机全部验收合格。"),
    ("抽检食品1,250批次，抽检合格率98.2%。", "学校食堂食品抽检全部合格。"),
    ("考生1,200人，考试合格率88%。", "合格人员全部颁发证书。"),
]


@pytest.mark.parametrize(("before", "said"), NOT_THESE)
def test_a_rate_of_another_thing_denies_nothing(before: str, said: str) -> None:
    assert not held(HEAD + PROSE.format(before=before, said=said))


NOTHING_ADDED = (
    "云溪县文旅局2025年度部门决算\n一、三公经费情况\n三公经费财政拨款支出年初预算为11.49万元，支出决算为3.04万元，"
    "其中：因公出国（境）费决算为0万元，完成预算的0%；公务用车购置及运行维护费支出决算为2.64万元，完成预算的28.15%；"
    "公务接待费支出决算为0.40万元，完成预算的18.96%。\n（二）具体情况\n三公经费财政拨款支出决算中，因公出国（境）费支出决算0万元，"
    "占0%；公务用车购置及运行维护费支出决算2.64万元，占86.84%；公务接待费支出决算0.40万元，占13.16%。\n"
)


def test_nothing_leaves_no_room_for_another_whole() -> None:
    """0万元 is no figure that was rounded: 0, 2.64 and 0.40 do not make 2.64."""
    findings = judged(NOTHING_ADDED, "cn-accounts").findings
    assert not [one.message for one in findings if one.rule == "prose-parts-sum"]
