"""The ``模板:`` part of rule files: patterns parsed, slots checked against the vocabulary, every fault at its word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gouji.faults import Label
from gouji.figures.folding import fold
from gouji.language import Column, nearest
from gouji.packs.keys import TEMPLATE
from gouji.packs.located import Located
from gouji.packs.model import Written
from gouji.packs.template import Cell, Choice, Gap, Literal, Part, Sequence, Slot, Template, slots_of
from gouji.packs.vocabulary_form import VocabularyDraft
from gouji.report.nodes import Node, Scalar

#: Kinds of slots that are not kinds of columns.
OWN_KINDS: Final = ("名", "句", "分项", "词")
#: Kinds that a slot may name, besides word sets.
SLOT_KINDS: Final = (*OWN_KINDS[:3], "金额", "比率", "数量", "分数", "数", "日期", "目标", "取值", "数值", "百分点")
_LIST: Final = "列表"
_BY_COLUMN: Final = {"文本": "名", "面积": "数", "长度": "数", "重量": "数", "时长": "数", "天数": "数"}
#: A template that writes fields and no table.
FIELDS: Final = ("字段", "fields")
LONGEST: Final = 1000
#: Slots, list slots and nested brackets of one pattern.
MOST_SLOTS: Final = 24
MOST_LISTS: Final = 4
DEEPEST: Final = 12


class _Fault(Exception):
    def __init__(self, code: str, at: int, end: int, **args: object) -> None:
        self.code, self.at, self.end, self.args_ = code, at, end, args


def read_templates(file: Located, node: Node | None, draft: VocabularyDraft) -> list[Template]:
    """Every template of a file; a faulty one is told and left out."""
    found = []
    for item in file.items(node, "模板"):
        template = _template(file, item, draft)
        if template is not None:
            found.append(template)
    return found


def _template(file: Located, node: Node, draft: VocabularyDraft) -> Template | None:
    keys = file.keyed(node, TEMPLATE, "模板")
    table_word = file.text(keys.get("table"), "写入")
    if not table_word or "patterns" not in keys:
        file.add("P450", node)
        return None
    table = None if table_word in FIELDS else table_word
    if table is not None and table not in draft.tables:
        near = "、".join(nearest(table_word, draft.tables)) or "、".join(list(draft.tables)[:8])
        file.add("P451", keys["table"], table=table_word, near=near)
        return None
    columns = draft.fields if table is None else draft.tables[table].columns
    patterns = []
    for scalar in file.texts(keys.get("patterns"), "句式"):
        pattern = _pattern(file, scalar, columns, draft.sets)
        if pattern is not None:
            patterns.append(pattern)
    if not patterns:
        return None
    slots = {slot.name: slot for pattern in patterns for slot in slots_of(pattern)}
    rows = _rows(file, keys, slots, columns)
    return Template(
        table,
        tuple(patterns),
        rows,
        file.label(node),
        only_first=_yes(file, keys.get("only_first"), "补缺"),
        apart=file.text(keys.get("apart"), "分组"),
        doubt=_yes(file, keys.get("doubt"), "存疑"),
        paragraph=_yes(file, keys.get("paragraph"), "整段"),
        sections=file.words(keys.get("sections"), "章节"),
        without=tuple(map(fold, file.words(keys.get("without"), "不含"))),
        subject=tuple(
            word
            for name in file.words(keys.get("subject"), "主语")
            for word in sorted(draft.sets.get(name, frozenset((name,))))
        ),
    )


def _yes(file: Located, node: Node | None, what: str) -> bool:
    return file.text(node, what).lower() in ("是", "yes", "true")


def _rows(
    file: Located, keys: Mapping[str, Node], slots: Mapping[str, Slot], columns: Mapping[str, Column]
) -> tuple[tuple[tuple[str, Cell], ...], ...]:
    rows = []
    constant = [(name, _cell(file, value, slots)) for name, value in file.entries(keys.get("columns"), "列")]
    if "rows" in keys:
        for item in file.items(keys["rows"], "行"):
            entries = [(name, _cell(file, value, slots)) for name, value in file.entries(item, "行")]
            rows.append(entries)
    else:
        rows.append([])
    out = []
    for row in rows:
        cells: dict[str, Cell] = {}
        if "rows" not in keys:
            cells |= {name: Cell(((name,),)) for name in slots if name in columns}
        for name, cell in (*constant, *row):
            if name.text not in columns:
                file.add("P452", name, name=name.text, near="、".join(nearest(name.text or "", columns)))
            elif cell is not None:
                cells[name.text or ""] = cell
        out.append(tuple(cells.items()))
    return tuple(out)


def _cell(file: Located, node: Node, slots: Mapping[str, Slot]) -> Cell | None:
    if not isinstance(node, Scalar) or node.text is None:
        file.add("P404", node, what="列")
        return None
    parts: list[str | tuple[str, ...]] = []
    text, at = node.text, 0
    while at < len(text):
        opened = text.find("{", at)
        closed = text.find("}", opened + 1)
        if opened < 0 or closed < 0:
            parts.append(text[at:])
            break
        if opened > at:
            parts.append(text[at:opened])
        name = tuple(text[opened + 1 : closed].strip().split("."))
        if name[0] not in slots:
            file.add("P453", node, name=name[0], near="、".join(nearest(name[0], slots)) or "、".join(slots))
            return None
        parts.append(name)
        at = closed + 1
    return Cell(tuple(parts))


def _pattern(
    file: Located, scalar: Scalar, columns: Mapping[str, Column], sets: Mapping[str, frozenset[str]]
) -> Sequence | None:
    written = file.written(scalar)
    text = written.text
    try:
        if len(text) > LONGEST:
            raise _Fault("P454", 0, 1, limit=LONGEST)
        parser = _Parser(text, columns, sets)
        pattern = parser.sequence("")
        if parser.at < len(text):
            raise _Fault("P455", parser.at, parser.at + 1, sign=text[parser.at])
        held = slots_of(pattern)
        if len(held) > MOST_SLOTS or sum(slot.many or slot.kind == "分项" for slot in held) > MOST_LISTS:
            raise _Fault("P461", 0, len(text), slots=MOST_SLOTS, lists=MOST_LISTS)
        if not any(isinstance(part, Literal) and part.text.strip("，：, :") for part in _flat(pattern)):
            raise _Fault("P456", 0, len(text))
    except _Fault as fault:
        file.faults.add(fault.code, _label(written, fault), **fault.args_)
        return None
    return pattern


def _flat(pattern: Sequence) -> list[Part]:
    out: list[Part] = []
    for part in pattern.parts:
        if isinstance(part, Choice):
            for option in part.options:
                out += _flat(option)
        elif isinstance(part, Slot) and part.kind == "词":
            out.append(Literal("".join(part.words)))
        else:
            out.append(part)
    return out


def _label(written: Written, fault: _Fault) -> Label:
    return written.label(fault.at, fault.end)


class _Parser:
    """One pattern, read from left to right."""

    def __init__(self, text: str, columns: Mapping[str, Column], sets: Mapping[str, frozenset[str]]) -> None:
        self.text = text
        self.at = 0
        self.depth = 0
        self.columns = columns
        self.sets = sets

    def sequence(self, closing: str) -> Sequence:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _Fault("P462", self.at, self.at + 1, depth=DEEPEST)
        try:
            return self._sequence(closing)
        finally:
            self.depth -= 1

    def _sequence(self, closing: str) -> Sequence:
        parts: list[Part] = []
        words = ""
        while self.at < len(self.text) and self.text[self.at] not in closing:
            sign = self.text[self.at]
            if sign not in "{[(…":
                if sign in "}])|" and closing != "":
                    break
                if sign in "}])|":
                    raise _Fault("P455", self.at, self.at + 1, sign=sign)
                words += sign
                self.at += 1
                continue
            if words:
                parts.append(Literal(words))
                words = ""
            parts.append(self._part(sign))
        if words:
            parts.append(Literal(words))
        return Sequence(tuple(parts))

    def _part(self, sign: str) -> Part:
        start = self.at
        if sign == "…":
            while self.at < len(self.text) and self.text[self.at] == "…":
                self.at += 1
            return Gap(self.at - start > 1)
        if sign == "{":
            closed = self.text.find("}", start)
            if closed < 0:
                raise _Fault("P457", start, start + 1, sign="{")
            self.at = closed + 1
            return self._slot(self.text[start + 1 : closed], start + 1)
        self.at += 1
        ends = "]" if sign == "[" else ")"
        options = [self.sequence("|" + ends)]
        while self.at < len(self.text) and self.text[self.at] == "|":
            self.at += 1
            options.append(self.sequence("|" + ends))
        if self.at >= len(self.text) or self.text[self.at] != ends:
            raise _Fault("P457", start, start + 1, sign=sign)
        self.at += 1
        if sign == "[":
            options.append(Sequence(()))
        return Choice(tuple(options))

    def _slot(self, inside: str, at: int) -> Slot:
        name, _, kind = (part.strip() for part in inside.partition(":"))
        if not kind:
            name, _, kind = (part.strip() for part in inside.partition("："))
        many = kind.endswith(_LIST)
        kind = kind.removesuffix(_LIST)
        if "|" in kind:
            return Slot(name, "词", tuple(sorted((word.strip() for word in kind.split("|")), key=len, reverse=True)))
        if kind in self.sets:
            return Slot(name, "词", tuple(sorted(self.sets[kind], key=lambda word: (-len(word), word))), many)
        if kind and kind not in SLOT_KINDS:
            known = (*SLOT_KINDS, *self.sets)
            raise _Fault(
                "P458", at, at + len(inside), kind=kind, near="、".join(nearest(kind, known)) or "、".join(SLOT_KINDS)
            )
        if not kind or (many and not kind):
            column = self.columns.get(name)
            if column is None:
                near = "、".join(nearest(name, self.columns)) or "、".join(list(self.columns)[:8])
                raise _Fault("P459", at, at + len(inside), name=name, near=near)
            kind = _BY_COLUMN.get(column.kind.word, column.kind.word)
        return Slot(name, kind, (), many)
