"""Tables of documents become rows: the layouts that real submissions have, in other words."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from extraction_grids import HEADER, document, drafted, dump, fields, grid, rows, texts, vocabulary

from gouji.document.model import Place, Text
from gouji.extraction.assembling import extract
from gouji.extraction.columns.reckoning import Reckoning
from gouji.extraction.drafting.draft import Draft, span_of
from gouji.extraction.drafting.origin import DocumentOrigin
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.grids.cells import Entry
from gouji.extraction.grids.template import TemplateColumn
from gouji.extraction.tables import read_tables
from gouji.figures import find_unit
from gouji.packs.layout import TableLayout
from gouji.packs.loader import load_pack
from gouji.report import Anchor
from gouji.report.reading import report_from_dict

FORM = grid(
    [("项目名称", 1, 2), ("乡村夜校", 1, 7)],
    [("主管部门", 1, 2), ("某县教育局", 1, 3), ("实施单位", 1, 1), ("某县夜校", 1, 3)],
    [("项目资金（万元）", 4, 2), ("", 1, 1), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["年度资金总额", "120.00", "118.00", "115.00", "10", "97.46%", "9.75"],
    ["其中：当年财政拨款", "100.00", "98.00", "95.00", "—", "96.94%", "—"],
    ["其他资金", "20.00", "20.00", "20.00", "—", "100%", "—"],
    [("年度总体目标", 2, 1), ("预期目标", 1, 4), ("实际完成情况", 1, 4)],
    [("开课40期，听课2000人次。", 1, 4), ("全年开课42期，听课2100人次。学员满意度96%。", 1, 4)],
    [
        ("绩效指标", 6, 1),
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析",
    ],
    [("产出指标", 3, 1), ("数量指标", 2, 1), "开课期数", "≥40期", "42期", "20", "20", ""],
    ["听课人次", "≥2000人次", "2100人次", "20", "20", ""],
    ["质量指标", "结业率", "≥90%", "92%", "10", "10", ""],
    ["效益指标", "社会效益指标", "学员就业", "有所增加", "有所增加", "30", "28", "两家企业推迟招工"],
    ["满意度指标", "服务对象满意度指标", "学员满意度", "≥90%", "96%", "10", "10", ""],
    [("总分", 1, 7), "100", "97.75"],
)


def test_a_form_with_merged_cells() -> None:
    """Label/value rows, a funds table and an indicator table in one grid; a merged name belongs to each of its rows."""
    draft = drafted(document("项目支出绩效自评表", FORM))
    assert rows(draft, "预算执行")[0] == {
        "来源": "年度资金总额",
        "年初预算数": "120.00",
        "全年预算数": "118.00",
        "全年执行数": "115.00",
        "分值": "10",
        "执行率": "97.46%",
        "得分": "9.75",
    }
    assert [row["来源"] for row in rows(draft, "预算执行")[1:]] == ["其中：当年财政拨款", "其他资金"]
    assert [(row["一级指标"], row["二级指标"], row["三级指标"]) for row in rows(draft, "指标")] == [
        ("产出指标", "数量指标", "开课期数"),
        ("产出指标", "数量指标", "听课人次"),
        ("产出指标", "质量指标", "结业率"),
        ("效益指标", "社会效益指标", "学员就业"),
        ("满意度指标", "服务对象满意度指标", "学员满意度"),
    ]
    assert rows(draft, "指标")[3]["偏差原因"] == "两家企业推迟招工"
    assert fields(draft) == {"总分": "97.75", "总分值": "100"}
    assert not any(row.doubt for table in draft.tables.values() for row in table)


def test_cells_keep_their_places() -> None:
    draft = drafted(document(FORM))
    score = span_of(draft.tables["指标"][1].cells["得分"])
    assert score is not None and score.place.cell == "H11"
    total = span_of(draft.fields["总分"])
    assert total is not None and total.place.cell == "I15"


def test_the_unit_of_a_header_goes_with_the_name_of_the_column() -> None:
    """The printed text stays; the report names the column with its unit."""
    draft = drafted(document(FORM))
    assert draft.headers["预算执行", "全年执行数"] == "全年执行数（万元）"
    report = extract(document(FORM), load_pack(["cn-performance"]))
    assert report.tables["预算执行"][0]["全年执行数（万元）"] == "115.00"


@pytest.mark.parametrize("line", ["单位：万元", "金额单位: 万元", "（单位：万元）"])
def test_the_unit_of_a_line_over_the_table_goes_to_its_money(line: str) -> None:
    draft = drafted(f"{line}\n项目名称\t预算数\t执行数\n夜校\t12.00\t11.00\n书屋\t8.00\t8.00\n")
    assert draft.headers == {("项目", "预算金额"): "预算金额（万元）", ("项目", "支出金额"): "支出金额（万元）"}


def test_the_unit_of_one_table_is_not_that_of_the_next() -> None:
    table = "项目名称\t预算数\t执行数\n夜校\t12.00\t11.00\n"
    draft = drafted(f"单位：万元\n{table}以上为本级。\n{table}")
    assert [row["预算金额"] for row in rows(draft, "项目")] == ["12.00万元", "12.00"]


def test_a_page_that_does_not_repeat_the_unit_has_it_all_the_same() -> None:
    head = ["项目名称", "预算数", "执行数"]
    draft = drafted(
        document("单位：万元", grid(head, ["夜校", "12.00", "11.00"]), grid(head, ["书屋", "8.00", "8.00"]))
    )
    assert [row["预算金额"] for row in rows(draft, "项目")] == ["12.00", "8.00"]
    assert draft.headers["项目", "预算金额"] == "预算金额（万元）"


def test_tables_in_different_units_print_the_unit_after_each_number() -> None:
    draft = drafted(
        "项目名称\t预算数（元）\t执行数（元）\n夜校\t120000.00\t110000.00\n"
        "以上为本级。\n"
        "项目名称\t预算数（万元）\t执行数（万元）\n书屋\t8.00\t8.00\n"
    )
    assert [row["预算金额"] for row in rows(draft, "项目")] == ["120000.00元", "8.00万元"]
    assert not draft.headers


def test_a_header_of_two_rows_with_merged_cells() -> None:
    draft = drafted(
        document(
            "单位：万元",
            grid(
                [("项目", 2, 1), ("金额", 1, 2), ("备注", 2, 1)],
                ["预算", "执行"],
                ["夜校", "12.00", "11.00", ""],
                ["书屋", "8.00", "8.00", ""],
                ["合计", "20.00", "19.00", ""],
            ),
        )
    )
    assert [(row["项目名称"], row["预算金额"], row["支出金额"]) for row in rows(draft, "项目")] == [
        ("夜校", "12.00", "11.00"),
        ("书屋", "8.00", "8.00"),
        ("合计", "20.00", "19.00"),
    ]


TWO_LEVELS = [
    "项目名称\t预算（万元）\t\t支出（万元）\t\n\t总额\t其中：区级资金\t总额\t其中：区级资金\n",
    "项目名称\t预算（万元）\t支出（万元）\n总额\t其中：区级资金\t总额\t其中：区级资金\n",
]


@pytest.mark.parametrize("header", TWO_LEVELS, ids=["empty cells kept", "merged cells lost"])
def test_a_header_of_two_rows_in_a_dump(header: str) -> None:
    draft = drafted(f"{header}夜校\t12.00\t9.00\t11.00\t8.00\n书屋\t8.00\t7.00\t6.00\t5.00\n")
    assert rows(draft, "项目")[0] == {
        "项目名称": "夜校",
        "预算金额": "12.00",
        "预算区级资金": "9.00",
        "支出金额": "11.00",
        "支出区级资金": "8.00",
    }


def test_classes_before_the_label() -> None:
    """``类别：(1)名称`` is a class and a name; the numbered rows below have the same class."""
    draft = drafted(
        "整体支出规模(元)\t\t全年预算数\t全年执行数\t执行率\n"
        "\t资金来源:(1)财政拨款\t5,000.00\t4,500.00\t90.00\n"
        "\t(2)其他资金\t1,000.00\t900.00\t90.00\n"
        "\t资金结构:(1)基本支出\t2,000.00\t1,900.00\t95.00\n"
        "\t(2)项目支出\t4,000.00\t3,500.00\t87.50\n"
    )
    assert [(row["类别"], row["来源"], row["执行率"]) for row in rows(draft, "预算执行")] == [
        ("资金来源", "财政拨款", "90.00"),
        ("资金来源", "其他资金", "90.00"),
        ("资金结构", "基本支出", "95.00"),
        ("资金结构", "项目支出", "87.50"),
    ]
    assert draft.headers["预算执行", "全年预算数"] == "全年预算数（元）"


def test_the_unit_of_a_rate_stays_with_its_header() -> None:
    draft = drafted("资金来源\t全年预算数\t全年执行数\t执行率(%)\n合计\t100.00\t95.00\t95.00\n")
    assert draft.headers["预算执行", "执行率"] == "执行率（%）"


def test_the_only_row_stands_for_the_whole_and_a_remark_below_is_its_reason() -> None:
    reason = "跨年结算。" * 40
    draft = drafted(
        "预算执行情况\t部门预算金额(万元)\t年初预算数\t全年预算数(A)\t全年执行数(B)\t分值\t得分\t执行率(B/A)\n"
        "\t\t900.00\t950.00\t912.00\t10\t9.6\t96.00%\n"
        f"偏差原因分析及改进措施\t{reason}\n"
    )
    assert rows(draft, "预算执行") == [
        {
            "来源": "合计",
            "年初预算数": "900.00",
            "全年预算数": "950.00",
            "全年执行数": "912.00",
            "分值": "10",
            "得分": "9.6",
            "执行率": "96.00%",
            "偏差原因": reason,
        }
    ]
    value = draft.tables["预算执行"][0].cells["偏差原因"]
    span = span_of(value)
    assert span is not None and id(span.source) not in draft.used, "sentences are still looked for in prose"


PROPERTY = (
    "一级指标\t二级指标\t三级指标\t指标性质\t年度指标值\t度量单位\t实际完成值\t分值\t得分\n"
    "产出指标\t数量指标\t巡检次数\t≥\t12\t次\t13\t20\t20\n"
    "\t质量指标\t完好率\t≥\t95\t%\t96.5\t10\t10\n"
    "\t成本指标\t每公里费用\t≤\t3\t万元\t2.8万元\t10\t10\n"
    "\t\t养护评级\t定性\t优良\t\t优良\t5\t5\n"
)


def test_sign_value_and_unit_in_three_columns_are_one_target() -> None:
    draft = drafted(PROPERTY)
    assert [(row["年度指标值"], row["实际完成值"]) for row in rows(draft, "指标")] == [
        ("≥12次", "13次"),
        ("≥95%", "96.5%"),
        ("≤3万元", "2.8万元"),
        ("优良", "优良"),
    ]
    span = span_of(draft.tables["指标"][0].cells["年度指标值"])
    assert span is not None and span.text == "12"


def test_the_weight_of_a_group_counts_once() -> None:
    draft = drafted(
        document(
            grid(
                ["一级指标", "权重", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
                [("产出指标", 2, 1), ("60", 2, 1), "数量指标", "巡检次数", "≥12次", "13次", "20", "20"],
                ["质量指标", "完好率", "≥95%", "96%", "40", "40"],
                ["效益指标", "40", "社会效益指标", "知晓率", "≥90%", "95%", "40", "38"],
                [("合计", 1, 6), "100", "98"],
            )
        )
    )
    assert [row.get("权重") for row in rows(draft, "指标")] == ["60", None, "40"]
    assert [row["一级指标"] for row in rows(draft, "指标")] == ["产出指标", "产出指标", "效益指标"]
    assert fields(draft) == {"总分": "98", "总分值": "100"} and not draft.doubtful_fields


def test_a_weight_after_the_name_is_the_weight_of_the_row() -> None:
    """Before the name it is that of the group; after it, where nothing else gives one, that of the indicator."""
    draft = drafted(
        "一级指标\t二级指标\t三级指标\t权重\t指标值\t完成值\t得分\n"
        "产出指标\t数量指标\t巡检次数\t60\t≥12次\t13次\t60\n效益指标\t社会效益指标\t知晓率\t40\t≥90%\t95%\t38\n"
    )
    assert [(row["分值"], row.get("权重"), row["得分"]) for row in rows(draft, "指标")] == [
        ("60", None, "60"),
        ("40", None, "38"),
    ]


def test_several_group_names_in_one_cell_go_to_the_rows_below() -> None:
    draft = drafted(
        f"{HEADER}\n产出指标\t数量指标\t巡检次数\t≥12次\t13次\t20\t20\t\n\t质量指标\t完好率\t≥95%\t96%\t20\t20\t\n"
        "\t\t整改率\t≥95%\t100%\t10\t10\t\n管理指标\t预算编制 预算执行 资产管理\t按规定设置\t\t\t7.50\t7.50\t\n"
        "\t\t\t10.20\t10.15\t执行率99%\t\t\n\t\t\t4.50\t4.50\t\t\t\n"
    )
    assert [(r["二级指标"], r["分值"], r["得分"], r.get("偏差原因")) for r in rows(draft, "指标")[3:]] == [
        ("预算编制", "7.50", "7.50", None),
        ("预算执行", "10.20", "10.15", "执行率99%"),
        ("资产管理", "4.50", "4.50", None),
    ]


def test_a_last_row_of_nothing_but_sums_is_the_total() -> None:
    draft = drafted(
        f"{HEADER}\n产出指标\t数量指标\t巡检次数\t≥12次\t13次\t50\t50\t\n\t质量指标\t完好率\t≥95%\t96%\t50\t48.5\t\n"
        "\t\t\t\t\t100\t98.5\t\n"
    )
    assert len(rows(draft, "指标")) == 2
    assert fields(draft) == {"总分": "98.5", "总分值": "100"} and not draft.doubtful_fields


@pytest.mark.parametrize(
    ("last", "total", "doubt"),
    [
        ("总分\t\t\t\t\t100\t97.5\t", "97.5", False),
        ("总分\t\t\t\t\t97\t95\t", "95", False),
        ("合计\t\t\t\t\t100\t97.5\t", "97.5", False),
        ("合计\t\t\t\t\t99\t97.5\t", "97.5", True),
        ("小计\t\t\t\t\t40\t38\t", None, False),
    ],
    ids=["named", "named with another weight", "of all rows", "of other rows", "of a group"],
)
def test_rows_of_sums(last: str, total: str | None, doubt: bool) -> None:
    draft = drafted(
        f"{HEADER}\n产出指标\t数量指标\t巡检次数\t≥12次\t13次\t60\t59.5\t\n效益指标\t社会效益指标\t知晓率\t≥95%\t96%\t40\t38\t\n{last}\n"
    )
    assert len(rows(draft, "指标")) == 2
    assert fields(draft).get("总分") == total
    assert bool(draft.doubtful_fields) is doubt


def test_a_sum_that_leaves_out_the_scores_of_another_table_is_in_doubt() -> None:
    draft = drafted(
        "资金来源\t全年预算数\t全年执行数\t分值\t得分\n合计\t100.00万元\t95.00万元\t10\t9.5\n说明如下。\n"
        f"{HEADER}\n产出指标\t数量指标\t巡检次数\t≥12次\t13次\t50\t50\t\n效益指标\t社会效益指标\t知晓率\t≥95%\t96%\t40\t38\t\n"
        "合计\t\t\t\t\t90\t88\t\n"
    )
    assert draft.doubtful_fields == {"总分", "总分值"}


VERTICAL = """项目名称
\t项目类型
\t用途
\t预算金额
\t支出金额

