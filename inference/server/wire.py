"""The OpenAI wire format: request bodies in, chunks and answers out. Unsupported or absurd parameters are refused."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from json.encoder import encode_basestring_ascii as quote
from typing import Any

from inference.server import constraints
from inference.server.engine import Finish, Logprobs, Sampling, Vocabulary

UNSUPPORTED: dict[str, tuple[Any, ...]] = {  # with the values that ask for nothing
    "tools": (),
    "tool_choice": ("none", "auto"),
    "functions": (),
    "function_call": ("none", "auto"),
    "audio": (),
    "suffix": (),
    "best_of": (1,),
    "echo": (),
}
ANY_MODEL = (None, "", "default")
MOST_LOGPROBS = 20


class BadRequest(Exception):
    """A parameter is wrong: `message` in Vietnamese, `param` its name, `code` for programs, `status` of HTTP."""

    def __init__(self, message: str, param: str | None = None, code: str | None = None, status: int = 400) -> None:
        super().__init__(message)
        self.message, self.param, self.code, self.status = message, param, code, status


@dataclass(frozen=True)
class Ask:
    """A request after validation. `prompts` are texts, token lists, or (for chat) one list of messages."""

    chat: bool
    prompts: tuple[Any, ...]
    n: int
    max_tokens: int | None
    sampling: Sampling
    stop: tuple[str, ...]
    stream: bool
    include_usage: bool
    template: dict[str, Any] = field(default_factory=dict)  # options of the chat template


def parse(body: Any, *, chat: bool, sequences: int) -> Ask:
    """Validates the JSON body of a request. Raises BadRequest."""
    if not isinstance(body, dict):
        raise BadRequest("Nội dung yêu cầu phải là một đối tượng JSON.")
    for name, harmless in UNSUPPORTED.items():
        if body.get(name) and body[name] not in harmless:
            raise BadRequest(f"Máy chủ chưa hỗ trợ tham số “{name}”.", name)
    try:
        return _ask(body, chat, sequences)
    except constraints.BadConstraint as bad:
        raise BadRequest(bad.message, bad.param) from bad


def require_model(asked: Any, own: str) -> None:
    """Raises BadRequest where another model is asked for than the one there is."""
    if asked not in (*ANY_MODEL, own):
        raise BadRequest(f"Máy chủ không có mô hình “{str(asked)[:100]}”, chỉ có “{own}”.", "model", "model_not_found", 404)


def _ask(body: dict[str, Any], chat: bool, sequences: int) -> Ask:
    field = _Fields(body)
    n = field.number("n", int, 1, 1, sequences)
    longest = "max_completion_tokens" if body.get("max_completion_tokens") is not None else "max_tokens"
    options = body.get("stream_options") or {}
    if not isinstance(options, dict):
        raise BadRequest("“stream_options” phải là một đối tượng.", "stream_options")
    return Ask(
        chat=chat,
        prompts=(_messages(body.get("messages")),) if chat else _prompts(body.get("prompt"), sequences),
        n=n,
        max_tokens=field.optional(longest, int, 1, 1 << 20),
        sampling=_sampling(body, field, chat),
        stop=_stop(body.get("stop")),
        stream=field.flag("stream"),
        include_usage=bool(options.get("include_usage")),
        template=constraints.template_options(body) if chat else {},
    )


def _sampling(body: dict[str, Any], field: _Fields, chat: bool) -> Sampling:
    grammar = constraints.grammar(body)
    if grammar and field.flag("ignore_eos"):
        raise BadRequest("“ignore_eos” không đi cùng một văn phạm được.", "ignore_eos")
    return Sampling(
        temperature=field.number("temperature", float, 1.0, 0, 5),
        top_p=field.number("top_p", float, 1.0, 0, 1),
        top_k=field.number("top_k", int, 40, 0, 1 << 20),
        min_p=field.number("min_p", float, 0.0, 0, 1),
        repetition_penalty=field.number("repetition_penalty", float, 1.0, 0.01, 10),
        frequency_penalty=field.number("frequency_penalty", float, 0.0, -2, 2),
        presence_penalty=field.number("presence_penalty", float, 0.0, -2, 2),
        seed=field.optional("seed", int, -(1 << 63), 1 << 63),
        logprobs=_logprobs(field, chat),
        ignore_eos=field.flag("ignore_eos"),
        logit_bias=constraints.logit_bias(body),
        latin_only=field.flag("latin_only"),
        grammar=grammar,
    )


class _Fields:
    """Typed access to a JSON object; null counts as absent."""

    def __init__(self, body: dict[str, Any]) -> None:
        self._body = body

    def optional(self, name: str, kind: type, low: float, high: float) -> Any:
        value = self._body.get(name)
        if value is None:
            return None
        whole = isinstance(value, int) or isinstance(value, float) and value.is_integer()
        if (
            isinstance(value, bool)
            or not isinstance(value, (int, float))
            or kind is int
            and not whole
            or not low <= value <= high
        ):
            raise BadRequest(f"“{name}” phải là {'số nguyên' if kind is int else 'số'} từ {low} đến {high}.", name)
        return kind(value)

    def number(self, name: str, kind: type, default: Any, low: float, high: float) -> Any:
        value = self.optional(name, kind, low, high)
        return default if value is None else value

    def flag(self, name: str) -> bool:
        value = self._body.get(name)
        if value is not None and not isinstance(value, bool):
            raise BadRequest(f"“{name}” phải là true hoặc false.", name)
        return bool(value)


def _logprobs(field: _Fields, chat: bool) -> int | None:
    if not chat:
        return field.optional("logprobs", int, 0, MOST_LOGPROBS)
    if not field.flag("logprobs"):
        return None
    return field.number("top_logprobs", int, 0, 0, MOST_LOGPROBS)


def _messages(messages: Any) -> list[dict[str, str]]:
    if not isinstance(messages, list) or not messages:
        raise BadRequest("“messages” phải là một danh sách có ít nhất một tin nhắn.", "messages")
    return [_message(message) for message in messages]


def _message(message: Any) -> dict[str, str]:
    if not isinstance(message, dict) or message.get("role") not in ("system", "developer", "user", "assistant"):
        raise BadRequest("Mỗi tin nhắn cần “role” là system, user hoặc assistant.", "messages")
    content = message.get("content")
    if isinstance(content, list):
        parts = [
            part.get("text") if isinstance(part, dict) and part.get("type") == "text" else None for part in content
        ]
        content = None if None in parts else "".join(map(str, parts))
    if not isinstance(content, str):
        raise BadRequest("“content” của tin nhắn phải là văn bản.", "messages")
    role = "system" if message["role"] == "developer" else message["role"]
    return {"role": role, "content": content}


def _prompts(prompt: Any, most: int) -> tuple[Any, ...]:
    if isinstance(prompt, str):
        return (prompt,)
    if isinstance(prompt, list) and prompt:
        if all(isinstance(token, int) and not isinstance(token, bool) for token in prompt):
            return (prompt,)
        if len(prompt) > most:
            raise BadRequest(f"Mỗi yêu cầu nhận nhiều nhất {most} “prompt”.", "prompt")
        if all(isinstance(text, str) for text in prompt):
            return tuple(prompt)
        if all(isinstance(one, list) and one and all(type(token) is int for token in one) for one in prompt):
            return tuple(prompt)
    raise BadRequest("“prompt” phải là văn bản, danh sách văn bản hoặc danh sách số của từ.", "prompt")


def _stop(stop: Any) -> tuple[str, ...]:
    texts = [stop] if isinstance(stop, str) else stop or []
    if (
        not isinstance(texts, list)
        or len(texts) > 16
        or not all(isinstance(text, str) and 0 < len(text) <= 200 for text in texts)
    ):
        raise BadRequest("“stop” phải là một chuỗi hoặc tối đa 16 chuỗi không rỗng.", "stop")
    return tuple(texts)


class Format:
    """Writes the chunks of one request; everything that does not change is encoded once."""

    def __init__(self, number: str, created: int, model: str, chat: bool) -> None:
        self._chat = chat
        self._kind = "chat.completion" if chat else "text_completion"
        self._base = {"id": number, "created": created, "model": model}
        object_name = "chat.completion.chunk" if chat else "text_completion"
        self._head = json.dumps({**self._base, "object": object_name})[:-1]
        self._begun: set[int] = set()

    def chunk(self, index: int, text: str, logprobs: Any = None) -> bytes:
        """One server-sent event with new text."""
        if self._chat:
            said = f'"delta": {{{self._role(index)}"content": {quote(text)}}}'
        else:
            said = f'"text": {quote(text)}'
        logs = "null" if logprobs is None else json.dumps(logprobs)
        choice = f'{{"index": {index}, {said}, "logprobs": {logs}, "finish_reason": null}}'
        return f'data: {self._head}, "choices": [{choice}]}}\n\n'.encode()

    def end(self, index: int, reason: str, finish: Finish) -> bytes:
        role = self._role(index)
        delta = f'{{{role}"content": ""}}' if role else "{}"
        said = f'"delta": {delta}' if self._chat else '"text": ""'
        choice = f'{{"index": {index}, {said}, "logprobs": null, "finish_reason": "{reason}"}}'
        return f'data: {self._head}, "choices": [{choice}], "timings": {json.dumps(timings(finish))}}}\n\n'.encode()

    def _role(self, index: int) -> str:
        """Said once, with a candidate's first words."""
        role = "" if index in self._begun else '"role": "assistant", '
        self._begun.add(index)
        return role

    def usage(self, counts: dict[str, Any]) -> bytes:
        return f'data: {self._head}, "choices": [], "usage": {json.dumps(counts)}}}\n\n'.encode()

    def answer(self, choices: list[dict[str, Any]], counts: dict[str, Any]) -> dict[str, Any]:
        """The body of an answer that is not streamed."""
        return {**self._base, "object": self._kind, "choices": choices, "usage": counts}

    def choice(self, index: int, text: str, logprobs: Any, reason: str, finish: Finish) -> dict[str, Any]:
        said = {"message": {"role": "assistant", "content": text}} if self._chat else {"text": text}
        return {"index": index, **said, "logprobs": logprobs, "finish_reason": reason, "timings": timings(finish)}


