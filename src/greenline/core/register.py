"""The declaration language: a register is a pydantic model whose fields carry a question, a marking and an HXL tag,
plus its life cycle. Everything else (table, checks, API, forms, exports, history) follows from this constant.

    class Incident(Register, name="incident", prefix="INC", steps=(Step("open", None, "registered", by=(DESK,)),)):
        happened_at: Moment = ask("When did it happen?", hxl="#date+occurred")

A declaration is a constant: no `if`, no settings, no callbacks.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, ClassVar, Union, get_args, get_origin

import pydantic
from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo

from .handling import CONFIDENTIAL_LEVEL, UNMARKED, Marking
from .kinds import Between, Code, Kind, KindName, Refers
from .moment import Moment
from .place import Place

_UNSET: Any = object()


@dataclass(frozen=True, slots=True)
class Step:
    """One way a record changes: from a state (None: from nothing) to a state (None: stays), by these roles."""

    name: str
    begins: str | tuple[str, ...] | None
    ends: str | None
    by: tuple[str, ...]
    needs: tuple[str, ...] = ()

    @property
    def froms(self) -> tuple[str, ...]:
        """The states it may be taken from; empty for a step that begins a record."""
        return () if self.begins is None else (self.begins,) if isinstance(self.begins, str) else self.begins


@dataclass(frozen=True, slots=True)
class Ordered:
    """These paths must not fall, left to right, as far as they are known: low <= best <= high."""

    paths: tuple[str, ...]

    def __init__(self, *paths: str) -> None:
        object.__setattr__(self, "paths", paths)


@dataclass(frozen=True, slots=True)
class Total:
    """`path` must equal the sum of `of`, when all of them are known."""

    path: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class When:
    """A field is asked only when another is known (or is one of these values)."""

    field: str
    is_: tuple[str | int | bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """Which fields put a record on the map and into lists; a register without a place has none there."""

    where: str | None = None
    when: str | None = None
    what: str | None = None
    size: str | None = None
    label: str | None = None
    rank: str | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """What pydantic cannot know of a field."""

    question: str
    hxl: str
    marking: Marking
    hint: str
    when: When | None


def ask(
    question: str,
    *,
    default: Any = _UNSET,
    hxl: str = "",
    marking: Marking = UNMARKED,
    hint: str = "",
    when: When | None = None,
) -> Any:
    """Declare a field: the question a person is asked, its HXL tag, its marking, a hint, when it is relevant.

    Without a default the field is required; `default=None` means it may stay unknown.
    """
    info: FieldInfo = (
        pydantic.Field(description=question)
        if default is _UNSET
        else pydantic.Field(default=default, description=question)
    )
    info.metadata.append(Ask(question, hxl, marking, hint, when))
    return info


@dataclass(frozen=True, slots=True)
class Field:
    """One declared field, read off the annotation; `parts` are the fields of a group."""

    name: str
    kind: KindName
    ask: Ask
    required: bool
    repeats: bool = False
    codes: str = ""
    refers: str = ""
    between: Between | None = None
    default: Any = None
    parts: tuple[Field, ...] = ()
    part: type[Part] | None = None

    @property
    def marking(self) -> Marking:
        """The field's marking; a group takes the highest of its parts."""
        return max((self.ask.marking, *(p.marking for p in self.parts)), key=lambda m: m.level)


