"""A root in one sentence, in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from gouji.diagnosis.blocks import Block
from gouji.diagnosis.named import Named
from gouji.diagnosis.system import Unknown
from gouji.engine.roots import CAUSES
from gouji.report import Anchor, Place

#: Said of a root whose search was stopped.
STOPPED = (
    "关系太多，没有找完所有的可能",
    "too many relations: not every possibility was looked at",
)


def sentence(
    named: Sequence[Named],
    block: Block,
    edit: Sequence[tuple[int, str]],
    plug: int | None,
    locate: Callable[[Anchor], Place],
) -> tuple[str, str]:
    """What a root says: which cell is wrong, or that this cannot be told; the best suspect first.

    Cells of one name are told apart by what is printed in them and where; ``locate`` knows the place of a cell.
    """
    best = named[0]
    calls = _Calls(named, locate)
    name, name_en = calls.name(best.unknown)
    printed = best.unknown.cell.content.text
    if plug is not None:
        words_ = CAUSES["rounding-plug"]
        return f"{name} {printed}：{words_[0]}", f"{name_en} {printed}: {words_[1]}"
    causes = [proposal for proposal, _ in best.slips]
    count = len({cell for cells in block.sets for cell in cells})
    if len(block.sets) == 1 and len(named) > 1:
        names = [calls.full(one.unknown) for one in named[:4]]
        shown, shown_en = "、".join(n for n, _ in names), ", ".join(n for _, n in names)
        if causes and causes[0].code == "cells-swapped":
            why = CAUSES["cells-swapped"]
            return f"{shown} {why[0]}", f"{shown_en}: {why[1]}"
        return f"{shown} 都要更正", f"{shown_en} all have to be corrected"
    if edit and len(edit) == 1:
        text = edit[0][1]
        say, say_en = f"{name} {printed} 应为 {text}", f"{name_en} {printed} should be {text}"
        if causes and causes[0].text == text:
            why = CAUSES[causes[0].code]
            say, say_en = f"{say}：{why[0]}", f"{say_en}: {why[1]}"
        if len(block.sets) > 1:
            say = f"很可能{say}；也可能错在另外 {count - 1} 格"
            say_en = f"probably {say_en}; {count - 1} other cells are possible"
        return say, say_en
    if len(block.sets) == 1:
        return f"错在 {name} {printed}", f"{name_en} {printed} is wrong"
    if causes and causes[0].code == "cells-swapped":
        why = CAUSES["cells-swapped"]
        source = next(one for one in named if one.unknown.anchor == causes[0].source)
        other, other_en = calls.name(source.unknown)
        return f"很可能是 {name} 与 {other} {why[0]}", f"probably {name_en} and {other_en}: {why[1]}"
    names = [calls.full(one.unknown) for one in named[:4]]
    shown, shown_en = "、".join(n for n, _ in names), ", ".join(n for _, n in names)
    if count > 4:
        shown, shown_en = f"{shown} 等 {count} 格", f"{shown_en} and others, {count} in all"
    if len(block.sets[0]) > 1:
        several = len(block.sets[0])
        return (
            f"至少有 {several} 格要更正，不能确定是哪几格：{shown}",
            f"at least {several} cells have to be corrected; which ones cannot be told: {shown_en}",
        )
    return f"不能确定错在哪一格：{shown}", f"which cell is wrong cannot be told: {shown_en}"


class _Calls:
    """What the suspected cells of a root are called."""

    def __init__(self, named: Sequence[Named], locate: Callable[[Anchor], Place]) -> None:
        self._locate = locate
        self._shared = {name for name, count in Counter(_name(one.unknown) for one in named).items() if count > 1}

    def name(self, unknown: Unknown) -> tuple[str, str]:
        """The name of a cell, with its place where another cell has that name too."""
        name, name_en = _name(unknown)
        if (name, name_en) not in self._shared:
            return name, name_en
        at, at_en = spot(self._locate(unknown.anchor))
        return f"{name}（{at}）" if at else name, f"{name_en} ({at_en})" if at_en else name_en

    def full(self, unknown: Unknown) -> tuple[str, str]:
        """The same, with what is printed there before the place."""
        name, name_en = _name(unknown)
        if (name, name_en) not in self._shared:
            return name, name_en
        printed = " ".join(unknown.cell.content.text.split())
        at, at_en = spot(self._locate(unknown.anchor))
        return f"{name} {printed}" + (f"（{at}）" if at else ""), f"{name_en} {printed}" + (f" ({at_en})" if at else "")


def spot(place: Place) -> tuple[str, str]:
    """A place in a few words: the cell, else the line, the paragraph or the page."""
    if place.cell is not None:
        return (
            (place.cell, place.cell)
            if place.table is None
            else (f"第{place.table}表 {place.cell}", f"table {place.table} {place.cell}")
        )
    for number, zh, en in (
        (place.line, "行", "line"),
        (place.paragraph, "段", "paragraph"),
        (place.page, "页", "page"),
    ):
        if number is not None:
            return f"第{number}{zh}", f"{en} {number}"
    return "", ""


def _name(unknown: Unknown) -> tuple[str, str]:
    """What people call a cell."""
    cell = unknown.cell
    if not cell.row:
        return f"“{cell.role}”", f"“{cell.role}”"
    return f"“{cell.row}”的“{cell.role}”", f"“{cell.role}” of “{cell.row}”"