def timings(finish: Finish) -> dict[str, float]:
    return {
        "tokens": finish.tokens,
        "tokens_per_second": round(finish.tokens_per_second, 2),
        "first_token_seconds": round(finish.first_token_seconds, 4),
    }


def usage(prompt: int, completion: int, cached: int) -> dict[str, Any]:
    return {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
        "prompt_tokens_details": {"cached_tokens": cached},
    }


def chat_logprobs(tokens: Sequence[tuple[int, Logprobs]], vocabulary: Vocabulary) -> dict[str, Any]:
    """The chat API's form: one entry a token, with bytes."""
    return {
        "content": [
            {**_entry(token, logs.chosen, vocabulary), "top_logprobs": _top(logs, vocabulary)} for token, logs in tokens
        ]
    }


def _top(logs: Logprobs, vocabulary: Vocabulary) -> list[dict[str, Any]]:
    return [_entry(token, value, vocabulary) for token, value in logs.top]


def _entry(token: int, value: float, vocabulary: Vocabulary) -> dict[str, Any]:
    data = vocabulary.piece(token)
    return {"token": data.decode("utf-8", "replace"), "logprob": value, "bytes": list(data)}


def text_logprobs(tokens: Sequence[tuple[int, Logprobs]], vocabulary: Vocabulary, offset: int) -> dict[str, Any]:
    """The completion API's form: parallel lists; `offset` is where the first token's text begins."""
    names = [vocabulary.piece(token).decode("utf-8", "replace") for token, _ in tokens]
    offsets = [offset + sum(map(len, names[:place])) for place in range(len(names))]
    tops = [{vocabulary.piece(t).decode("utf-8", "replace"): value for t, value in logs.top} for _, logs in tokens]
    return {
        "tokens": names,
        "token_logprobs": [logs.chosen for _, logs in tokens],
        "top_logprobs": tops,
        "text_offset": offsets,
    }
