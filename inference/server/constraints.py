"""What a request may bind a model to: biases of tokens, the Latin script, a grammar or a schema, options of the chat template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inference.server.grammar import read_grammar
from inference.server.grammar_text import BadGrammar
from inference.server.json_schema import ANY_OBJECT, schema_grammar

ABILITIES = ("logit_bias", "latin_only", "grammar", "json_schema", "chat_template_kwargs")  # said by /v1/models
MOST_BIASES = 1024
LARGEST_BIAS = 100
MOST_OPTIONS = 16


class BadConstraint(Exception):
    """`message` in Vietnamese, `param` the field that is at fault."""

    def __init__(self, message: str, param: str) -> None:
        super().__init__(message)
        self.message, self.param = message, param


def logit_bias(body: Mapping[str, Any]) -> tuple[tuple[int, float], ...]:
    """OpenAI's `logit_bias`: token number (as text) → −100…100."""
    given = body.get("logit_bias") or {}
    if not isinstance(given, Mapping) or len(given) > MOST_BIASES:
        raise BadConstraint(f"“logit_bias” phải là một đối tượng có nhiều nhất {MOST_BIASES} mục.", "logit_bias")
    return tuple(_bias(token, value) for token, value in given.items())


def _bias(token: str, value: Any) -> tuple[int, float]:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not (token.isascii() and token.isdigit() and len(token) < 10) or not number or not abs(value) <= LARGEST_BIAS:
        raise BadConstraint(
            f"“logit_bias” đổi số của từ thành số từ -{LARGEST_BIAS} đến {LARGEST_BIAS}; mục “{token[:20]}” không phải vậy.",
            "logit_bias",
        )
    return int(token), float(value)


def grammar(body: Mapping[str, Any]) -> str:
    """The grammar of `grammar` (GBNF) or of `response_format`, as llama.cpp may have it; "" without one."""
    given, form = body.get("grammar"), body.get("response_format")
    param = "grammar" if given else "response_format"
    if given and form and form != {"type": "text"}:
        raise BadConstraint("Chỉ dùng được một trong “grammar” và “response_format”.", param)
    if given and not isinstance(given, str):
        raise BadConstraint("“grammar” phải là văn bản GBNF.", param)
    try:
        text = given or (_format(form) if form else "")
        return str(read_grammar(text)) if text else ""
    except BadGrammar as bad:
        raise BadConstraint(bad.message, param) from bad


def _format(form: Any) -> str:
    match form:
        case {"type": "text"}:
            return ""
        case {"type": "json_object"}:
            return ANY_OBJECT
        case {"type": "json_schema", "json_schema": {"schema": schema}}:
            return schema_grammar(schema)
    raise BadConstraint(
        "“response_format” phải có “type” là text, json_object, hoặc json_schema kèm lược đồ.", "response_format"
    )


def template_options(body: Mapping[str, Any]) -> dict[str, Any]:
    """`chat_template_kwargs`, as other servers call them: plain values only, for templates come from strangers."""
    given = body.get("chat_template_kwargs") or {}
    if (
        not isinstance(given, Mapping)
        or len(given) > MOST_OPTIONS
        or not all(isinstance(value, (bool, int, float, str)) or value is None for value in given.values())
        or not all(name.isidentifier() for name in given)
    ):
        raise BadConstraint("“chat_template_kwargs” phải là một đối tượng gồm các giá trị đơn.", "chat_template_kwargs")
    return dict(given)
