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

from gouji.report.form import COLUMN_KEYS, KEYS, MAX_CELL_CHARACTERS, SOURCE_KEYS

Name = Annotated[str, StringConstraints(strict=True, min_length=1)]
Text = Annotated[str, StringConstraints(strict=True, max_length=MAX_CELL_CHARACTERS)]
#: A cell as JSON can write it. The models only say which shapes are allowed: the float is never looked at, the readers
#: keep the digits that were printed.
Cell = Text | StrictInt | StrictFloat | StrictBool | None
Row = dict[Name, Cell]
Ordinal = (
    Annotated[int, Field(strict=True, ge=1, le=9_999_999_999)]
    | Annotated[str, StringConstraints(strict=True, pattern="^[1-9][0-9]{0,9}$")]
)
#: A side of a box: a text, so that it is written as it was read.
Side = Annotated[str, StringConstraints(strict=True, pattern=r"^-?[0-9]+(\.[0-9]+)?$")] | StrictInt | StrictFloat
#: A row, a cell or a field of this report (RFC 6901).
Pointer = Annotated[str, StringConstraints(strict=True, pattern="^/(fields|tables)/")]
Doubt = Annotated[str, StringConstraints(strict=True, pattern="^/(fields/[^/]*|tables/[^/]*/[0-9]+)$")]
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


class PlaceForm(BaseModel):
    """A place in a document; what does not apply to its format is left out."""

    model_config = ConfigDict(extra="forbid")

    line: Ordinal | None = None
    column: Ordinal | None = None
    end_line: Ordinal | None = None
    end_column: Ordinal | None = None
    paragraph: Ordinal | None = None
    table: Ordinal | None = None
    sheet: Cell = None
    cell: Cell = None
    page: Ordinal | None = None
    box: list[Side] | None = Field(default=None, strict=True, min_length=4, max_length=4)


class SourceForm(BaseModel):
    """Which document a report was taken from."""

    model_config = ConfigDict(extra="forbid")

    path: Cell = Field(description="原来的文件 / the document")
    sha256: Cell = Field(default=None, description="原来文件的 SHA-256 / its checksum")
    packs: list[Cell] | None = Field(
        default=None, strict=True, description="按哪些规则包的词汇读的 / packs it was read with"
    )
    place: PlaceForm | None = Field(default=None, description="文件开头的位置 / where it begins")

    @model_validator(mode="before")
    @classmethod
    def _names(cls, value: Any) -> Any:
        return _renamed(value, SOURCE_KEYS)

    @model_validator(mode="after")
    def _named(self) -> SourceForm:
        if self.path in (None, ""):
            raise ValueError("the document has no name")
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
    source: SourceForm | None = Field(
        default=None, description="出处：报告取自哪个文件；问题的位置指到那里 / the document that findings point into"
    )
    places: dict[Pointer, PlaceForm] | None = Field(
        default=None, description="位置：每一格印在原来文件的哪里 / where in it each cell was printed"
    )
    doubtful: list[Doubt] | None = Field(
        default=None, strict=True, description="存疑：可能读错的行和字段，改对后删去 / what may have been misread"
    )

    @model_validator(mode="before")
    @classmethod
    def _names(cls, value: Any) -> Any:
        return _renamed(value, KEYS)

    @model_validator(mode="after")
    def _placed(self) -> ReportForm:
        if self.places and self.source is None:
            raise ValueError("places of no document")
        return self


def report_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a report; the Chinese names of the keys are in it."""
    schema = ReportForm.model_json_schema()
    _add_synonyms(schema, KEYS)
    _add_synonyms(schema["$defs"]["ColumnTable"], COLUMN_KEYS)
    _add_synonyms(schema["$defs"]["SourceForm"], SOURCE_KEYS)
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
