"""What reports tell in running text beyond one sentence: parts that overlap, changes of parts, bits of an amount, counts.

Each text is written for the test. What holds is judged by the rule beside it; what only looks wrong is not accused.
"""

from __future__ import annotations

from functools import partial

import pytest
import short_texts
from short_texts import accused, held

judged = partial(short_texts.judged, pack="cn-performance")

#: A text that is sound, a rule by which it holds, and how often at least.
HELD = {
    "two-ways-of-counting": ("全年培训1200人次，其中女性700人次，培训合格1180人次。", "parts-exceed-whole", 2),
    "against-a-quarter-of-its-own-sentence": (
        "三季度共巡查18,624次，其中市级4,872次、村级13,752次。比二季度的17,208次增加1,416次，环比增长8.23%。",
        "yoy-increase-rate",
        1,
    ),
    "one-part-in-another": (
        "全年总收入15.02亿元，下降4.1%。其中：地方一般公共预算收入12.16亿元；地方税收收入8.79亿元。",
        "parts-exceed-whole",
        2,
    ),
    "levels-of-one-tree": ("共设25个指标，其中一级指标3个、二级指标9个、三级指标25个。", "parts-exceed-whole", 3),
    "up-and-down": ("全年支出比上年增加12.5万元，其中人员支出增加15.6万元，项目支出减少3.1万元。", "running-sum", 1),
    "up-and-down-behind-an-amount": (
        "全年支出820.5万元，比上年减少12.5万元。其中拨款减少20.7万元，其他收入增加8.2万元。",
        "running-sum",
        1,
    ),
    "what-made-the-change": (
        "总支出820.5万元，比上年增加12.5万元，主要是人员经费增加15.6万元，公用经费减少3.1万元。",
        "running-sum",
        1,
    ),
    "paid-by-days": (
        "下达建设经费260万元。\n二、执行\n某局2021年9月1日拨某公司160万元，9月7日拨100万元。",
        "prose-parts-sum",
        1,
    ),
    "paid-by-number": (
        "共下达资金260万元。第一次拨付160万元，用于主体。第二次拨付100万元，用于附属。",
        "prose-parts-sum",
        1,
    ),
    "as-many-parts-as-said": ("补助三县市336万元，其中甲市148万元，乙县99万元，丙县89万元。", "enumerated-count", 1),
    "as-many-parts-as-the-heading-says": (
        "一、补助地方（三县市）情况\n补助地方336万元，其中甲市教体局148万元，乙县教体局99万元，丙县教体局89万元。",
        "enumerated-count",
        1,
    ),
    "parts-of-one-name": (
        "一期投资3374.3万元（其中土建3292万元），二期投资2069.5万元（其中土建1975.8万元），合计投资5443.8万元（其中土建5267.8万元）。",
        "money-parts-below-whole",
        1,
    ),
    "a-change-behind-the-base-of-a-share": (
        "上半年集中支付851.2万元，占同期预算支出1132.5万元的75.2%，比上年同期集中支付285.4万元增长198.2%。",
        "yoy-prior-increase",
        1,
    ),
    "a-share-that-changed-itself": (
        "税收收入占财政收入的比重为63.5%，比上年的61.2%提高2.3个百分点。",
        "yoy-prior-amount",
        1,
    ),
    "shares-of-all": ("自评结果：优秀8个，占66.7%；良好3个，占25%；一般1个，占8.3%。", "share-percent", 3),
    "shares-of-a-named-whole": (
        "公用经费32.5万元，人员经费160.8万元，分别占基本支出的16.8%和83.2%。",
        "share-percent",
        2,
    ),
    "the-base-behind": (
        "投入福彩资金4500万元，占2013年筹集资金的62.5%（2013年共筹集资金7205.72万元）。",
        "share-percent",
        1,
    ),
    "the-year-before": ("2022年接待费支出5.00万元。2023年接待费支出4.50万元，比上年下降10%。", "yoy-prior-decrease", 1),
    "against-the-budget": ("运行经费支出92.86万元，比年初预算数减少7.14万元，降低7.14%。", "yoy-decrease-rate", 1),
    "both-in-one-name": (
        "收入支出总计1105.38万元。与2022年相比，收、支总计各增加79.5万元，增长7.75%。",
        "yoy-increase-rate",
        1,
    ),
    "without-a-pause": ("获得资金17347万元其中第一批9910万元，第二批7437万元。", "parts-exceed-whole", 1),
    "what-makes-a-part-behind-it": (
        "获得资金17347万元，其中第一批9910万元，分别支持甲项目6357.17万元、乙项目3552.83万元；第二批7437万元，支持丙项目。",
        "parts-exceed-whole",
        1,
    ),
    "all-heads-in-the-first-part": ("年末实有69人，其中在职69人，离休0人，退休21人。", "parts-exceed-whole", 3),
    "counts-of-items": (
        "共设三级指标9个：\n1.数量指标6个：甲、乙。\n2.质量指标1个：合格率。\n3.时效指标2个：开工率。",
        "enumerated-count",
        1,
    ),
    "paid-by-days-with-more-between": (
        "省里下达我市防治资金共1737万元。具体如下：\n2022年12月23日，省厅向我市下达防治资金1300万元。用于甲项目（723万元）和乙项目（577万元）。\n"
        "2023年8月1日，省厅向我市下达防治资金437万元。我市于8月7日下拨，用于丙项目（272万元）。",
        "prose-parts-sum",
        2,
    ),
    "items-with-more-said-of-each": (
        "专项资金200.00万元，具体用于支付：①甲路工程尾款43.96万元，受益550户；②乙路缺口105.04万元，"
        "其中105.04万元年底支付；③丙路前期费用51.00万元，已经立项。",
        "prose-parts-sum",
        1,
    ),
    "called-like-their-whole": (
        "全市已完成通村公路136.9公里，占任务100公里的136.9%。其中，甲县已完成通村公路14.9公里，占任务20公里的74.5%；"
        "乙县已完成通村公路43.7公里，占任务45公里的97.1%；丙县已完成通村公路78.3公里，占任务35公里的223.7%。",
        "parts-below-whole",
        1,
    ),
    "items-and-things": ("共安排了6个项目，其中基础设施项目3项，产业项目2项，管理项目1项。", "parts-below-whole", 1),
    "a-numbered-list-with-brackets": (
        "（一）安排产业资金1038.80万元（其中：中央904.83万元、省级133.97万元）。\n1、安排甲项目资金558.80万元（其中：中央425.00万元、省级133.80万元）。\n"
        "2、安排乙项目资金272.00万元（中央272.00万元）。\n3、安排丙项目资金208.00万元（其中：中央207.83万元、省级0.17万元）。",
        "money-parts-below-whole",
        5,
    ),
    "amounts-below-headings": (
        "共安排资金938.5万元，分配如下：\n1.甲村人饮工程\n投资：500.5万元，由水利局实施。\n2.乙村道路工程\n投资：230万元，由交通局实施。\n"
        "3.丙村机井工程\n投资：208万元，由水利局实施。",
        "prose-parts-sum",
        1,
    ),
    "set-off": (
        "经营收入1493万元，补助收入44万元，上年结余140万元，经营支出1459万元。\n上述收支相抵，年终结余218万元。",
        "running-sum",
        1,
    ),
    "added-one-after-the-other": (
        "总收入410338万元，其中地方收入271630万元，下降4.7%；加上级补助收入120846万元，上年结余42690万元，"
        "债务收入16714万元，收入合计451880万元。",
        "running-sum",
        1,
    ),
    "a-table-in-words": (
        "甲镇改造20户56人，补助资金40万元；乙镇改造30户76人，补助资金60万元。合计改造50户132人，补助资金100万元。",
        "prose-parts-sum",
        3,
    ),
    "running-totals": ("截至6月底，累计拨付1651万元；截至12月底，累计拨付1677万元。", "running-total-falls", 1),
    "rates-of-scores": ("投入指标满分20分，得18分，得分率90%。", "share-percent", 1),
    "scores-of-full-marks": (
        "自评得分96分，其中产出指标50分得48分，效益指标30分得28分，满意度20分得20分。",
        "parts-below-whole",
        1,
    ),
}

