"""Cells as a rule sees them: the printed text with its place, and the unknown that it stands for."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Protocol

from gouji.engine.quantity import ZERO, Dim, Leaf, Quantity, of_cell, of_leaf
from gouji.engine.reading import Content, Parsed, Recipe, is_exact
from gouji.faults import Note
from gouji.figures import Figure, parse_leading_figure
from gouji.language import Column
from gouji.report import Anchor


def _width(column: Column, figure: Figure) -> str:
    """How wide a figure is read: as the column says, except that in a column of any kind counts and scores are exact.

    A count in ten thousands is rounded to them (2.51万人, 3万), and one with decimals is a mean (14.9人): as wide as printed.
    """
    if column.kind.base != "value":
        return column.width
    dimension = figure.unit.dimension
    whole = dimension == "number" and figure.ulp >= 1 and figure.step == figure.ulp
    counted = dimension.startswith("count") and figure.step == 1
    return "exact" if whole or dimension == "score" or counted else "printed"


def dim_of_figure(figure: Figure, column: Column | None = None) -> Dim:
    """The dimension in which a figure meets others; a bare amount of money has a scale that nobody knows."""
    dimension = figure.unit.dimension
    if dimension == "ratio":
        return ()
    if dimension == "number":
        name = column.kind.dim[0][0] if column is not None and column.kind.dim else ""
        if name == "score" or (name not in ("", "count") and not figure.value):
            return ((name, 1),)  # nothing is nothing in every scale
        return () if name in ("", "count") else ((f"{name}?", 1),)
    return ((dimension, 1),)


class Holder(Protocol):
    """What a cell belongs to: it knows the printed names of the cell and what its row is about."""

    def anchor(self, row: int) -> Anchor: ...

    def label(self, row: int) -> str: ...

    @property
    def half(self) -> Fraction | None: ...

    @property
    def slot(self) -> tuple[str | None, Column]: ...


class Cell(Leaf):
    """One cell of one report, as the exact path sees it; where it stands is asked when somebody points at it.

    A cell whose text is one plain figure (its content has a recipe then) is itself the unknown that it stands for.
    """

    __slots__ = ("_anchor", "_holder", "_label", "_quantity", "column", "content", "finest", "index", "role")

    def __init__(
        self, holder: Holder | None, index: int, column: Column, content: Content, finest: Fraction | None = None
    ) -> None:
        self.column = column
        self.content = content
        self.finest = finest
        self.role = column.name
        self._holder = holder
        self.index = index
        self._anchor: Anchor | None = None
        self._label: str | None = None
        self._quantity: Quantity | None = None
        self._interval = self._truncated = None

    # -- as an unknown; asked only of cells with a recipe

    @property
    def source(self) -> Cell:  # type: ignore[override]  # a reference to itself would outlive everybody
        return self

    @property
    def figure(self) -> Figure:  # type: ignore[override]  # that of its content
        recipe = self.content.recipe
        assert recipe is not None
        return recipe.figure

    @property
    def width(self) -> str:  # type: ignore[override]
        recipe = self.content.recipe
        assert recipe is not None
        return recipe.width

    @property
    def ulp(self) -> Fraction | None:  # type: ignore[override]
        return self.finest if self.width == "column" else None

    @property
    def half(self) -> Fraction:
        recipe = self.content.recipe
        assert recipe is not None
        if recipe.width == "exact":
            return ZERO
        if recipe.width == "column" and self._holder is not None and (half := self._holder.half) is not None:
            return half
        return self.content.half

    # -- as a cell

    @property
    def anchor(self) -> Anchor:
        """The printed names of the cell."""
        if self._anchor is None:
            assert self._holder is not None
            self._anchor = self._holder.anchor(self.index)
        return self._anchor

    @property
    def table(self) -> str | None:
        """The table of the vocabulary that it stands in; None for a field."""
        assert self._holder is not None
        return self._holder.slot[0]

    @property
    def row(self) -> str:
        """What the row is about; empty for a field."""
        if self._label is None:
            assert self._holder is not None
            self._label = self._holder.label(self.index)
        return self._label

    @property
    def quantity(self) -> Quantity | Note:
        """The cell as an unknown, or why it is none."""
        if self._quantity is not None:
            return self._quantity
        content = self.content
        recipe = content.recipe or self.recipe
        if recipe is not None:
            self._quantity = of_cell(self, recipe.dim, recipe.base, recipe.ratio)
            return self._quantity
        if content.empty:
            return Note.of("U602", name=self.role)
        if content.problem is not None:
            return content.problem
        figure = content.figure
        if figure is None:
            return Note.of("U603", name=self.role, text=content.text[:40])
        self._quantity = self._of(figure, tuple(self._of(part) for part in figure.parts))
        if content.target is not None and len(content.target.figures) > 1:
            others = tuple(self._of(part) for part in content.target.figures[1:])
            self._quantity = self._quantity._replace(alternatives=self._quantity.alternatives + others)
        return self._quantity

    @property
    def recipe(self) -> Recipe | None:
        """What the cell is where its text is one plain figure."""
        content = self.content
        if content.recipe is None and not content.empty and content.problem is None and content.target is None:
            figure = content.figure
            if figure is not None and figure.plain and not figure.parts:
                base, dim = content.base, dim_of_figure(figure, self.column)
                unit = figure.unit
                numbers = (base.numerator, base.denominator)
                width, ratio = _width(self.column, figure), unit.dimension == "ratio"
                content.recipe = Recipe(width, dim, ratio, figure, unit, base, *numbers)
        return content.recipe

    def let_go(self) -> None:
        """Forget the quantity, which is made of the cell itself; it can be made again."""
        self._quantity = None

    def _of(self, figure: Figure, alternatives: tuple[Quantity, ...] = ()) -> Quantity:
        width = _width(self.column, figure)
        target = self.content.target is not None
        if target and is_exact(figure):
            figure = replace(figure, bound="")  # the operator of a target is no doubt about its figure
        ulp = self.finest if width == "column" else None
        leaf = Leaf(self, figure, "exact" if target else width, ulp)
        base = self.content.base if figure.text == self.content.text else figure.base
        return of_leaf(leaf, dim_of_figure(figure, self.column), base, alternatives)

    def as_printed(self) -> Quantity | Note:
        """The cell with the width of its printed digits, whatever its column says (``显示(…)``)."""
        quantity = self.quantity
        if isinstance(quantity, Note) or (leaf := quantity.leaf) is None or not leaf.figure.plain:
            return quantity
        figure = leaf.figure
        wide = Leaf(self, figure, "printed")
        return of_leaf(wide, quantity.dim, quantity.value)

    def leading(self) -> Content | None:
        """The figure that the text begins with, read as a cell of its own."""
        found = parse_leading_figure(self.content.text)
        if found is None:
            return None
        figure = found[0]
        return Content(self.content.text, self.content.folded, False, lambda _: Parsed(figure))
