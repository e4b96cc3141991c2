"""Schemas become grammars that say every fitting JSON text and no other; what is not supported is named."""

import json
from enum import Enum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from inference.server.grammar import read_grammar
from inference.server.grammar_rules import Grammar
from inference.server.grammar_text import BadGrammar
from inference.server.json_schema import ANY_OBJECT, schema_grammar
from tests.inference.server.saying import fits

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('"\\/\n\t'), max_size=5)


def grammar(schema: Any) -> Grammar:
    return read_grammar(schema_grammar(schema))


def says(schema: Any, value: Any) -> bool:
    return fits(grammar(schema), json.dumps(value, ensure_ascii=False))


@st.composite
def schemas(draw: st.DrawFn, depth: int = 2) -> tuple[dict[str, Any], st.SearchStrategy[Any]]:
    """A schema and the values that fit it."""
    kind = draw(
        st.sampled_from(
            ["string", "short", "range", "integer", "boolean", "null", "enum", "array", "object"][: 9 if depth else 7]
        )
    )
    match kind:
        case "string":
            return {"type": "string"}, TEXT
        case "short":
            return {"type": "string", "minLength": 1, "maxLength": 3}, TEXT.filter(lambda text: 1 <= len(text) <= 3)
        case "range":
            low = draw(st.integers(-20, 20))
            return {"type": "integer", "minimum": low, "maximum": low + 12}, st.integers(low, low + 12)
        case "enum":
            values = draw(st.lists(st.none() | st.booleans() | TEXT | st.integers(), min_size=1, max_size=3))
            return {"enum": values}, st.sampled_from(values)
        case "array":
            inner, value = draw(schemas(depth=depth - 1))
            least, more = draw(st.integers(0, 2)), draw(st.integers(0, 2))
            bounds = {"minItems": least, "maxItems": least + more}
            return {"type": "array", "items": inner, **bounds}, st.lists(value, min_size=least, max_size=least + more)
        case "object":
            names = draw(st.lists(TEXT, max_size=3, unique=True))
            inner = {name: draw(schemas(depth=depth - 1)) for name in names}
            needed = [name for name in names if draw(st.booleans())]
            schema = {
                "type": "object",
                "properties": {name: each[0] for name, each in inner.items()},
                "required": needed,
            }
            values = {name: each[1] if name in needed else each[1] | st.just(...) for name, each in inner.items()}
            return schema, st.fixed_dictionaries(values).map(
                lambda made: {k: made[k] for k in names if made[k] is not ...}
            )
        case _:
            plain = {"integer": st.integers(-(10**15), 10**15), "boolean": st.booleans(), "null": st.none()}
            return {"type": kind}, plain[kind]


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_every_value_that_fits_can_be_said(data: st.DataObject) -> None:
    schema, values = data.draw(schemas())
    assert says(schema, data.draw(values))


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "string", "maxLength": 3}, "abcd"),
        ({"type": "string", "minLength": 3}, "ab"),
        ({"type": "integer"}, 1.5),
        ({"type": "integer", "minimum": 3, "maximum": 5}, 6),
        ({"type": "array", "items": {"type": "null"}, "maxItems": 1}, [None, None]),
        ({"type": "array", "items": {"type": "null"}, "minItems": 2}, [None]),
        ({"type": "array", "items": {"type": "null"}}, [True]),
        ({"type": "object", "properties": {"a": {"type": "null"}}, "required": ["a"]}, {}),
        ({"type": "object", "properties": {"a": {"type": "null"}}}, {"b": None}),
        ({"enum": ["a", 1]}, "1"),
        ({"const": "a"}, "b"),
        ({"type": ["string", "null"]}, 1),
    ],
)
def test_what_does_not_fit_can_not_be_said(schema: Any, value: Any) -> None:
    assert not says(schema, value)


@pytest.mark.parametrize("value", [{}, {"a": [1, -2.5e3, {"b": None}]}, {"é": "\n", "x": [], "y": {}}])
def test_any_object_is_an_object(value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False)
    assert fits(read_grammar(ANY_OBJECT), text) and not fits(read_grammar(ANY_OBJECT), f"[{text}]")