#: A text, the figure of it that is wrong, what is printed instead, and the rule that finds it.
FOUND = [
    ("补助三县市336万元，其中甲市148万元，乙县99万元，丙县89万元。", "三县市", "四县市", "enumerated-count"),
    ("截至6月底，累计拨付1651万元；截至12月底，累计拨付1677万元。", "1651", "1751", "running-total-falls"),
    ("投入指标满分20分，得18分，得分率90%。", "90%", "85%", "share-percent"),
    (
        "一期投资3374.3万元（其中土建3292万元），二期投资2069.5万元（其中土建1975.8万元），合计投资5443.8万元（其中土建5267.8万元）。",
        "5267.8",
        "5276.8",
        "parts-nearly-whole",
    ),
    (
        "甲镇改造20户56人，补助资金40万元；乙镇改造30户76人，补助资金60万元。合计改造50户132人，补助资金100万元。",
        "100",
        "110",
        "parts-nearly-whole",
    ),
    (
        "共设三级指标9个：\n1.数量指标6个：甲、乙。\n2.质量指标1个：合格率。\n3.时效指标2个：开工率。",
        "9个",
        "8个",
        "enumerated-count",
    ),
    ("城市低保520户860人，农村低保3200户6850人，合计3720户7710人。", "7710", "7810", "parts-nearly-whole"),
    ("全年培训1200人次，其中女性700人次，培训合格1180人次。", "1180", "1280", "parts-exceed-whole"),
    ("三季度共巡查18,624次。比二季度的17,208次增加1,416次，环比增长8.23%。", "8.23", "8.97", "yoy-increase-rate"),
    ("到位资金66185万元，已支出21185.83万元，支出率32.01%。", "32.01", "42.01", "completion-rate-recalc"),
]

