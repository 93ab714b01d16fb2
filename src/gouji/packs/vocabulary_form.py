"""The vocabulary part of rule files: tables, columns, fields, word sets."""

from __future__ import annotations

from dataclasses import dataclass, field

from gouji.figures import find_unit
from gouji.language import BY_WORD, KINDS, TRUSTS, WIDTHS, Column, Schema, Table, fold_text, nearest
from gouji.packs.keys import COLUMN, TABLE
from gouji.packs.layout_form import LayoutDraft, read_column_layout, read_layout
from gouji.packs.located import Located
from gouji.packs.vocabulary import EMPTY, Vocabulary, names_of
from gouji.report.nodes import Mapping as MappingNode
from gouji.report.nodes import Node, Scalar

#: What of a document a table may hold, besides rows of printed tables and of sentences.
#: "表内…": what the figures of a printed table make of each other. "表间": what several of them tell of
#: the same account. "各份": what each of several copies of a form states.
SOURCES = (
    *("提纲", "章节", "段落", "重复", "年份"),
    *(
        "构成",
        "占比",
        "变动",
        "完成",
        "平衡",
        "平均",
        "比较",
        "序列",
        "列举",
        "累计",
        "超欠",
        "幅度",
        "年均",
        "成因",
        "评说",
        "提法",
    ),
    *(
        "表内合计",
        "表内占比",
        "表内运算",
        "表内位次",
        "表内等级",
        "表内平均",
        "表间",
        "各份",
        "分项得分",
        "工期",
        "疑错单位",
        "时长",
    ),
)


@dataclass(slots=True)
class VocabularyDraft:
    """A vocabulary while the files of a pack are being read; later files add to earlier ones."""

    tables: dict[str, Table] = field(default_factory=dict)
    table_aliases: dict[str, list[str]] = field(default_factory=dict)
    column_aliases: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    fields: dict[str, Column] = field(default_factory=dict)
    field_aliases: dict[str, list[str]] = field(default_factory=dict)
    sets: dict[str, frozenset[str]] = field(default_factory=dict)
    empty: set[str] = field(default_factory=set)
    layouts: dict[str, LayoutDraft] = field(default_factory=dict)
    field_layout: LayoutDraft = field(default_factory=lambda: LayoutDraft())

    def __bool__(self) -> bool:
        return bool(self.tables or self.fields)

    def copy(self) -> VocabularyDraft:
        return VocabularyDraft(
            dict(self.tables),
            {name: list(aliases) for name, aliases in self.table_aliases.items()},
            {name: {c: list(a) for c, a in columns.items()} for name, columns in self.column_aliases.items()},
            dict(self.fields),
            {name: list(aliases) for name, aliases in self.field_aliases.items()},
            dict(self.sets),
            set(self.empty),
            {name: layout.copy() for name, layout in self.layouts.items()},
            self.field_layout.copy(),
        )

    def finished(self) -> Vocabulary:
        columns = {
            table: names_of((name, aliases) for name, aliases in found.items())
            for table, found in self.column_aliases.items()
        }
        return Vocabulary(
            Schema(dict(self.tables), dict(self.fields), dict(self.sets)),
            names_of(self.table_aliases.items()),
            columns,
            names_of(self.field_aliases.items()),
            EMPTY | frozenset(map(fold_text, self.empty)),
            {name: layout.finished(self.sets) for name, layout in self.layouts.items()},
            self.field_layout.finished(self.sets).headers,
        )


