"""Two figures of one thing that differ in two chapters of a paper: told by all that is said of both."""

from __future__ import annotations

import pytest
from short_texts import judged

HEAD = "云溪县民政局2024年度部门整体支出绩效自评报告\n\n一、工作开展情况\n{}\n二、取得的成效\n{}\n"
RULES = {"cross-place-amount-read", "cross-place-count-read", "cross-place-amount", "cross-place-count"}


def told(first: str, second: str) -> bool:
    """Whether two places are said to differ, be it as a hint."""
    return any(finding.rule in RULES for finding in judged(HEAD.format(first, second), "cn-performance").findings)


TOLD = [
    ("残疾人创业扶持：资助214人，每人3000元，发放64.2万元。", "获得残疾人创业扶持的209名学员中，有31人开办了网店。"),
    ("全年接收社区矫正对象187人，期满解除96人。", "对社区矫正对象182人逐人建档，没有发生脱管。"),
    ("全年新建农村幸福院23所，改造农村幸福院11所。", "新建的26所农村幸福院全部投入使用，老人反映良好。"),
    ("修缮烈士纪念设施38处，投入资金61.4万元。", "全县35处烈士纪念设施面貌一新，接待祭扫群众1.2万人次。"),
    ("开展婚姻家庭辅导412场，服务夫妻1860对。", "通过开展婚姻家庭辅导432场，协议离婚登记量明显下降。"),
    ("建成智慧养老服务平台，接入养老机构27家、助餐点64个。", "平台接入助餐点61个，日均就餐老人1900余人。"),
    ("全县共有高龄老人巡访员143人，培训6期。", "全县149名高龄老人巡访员坚持每周上门一次。"),
    ("改造老旧殡仪馆火化炉，项目亩均投资1600元，按期完工。", "项目亩均投资1900元，节约了建设成本。"),
    ("年末规模以上养老服务企业24家，床位3860张。", "21家规模以上养老服务企业中通过星级评定的有5家。"),
    (
        "截至12月底，县级配套资金356.80万元全部到位，县级配套已列入预算356.80万元。",
        "县级配套资金365.80万元已全部使用。",
    ),
    (
        "计划新建人脸门禁点位320个、消防联动点位58个。",
        "利用新建的320个人脸门禁点位和85个消防联动点位，处置警情72起。",
    ),
    ("工程计划解决14个村、2.93万人的饮水问题。", "工程覆盖14个村，受益人口2.39万人，与设计人口一致。"),
]
SILENT = [
    ("年初计划资助困难学生220人。", "全年资助困难学生209人，完成计划的95%。"),
    ("春季学期资助困难学生214人。", "秋季学期资助困难学生209人。"),
    ("更新购置救护用车6辆。", "报废救护用车7辆。"),
    ("全县共有养老机构27家。", "评定为三星级的养老机构24家。"),
    ("高血压患者规范管理率76.8%。", "糖尿病患者规范管理率74.0%。"),
    ("2023年新建农村幸福院23所。", "2024年新建农村幸福院26所。"),
    ("管理高血压患者28640人。", "管理高血压患者2.86万人，群众满意。"),
    ("第一批培训护理员142人。", "第二批培训护理员149人。"),
    ("申报示范社区38个。", "命名示范社区35个。"),
    ("接待来访群众412批。", "比上年多接待来访群众23批。"),
]


@pytest.mark.parametrize(("first", "second"), TOLD)
def test_one_thing_told_otherwise_elsewhere_is_a_remark(first: str, second: str) -> None:
    assert told(first, second)


@pytest.mark.parametrize(("first", "second"), SILENT)
def test_what_is_of_two_things_is_left_alone(first: str, second: str) -> None:
    assert not told(first, second)
