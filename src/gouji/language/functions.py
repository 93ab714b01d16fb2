"""What each function of the language takes, and of what kind its value is."""

from __future__ import annotations

from gouji.language import bound as b
from gouji.language.agreement import alike, as_number
from gouji.language.fault import RuleFault
from gouji.language.kinds import NUMBER, TEXT, TRUTH, Type
from gouji.language.printer import show
from gouji.language.syntax import Call

#: Decimal places that a number can be rounded to.
MOST_PLACES = 30


def bind_function(node: Call, function: str, arguments: tuple[b.Bound, ...]) -> b.Bound:
    """A call of a function that is no aggregate. Raises :class:`RuleFault` where an argument is of another kind."""
    match function:
        case "绝对值" | "显示":
            inner = as_number(arguments[0])
            if function == "显示" and not isinstance(inner, b.Cell | b.OneRow):
                raise RuleFault("R315", inner.node.span, text=show(inner.node))
            return b.Function(node, inner.type, function, (inner,))
        case "舍入" | "截断":
            inner = as_number(arguments[0])
            if not isinstance(arguments[1], b.Constant) or arguments[1].value.denominator != 1:
                raise RuleFault("R325", arguments[1].node.span, text=show(arguments[1].node))
            if not 0 <= arguments[1].value <= MOST_PLACES:
                raise RuleFault("R326", arguments[1].node.span, most=MOST_PLACES)
            return b.Function(node, inner.type, function, (inner, arguments[1]))
        case "缺省":
            if arguments[0].type.base in ("text", "target") and isinstance(arguments[1], b.Words):
                return b.Function(node, TEXT, function, arguments)
            inner, instead = alike(as_number(arguments[0]), as_number(arguments[1]), "互相代替", "exchanged")
            return b.Function(node, inner.type, function, (inner, instead))
        case "有列":
            if not isinstance(arguments[0], b.Cell):
                raise RuleFault("R315", arguments[0].node.span, text=show(arguments[0].node))
            return b.Function(node, TRUTH, function, arguments)
        case "最大" | "最小":
            numbers = [as_number(argument) for argument in arguments]
            for other in numbers[1:]:
                numbers[0], _ = alike(numbers[0], other, "比较", "compared")
            return b.Function(node, numbers[0].type, function, tuple(numbers))
        case "天数":
            return b.Function(node, Type("number", (("days", 1),)), function, arguments)
        case "相似度":
            return b.Function(node, Type("number", NUMBER, True), function, arguments)
        case "整数解":
            return b.Function(node, TRUTH, function, tuple(as_number(argument) for argument in arguments))
        case "首数":
            return b.Function(node, Type("value"), function, arguments)
        case "字数":
            return b.Function(node, Type("number"), function, arguments)
        case "算符":
            return b.Function(node, TEXT, function, arguments)
    raise RuleFault("R306", node.span, name=function, near="")
