"""Rows of figures without a name, under a header of several rows: 合计 over 甲, 小计 and 丙, 小计 over two more, and the same
once more beside it, behind it or by turns with it.

Which column a figure stands in nobody knows once a merged or an empty cell is lost; its order says enough: a whole stands
before its parts, and these may have parts of their own. Figures that can be read so from the first to the last prove it.
Where the row has as many figures as columns were counted, its halves are built alike: what one of them proves, the other
has to keep too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.grids.cells import Entry
from gouji.extraction.loose.figured import Figured, nameless
from gouji.figures import Figure, parse_figure

#: Figures of a row, and of one half of it.
_LEAST_FIGURES: Final = 4
_MOST_FIGURES: Final = 24
_LEAST_HALF: Final = 3
_MOST_HALF: Final = 8
#: Columns that are counted, at least.
_LEAST_COUNTED: Final = 3
#: Figures of fewer units of the last place are wholes of others by chance.
_TELLING: Final = 100

Sums = tuple[tuple[int, tuple[int, ...]], ...]
"""Places of wholes, each with those of its parts."""


def counted(entries: Sequence[Entry]) -> int:
    """How many columns a row of nothing but their numbers counts, beginning with 1; nought for any other row."""
    texts = [entry.text for entry in entries]
    if len(texts) < _LEAST_COUNTED or texts != [str(number) for number in range(1, len(texts) + 1)]:
        return 0
    return len(texts)


def unnamed(cells: Iterable[Entry], columns: int = 0) -> Iterator[Figured]:
    """What rows of figures say among cells that follow each other. ``columns``: how many were counted before them."""
    run: list[Entry] = []
    for cell in [*cells, None]:
        if cell is not None and cell.plain:
            run.append(cell)
            continue
        if len(run) >= _LEAST_FIGURES:
            yield from _row(run, columns)
        run = []


def _row(run: Sequence[Entry], columns: int) -> Iterator[Figured]:
    count = next((n for n in range(len(run), _LEAST_COUNTED, -1) if counted(run[:n])), 0)
    if count:
        run, columns = run[count:], count
    told = [(entry, figure) for entry in run if (figure := parse_figure(entry.text)) is not None]
    if not _LEAST_FIGURES <= len(told) <= _MOST_FIGURES or len({figure.dimension for _, figure in told}) > 1:
        return
    sums = _read([figure for _, figure in told], len(told) == columns)
    if sums:
        cells = dict(enumerate(entry for entry, _ in told))
        yield Figured(nameless([""] * len(told)), ((told[0][0], cells),), sums)


def _read(figures: Sequence[Figure], whole_row: bool) -> Sums:
    """The sums of a row: of its two halves, one behind the other or by turns, or of all of it."""
    size = len(figures)
    ways = [(range(cut), range(cut, size)) for cut in range(_LEAST_HALF, size - _LEAST_HALF + 1)]
    if not size % 2 and size >= 2 * _LEAST_HALF:
        ways.append((range(0, size, 2), range(1, size, 2)))
    found = []
    for ways_of in ways:
        shapes = [_shape([figures[at] for at in half]) for half in ways_of]
        if all(shapes):
            found.append(tuple(sum_ for half, shape in zip(ways_of, shapes, strict=True) for sum_ in _at(shape, half)))
    if len(found) == 1:
        return found[0]
    if found:
        return ()
    if whole_row and not size % 2:
        return _kept(figures, ways)
    return _shape(figures) if size <= _MOST_HALF else ()


def _kept(figures: Sequence[Figure], ways: Sequence[tuple[range, range]]) -> Sums:
    """The sums that one half proves and the other misses once, where only one reading has such halves."""
    found = []
    for one, other in ways:
        if len(one) != len(other):
            continue
        for proving, kept in ((one, other), (other, one)):
            shape = _shape([figures[at] for at in proving])
            if len(shape) > 1 and sum(not _holds([figures[at] for at in kept], made) for made in shape) == 1:
                found.append((*_at(shape, proving), *_at(shape, kept)))
    return found[0] if len(found) == 1 else ()


def _at(shape: Sums, places: Sequence[int]) -> Sums:
    return tuple((places[whole], tuple(places[part] for part in parts)) for whole, parts in shape)


def _holds(figures: Sequence[Figure], made: tuple[int, tuple[int, ...]]) -> bool:
    whole, parts = made
    return sum((figures[part].base for part in parts), Fraction(0)) == figures[whole].base


def _shape(figures: Sequence[Figure]) -> Sums:
    """The first figure as the whole of all others, some of which are wholes of those behind them. Empty where that cannot
    be, or where it would prove nothing."""
    if not _LEAST_HALF <= len(figures) <= _MOST_HALF or any(figure.value < 0 for figure in figures):
        return ()
    whole = figures[0]
    if whole.base < _TELLING * whole.step or sum(figure.value != 0 for figure in figures[1:]) < 2:
        return ()
    found = [sums for end, sums in _node([figure.base for figure in figures], 0) if end == len(figures) and sums]
    proving = [sums for sums in found if sum(figures[part].value != 0 for part in sums[0][1]) > 1]
    return max(proving, key=len, default=())


def _node(values: Sequence[Fraction], at: int) -> Iterator[tuple[int, Sums]]:
    """The ways to read the figure at a place: where those behind it that belong to it end, and their sums."""
    if at:
        yield at + 1, ()
    yield from _parts(values, at, at + 1, Fraction(0), ())


def _parts(
    values: Sequence[Fraction], whole: int, at: int, added: Fraction, parts: tuple[int, ...]
) -> Iterator[tuple[int, Sums]]:
    """The ways to go on with the parts of a whole: together they are what it is."""
    if parts and added == values[whole]:
        yield at, ((whole, parts),)
    if at >= len(values) or added > values[whole]:
        return
    for end, sums in _node(values, at):
        for last, more in _parts(values, whole, end, added + values[at], (*parts, at)):
            yield last, (*more, *sums)
