"""Verbs and groups of verbs with help that lines up in Chinese, and with every error caught in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any
from unicodedata import east_asian_width

import click

_PIECES = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 [参数]..."}


def cells(text: str) -> int:
    """The display width of a text."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def folded(text: str, width: int) -> list[str]:
    """A help text in lines of at most ``width`` cells: broken at blanks, and between Chinese characters."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used, room = "", 0, 0
        for char in paragraph:
            size = cells(char)
            if used + size > width and char not in "，。；：、）”":
                keep = room if room and not _wide(char) else len(line)
                lines.append(line[:keep].rstrip())
                line = line[keep:].lstrip()
                used, room = cells(line), 0
                if char == " " and not line:
                    continue
            line, used = line + char, used + size
            if char == " " or _wide(char):
                room = len(line)
        lines.append(line.rstrip())
    return lines


def _wide(char: str) -> bool:
    return east_asian_width(char) in "WF"


class Helpful(click.Command):
    """Help in a layout of its own; ``examples`` are shown after the options. An empty argument is refused."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **options: Any) -> None:
        options.setdefault("context_settings", {"help_option_names": ["-h", "--help"]})
        super().__init__(*args, **options)
        self.examples = tuple(examples)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if "" in args:
            from gouji.faults import Diagnostic, SettingError

            raise SettingError([Diagnostic("C519")])
        return super().parse_args(ctx, args)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这份说明 / show this help"
        return option

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = max(50, min(formatter.width + 2, 100))
        pieces = [_PIECES.get(piece, piece) for piece in self.collect_usage_pieces(ctx)]
        formatter.write(f"用法 / Usage: {ctx.command_path} {' '.join(pieces)}\n")
        if self.help:
            formatter.write("\n" + "".join(f"  {line}\n" for line in folded(self.help, width - 2)))
        for title, rows in (("命令 / Commands", self.verb_rows(ctx)), ("选项 / Options", self._option_rows(ctx))):
            if rows:
                formatter.write(f"\n{title}:\n")
                column = min(34, max(cells(name) for name, _ in rows) + 2)
                for name, text in rows:
                    formatter.write(_row(name, text, column, width))
        if self.examples:
            formatter.write("\n例 / Examples:\n" + "".join(f"  {example}\n" for example in self.examples))
        if self.epilog:
            formatter.write("\n" + self.epilog + "\n")

    def verb_rows(self, ctx: click.Context) -> list[tuple[str, str]]:
        """The verbs of a group with their summaries."""
        return []

    def _option_rows(self, ctx: click.Context) -> list[tuple[str, str]]:
        rows = []
        for parameter in self.get_params(ctx):
            if isinstance(parameter, click.Option) and not parameter.hidden:
                names = ", ".join((*parameter.opts, *parameter.secondary_opts))
                metavar = "" if parameter.is_flag else " " + (parameter.metavar or "值")
                rows.append((names + metavar, parameter.help or ""))
        return rows


def _row(name: str, text: str, column: int, width: int) -> str:
    lines = folded(text, width - column - 2)
    if cells(name) > column - 2:
        lines.insert(0, "")
    first, *rest = lines
    head = f"  {name}" + (" " * (column - cells(name)) + first if first else "")
    return "\n".join([head.rstrip(), *(" " * (column + 2) + line for line in rest)]) + "\n"


class Verb(Helpful):
    """One verb."""


class VerbGroup(Helpful, click.Group):
    """Verbs by name, each with where its command is (``module:attribute``) and its summary."""

    def __init__(self, name: str, verbs: Mapping[str, tuple[str, str]], **options: Any) -> None:
        super().__init__(name, **options)
        self.verbs = verbs

    def verb_rows(self, ctx: click.Context) -> list[tuple[str, str]]:
        return [(name, summary) for name, (_, summary) in self.verbs.items()]

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        known = self.verbs.get(cmd_name)
        if known is None:
            return None
        module, _, attribute = known[0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def main(self, args: Any = None, prog_name: str | None = None, *rest: Any, **options: Any) -> Any:
        """Run; whatever happens, the caller gets an exit code and the person a sentence, never a traceback."""
        import sys

        from gouji.cli.guard import guarded

        given = list(sys.argv[1:] if args is None else args)
        standalone = options.pop("standalone_mode", True)
        options.pop("complete_var", None)
        run = super().main
        code = guarded(lambda: run(given, prog_name or "audit", standalone_mode=False, **options), given)
        if standalone:
            sys.exit(code)
        return code
