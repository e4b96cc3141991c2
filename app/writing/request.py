"""What is sent to a model for a brief, and what comes back: the stream, and the texts it must not hand back."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from app.writing.brief import Brief
from app.writing.desk import Desk
from app.writing.instructions import Instructions, instruct, prompt_named
from app.writing.library import Library
from app.writing.manners import Manner, manner
from app.writing.prompt import card_stands, letter_stands, mam_messages
from app.writing.reading import Reader
from app.writing.stand_ins import Telling
from inference.client import Client, Stream
from inference.errors import Refused

TOKENS = {"ngan": 90, "vua": 180, "dai": 320}
WRITING_TOKENS = 640
WRAPPING = 24  # tokens of the JSON around a text


Reads = Reader | Telling


@dataclass(frozen=True)
class Request:
    """A stream of `count` drafts, the examples that the model was shown, and what reads a draft as it flows."""

    stream: Stream
    examples: tuple[str, ...]
    reader: Callable[[], Reads]
    faithful: bool = True


def ask(
    brief: Brief, desk: Desk, client: Client, model: str, *, count: int, seed: int | None, avoid: Container[str] = (),
    faithful: bool = True,
) -> Request:  # fmt: skip
    """Asks for `count` drafts; `avoid` are marks of texts that no example may be.

    faithful: of a letter's note Mầm need not find words of its own, but passes it on.
    """
    ways = manner(model)

    def send(told: Instructions, bonds: Mapping[str, Any], reader: Callable[[], Reads] = Reader) -> Request:
        tokens = most_tokens(brief, ways)

        def chat(n: int) -> Stream:  # our engine draws candidate i with seed + i
            return client.chat(told.messages, n=n, max_tokens=tokens, seed=seed, **ways.sampling, **bonds)

        try:
            return Request(chat(count), told.examples, reader, faithful)
        except Refused:
            if count == 1:
                raise
            return Request(chat(1), told.examples, reader, faithful)  # some servers (Groq's) refuse to write more than one answer

    if not ways.instructed:
        brief, stands = (brief, card_stands(brief)) if brief.kind == "thiep" else letter_stands(brief, faithful)
        faithful = 1 in stands
        return send(Instructions(mam_messages(brief, desk.knowledge, desk.prompts)), {}, partial(Telling, stands))
    bonds = _bonds(brief, desk, client.abilities)
    try:
        return send(instruct(brief, desk, model, json="response_format" in bonds, avoid=avoid), bonds)
    except Refused:  # too long for this model, or bound to what it can not: once more, short and free
        return send(instruct(brief, replace(desk, examples=Library(())), model), {})


def most_tokens(brief: Brief, ways: Manner) -> int:
    """How many tokens a text may take."""
    tokens = TOKENS[brief.length] if brief.kind == "thiep" else WRITING_TOKENS
    return tokens * ways.room + (WRAPPING if ways.instructed else 0)


def _bonds(brief: Brief, desk: Desk, abilities: Container[str]) -> dict[str, Any]:
    """What our own server can bind a model to; others refuse or pass over what they do not know."""
    bonds: dict[str, Any] = {}
    key = prompt_named(desk.prompt, desk.prompts).get("key", {}).get(brief.kind)
    if key and "json_schema" in abilities:
        schema = {"type": "object", "properties": {key: {"type": "string", "minLength": 1}}, "required": [key]}
        bonds["response_format"] = {
            "type": "json_schema",
            "json_schema": {"name": key, "strict": True, "schema": schema},
        }
    if "latin_only" in abilities:
        bonds["latin_only"] = True
    if "chat_template_kwargs" in abilities:
        bonds["chat_template_kwargs"] = {"enable_thinking": False, "thinking": False}
    return bonds
