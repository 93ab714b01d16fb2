"""The quick path: whole columns at a time, in whole numbers, for what is certain at once.

A screen is a second reading of the same bound rules, compiled through ``ast`` into one function for all reports of one form
(the same tables with the same headers). For every row it says: not applicable, passes, passes within rounding, or *not
sure*; whatever it is not sure about goes to the exact path, which alone finds faults and makes evidence. So the screen can
be incomplete but must never be wrong: every answer it gives is the one that the exact path would give (a property test
holds them side by side).

How it stays right: figures are whole numbers (base units × :data:`gouji.engine.whole.SCALE`), so arithmetic is exact. A cell
that is not one plain figure in the unit of its column is NaN, which makes every comparison it touches false; hence every
certainty is written as a comparison that is true, and never as ``!=``. Products and quotients are cross-multiplied; a
divisor must be a count or a single cell, which is further from zero than its rounding unless it is zero. "Within rounding" is
claimed by a witness only: the reported figure alone, moved inside its own rounding, meets the value of the other side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from gouji.engine import screening
from gouji.engine.screen_conditions import Conditions
from gouji.engine.screen_form import PASSES, UNSURE, WITHIN, Grasp, Screened
from gouji.engine.screen_parts import (
    EMPTY,
    FALSE,
    TRUE,
    Certain,
    Frame,
    NoScreen,
    certain_all,
    conjuncts,
    if_else,
    loop_over,
    numbered_loop,
    triple,
)
from gouji.language import Scope
from gouji.language import bound as b
from gouji.language import code_parts as ast
from gouji.language.emitter import call, function_def, name


class Screen(Conditions):
    """Writes one function that screens all rules on the reports of one form."""

    def function(
        self, rules: Sequence[tuple[Scope, b.Bound | None, b.Bound, Sequence[str]]]
    ) -> tuple[Callable[[Any], Sequence[Screened]], list[Grasp]]:
        """``screens(report)`` gives what each rule came to; the list says how much of each rule is screened.

        A rule is scope, condition, requirement and the columns that group its rows. The function raises KeyError for a
        report whose rows do not all have the headers of the form, OverflowError for numbers beyond its reach.
        """
        self._uses = Counter(self._key(part) for _, when, _, _ in rules for part in conjuncts(when))
        results: list[ast.expr] = []
        done: list[Grasp] = []
        for scope, when, require, keys in rules:
            before = (list(self._statements), dict(self._named), {t: dict(c) for t, c in self._columns.items()})
            self._filters = False
            try:
                answer = self._rule(scope, when, require, keys)
            except NoScreen:
                self._statements, self._named, self._columns = before
                done.append(Grasp.NONE)
                continue
            word = self._fresh("o")
            self._statements.append(ast.Assign([ast.Name(word, ast.Store())], answer))
            results.append(name(word))
            done.append(Grasp.CONDITION if self._filters else Grasp.WHOLE)
        body = [*self._prelude(), *self._statements, ast.Return(ast.Tuple(results, ast.Load()))]
        module = ast.Module([function_def("screens", ["report"], body)], [])
        scope_: dict[str, Any] = {**screening.NAMESPACE, **self._constants}
        exec(compile(module, "<screens>", "exec"), scope_)
        function: Callable[[Any], Sequence[Screened]] = scope_["screens"]
        return function, done

    def _prelude(self) -> list[ast.stmt]:
        """The columns and fields that the rules read, each fetched once."""
        out: list[ast.stmt] = []
        for table, columns in self._columns.items():
            source = self.form.tables[table]
            headers = self._constant("headers", tuple(source.headers[column] for column in columns))
            printed: ast.expr = ast.Constant(source.printed)
            if source.uniform:
                fetched = call("report.columns", printed, headers)
            else:
                tables = ast.Attribute(name("report"), "tables", ast.Load())
                fetched = call("loose", ast.Subscript(tables, printed, ast.Load()), headers)
            target = ast.Tuple([ast.Name(word, ast.Store()) for word in columns.values()], ast.Store())
            out.append(ast.Assign([target], fetched))
        for written, word in self._fields.items():
            fields = ast.Attribute(name("report"), "fields", ast.Load())
            value = ast.List([ast.Subscript(fields, ast.Constant(written), ast.Load())], ast.Load())
            out.append(ast.Assign([ast.Name(word, ast.Store())], value))
        return out

    # -- one rule -----------------------------------------------------------------------------------------------------

    def _rule(self, scope: Scope, when: b.Bound | None, require: b.Bound, keys: Sequence[str]) -> ast.expr:
        self._group = bool(scope.keys)
        if scope.table is None:
            self._frames = []
            asked = self._asked(when)
            some = triple(0, ast.Constant(None), ast.List([self._required(require, asked)], ast.Load()))
            return if_else(asked.fails, triple(1, EMPTY, EMPTY), some)
        if scope.table not in self.form.tables:
            raise NoScreen
        if self._group:
            return self._on_groups(scope, when, require, keys)
        if when is None:
            frame = Frame(0)
            self._frames = [frame]
            status = self._required(require, Certain(TRUE, FALSE))
            if not frame.loops:
                raise NoScreen
            return triple(0, ast.Constant(None), ast.ListComp(status, [loop_over(frame.loops)]))
        return self._on_active(when, require)

    def _on_groups(self, scope: Scope, when: b.Bound | None, require: b.Bound, keys: Sequence[str]) -> ast.expr:
        assert scope.table is not None
        self._frames = [Frame(0)]
        columns = [name(self._texts(scope.table, key)) for key in keys]
        groups = self._entry(f"groups:{scope.table}:{','.join(keys)}", lambda: call("grouped", *columns))
        asked = self._asked(when)
        status = self._required(require, asked)
        loop = ast.comprehension(ast.Name("g", ast.Store()), name(groups), [], 0)
        if when is None:
            return triple(0, ast.Constant(None), ast.ListComp(status, [loop]))
        loop.ifs = [ast.UnaryOp(ast.Not(), asked.fails)]
        pairs = ast.ListComp(ast.Tuple([name("g"), status], ast.Load()), [loop])
        return call("unzipped", pairs, call("len", name(groups)))

    def _on_active(self, when: b.Bound, require: b.Bound) -> ast.expr:
        """First the rows on which the condition may hold, found part by part and shared between rules; then those alone.

        The part that most rules share comes first: it looks at all rows, the others at those that are left.
        """
        parts = sorted(conjuncts(when), key=lambda part: -self._uses[self._key(part)])
        active, rows = self._active_rows(parts)
        frame = Frame(0, index="i")
        self._frames = [frame]
        asked = certain_all([self._doubted(part) for part in parts])
        status = self._required(require, asked)
        loop = ast.comprehension(ast.Name("i", ast.Store()), name(active), [], 0)
        none = ast.BinOp(call("len", name(rows)), ast.Sub(), call("len", name(active)))
        return triple(none, name(active), ast.ListComp(status, [loop]))

    def _active_rows(self, parts: Sequence[b.Bound]) -> tuple[str, str]:
        """The name of the list of rows on which no part certainly fails, and of any column of the table."""
        active = rows = ""
        key = "active:"
        for part in parts:
            before, key = key, f"{key}&{self._key(part)}"
            if key in self._named:
                active, rows = self._named[key], self._named[key + ":rows"]
                continue
            if not active and (found := self._possible(part)) is not None:
                rows, listed = found
                active = self._entry(key, lambda listed=listed: listed)  # type: ignore[misc]
                self._named[key + ":rows"] = rows
                continue
            frame = Frame(0, index="i" if active else "")
            self._frames = [frame]
            fails = self._doubted(part).fails
            if fails is FALSE:  # it narrows nothing down
                key = before
                continue
            if active:
                loop = ast.comprehension(ast.Name("i", ast.Store()), name(active), [], 0)
            else:
                if not frame.loops:
                    raise NoScreen
                loop = numbered_loop(frame.loops)
                rows = next(iter(frame.loops))
            loop.ifs = [ast.UnaryOp(ast.Not(), fails)]
            listed = ast.ListComp(name("i"), [loop])
            active = self._entry(key, lambda listed=listed: listed)  # type: ignore[misc]
            self._named[key + ":rows"] = rows
        if not active:
            raise NoScreen
        return active, rows

    def _possible(self, part: b.Bound) -> tuple[str, ast.expr] | None:
        """For a condition on the text of one cell: its column, and the rows on which it does not fail, without a loop."""
        if not isinstance(part, b.Match | b.Membership | b.Question):
            return None
        try:
            first, ask, key = self._asking(part)
            texts = self._texts(first.table, first.column.name)
        except NoScreen:
            return None
        if first.level != 0 or first.of_group:
            return None  # a cell of the rows themselves
        memo = self._memo("possible", first, lambda reading: screening.possible(ask(reading)), key)
        assert isinstance(memo, ast.Name)
        chosen = call("map", ast.Attribute(memo, "__getitem__", ast.Load()), name(texts))
        return texts, call("list", call("compress", call("count"), chosen))

    def _asked(self, when: b.Bound | None) -> Certain:
        return certain_all([self._doubted(part) for part in conjuncts(when)])

    def _required(self, require: b.Bound, asked: Certain) -> ast.expr:
        """The status of a row; a rule that may never be sure of a row is a mere filter."""
        needed = self._doubted(require) if asked.holds is not FALSE else Certain(FALSE, FALSE)
        if needed.holds is FALSE and needed.within is FALSE:
            if asked.fails is FALSE:
                raise NoScreen
            self._filters = True
            return ast.Constant(UNSURE)
        inside = if_else(needed.holds, PASSES, if_else(needed.within, WITHIN, UNSURE))
        return if_else(asked.holds, inside, UNSURE)


__all__ = ["Screen"]
