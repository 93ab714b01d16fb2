"""The part of SARIF 2.1.0 that this project writes, as strict as the standard's own schema.

Every object is closed: a property that the standard does not know, or a word outside its enumerations, is refused.
"""

from __future__ import annotations

from typing import Any

_TEXT: dict[str, Any] = {"type": "string"}
_WORDS: dict[str, Any] = {"type": "array", "items": _TEXT, "uniqueItems": True}
#: Holds anything, but what it calls tags has a form.
_BAG: dict[str, Any] = {"type": "object", "properties": {"tags": _WORDS}}
_LEVEL: dict[str, Any] = {"enum": ["none", "note", "warning", "error"]}
_LANGUAGE: dict[str, Any] = {"type": "string", "pattern": r"^[a-zA-Z]{2}(-[a-zA-Z]{2})?$(?!\n)"}
#: RFC 3986: a path, a query and a fragment hold nothing but these, and a percent sign only before two hexadecimal digits.
_SIGN = r"[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2}"
_REST = rf"(?:{_SIGN})*(?:\?(?:\?|{_SIGN})*)?(?:#(?:\?|{_SIGN})*)?"
#: Where an expression of JSON Schema ends; Python's $ by itself would let a line end pass.
_END = r"$(?!\n)"
_SCHEME = "[A-Za-z][A-Za-z0-9+.-]*:"
_ABSOLUTE_URI: dict[str, Any] = {"type": "string", "pattern": f"^{_SCHEME}{_REST}{_END}"}
#: Without a scheme, the first part of a path has no colon.
_URI: dict[str, Any] = {"type": "string", "pattern": f"^(?:{_SCHEME}|(?![^/?#]*:)){_REST}{_END}"}
_INDEX: dict[str, Any] = {"type": "integer", "minimum": -1}
_FROM_ONE: dict[str, Any] = {"type": "integer", "minimum": 1}


def _closed(required: str = "", **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": required.split(),
        "properties": properties,
    }


def _list(items: dict[str, Any], *, unique: bool = False, least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": items, "uniqueItems": unique, "minItems": least}


_MESSAGE = _closed("text", text=_TEXT, markdown=_TEXT)
_ARTIFACT_LOCATION = _closed("", uri=_URI, uriBaseId=_TEXT, index=_INDEX)
_REGION = _closed("startLine", startLine=_FROM_ONE, startColumn=_FROM_ONE, endLine=_FROM_ONE, endColumn=_FROM_ONE)
_LOCATION = _closed(
    "physicalLocation",
    id={"type": "integer", "minimum": 0},
    physicalLocation=_closed("artifactLocation", artifactLocation=_ARTIFACT_LOCATION, region=_REGION),
    logicalLocations=_list(
        _closed("fullyQualifiedName", name=_TEXT, fullyQualifiedName=_TEXT, kind=_TEXT, properties=_BAG), unique=True
    ),
    message=_MESSAGE,
)
_NOTIFICATION = _closed(
    "message",
    descriptor=_closed("id", id=_TEXT),
    level=_LEVEL,
    message=_MESSAGE,
    locations=_list(_LOCATION, unique=True),
)
_RULE = _closed(
    "id",
    id=_TEXT,
    name=_TEXT,
    shortDescription=_MESSAGE,
    fullDescription=_MESSAGE,
    help=_MESSAGE,
    defaultConfiguration=_closed("", level=_LEVEL),
    properties=_BAG,
)
_COMPONENT = _closed(
    "name",
    name=_TEXT,
    version=_TEXT,
    fullName=_TEXT,
    language=_LANGUAGE,
    rules=_list(_RULE, unique=True),
    properties=_BAG,
)
_RESULT = _closed(
    "message ruleId ruleIndex kind level locations",
    ruleId=_TEXT,
    ruleIndex=_INDEX,
    kind={"enum": ["notApplicable", "pass", "fail", "review", "open", "informational"]},
    level=_LEVEL,
    message=_MESSAGE,
    locations=_list(_LOCATION, least=1),
    relatedLocations=_list(_LOCATION, unique=True),
    partialFingerprints={"type": "object", "additionalProperties": _TEXT},
    properties=_BAG,
)
# §3.27.9, §3.27.10: a kind other than "fail" goes with the level "none", and "fail" with one of the others here.
_RESULT["if"] = {"properties": {"kind": {"const": "fail"}}}
_RESULT["then"] = {"properties": {"level": {"enum": ["note", "warning", "error"]}}}
_RESULT["else"] = {"properties": {"level": {"const": "none"}}}

_RUN = _closed(
    "tool results columnKind",
    tool=_closed("driver", driver=_COMPONENT, extensions=_list(_COMPONENT, unique=True)),
    invocations=_list(
        _closed(
            "executionSuccessful",
            executionSuccessful={"type": "boolean"},
            toolExecutionNotifications=_list(_NOTIFICATION),
            toolConfigurationNotifications=_list(_NOTIFICATION),
        )
    ),
    language=_LANGUAGE,
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    artifacts=_list(
        _closed("location", location=_ARTIFACT_LOCATION, hashes={"type": "object", "additionalProperties": _TEXT}),
        unique=True,
    ),
    results=_list(_RESULT),
    properties=_BAG,
)

SCHEMA: dict[str, Any] = _closed(
    "version runs",
    **{"$schema": _ABSOLUTE_URI},
    version={"const": "2.1.0"},
    runs=_list(_RUN),
)
