"""Units, measure words and numbers as text."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gouji.figures import BARE, find_unit, format_number, format_quantity, measure_classes
from gouji.figures.folding import fold
from gouji.figures.units import KNOWN_UNITS, LONGEST_UNIT, Unit


@pytest.mark.parametrize(
    ("word", "dimension", "scale"),
    [
        ("元", "money", Fraction(1)),
        ("千元", "money", Fraction(1000)),
        ("万元", "money", Fraction(10**4)),
        ("百万元", "money", Fraction(10**6)),
        ("亿元", "money", Fraction(10**8)),
        ("萬元", "money", Fraction(10**4)),
        ("亿美元", "money:美元", Fraction(10**8)),
        ("%", "ratio", Fraction(1, 100)),
        ("％", "ratio", Fraction(1, 100)),
        ("‰", "ratio", Fraction(1, 1000)),
        ("个百分点", "ratio", Fraction(1, 100)),
        ("分", "score", Fraction(1)),
        ("分钟", "hours", Fraction(1, 60)),
        ("名", "count:人", Fraction(1)),
        ("万人次", "count:人次", Fraction(10**4)),
        ("家", "count:个", Fraction(1)),
        ("平方米", "area", Fraction(1)),
        ("㎡", "area", Fraction(1)),
        ("m²", "area", Fraction(1)),
        ("万亩", "area", Fraction(20000000, 3)),
        ("公里", "length", Fraction(1000)),
        ("千克", "mass", Fraction(1)),
        ("吨", "mass", Fraction(1000)),
        ("个工作日", "workdays", Fraction(1)),
        ("天", "days", Fraction(1)),
        ("年", "months", Fraction(12)),
        ("万", "number", Fraction(10**4)),
    ],
)
def test_units_have_a_dimension_and_a_scale(word: str, dimension: str, scale: Fraction) -> None:
    unit = find_unit(word)
    assert unit is not None
    assert (unit.dimension, unit.scale) == (dimension, scale)


@pytest.mark.parametrize("word", ["完成", "月", "残疾人", "百%", "万万元", "人人", "元" * 50])
def test_other_words_are_no_units(word: str) -> None:
    assert find_unit(word) is None


def test_nothing_is_the_bare_unit() -> None:
    assert find_unit("") is BARE


def test_classes_of_measure_words() -> None:
    classes = measure_classes()
    assert {word: classes[word] for word in ("名", "位", "人", "场次", "次", "场", "人次", "户", "家", "个")} == {
        "名": "人",
        "位": "人",
        "人": "人",
        "场次": "场",
        "次": "场",
        "场": "场",
        "人次": "人次",
        "户": "户",
        "家": "个",
        "个": "个",
    }
    assert all(classes[name] == name for name in classes.values())
    with pytest.raises(TypeError):
        classes["名"] = "家"  # type: ignore[index]


def test_the_table_of_units_is_sound() -> None:
    for word, unit in KNOWN_UNITS.items():
        assert unit.symbol == word and unit.scale > 0
        assert len(word) <= LONGEST_UNIT
        assert fold(word) == word or word in ("m²", "m³")


@pytest.mark.parametrize(
    ("x", "places", "text"),
    [
        (Fraction(945, 1000), None, "0.945"),
        (Fraction(12000), None, "12000"),
        (Fraction(-1, 8), None, "-0.125"),
        (Fraction(0), None, "0"),
        (Fraction(1, 3), None, "≈0.3333"),
        (Fraction(-2, 3), 2, "≈-0.67"),
        (Fraction(1, 10**8), None, "0.00000001"),
        (Fraction(1, 10**9), None, "≈0.0000"),
        (Fraction(5, 4), 1, "≈1.2"),
        (Fraction(27, 20), 1, "≈1.4"),
        (Fraction(5, 2), 0, "≈2"),
        (Fraction(5, 2), 3, "2.5"),
    ],
)
def test_numbers_as_text(x: Fraction, places: int | None, text: str) -> None:
    assert format_number(x, places) == text


def test_negative_places_are_refused() -> None:
    with pytest.raises(ValueError, match="places"):
        format_number(Fraction(1), -1)


def test_quantities_as_text() -> None:
    percent, wan = find_unit("%"), find_unit("万元")
    assert percent is not None and wan is not None
    assert format_quantity(Fraction("0.945"), percent) == "94.5%"
    assert format_quantity(Fraction(103_897_000), wan) == "10389.7万元"
    assert format_quantity(Fraction(1, 3), percent) == "≈33.3333%"
    assert format_quantity(Fraction(1, 4), Unit("/4", "ratio", Fraction(1, 4))) == "1/4"
