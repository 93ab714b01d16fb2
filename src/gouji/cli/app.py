"""The group of verbs, each imported when it is called."""

from __future__ import annotations

import click

from gouji.cli.command import VerbGroup

EXIT_CODES = """\
退出码 / Exit codes:
  0  没有达到 --fail-on 级别（默认 中）的问题 / nothing at or above --fail-on
  1  有问题；rules test：有测试没有通过 / findings; rules test: a test fails
  2  规则、参数或用法有误 / a rule, a setting or the usage is faulty
  3  有材料读不出来，或没有任何规则被判定 / a submission cannot be read, or no rule was judged
  2 先于 3，3 先于 1 / 2 wins over 3, 3 over 1

先试 / First steps:
  audit init              得到五条规则和一份样例 / five rules and an example to start from
  audit check 送审材料/   核查一个文件夹 / check a folder"""


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from gouji import __version__

        click.echo(f"gouji {__version__}")
        ctx.exit()


audit = VerbGroup(
    "audit",
    verbs={
        "check": ("gouji.cli.check:check", "核查送审材料，给出问题清单 / check submissions"),
        "read": ("gouji.cli.read:read", "读一份材料，看读成了什么 / show what was read"),
        "explain": ("gouji.cli.explain:explain", "说明一条规则，或一处的判定经过 / explain a rule or a finding"),
        "rules": ("gouji.cli.rules:rules", "列出、查看、测试、检查规则 / list, show, test and lint rules"),
        "schema": ("gouji.cli.schema:schema", "打印 JSON Schema / print a JSON Schema"),
        "init": ("gouji.cli.init:init", "生成一套起步的规则和样例 / write a starter"),
    },
    help="勾稽：写一行规则，核一批材料，每个问题都说得清出处和依据。\n"
    "State in one line what must hold; get a finding list that can be defended.",
    epilog=EXIT_CODES,
    params=[
        click.Option(
            ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version, help="版本 / version"
        )
    ],
)
