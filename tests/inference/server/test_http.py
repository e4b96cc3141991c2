"""The server as its clients see it."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest

from inference.client import Client
from inference.errors import InferenceError
from inference.local import LocalServer

ASK = [{"role": "user", "content": "Chúc bà ngoại"}]


def post(server: LocalServer, path: str, body: object, **headers: str) -> httpx2.Response:
    base, known = server.address
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return httpx2.post(base + path, content=data, headers={**known, **headers}, timeout=60)


def texts(stream) -> dict[int, str]:
    said: dict[int, str] = {}
    with stream:
        for chunk in stream:
            if chunk.index >= 0:
                said[chunk.index] = said.get(chunk.index, "") + chunk.text
    return said


def test_the_model_is_listed(client: Client) -> None:
    assert client.models() == ["nhỏ xíu"]


def test_three_candidates_stream_side_by_side(client: Client) -> None:
    with client.chat(ASK, n=3, max_tokens=30, seed=1, ignore_eos=True) as stream:
        chunks = list(stream)
    ends = [chunk for chunk in chunks if chunk.finish_reason]
    assert sorted(end.index for end in ends) == [0, 1, 2] and all(end.tokens_per_second > 0 for end in ends)
    assert chunks[-1].usage["completion_tokens"] == 90
    first_end = next(place for place, chunk in enumerate(chunks) if chunk.finish_reason)
    assert {chunk.index for chunk in chunks[:first_end]} == {0, 1, 2}


def test_streamed_and_whole_answers_are_the_same(server: LocalServer, client: Client) -> None:
    body = {"messages": ASK, "n": 2, "max_tokens": 30, "temperature": 0, "ignore_eos": True}
    whole = post(server, "/v1/chat/completions", body).json()
    streamed = texts(client.chat(ASK, n=2, max_tokens=30, temperature=0, ignore_eos=True))
    assert [choice["message"]["content"] for choice in whole["choices"]] == [streamed[0], streamed[1]]
    assert whole["usage"]["completion_tokens"] == 60


def test_characters_are_never_broken_over_chunks(server: LocalServer, client: Client) -> None:
    """Random bytes are the hardest text: what streams must be what the bytes say as a whole."""
    body = {"messages": ASK, "max_tokens": 200, "seed": 3, "logprobs": True, "ignore_eos": True}
    whole = post(server, "/v1/chat/completions", body).json()["choices"][0]
    data = b"".join(bytes(token["bytes"]) for token in whole["logprobs"]["content"])
    assert whole["message"]["content"] == data.decode("utf-8", "replace")
    assert (
        texts(client.chat(ASK, max_tokens=200, temperature=1, top_p=1, seed=3, ignore_eos=True))[0]
        == whole["message"]["content"]
    )


def test_a_stop_string_ends_the_text(client: Client) -> None:
    full = texts(client.chat(ASK, max_tokens=60, temperature=0, ignore_eos=True))[0]
    stop = full[20:23]
    with client.chat(ASK, max_tokens=60, temperature=0, stop=[stop], ignore_eos=True) as stream:
        chunks = list(stream)
    assert "".join(chunk.text for chunk in chunks) == full.split(stop)[0]
    assert [chunk.finish_reason for chunk in chunks if chunk.finish_reason] == ["stop"]


def test_completions_with_logprobs(server: LocalServer) -> None:
    body = {"prompt": ["Chúc", "Mừng"], "max_tokens": 4, "n": 2, "logprobs": 3, "temperature": 0, "ignore_eos": True}
    choices = post(server, "/v1/completions", body).json()["choices"]
    assert [choice["index"] for choice in choices] == [0, 1, 2, 3]
    logs = choices[0]["logprobs"]
    assert len(logs["tokens"]) == len(logs["token_logprobs"]) == len(logs["text_offset"]) == 4
    assert all(value <= 0 for value in logs["token_logprobs"])
    assert logs["text_offset"] == [sum(map(len, logs["tokens"][:place])) for place in range(4)]


def test_thirty_two_streams_at_once(client: Client) -> None:
    asks = [[{"role": "user", "content": f"Chúc người thứ {number}"}] for number in range(32)]
    with ThreadPoolExecutor(32) as pool:
        said = list(pool.map(lambda ask: texts(client.chat(ask, max_tokens=40, seed=1, ignore_eos=True))[0], asks))
    assert all(said) and len(set(said)) == 32


def test_cancelling_from_another_thread_frees_the_slots(server: LocalServer, client: Client) -> None:
    stream = client.chat(ASK, n=32, ignore_eos=True)
    chunks = iter(stream)
    next(chunks)
    threading.Thread(target=stream.cancel).start()
    assert all(chunk.finish_reason != "length" for chunk in chunks)
    assert texts(client.chat(ASK, n=32, max_tokens=2, ignore_eos=True)).keys() == set(range(32))


def test_without_the_key_nothing_but_health(server: LocalServer) -> None:
    base, _ = server.address
    assert httpx2.get(base + "/healthz").json() == {"status": "ok"}
    for path in ("/v1/models", "/metrics", "/", "/anything"):
        answer = httpx2.get(base + path)
        assert answer.status_code == 401 and answer.json()["error"]["code"] == "invalid_api_key"
    assert post(server, "/v1/chat/completions", {}, Authorization="Bearer sai").status_code == 401


def test_a_foreign_host_name_is_refused(server: LocalServer) -> None:
    assert post(server, "/v1/completions", {}, Host="evil.example:80").status_code == 403


@pytest.mark.parametrize(
    ("path", "body", "status", "said"),
    [
        ("/v1/chat/completions", b"{", 400, "JSON"),
        ("/v1/chat/completions", b"[" * 100_000, 400, "JSON"),
        ("/v1/chat/completions", {"messages": []}, 400, "messages"),
        ("/v1/completions", {"prompt": [99999]}, 400, "ngoài bộ từ vựng"),
        ("/v1/completions", {"prompt": ""}, 400, "rỗng"),
        ("/v1/completions", {"prompt": "a" * (5 << 20)}, 413, "quá lớn"),
        ("/v1/nothing", {}, 404, "đường dẫn"),
    ],
)
def test_a_bad_request_gets_a_clear_answer(
    server: LocalServer, path: str, body: object, status: int, said: str
) -> None:
    answer = post(server, path, body)
    assert answer.status_code == status and said in answer.json()["error"]["message"]


def test_a_prompt_longer_than_the_context(client: Client) -> None:
    with pytest.raises(InferenceError, match="dài quá"):
        client.chat([{"role": "user", "content": "dài " * 1000}])


def test_metrics_count(server: LocalServer, client: Client) -> None:
    texts(client.chat(ASK, max_tokens=5, ignore_eos=True))
    base, headers = server.address
    lines = httpx2.get(base + "/metrics", headers=headers).text.splitlines()
    values = dict(line.split() for line in lines if not line.startswith("#"))
    assert float(values["loihay_generated_tokens_total"]) >= 5 and float(values["loihay_sequences_max"]) == 32


def test_a_wrong_key_and_no_server_are_plain_sentences(server: LocalServer) -> None:
    base, _ = server.address
    stranger = Client(base, "sai")
    with pytest.raises(InferenceError, match="khóa truy cập sai"):
        stranger.models()
    stranger.close()
    nobody = Client("http://127.0.0.1:1", "x")
    with pytest.raises(InferenceError, match="Không kết nối được"):
        nobody.chat(ASK)
    nobody.close()
