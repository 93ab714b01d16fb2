"""Sentences of every field: what they say holds and is judged, a changed figure is found, and what only looks wrong is not.

Each sentence is sound. A fault is one stretch of it printed otherwise.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import short_texts
from short_texts import grave, held

from gouji.engine.outcome import Severity
from gouji.engine.result import Result

PACK = Path(__file__).resolve().parents[2] / "rules" / "cn-claims"

#: A sound sentence and the rule by which it holds.
HELD = {
    "rate-of-counts": ("全年受理投诉1,362件，24小时内办结1,329件，及时办结率97.58%。", "share-percent"),
    "rate-after-signing": ("重点人群41,300人，签约30,562人，签约率74.0%。", "share-percent"),
    "rate-in-brackets": ("回收有效问卷968份，满意率91.53%（满意886人）。", "share-percent"),
    "rate-of-two-together": ("有效卷1,128份，很满意的702份，满意的351份，两者合计占93.4%。", "share-of-several"),
    "among": ("到年底，28个开工小区中已有24个完工，占85.7%。", "share-percent"),
    "one-to-so-many": ("在校学生36,840人，专任教师2,470人，生师比14.9∶1。", "average-recalc"),
    "price": ("人均补助标准84元，按31.26万人计算，应安排2625.84万元。", "average-recalc"),
    "done-beyond-the-plan": ("新建公厕任务20座，实际建成25座，超额完成25%。", "yoy-prior-increase"),
    "beyond-a-plan-told-before": (
        "全年任务数115户，实际完成改造264户。\n农户申请踊跃，实际改造数超任务129.6%。",
        "yoy-prior-increase",
    ),
    "all-was-paid": ("安排经费200万元，已拨付200万元，拨付率100%。", "share-percent"),
    "heads-of-all": ("年末实有62人，其中在编20人，聘用42人，退休0人。", "parts-exceed-whole"),
    "monthly": ("保障类支出178.6亿元，月均14.9亿元。", "average-recalc"),
    "rest": ("支付7,354.26万元，到位8,100.00万元，尚余745.74万元。", "running-sum"),
    "filtered": ("收回问卷1,146份，剔除无效卷118份，有效1,028份。", "running-sum"),
    "counted-parts": ("返还收入11.83亿元、一般转移201.36亿元、专项转移30.52亿元，三项合计243.71亿元。", "prose-parts-sum"),
    "above-them": ("基本支出1,512.08万元，项目支出2,475.16万元，全部支出3,987.24万元。", "prose-parts-sum"),
    "from-to": ("发生面积由上年的2.31万亩降到1.98万亩，净减0.33万亩，降幅14.3%。", "yoy-decrease-rate"),
    "above-a-line": ("成活率88.3%，比85%的底线高3.3个百分点。", "yoy-prior-amount"),
    "prior-in-brackets": ("各类主体313,057户，较上年末（292,410户）净增20,647户，增长7.1%。", "yoy-prior-increase"),
    "later-year": ("2022年工时12.14万小时，2023年为13.58万小时，增加1.44万小时，增长11.9%。", "yoy-prior-increase"),
    "prior-alone": ("与上年总计6,925.07万元相比，增加185.26万元，增长2.68%。", "yoy-rate-of-prior"),
    "below-a-limit": ("受害率0.21‰，低于0.9‰的控制线。", "comparison-false"),
    "below-a-named-limit": ("全年发生险情3起，低于上级下达的控制指标12起；储备物资46万元，高于计划40万元。", "comparison-false"),
    "lines-behind-a-whole": (
        "共建设便民设施46处，资金1,284.6万元，其中，候车亭20处，投资320.4万元；\n凉亭8处，投资204.2万元；\n"
        "花架6处，投资160.5万元；\n步道7处，投资299.3万元；\n长廊3处，投资200.1万元；\n水池2处，投资100.1万元。",
        "prose-parts-sum",
    ),
    "left-of-several": (
        "本年留用1,024.90万元，上年结余464.14万元，甲部门支出656.90万元，乙部门支出362.14万元，年末结余470.00万元。",
        "running-sum",
    ),
    "names-after-their-number": ("共有3个项目，为甲小区改造及配套项目、乙小区改造项目、丙片区管网更新项目。", "enumerated-count"),
    "numbered-as-said": ("主要做了三方面工作：一是抓培训；二是抓宣传；三是抓检查。", "enumerated-count"),
    "numbered-in-lines": ("采取以下2项措施：\n1.定期培训\n每季度一期。\n2.随机检查\n每月一次。", "enumerated-count"),
    "rate-in-the-next-sentence": (
        "年初预算320.5万元，已全部到位。截至年底，资金支出300.2万元。预算执行率为93.67%。",
        "share-percent",
    ),
    "plan-in-the-line-before": (
        "1.到位情况\n下达资金320.5万元，全部到位。\n2.执行情况\n全年支出300.2万元，执行率93.67%。",
        "share-percent",
    ),
    "goal-of-another-section": (
        "一、年度目标\n新建校舍面积1,200平方米，培训教师200人。\n二、完成情况\n全年新建校舍面积1,280平方米，培训教师230人。",
        "goal-missed-unexplained",
    ),
    "up-to-a-goal": ("满意度为91.0%，达到90%的目标。", "comparison-false"),
    "as-many-as-said": ("机关内设办公室、规划股、水资源股、河湖股4个股室。", "enumerated-count"),
    "names-with-brackets": (
        "共下达补助1,486.00万元。其中，场馆运行（含分馆）47.00万元，巡演（濒危剧种）59.00万元，器材380.00万元，一般项目1,000.00万元。",
        "parts-exceed-whole",
    ),
    "parted-by-semicolons": (
        "共下达资金9,320.5万元，其中，甲县2,140.2万元；乙县3,080.1万元；丙县4,100.2万元。",
        "parts-exceed-whole",
    ),
    "plan-told-before": ("计划任务46户。印发方案3份，巡查9次，培训2期，走访14村。完成改造112户，完工率243%。", "share-percent"),
    "paid-out": ("全年收到补助资金合计213.40万元，实际发放187.90万元，执行率88.05%。", "share-percent"),
    "paid-of-funds": ("项目资金共2,317万元，截至12月8日，已完成拨付2,151.63万元，执行率92.86%。", "share-percent"),
    "done-of-a-plan": ("计划改造任务200户，完成190户，完工率95.0%。", "share-percent"),
    "adjusted": ("年初安排310.60万元，全年预算427.92万元，调整率37.77%。", "yoy-prior-increase"),
    "standard": ("维修任务1,240户，按2,500元/户的标准，县级配套124.00万元（1,000元/户）。", "average-recalc"),
    "against-the-budget": ("场地费年初预算3.00万元，支出决算2.40万元，比预算数减少0.60万元，下降20%。", "yoy-prior-decrease"),
    "both-sides": (
        "收入总计1,204.80万元，支出总计1,204.80万元。收支较上年减少95.20万元，下降7.32%，主要原因是项目减少。",
        "yoy-decrease-rate",
    ),
    "both-sides-each": (
        "全年收、支总计1,204.80万元，与上年度相比，收、支总计各减少95.20万元，下降7.32%。",
        "yoy-decrease-rate",
    ),
    "in-two-batches": (
        "全年下达305.4万元（中央280.2万元、省级25.2万元）。6月下达83.7万元（中央58.5万元、省级25.2万元），8月下达221.7万元。",
        "prose-parts-sum",
    ),
    "heads": ("年末在职26人，机关人员17人，站所人员9人。", "prose-parts-sum"),
    "shares-of-a-total-before": (
        "收支总决算8,421.60万元。本年支出8,166.30万元，年末结余255.30万元。"
        "其中，基本支出1,809.70万元、占比21.49%，项目支出6,356.60万元、占比75.48%。",
        "share-percent",
    ),
    "paid-and-unpaid": (
        "一、资金安排\n全年安排资金12,480.50万元。其中，上级9,000.50万元、市级1,200.00万元、本级2,280.00万元。\n"
        "二、执行情况\n截至年底，资金支付12,040.50万元，未支440.00万元，支付率96%。",
        "completion-rate-recalc",
    ),
    "a-plan-too-small": (
        "项目预算2,400.00万元，上缴资金128.50万元。截至年底已拨付1,651.50万元，使用率68.81%。",
        "share-percent",
    ),
    "paid-of-the-whole": ("统筹资金217.13万元，其中管理费2.07万元，目前已拨付216.36万元。", "parts-exceed-whole"),
    "paid-of-each": ("支付480.2万元，其中上级资金300.5万元支付295.1万元，本级资金200.4万元支付185.1万元。", "parts-exceed-whole"),
    "paid-by-each": ("统筹资金217.10万元，其中甲县已拨付107.00万元，乙县已拨付110.10万元。", "parts-exceed-whole"),
    "figures-first": (
        "共申请资金90.50万元。其中：30.50万元用于编制；20.00万元用于审计；40.00万元用于测绘。",
        "parts-exceed-whole",
    ),
    "two-kinds-side-by-side": ("举办技术培训4期320人次，技能培训2期95人次，共培训415人次。", "prose-parts-sum"),
    "each-of-things-told-before": (
        "采购辅具1,250件，其中轮椅320辆、拐杖430副、助听器500台，总价值62.5万元，平均每件500元。",
        "average-recalc",
    ),
    "share-of-a-named-base": (
        "全年预算1,300.00万元，支出1,287.00万元。托养项目预算86.50万元，支出84.90万元。结余资金1.60万元，占预算的0.12%。",
        "share-percent",
    ),
    "lost-pause": (
        "2023年收到资金2,330.9万元，其中：中央1,372.7万元，地方958.2万元2023年支出2,310.4万元，其中中央1,352.2万元，地方958.2万元。",
        "prose-parts-sum",
    ),
    "plan-in-the-sentence-before": (
        "全年投入资金1,987.08万元。其中上级776.84万元，本级1,210.24万元。全年执行资金1,847.85万元，执行率92.99%。",
        "share-percent",
    ),
    "more-than-planned": ("任务数为115户，实际完成264户。", "goal-missed-unexplained"),
    "total-of-a-paragraph": (
        "中央下达1,286.50万元，其中基建436.20万元，其他850.30万元。省级配套513.50万元，市级200.00万元，资金总额2,000.00万元。",
        "prose-parts-sum",
    ),
    "formula-of-a-rate": ("在职人员控制率=（17/18）×100%=94.44%。", "share-percent"),
    "formula-with-words": ("结转率=结转总额13.00万元/支出预算数1,300.00万元×100%=1.00%。", "share-percent"),
    "formula-of-a-sum": ("自评总分=9.9+48+29+10=96.9分。", "running-sum"),
    "formula-of-a-difference": ("结余=1,300.00-1,287.00=13.00万元。", "running-sum"),
    "numeral": ("下设征收科、稽查科和票据科三个科室。", "enumerated-count"),
    "named-change": ("收入总计2,180.40万元。与上年相比，收入总计增加64.15万元，增长3.03%。", "yoy-increase-rate"),
    "change-of-its-own": (
        "接待费4.20万元，用车费7.00万元。用车费较上年同期减少1.75万元，下降20%。",
        "yoy-decrease-rate",
    ),
    "change-goes-on": ("拨款收入391.06万元，由本级安排。较2020年度决算数减少57.94万元，下降12.9%。", "yoy-decrease-rate"),
    "named-share": (
        "财政收入完成8,420万元。其中：税收收入完成5,305万元，增长8.1%，税收收入占财政收入63.0%。",
        "share-percent",
    ),
    "share-up-to": ("全县支出61,240万元。其中民生支出49,972万元，占到财政支出的81.6%。", "share-percent"),
    "bracket-alias": (
        "全年地区生产总值(GDP)512.30亿元。服务业增加值233.10亿元，增长4.2%，占GDP的45.5%。",
        "share-percent",
    ),
    "base-of-several": (
        "全体居民收入21,063元。其中城镇居民收入29,770元，农村居民收入10,142元。工资性收入12,091元，占居民收入的比重为57.4%。",
        "share-percent",
    ),
    "parts-go-on": (
        "生产总值26.44亿元。其中：一产增加值6.28亿元，二产增加值7.55亿元，其中工业5.06亿元。三产增加值12.61亿元。",
        "prose-parts-sum",
    ),
    "lead-to-parts": (
        "一般收入20,348万元，增长8.2%。分部门情况是：税务部门14,483万元，增长2.1%；财政部门5,865万元，增长21.5%。",
        "money-parts-below-whole",
    ),
    "adjusted-structure": (
        "生产总值295.4亿元，其中一产24.4亿元，二产210.1亿元，三产60.9亿元。结构由9.4:66.8:23.8调整为8.3:71.1:20.6。",
        "share-percent",
    ),
    "rate-of-a-plan-first": (
        "收入67,949万元，为年初预算61.22%，比上年同期增加6,517万元，增长10.61%。",
        "yoy-increase-rate",
    ),
    "onto-a-name": (
        "当年收入890.7亿元，增长12.9%。当年收入加上转移支付538.8亿元、上年结余51.7亿元，减去上解支出412.8亿元，收入总计1068.4亿元。",
        "running-sum",
    ),
    "structure-in-percent": (
        "生产总值221.23亿元，其中一产47.24亿元，二产61.77亿元，三产112.22亿元。"
        "构成由22.26%、28.63%和49.11%调整为21.35%、27.92%和50.73%。",
        "share-percent",
    ),
    "bracket-in-a-share": (
        "年末常住人口49.86万人。其中，城镇人口24.09万人，占常住人口比重（常住人口城镇化率）为48.32%。",
        "share-percent",
    ),
    "base-named-otherwise": ("实现生产总值369.53亿元，增长6.4%。民营增加值264.77亿元，占经济总量的71.7%。", "share-percent"),
    "share-of-what-begins-so": (
        "地区生产总值466.14亿元。全年民营经济增加值309.7亿元，增长6.8%；民营经济占地区生产总值的比重为66.4%。",
        "share-percent",
    ),
    "parts-by-year": (
        "两年共安排资金1,838.24万元，其中2021年省级资金248.00万元、中央资金597.78万元，2022年省级资金316.39万元、中央资金676.07万元。",
        "parts-exceed-whole",
    ),
    "total-told-again": (
        "批复总投资61.80万元。其中：中央资金30.90万元，县级资金30.90万元，共计下达61.80万元。",
        "money-parts-below-whole",
    ),
    "sources-after-a-colon": (
        "项目总预算36,620万元，调整后资金的来源为：中央10,000万元，省级5,000万元，地市15,920万元，其他5,700万元。",
        "prose-parts-sum",
    ),
    "long-list-before-its-total": (
        "下达甲项目40.00万元；乙项目2.75万元；丙项目25.85万元；丁项目276.42万元；戊项目20.00万元；己项目18.60万元；庚项目17.00万元；"
        "辛项目45.00万元；壬项目770.19万元；癸项目130.00万元；子项目338.93万元。共计下达资金1,684.74万元。",
        "prose-parts-sum",
    ),
    "brackets-of-a-list": (
        "一批投资3,374.3万元（其中建筑3,292.0万元），二批投资2,069.5万元（其中建筑1,975.7万元），三批投资778.6万元（其中建筑757.4万元），"
        "合计投资6,222.4万元（其中建筑6,025.1万元）。",
        "prose-parts-sum",
    ),
    "noun-before-the-count": ("直属单位3个，即会计服务中心、信息中心、评审中心。", "enumerated-count"),
    "kinds-after-the-count": ("从决策、过程、产出、效益4个一级指标评价。", "enumerated-count"),
    "villages-in-brackets": ("涉及城关镇（东村、西村）、河口镇（南村）、石城乡（北村、中村）3个乡镇5个村。", "enumerated-count"),
    "and-so-on-of-a-noun": ("机关内设办公室、侦查监督一处、公诉二处、技术处等内设机构4个。", "enumerated-more"),
    "and-so-on": ("下设办公室、预算股、国库股等16个股室。", "enumerated-more"),
    "begun-and-finished": ("工程于2021年2月12日开工，2021年6月底完成建设任务。", "finished-before-begun"),
    "out-of-a-fund": ("从奖励资金31,714.00万元中安排20,977.80万元支持住房保障。", "parts-exceed-whole"),
    "labels-with-dashes": ("产出-数量目标-设备配备学校数量-69所，实际完成69所。", "goal-missed-unexplained"),
    "of-the-project": (
        "本项目属中央资金项目，项目批复总投资61.80万元，已经开工。\n本项目由县级负责，项目批复总投资61.80万元。",
        "cross-place-amount-read",
    ),
    "greater": ("年初预算51.50万元，支出决算51.98万元。决算数大于预算数的主要原因：人员增加。", "comparison-false"),
    "not-above": ("三公经费预算44.52万元，三公经费决算22.62万元。三公经费决算数未超过预算数。", "comparison-false"),
    "less-by-the-rate": ("支出决算51.98万元，完成年初预算的84.52%。决算数小于预算数，主要是人员减少。", "comparison-false"),
    "shares-that-make-a-hundred": (
        "全区在册职工共48,213人，与上年持平。参训0.62万人，参赛0.31万人，请假118人，病休57人。\n\n"
        "按岗位看：\n\n一线21,304人，占44.19%；后勤19,087人，占39.59%；管理7,822人，占16.22%。",
        "prose-parts-sum",
    ),
    "the-list-has-changed": (
        "安排经费1,140万元。其中，会议费120万元，培训费480万元，差旅费540万元。同口径比上年减少160万元，下降12.3%。",
        "yoy-decrease-rate",
    ),
    "changes-by-name": (
        "安排经费1,140万元，其中会议费（含场租）120万元，培训费480万元，差旅费540万元。"
        "其中：会议费（含场租）同口径比上年减少30万元，下降20%。",
        "yoy-decrease-rate",
    ),
    "named-by-the-first-words": (
        "培训经费支出612.40万元，占全年的31%。与上年相比，培训经费增加12.40万元，增长2.07%。",
        "yoy-increase-rate",
    ),
    "past-a-milestone": (
        "采购规模为21,070.5亿元，首次突破2万亿元，比上年增加3,765.2亿元，增长21.8%。",
        "yoy-increase-rate",
    ),
    "difference-of-rates": ("全年出生率6.13‰，比上年下降0.62个千分点。死亡率8.38‰。自然增长率-2.25‰。", "running-sum"),
    "food-of-all": (
        "居民人均消费支出19,860元。其中，食品烟酒支出7,078元，衣着支出1,332元。居民恩格尔系数为35.6%。",
        "share-percent",
    ),
    "to-a-hundred": (
        "男性为1,769.69万人，女性为1,696.30万人，总人口性别比（以女性为100）为104.33。",
        "share-percent",
    ),
    "of-another-name": (
        "单价平均数15,294元，最高48,120元。单价中位数13,281元，增长9.0%，中位数是平均数的86.8%。",
        "share-percent",
    ),
    "ages-in-one-list": (
        "年末登记112,635人。其中，城镇54,715人，乡村57,920人；0-17岁、18-34岁、35-59岁、60岁及以上分别为"
        "18,891人、19,199人、48,951人和25,594人。",
        "prose-parts-sum",
    ),
    "list-under-a-lead": (
        "上半年，全市收入1,144.4亿元，增长6.3%。其中：税收865.4亿元，增长2.8%；规费279.0亿元，增长18.8%。主要税收项目情况如下：\n甲税393.9亿元，增长8.1%；\n"
        "乙税181.4亿元，增长2.1%；\n丙税47.9亿元，下降16.1%；\n其他税242.2亿元，下降0.3%。",
        "prose-parts-sum",
    ),
    "changes-of-all-parts": (
        "人均纯收入4,437元，增加420元，增长10.46%。从构成看：工资1,284元，减少194元，下降13.1%；"
        "经营2,853元，增加597元，增长26.5%；财产300元，增加17元，增长6.0%。",
        "running-sum",
    ),
}  # fmt: skip

#: A sentence of HELD, a stretch of it, what is printed instead, the rule that finds it, and how grave it is at least.
FAULTS = [
    ("against-the-budget", "20%", "26%", "yoy-prior-decrease", Severity.HIGH),
    ("both-sides", "7.32%", "7.92%", "yoy-decrease-rate", Severity.HIGH),
    ("rate-of-counts", "97.58%", "95.78%", "share-percent", Severity.INFO),
    ("counted-parts", "243.71", "234.71", "prose-parts-sum", Severity.HIGH),
    ("from-to", "14.3%", "16.7%", "yoy-decrease-rate", Severity.HIGH),
    ("above-a-line", "3.3个", "5.3个", "yoy-prior-amount", Severity.HIGH),
    ("prior-in-brackets", "7.1%", "6.6%", "yoy-prior-increase", Severity.HIGH),
    ("prior-alone", "2.68%", "2.86%", "yoy-rate-of-prior", Severity.HIGH),
    ("below-a-limit", "0.21‰", "1.21‰", "comparison-false", Severity.HIGH),
    ("parted-by-semicolons", "3,080.1万元", "3,080.1元", "parts-nearly-whole", Severity.MEDIUM),
    ("rate-in-the-next-sentence", "93.67%", "96.37%", "completion-rate-recalc", Severity.HIGH),
    ("plan-in-the-line-before", "93.67%", "96.37%", "share-percent", Severity.INFO),
    ("goal-of-another-section", "230人", "180人", "goal-missed-unexplained", Severity.INFO),
    ("below-a-named-limit", "3起", "13起", "comparison-false", Severity.INFO),
    ("lines-behind-a-whole", "160.5", "106.5", "parts-nearly-whole", Severity.MEDIUM),
    ("numbered-as-said", "三方面", "两方面", "enumerated-count", Severity.MEDIUM),
    ("numbered-in-lines", "2项措施", "3项措施", "enumerated-count", Severity.INFO),
    ("up-to-a-goal", "91.0%", "89.0%", "comparison-false", Severity.HIGH),
    ("names-with-brackets", "380.00", "830.00", "parts-exceed-whole", Severity.HIGH),
    ("parted-by-semicolons", "3,080.1", "3,800.1", "parts-exceed-whole", Severity.HIGH),
    ("paid-out", "88.05%", "85.08%", "completion-rate-recalc", Severity.HIGH),
    ("paid-of-funds", "92.86%", "96.82%", "completion-rate-recalc", Severity.HIGH),
    ("done-of-a-plan", "95.0%", "98.0%", "completion-rate-recalc", Severity.HIGH),
    ("figures-first", "20.00", "30.00", "parts-exceed-whole", Severity.HIGH),
    ("lost-pause", "1,352.2", "1,532.2", "prose-parts-sum", Severity.HIGH),
    ("plan-in-the-sentence-before", "92.99%", "93.99%", "completion-rate-recalc", Severity.HIGH),
    ("formula-of-a-rate", "94.44%", "94.14%", "share-percent", Severity.MEDIUM),
    ("formula-with-words", "1.00%", "1.01%", "share-percent", Severity.MEDIUM),
    ("formula-of-a-sum", "96.9分", "97.9分", "running-sum", Severity.HIGH),
    ("formula-of-a-difference", "=13.00", "=15.00", "running-sum", Severity.HIGH),
    ("as-many-as-said", "4个", "5个", "enumerated-count", Severity.MEDIUM),
    ("named-change", "3.03%", "3.30%", "yoy-increase-rate", Severity.HIGH),
    ("change-goes-on", "12.9%", "14.8%", "yoy-decrease-rate", Severity.HIGH),
    ("named-share", "63.0%", "60.3%", "share-percent", Severity.MEDIUM),
    ("bracket-alias", "45.5%", "54.5%", "share-percent", Severity.MEDIUM),
    ("adjusted-structure", "71.1:20.6", "70.1:21.6", "share-percent", Severity.MEDIUM),
    ("rate-of-a-plan-first", "10.61%", "9.59%", "yoy-increase-rate", Severity.HIGH),
    ("structure-in-percent", "21.35%、27.92%", "20.35%、28.92%", "share-percent", Severity.MEDIUM),
    ("parts-by-year", "676.07", "667.07", "parts-nearly-whole", Severity.MEDIUM),
    ("total-told-again", "县级资金30.90", "县级资金39.00", "parts-exceed-whole", Severity.HIGH),
    ("sources-after-a-colon", "15,920", "15,290", "prose-parts-sum", Severity.HIGH),
    ("long-list-before-its-total", "1,684.74", "1,648.74", "parts-nearly-whole", Severity.MEDIUM),
    ("long-list-before-its-total", "276.42", "274.62", "parts-nearly-whole", Severity.MEDIUM),
    ("brackets-of-a-list", "6,222.4", "6,322.4", "parts-nearly-whole", Severity.MEDIUM),
    ("lead-to-parts", "5,865", "5,856", "parts-nearly-whole", Severity.MEDIUM),
    ("lead-to-parts", "5,865", "5,635", "money-parts-below-whole", Severity.INFO),
    ("noun-before-the-count", "3个", "4个", "enumerated-count", Severity.MEDIUM),
    ("kinds-after-the-count", "4个", "5个", "enumerated-count", Severity.MEDIUM),
    ("villages-in-brackets", "3个", "4个", "enumerated-count", Severity.MEDIUM),
    ("villages-in-brackets", "5个", "6个", "enumerated-count", Severity.MEDIUM),
    ("and-so-on", "16个", "2个", "enumerated-more", Severity.MEDIUM),
    ("begun-and-finished", "2021年2月12日", "2021年8月12日", "finished-before-begun", Severity.MEDIUM),
    ("out-of-a-fund", "20,977.80", "40,977.80", "parts-exceed-whole", Severity.HIGH),
    ("labels-with-dashes", "完成69所", "完成59所", "goal-missed-unexplained", Severity.MEDIUM),
    ("of-the-project", "61.80万元，已经", "68.10万元，已经", "cross-place-amount-read", Severity.MEDIUM),
    ("paid-of-the-whole", "216.36", "261.36", "parts-exceed-whole", Severity.HIGH),
    ("paid-of-each", "185.1", "195.1", "parts-exceed-whole", Severity.HIGH),
    ("paid-by-each", "110.10", "111.10", "parts-exceed-whole", Severity.HIGH),
    ("paid-and-unpaid", "96%", "95%", "completion-rate-recalc", Severity.HIGH),
    ("a-plan-too-small", "68.81%", "69.22%", "completion-rate-recalc", Severity.HIGH),
    ("done-beyond-the-plan", "25%", "20%", "yoy-prior-increase", Severity.HIGH),
    ("beyond-a-plan-told-before", "129.6%", "43%", "yoy-prior-increase", Severity.HIGH),
    ("all-was-paid", "已拨付200万元", "已拨付66.86万元", "completion-rate-recalc", Severity.HIGH),
    ("heads-of-all", "62人", "17人", "parts-exceed-whole", Severity.HIGH),
    ("more-than-planned", "264户", "104户", "goal-missed-unexplained", Severity.MEDIUM),
    ("greater", "大于", "小于", "comparison-false", Severity.HIGH),
    ("not-above", "22.62", "45.62", "comparison-false", Severity.HIGH),
    ("less-by-the-rate", "小于", "大于", "comparison-false", Severity.HIGH),
    ("shares-that-make-a-hundred", "7,822", "7,282", "share-percent", Severity.MEDIUM),
    ("the-list-has-changed", "160", "130", "yoy-decrease-rate", Severity.INFO),
    ("past-a-milestone", "3,765.2", "3,165.2", "yoy-increase-rate", Severity.HIGH),
    ("difference-of-rates", "-2.25", "-2.52", "running-sum", Severity.HIGH),
    ("ages-in-one-list", "19,199", "19,099", "prose-parts-sum", Severity.HIGH),
    ("changes-of-all-parts", "增加420元，增长10.46%", "增加409元，增长10.15%", "running-sum", Severity.HIGH),
]

#: Nothing is wrong with these.
TRAPS = [
    "本级预算包括某区文化和旅游局本部以及下属4家预算单位的收支计划。",
    # a rate behind a goal that is a rate is another one
    "手术占比目标5%，实际4.56%，合格率98%，因设备检修有所下降。",
    # a numeral that is a part of a name counts nothing
    "内设办公室、政治部、侦查监督一处、侦查监督二处、公诉三处、技术处、法警队等部门。",
    # a heading in the middle of a line is a heading all the same
    "某项目报告\n一、项目概况\n资金已批复。 二、项目管理\n资金已支付。 三、项目绩效\n按设计施工 四、评价结论\n五、其他事项",
    # a reason somewhere in the text may be of the goal that was missed
    "任务数为115户，实际完成104户。部分农户因外出务工没有开工。",
    # told by the month, or of a plan
    "工程于2021年6月开工，2021年6月20日完成基础施工。",
    "工程计划于2022年8月开工，2021年6月完成设计。",
    # what is left out of a list of heads is no slip
    "年末在册职工1,250人，其中一线职工640人、技术人员310人、管理人员210人。",
    # a round sum that is left out
    "全年支出1,263.50万元，其中人员经费640.20万元，公用经费310.30万元，另有专项若干。",
    # what is bought is one figure, and what it is for another
    "本级安排59.75万元，用于正常运转，包括办公费、水电费、差旅费等方面的支出。全年财政支出87.06万元。",
    # a measure word that counts what was done, and not the names
    "组织宣传、走访、座谈6次，涉及3个村。",
    "建设广场、公园、停车场5个。",
    # a list of what was done for them, and not of them; one that begins elsewhere
    "涉及3个单位。一是加强领导；二是完善制度；三是检查；四是奖惩。",
    "共分为3个小组。\n二、工作情况\n三、存在问题",
    # how far below, and not below what
    "全年发生险情7起，低于控制指标5起。",
    # a little interest beside large sums
    "共收入6,240.2万元，其中甲县2,140.2万元、乙县3,100.1万元、利息1,203.55元。",
    # the rate in the next sentence is not of what was told last, or of a quarter alone
    "年初预算320.5万元，全年支出300.2万元，年末结转20.3万元。项目完成率为96.37%。",
    "年初预算320.5万元。一季度支出80.5万元。全年执行率为96.37%。",
    "年初预算320.5万元，支出300.2万元。剔除质保金后，执行率为96.37%。",
    # goals of several years and results of two places
    "一、目标\n新建校舍面积1,200平方米。\n二、情况\n去年新建校舍面积1,080平方米。",
    "一、目标\n新建校舍面积1,200平方米。\n二、情况\n东片新建校舍面积1,080平方米。\n西片新建校舍面积1,090平方米。",
    # the year before, told after a figure
    "其中：基本支出100.00万元，2021年为90.00万元；项目支出60.00万元，2021年为55.00万元。",
    # what is told in brackets of a score is no part of it
    "自评得分96.66分，其中执行9.47分（满分10分），产出47.19分（满分50分，两项共扣2.81分），效益40分。",
    # an average of a part is no part
    "运行维护费6.32万元，其中：购置费0万元；运行费6.32万元，用于2辆车，车均3.16万元。",
    # a reason is no list of parts
    "民生支出99.20亿元。其中教育52.37亿元；卫生13.95亿元，下降2.6%，主要是防疫支出减少；农林21.08亿元。",
    # growth has no parts
    "居民消费价格上涨0.3%，其中食品类下降0.4%。",
    # a plan that was changed is nothing that was done
    "年初预算132,000万元，批准调整为134,500万元，完成年初预算的101.7%。",
    "支出完成年初预算11,860万元的114.7%，完成调整预算13,905万元的97.8%。",
    # what has changed is told first
    "年末企业118家，当年新增14家、退出5家，比上年末净增9家（上年末109家）。",
    # the figure is last year's
    "2023年支出439.18万元，2024年增加21.58万元，增长4.91%。",
    # some of them, and after a semicolon something else
    "在编138人，其中教师131人；临聘9人。",
    "监测企业85家；其中小微企业52家，粉尘企业37家（部分企业兼属两类）。",
    "聘用协管人员95人，其中护路员52人、护堤员37人、水费员14人（部分人员一人多岗）。",
    "技术人员4,128人（医师1,532人、护士1,986人）。",
    # 由 says who, not of what
    "未支出131.64万元，其中结转下年96.40万元，由财政收回35.24万元。",
    # a ratio is no structure of the parts told before
    "听证42件；其中简易11件、上门9件。案件比1∶1.12，目标为不高于1∶1.20。",
    # classes of grades are no comparisons
    "综合得分85分，90分以上为优，80分以上为良，60分以下为差。",
    # 等 leaves the list open
    "下辖林场、苗木站和防治站等5个单位。",
    # in ten thousands a count is rounded
    "常住人口358.20万人，出生人口2.51万人，出生率6.99‰。",
    # what was taken off and what was left are no parts
    "全年下达111万元，其中救助金100万元，生活费11万元，调减40万元，实际下达71万元。",
    # a rate of more than was planned first, or of all that was paid, or reckoned in another way
    "年初预算370.0万元，执行中追加58.0万元，支出401.0万元，其中项目支出233.0万元，执行率93.69%。",
    "预算安排100.0万元，发放甲类5.0万元，发放乙类60.0万元，执行率65.0%。",
    "预算100.00万元，支出90.00万元，剔除质保金后执行率98.60%。",
    # a rate of what has come in is none of what was paid, and the other way round
    "预算安排100.0万元，支出90.0万元，资金到位率98.0%。",
    "预算安排100.0万元，到位90.0万元，执行率98.0%。",
    "下达100.0万元，省级到位50.0万元，市级到位40.0万元，到位率90.0%。",
    # what was carried over belongs to the base
    "上年结转资金50.0万元，当年预算300.0万元，支出330.0万元，执行率94.29%。",
    "年初预算300.0万元，年中调减20.0万元，实际支出266.0万元，执行率95.0%。",
    # another base that was told
    "预算金额300.0万元，合同金额285.0万元，已支付200.0万元，支付率70.18%。",
    # what was paid, agreed or done of the whole is told beside a part of it
    "下达资金217.13万元，其中管理费2.07万元，实际支出216.36万元。",
    "下达资金217.13万元，其中管理费2.07万元，支出216.36万元，结余0.77万元。",
    "项目总投资600.5万元，其中：财政资金400.2万元，合同金额550.3万元。",
    "共有困难群众130户，其中脱贫户90户，已验收120户。",
    # what was carried over need not be called a fund
    "上年结转120.0万元，本年预算380.0万元，本年支出450.0万元，执行率90%。",
    "上年结转120.0万元，本年预算380.0万元，本年支出450.0万元，执行率91%。",
    # what was paid of each part stands right behind it
    "全年下达资金500.5万元，其中上级资金300.1万元支付295.1万元，本级资金200.4万元支付180.2万元。",
    # what was handed up may be off the base, and what is due later off what was unpaid
    "项目预算2,400.00万元，上缴资金128.50万元。截至年底已拨付1,651.50万元，使用率72.71%。",
    "安排资金12,480.50万元。\n资金支付12,040.50万元，未支440.00万元，扣除质保金后支付率98%。",
    # all that was due by then was paid, which is less than the whole
    "安排经费200.00万元，按合同进度支付66.86万元，支付率100%。",
    # more by so much than one of several plans
    "修渠任务20公里，完成24公里；打井任务10眼，完成15眼。\n总体超额完成30%。",
    # averages of parts may be more than that of the whole
    "人均用水62吨，其中城区77吨，乡镇51吨。",
    # a rate of projects and not of money
    "预算200.00万元，支出190.00万元，项目完成率98.00%。",
    # a rate by so many hectares is none of them
    "火灾发生率0.06次/10万公顷，受害面积114.48公顷，受害率0.005‰。",
    # an item's own plan is not told: its rate is none of the plan of the whole
    "经费年初预算53.93万元，支出决算39.05万元，完成预算的72.41%，其中：用车支出决算37.35万元，完成预算的75.56%；"
    "接待支出决算1.70万元，完成预算的37.78%。",
    # those who are told after the parts add up are none of them
    "在职教工62人，其中高级4人，中级25人，初级33人，退休28人。",
    # what the words before a list are about is not what was told last
    "住院收入19,737.92万元。从项目看，药品收入8,026.18万元，占25.5%；化验收入5,689.40万元，占18.1%。",
    # of several figures of one name nobody knows which one is the base
    "城镇居民收入29,770元，农村居民收入10,142元。工资性收入12,091元，占居民收入的比重为57.4%。",
    # the name of what has changed was told of another year, long before
    "2021年税收收入4,120万元。非税收入1,830万元。基金收入920万元。国资收入110万元。社保收入3,300万元。"
    "全市完成的税收收入增加265万元，增长5.0%。",
    # rounded alike, the parts may come to a little more than the whole
    "增加值78.1亿元。其中，农业46.7亿元，增长7.6%；林业1.8亿元，增长4.5%；牧业20.4亿元；渔业7.0亿元；服务业2.3亿元。",
    # a rate that adds to growth is no share
    "生产总值140.3亿元，其中一产3.7亿元，对增长的贡献率为0.7%；二产78.6亿元，对增长的贡献率为69.5%；三产58.0亿元。",
    # the plan of the whole and the figure of an item are not compared
    "经费年初预算53.93万元，支出决算57.35万元，其中：接待支出决算1.70万元。决算数大于预算数的主要原因是追加。",
    # one share is rounded the other way so that all of them make a hundred
    "生产总值276.29亿元。其中，一产33.26亿元；二产96.21亿元；三产146.82亿元。三次产业结构12.1:34.8:53.1。",
    "收入合计276.29万元，其中：拨款33.26万元，占12.1%；事业收入96.21万元，占34.8%；其他收入146.82万元，占53.1%。",
    # formulas of which only a part could be read
    "结余率=（1,300.00-1,287.00）/1,300.00×100%=1.00%。",
    "合格率=1-5%=95%。",
    "平均满意度=（95%+97%）/2=96%。",
    "总分=90×40%+80×60%=84分。",
    # what is the same as planned has no figure here, and the change after it is its own
    "会务支出决算总额为6.20万元，比上年增加1.20万元，增长24%。其中，场地费比预算无增减变化，比上年增加1.05万元，增长35.8%。",
    "办公支出26.20万元。印刷费与预算持平，比上年增加1.05万元，增长35.8%；邮寄费与预算持平，占通信费的40%。",
    # against the budget by so much, against the year before by another rate
    "场地费年初预算3.00万元，支出决算2.40万元，比预算减少0.60万元，比上年下降25%。",
    # the budget that was told is not the one of the thing that is compared
    "场地费年初预算3.00万元，印刷费支出决算2.40万元，比预算减少0.10万元，下降4%。",
    # of two sides that are not the same nobody knows which one has changed
    "收入总计1,204.80万元，支出总计1,180.20万元。收支较上年减少95.20万元，下降3.1%。",
    # two short figures make a third by chance
    "召开会议3场，培训5期，走访8户。",
    # a change told behind a list is that of the list, and one that begins with a name that of the thing
    "安排经费1,140万元，其中会议费120万元，培训费480万元。同口径比2018年减少130万元，下降10%。其中：会议费同口径比2018年减少30万元。",
    # the share names another whole than the figure before it
    "肉类产量6,500吨，增长16.1%；禽蛋6,500吨；牛奶4,500吨，下降2.2%。其中猪肉5,000吨，占肉类产量的76.9%。",
    # a structure of the year before, whose whole is told beside it
    "生产总值951,435万元。其中，一产57,116万元；二产445,964万元；三产448,355万元。三次产业结构为6.0:46.9:47.1。"
    "最终核定上年生产总值为972,846万元，三次产业结构为5.5:50.6:43.9。",
    # a rate of another kind than the two figures before it
    "男性为1,769.69万人，女性为1,696.30万人，总人口性别比为104.33。出生人口性别比为111.3。",
    # what is nought now may have been something before
    "经费共900万元，比上年减少63万元。其中：出国费0万元；购车费200万元，减少54万元；接待费700万元，减少6万元。",
    # against the year before, and against the budget
    "经费共900万元，比上年减少63万元。其中：购车费200万元，比预算减少54万元；接待费700万元，比预算减少6万元。",
]


def judged(text: str) -> Result:
    return short_texts.judged(f"某单位工作情况\n\n{text}\n", "cn-claims")


@pytest.mark.parametrize("name", HELD)
def test_what_holds_is_judged_and_accuses_nobody(name: str) -> None:
    text, rule = HELD[name]
    result = judged(text)
    assert not [finding for finding in result.findings if finding.severity > Severity.INFO]
    assert held(result, rule)


@pytest.mark.parametrize(("name", "was", "printed", "rule", "severity"), FAULTS)
def test_a_changed_figure_is_found(name: str, was: str, printed: str, rule: str, severity: Severity) -> None:
    text = HELD[name][0]
    assert text.count(was) == 1
    found = [finding for finding in judged(text.replace(was, printed)).findings if finding.rule == rule]
    assert found and max(finding.severity for finding in found) >= severity


@pytest.mark.parametrize("text", TRAPS)
def test_what_only_looks_wrong_is_not_accused(text: str) -> None:
    assert not grave(judged(text))


@pytest.mark.parametrize(
    ("text", "judges"),
    [
        # two equal figures make every 100%: only their names or the sentence tell that it is of them
        ("一、建设\n铺设干管1,100米、支管1,100米。\n二、效果\n经回访，用户满意度达100%。", 0),
        ("一、资金\n下达278.40万元。\n二、拨付\n实际拨付278.40万元。\n三、效果\n拨付率为100%。", 1),
        ("下达278.40万元，拨付278.40万元，完成率100%。", 1),
    ],
)
def test_all_of_something_is_of_what_the_names_say(text: str, judges: int) -> None:
    assert held(judged(text), "share-percent") == judges
