"""Shares and parts whose whole is told elsewhere: lists of bare shares, lists that end in what is left.

Each text is written for the test. What holds is judged by the rule beside it; what only looks wrong is not accused.
"""

from __future__ import annotations

from functools import partial

import pytest
import short_texts
from short_texts import accused, held

judged = partial(short_texts.judged, pack="cn-performance")

#: A text that is sound, a rule by which it holds, and how often at least.
HELD = {
    "bare-shares-of-the-sentence-before": (
        "160件意见均已答复。在答复的意见中，已经解决的80件，占50%；正在解决的44件，占27.5%；计划解决的26件，占16.3%；作解释的10件，占6.3%。",
        "share-percent",
        4,
    ),
    "shares-of-the-total-twice": (
        "全月接报警情18.6万起。\n农村7.5万起，占总数的40.3%；集镇6.9万起，占37.1%；城市4.2万起，占22.6%。\n"
        "室内7.2万起，占总数的38.7%；室外6.6万起，占35.5%；其他占25.8%。",
        "share-percent",
        5,
    ),
    "shares-that-end-in-the-rest": (
        "受理来信中，农村6.4万件，占总数的41.2%；集镇4.8万件，占31.8%；城市3.3万件，占21.3%；其他地区占5.7%。",
        "prose-parts-sum",
        1,
    ),
    "round-amounts-beside-a-fine-one": (
        "共支付设备费79.97万元。其中：30万元用于租赁；30万元用于维修；19.97万元用于检测。",
        "parts-exceed-whole",
        1,
    ),
    "parts-behind-a-figure-of-another-kind": (
        "实施重点项目128个，完成投资73.6亿元。其中新开工项目46个、续建项目57个、收尾项目25个。",
        "parts-exceed-whole",
        1,
    ),
    "wholes-told-side-by-side": (
        "共有场馆76所，职工1520人，志愿者2310人。其中甲区31所，职工640人，志愿者980人；乙区45所，职工860人，志愿者1330人。",
        "parts-exceed-whole",
        2,
    ),
}

#: A text with one wrong figure, and the rule that finds it.
WRONG = {
    "a-bare-share-missed": (
        "160件意见均已答复。在答复的意见中，已经解决的80件，占50%；正在解决的44件，占24.5%；计划解决的26件，占16.3%；作解释的10件，占6.3%。",
        "share-percent",
    ),
    "a-part-that-exceeds": (
        "160件意见均已答复。在答复的意见中，已经解决的80件，占50%；正在解决的44件，占24.5%；计划解决的26件，占16.3%；作解释的11件，占6.3%。",
        "prose-parts-sum",
    ),
    "a-share-of-the-total-proven-before": (
        "全月接报警情18.6万起。\n农村7.5万起，占总数的40.3%；集镇6.9万起，占37.1%；城市4.2万起，占22.6%。\n"
        "室内7.2万起，占总数的38.7%；室外6.6万起，占37.9%；其他占23.4%。",
        "share-percent",
    ),
    "shares-and-the-rest-are-more-than-all": (
        "受理来信中，农村6.4万件，占总数的41.2%；集镇4.8万件，占31.8%；城市3.3万件，占21.3%；其他地区占7.5%。",
        "prose-parts-sum",
    ),
    "digits-that-changed-places-beside-round-amounts": (
        "共支付设备费79.97万元。其中：30万元用于租赁；30万元用于维修；19.79万元用于检测。",
        "parts-nearly-whole",
    ),
}

#: Texts that look alike and are not wrong.
SOUND = {
    "a-share-of-the-part-before": "160件意见均已答复。已经解决的80件，占50%；正在解决的40件，占25%；反馈满意的38件，占95%。",
    "shares-of-somewhere-else": "全区企业160家。上市企业80家，占全市的12.4%；专精特新企业40家，占31.7%；高新企业26家，占8.5%。",
    "one-share-fits-by-chance": "共办理160件。线上80件，占50%；涉及企业44件，占22%；涉及个人26件，占41%。",
    "shares-whose-digits-were-cut-off": (
        "受理来信中，农村6.4万件，占总数的41.2%；集镇4.8万件，占31.7%；城市3.3万件，占21.2%；其他地区占5.6%。"
    ),
    "shares-rounded-so-that-they-make-all": "共办理600件。甲类200件，占33.3%；乙类200件，占33.3%；丙类200件，占33.4%。",
    "some-of-it-is-not-told": "共支付设备费79.97万元。其中：30万元用于租赁；30万元用于维修；19.65万元用于检测。",
    "a-round-sum-of-it": "共支付设备费79.97万元。其中：30.5万元用于租赁；30万元用于维修；19万元用于检测。",
    "states-that-overlap": "实施重点项目128个，完成投资73.6亿元。其中新开工项目46个、续建项目57个、竣工项目35个。",
    "parts-called-otherwise": "走访企业28家，解决资金73.6亿元。其中吸纳就业人员46家、培训员工57家。",
    "shares-of-things-that-overlap": (
        "受理来信中（同一件可重复统计），农村6.4万件，占总数的41.2%；集镇4.8万件，占31.8%；城市3.3万件，占21.3%；其他地区占7.5%。"
    ),
}


@pytest.mark.parametrize("name", HELD)
def test_what_is_sound_is_judged_and_accuses_nobody(name: str) -> None:
    text, rule, often = HELD[name]
    result = judged(text)
    assert accused(result) == []
    assert held(result, rule) >= often


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_found(name: str) -> None:
    text, rule = WRONG[name]
    assert rule in accused(judged(text))


def test_parts_behind_another_kind_that_are_too_much_are_a_remark() -> None:
    found = [finding.rule for finding in judged(SOUND["states-that-overlap"]).findings]
    assert "parts-exceed-whole" in found


@pytest.mark.parametrize("name", SOUND)
def test_what_only_looks_wrong_is_not_accused(name: str) -> None:
    assert accused(judged(SOUND[name])) == []
