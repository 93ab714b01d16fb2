"""The parts of Python code as :mod:`ast` has them, each with a place, which the compiler asks for.

All places are the same: the code has no text. They stand in the classes, so that nobody has to put one on every part of a
tree, which takes longer than the compiler itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ast import *  # noqa: F403
else:
    import ast

    _PLACE = {"lineno": 1, "col_offset": 0, "end_lineno": 1, "end_col_offset": 0}

    def __getattr__(name):
        known = getattr(ast, name)
        if isinstance(known, type) and issubclass(known, (ast.expr, ast.stmt, ast.arg)) and known._fields:
            known = type(name, (known,), {"__slots__": (), **_PLACE})
        globals()[name] = known
        return known
