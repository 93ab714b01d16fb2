"""Numbers as printed: figures, units, intervals of true values, targets, dates.

A printed number is a claim about an unknown true value. This room keeps what was printed, exactly, and answers which
true values print that way.
"""

from __future__ import annotations

from gouji.figures.dates import Period, parse_period, with_year
from gouji.figures.figure import Figure
from gouji.figures.formatting import format_number, format_quantity, rounded_text
from gouji.figures.interval import Interval
from gouji.figures.parsing import parse_figure, parse_leading_figure
from gouji.figures.target import Reached, Target, parse_target, reach
from gouji.figures.units import BARE, Unit, find_unit, measure_classes

__all__ = [
    "BARE",
    "Figure",
    "Interval",
    "Period",
    "Reached",
    "Target",
    "Unit",
    "find_unit",
    "format_number",
    "format_quantity",
    "measure_classes",
    "parse_figure",
    "parse_leading_figure",
    "parse_period",
    "parse_target",
    "reach",
    "rounded_text",
    "with_year",
]
