"""What of a rule is told with the figures filled in, and the text around the figures."""

from __future__ import annotations

from gouji.faults import regex as re
from gouji.language import show
from gouji.language.syntax import Ask, Compare, Logic, Name, Node, Not, Number, Rule

#: Sets of filled parts remembered for one rule: which parts have a value varies little.
REMEMBERED = 16
_MARK = re.compile("\0(\\d+)\0")


class Told:
    """The requirement, and of the condition what is more than a guard against empty cells."""

    def __init__(self, require: Node, when: Node | None, table: str | None, keys: tuple[str, ...]) -> None:
        kept = _without_guards(when) if when is not None else None
        self.tree = Rule((0, 0), require, kept, table if keys else None, keys)
        self._templates: dict[tuple[str, frozenset[int]], tuple[str | int, ...]] = {}

    def template(self, filled: frozenset[int], lang: str = "zh") -> tuple[str | int, ...]:
        """The text of the tree around the parts (by ``id``) that are filled: texts, and the ids in their places."""
        known = self._templates.get((lang, filled))
        if known is None:
            if len(self._templates) >= REMEMBERED:
                self._templates.clear()
            text = show(self.tree, lambda node: f"\0{id(node)}\0" if id(node) in filled else None, lang)
            parts = _MARK.split(text)
            known = tuple(int(part) if at % 2 else part for at, part in enumerate(parts))
            self._templates[lang, filled] = known
        return known


def _without_guards(node: Node) -> Node | None:
    """A condition without its guards (已填, 可比, a derived name, a comparison with zero); None if nothing is left."""
    match node:
        case Ask() | Name() | Not(operand=Ask() | Name()):
            return None  # a derived name is a yes by now; the formula names it
        case Compare(right=Number(figure=figure)) if not figure.value:
            return None
        case Logic(span=span, operator="且", operands=operands):
            kept = tuple(told for part in operands if (told := _without_guards(part)) is not None)
            return Logic(span, "且", kept) if len(kept) > 1 else kept[0] if kept else None
    return node


__all__ = ["Told"]
