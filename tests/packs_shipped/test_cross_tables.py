"""Tables of one final account against each other and against the text: what agrees is judged, one slip is found, and what only
looks alike accuses nobody."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from short_texts import accused, held, judged

from gouji.engine.outcome import Severity
from gouji.engine.result import Result

Rows = Sequence[Sequence[str]]
Printed = tuple[str, Rows]

EQUAL, BOUND = "cross-table-equal", "cross-table-bound"

ALL: Rows = (
    ("项目", "", "本年支出合计", "基本支出", "项目支出", "经营支出"),
    ("科目编码", "科目名称", "", "", "", ""),
    ("栏次", "", "1", "2", "3", "4"),
    ("", "合计", "1,482.36", "1,207.11", "275.25", ""),
    ("205", "教育支出", "1,214.80", "951.05", "263.75", ""),
    ("20502", "普通教育", "1,214.80", "951.05", "263.75", ""),
    ("2050202", "小学教育", "926.44", "704.23", "222.21", ""),
    ("2050203", "初中教育", "288.36", "246.82", "41.54", ""),
    ("208", "社会保障和就业支出", "168.02", "168.02", "", ""),
    ("20805", "行政事业单位养老支出", "168.02", "168.02", "", ""),
    ("2080505", "机关事业单位基本养老保险缴费支出", "168.02", "168.02", "", ""),
    ("221", "住房保障支出", "99.54", "88.04", "11.50", ""),
    ("22102", "住房改革支出", "99.54", "88.04", "11.50", ""),
    ("2210201", "住房公积金", "99.54", "88.04", "11.50", ""),
)
GRANTS: Rows = (
    ("项目", "", "本年支出", "", ""),
    ("科目编码", "科目名称", "小计", "基本支出", "项目支出"),
    ("栏次", "", "1", "2", "3"),
    ("", "合计", "1,449.96", "1,186.71", "263.25"),
    ("205", "教育支出", "1,182.40", "930.65", "251.75"),
    ("20502", "普通教育", "1,182.40", "930.65", "251.75"),
    ("2050202", "小学教育", "905.04", "694.83", "210.21"),
    ("2050203", "初中教育", "277.36", "235.82", "41.54"),
    ("208", "社会保障和就业支出", "168.02", "168.02", ""),
    ("20805", "行政事业单位养老支出", "168.02", "168.02", ""),
    ("2080505", "机关事业单位基本养老保险缴费支出", "168.02", "168.02", ""),
    ("221", "住房保障支出", "99.54", "88.04", "11.50"),
    ("22102", "住房改革支出", "99.54", "88.04", "11.50"),
    ("2210201", "住房公积金", "99.54", "88.04", "11.50"),
)
WHOLE: Rows = (
    ("收入", "", "", "支出", "", ""),
    ("项目", "行次", "金额", "项目", "行次", "金额"),
    ("栏次", "", "1", "栏次", "", "2"),
    ("一、财政拨款收入", "1", "1,449.96", "一、一般公共服务支出", "12", ""),
    ("二、事业收入", "2", "24.60", "二、教育支出", "13", "1,214.80"),
    ("三、其他收入", "3", "7.80", "三、社会保障和就业支出", "14", "168.02"),
    ("", "4", "", "四、住房保障支出", "15", "99.54"),
    ("本年收入合计", "5", "1,482.36", "本年支出合计", "16", "1,482.36"),
    ("年初结转和结余", "6", "18.27", "年末结转和结余", "17", "18.27"),
    ("总计", "7", "1,500.63", "总计", "18", "1,500.63"),
)
MONEY: Rows = (
    ("收入", "", "", "支出", "", "", "", ""),
    ("项目", "行次", "金额", "项目", "行次", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款"),
    ("栏次", "", "1", "栏次", "", "2", "3", "4"),
    ("一、一般公共预算财政拨款", "1", "1,449.96", "一、一般公共服务支出", "9", "", "", ""),
    ("二、政府性基金预算财政拨款", "2", "", "二、教育支出", "10", "1,182.40", "1,182.40", ""),
    ("", "3", "", "三、社会保障和就业支出", "11", "168.02", "168.02", ""),
    ("", "4", "", "四、住房保障支出", "12", "99.54", "99.54", ""),
    ("本年收入合计", "5", "1,449.96", "本年支出合计", "13", "1,449.96", "1,449.96", ""),
    ("年初财政拨款结转和结余", "6", "9.15", "年末财政拨款结转和结余", "14", "9.15", "9.15", ""),
    ("一般公共预算财政拨款", "7", "9.15", "", "15", "", "", ""),
    ("总计", "8", "1,459.11", "总计", "16", "1,459.11", "1,459.11", ""),
)
INCOME: Rows = (
    ("项目", "", "本年收入合计", "财政拨款收入", "事业收入", "其他收入"),
    ("科目编码", "科目名称", "", "", "", ""),
    ("栏次", "", "1", "2", "3", "4"),
    ("", "合计", "1,482.36", "1,449.96", "24.60", "7.80"),
    ("205", "教育支出", "1,214.80", "1,182.40", "24.60", "7.80"),
    ("20502", "普通教育", "1,214.80", "1,182.40", "24.60", "7.80"),
    ("2050202", "小学教育", "926.44", "905.04", "17.10", "4.30"),
    ("2050203", "初中教育", "288.36", "277.36", "7.50", "3.50"),
    ("208", "社会保障和就业支出", "168.02", "168.02", "", ""),
    ("20805", "行政事业单位养老支出", "168.02", "168.02", "", ""),
    ("2080505", "机关事业单位基本养老保险缴费支出", "168.02", "168.02", "", ""),
    ("221", "住房保障支出", "99.54", "99.54", "", ""),
    ("22102", "住房改革支出", "99.54", "99.54", "", ""),
    ("2210201", "住房公积金", "99.54", "99.54", "", ""),
)
FUND: Rows = (
    ("项目", "", "年初结转和结余", "本年收入", "本年支出", "", "", "年末结转和结余"),
    ("科目编码", "科目名称", "", "", "小计", "基本支出", "项目支出", ""),
    ("栏次", "", "1", "2", "3", "4", "5", "6"),
    ("", "合计", "12.40", "295.00", "293.10", "", "293.10", "14.30"),
    ("212", "城乡社区支出", "12.40", "265.00", "268.10", "", "268.10", "9.30"),
    ("21208", "国有土地使用权出让收入安排的支出", "12.40", "265.00", "268.10", "", "268.10", "9.30"),
    ("2120804", "农村基础设施建设支出", "12.40", "265.00", "268.10", "", "268.10", "9.30"),
    ("229", "其他支出", "", "30.00", "25.00", "", "25.00", "5.00"),
    ("22960", "彩票公益金安排的支出", "", "30.00", "25.00", "", "25.00", "5.00"),
    ("2296003", "用于体育事业的彩票公益金支出", "", "30.00", "25.00", "", "25.00", "5.00"),
)
TABLES: tuple[Printed, ...] = (
    ("收入支出决算总表", WHOLE),
    ("收入决算表", INCOME),
    ("支出决算表", ALL),
    ("财政拨款收入支出决算总表", MONEY),
    ("一般公共预算财政拨款支出决算表", GRANTS),
)
TOLD = """
一、收入支出决算总体情况说明
2023年度收入总计1,500.63万元，支出总计1,500.63万元。
二、收入决算情况说明
本年收入合计1,482.36万元，其中：财政拨款收入1,449.96万元；事业收入24.60万元；其他收入7.80万元。
三、支出决算情况说明
本年支出合计1,482.36万元，其中：基本支出1,207.11万元；项目支出275.25万元。
四、一般公共预算财政拨款支出决算情况说明
2023年度一般公共预算财政拨款支出1,449.96万元。
"""


def marked(tables: Sequence[Printed], unit: str = "万元", told: str = TOLD) -> str:
    out = ["# 榆关区实验学校2023年度部门决算", ""]
    for title, rows in tables:
        out += [title, "", f"单位：{unit}", "", "| " + " | ".join(rows[0]) + " |", "|" + "---|" * len(rows[0])]
        out += ["| " + " | ".join(row) + " |" for row in rows[1:]] + [""]
    return "\n".join(out) + told.replace("\n", "\n\n")


def barred(tables: Sequence[Printed]) -> str:
    out = ["榆关区实验学校2023年度部门决算"]
    for title, rows in tables:
        out += [title, "单位：万元", *("|".join(row) for row in rows)]
    return "\n".join(out) + TOLD


def one_a_line(tables: Sequence[Printed]) -> str:
    out = ["榆关区实验学校2023年度部门决算"]
    for title, rows in tables:
        out += [f"{title}|", "单位：万元|", *(f"{cell}|" for row in rows for cell in row)]
    return "\n".join(out) + TOLD


def webbed(tables: Sequence[Printed]) -> str:
    out = ["<h1>榆关区实验学校2023年度部门决算</h1>"]
    for title, rows in tables:
        body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        out.append(f"<p>{title}</p><p>单位：万元</p><table>{body}</table>")
    return "".join(out) + "".join(f"<p>{line}</p>" for line in TOLD.split("\n"))


def changed(title: str, row: str, old: str, new: str) -> tuple[Printed, ...]:
    """The tables with a figure printed wrongly: the last one of that kind in the row that begins so."""
    out: list[Printed] = []
    for name, rows in TABLES:
        if name == title:
            at = next(n for n, cells in enumerate(rows) if row in cells[:5] and old in cells)
            cells = list(rows[at])
            cells[len(cells) - 1 - cells[::-1].index(old)] = new
            rows = (*rows[:at], tuple(cells), *rows[at + 1 :])
        out.append((name, rows))
    return tuple(out)


def crossing(result: Result) -> list[tuple[str, Severity]]:
    return [(f.rule, f.severity) for f in result.findings if f.rule.startswith("cross-table")]


FORMATS = {"文.md": marked, "文.txt": barred, "格.txt": one_a_line, "文.html": webbed}


@pytest.mark.parametrize("name", FORMATS)
def test_tables_that_agree_are_judged_and_accuse_nobody(name: str) -> None:
    result = judged(FORMATS[name](TABLES), "cn-accounts", name)
    assert not accused(result) and not crossing(result)
    assert held(result, EQUAL) >= 20 and held(result, BOUND) >= 40


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    ("title", "row", "old", "new", "rule"),
    [
        ("支出决算表", "合计", "1,482.36", "1,428.36", EQUAL),
        ("支出决算表", "205", "1,214.80", "1,241.80", EQUAL),
        ("收入支出决算总表", "本年支出合计", "1,482.36", "1,428.36", EQUAL),
        ("收入支出决算总表", "三、其他收入", "7.80", "8.70", EQUAL),
        ("财政拨款收入支出决算总表", "三、社会保障和就业支出", "168.02", "186.02", EQUAL),
        ("一般公共预算财政拨款支出决算表", "合计", "1,449.96", "1,494.96", EQUAL),
        ("一般公共预算财政拨款支出决算表", "2050202", "905.04", "950.04", BOUND),
        ("支出决算表", "2080505", "168.02", "160.82", BOUND),
    ],
)
def test_one_slip_is_found(name: str, title: str, row: str, old: str, new: str, rule: str) -> None:
    result = judged(FORMATS[name](changed(title, row, old, new)), "cn-accounts", name)
    assert (rule, Severity.HIGH) in crossing(result)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("支出总计1,500.63", "支出总计1,506.63"),
        ("事业收入24.60", "事业收入26.40"),
        ("本年支出合计1,482.36", "本年支出合计1,428.36"),
        ("项目支出275.25", "项目支出257.25"),
        ("一般公共预算财政拨款支出1,449.96", "一般公共预算财政拨款支出1,494.96"),
    ],
)
def test_a_slip_of_the_text_is_found(old: str, new: str) -> None:
    assert old in TOLD
    result = judged(marked(TABLES, told=TOLD.replace(old, new)), "cn-accounts", "文.md")
    assert (EQUAL, Severity.HIGH) in crossing(result)


def _scaled(rows: Rows) -> Rows:
    """The same amounts in 元."""
    return tuple(
        tuple(f"{cell.replace('.', '').replace(',', '')}00" if "." in cell else cell for cell in row) for row in rows
    )


def test_amounts_in_other_units_are_the_same() -> None:
    whole, yuan = marked(TABLES[:1], told="\n"), marked([("支出决算表", _scaled(ALL))], "元", "")
    text = whole + yuan.split("\n", 1)[1]
    assert held(judged(text, "cn-accounts", "文.md"), EQUAL) >= 4
    wrong = text.replace("| 12148000 |", "| 12418000 |")
    assert (EQUAL, Severity.HIGH) in crossing(judged(wrong, "cn-accounts", "文.md"))


#: Last year's table: a class of the same name has another amount.
BEFORE: Rows = tuple(tuple("1,241.80" if cell == "1,214.80" else cell for cell in row) for row in WHOLE)
#: Two columns of one heading: last year's and this year's.
TWICE: Rows = (
    ("科目编码", "科目名称", "本年支出合计", "本年支出合计"),
    ("", "合计", "1,382.36", "1,482.36"),
    ("205", "教育支出", "1,114.80", "1,214.80"),
    ("208", "社会保障和就业支出", "168.02", "168.02"),
    ("221", "住房保障支出", "99.54", "99.54"),
)
#: Another scope after all: most rows differ.
OTHER: Rows = (*ALL[:3], *((*row[:2], row[2][:-1] + "9", "", "", "") for row in ALL[3:]))
#: The accounts of a part of the money, or of a part of the units.
PART: Rows = (*ALL[:4], ("205", "教育支出", "214.80", "151.05", "63.75", ""), *ALL[8:])


@pytest.mark.parametrize(
    "tables",
    [
        # the grants may be less than the whole, and are so in every row
        [("支出决算表", ALL), ("一般公共预算财政拨款支出决算表", GRANTS)],
        # two submissions in one file: which table belongs to which nobody knows
        [*TABLES, ("部门支出决算表", PART)],
        # tables of two years
        [("2023年度支出决算表", ALL), ("2022年度收入支出决算总表", BEFORE)],
        # by subordinate units, not by accounts
        [("收入支出决算总表", WHOLE), ("支出决算表（分单位）", PART)],
        # a table whose name only ends like another's
        [("收入支出决算总表", WHOLE), ("下属单位支出决算表", PART)],
        [("收入支出决算总表", WHOLE), ("支出决算表", TWICE)],
        [("收入支出决算总表", WHOLE), ("支出决算表", OTHER)],
    ],
)
def test_what_only_looks_alike_is_not_accused(tables: Sequence[Printed]) -> None:
    result = judged(marked(tables, told="\n"), "cn-accounts", "文.md")
    assert not [rule for rule, severity in crossing(result) if severity > Severity.INFO]


def test_a_table_that_goes_on_under_the_same_name_is_one() -> None:
    split = [("支出决算表", ALL[:8]), ("支出决算表（续）", (*ALL[:3], *ALL[8:]))]
    sound = judged(marked([TABLES[0], *split], told="\n"), "cn-accounts", "文.md")
    assert held(sound, EQUAL) >= 4 and not accused(sound)


def test_few_accounts_are_no_more_than_a_remark() -> None:
    tables = [
        ("收入支出决算总表", WHOLE),
        ("支出决算表", (*ALL[:3], ("", "合计", "1,428.36", "1,207.11", "221.25", ""))),
    ]
    assert crossing(judged(marked(tables, told="\n"), "cn-accounts", "文.md")) == [
        ("cross-table-equal-guessed", Severity.INFO)
    ]


@pytest.mark.parametrize(
    "told",
    [
        "三、支出决算情况说明\n2022年度本年支出合计1,428.36万元。",
        "三、支出决算情况说明\n本年支出合计约1,428.36万元。",
        "三、支出决算情况说明\n与上年本年支出合计1,428.36万元相比，增加53.99万元。",
        "三、小学教育支出情况\n本年支出合计926.44万元。",
        "三、支出决算情况说明\n（一）下属单位支出情况\n本年支出合计128.36万元。",
        "三、支出决算情况说明\n第一小学本年支出合计428.36万元，第二小学本年支出合计1,054.00万元。",
    ],
)
def test_text_of_another_year_or_of_a_part_is_not_accused(told: str) -> None:
    kept = "\n".join(line for line in TOLD.split("\n") if "本年支出合计" not in line and "支出决算情况说明" not in line)
    result = judged(marked(TABLES, told=kept + "\n" + told + "\n"), "cn-accounts", "文.md")
    assert held(result, EQUAL) >= 12
    assert not [finding for finding in crossing(result) if finding[1] > Severity.INFO]


@pytest.mark.parametrize("between", ["", "决算数为", "金额", "总额达"])
def test_what_may_stand_between_a_name_of_the_text_and_its_figure(between: str) -> None:
    told = TOLD.replace("本年支出合计1,482.36", f"本年支出合计{between}1,482.36")
    sound = judged(marked(TABLES, told=told), "cn-accounts", "文.md")
    wrong = judged(
        marked(TABLES, told=told.replace(f"{between}1,482.36万元，其中：基本", f"{between}1,428.36万元，其中：基本")),
        "cn-accounts",
        "文.md",
    )
    assert not crossing(sound) and crossing(wrong)


@pytest.mark.parametrize("name", ["文.md", "文.txt", "文.html"])
def test_what_was_left_what_came_in_and_what_went_out(name: str) -> None:
    tables = [("政府性基金预算财政拨款收入支出决算表", FUND)]
    sound = judged(FORMATS[name](tables), "cn-accounts", name)
    assert not accused(sound) and held(sound, "table-row-carried") == 7
    rows = tuple(tuple("9.80" if cell == "9.30" and row[0] == "2120804" else cell for cell in row) for row in FUND)
    assert "table-row-carried" in accused(judged(FORMATS[name]([(tables[0][0], rows)]), "cn-accounts", name))


def _without_merged(tables: Sequence[Printed]) -> str:
    """One cell a line, without the cells that words of the header and 合计 reached over."""
    out = ["榆关区实验学校2023年度部门决算"]
    for title, rows in tables:
        out += [f"{title}|", "单位：万元|"]
        for row in rows:
            whole = row[:2] == ("", "合计")
            figures = any("." in cell for cell in row) or row[1].isdigit()
            out += [f"{cell}|" for cell in (row[1:] if whole else row if figures else filter(None, row))]
    return "\n".join(out) + TOLD


def test_a_dump_that_has_lost_its_merged_cells() -> None:
    sound = judged(_without_merged(TABLES), "cn-accounts", "格.txt")
    assert not accused(sound) and held(sound, EQUAL) >= 10 and held(sound, BOUND) >= 30
    wrong = _without_merged(changed("一般公共预算财政拨款支出决算表", "2050202", "905.04", "950.04"))
    assert BOUND in accused(judged(wrong, "cn-accounts", "格.txt"))


ACCOUNTS = """
（二）一般公共预算财政拨款支出决算结构情况
一般公共预算财政拨款支出用于：教育支出（类）1,182.40万元，占81.55%；社会保障和就业支出（类）168.02万元，占11.59%。
（三）一般公共预算财政拨款支出决算具体情况
1.教育支出（类）普通教育（款）小学教育（项）。年初预算为900.00万元，支出决算为905.04万元，完成年初预算的100.56%。
2.教育支出（类）普通教育（款）初中教育（项）。2022年支出决算为250.00万元，2023年支出决算为277.36万元。
3.住房保障支出（类）住房改革支出（款）住房公积金（项）99.54万元。
"""


def test_accounts_that_the_text_names_by_all_their_levels() -> None:
    text = marked(TABLES, told=TOLD + ACCOUNTS)
    sound = judged(text, "cn-accounts", "文.md")
    assert not accused(sound)
    assert held(sound, EQUAL) >= held(judged(marked(TABLES), "cn-accounts", "文.md"), EQUAL) + 7
    for old, new in [
        ("（类）168.02", "（类）186.02"),
        ("为905.04", "为950.04"),
        ("为277.36", "为273.76"),
        ("（项）99.54", "（项）95.94"),
    ]:
        assert old in ACCOUNTS
        assert EQUAL in accused(judged(text.replace(old, new), "cn-accounts", "文.md")), old


@pytest.mark.parametrize(
    "told",
    [
        # the budget of the account, and what it was last year
        "1.教育支出（类）普通教育（款）小学教育（项）。年初预算为950.00万元。",
        "1.教育支出（类）普通教育（款）小学教育（项）。2022年支出决算为850.00万元。",
        # a part of the account
        "1.教育支出（类）普通教育（款）小学教育（项）905.04万元，主要用于人员经费694.83万元。",
        # an account of the same name elsewhere
        "1.科学技术支出（类）科技管理事务（款）小学教育（项）。支出决算为12.00万元。",
        # two accounts in one sentence
        "1.教育支出（类）普通教育（款）小学教育（项）、初中教育（项）支出决算为1,182.40万元。",
    ],
)
def test_other_figures_of_an_account_are_not_accused(told: str) -> None:
    text = ACCOUNTS.split("1.")[0] + told + "\n"
    result = judged(marked(TABLES, told=TOLD + text), "cn-accounts", "文.md")
    assert not crossing(result)


PLANNED: tuple[Printed, ...] = (
    (
        "部门收支总表",
        (
            ("收入", "", "支出", ""),
            ("项目", "预算数", "项目", "预算数"),
            ("一、财政拨款收入", "1,449.96", "一、教育支出", "1,214.80"),
            ("二、事业收入", "24.60", "二、社会保障和就业支出", "168.02"),
            ("三、其他收入", "7.80", "三、住房保障支出", "99.54"),
            ("本年收入合计", "1,482.36", "本年支出合计", "1,482.36"),
            ("上年结转", "", "结转下年", ""),
            ("收入总计", "1,482.36", "支出总计", "1,482.36"),
        ),
    ),
    (
        "部门支出总表",
        (("科目编码", "科目名称", "合计", "基本支出", "项目支出"), *(row[:5] for row in ALL[3:])),
    ),
    (
        "一般公共预算支出表",
        (
            ("科目编码", "科目名称", "2024年预算数", "", ""),
            ("", "", "小计", "基本支出", "项目支出"),
            *GRANTS[3:],
        ),
    ),
)


@pytest.mark.parametrize("name", ["文.md", "文.txt", "文.html"])
def test_tables_of_a_budget(name: str) -> None:
    sound = judged(FORMATS[name](PLANNED), "cn-accounts", name)
    assert not accused(sound) and held(sound, EQUAL) >= 3 and held(sound, BOUND) >= 20
    for code, old, new, rule in [
        ("2050203", "288.36", "238.86", BOUND),
        ("205", "1,214.80", "1,241.80", EQUAL),
        ("", "1,482.36", "1,428.36", EQUAL),
    ]:
        rows = tuple(tuple(new if cell == old and row[0] == code else cell for cell in row) for row in PLANNED[1][1])
        wrong = (PLANNED[0], ("部门支出总表", rows), PLANNED[2])
        assert rule in accused(judged(FORMATS[name](wrong), "cn-accounts", name)), code