\t总额
\t其中：区级资金
\t支出总额
\t其中：区级资金

\t乡村夜校
\t常年项目
\t聘请教师、租用教室
\t12.00
\t9.00
\t11.00
\t8.00
\t农家书屋
\t常年项目
\t购书、上架
\t8.00
\t7.00
\t6.50（含调入0.50）
\t5.00
合计
\t20.00
\t16.00
\t17.50
\t13.00

以上为全部项目。
"""


def test_one_cell_a_line_with_a_header_of_two_rows() -> None:
    draft = drafted(f"金额单位：万元\n\t{VERTICAL}")
    assert [tuple(row.values()) for row in rows(draft, "项目")] == [
        ("乡村夜校", "12.00", "9.00", "11.00", "8.00"),
        ("农家书屋", "8.00", "7.00", "6.50（含调入0.50）", "5.00"),
        ("合计", "20.00", "16.00", "17.50", "13.00"),
    ]
    assert draft.headers["项目", "支出区级资金"] == "支出区级资金（万元）"


def test_one_cell_a_line_with_a_bar_after_each() -> None:
    words = "三级指标 年度指标值 实际完成值 分值 得分 开课期数 ≥40期 42期 20 20 结业率 ≥90% 92% 10 9".split()
    draft = drafted("".join(f"{word}|\n" for word in words))
    assert [tuple(row.values()) for row in rows(draft, "指标")] == [
        ("开课期数", "≥40期", "42期", "20", "20"),
        ("结业率", "≥90%", "92%", "10", "9"),
    ]


def test_a_table_in_one_long_line() -> None:
    draft = drafted("项目名称 预算数 执行数 乡村夜校 12.00 11.00 农家书屋 8.00 8.00 合计 20.00 19.00")
    assert [tuple(row.values()) for row in rows(draft, "项目")] == [
        ("乡村夜校", "12.00", "11.00"),
        ("农家书屋", "8.00", "8.00"),
        ("合计", "20.00", "19.00"),
    ]


def test_bars_with_runs_of_empty_cells() -> None:
    draft = drafted("项目名称|预算金额|支出金额|\n乡村夜校|||12.00|11.00|\n农家书屋|8.00||8.00|\n合计|20.00|19.00|\n")
    assert [tuple(row.values()) for row in rows(draft, "项目")] == [
        ("乡村夜校", "12.00", "11.00"),
        ("农家书屋", "8.00", "8.00"),
        ("合计", "20.00", "19.00"),
    ]


def test_cells_that_ran_together_are_parted_where_there_is_one_way() -> None:
    draft = drafted(
        f"{HEADER}\n产出指标\t数量指标\t巡检次数\t≥12次\t13次\t20\t20\t\n\t质量指标\t完好率\t≥95%\t96.5%\t10\t10\t\n"
        "\t\t整改数\t20个\t21个\t10 8\t\n\t时效指标\t响应率 ≥90%\t95%\t5\t5\t\n\t\t到场户数\t≥30户31户\t5\t5\t\n"
    )
    assert [tuple(row.values())[2:] for row in rows(draft, "指标")[2:]] == [
        ("整改数", "20个", "21个", "10", "8"),
        ("响应率", "≥90%", "95%", "5", "5"),
        ("到场户数", "≥30户", "31户", "5", "5"),
    ]


def test_two_readings_that_differ_in_a_figure_are_in_doubt() -> None:
    """One of two scores is lost without a trace: nobody can tell which one is left."""
    draft = drafted(
        f"{HEADER}\n产出指标\t数量指标\t巡检次数\t≥12次\t13次\t20\t20\t\n\t质量指标\t完好率\t≥95%\t96.5%\t10\t10\t\n"
        "\t\t整改数\t20个\t21个\t10\t\n"
    )
    assert [row.doubt for row in draft.tables["指标"]] == [False, False, True]


def test_a_row_cut_off_at_the_edge_has_no_score_and_is_in_doubt() -> None:
    draft = drafted(
        f"{HEADER}\n产出指标\t数量指标\t巡检次数\t≥12次\t13次\t20\t20\t\n\t质量指标\t完好率\t≥95%\t96.5%\t10\t10\t\n"
        "\t效益指标\t社会效益指标\t知晓率\t≥80%\t95%\t10\n"
    )
    last = draft.tables["指标"][-1]
    assert texts(last)["分值"] == "10" and "得分" not in texts(last) and last.doubt


def test_a_table_goes_on_over_a_page() -> None:
    """With its header repeated, or without; the group of the page before still holds."""
    first = [HEADER.split("\t"), ["产出指标", "数量指标", "巡检次数", "≥12次", "13次", "20", "20", ""]]
    rest = [
        ["", "", "巡检里程", "≥80公里", "82公里", "20", "20", ""],
        ["", "质量指标", "完好率", "≥95%", "96%", "10", "9", "两处待修"],
    ]
    for second in (rest, [HEADER.split("\t"), *rest]):
        draft = drafted(document(grid(*first), grid(*second)))
        assert [(row["一级指标"], row["二级指标"], row["得分"]) for row in rows(draft, "指标")] == [
            ("产出指标", "数量指标", "20"),
            ("产出指标", "数量指标", "20"),
            ("产出指标", "质量指标", "9"),
        ]


@pytest.mark.parametrize(
    "text",
    [
        "自评总分\t96.5\t评价等级\t优\n编制人数\t7人\t实有人数\t9人\n",
        "自评总分\t评价等级\t编制人数\t实有人数\n96.5\t优\t7人\t9人\n",
        "自评总分：96.5\t评价等级：优\n编制人数：7人\t实有人数：9人\n",
        "一、单位\t某县夜校\n自评总分\t96.5\n评价等级\t优\n编制人数\t7人\n实有人数\t9人\n",
    ],
    ids=["beside", "below", "in one cell", "a line each"],
)
def test_forms(text: str) -> None:
    assert fields(drafted(text)) == {"总分": "96.5", "等级": "优", "编制人数": "7人", "实有人数": "9人"}


@pytest.mark.parametrize(
    "text",
    [
        "姓名\t年龄\t补贴金额\n张三\t30\t500\n李四\t31\t600\n",
        "科目\t2022年\t2023年\n基本支出\t100.00\t120.00\n项目支出\t80.00\t70.00\n",
        "自评总分\t很高\n编制人数\t若干\n",
        "评价等级\t自评总分\n",
    ],
    ids=["unknown table", "two values beside a name", "no figures", "names only"],
)
def test_what_is_not_understood_is_left_alone(text: str) -> None:
    draft = drafted(text)
    assert (draft.tables, draft.fields, draft.used) == ({}, {}, set())


def test_a_field_that_a_form_states_twice_is_in_doubt() -> None:
    draft = drafted(
        "基本支出\t100.00万元\n项目支出\t80.00万元\n以上为预算。\n基本支出\t90.00万元\n项目支出\t80.00万元\n"
    )
    assert draft.doubtful_fields == {"基本支出"}


def test_words_of_unknown_columns_stay_for_sentences() -> None:
    draft = drafted(
        "项目名称\t用途\t预算数\t执行数\n夜校\t教师费8万元、房租4万元\t12.00\t11.00\n书屋\t购书8万元\t8.00\t8.00\n"
    )
    read = {id(span.source) for row in draft.tables["项目"] for v in row.cells.values() if (span := span_of(v))}
    assert read <= draft.used
    assert len(draft.used - read) == len("项目名称 用途 预算数 执行数".split()), "the header is a part of the table"


def test_an_empty_cell_has_its_own_place_and_covers_no_figure() -> None:
    report = extract(document(FORM), load_pack(["cn-performance"]))
    row = [found["三级指标"] for found in report.tables["指标"]]
    places = [report.locate(Anchor("指标", at, "偏差原因")).cell for at in range(len(row))]
    assert places == ["I10", "I11", "I12", "I13", "I14"]
    # a column that nobody printed has the place of the row's own name, in a group of one row too
    assert [report.locate(Anchor("指标", at, "权重")).cell for at in range(len(row))] == [
        "D10",
        "D11",
        "D12",
        "D13",
        "D14",
    ]
    assert isinstance(report.origin, DocumentOrigin)
    empty = [Anchor("指标", at, "偏差原因") for at in range(3)]
    assert not any(report.origin.judged(empty))
    # written down and read again, it stands where it stood
    again = report_from_dict(report.to_dict())
    assert [again.locate(anchor).cell for anchor in empty] == places[:3]
    assert again.locate(Anchor("指标", 2, "权重")).cell == "D12"


def test_an_empty_cell_of_a_dump_has_the_place_of_its_row() -> None:
    body = "产出指标\t数量指标\t开课期数\t≥40期\t42期\t20\t20\t\n"
    report = extract(dump(f"{HEADER}\n{body}"), load_pack(["cn-performance"]))
    assert report.locate(Anchor("指标", 0, "偏差原因")).line == 2


STATISTICS = """
表:
  产量:
    别名: [主要产品产量]
    名称列: 产品
    合计行: {产品: [合计]}
    列:
      产品: {类: 文本, 别名: [产品名称]}
      本年: {类: 重量, 别名: [产量], 表头: [绝对量]}
      增速: {类: 比率, 别名: [比上年增长, 同比增长]}
