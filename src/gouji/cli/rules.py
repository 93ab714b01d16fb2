"""``audit rules``: the verbs for those who write rules."""

from __future__ import annotations

from gouji.cli.command import VerbGroup

rules = VerbGroup(
    "rules",
    verbs={
        "list": ("gouji.cli.rules_list:list_rules", "列出规则 / list rules"),
        "show": ("gouji.cli.rules_show:show_rule", "查看一条规则 / show a rule"),
        "test": ("gouji.cli.rules_test:test_rules", "运行规则自带的测试，并试着改坏规则 / run the tests of rules"),
        "lint": ("gouji.cli.rules_lint:lint_rules", "找出规则里欠缺和可疑的地方 / find what is wanting in rules"),
    },
    help="列出、查看、测试、检查规则。\nFor those who write rules.",
    examples=("audit rules list", "audit rules test 规则.yaml", "audit rules test 规则/ -k 合计 --no-mutants"),
)
