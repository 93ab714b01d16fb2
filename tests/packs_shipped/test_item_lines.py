"""Numbered items with a labelled amount below each, after the sentence that tells how many they are."""

from __future__ import annotations

from short_texts import accused, judged

FORM = "cn-performance"
AMOUNTS = ["500万元", "230万元", "208万元", "140万元", "167万元", "14万元"]
NAMES = ["东沟引水工程", "西沟引水工程", "机井工程", "2个村养殖项目", "粮仓扩建项目", "项目管理费"]


def text(
    amounts: list[str] = AMOUNTS, count: str = "6个项目", groups: tuple[int, int, int] = (3, 2, 1), label: str = "投资"
) -> str:
    told = (
        f"本批共安排了{count},项目总投资为1259万元,其中:基础设施项目{groups[0]}项,总资金938万元;"
        f"产业项目{groups[1]}项,总资金307万元;项目管理{groups[2]}项,投资14万元。"
    )
    lines = [f"{at}.{name}\n{label}:{amount}" for at, (name, amount) in enumerate(zip(NAMES, amounts, strict=False), 1)]
    return "某县资金分配公告\n" + told + "\n" + "\n".join(lines) + "\n"


def sums(source: str) -> int:
    return judged(source, FORM).rules["prose-parts-sum"].passed


def test_items_that_agree_with_all_that_was_told() -> None:
    result = judged(text(), FORM)
    assert accused(result) == []
    # the amounts of the groups, their numbers, all items, and the items of each of three groups
    assert result.rules["prose-parts-sum"].passed >= 6


def test_a_wrong_amount_is_found_in_its_group_and_in_all() -> None:
    wrong = [amount.replace("167", "176") for amount in AMOUNTS]
    # the amount told of its group and that of all the items
    assert accused(judged(text(wrong), FORM)) == ["prose-parts-sum"] * 2


def test_a_wrong_number_of_items_is_found() -> None:
    assert sorted(accused(judged(text(count="7个项目"), FORM))) == ["enumerated-count", "prose-parts-sum"]


def test_an_amount_in_brackets_behind_and_a_full_stop_are_read() -> None:
    assert sums(text([f"{amount}(专项资金)" for amount in AMOUNTS])) >= 6
    assert sums(text([f"{amount}。" for amount in AMOUNTS])) >= 6


def test_items_that_are_not_all_of_it_accuse_nobody() -> None:
    assert accused(judged(text(AMOUNTS[:3]), FORM)) == []


def test_an_item_without_an_amount_ends_the_list() -> None:
    lines = text().replace("2.西沟引水工程\n投资:230万元", "2.西沟引水工程\n工期:三个月")
    assert accused(judged(lines, FORM)) == []


def test_items_in_another_order_than_their_groups_accuse_nobody() -> None:
    turned = [*AMOUNTS[3:], *AMOUNTS[:3]]
    assert accused(judged(text(turned), FORM)) == []


def test_amounts_that_are_something_else_accuse_nobody() -> None:
    paid = ["50万元", "23万元", "21万元", "14万元", "17万元", "1万元"]
    assert accused(judged(text(paid, label="已付"), FORM)) == []
