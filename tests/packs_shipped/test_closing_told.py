"""Figures near each other that have to close: flows, wholes and parts, written arithmetic, points by a rule, in any layout."""

from __future__ import annotations

import pytest
from short_texts import judged


def hints(text: str) -> list[str]:
    return [finding.rule for finding in judged(text, "cn-claims").findings]


CASES = [
    # what there was, came and went
    ("年初库存{}箱，本年购入120箱，领用95箱，年末库存65箱。", "40", "50"),
    ("期初余额236.40万元＋本期收入518.20万元－本期支出{}万元＝期末余额241.40万元。", "513.20", "531.20"),
    ("上年结转18.6万元，年中追加7.4万元，调整后预算为{}万元。", "26.0", "28.0"),
    # parts below each other, and with a change each
    ("查出问题金额{}万元。从类型看：\n核算不实1,320万元；\n违规分配875万元；\n闲置未用411万元。", "2,606", "2,660"),
    ("本年收入减少52.7万元，其中事业收入增加14.3万元，其他收入减少{}万元。", "67.0", "76.0"),
    ("收入合计：90.00 81.00 90.00%\n其中：财政拨款：60.00 54.00 90.00%\n自筹资金：30.00 {} 90.00%", "27.00", "25.00"),
    ("三、管理（满分20分，得分{}分）\n制度 6分 得6分\n监控 8分 得7分\n公开 6分 得5.5分", "18.5", "16.5"),
    # Chinese numerals
    ("全年受理申请四十八件，其中线上三十一件、线下{}件。", "十七", "二十七"),
    # what is left, and written arithmetic
    ("应缴1,460万元，已缴1,230万元，尚有{}万元未缴。", "230", "320"),
    ("综合得分=自评得分90分×30%+复评得分84分×70%={}分。", "85.8", "88.5"),
    ("批复预算：40万元；实际支出：36.2万元；执行率：{}%（实际支出÷批复预算）", "90.5", "95.0"),
    # points by a rule
    ("支出进度满分6分，达到92%及以上得满分，每低1个百分点扣0.5分。实际支出进度88%，得{}分。", "4", "5"),
    ("完成率100%得10分，85%—100%得7分，70%—85%得5分。实际完成率78%，得{}分。", "5", "7"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), CASES)
def test_what_does_not_close_is_a_hint_and_the_right_figure_is_none(text: str, right: str, wrong: str) -> None:
    assert hints(text.format(right)) == []
    assert hints(text.format(wrong)) != []


@pytest.mark.parametrize(
    "text",
    [
        # a list that leaves things out
        "购置设备86台，其中电脑35台，打印机12台。",
        # another account
        "基金收入58294万元，支出56734万元。\n另有一个账户，结余1650万元。",
        # cumulative figures are no parts of each other
        "一季度支付45万元，上半年累计支付108万元，前三季度累计支付171万元。",
        # parts in brackets are parts of a part
        "产出30分得29分（培训8分得7分）；效益20分得19分。合计48分。",
    ],
)
def test_what_need_not_close_is_left_alone(text: str) -> None:
    assert hints(text) == []
