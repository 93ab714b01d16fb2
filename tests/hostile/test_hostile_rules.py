"""Hostile rules and enormous tables: refused with a name or judged, in bounded time and memory, each in its own process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src"
SMALL = {
    "gouji": "report/1",
    "tables": {"表": [{"名": "甲", "值": "10", "率": "46.9%"}, {"名": "乙", "值": "20", "率": "50%"}]},
}
#: Bytes of address space that a run may take, and seconds of processor time; a long table has more of them.
MEMORY = 3 << 30
SECONDS = 8
MORE_SECONDS = 20


def rules(*texts: str, **more: object) -> str:
    return json.dumps({**more, "规则": list(texts)}, ensure_ascii=False)


def table(rows: int) -> dict[str, object]:
    cells = [{"名": f"名{n}", "值": str(n + 1), "总": str(2 * n + 3), "率": f"{n % 100}.{n % 7}%"} for n in range(rows)]
    return {"gouji": "report/1", "tables": {"表": cells}}


def chain(levels: int, step: str) -> dict[str, str]:
    return {"丁0": "值", **{f"丁{n}": step.replace("#", f"丁{n - 1}") for n in range(1, levels + 1)}}


def nested(times: int) -> str:
    text = "值 = 1"
    for _ in range(times):
        text = f"存在(表 其中 {text})"
    return text


LONG_TEXT = {"gouji": "report/1", "tables": {"表": [{"名": "abcdefgh" * 12_000, "值": "1"}] * 3}}
REFUSED: dict[str, tuple[str, str]] = {
    "10,000 brackets": ("规则:\n  - " + "(" * 9_000 + "值" + ")" * 9_000 + " = 1\n", "R2"),
    "10,000 open brackets": ("规则:\n  - " + "(" * 10_000 + "\n", "R222"),
    "100,000 characters": ("规则:\n  - " + "值+" * 50_000 + "值 = 1\n", "R201"),
    "a number of 1,000 digits": ("规则:\n  - 值 = " + "9" * 1_000 + "\n", "R209"),
    "a thousand decimals": ("规则:\n  - 值 = 0." + "9" * 1_000 + "\n", "R209"),
    "a pack that inherits itself": ("继承: rules.yaml\n规则:\n  - 值 = 1\n", "P443"),
    "names that stand for each other": (rules("甲 = 值", 定义={"甲": "乙 + 1", "乙": "甲 + 1"}), "R320"),
    "a pattern that looks back": (rules("名 匹配 /(a)\\1/"), "R316"),
    "a pattern that looks ahead": (rules("名 匹配 /(?=a)/"), "R316"),
    "a pattern of many steps": (rules("名 匹配 /(a?b?c?d?e?f?g?h?){1000}z/"), "R316"),
    "a pattern of 5,000 characters": (rules("名 匹配 /" + "a" * 5_000 + "/"), "R316"),
    "a division tower of 400": (rules("/".join(["值"] * 400) + " = 1"), "R212"),
    "brackets 41 deep": (rules("(" * 41 + "值 = 1" + ")" * 41), "R213"),
    "an alias bomb": (
        "甲: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)),
        "D132",
    ),
    "a message of open braces": (json.dumps({"规则": [{"要求": "值 = 1", "消息": "{值" * 9_000}]}), "P427"),
}
JUDGED: dict[str, tuple[str, object]] = {
    "brackets 40 deep": (rules("(" * 40 + "值 = 10" + ")" * 40), SMALL),
    "calls 39 deep": (rules("绝对值(" * 39 + "值" + ")" * 39 + " = 10"), SMALL),
    "a division tower": (rules("/".join(["率"] * 140) + " = 10"), SMALL),
    "factors of thirty digits": (rules("*".join(["0." + "9" * 30] * 149) + " = 值"), SMALL),
    "20,000 places": (rules("舍入(值 / 3, 20000) = 10"), SMALL),
    "a catastrophic pattern": (
        rules("名 匹配 /(a+)+$/", "名 匹配 /" + "(a|a)*" * 100 + "z/"),
        {"gouji": "report/1", "tables": {"表": [{"名": "a" * 90_000 + "b"}] * 3}},
    ),
    "1,000 measure words": (
        rules("合计(表.值) = 5人", "最大(表.值) = 5人"),
        {"gouji": "report/1", "tables": {"表": [{"值": f"5{chr(0x4E00 + n)}"} for n in range(1_000)]}},
    ),
}
#: Judged or refused, but never without end.
BOMBS: dict[str, tuple[str, object]] = {
    "places without bound": (rules("舍入(值, 999999999999999) = 10"), SMALL),
    "definitions that double": (rules("丁20 = 10", 定义=chain(20, "# + #")), SMALL),
    "definitions a hundredfold": (rules("丁5 = 10", 定义=chain(5, "+".join(["#"] * 100))), SMALL),
    "definitions with signs": (rules("丁19 = 10", 定义=chain(20, "-" * 30 + "#")), SMALL),
    "definitions 39 calls deep": (rules("丁19 = 10", 定义=chain(20, "绝对值(" * 39 + "1+#" + ")" * 39)), SMALL),
    "definitions of long sums": (rules("丁19 = 10", 定义=chain(20, "#" + "+值" * 145)), SMALL),
    "aggregates 20 deep": (rules(nested(20)), SMALL),
    "aggregates 3 deep over 300 rows": (rules(nested(3).replace("值 = 1", "值 > 999")), table(300)),
    "a pattern of many states": (rules("名 匹配 /(a?b?c?d?e?f?g?h?){1000}z/"), LONG_TEXT),
    "a sum of 2,000 quotients": (rules("合计(表.值 / 表.总) = 5"), table(2_000)),
    "a lookup for each of 5,000 rows": (rules("表[名 = 本行.名].值 = 值"), table(5_000)),
}
#: Rules on long tables: all of it is judged, in a time that grows with the rows.
LONG: dict[str, tuple[str, object]] = {
    "each row's share of 2,000": (rules("率 = 值 / 合计(表.值)"), table(2_000)),
    "a sum of 20,000 rows": (rules("合计(表.值) = 5"), table(20_000)),
    "the product of sums of 20,000 rows": (rules("合计(表.值) * 合计(表.总) = 5"), table(20_000)),
}


def each_row(text: str) -> str:
    return json.dumps({"规则": [{"范围": "表", "要求": text}]}, ensure_ascii=False)


#: Rules that look at all rows for every row: judged up to a limit, and the rest undecided by name.
SQUARE: dict[str, tuple[str, object]] = {
    "each row against the sum": (rules("值 = 合计(表.值) - 总"), table(2_000)),
    "each row against the rows like it": (each_row("计数(表 其中 名 = 本行.名) = 2"), table(5_000)),
    "each row's share of a sum of quotients": (rules("率 = 值 / 合计(表.值 / 表.总)"), table(2_000)),
    "all rows for all rows for each": (each_row("计数(表 其中 存在(表 其中 值 > 本行.值)) = 5"), table(3_000)),
}
SCRIPT = f"""
import json, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
    resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]), int(sys.argv[1]) + 1))
