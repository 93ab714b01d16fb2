"""The JSON Schema of ``result/1``. Later versions add keys and take none away, so unknown keys are allowed."""

from __future__ import annotations

from typing import Any

from gouji.engine.outcome import Outcome, Severity
from gouji.engine.result import CONTRACT
from gouji.engine.roots import CAUSES

Form = dict[str, Any]

_TEXT: Form = {"type": "string"}
_COUNT: Form = {"type": "integer", "minimum": 0}
_PLACE: Form = {"type": "integer", "minimum": 1}
_SHA256: Form = {"type": "string", "pattern": "^([0-9a-f]{64})?$"}


def _object(required: Form, optional: Form | None = None, description: str = "") -> Form:
    form: Form = {"type": "object", "required": list(required), "properties": {**required, **(optional or {})}}
    return {"description": description, **form} if description else form


def _list(form: Form) -> Form:
    return {"type": "array", "items": form}


def _ref(name: str) -> Form:
    return {"$ref": f"#/$defs/{name}"}


def _or_null(kind: str) -> Form:
    return {"type": [kind, "null"]}


def result_schema() -> Form:
    """The JSON Schema (2020-12) of what ``audit check --format json`` writes."""
    counts = {outcome.value: _COUNT for outcome in Outcome}
    location = _object(
        {
            "role": {**_TEXT, "description": "规则里的名称 / the name in the rule"},
            "text": {**_TEXT, "description": "所印 / as printed"},
        },
        {
            "row": {**_TEXT, "description": "这一行是什么 / what the row is about"},
            "line": _PLACE,
            "column": _PLACE,
            "end_line": _PLACE,
            "end_column": _PLACE,
            "paragraph": _PLACE,
            "table": _PLACE,
            "sheet": _TEXT,
            "cell": _TEXT,
            "page": _PLACE,
            "box": _list(_TEXT),
            "pointer": {**_TEXT, "description": "JSON Pointer，指向 report/1 / into the report/1 form"},
        },
        "位置；不适用的键不写 / a place; keys that do not apply are left out",
    )
    evidence = _object(
        {"formula": _TEXT, "filled": _TEXT},
        {
            "expected": _TEXT,
            "reported": _TEXT,
            "gap": _TEXT,
            "difference": _TEXT,
            "kind": {"enum": ["truncated", "joint"]},
        },
        "公式、代入、应为、所列、差额 / formula, filled in, expected, reported, gap",
    )
    finding = _object(
        {
            "id": {**_TEXT, "description": "材料重新排版后不变的编号 / stable when the file is reformatted"},
            "rule": _TEXT,
            "name": _TEXT,
            "severity": {"enum": [severity.code for severity in Severity]},
            "message": _TEXT,
            "advice": _TEXT,
            "basis": _list(_TEXT),
            "locations": _list(_ref("location")),
            "evidence": _ref("evidence"),
        },
        {"unlisted": _COUNT},
        description="一个问题 / a finding",
    )
    undecided = _object(
        {"rule": _TEXT, "name": _TEXT, "reason": _TEXT, "locations": _list(_ref("location"))},
        {"code": _TEXT, "count": _COUNT},
        "没有判的核查和原因 / checks that were not judged, and why",
    )
    passed = _object(
        {
            "rule": _TEXT,
            "outcome": {"enum": [Outcome.PASS.value, Outcome.WITHIN_ROUNDING.value]},
            "locations": _list(_ref("location")),
            "evidence": _ref("evidence"),
        },
        {"unlisted": _COUNT},
        description="核对相符的一项（--with-passed） / a check that holds",
    )
    submission = _object(
        {
            "path": _TEXT,
            "sha256": _SHA256,
            "unit": _or_null("string"),
            "year": _or_null("integer"),
            "kind": _or_null("string"),
            "outcomes": _object(dict(counts)),
            "figures": _object({"printed": _COUNT, "judged": _COUNT}),
            "findings": _list(_ref("finding")),
            "undecided": _list(_ref("undecided")),
        },
        {
            "record": {**_PLACE, "description": "JSON Lines 的行 / the line of a JSON Lines file"},
            "written": {
                **_TEXT,
                "description": "path 是原来的文件时，读的是哪份 report/1 / the report that was read, taken from path",
            },
            "passed": _list(_ref("passed")),
            "roots": _list(_ref("root")),
            "roots_left_out": {**_list(_TEXT), "description": "没有分析的 / what the diagnosis did not look into"},
        },
        "一份送审材料 / a submission",
    )
    diagnostic = _object(
        {"code": _TEXT, "severity": _TEXT, "message": _TEXT},
        {"help": _TEXT, "path": _TEXT, "line": _PLACE, "column": _PLACE},
        "关于规则、设置或读不出的文件 / about a rule, a setting or an unreadable file",
    )
    whole = _object(
        {
            "gouji": {"const": CONTRACT},
            "engine": {**_TEXT, "description": "gouji 的版本 / version of gouji"},
            "packs": _list(_object({"id": _TEXT, "version": _TEXT, "sha256": _SHA256})),
            "submissions": _list(_ref("submission")),
            "rules": _list(_object({"id": _TEXT, "judged": _COUNT, **counts})),
            "diagnostics": _list(_ref("diagnostic")),
        },
        {
            "unread": {
                **_list(_TEXT),
                "description": "文件夹和压缩包里格式不可读、没有核查的文件；没有就不写 / files of formats that cannot be read",
            },
            "settings": {
                "type": "object",
                "additionalProperties": _TEXT,
                "description": "这次运行设的参数 / parameters set for this run",
            },
        },
        "一次核查的结果 / the result of a run",
    )
    root = _root_schema()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"gouji {CONTRACT}"}
    records = {
        "submission": submission,
        "finding": finding,
        "undecided": undecided,
        "passed": passed,
        "location": location,
        "evidence": evidence,
        "root": root,
        "diagnostic": diagnostic,
    }
    return {**head, **whole, "$defs": records}