字段:
  常住人口: {类: 数量, 表头: [人口]}
规则: [增速 ≤ 1000%]
"""


def test_another_field_needs_no_code(tmp_path: Path) -> None:
    path = tmp_path / "statistics.yaml"
    path.write_text(STATISTICS, encoding="utf-8")
    pack = load_pack([path])
    assert pack.vocabulary is not None
    draft = Draft()
    source = dump("人口\t52.3万人\n产品名称\t绝对量（吨）\t比上年增长（%）\n粮食\t1200\t3.5\n油料\t300\t-1.2\n")
    read_tables(source, pack.vocabulary, draft, Wording.of(pack.sets))
    assert [texts(row) for row in draft.tables["产量"]] == [
        {"产品": "粮食", "本年": "1200", "增速": "3.5"},
        {"产品": "油料", "本年": "300", "增速": "-1.2"},
    ]
    assert draft.headers == {("产量", "本年"): "本年（吨）", ("产量", "增速"): "增速（%）"}
    assert fields(draft) == {"常住人口": "52.3万人"}


def test_the_time_grows_with_the_document() -> None:
    def taken(count: int) -> float:
        body = "".join(f"\t\t巡检第{n}段里程\t≥80公里\t82公里\t1\t1\t\n" for n in range(count))
        source = dump(f"{HEADER}\n产出指标\t数量指标\t巡检\t≥1次\t1次\t1\t1\t\n{body}")
        read_tables(source, vocabulary(), Draft(), Wording())
        began = time.process_time()
        read_tables(source, vocabulary(), Draft(), Wording())
        return time.process_time() - began

    taken(100)
    assert min(taken(1600) for _ in range(3)) < 12 * min(taken(400) for _ in range(3))


def test_header_words_over_and_over_are_read_in_linear_time() -> None:
    began = time.process_time()
    drafted(document(*["项目名称", "预算数", "执行数", "3"] * 500))
    drafted(document(*["项目名称 预算数 执行数"] * 500))
    assert time.process_time() - began < 20


def test_points_behind_some_names_only_stay_with_the_names() -> None:
    header = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t得分\n"
    body = "产出指标\t数量指标\t走访户数{}\t≥120户\t126户\t20\n\t质量指标\t抽检合格率（30分）\t≥98%\t99%\t30\n"
    told = [
        [(row["三级指标"], row.get("分值")) for row in rows(drafted(header + body.format(points)), "指标")]
        for points in ("（20分）", "")
    ]
    assert told == [
        [("走访户数", "20分"), ("抽检合格率", "30分")],
        [("走访户数", None), ("抽检合格率（30分）", None)],
    ]


def test_an_empty_cell_behind_a_column_of_pairs_is_where_it_is_printed() -> None:
    table = grid(
        ["三级指标", "年度指标值", "实际完成值", "得分/分值", "偏差原因分析及改进措施"],
        ["走访户数", "≥120户", "126户", "20/20", ""],
        ["抽检合格率", "≥98%", "99%", "30/30", "已复检"],
    )
    first = drafted(document(table)).tables["指标"][0]
    assert {name: span.place.cell for name, span in first.blanks.items()} == {"偏差原因": "E2"}


def test_the_unit_of_a_figure_is_that_of_its_column() -> None:
    """The places of cells do not say it where a row has lost its empty ones."""
    pack = load_pack(["cn-claims"])
    assert pack.vocabulary is not None
    draft = Draft()
    columns = [
        TemplateColumn(None, "none", at, at + 1, header, unit=find_unit("万元") if at else None)
        for at, header in enumerate(("项目", "预算", "支出", "结余"))
    ]
    told = [
        [Entry(Text.at(text, Place(line=line)).span(), 0, 1) for text in texts]
        for line, texts in enumerate(
            [
                ("甲项", "82.40", "61.15", "21.25"),
                ("乙项", "93.75", "70.30", "23.45"),
                ("丙项", "64.90", "58.35", "6.55"),
            ]
        )
    ]
    listed = [(row[0], dict(enumerate(row))) for row in told]
    Reckoning(pack.vocabulary, draft, Wording()).table(columns, listed, None, TableLayout())
    made = [row for row in rows(draft, "表内运算") if row["名"].endswith("结余")]
    assert [row["甲"] for row in made] == ["82.40万元", "93.75万元", "64.90万元"]