#: Texts that look wrong and are not, or of which nobody can tell.
SOUND = [
    # what is paid out of a bit of the money is no rate of all of it
    "到位资金66185万元，增长6.25%。第一批资金已支出21185.83万元，支出率42.02%，第二批15763万元刚下达。",
    # 等 leaves terms untold; what stands in brackets is no term
    "基金收入204.26亿元。加上补助23.82亿元、调入36.35亿元、上年结转24.25亿元等，收入合计298.68亿元。",
    "加工收入315.9亿元；加返还120.3亿元、债券28.5亿元（新增14.9亿元、再融资13.6亿元）、调入17.6亿元，收入合计482.3亿元。",
    "基金收入89.5亿元，完成预算的103.9%（超收3.8亿元），加上年结转6.9亿元、上解收入37.2亿元，收入合计133.6亿元。",
    # the number is of those that belong to it alone
    "本部门包括某县文化和旅游局本部以及下属4家单位。",
    # what stands behind the base of a share is said of the part, whichever that is
    "支出总额占同期预算支出1132.5万元的75%，比上年同期集中支付285.4万元增长198%。",
    "全县共有35个村，其中重点村18个、一般村20个（3个村有两个项目）。",
    "本次抽查120户，其中脱贫户60户、监测户20户、一般户50户（10户既是脱贫户又是监测户）。",
    "支出比上年增加12万元，其中基本支出增加15万元。",
    "支出比上年减少12万元，其中基本支出减少15万元，项目支出增加5万元。",
    "下达资金260万元。第一批拨付160万元，用于主体。第二批拨付90万元，用于附属。",
    "安排4个乡镇资金60万元，其中甲镇道路20万元、甲镇水渠15万元、乙镇25万元。",
    "截至6月底，已支付200万元；截至12月底，已验收50万元。",
    "自评结果：优秀8个，占66.7%；良好3个，占25%；一般2个，占8.3%。",
    "累计下达搬迁计划53.8万人，累计完成搬迁42.3万人，占总计划的84.6%。",
    "共举办培训12期，覆盖10个乡镇，其中技能培训8期，覆盖6个乡镇，创业培训4期，覆盖5个乡镇。",
    "优良天数比率为92.3%，上升1.6个百分点；颗粒物平均浓度28微克/立方米，同比下降9.7%，上年为31微克/立方米。",
]


@pytest.mark.parametrize("name", HELD)
def test_what_holds_is_judged(name: str) -> None:
    text, rule, least = HELD[name]
    result = judged(text)
    assert held(result, rule) >= least
    assert not accused(result)


@pytest.mark.parametrize(("text", "was", "printed", "rule"), FOUND)
def test_a_wrong_figure_is_found(text: str, was: str, printed: str, rule: str) -> None:
    assert text.count(was) == 1
    assert rule not in accused(judged(text))
    assert rule in accused(judged(text.replace(was, printed)))


@pytest.mark.parametrize("text", SOUND)
def test_what_only_looks_wrong_is_not_accused(text: str) -> None:
    assert not accused(judged(text))


def test_members_of_both_sexes_are_one_way_of_counting() -> None:
    assert "prose-parts-sum" in accused(judged("全年培训1200人，其中女性700人、男性600人。"))
