"""Figures of sentences held against each other: what is told is judged where it holds, found where it does not, and what only
looks like it accuses nobody."""

from __future__ import annotations

import pytest
from short_texts import accused, grave, held, judged

#: A sound text, the rule that judges it, a sign to change and what to change it to.
SOUND = {
    "a goal beside what was done, with its rate": (
        "新建充电桩231个，目标210个，完成率110%。",
        "completion-rate-recalc",
        "110%",
        "101%",
    ),
    "a rate before its goal, which stands in brackets": (
        "新建公厕132座，完成年度任务110%（任务数120座）。",
        "completion-rate-recalc",
        "110%",
        "118%",
    ),
    "a net increase before what makes it": (
        "规上企业净增47家，新入库61家、退库14家，年末在库305家，完成净增40家目标的117.5%。",
        "running-sum",
        "净增47",
        "净增57",
    ),
    "what is left in all": (
        "收支相抵，当年结余2418万元，上年结余3120万元，年末累计结余5538万元。",
        "running-sum",
        "5538",
        "5358",
    ),
    "basic spending before its two kinds, which begin paragraphs": (
        "2024年基本支出612.46万元，其中：\n"
        "人员经费541.2万元，主要包括：基本工资、津贴补贴、奖金。\n"
        "公用经费71.26万元，主要包括：办公费、水费、电费。",
        "prose-parts-sum",
        "71.26",
        "41.26",
    ),
    "a goal is not rounded": (
        "城镇登记失业率控制在3.21%，比年度目标4%低0.79个百分点。",
        "yoy-prior-amount",
        "0.79",
        "0.97",
    ),
    "a change that begins a paragraph": (
        "公务接待费支出12.4万元，其中外事接待2万元。\n比上年15.5万元减少3.1万元，下降20%。",
        "yoy-direction",
        "下降",
        "增长",
    ),
    "the lengths of a list behind a colon": (
        "新修渠道共5段，长4.83km：左岸2段，长1.56km，右岸3段，长3.27km。",
        "prose-parts-sum",
        "3.27",
        "3.72",
    ),
    "more of something, with the word for how it came": (
        "奖牌总数39枚，比上届多获13枚，增长50%；其中田径奖牌17枚。",
        "yoy-increase-rate",
        "50%",
        "40%",
    ),
    "shares of what they come to": (
        "满意及比较满意的330人，其中“满意”210人占52.50%，“比较满意”120人占30.00%，“一般”52人占13.00%，“不满意”18人占4.50%。",
        "share-percent",
        "18人占4.50%",
        "16人占4.50%",
    ),
}


@pytest.mark.parametrize("name", SOUND)
def test_what_holds_is_judged_and_accuses_nobody(name: str) -> None:
    text, rule, _, _ = SOUND[name]
    result = judged(text, "cn-claims")
    assert held(result, rule)
    assert not accused(result)


@pytest.mark.parametrize("name", sorted(set(SOUND) - {"shares of what they come to"}))
def test_a_wrong_figure_is_found(name: str) -> None:
    text, _, right, wrong = SOUND[name]
    assert right in text
    assert accused(judged(text.replace(right, wrong), "cn-claims"))


def test_a_wrong_part_of_a_list_of_shares_is_a_hint() -> None:
    text, rule, right, wrong = SOUND["shares of what they come to"]
    result = judged(text.replace(right, wrong), "cn-claims")
    assert rule in [finding.rule for finding in result.findings]
    assert not accused(result)


HINTS = {
    "a rate that is called like the figure before it": "发出建议书50份，采纳46份，采纳率100%。",
    "a rate in brackets among its like": (
        "150条沟渠已疏浚120条（80%），40座桥梁已加固30座（75%），280个站点已建210个（85%），64条道路已修48条（75%）。"
    ),
    "a rate that two swapped digits would make": "年初预算5.12亿元，年中调减1.26亿元，调减比例达26.41%。",
    "what is left, with two digits swapped": "基金收入7,652万元，实际支出7,215万元，结转下年473万元。",
    "a share of what two others call so": (
        "2023年度本级财务支出共计341.52万元。\n1.公益性支出105.18万元，占总支出的30.80%。\n"
        "2.政府拨款支出220.42万元，占总支出的64.54%。\n3.定向捐赠支出32.92万元，占总支出的24.64%。"
    ),
    "contributions of all parts": (
        "第一产业增加值31.5亿元，贡献率为1.2%；第二产业增加值402.3亿元，贡献率为55.3%；第三产业增加值388.6亿元，贡献率为38.1%。"
    ),
}


@pytest.mark.parametrize("name", HINTS)
def test_what_nobody_can_be_sure_of_is_a_hint(name: str) -> None:
    result = judged(HINTS[name], "cn-claims")
    assert result.findings
    assert not grave(result)


def test_two_totals_that_are_called_alike_are_added_up() -> None:
    sound = "全市发行新增债券41265亿元，其中甲类债券9265亿元。全市发行再融资债券30418亿元。全市发行债券合计71683亿元。"
    assert not accused(judged(sound, "cn-claims"))
    assert accused(judged(sound.replace("71683", "71953"), "cn-claims"))


TRAPS = {
    "how far above its goal something is": (
        "月人均补差71元，超任务6元；分散供养标准为1480元，超任务80元；垃圾处理率达66.2%，超任务8.2个百分点。"
    ),
    "what there is more of is no whole": "奖牌总数39枚，比上届多获13枚；其中田径奖牌17枚。",
    "a third kind of basic spending": "基本支出92万元，人员经费70万元，公用经费16万元，对个人和家庭的补助6万元。",
    "a net increase that is aimed at": "新入库61家、退库14家，完成净增40家目标的117.5%。",
    "something else was used of what is left": "当年结余2418万元，上年结余3120万元，动用600万元，年末累计结余4938万元。",
    "a rate of another pair": "收到提案82件，办结75件，面商率100%。",
    "the average of others is rounded": "失业率控制在3.37%，比全国平均4%低0.7个百分点。",
    "shares of a base that is not told": "满意的330人，其中甲210人占50.1%，乙120人占28.6%，丙60人占21.3%。",
    "quarters have no total": "一季度全市税收收入3887亿元。二季度全市税收收入3769亿元。全市税收收入累计9683亿元。",
    "a rate of another goal": "新建学校23所，目标20所，优良率90%。",
}


@pytest.mark.parametrize("name", TRAPS)
def test_what_looks_alike_accuses_nobody(name: str) -> None:
    assert not accused(judged(TRAPS[name], "cn-claims"))
