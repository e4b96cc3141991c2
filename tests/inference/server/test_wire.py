"""Bad parameters are refused by name."""

import pytest

from inference.server.wire import BadRequest, parse

MESSAGES = [{"role": "user", "content": "xin chào"}]


@pytest.mark.parametrize(
    ("body", "param"),
    [
        ([], None),
        ({}, "messages"),
        ({"messages": []}, "messages"),
        ({"messages": [{"role": "x", "content": "a"}]}, "messages"),
        ({"messages": [{"role": "user", "content": 5}]}, "messages"),
        ({"messages": [{"role": "user", "content": [{"type": "image_url"}]}]}, "messages"),
        ({"messages": MESSAGES, "n": 0}, "n"),
        ({"messages": MESSAGES, "n": 5}, "n"),
        ({"messages": MESSAGES, "n": True}, "n"),
        ({"messages": MESSAGES, "max_tokens": 0}, "max_tokens"),
        ({"messages": MESSAGES, "max_tokens": 1.5}, "max_tokens"),
        ({"messages": MESSAGES, "temperature": -1}, "temperature"),
        ({"messages": MESSAGES, "temperature": float("nan")}, "temperature"),
        ({"messages": MESSAGES, "top_p": "0.9"}, "top_p"),
        ({"messages": MESSAGES, "stream": "yes"}, "stream"),
        ({"messages": MESSAGES, "stop": [""]}, "stop"),
        ({"messages": MESSAGES, "stop": 5}, "stop"),
        ({"messages": MESSAGES, "tools": [{}]}, "tools"),
        ({"messages": MESSAGES, "logprobs": True, "top_logprobs": 21}, "top_logprobs"),
    ],
)
def test_refused(body: object, param: str | None) -> None:
    with pytest.raises(BadRequest) as caught:
        parse(body, chat=True, sequences=4)
    assert caught.value.param == param


@pytest.mark.parametrize("prompt", [None, [], 5, [[]], ["a", 1], ["a"] * 5])
def test_refused_prompts(prompt: object) -> None:
    with pytest.raises(BadRequest):
        parse({"prompt": prompt}, chat=False, sequences=4)


def test_null_is_absent_and_parts_are_joined() -> None:
    parts = [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]
    ask = parse(
        {"messages": [{"role": "developer", "content": parts}], "n": None, "seed": None}, chat=True, sequences=4
    )
    assert ask.prompts == ([{"role": "system", "content": "ab"}],) and ask.n == 1
