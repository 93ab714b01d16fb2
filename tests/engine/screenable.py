"""Random rules that the quick path may take, and random reports that should make it stumble."""

# ruff: noqa: E501  (pools of cells and rules read best as they are)

from __future__ import annotations

from hypothesis import strategies as st

from gouji.report import Report

# -- reports: every cell of a column comes from a pool of what such columns hold when they are kept badly ----------------

_EMPTY = ["", "/", "无", "—", None, " "]
_MONEY = [
    "3.33万元",
    "10.00万元",
    "10万元",
    "6.67万元",
    "0",
    "0万元",
    "100000元",
    "33333元",
    "3.33",
    "1,234.56万元",
    "0.01亿元",
    "−5万元",
    "约10万元",
    "10余万元",
    "≥10万元",
    "万元",
    "NaN",
    "Infinity",
    "1e5",
    "10.000000001万元",
    "999999999999999999999999万元",
    "３.３３万元",
    "3.33人",
    "33%",
    "3-5万元",
    "10万元(3个)",
    "0.00万元",
    "0.005万元",
    "20.00万元",
    "13.33万元",
]
_RATIO = [
    "33.3%",
    "33.30%",
    "100%",
    "0%",
    "0.333",
    "97.8",
    "1",
    "0",
    "150%",
    "33%",
    "333‰",
    "约33%",
    "≥33%",
    "33.3万元",
    "33.4%",
    "nan",
    "-5%",
    "33.30",
    "99.99%",
    "12.345678901%",
]
_SCORE = [
    "10",
    "10分",
    "9.46",
    "9.5分",
    "0",
    "0分",
    "20",
    "5",
    "5.0",
    "-1",
    "约5",
    "5%",
    "5人",
    "五",
    "10.00",
    "3.33",
    "1e3",
]
_COUNT = [
    "15",
    "15人",
    "10人",
    "30人",
    "0",
    "0人",
    "15户",
    "5",
    "5户",
    "12.5",
    "近30人",
    "30余人",
    "30人次",
    "一百",
    "10",
    "3人",
]
_PLAIN = [
    "10",
    "2",
    "5",
    "0",
    "0.5",
    "10.00",
    "3.333",
    "1e400",
    "1" + "0" * 40,
    "-2",
    "约5",
    "10元",
    "50%",
    "x",
    "0.00",
    "20",
]
_VALUE = [
    "100%(3133人)",
    "3133人",
    "50人",
    "100%",
    "80%",
    "90户",
    "2023年9月",
    "优",
    "5",
    "5.0",
    "10万元",
    "≥90%",
    "约50人",
    "9个工作日",
    "110人,19家企业",
    "3.33万元",
    "0",
    "0%",
    "0人",
    "1",
    "80",
    "NaN",
    "80.0%",
    "50人次",
]
_TARGET = [
    "≥90%",
    ">90%",
    "90%",
    "≤188.4万元",
    "不低于50人",
    "90户",
    "2023年9月底前",
    "有所改善",
    "=100%",
    "100%(3133人)",
    "<5",
    "≥5",
    "50人",
    "5-9人",
    "每月25日",
    ">=80%",
    "80%以上",
    "≥0",
    "50人以上",
    "3133人",
]
_DATE = [
    "2023年9月30日",
    "2023年9月",
    "2023-09-30",
    "2023年",
    "9月底",
    "已完成",
    "2023年13月",
    "2024-02-29",
    "2023年10月1日",
]
_TEXT = [
    "甲",
    "乙",
    "丙",
    "甲 ",
    "Ａ",
    "A",
    "优",
    "差",
    "良好",
    "达到预期",
    "3人未到",
    "合计",
    "总计",
    "未完成3.5%",
    "A B",
    "甲乙",
]
_AREA = ["12.5平方米", "12.5", "1公顷", "0", "5亩", "5万平方米", "x"]
_DAYS = ["5天", "5", "0天", "10个工作日", "5.5天", "1年"]
_POOLS = {
    "名": _TEXT, "类": _TEXT[:4], "注": _TEXT, "额": _MONEY, "总": _MONEY, "定额": _MONEY, "率": _RATIO, "比": _RATIO, "分": _SCORE,
    "权": _SCORE, "人": _COUNT, "户": _COUNT, "数": _PLAIN, "量": _PLAIN, "值": _VALUE, "况": _VALUE, "标": _TARGET, "日": _DATE,
    "止": _DATE, "面": _AREA, "天": _DAYS, "款项": _MONEY, "额（万元）": _PLAIN + _MONEY, "额(元)": _PLAIN + _MONEY, "多余": _TEXT,
}  # fmt: skip
_TAME = {
    "额": ["3.33万元", "10.00万元", "6.67万元", "13.33万元", "20.00万元", "0.00万元"], "率": ["33.3%", "33.4%", "100%", "66.7%"],
    "分": ["10", "5", "3.33", "20", "6.67"], "数": ["10", "2", "5", "20"], "人": ["30人", "10人", "20人"],
}  # fmt: skip
_TAME |= {
    "名": ["甲", "乙"], "类": ["甲", "乙"], "注": ["优", "3人未到"], "值": ["80%", "50人", "5"], "标": ["≥90%", "50人", ">5", "≥80%"],
    "日": ["2023年9月30日", "2023年9月"], "面": ["5平方米", "12.5平方米"], "天": ["5天", "10天"],
    "额（万元）": ["3.33", "10.00"], "额(元)": ["33300", "100000"], "多余": ["x"],
}  # fmt: skip
_TAME |= {"款项": _TAME["额"], "况": _TAME["值"], "止": _TAME["日"]}
_TAME |= {
    "总": _TAME["额"],
    "定额": _TAME["额"],
    "比": _TAME["率"],
    "权": _TAME["分"],
    "量": _TAME["数"],
    "户": _TAME["人"],
}