except ImportError:
    pass
import gouji
try:
    rules = gouji.load_rules('rules.yaml')
    result = rules.check(gouji.read('report.json'))
    said = [fault.code for fault in rules.unbound()]
    json.dumps(result.to_dict())
    print('judged', *said)
except gouji.GoujiError as fault:
    print('refused', *(one.code for one in fault.diagnostics[:3]))
"""


def outcome(folder: Path, text: str, report: object, script: str = SCRIPT, seconds: int = SECONDS) -> list[str]:
    """What came of it, in words; fails on a traceback, too much memory or too much time."""
    (folder / "rules.yaml").write_text(text, "utf-8")
    (folder / "report.json").write_text(json.dumps(report, ensure_ascii=False), "utf-8")
    env = {**os.environ, "PYTHONPATH": str(SRC)}
    args = [sys.executable, "-c", script, str(seconds)]
    shown = subprocess.run(args, cwd=folder, env=env, capture_output=True, timeout=seconds * 10, text=True)
    assert shown.returncode == 0, shown.stderr[-600:]
    return shown.stdout.split()


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_rule_is_refused_by_name(tmp_path: Path, name: str) -> None:
    text, code = REFUSED[name]
    assert outcome(tmp_path, text, SMALL)[1].startswith(code)


@pytest.mark.parametrize("name", JUDGED)
def test_a_costly_rule_is_judged_in_bounded_time(tmp_path: Path, name: str) -> None:
    assert outcome(tmp_path, *JUDGED[name])[0] == "judged"


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_bounded(tmp_path: Path, name: str) -> None:
    assert outcome(tmp_path, *BOMBS[name])[0] in ("judged", "refused")


@pytest.mark.parametrize("name", LONG)
def test_a_long_table_is_judged_in_bounded_time(tmp_path: Path, name: str) -> None:
    script = SCRIPT.replace("print('judged'", "print(result.counts.undecided")
    assert outcome(tmp_path, *LONG[name], script=script, seconds=MORE_SECONDS) == ["0"]


@pytest.mark.parametrize("name", SQUARE)
def test_what_would_take_for_ever_is_undecided_by_name(tmp_path: Path, name: str) -> None:
    script = SCRIPT.replace("print('judged'", "print(result.counts.undecided, result.undecided[-1].reason.code")
    undecided, code = outcome(tmp_path, *SQUARE[name], script=script, seconds=MORE_SECONDS)
    assert code == "U617" and int(undecided) > 1_000


def test_operands_of_a_long_sum_are_counted_where_they_are_not_listed(tmp_path: Path) -> None:
    """Each finding says how many operands it has; those of the first findings are listed, then a few of each."""
    import gouji

    (tmp_path / "rules.yaml").write_text(rules("率 = 值 / 合计(表.值)"), "utf-8")
    (tmp_path / "report.json").write_text(json.dumps(table(300), ensure_ascii=False), "utf-8")
    result = gouji.load_rules(tmp_path / "rules.yaml").check(gouji.read(tmp_path / "report.json"))
    assert {len(one.locations) + one.unlisted for one in result.findings} == {301}
    listed = [len(one.locations) for one in result.findings]
    assert max(listed) == 200 and min(listed) == 10
    assert len({one.id for one in result.findings}) == len(listed)
    assert result.to_dict()["findings"][0]["unlisted"] == 101


def test_packs_that_take_each_others_names_twentyfold(tmp_path: Path) -> None:
    for n in range(6):
        (tmp_path / f"p{n}.yaml").write_text(
            f"词汇: [{', '.join([f'p{n + 1}.yaml'] * 20)}]\n字段: {{甲: 数}}\n", "utf-8"
        )
    (tmp_path / "p6.yaml").write_text("字段: {甲: 数}\n", "utf-8")
    assert outcome(tmp_path, "词汇: p0.yaml\n规则:\n  - 甲 = 1\n", SMALL)
