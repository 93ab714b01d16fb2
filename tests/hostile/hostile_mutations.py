"""Accidents and malice, seeded: bytes flipped, slices doubled, lines swapped, signs put in, keys lost."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from gouji.engine.result import Result
from gouji.engine.ruleset import RuleSet, load_rules
from gouji.faults import GoujiError, RuleError
from gouji.output import render_diagnostics
from gouji.report import Report

ROOT = Path(__file__).resolve().parents[2]
#: The longest that one mutated input may take (seconds of processor time).
LONGEST = 8.0

INSERTED = (
    *"()[]{}（）［］｛｝【】《》“”‘’「」『』\"'`",
    *"+-*/×÷−=＝<>≤≥≠≈±%‰％.．,，、:：;；。!！?？|&^~#@$\\_",
    *(
        "且",
        "或",
        "非",
        "当",
        "则",
        "其中",
        "满足",
        "每组",
        "按",
        "属于",
        "不包含",
        "匹配 /",
        "达到",
        "为空",
        "可比",
        "同单位",
    ),
    *("合计(", "计数(", "最大(", "每个(", "存在(", "显示(", "舍入(", "整数解(", "天数(", "首数(", "缺省(", "本行."),
    *("when ", " then ", " and ", "not ", "sum(", "this.", "in {", "==", "=<", "=>", "<>", "&&", "||", "**", "//"),
    *(
        "9" * 40,
        "1e999",
        "-0",
        "0.",
        "1,23,4",
        "１２３",
        "Infinity",
        "NaN",
        "99999999年",
        "2023年13月40日",
        "0年",
        "五亿亿",
    ),
    *(
        "\x00",
        "\x1b[2J",
        "\x07",
        "\x7f",
        "\x85",
        "\xa0",
        "\u200b",
        "\u202e",
        "\u2028",
        "\ufeff",
        "\ufffe",
        "\U0010ffff",
        "é",
    ),
    *(
        "\t",
        "\n",
        "\r",
        "\r\n",
        "  - ",
        "\n\n",
        "---\n",
        "? ",
        "- ",
        ": ",
        "&a ",
        "*a ",
        "!!int ",
        "<<: ",
        "| ",
        "> ",
        "~",
        "{}",
        "[]",
    ),
    *(
        "[" * 70,
        "(" * 60,
        "{a: " * 70,
        "- " * 70,
        "非 " * 50,
        "-" * 60,
        "x" * 30_000,
        " " * 5_000,
        "甲.",
        "乙[",
        "/(a+)+$/",
    ),
)
BYTES = (b"\xff", b"\xfe\xff", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80", b"\x00", b"\xef\xbb\xbf", b"\x80")


def mutated(data: bytes, random: Random) -> bytes:
    """``data`` after one to three accidents."""
    for _ in range(random.choice((1, 1, 2, 3))):
        data = _accident(data, random)
    return data


def _accident(data: bytes, random: Random) -> bytes:
    if not data:
        return random.choice(INSERTED).encode("utf-8", "surrogatepass")
    at = random.randrange(len(data))
    to = min(len(data), at + random.choice((1, 3, 12, 60, 400)))
    match random.randrange(10):
        case 0:
            return data[:at] + bytes([data[at] ^ (1 << random.randrange(8))]) + data[at + 1 :]
        case 1:
            return data[:at]
        case 2:
            return data[:to] + data[at:to] * random.choice((1, 1, 2, 20)) + data[to:]
        case 3:
            return data[:at] + data[to:]
        case 4:
            return data[:at] + random.choice(BYTES) + data[at:]
        case 5:
            return _on_lines(data, random)
        case 6:
            return re.sub(rb"[0-9]+(?:\.[0-9]+)?", lambda found: _number(found.group(), random), data, count=3)
    # whole characters from here on, so that most results are texts
    text = data.decode("utf-8", "replace")
    at = random.randrange(len(text))
    to = at if random.random() < 0.6 else at + random.choice((1, 1, 2, 5))
    return (text[:at] + random.choice(INSERTED) + text[to:]).encode("utf-8", "surrogatepass")


def _on_lines(data: bytes, random: Random) -> bytes:
    lines = data.split(b"\n")
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(4):
        case 0:
            lines[one], lines[other] = lines[other], lines[one]
        case 1:
            del lines[one]
        case 2:
            lines[one] = b" " * random.randrange(1, 9) + lines[one]
        case _:  # a key without its name
            lines[one] = lines[one].partition(b":")[2]
    return b"\n".join(lines)


def _number(digits: bytes, random: Random) -> bytes:
    return random.choice(
        (digits, digits, b"9" * 300, b"0", b"-" + digits, digits + b"e9999", digits * 20, b"0." + b"0" * 80 + b"1")
    )


@contextmanager
def soon(what: object) -> Iterator[None]:
    """Fails where the block takes longer than any single input may."""
    begin = time.process_time()
    yield
    spent = time.process_time() - begin
    assert spent < LONGEST, f"{spent:.1f} s: {what!r}"


def well_told(fault: GoujiError, code: int) -> None:
    """The error carries its exit code, and every diagnostic is a sentence in both languages that can be shown."""
    assert fault.exit_code == code, fault
    assert fault.diagnostics
    for diagnostic in fault.diagnostics[:20]:
        assert diagnostic.message("zh").strip() and diagnostic.message("en").strip()
        assert diagnostic.label is None or diagnostic.label.line >= 0
    shown = render_diagnostics(fault.diagnostics[:20], "zh", False, 80)
    assert "\x1b" not in shown and "\x00" not in shown


def opened(path: Path, before: RuleSet | None = None) -> RuleSet | None:
    """The rules, or None where they were refused as they should be."""
    try:
        return load_rules(path)
    except RuleError as fault:
        well_told(fault, 2)
        return None


def judged(rules: RuleSet, report: Report) -> Result:
    """A result that is whole: it says something of every rule and can be written down."""
    result = rules.check(report)
    assert set(result.rules) == {rule.id for rule in rules.rules}
    for counts in result.rules.values():
        assert min(counts) >= 0
    return result
