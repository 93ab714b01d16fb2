"""The ``report/1`` form as pydantic models: the published JSON Schema, and a second opinion for the tests.

Importing this module imports pydantic, which takes longer than everything else in the room; so nothing on the way of a
report that is in order does so.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StringConstraints,
    model_validator,
)

from gouji.report.form import COLUMN_KEYS, KEYS, MAX_CELL_CHARACTERS

Name = Annotated[str, StringConstraints(strict=True, min_length=1)]
Text = Annotated[str, StringConstraints(strict=True, max_length=MAX_CELL_CHARACTERS)]
#: A cell as JSON can write it. The models only say which shapes are allowed: the float is never looked at, the readers
#: keep the digits that were printed.
Cell = Text | StrictInt | StrictFloat | StrictBool | None
Row = dict[Name, Cell]
Year = (
    Annotated[int, Field(strict=True, ge=1000, le=9999)]
    | Annotated[str, StringConstraints(strict=True, pattern=r"^([ \t]*[1-9][0-9]{3}[ \t]*(年度?)?[ \t]*)?$")]
    | None
)


def _renamed(value: Any, keys: Any) -> Any:
    """The members under the names of the form; a member under two names is refused."""
    if not isinstance(value, dict):
        return value
    renamed = {keys.get(name, name): member for name, member in value.items()}
    if len(renamed) != len(value):
        raise ValueError("the same key under two names")
    return renamed


class ColumnTable(BaseModel):
    """A table as a list of column names and a list of rows of the same length."""

    model_config = ConfigDict(extra="forbid")

    columns: list[Name] = Field(strict=True)
    rows: list[list[Cell]] | None = Field(default=None, strict=True)

    @model_validator(mode="before")
    @classmethod
    def _names(cls, value: Any) -> Any:
        return _renamed(value, COLUMN_KEYS)

    @model_validator(mode="after")
    def _shape(self) -> ColumnTable:
        if len(set(self.columns)) != len(self.columns):
            raise ValueError("a column name comes twice")
        if any(len(row) != len(self.columns) for row in self.rows or ()):
            raise ValueError("a row has more or fewer cells than there are columns")
        return self


class ReportForm(BaseModel):
    """What a submission says: printed texts in fields and tables."""

    model_config = ConfigDict(extra="forbid", title="gouji report/1")

    gouji: Literal["report/1"] = Field(description="报告格式的版本 / version of the form")
    kind: Cell = Field(default=None, description="材料类型 / what kind of submission it is")
    unit: Cell = Field(default=None, description="单位 / the body that hands it in")
    year: Year = Field(default=None, description="年度 / the year it is about")
    fields: Row | None = Field(default=None, description="字段：名称与所填内容 / single values by name, as printed")
    tables: dict[Name, list[Row] | ColumnTable | None] | None = Field(
        default=None, description="表：每表若干行 / rows by table, as printed"
    )

    @model_validator(mode="before")
    @classmethod
    def _names(cls, value: Any) -> Any:
        return _renamed(value, KEYS)


def report_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a report; the Chinese names of the keys are in it."""
    schema = ReportForm.model_json_schema()
    _add_synonyms(schema, KEYS)
    _add_synonyms(schema["$defs"]["ColumnTable"], COLUMN_KEYS)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _add_synonyms(schema: dict[str, Any], keys: Any) -> None:
    properties = schema["properties"]
    synonyms = {name: key for name, key in keys.items() if name != key}
    for name, key in synonyms.items():
        properties[name] = properties[key]
    schema["allOf"] = [{"not": {"required": [name, key]}} for name, key in synonyms.items()]
    required = [key for key in schema.get("required", ()) if key not in synonyms.values()]
    schema["allOf"] += [
        {"anyOf": [{"required": [name]} for name in (key, *(n for n, k in synonyms.items() if k == key))]}
        for key in schema.get("required", ())
        if key in synonyms.values()
    ]
    schema["required"] = required