def read_tables(file: Located, node: Node | None, draft: VocabularyDraft) -> None:
    """``表:`` — each with its synonyms, the column that names a row, the total row and the columns."""
    for name, value in file.entries(node, "表"):
        word = name.text or ""
        keys = file.keyed(value, TABLE, f"表“{word}”")
        columns = dict(draft.tables[word].columns) if word in draft.tables else {}
        aliases = draft.column_aliases.setdefault(word, {})
        layout = draft.layouts.setdefault(word, LayoutDraft())
        for column, form in file.entries(keys.get("columns"), f"表“{word}”的列"):
            read_column(file, column, form, columns, aliases, layout)
        read_layout(file, word, keys, columns, layout)
        draft.table_aliases.setdefault(word, []).extend(file.words(keys.get("aliases"), "别名"))
        known = draft.tables.get(word)
        label = file.text(keys.get("label"), "名称列") or (known.label if known else None)
        if label and label not in columns:
            file.add("P410", keys.get("label", name), table=word, name=label, near="、".join(nearest(label, columns)))
        total_column, total_texts = (known.total_column, known.total_texts) if known else (None, frozenset())
        for column, texts in file.entries(keys.get("total"), "合计行"):
            total_column = column.text or ""
            total_texts = frozenset(map(fold_text, words := file.words(texts, "合计行")))
            layout.total_name = next(iter(words), None)
            if total_column not in columns:
                near = "、".join(nearest(total_column, columns))
                file.add("P410", column, table=word, name=total_column, near=near)
        source = file.text(keys.get("source"), "来自") or (known.source if known else "")
        if source and source not in SOURCES:
            file.add("P460", keys.get("source", name), source=source, known="、".join(SOURCES))
        draft.tables[word] = Table(word, columns, label, total_column, total_texts, source)


def read_fields(file: Located, node: Node | None, draft: VocabularyDraft) -> None:
    """``字段:`` — like columns, outside every table."""
    for name, form in file.entries(node, "字段"):
        read_column(file, name, form, draft.fields, draft.field_aliases, draft.field_layout)


def read_sets(file: Located, node: Node | None, draft: VocabularyDraft) -> None:
    """``词组:`` — words that mean the same to a rule."""
    for name, words in file.entries(node, "词组"):
        draft.sets[name.text or ""] = frozenset(map(fold_text, file.words(words, "词组")))


def read_column(
    file: Located,
    name: Scalar,
    form: Node,
    columns: dict[str, Column],
    aliases: dict[str, list[str]],
    layout: LayoutDraft,
) -> None:
    """One column: ``得分: 分数`` or ``得分: {类: 分数, 别名: [...], 单位: 分, 宽度: 精确, 空值: [...], 信任: 高}``."""
    word = name.text or ""
    if isinstance(form, Scalar) and form.text is not None:
        keys: dict[str, Node] = {"kind": form}
    elif isinstance(form, MappingNode):
        keys = file.keyed(form, COLUMN, f"列“{word}”")
    else:
        file.add("P411", name, name=word)
        return
    before = columns.get(word)
    kind_word = file.text(keys.get("kind"), "类")
    kind = BY_WORD.get(kind_word) or (before.kind if before and not kind_word else None)
    if kind is None:
        near = "、".join(nearest(kind_word, BY_WORD)) or "、".join(kind.word for kind in KINDS)
        file.add("P412", keys.get("kind", name), kind=kind_word, near=near)
        kind = BY_WORD["文本"]
    width_word = file.text(keys.get("width"), "宽度")
    width = WIDTHS.get(width_word, before.width if before and not kind_word else kind.width)
    if width_word and width_word not in WIDTHS:
        file.add("P413", keys["width"], width=width_word)
    unit = before.unit if before else None
    if unit_word := file.text(keys.get("unit"), "单位"):
        unit = find_unit(unit_word)
        if unit is None:
            file.add("P414", keys["unit"], unit=unit_word)
    empty = frozenset(map(fold_text, file.words(keys.get("empty"), "空值"))) | (before.empty if before else frozenset())
    trust = before.trust if before else TRUSTS["中"]
    if trust_word := file.text(keys.get("trust"), "信任"):
        trust = TRUSTS.get(trust_word, trust)
        if trust_word not in TRUSTS:
            file.add("P415", keys["trust"], trust=trust_word)
    columns[word] = Column(word, kind, width, unit, empty, trust)
    aliases.setdefault(word, []).extend(file.words(keys.get("aliases"), "别名"))
    read_column_layout(file, word, keys, layout)
