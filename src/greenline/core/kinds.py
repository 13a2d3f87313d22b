"""The kinds of value a register is made of, as pydantic types. Each face has one small function per kind.

    text    many lines      line   one line        count   whole number from 0    number  decimal, with unit and range
    flag    yes or no       code   of a code list  codes   several of them        moment  when, with precision
    place   where           ref    another record  refs    several of them        group   a part with fields of its own
    file    a file, by the SHA-256 of its bytes          shape   a line or an area on the ground

No outside format appears here; formats live in `faces/`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError

from .codes import CodeList, code_lists
from .moment import Moment
from .place import Place
from .shape import MOST_LENGTH, read_shape, write_shape

KindName = Literal[
    "text", "line", "count", "number", "flag", "code", "codes", "moment", "place", "ref", "refs", "group", "file",
    "shape",
]  # fmt: skip
KINDS: tuple[KindName, ...] = get_args(KindName)
MOST_COUNT = 1_000_000_000
MOST_CODES, MOST_REFS, MOST_REPEATS = 50, 500, 200
REF = re.compile(r"[A-Z]{3}-[0-9A-HJKMNP-TV-Z]{5,12}\Z")  # Crockford's alphabet: no I, L, O, U


@dataclass(frozen=True, slots=True)
class Kind:
    """A mark on an annotation that says which kind of value it is."""

    name: KindName


@dataclass(frozen=True, slots=True)
class Code:
    """A code of the list `codes`; `Annotated[str, Code("incident_kind")]`. A mission may narrow the list."""

    codes: str

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        def check(value: str, info: ValidationInfo) -> str:
            return _coded(value, self.codes, info)

        return core_schema.with_info_after_validator_function(check, handler(source))

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "string", "enum": list(code_lists()[self.codes].labels)}


@dataclass(frozen=True, slots=True)
class Refers:
    """A mark on a ref: which register it points to."""

    register: str


@dataclass(frozen=True, slots=True)
class Between:
    """A mark on a number: its range and unit."""

    low: float
    high: float
    unit: str


def _coded(value: str, name: str, info: ValidationInfo) -> str:
    lists: dict[str, CodeList] = (info.context or {}).get("codes") or code_lists()  # type: ignore[assignment]
    known = lists[name]
    if value in known:
        return value
    like = known.like(value)
    hint = (
        f" Did you mean {', '.join(like)}?" if like else f" The list {name} has {', '.join(list(known.labels)[:12])}…"
    )
    raise PydanticCustomError("unknown_code", "{sentence}", {"sentence": f"{value[:60]!r} is no {name} code.{hint}"})


def _referred(value: str) -> str:
    if not REF.match(value):
        raise PydanticCustomError(
            "bad_ref", "{sentence}", {"sentence": f"{value[:40]!r} is no reference; one looks like INC-7K2QXM4D."}
        )
    return value


def _shaped(value: str) -> str:
    try:
        return write_shape(read_shape(value))
    except ValueError as error:
        raise PydanticCustomError("bad_shape", "{sentence}", {"sentence": str(error)}) from None


_PLAIN_LINE = r"^[^\x00-\x08\x0a-\x1f\x7f]*$"
_PLAIN_TEXT = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"

Text = Annotated[str, StringConstraints(max_length=20_000, pattern=_PLAIN_TEXT), Kind("text")]
Line = Annotated[str, StringConstraints(max_length=500, pattern=_PLAIN_LINE), Kind("line")]
Count = Annotated[int, Field(ge=0, le=MOST_COUNT, strict=True), Kind("count")]
Flag = Annotated[bool, Field(strict=True), Kind("flag")]
Number = Annotated[
    float, Field(allow_inf_nan=False, ge=-1e9, le=1e9), AfterValidator(lambda v: round(v, 7) + 0.0), Kind("number")
]
Degrees = Annotated[Number, Field(ge=0, le=360), Between(0, 360, "°")]
Metres = Annotated[Number, Field(ge=0, le=1e7), Between(0, 1e7, "m")]
Ref = Annotated[str, AfterValidator(_referred), Kind("ref")]
T = TypeVar("T")
Codes = Annotated[tuple[T, ...], Field(max_length=MOST_CODES)]
Group = Annotated[tuple[T, ...], Field(max_length=MOST_REPEATS)]
File = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$"), Kind("file")]
Shape = Annotated[str, StringConstraints(max_length=MOST_LENGTH), AfterValidator(_shaped), Kind("shape")]
Refs = Annotated[tuple[Ref, ...], Field(max_length=MOST_REFS), Kind("refs")]

__all__ = [
    "KINDS",
    "Between",
    "Code",
    "Codes",
    "Count",
    "Degrees",
    "File",
    "Flag",
    "Group",
    "Kind",
    "KindName",
    "Line",
    "Metres",
    "Moment",
    "Number",
    "Place",
    "Ref",
    "Refers",
    "Refs",
    "Shape",
    "Text",
]
