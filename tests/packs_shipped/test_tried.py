"""What figures make of each other although nobody says so: it is judged where it can hardly be chance, and accuses nobody."""

from __future__ import annotations

import pytest
from short_texts import accused, grave, held, judged

PACK = "cn-claims"


def hinted(text: str) -> list[str]:
    """The findings of running-sum that are no more than a hint."""
    result = judged(text, PACK)
    assert grave(result) == []
    return [finding.rule for finding in result.findings if finding.rule == "running-sum"]


@pytest.mark.parametrize(
    "text",
    [
        "巡河人员有专职 214 人，还有志愿者 163 人，名册上 377 人。",
        "县区、改造、投资\n甲县、46.2、5592\n乙县、38.9、4708\n丙县、62.4、7554\n各县、147.5、17854",
        "名称\n里程\n东线\n1207\n西线\n2318\n北线\n1044\n全线\n4569",
    ],
)
def test_a_figure_that_its_neighbours_make_is_judged(text: str) -> None:
    assert accused(judged(text, PACK)) == []
    assert held(judged(text, PACK), "running-sum") + held(judged(text, PACK), "table-sum") >= 1


def test_short_figures_make_others_by_chance() -> None:
    result = judged("站里有职工 5 人，党员 3 人，来过 8 人。", PACK)
    assert held(result, "running-sum") == 0


def test_two_digits_that_changed_places_are_a_hint() -> None:
    text = "巡河人员有专职 21436 人，还有志愿者 16325 人，名册上 37{}人。"
    assert hinted(text.format("761")) == []
    assert hinted(text.format("716")) == ["running-sum"]
    assert hinted(text.format("990")) == []


def test_figures_of_one_sentence_of_which_some_are_left_over_are_no_sum_with_a_slip() -> None:
    assert hinted("巡河人员有专职 21436 人，还有志愿者 16325 人，名册上 37716 人，受训 20114 人。") == []


@pytest.mark.parametrize("way", ["前", "后"])
def test_columns_of_blocks_prove_short_sums(way: str) -> None:
    blocks = [["18", "6", "7", "5"], ["22", "10", "12"], ["32", "12", "12", "8"]]
    figures = [one for block in blocks for one in (block if way == "前" else block[::-1])]
    text = "\n".join(f"第{at}项、备注甲、{figure}、{int(figure) * 3}" for at, figure in enumerate(figures, 1))
    result = judged(text, PACK)
    assert accused(result) == [] and held(result, "running-sum") >= len(blocks)


def test_columns_in_which_a_block_does_not_come_out_prove_nothing() -> None:
    figures = ["18", "6", "7", "4", "22", "10", "12", "32", "12", "12", "8"]
    text = "\n".join(f"第{at}项、备注甲、{figure}、{int(figure) * 3}" for at, figure in enumerate(figures, 1))
    result = judged(text, PACK)
    assert accused(result) == [] and held(result, "running-sum") == 0


def test_points_behind_names_make_each_other() -> None:
    lines = [
        "投入（12分）",
        "立项（5分）",
        "依据（3分）",
        "已说明",
        "程序（2分）",
        "已履行",
        "资金（7分）",
        "到位（4分）",
    ]
    lines += [
        "按时拨付",
        "使用（3分）",
        "合规",
        "产出（18分）",
        "数量（10分）",
        "里程（6分）",
        "已达标",
        "座数（4分）",
        "已达标",
    ]
    lines += ["质量（8分）", "合格（5分）", "已达标", "返工（3分）", "没有返工"]
    result = judged("\n".join(lines), PACK)
    assert accused(result) == [] and held(result, "running-sum") == 6
    lines[2] = "依据（1分）"
    broken = judged("\n".join(lines), PACK)
    assert accused(broken) == [] and held(broken, "running-sum") == 0


def test_a_rate_is_judged_by_the_pair_near_it_that_makes_it() -> None:
    text = "抽查路面 1260 处，合乎规范的 1224 处，好路率{}。"
    sound = judged(text.format("97.14%"), PACK)
    assert accused(sound) == [] and held(sound, "share-percent") == 1


def test_a_coarse_rate_is_believed_of_the_nearest_pairs_only() -> None:
    text = "来电 61 个、来信 47 件、来访 34 人，登记 52 件，转办 39 件、督办 23 件，回访 44 人，好评 86%。"
    assert judged(text, PACK).rules["share-percent"].judged == 0


def test_a_mean_is_judged_by_the_pair_that_makes_it() -> None:
    text = "赛事 26 场，来了 5840 人次，场均 {} 人次。"
    sound = judged(text.format("224.6"), PACK)
    assert accused(sound) == [] and held(sound, "average-recalc") == 1


def test_rates_of_a_row_and_shares_of_a_column_are_judged() -> None:
    rows = [("甲校", "6000", "4812.25", "80.20%"), ("乙校", "5000", "3924.12", "78.48%")]
    of_rows = judged("\n".join("、".join(row) for row in rows), PACK)
    assert held(of_rows, "share-percent") + held(of_rows, "table-row-ratio") == 2
    shares = "村社、户数、比重\n东村、268、42.41%\n西村、184、29.11%\n南村、180、28.48%\n全镇 632 户已入册。"
    result = judged(shares, PACK)
    assert accused(result) == [] and held(result, "share-percent") + held(result, "table-share") >= 3


def test_scores_that_come_out_but_for_a_rounding_are_no_sum() -> None:
    text = "名称、甲、乙\n甲项、18.2、31.24\n乙项、15.35、27.36\n丙项、27.3、19.42\n得分、60.86、78.03"
    result = judged(text, PACK)
    assert held(result, "running-sum") == 0 and accused(result) == []
