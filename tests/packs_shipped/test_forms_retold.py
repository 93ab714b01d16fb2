"""What a form says was done, told again in its text: two digits that changed places are found whatever the order of the words;
figures of another time, another thing or another part accuse nobody."""

from __future__ import annotations

from functools import partial

import pytest
import short_texts
from short_texts import accused

judged = partial(short_texts.judged, pack="cn-performance")
RULE = "cross-place-count-read"

FORM = """项目支出绩效自评表（2022年度）
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
| --- | --- | --- | --- | --- | --- | --- |
| 产出指标 | 数量指标 | {name} | {goal} | {done} | 50 | 50 |
| 效益指标 | 社会效益指标 | 群众知晓率 | ≥90% | 95% | 30 | 30 |
| 满意度指标 | 满意度指标 | 群众满意度 | ≥90% | 92% | 10 | 10 |

项目按期完成。
{text}
"""


@pytest.mark.parametrize(
    ("text", "name", "goal", "done"),
    [
        ("全年清运无主垃圾渣土906车次。", "无主垃圾渣土清运车次", "≥900车次", "960车次"),
        ("全年开展流动人口体检3126人次，居民健康得到保障。", "流动人口体检人次数", "≥3000人次", "3162人次"),
        ("共发放救助物资1358份。", "★救助物资发放份数（≥**份）", "≥1300份", "1385份"),
        ("实施临时救助1642人次，次均2269元。", "★★★临时救助人次数(≥**人次)", ">=1500人次", "1624人次"),
        ("按照年度目标，组织技能培训2314人次。", "技能培训人次", "≥2200人次", "2341人次"),
        ("按照年初设定目标，新建村级文化广场128个。", "新建村级文化广场数量", "≥110个", "182个"),
        ("全年救助流浪人员536人次。", "流浪人员救助人次", "≥500人次", "563人次"),
    ],
)
def test_a_count_with_two_digits_changed(text: str, name: str, goal: str, done: str) -> None:
    assert RULE in accused(judged(FORM.format(text=text, name=name, goal=goal, done=done)))
    same = text.replace(
        "".join(filter(str.isdigit, text.split("，")[-1 if "按照" in text else 0])), done.rstrip("车人次份个")
    )
    assert RULE not in accused(judged(FORM.format(text=same, name=name, goal=goal, done=done)))


@pytest.mark.parametrize(
    ("text", "name", "done"),
    [
        ("上年清运无主垃圾渣土906车次。", "无主垃圾渣土清运车次", "960车次"),
        ("计划清运无主垃圾渣土906车次。", "无主垃圾渣土清运车次", "960车次"),
        ("其中东片区清运无主垃圾渣土906车次。", "无主垃圾渣土清运车次", "960车次"),
        ("上半年清运无主垃圾渣土906车次。", "无主垃圾渣土清运车次", "960车次"),
        ("全年清运无主垃圾渣土约906车次。", "无主垃圾渣土清运车次", "960车次"),
        ("全年清运建筑垃圾906车次。", "无主垃圾渣土清运车次", "960车次"),
        ("年初清运无主垃圾渣土906车次。", "无主垃圾渣土清运车次", "960车次"),
        ("农村危房改造1472户。", "城镇危房改造户数", "1427户"),
        ("受理流浪人员求助536人次。", "流浪人员救助人次", "563人次"),
        ("截至6月底，实施临时救助1642人次。", "临时救助人次数", "1624人次"),
    ],
)
def test_a_count_of_something_else_accuses_nobody(text: str, name: str, done: str) -> None:
    assert RULE not in accused(judged(FORM.format(text=text, name=name, goal="≥400", done=done)))
