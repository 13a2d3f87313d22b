"""From given values to a checked record and back: `parse` finds all issues at once, `flatten` makes leaf paths.

A *flat* record is what the ledger keeps: leaf path -> canonical value, where numbers with fractions are decimal
strings so that every language agrees. Paths look like `deaths.best` and `parties[0].actor`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from .codes import CodeList
from .errors import Issue
from .register import Field, Ordered, Register, Total

Flat = dict[str, Any]
_MOST_ISSUES = 200
_SENTENCES = {
    "missing": "This is needed.",
    "extra_forbidden": "There is no such field.",
    "string_type": "This must be text.",
    "int_type": "This must be a whole number.",
    "float_type": "This must be a number.",
    "float_parsing": "This must be a number.",
    "bool_type": "This must be true or false.",
    "finite_number": "This must be a finite number.",
    "tuple_type": "This must be a list.",
    "model_type": "This must be an object with fields.",
    "string_unicode": "This text holds half a character (a lone surrogate).",
    "string_pattern_mismatch": "This text holds control characters.",
}


@dataclass(frozen=True, slots=True)
class Parsed:
    """What became of given values: the flat record, or issues; flags are doubts about a foreign row kept as it is."""

    flat: Flat
    issues: tuple[Issue, ...] = ()
    flags: tuple[str, ...] = ()


def parse(
    register: type[Register],
    values: Mapping[str, Any],
    codes: Mapping[str, CodeList] | None = None,
    as_received: bool = False,
) -> Parsed:
    """Check `values` against a register; all issues at once.

    With `as_received` (a row of a foreign file, kept as that file says it) a broken rule becomes a flag instead.
    None is unknown, as if it were not there.
    """
    if isinstance(values, Mapping):
        values = {name: value for name, value in values.items() if value is not None}
    context = {"codes": codes} if codes else None
    issues: list[Issue] = []
    record: Any
    try:
        record = register.__pydantic_validator__.validate_python(values, context=context)
    except ValidationError as error:
        issues = [_issue(e) for e in error.errors(include_url=False)[:_MOST_ISSUES]]
        record = _holding(register, values, {i.field.split(".")[0].split("[")[0] for i in issues}, context)
    broken = list(_broken(register, record))
    if as_received and not issues:
        return Parsed(flatten(register.fields, record), (), tuple(i.sentence for i in broken))
    issues.extend(broken)
    if issues:
        return Parsed({}, tuple(issues))
    return Parsed(flatten(register.fields, record))


def _issue(error: Any) -> Issue:
    path = ""
    for part in error["loc"]:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    code, context = error["type"], error.get("ctx", {})
    sentence = _SENTENCES.get(code)
    if code == "value_error":
        sentence = str(context.get("error", error["msg"]))
    elif "sentence" in context:
        sentence = context["sentence"]
    elif code in ("greater_than_equal", "less_than_equal"):
        side, bound = ("below", context["ge"]) if "ge" in context else ("above", context["le"])
        sentence = f"{error['input']} is {side} {bound:g}."
    elif code == "string_too_long":
        sentence = f"This text is longer than {context['max_length']} characters."
    elif code == "too_long":
        sentence = f"There are more than {context['max_length']} of these."
    return Issue(path or "values", code, sentence or f"{error['msg']}.")


class _Held:
    """The fields of a record that did parse, for checking rules over them."""

    def __init__(self, held: Mapping[str, Any]) -> None:
        self.__dict__.update(held)


@cache
def _adapter(register: type[Register], name: str) -> TypeAdapter[Any]:
    info = register.model_fields[name]
    return TypeAdapter(Annotated[(info.annotation, *info.metadata)])  # type: ignore[arg-type]


def _holding(register: type[Register], values: Any, bad: set[str], context: Any) -> _Held:
    held: dict[str, Any] = {}
    for one in register.fields:
        if isinstance(values, Mapping) and one.name in values and one.name not in bad:
            try:
                held[one.name] = _adapter(register, one.name).validate_python(values[one.name], context=context)
            except ValidationError:  # reported already, under another path
                continue
    return _Held(held)


def _broken(register: type[Register], record: Any) -> Iterator[Issue]:
    held = record.__dict__
    for rule in register.rules:
        yield from _rule(rule, record, "")
    for one in _ruled(register):
        value = held.get(one.name)
        if value is None or value == ():
            continue
        if one.part is not None:
            for index, part in enumerate(value if one.repeats else (value,)):
                for rule in one.part.rules:
                    yield from _rule(rule, part, f"{one.name}[{index}]." if one.repeats else f"{one.name}.")
        condition = one.ask.when
        if condition is not None:
            other = _at(record, condition.field)
            if other is None or (condition.is_ and other not in condition.is_):
                yield Issue(one.name, "not_relevant", f"This is asked only when {condition.field} is known.")


@cache
def _ruled(register: type[Register]) -> tuple[Field, ...]:
    """The fields that some rule is about."""
    return tuple(f for f in register.fields if f.ask.when or (f.part is not None and f.part.rules))


def _rule(rule: Ordered | Total, record: Any, prefix: str) -> Iterator[Issue]:
    if isinstance(rule, Ordered):
        below, low = "", None
        for path in rule.paths:
            high = _at(record, path)
            if high is None:
                continue
            if low is not None and low > high:
                words = f"{prefix}{below} ({low}) is above {prefix}{path} ({high})."
                yield Issue(prefix + below, "not_ordered", words)
            below, low = path, high
        return
    total = _at(record, rule.path)
    if total is None:
        return
    parts = [_at(record, p) for p in rule.of]
    if None not in parts and total != sum(parts):
        words = f"{prefix}{rule.path} ({total}) is not the sum of its sides ({sum(parts)})."
        yield Issue(prefix + rule.path, "not_the_sum", words)


def _at(record: Any, path: str) -> Any:
    if "." not in path:
        return record.__dict__.get(path)
    for name in path.split("."):
        record = getattr(record, name, None)
        if record is None:
            return None
    return record


_AS_IT_IS = frozenset(("text", "line", "count", "code", "ref", "flag", "file", "shape"))


def decimal(value: float) -> str:
    """A number as a decimal string without exponent, at most seven places: `33.3613`, `-0.5`, `12`."""
    return f"{value:.7f}".rstrip("0").rstrip(".")


def flatten(fields: tuple[Field, ...], record: Any, prefix: str = "") -> Flat:
    """A checked record as leaf path -> canonical value; what is unknown is absent."""
    flat: Flat = {}
    held = record.__dict__
    for one in fields:
        value = held[one.name]
        if value is None or value == () or value == "":
            continue
        path = prefix + one.name
        kind = one.kind
        if kind in _AS_IT_IS:
            flat[path] = value
            continue
        if kind == "group":
            for index, part in enumerate(value if one.repeats else (value,)):
                flat.update(flatten(one.parts, part, f"{path}[{index}]." if one.repeats else f"{path}."))
        elif kind == "number":
            flat[path] = decimal(value)
        elif kind == "moment":
            flat[path] = {"end": value.end, "prec": value.prec, "start": value.start}
        elif kind == "place":
            flat[path] = {"lat": decimal(value.lat), "lon": decimal(value.lon), "prec": value.prec}
            if value.name:
                flat[path]["name"] = value.name
        else:
            flat[path] = list(value)
    return flat


def nest(fields: tuple[Field, ...], flat: Mapping[str, Any]) -> dict[str, Any]:
    """A flat record as the nested values of the API; paths that no field has any more are kept as they are."""
    kinds = _kinds(fields)
    values: dict[str, Any] = {}
    for path in sorted(flat, key=path_key):
        value = flat[path]
        name, index, leaf = path_key(path)
        kind = kinds.get(f"{name}.{leaf}" if leaf else name)
        if kind == "number":
            value = float(value)
        elif kind == "place":
            value = {**value, "lon": float(value["lon"]), "lat": float(value["lat"])}
        if not leaf:
            values[name] = value
        elif index < 0:
            values.setdefault(name, {})[leaf] = value
        else:
            parts = values.setdefault(name, [])
            parts.extend({} for _ in range(index + 1 - len(parts)))
            parts[index][leaf] = value
    return values


@cache
def _kinds(fields: tuple[Field, ...]) -> dict[str, str]:
    kinds: dict[str, str] = {one.name: one.kind for one in fields}
    kinds.update({f"{one.name}.{part.name}": part.kind for one in fields for part in one.parts})
    return kinds


def path_key(path: str) -> tuple[str, int, str]:
    """A leaf path taken apart: (field, index or -1, leaf or ''); sorts a list's tenth part after its ninth."""
    name, _, leaf = path.partition(".")
    if name.endswith("]"):
        name, _, index = name[:-1].partition("[")
        return name, int(index), leaf
    return name, -1, leaf
