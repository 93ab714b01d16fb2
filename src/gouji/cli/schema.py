"""``audit schema``: the JSON Schema of a report, of rule files, or of a result."""

from __future__ import annotations

import click

from gouji.cli.command import Verb


@click.command(
    cls=Verb,
    examples=(
        "audit schema rules > 规则.schema.json",
        "# 编辑器：在规则文件第一行写  # yaml-language-server: $schema=规则.schema.json",
    ),
    help="打印 JSON Schema：report 是送审材料的格式，rules 是规则文件的格式，result 是 --format json 的格式。\n"
    "Print the JSON Schema (2020-12) of reports, rule files or results.",
)
@click.argument("which", type=click.Choice(["report", "rules", "result"]), metavar="report|rules|result")
def schema(which: str) -> int:
    """Always 0."""
    import json

    from gouji.cli.speech import write_program_text

    if which == "report":
        from gouji.report import report_schema

        form = report_schema()
    elif which == "rules":
        from gouji.cli.schema_rules import rules_schema

        form = rules_schema()
    else:
        from gouji.cli.schema_result import result_schema

        form = result_schema()
    write_program_text(json.dumps(form, ensure_ascii=False, indent=2) + "\n")
    return 0
