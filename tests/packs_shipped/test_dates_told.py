"""Times told beside both their dates."""

from __future__ import annotations

import pytest
from short_texts import accused, held, judged

LASTED = "time-between-dates"
WAY = "early-or-late"
WITHIN = "comparison-false"


def told(text: str) -> str:
    return f"某某县工作情况报告\n\n{text}\n"


@pytest.mark.parametrize(
    ("sound", "wrong", "rule"),
    [
        ("款项2020年6月下达，2021年8月才拨付，滞留14个月。", "款项2020年6月下达，2021年8月才拨付，滞留4个月。", LASTED),
        ("公示期自4月6日至4月12日，共7天。", "公示期自4月6日至4月12日，共5天。", LASTED),
        ("公示期自4月6日至12日，共6天。", "公示期自4月6日至12日，共9天。", LASTED),
        (
            "2021年3月1日开工，2021年6月28日竣工，工期120天。",
            "2021年3月1日开工，2021年6月28日竣工，工期102天。",
            LASTED,
        ),
        ("建设期两年（2021年1月至2022年12月）。", "建设期四年（2021年1月至2022年12月）。", LASTED),
        ("自2020年12月1日至次年2月28日，历时3个月。", "自2020年12月1日至次年2月28日，历时5个月。", LASTED),
        (
            "合同约定2022年5月31日前交付，实际2022年7月15日交付，逾期45天。",
            "合同约定2022年5月31日前交付，实际2022年7月15日交付，逾期15天。",
            LASTED,
        ),
        ("应于8月20日到货，实际8月15日到货，提前5天。", "应于8月20日到货，实际8月25日到货，提前5天。", WAY),
        ("实际9月7日完工，较合同约定的9月27日提前20天。", "实际9月7日完工，较合同约定的9月27日滞后20天。", WAY),
        (
            "决算于2023年9月5日批复，按规定20日内公开，于9月20日公开，符合时限要求。",
            "决算于2023年9月5日批复，按规定20日内公开，于9月28日公开，符合时限要求。",
            WITHIN,
        ),
        (
            "应在15个工作日内办结，该件3月1日受理，3月15日办结，未超时限。",
            "应在15个工作日内办结，该件3月1日受理，4月28日办结，未超时限。",
            WITHIN,
        ),
    ],
)
def test_a_time_is_held_against_its_dates(sound: str, wrong: str, rule: str) -> None:
    result = judged(told(sound), "cn-claims")
    assert not accused(result)
    assert held(result, rule)
    assert rule in accused(judged(told(wrong), "cn-claims"))


@pytest.mark.parametrize(
    "trap",
    [
        "2020年6月开工，计划工期24个月（2022年6月完工），截至2022年9月底形象进度86.5%。",
        "3月5日、4月6日分别举办培训，每期3天。",
        "自2021年1月至2021年12月，累计降雨20天。",
        "2021年3月1日开工，2021年6月28日竣工，合同工期150天。",
        "3月10日召开动员会，5月20日开展检查，为期整改预留30日。",
        "2020年3月至8月、2021年3月至8月两次施工，工期均为6个月。",
        "决算于9月5日批复，按规定20日内公开。",
    ],
)
def test_what_is_told_of_something_else_accuses_nobody(trap: str) -> None:
    assert not accused(judged(told(trap), "cn-claims"))