def _root_schema() -> Form:
    cause = _object(
        {
            "cause": {"enum": list(CAUSES)},
            "value": {**_TEXT, "description": "应印成的样子 / as it should have been printed"},
            "clears": {**_list(_TEXT), "description": "更正后消除的问题 / ids of the findings it would clear"},
        },
        {"source": _ref("location")},
        "可能的笔误 / a slip that would explain it",
    )
    flip = _object(
        {
            "value": {**_TEXT, "description": "到这个值就改变 / the first value at which it comes out differently"},
            "rule": _TEXT,
            "name": _TEXT,
            "fails": {"type": "boolean", "description": "在那里是否不符合 / whether the rule fails there"},
        },
        {"message": _TEXT},
        "第一个改变的判断 / the first judgement that flips",
    )
    margin = _object(
        {
            "value": {**_TEXT, "description": "从这个更正值算起 / the correction it is measured from"},
            "cosmetic": {
                "type": "boolean",
                "description": "关系所容许的每个值都和原文的判断一样 / every possible value leaves all judgements as they are",
            },
            "throughout": {
                "type": "boolean",
                "description": "关系所容许的每个值都和更正值的判断一样 / every possible value gives the same judgements",
            },
        },
        {
            "low": {**_TEXT, "description": "判断不变的最小值，不写是没有 / the least value without a flip"},
            "high": {**_TEXT, "description": "判断不变的最大值，不写是没有 / the greatest value without a flip"},
            "below": flip,
            "above": flip,
            "apart": {
                **_list(_TEXT),
                "description": "看文字的规则，不在其内 / rules that look at the text, of which it says nothing",
            },
            "stopped": {"type": "boolean", "description": "再远没有查 / not looked at further"},
        },
        "这个数能差多远而不改变其他判断 / how far it may lie before a judgement flips",
    )
    suspect = _object(
        {
            "location": _ref("location"),
            "share": {"type": "number", "minimum": 0, "maximum": 1},
            "causes": _list(cause),
        },
        {
            "value": {**_TEXT, "description": "各项关系只容许这一个数时 / where the relations leave one print"},
            "low": _TEXT,
            "high": _TEXT,
            "margin": margin,
        },
        "可能有错的一格 / a cell that may be wrong",
    )
    effect = _object({"rule": _TEXT, "name": _TEXT, "message": _TEXT, "raised": {"type": "boolean"}})
    moved = _object(
        {
            "location": _ref("location"),
            "value": {
                **_TEXT,
                "description": "要随之改成的数或用语（都行的用 / 隔开）/ the figure or words that follow",
            },
        },
        {"difference": {**_TEXT, "description": "数差多少；用语没有 / by how much a figure moves"}},
    )
    consequence = _object(
        {"changes": {"type": "boolean"}},
        {"effects": _list(effect), "moved": _list(moved)},
        "更正之后别的判断是否改变 / what else changes once it is corrected",
    )
    edit = _object({"suspect": _COUNT, "value": _TEXT})
    return _object(
        {
            "findings": {**_list(_TEXT), "description": "问题的编号，最能说明根源的在前 / ids of findings"},
            "message": _TEXT,
            "suspects": _list(suspect),
            "smallest_sets": {
                **_list(_list(_COUNT)),
                "description": "改动后能使各项关系都成立的最小的几组，写 suspects 的序号 / numbers of suspects",
            },
        },
        {
            "edit": {**_list(edit), "description": "最小的改法，只是建议 / the smallest edit, a suggestion"},
            "consequence": consequence,
            "stopped": {**_TEXT, "description": "为什么没有找完 / why not every set was looked for"},
            "accepted": {
                "type": "boolean",
                "description": "是通行的印法，不是错误 / a known way of printing, no fault",
            },
        },
        "几个问题的同一个根源 / one origin of several findings",
    )