class Part(BaseModel):
    """A group of fields that belong together, once (`Deaths | None`) or repeated (`Group[Claim]`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    rules: ClassVar[tuple[Ordered | Total, ...]] = ()
    fields: ClassVar[tuple[Field, ...]] = ()

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        cls.fields = tuple(_fields(cls))


class Register(BaseModel):
    """A declared noun: fields, rules, life cycle. Subclasses are constants; instances are checked records.

    `level` is the sensitivity of a row that does not state one; a field named `sensitivity` states it. In `veiled`
    states a record is told to nobody outside the mission, whatever its level. A register that is `apart` is in no
    general way out, not for the mission either: its records are read only by who is named in them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    noun: ClassVar[str] = ""
    prefix: ClassVar[str] = ""
    steps: ClassVar[tuple[Step, ...]] = ()
    rules: ClassVar[tuple[Ordered | Total, ...]] = ()
    seen: ClassVar[Seen] = Seen()
    level: ClassVar[int] = CONFIDENTIAL_LEVEL
    veiled: ClassVar[tuple[str, ...]] = ()
    apart: ClassVar[bool] = False
    fields: ClassVar[tuple[Field, ...]] = ()
    declaration: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        kwargs.pop("steps", None), kwargs.pop("name", None), kwargs.pop("prefix", None)
        super().__init_subclass__(**kwargs)

    @classmethod
    def __pydantic_init_subclass__(
        cls, name: str = "", prefix: str = "", steps: tuple[Step, ...] = (), **kwargs: Any
    ) -> None:
        cls.noun, cls.prefix, cls.steps = name, prefix, steps
        cls.fields = tuple(_fields(cls))
        cls.declaration = _digest(cls)

    @classmethod
    def step(cls, name: str) -> Step | None:
        """The step of that name, if the register has it."""
        return next((s for s in cls.steps if s.name == name), None)

    @classmethod
    def states(cls) -> tuple[str, ...]:
        """Every state of the life cycle, in the order of the declaration."""
        named = (state for s in cls.steps for state in (*s.froms, s.ends) if state)
        return tuple(dict.fromkeys(named))

    @classmethod
    def field(cls, name: str) -> Field | None:
        """The top-level field of that name, if any."""
        return next((f for f in cls.fields if f.name == name), None)


def _fields(model: type[BaseModel]) -> Iterator[Field]:
    for name, info in model.model_fields.items():
        asked = next((m for m in info.metadata if isinstance(m, Ask)), None)
        assert asked is not None, f"{model.__name__}.{name} is not declared with ask()"
        yield _field(name, info, asked)


def _field(name: str, info: FieldInfo, asked: Ask) -> Field:
    bare, marks = _bare(info.annotation)
    marks = [*info.metadata, *marks]
    required = info.is_required()
    default = None if required else info.get_default()
    kind, code, refers, between = (_mark(marks, mark) for mark in (Kind, Code, Refers, Between))
    if get_origin(bare) is tuple:
        inner, inner_marks = _bare(get_args(bare)[0])
        if isinstance(inner, type) and issubclass(inner, Part):
            return Field(name, "group", asked, required, True, parts=inner.fields, part=inner)
        code = code or next((m for m in inner_marks if isinstance(m, Code)), None)
        if code:
            return Field(name, "codes", asked, required, codes=code.codes, default=default)
        return Field(name, "refs", asked, required, refers=refers.register if refers else "", default=default)
    if isinstance(bare, type) and issubclass(bare, Part):
        return Field(name, "group", asked, required, parts=bare.fields, part=bare)
    if bare is Moment or bare is Place:
        return Field(name, "moment" if bare is Moment else "place", asked, required)
    if code:
        return Field(name, "code", asked, required, codes=code.codes, default=default)
    assert kind is not None, f"{name} has no known kind of value"
    target = refers.register if refers else ""
    return Field(name, kind.name, asked, required, refers=target, between=between, default=default)


def _mark(marks: list[Any], mark: type[Any]) -> Any:
    return next((m for m in marks if isinstance(m, mark)), None)


def _bare(annotation: Any) -> tuple[Any, list[Any]]:
    """An annotation without `| None` and `Annotated`, and the marks found on the way."""
    marks: list[Any] = []
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            marks.extend(annotation.__metadata__)
            annotation = get_args(annotation)[0]
        elif origin in (Union, UnionType):
            (annotation,) = (a for a in get_args(annotation) if a is not type(None))
        else:
            return annotation, marks


def _digest(register: type[Register]) -> str:
    """A short name for this version of a declaration: it changes when fields, rules or steps change."""
    told = [_told(f) for f in register.fields], [repr(s) for s in register.steps], [repr(r) for r in register.rules]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:12]


def _told(one: Field) -> list[Any]:
    return [one.name, one.kind, one.required, one.repeats, one.codes, one.refers, [_told(p) for p in one.parts]]


__all__ = [
    "Ask",
    "Field",
    "Ordered",
    "Part",
    "Register",
    "Seen",
    "Step",
    "Total",
    "When",
    "ask",
]