@pytest.mark.parametrize(
    ("schema", "named"),
    [
        ({"type": "string", "pattern": "a+"}, "pattern"),
        ({"type": "string", "format": "date"}, "format"),
        ({"type": "number", "minimum": 1}, "minimum"),
        ({"type": "integer", "minimum": 1}, "maximum"),
        ({"type": "integer", "minimum": 0, "maximum": 10**6}, "maximum"),
        ({"type": "integer", "multipleOf": 2}, "multipleOf"),
        ({"type": "array", "uniqueItems": True}, "uniqueItems"),
        ({"type": "array", "minItems": 3, "maxItems": 2}, "minItems"),
        ({"type": "object", "patternProperties": {}}, "patternProperties"),
        ({"type": "object", "properties": {}, "additionalProperties": True}, "additionalProperties"),
        ({"type": "object", "properties": {}, "required": ["x"]}, "x"),
        ({"type": "object", "properties": {}, "required": [[]]}, "required"),
        ({"anyOf": []}, "anyOf"),
        ({"anyOf": [{"type": "null"}], "type": "null"}, "type"),
        ({"allOf": [{"type": "null"}, {"type": "null"}]}, "allOf"),
        ({"not": {"type": "null"}}, "not"),
        ({"$ref": "#/$defs/a"}, "#/$defs/a"),
        ({"$ref": "http://ở-xa/a.json"}, "$ref"),
        ({"$ref": "#/$defs/a", "$defs": {"a": {"type": "date"}}}, "a"),
        ({"type": "date"}, "type"),
        ({"type": [[]]}, "type"),
        ({"enum": []}, "enum"),
        ({"properties": {"a": {"type": "object", "properties": {"b": {"not": []}}}}}, "root.a.b"),
        ("string", "root"),
    ],
)
def test_what_is_not_supported_is_refused_by_name(schema: Any, named: str) -> None:
    with pytest.raises(BadGrammar) as caught:
        schema_grammar(schema)
    assert f"“{named}”" in caught.value.message


def test_a_schema_too_deep_or_too_large_is_refused() -> None:
    deep: Any = {"type": "null"}
    for _ in range(40):
        deep = {"type": "array", "items": deep}
    long = {"type": "string", "maxLength": 2000}
    large = {"type": "object", "properties": {str(number): long for number in range(20)}}
    for schema in (deep, large, {"type": "string", "maxLength": 10**6}):
        with pytest.raises(BadGrammar):
            grammar(schema)


class Tone(Enum):
    WARM = "ấm áp"
    GLAD = "vui tươi"


class Person(BaseModel):
    name: str
    tone: Tone
    age: int | None
    friends: list["Person"]


def test_a_pydantic_model_with_models_choices_and_itself_inside() -> None:
    schema = Person.model_json_schema()
    child = {"name": "Na", "tone": "vui tươi", "age": None, "friends": []}
    assert says(schema, {"name": "Lan", "tone": "ấm áp", "age": 7, "friends": [child, child]})
    assert not says(schema, {"name": "Lan", "tone": "ấm áp", "age": "bảy", "friends": []})
    assert not says(schema, {"name": "Lan", "tone": "buồn", "age": 7, "friends": []})
    assert not says(schema, {"name": "Lan", "tone": "ấm áp", "age": 7, "friends": [{**child, "friends": [1]}]})


def test_the_whole_schema_may_stand_in_itself() -> None:
    tree = {"type": "object", "properties": {"left": {"anyOf": [{"$ref": "#"}, {"type": "null"}]}}, "required": ["left"]}
    assert says(tree, {"left": {"left": {"left": None}}}) and not says(tree, {"left": {}})


def test_definitions_that_only_name_each_other_are_refused() -> None:
    for shelf in ({"a": {"$ref": "#/$defs/a"}}, {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}):
        with pytest.raises(BadGrammar):
            grammar({"$ref": "#/$defs/a", "$defs": shelf})
    long = {f"d{n}": {"$ref": f"#/$defs/d{n + 1}"} for n in range(5000)} | {"d5000": {"type": "null"}}
    with pytest.raises(BadGrammar, match="sâu quá"):
        grammar({"$ref": "#/$defs/d0", "$defs": long})
