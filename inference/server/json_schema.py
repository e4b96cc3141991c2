"""JSON schema → GBNF, for the part of it that structured answers need; whatever else is asked for is refused by name.

Objects keep the order of their properties and have no others; numbers have no bounds, but whole numbers a short range. A
definition that is referred to becomes a rule, so it may hold itself; "oneOf" is taken as "anyOf".
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from inference.server.grammar_text import BadGrammar

DEEPEST = 24
MOST_NUMBERS = 1000  # in the range of a whole number
NOTES = frozenset({"title", "description", "default", "examples", "$schema", "$id", "$comment", "additionalProperties"})
SHELVES = ("$defs", "definitions")  # of a schema's root
ANY_OF = ("anyOf", "oneOf")
SHARED = r"""
letter ::= [^"\\\x01-\x1f\x7f] | "\\" ["\\/bfnrt]
string ::= "\"" letter* "\""
integer ::= "-"? ("0" | [1-9] [0-9]{0,15})
number ::= integer ("." [0-9]{1,15})? ([eE] [-+]? [0-9]{1,2})?
boolean ::= "true" | "false"
null ::= "null"
object ::= "{" ("" | string colon value (comma string colon value)*) "}"
array ::= "[" ("" | value (comma value)*) "]"
value ::= object | array | string | number | boolean | null
colon ::= ":" " "?
comma ::= "," " "?
"""
ANY_OBJECT = "root ::= object\n" + SHARED


def schema_grammar(schema: Any) -> str:
    """The grammar of the JSON texts that the schema allows. Raises BadGrammar."""
    rules = _Rules(schema)
    root = rules.of(_without_shelves(schema), "root", 0)
    return "\n".join([f"root ::= {root}", *rules.lines]) + SHARED


class _Rules:
    """Collects rules; `of` returns what stands for a schema."""

    def __init__(self, whole: Any) -> None:
        self.lines: list[str] = []
        self._whole = whole
        self._named: dict[str, str] = {}  # reference → rule

    def of(self, schema: Any, place: str, depth: int) -> str:
        """`place` is where in the schema this is, for the person who reads a refusal."""
        if schema is True or schema == {}:
            return "value"
        if not isinstance(schema, Mapping):
            raise BadGrammar(f"Lược đồ JSON ở “{place}” phải là một đối tượng.")
        if depth > DEEPEST:
            raise BadGrammar(f"Lược đồ JSON lồng nhau sâu quá {DEEPEST} tầng.")
        if "$ref" in schema:
            _refuse_others(schema, {"$ref"}, place)
            return self._referred(schema["$ref"], place, depth)
        for name in (*ANY_OF, "allOf"):
            if name in schema:
                _refuse_others(schema, {name}, place)
                return self._any(schema[name], place, depth, most=1 if name == "allOf" else None)
        for name in ("enum", "const"):
            if name in schema:
                return _constants(schema[name] if name == "enum" else [schema[name]], schema, place)
        kinds = schema.get("type", "object" if "properties" in schema else None)
        if isinstance(kinds, list) and kinds:
            return "(" + " | ".join(self._typed(kind, schema, place, depth) for kind in kinds) + ")"
        return self._typed(kinds, schema, place, depth)

    def _referred(self, reference: Any, place: str, depth: int) -> str:
        """The rule of what "#/$defs/Name" names, or of the whole for "#"."""
        if not isinstance(reference, str) or not (reference == "#" or reference.startswith(tuple(f"#/{s}/" for s in SHELVES))):
            raise BadGrammar(f"Lược đồ JSON ở “{place}”: “$ref” chỉ trỏ được tới “#/$defs/…”.")
        if reference not in self._named:
            _, *path = reference.split("/", 2)
            found = self._whole
            for part in path:
                part = part.replace("~1", "/").replace("~0", "~")
                if not isinstance(found, Mapping) or part not in found:
                    raise BadGrammar(f"Lược đồ JSON ở “{place}” trỏ tới “{reference[:60]}” mà không tả.")
                found = found[part]
            name = self._named[reference] = self._rule("")
            body = self.of(_without_shelves(found) if reference == "#" else found, path[-1] if path else "root", depth + 1)
            self.lines[int(name[1:])] = f"{name} ::= {body}"
        return self._named[reference]

    def _any(self, ways: Any, place: str, depth: int, *, most: int | None) -> str:
        if not isinstance(ways, list) or not ways or (most and len(ways) > most):
            raise BadGrammar(f"Lược đồ JSON ở “{place}”: “anyOf” phải là danh sách lược đồ; “allOf” chỉ được một.")
        return "(" + " | ".join(self.of(way, place, depth + 1) for way in ways) + ")"

    def _typed(self, kind: Any, schema: Mapping[str, Any], place: str, depth: int) -> str:
        makers: dict[str, Callable[[Mapping[str, Any], str, int], str]] = {
            "object": self._object, "array": self._array, "string": self._string, "integer": self._integer
        }  # fmt: skip
        if kind is None:
            _refuse_others(schema, set(), place)  # "$ref", "anyOf": what stands there instead is named
        if not isinstance(kind, str) or kind not in (*makers, "number", "boolean", "null"):
            raise BadGrammar(f"Lược đồ JSON ở “{place}” có “type” chưa được hỗ trợ.")
        several = isinstance(schema.get("type"), list)
        allowed = {name for each in (schema["type"] if several else [kind]) for name in KNOWN.get(str(each), ())}
        _refuse_others(schema, {"type", *allowed}, place)
        return makers[kind](schema, place, depth) if kind in makers else kind

    def _object(self, schema: Mapping[str, Any], place: str, depth: int) -> str:
        if schema.get("additionalProperties", False) is not False:
            raise BadGrammar(f"Lược đồ JSON ở “{place}”: chưa hỗ trợ “additionalProperties”.")
        if "properties" not in schema:
            return "object"
        properties, required = schema["properties"], schema.get("required", [])
        if (
            not isinstance(properties, Mapping)
            or not isinstance(required, list)
            or not all(type(r) is str for r in required)
        ):
            raise BadGrammar(f"Lược đồ JSON ở “{place}” có “properties” hay “required” viết sai.")
        if unknown := [str(name) for name in required if name not in properties]:
            raise BadGrammar(f"Lược đồ JSON ở “{place}” đòi “{unknown[0]}” mà không tả.")
        rows = [
            (f"{_quoted(name)} colon {self.of(inner, f'{place}.{name}', depth + 1)}", name in required)
            for name, inner in properties.items()
        ]
        return f'"{{" {self._members(rows)} "}}"'

    def _members(self, rows: Sequence[tuple[str, bool]]) -> str:
        """From the last member to the first: what follows nothing yet, and what follows a member, after a comma."""
        first = more = '""'
        for member, needed in reversed(rows):
            first, more = (
                self._rule(f"{member} {more}" + ("" if needed else f" | {first}")),
                self._rule(f"comma {member} {more}" + ("" if needed else f" | {more}")),
            )
        return first

    def _array(self, schema: Mapping[str, Any], place: str, depth: int) -> str:
        item = self._rule(self.of(schema.get("items", {}), f"{place}[]", depth + 1))
        least, most = _bounds(schema, "minItems", "maxItems", place)
        if most == 0:
            return '"[]"'
        rest = f"(comma {item}){{{max(least - 1, 0)},{'' if most is None else most - 1}}}" if most != 1 else ""
        some = f"{item} {rest}"
        return f'"[" {some} "]"' if least else f'"[" ({some} | "") "]"'

    def _string(self, schema: Mapping[str, Any], place: str, _depth: int) -> str:
        least, most = _bounds(schema, "minLength", "maxLength", place)
        if (least, most) == (0, None):
            return "string"
        inner = "" if most == 0 else f"letter{{{least},{'' if most is None else most}}}"
        return rf'"\"" {inner} "\""'

    def _integer(self, schema: Mapping[str, Any], place: str, _depth: int) -> str:
        if "minimum" not in schema and "maximum" not in schema:
            return "integer"
        low, high = schema.get("minimum"), schema.get("maximum")
        if type(low) is not int or type(high) is not int or not 0 <= high - low < MOST_NUMBERS:
            raise BadGrammar(
                f"Lược đồ JSON ở “{place}”: “minimum” và “maximum” phải là hai số nguyên cách nhau dưới {MOST_NUMBERS}."
            )
        return _one_of([str(number) for number in range(low, high + 1)])

    def _rule(self, body: str) -> str:
        name = f"s{len(self.lines)}"
        self.lines.append(f"{name} ::= {body}")
        return name


KNOWN: dict[str, tuple[str, ...]] = {
    "object": ("properties", "required"),
    "array": ("items", "minItems", "maxItems"),
    "string": ("minLength", "maxLength"),
    "integer": ("minimum", "maximum"),
}


def _without_shelves(schema: Any) -> Any:
    return {k: v for k, v in schema.items() if k not in SHELVES} if isinstance(schema, Mapping) else schema


def _bounds(schema: Mapping[str, Any], low: str, high: str, place: str) -> tuple[int, int | None]:
    least, most = schema.get(low, 0), schema.get(high)
    if type(least) is not int or least < 0 or (most is not None and (type(most) is not int or most < least)):
        raise BadGrammar(f"Lược đồ JSON ở “{place}”: “{low}” và “{high}” phải là số nguyên, số trước không lớn hơn.")
    return least, most


def _constants(values: Any, schema: Mapping[str, Any], place: str) -> str:
    _refuse_others(schema, {"enum", "const", "type"}, place)
    if not isinstance(values, list) or not values:
        raise BadGrammar(f"Lược đồ JSON ở “{place}” có “enum” rỗng.")
    return "(" + " | ".join(_quoted(value) for value in values) + ")"


def _one_of(numbers: Sequence[str]) -> str:
    """Common beginnings stand once: llama.cpp follows all that are alike side by side (0…999 as a plain list cost 760 ms a step)."""
    rests: dict[str, list[str]] = {}
    for number in numbers:
        rests.setdefault(number[:1], []).append(number[1:])
    return "(" + " | ".join(f'"{first}" {_one_of(rest) if any(rest) else ""}' for first, rest in rests.items()) + ")"


def _refuse_others(schema: Mapping[str, Any], known: set[str], place: str) -> None:
    if others := sorted(map(str, set(schema) - known - NOTES)):
        raise BadGrammar(f"Lược đồ JSON ở “{place}”: chưa hỗ trợ “{others[0]}”.")


def _quoted(value: Any) -> str:
    """The JSON text of a constant, as a literal of the grammar."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    except ValueError as fault:
        raise BadGrammar("Lược đồ JSON có một số không viết được bằng JSON.") from fault
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
