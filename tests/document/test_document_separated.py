"""Lines of a text whose cells are parted by commas or other pauses are tables; sentences are not."""

from __future__ import annotations

import pytest

from gouji.document.model import Grid
from gouji.document.reading import read_bytes


def grids(text: str) -> list[list[list[str]]]:
    (document,) = read_bytes(text.encode(), "文.txt")
    out = []
    for block in document.blocks:
        if isinstance(block, Grid):
            rows: dict[int, list[str]] = {}
            for cell in block.cells:
                rows.setdefault(cell.row, []).append(cell.text.text)
            out.append([rows[row] for row in sorted(rows)])
    return out


@pytest.mark.parametrize("sign", ["、", ",", "，", ";", "；"])
def test_rows_of_cells_parted_by_one_sign_are_a_table(sign: str) -> None:
    lines = [["村", "户数", "面积"], ["东村", "31", "4.6"], ["西村", "28", "5.2"]]
    assert grids("说明在后。\n" + "\n".join(sign.join(line) for line in lines) + "\n完。") == [lines]


def test_quotation_marks_and_grouped_digits_keep_a_number_whole() -> None:
    assert grids('甲,"1,260.00",860.00,95%\n乙,"3,480.50",98.00,90%') == [
        [["甲", "1,260.00", "860.00", "95%"], ["乙", "3,480.50", "98.00", "90%"]]
    ]
    assert grids("甲,1,260,35\n乙,3,480,28") == [[["甲", "1,260", "35"], ["乙", "3,480", "28"]]]


def test_a_remark_in_a_cell_leaves_the_row_in_its_table() -> None:
    assert grids("甲,12,60%,\n乙,15,75%,原因：汛期停工\n丙,20,80%,") == [
        [["甲", "12", "60%", ""], ["乙", "15", "75%", "原因：汛期停工"], ["丙", "20", "80%", ""]]
    ]


def test_places_are_those_of_the_cells() -> None:
    (document,) = read_bytes("甲、 31 、4.6\n乙、28、5.2\n".encode(), "文.txt")
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    places = [(cell.text.place().line, cell.text.place().column) for cell in grid.cells]
    assert places == [(1, 1), (1, 4), (1, 8), (2, 1), (2, 3), (2, 6)]


@pytest.mark.parametrize(
    "text",
    [
        "修路31公里、架桥4座、植树28亩。\n修渠5公里、打井6眼、护坡7处。",
        "东村31户，西村28户，南村9户\n另有5户已经搬走",
        "东村、31\n西村、28",
        "东村、31、4.6",
        "甲、乙、丙\n丁、戊、己",
    ],
)
def test_sentences_and_short_lists_are_no_table(text: str) -> None:
    assert grids(text) == []


def test_a_row_has_the_cells_of_the_rows_above_where_its_digits_could_be_grouped() -> None:
    lines = [["村", "户", "人", "亩", "合计"], ["东村", "46", "28", "63", "137"], ["合计", "177", "102", "257", "571"]]
    assert grids("\n".join(",".join(line) for line in lines)) == [lines]