def _cell(column: str, wild: bool) -> st.SearchStrategy[str | None]:
    tame = st.sampled_from(_TAME[column])
    return st.one_of(tame, tame, st.sampled_from(_POOLS[column]), st.sampled_from(_EMPTY)) if wild else tame


_COLUMNS = [
    "名",
    "类",
    "注",
    "额",
    "总",
    "定额",
    "率",
    "比",
    "分",
    "权",
    "人",
    "户",
    "数",
    "量",
    "值",
    "况",
    "标",
    "日",
    "止",
    "面",
    "天",
]
_SECOND = ["名", "额", "分", "率", "人", "值"]
_FIELDS = {"总额": "额", "总分": "分", "总率": "率", "总人": "人", "等级": "注", "总标": "标", "总值": "值"}


@st.composite
def _related(draw: st.DrawFn) -> dict[str, str | None]:
    """Figures that hang together, each printed to its places, now and then a little off."""
    total, part = draw(st.integers(1, 4000)), draw(st.integers(0, 4000))
    rate = draw(st.integers(-1, 1)) + round(part * 1000 / total)
    weight = draw(st.sampled_from([5, 10, 20]))
    score = round(weight * part * 100 / total) + draw(st.integers(-1, 1))
    return {
        "名": draw(_cell("名", False)), "类": draw(_cell("类", False)), "总": f"{total / 100:.2f}万元", "额": f"{part / 100:.2f}万元",
        "率": f"{rate / 10:.1f}%", "权": str(weight), "分": f"{score / 100:.2f}", "定额": f"{part / 100:.2f}万元",
        "值": f"{rate / 10:.1f}%", "标": draw(_cell("标", False)), "数": f"{part}", "量": f"{total}", "比": "100%",
    }  # fmt: skip


