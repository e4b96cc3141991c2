"""OpenAI's own client, unchanged, against our server: what it lists, streams, counts, and which errors it raises.

Everything twice: over llama.cpp, and over the full-precision engine (its plain references, on the CPU).
"""

import json
import math
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Literal

import openai
import pytest
from openai import OpenAI
from pydantic import BaseModel

from inference.local import LocalServer
from tests.inference.server.gpu_folder import write_talking_folder

MODEL = "nhỏ xíu"
ASK = [{"role": "user", "content": "Chúc bà ngoại"}]
ON = {"ignore_eos": True}  # random weights may end anywhere


KEY = "khóa-thử".encode().hex()


@pytest.fixture(scope="module")
def full_precision(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Base URL of a server over a Hugging Face folder."""
    folder = write_talking_folder(tmp_path_factory.mktemp("mô hình"))
    command = [sys.executable, "-m", "inference.server", "--engine", "gpu", "--device", "cpu", "--model", str(folder)]
    child = subprocess.Popen(
        [*command, "--context", "512", "--parallel", "32"], stdout=subprocess.PIPE, env={**os.environ, "LOIHAY_KEY": KEY}
    )
    assert child.stdout is not None
    yield f"http://127.0.0.1:{json.loads(child.stdout.readline())['port']}/v1"
    child.terminate()
    assert child.wait(timeout=30) == 0
    child.stdout.close()


@pytest.fixture(scope="module", params=["llama", "gpu"])
def ai(request: pytest.FixtureRequest) -> Iterator[OpenAI]:
    if request.param == "llama":
        base, headers = request.getfixturevalue("server").address
        url, key = f"{base}/v1", headers["Authorization"].removeprefix("Bearer ")
    else:
        url, key = request.getfixturevalue("full_precision"), KEY
    with OpenAI(base_url=url, api_key=key, max_retries=0) as client:
        yield client


def said(ai: OpenAI, **options: object) -> list[str]:
    answer = ai.chat.completions.create(model=MODEL, messages=ASK, extra_body=ON, **options)
    return [choice.message.content for choice in answer.choices]


def test_it_lists_the_model_and_finds_it_by_its_name(ai: OpenAI) -> None:
    assert [model.id for model in ai.models.list()] == [MODEL]
    assert ai.models.retrieve(MODEL).id == MODEL


def test_an_answer_in_one_piece_and_what_it_cost(ai: OpenAI) -> None:
    answer = ai.chat.completions.create(model=MODEL, messages=ASK, max_tokens=7, extra_body=ON)
    (choice,) = answer.choices
    assert (choice.message.role, choice.finish_reason, answer.model) == ("assistant", "length", MODEL)
    usage = answer.usage
    assert usage.completion_tokens == 7 and usage.total_tokens == usage.prompt_tokens + 7


def test_streamed_candidates_say_what_the_whole_answer_says(ai: OpenAI) -> None:
    options = {"n": 3, "seed": 4, "max_completion_tokens": 12}
    texts, ends, usage = ["", "", ""], {}, None
    with ai.chat.completions.create(
        model=MODEL, messages=ASK, stream=True, stream_options={"include_usage": True}, extra_body=ON, **options
    ) as stream:
        for chunk in stream:
            usage = chunk.usage or usage
            for choice in chunk.choices:
                texts[choice.index] += choice.delta.content or ""
                ends |= {choice.index: choice.finish_reason} if choice.finish_reason else {}
    assert texts == said(ai, **options) and len(set(texts)) == 3
    assert ends == dict.fromkeys(range(3), "length") and usage.completion_tokens == 36


def test_who_speaks_is_said_once_even_where_no_word_is(ai: OpenAI) -> None:
    """A `stop` that the text begins with leaves an end alone."""
    first = said(ai, temperature=0, max_tokens=8)[0][0]
    for stop, words in ((first, False), (None, True)):
        with ai.chat.completions.create(
            model=MODEL, messages=ASK, temperature=0, stop=stop, max_tokens=8, stream=True
        ) as stream:
            deltas = [chunk.choices[0].delta for chunk in stream]
        assert [delta.role for delta in deltas] == ["assistant", *[None] * (len(deltas) - 1)]
        assert any(delta.content for delta in deltas) == words


def test_a_seed_fixes_the_words_and_another_one_changes_them(ai: OpenAI) -> None:
    one, again, other = (said(ai, seed=seed, max_tokens=20) for seed in (1, 1, 2))
    assert one == again != other


def test_a_stop_string_ends_the_text_before_it(ai: OpenAI) -> None:
    full = said(ai, temperature=0, max_tokens=40)[0]
    assert said(ai, temperature=0, max_tokens=40, stop=full[10:13]) == [full.split(full[10:13])[0]]


def test_logprobs_are_of_the_tokens_that_were_written(ai: OpenAI) -> None:
    answer = ai.chat.completions.create(
        model=MODEL, messages=ASK, temperature=0, max_tokens=5, logprobs=True, top_logprobs=3, extra_body=ON
    )
    rows = answer.choices[0].logprobs.content
    assert len(rows) == 5 and all(len(row.top_logprobs) == 3 for row in rows)
    assert all(row.logprob == row.top_logprobs[0].logprob <= 0 for row in rows)  # at temperature 0 the likeliest is taken
    assert all(sum(math.exp(top.logprob) for top in row.top_logprobs) <= 1 for row in rows)
    assert b"".join(bytes(row.bytes) for row in rows).decode("utf-8", "replace") == answer.choices[0].message.content


def test_the_older_completions_are_there_too(ai: OpenAI) -> None:
    answer = ai.completions.create(model=MODEL, prompt=["Chúc", "Mừng"], max_tokens=4, logprobs=2, best_of=1, extra_body=ON)
    assert [choice.index for choice in answer.choices] == [0, 1]
    assert all(len(choice.logprobs.tokens) == 4 for choice in answer.choices)


def test_an_answer_can_be_bound_to_a_class(ai: OpenAI) -> None:
    class Person(BaseModel):
        called: Literal["bà", "mẹ"]

    class Greeting(BaseModel):
        tone: Literal["ấm áp", "vui tươi"]
        to: Person | None

    answer = ai.chat.completions.parse(model=MODEL, messages=ASK, max_tokens=200, response_format=Greeting)
    greeting = answer.choices[0].message.parsed
    assert greeting.tone in ("ấm áp", "vui tươi") and (greeting.to is None or greeting.to.called in ("bà", "mẹ"))


def test_what_asks_for_nothing_is_taken(ai: OpenAI) -> None:
    more = {"tool_choice": "none", "tools": [], "parallel_tool_calls": False, "user": "lan", "store": False, "modalities": ["text"]}
    assert said(ai, max_tokens=2, **more)


def test_a_wrong_key(server: LocalServer) -> None:
    with OpenAI(base_url=f"{server.address[0]}/v1", api_key="sai", max_retries=0) as stranger:
        with pytest.raises(openai.AuthenticationError, match="Khóa truy cập sai"):
            stranger.models.list()
        with pytest.raises(openai.AuthenticationError):
            stranger.chat.completions.create(model=MODEL, messages=ASK, stream=True)


@pytest.mark.parametrize(
    "call",
    [
        lambda ai: ai.models.retrieve("chu/khac-7b"),
        lambda ai: ai.chat.completions.create(model="chu/khac-7b", messages=ASK),
        lambda ai: ai.completions.create(model="chu/khac-7b", prompt="Chúc", stream=True),
    ],
)
def test_a_model_that_is_not_there(ai: OpenAI, call) -> None:
    with pytest.raises(openai.NotFoundError, match="không có mô hình “chu/khac-7b”") as caught:
        call(ai)
    assert (caught.value.code, caught.value.param) == ("model_not_found", "model")


@pytest.mark.parametrize(
    ("options", "param", "code"),
    [
        ({"n": 99}, "n", None),
        ({"max_tokens": 0}, "max_tokens", None),
        ({"tools": [{"type": "function", "function": {"name": "f"}}]}, "tools", None),
        ({"messages": [{"role": "user", "content": "dài " * 1000}]}, "messages", "context_length_exceeded"),
        ({"messages": [], "stream": True}, "messages", None),
    ],
)
def test_a_bad_request_names_the_parameter(ai: OpenAI, options: dict[str, object], param: str, code: str | None) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        ai.chat.completions.create(**{"model": MODEL, "messages": ASK, **options})
    assert (caught.value.param, caught.value.code, caught.value.type) == (param, code, "invalid_request_error")


def test_leaving_a_stream_frees_the_server(ai: OpenAI) -> None:
    with ai.chat.completions.create(model=MODEL, messages=ASK, n=32, stream=True, extra_body=ON) as stream:
        next(iter(stream))
    assert len(said(ai, n=32, max_tokens=2)) == 32
