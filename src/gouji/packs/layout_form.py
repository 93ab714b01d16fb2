"""The keys of the vocabulary that say how a table is printed in documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gouji.language import Column, fold_text, nearest
from gouji.packs.layout import TableLayout
from gouji.packs.located import Located
from gouji.report.nodes import Node


@dataclass(slots=True)
class LayoutDraft:
    """The printed form of a table while the files of a pack are being read; later files add to earlier ones."""

    headers: dict[str, str] = field(default_factory=dict)
    carried: tuple[str, ...] = ()
    class_column: str | None = None
    total_name: str | None = None
    sum_texts: tuple[str, ...] = ()
    sum_fields: dict[str, str] = field(default_factory=dict)
    operators: dict[str, str] = field(default_factory=dict)
    units: dict[str, tuple[str, ...]] = field(default_factory=dict)
    typical: dict[str, tuple[str, ...]] = field(default_factory=dict)
    adds: str | None = None
    shares: dict[str, str] = field(default_factory=dict)
    roots: dict[str, tuple[str, ...]] = field(default_factory=dict)
    endings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    fillers: tuple[str, ...] = ()
    at_most: dict[str, str] = field(default_factory=dict)
    points: dict[str, str] = field(default_factory=dict)
    worth: str | None = None
    code: str | None = None

    def copy(self) -> LayoutDraft:
        return LayoutDraft(
            dict(self.headers),
            self.carried,
            self.class_column,
            self.total_name,
            self.sum_texts,
            dict(self.sum_fields),
            dict(self.operators),
            dict(self.units),
            dict(self.typical),
            self.adds,
            dict(self.shares),
            dict(self.roots),
            dict(self.endings),
            self.fillers,
            dict(self.at_most),
            dict(self.points),
            self.worth,
            self.code,
        )

    def finished(self, sets: Mapping[str, frozenset[str]]) -> TableLayout:
        """``sets`` are the word sets: one that is named stands for its words."""
        typical = {column: _words(words, sets) for column, words in self.typical.items()}
        return TableLayout(
            dict(self.headers),
            self.carried,
            self.class_column,
            self.total_name,
            _words(self.sum_texts, sets),
            dict(self.sum_fields),
            dict(self.operators),
            dict(self.units),
            typical,
            self.adds,
            dict(self.shares),
            {column: _words(words, sets) for column, words in self.roots.items()},
            {column: _words(words, sets) for column, words in self.endings.items()},
            _words(self.fillers, sets),
            dict(self.at_most),
            dict(self.points),
            self.worth,
            self.code,
        )


def read_layout(
    file: Located, table: str, keys: Mapping[str, Node], columns: Mapping[str, Column], layout: LayoutDraft
) -> None:
    """The keys of a table; a column that it does not have is a fault."""
    carried = file.texts(keys.get("carried"), "承上")
    if carried:
        layout.carried = tuple(name.text for name in carried if name.text)
    for name in carried:
        _known(file, name, table, name.text or "", columns)
    if class_column := file.text(keys.get("class"), "类别列"):
        layout.class_column = class_column
        _known(file, keys["class"], table, class_column, columns)
    layout.sum_texts += file.words(keys.get("sum_rows"), "汇总行")
    for column, form in file.entries(keys.get("sum_fields"), "汇总字段"):
        _known(file, column, table, column.text or "", columns)
        if target := file.text(form, "汇总字段"):
            layout.sum_fields[column.text or ""] = target
    layout.fillers += file.words(keys.get("fillers"), "衬字")
    for lower, upper in (*layout.at_most.items(), *layout.points.items()):
        if lower in columns:
            _known(file, keys.get("columns"), table, upper, columns)
    layout.worth = file.text(keys.get("worth"), "满分") or layout.worth
    layout.adds = file.text(keys.get("adds"), "相加") or layout.adds
    for column, form in file.entries(keys.get("shares"), "分占"):
        _known(file, column, table, column.text or "", columns)
        if target := file.text(form, "分占"):
            layout.shares[column.text or ""] = target
    if code := file.text(keys.get("code"), "编码列"):
        layout.code = code
        _known(file, keys["code"], table, code, columns)


def read_column_layout(file: Located, column: str, keys: Mapping[str, Node], layout: LayoutDraft) -> None:
    """The keys of a column or a field."""
    for word in file.words(keys.get("headers"), "表头"):
        layout.headers.setdefault(fold_text(word), column)
    for word in file.words(keys.get("operator_headers"), "算符列"):
        layout.operators.setdefault(fold_text(word), column)
    for word in file.words(keys.get("unit_headers"), "单位列"):
        known = layout.units.get(fold_text(word), ())
        layout.units[fold_text(word)] = known if column in known else (*known, column)
    if typical := file.words(keys.get("typical"), "常见值"):
        layout.typical[column] = (*layout.typical.get(column, ()), *typical)
    for key, word, kept in (("roots", "词根", layout.roots), ("endings", "词尾", layout.endings)):
        if words := file.words(keys.get(key), word):
            kept[column] = (*kept.get(column, ()), *words)
    if other := file.text(keys.get("at_most"), "不超过"):
        layout.at_most[column] = other
    if other := file.text(keys.get("points"), "括注"):
        layout.points[column] = other


def _words(words: Iterable[str], sets: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*(sets.get(word) or (fold_text(word),) for word in words))


def _known(file: Located, at: Node | None, table: str, name: str, columns: Mapping[str, Column]) -> None:
    if name not in columns and at is not None:
        file.add("P410", at, table=table, name=name, near="、".join(nearest(name, columns)))