@st.composite
def _rows(draw: st.DrawFn, columns: list[str], most: int = 5) -> list[dict[str, str | None]]:
    style = draw(st.sampled_from(["related", "tame", "same", "same", "mixed", "few"]))
    if style == "related" and columns is _COLUMNS:
        return draw(st.lists(_related(), max_size=most))
    kept = columns if style != "few" else draw(st.lists(st.sampled_from(columns), min_size=1, unique=True))
    header = {"额": draw(st.sampled_from(["额", "额", "款项", "额（万元）", "额(元)"]))} if columns is _COLUMNS else {}
    rows = []
    for _ in range(draw(st.integers(0, most))):
        names = list(kept)
        if style == "mixed":
            names = draw(st.lists(st.sampled_from([*columns, "多余"]), unique=True))
        rows.append({header.get(name, name): draw(_cell(header.get(name, name), style != "tame")) for name in names})
    return rows


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Reports with both tables, one, or none; now and then the first table is printed in two pieces."""
    tables: dict[str, list[dict[str, str | None]]] = {}
    if draw(st.integers(0, 9)):
        tables["甲表"] = draw(_rows(_COLUMNS))
    if not draw(st.integers(0, 5)):
        tables["甲附表"] = draw(_rows(_COLUMNS, 2))
    if draw(st.integers(0, 5)):
        tables["乙表"] = draw(_rows(_SECOND))
    wild = draw(st.booleans())
    names = draw(st.lists(st.sampled_from(sorted(_FIELDS)), unique=True)) if wild else sorted(_FIELDS)
    fields = {name: draw(_cell(_FIELDS[name], wild)) for name in names}
    return Report(fields=fields, tables=tables, year=draw(st.sampled_from([None, 2023])))


# -- rules -----------------------------------------------------------------------------------------

_NUMBERS = {
    "额": ["额", "总", "定额", "总额", "合计(乙表.额)", "乙表[名].额", "乙表[名 = “甲”].额", "乙表.额", "合计(乙表.额 其中 名 = 本行.名)",
           "合计(乙表.额 其中 分 > 5)", "合计(乙表.额 其中 名 ≠ “合计”)", "显示(定额)", "缺省(额, 0)", "缺省(总, 10万元)", "最小(额, 10万元)", "最大(额, 0)", "最小(额, 总)",
           "绝对值(额 - 总)", "舍入(额, 0)", "10万元", "0", "平均(乙表.额)", "最大(乙表.额)", "合计(甲表.额)", "合计(甲表.额 其中 类 = 本行.类)"],
    "率": ["率", "比", "总率", "乙表[名].率", "33.3%", "1", "0", "显示(率)", "舍入(率, 1)", "截断(比, 0)", "相似度(名, 注)"],
    "分": ["分", "权", "总分", "合计(乙表.分)", "乙表[名].分", "5", "10分", "0", "显示(分)", "缺省(分, 0)", "缺省(乙表[名].分, 5)", "最小(分, 权)", "最大(分, 5)",
           "合计(乙表.分 其中 名 = 本行.名)", "平均(乙表.分)", "合计(甲表.分)", "舍入(分, 1)"],
    "人": ["人", "户", "总人", "合计(乙表.人)", "乙表[名].人", "10", "15人", "最大(人, 5)", "合计(甲表.人)"],
    "数": ["数", "量", "2", "0.5", "计数(甲表 其中 分 > 5)", "计数(甲表)", "计数(甲表.人)", "字数(名)", "10", "计数(乙表 其中 名 = 本行.名)"],
    "面": ["面", "5平方米"],
    "天": ["天", "天数(日, 止)", "5天"],
    "值": ["值", "况", "总值", "乙表[名].值", "首数(注)", "首数(况)"],
}  # fmt: skip
_COMPARE = st.sampled_from(["=", "=", "=", "==", "≠", "<", "≤", ">", "≥"])


def _atom(kind: str) -> st.SearchStrategy[str]:
    names = _NUMBERS[kind]
    return st.one_of(st.sampled_from(names[:3]), st.sampled_from(names))


@st.composite
def _number(draw: st.DrawFn, kind: str, depth: int = 2) -> str:
    if not depth or draw(st.integers(0, 2)) == 0:
        return draw(_atom(kind))
    less = depth - 1
    shape = draw(st.sampled_from(["+", "-", "×", "÷", "over", "minus", "bracket"]))
    if shape in "+-":
        return f"{draw(_number(kind, less))} {shape} {draw(_number(kind, less))}"
    if shape == "×":
        other = draw(st.sampled_from(["率", "数", "2", "0.5", "33.3%", "乙表[名].率"]))
        return f"({draw(_number(kind, less))}) × {other}"
    if shape == "÷":
        return f"({draw(_number(kind, less))}) ÷ {draw(st.sampled_from(['数', '2', '4', '率', '计数(甲表)', '量']))}"
    if shape == "over" and kind in ("率", "数"):
        of = draw(st.sampled_from(["额", "分", "人", "数"]))
        return f"({draw(_number(of, less))}) ÷ {draw(_atom(of))}"
    if shape == "minus":
        return f"−{draw(_atom(kind))}"
    return f"({draw(_number(kind, less))})"


_TEXTS = st.sampled_from(["名", "类", "注", "等级", "乙表[名].名", "标", "值", "乙表.名"])
_WORDS = st.sampled_from(["“甲”", "“优”", "“A”", "“”", "“合计”"])
_ASKED = ["名", "额", "率", "分", "人", "值", "标", "日", "总分", "乙表[名].额", "乙表.额", "首数(注)"]


_RELATIONS = [
    "率 = 额 ÷ 总", "额 = 总 × 率", "分 = 权 × 率", "总 = 额 ÷ 率", "分 = 权 × 额 ÷ 总", "额 = 定额", "显示(定额) = 额", "率 = 数 ÷ 量", "比 - 率 = 1 - 额 ÷ 总",
    "率 ≈ 额 ÷ 总", "率 ≈ 额 ÷ 总 ± 0.1%", "率 ≤ 额 ÷ 总", "显示(分) = 权 × 率", "分 = 舍入(权 × 率, 2)", "率 = 合计(甲表.额) ÷ 合计(甲表.总)",
    "合计(甲表.额 其中 类 = 本行.类) = 总", "额 ÷ 总 = 定额 ÷ 总", "额 + 总 = 定额 + 总", "总 - 额 = 总 × (1 - 率)", "总 = 合计(甲表.总)", "额 ≈ 总 × 率 ± 0.1万元",
    "计数(甲表.人) ÷ 计数(甲表) ≥ 0.5", "计数(乙表 其中 分 > 5) ÷ 计数(乙表.分) < 0.8", "计数(甲表.值 其中 值 达到 标) ≥ 1",
    "计数(甲表.分 其中 分 == 权) ÷ 计数(甲表.权 其中 权 已填) < 0.9", "存在(甲表 其中 值 达到 标)", "存在(甲表 其中 率 > 50% 且 名 已填)",
    "每个(甲表.分 ≤ 甲表.权 其中 甲表.值 可比)", "显示(分) = 权 × 值 ÷ 标", "值 达到 标 或 值 同单位 标 且 况 > 标", "首数(注) 达到 标",
    "天数(日, 止) ≥ 0", "值 ÷ 标 ≥ 1.5", "分 × 绝对值(值 - 标) ÷ 标 > 0.5", "相似度(名, 注) < 0.8", "日 达到 标", "总值 达到 总标 且 等级 = “优”",
    "值 达到 标", "值 = 率", "值 ≥ 额 ÷ 总", "总额 = 合计(甲表.额)", "总分 = 合计(甲表.分)", "总率 = 总额 ÷ 合计(甲表.总)", "量 = 数 ÷ 率", "−率 = −额 ÷ 总",
]  # fmt: skip


@st.composite
def _simple(draw: st.DrawFn) -> str:
    if draw(st.integers(0, 3)) == 0:
        return draw(st.sampled_from(_RELATIONS))
    shape = draw(
        st.sampled_from(
            ["compare"] * 8 + ["nearly", "text", "member", "match", "ask", "reach", "value", "whole", "rows", "date"]
        )
    )
    kind = draw(st.sampled_from(sorted(_NUMBERS)))
    if shape == "compare":
        left, right = draw(_number(kind)), draw(_number(kind))
        chain = f" {draw(_COMPARE)} {draw(_atom(kind))}" if draw(st.integers(0, 9)) == 0 else ""
        return f"{left} {draw(_COMPARE)} {right}{chain}"
    if shape == "nearly":
        within = {
            "额": "1万元",
            "率": "0.1%",
            "分": "0.5",
            "人": "1",
            "数": "0.5",
            "面": "1平方米",
            "天": "1天",
            "值": "1",
        }[kind]
        tolerance = draw(st.sampled_from(["", f" ± {within}", f" ± {draw(_atom(kind))}"]))
        return f"{draw(_number(kind))} ≈ {draw(_number(kind))}{tolerance}"
    if shape == "text":
        return f"{draw(_TEXTS)} {draw(st.sampled_from(['=', '≠', '==']))} {draw(st.one_of(_TEXTS, _WORDS))}"
    if shape == "member":
        words = st.one_of(st.just("好词"), st.just("坏词"), st.just("{“甲”, “乙”, “合计”}"), _TEXTS, _WORDS)
        operator = draw(st.sampled_from(["属于", "不属于", "包含", "不包含"]))
        return f"{draw(_TEXTS)} {operator} {draw(words)}"
    if shape == "match":
        return f"{draw(_TEXTS)} {draw(st.sampled_from(['匹配', '不匹配']))} {draw(st.sampled_from(['/^甲/', '/[0-9]/', '/好$/']))}"
    if shape == "ask":
        return f"{draw(st.sampled_from(_ASKED))} {draw(st.sampled_from(['为空', '已填', '可比', '不可比']))}"
    if shape == "reach":
        actual = draw(st.sampled_from(["值", "况", "人", "率", "额", "总值", "日", "乙表[名].值"]))
        target = draw(st.sampled_from(["标", "标", "总标", "值"]))
        return f"{actual} {draw(st.sampled_from(['达到', '未达', '同单位']))} {target}"
    if shape == "value":
        number = st.sampled_from(["80%", "50人", "5", "0", "10万元", "1", "3133人", "标", "总标", "况", "率", "人"])
        return f"{draw(st.sampled_from(['值', '况', '总值', '乙表[名].值']))} {draw(_COMPARE)} {draw(number)}"
    if shape == "whole":
        return draw(
            st.sampled_from(
                ["整数解(率, 人)", "整数解(比, 户)", "整数解(33.3%, 人)", "整数解(率, 数)", "有列(率)", "非 有列(注)"]
            )
        )
    if shape == "date":
        return f"日 {draw(_COMPARE)} {draw(st.sampled_from(['止', '2023年9月30日', '2023年9月']))}"
    how = draw(st.sampled_from(["存在", "每个"]))
    inner = st.sampled_from(
        ["乙表.分 > 5", "乙表.额 = 本行.额", "乙表.名 = 本行.名", "乙表.率 ≤ 100%", "甲表.分 ≤ 甲表.权"]
    )
    return f"{how}({draw(inner)}{draw(st.sampled_from(['', ' 其中 名 已填', ' 其中 分 > 5']))})"


@st.composite
def condition(draw: st.DrawFn, depth: int = 2) -> str:
    """A condition on a row of 甲表 (or on the report, when it names no column of it)."""
    if not depth or draw(st.integers(0, 2)):
        return draw(_simple())
    shape = draw(st.sampled_from(["且", "或", "非"]))
    if shape == "非":
        return f"非 ({draw(condition(depth - 1))})"
    return f"({draw(condition(depth - 1))}) {shape} ({draw(condition(depth - 1))})"


_GROUPED = [
    "合计(额) = 总", "合计(分) = 权", "合计(额) ≤ 总", "合计(分) ≤ 10", "合计(率) = 100%", "合计(额 其中 分 > 5) = 总", "权 = 分", "注 = “甲”",
    "计数(分) = 2", "合计(额) / 总 = 率", "存在(分 > 5)", "每个(额 ≤ 总)", "总 已填", "名 属于 好词", "合计(分) = 总分", "最大(分) ≤ 权", "合计(数) = 量",
]  # fmt: skip


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A whole rule: on rows, on groups of rows, or on the report; with or without a condition."""
    if not draw(st.integers(0, 5)):
        keys = draw(st.sampled_from(["类", "类, 名", "名", "注"]))
        asked = f"当 {draw(st.sampled_from(_GROUPED))} 则 " if draw(st.integers(0, 2)) == 0 else ""
        joined = draw(st.sampled_from(["", f" 且 {draw(st.sampled_from(_GROUPED))}"]))
        return f"每组 甲表 按 {keys}: {asked}{draw(st.sampled_from(_GROUPED))}{joined}"
    scope = draw(st.sampled_from(["@甲表 "] * 6 + ["", "@报告 ", "@乙表 "]))
    if draw(st.booleans()):
        return scope + draw(condition())
    return f"{scope}当 {draw(condition())} 则 {draw(condition())}"
