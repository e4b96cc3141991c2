"""The app can not tell which server is behind the URL: ours, replicas of ours, llama-cpp-python's own, or one that speaks as vLLM or SGLang.

The same questions, by the client that the app uses for every server elsewhere, to all of them. The greetings that the app makes of
such answers are in tests/e2e/test_foreign_server.py.
"""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from inference.client import Chunk, Client
from inference.errors import InferenceError
from inference.local import LocalServer
from inference.network import Network
from inference.remote import remote_client, try_connection
from inference.server.language import GgufLanguage
from tests.inference.server import foreign_servers, ray_front
from tests.inference.server.foreign_servers import BREAKS, MODEL, SglangWire, VllmWire, scripted

ASK = [{"role": "user", "content": "Chúc bà ngoại"}]
OURS = "nhỏ xíu"
MAM = Path(__file__).parents[3] / "assets" / "model" / "mam.gguf"
FOREIGN = """
import socket, sys, uvicorn
from llama_cpp.server.app import create_app
from llama_cpp.server.settings import ModelSettings, ServerSettings
model = ModelSettings(model=sys.argv[1], model_alias="mam", n_ctx=512, n_threads=1, verbose=False)
app = create_app(server_settings=ServerSettings(api_key=sys.argv[2], interrupt_requests=False), model_settings=[model])
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="error")).run(sockets=[listener])
"""


@dataclass(frozen=True)
class Place:
    """A server: where it is, who may in, what it can not do."""

    url: str
    key: str
    model: str
    candidates: int = 3  # of the three that are asked for


@pytest.fixture(scope="module")
def llama_cpp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """With Mầm in it. It writes one answer however many are asked for."""
    log = tmp_path_factory.mktemp("foreign") / "server.log"
    command = [sys.executable, "-c", FOREIGN, str(MAM), ray_front.KEY]
    with log.open("wb") as words:
        child = subprocess.Popen(command, env={**os.environ, "PYTHONUTF8": "1"}, stdout=subprocess.PIPE, stderr=words, encoding="utf-8")
    try:
        yield Place(f"http://127.0.0.1:{int(child.stdout.readline())}", ray_front.KEY, "mam", candidates=1)
    finally:
        child.kill()
        child.communicate()


@pytest.fixture(scope="module")
def vllm() -> Iterator[Place]:
    with scripted(VllmWire()) as (url, _):
        yield Place(url, foreign_servers.KEY, MODEL)


@pytest.fixture(scope="module")
def sglang() -> Iterator[Place]:
    with scripted(SglangWire()) as (url, _):
        yield Place(url, foreign_servers.KEY, MODEL)


@pytest.fixture(scope="module")
def ours(server: LocalServer) -> Place:
    url, headers = server.address
    return Place(url, headers["Authorization"].removeprefix("Bearer "), OURS)


@pytest.fixture(scope="module")
def replicas(front: ray_front.Front) -> Place:
    return Place(front.url, ray_front.KEY, OURS)


@pytest.fixture(params=["ours", "replicas", "llama_cpp", "vllm", "sglang"])
def place(request: pytest.FixtureRequest) -> Place:
    return request.getfixturevalue(request.param)


@pytest.fixture
def client(place: Place) -> Iterator[Client]:
    """As the app makes it from its settings, once the models are known."""
    client = remote_client(place.url, place.key, Network())
    client.models()
    yield client
    client.close()


@pytest.fixture(scope="module")
def endless(model: Path) -> dict[str, int]:
    """A model may end its text anywhere: not here."""
    return {str(token): -100 for path in (model, MAM) for token in GgufLanguage(path).vocabulary.end_tokens}


def texts(chunks: list[Chunk]) -> dict[int, str]:
    return {index: "".join(chunk.text for chunk in chunks if chunk.index == index) for index in {c.index for c in chunks if c.text}}


def is_a_sentence(fault: InferenceError) -> bool:
    """Something to read, and nothing of the protocol in it; what the server said itself may stand behind, on one line."""
    return bool(re.fullmatch(r"[^{}<>\n]{5,120}\.", fault.what) and re.fullmatch(r".{0,500}", fault.hint))


def test_its_models_are_listed(place: Place, client: Client) -> None:
    assert client.models() == [place.model]
    found = try_connection(place.url, place.key, Network())
    assert (found.host, found.models, found.encrypted) == ("127.0.0.1", (place.model,), False)


def test_text_streams_piece_by_piece_and_ends_once(client: Client, endless: dict[str, int]) -> None:
    with client.chat(ASK, max_tokens=12, seed=1, logit_bias=endless) as stream:
        chunks = list(stream)
    assert texts(chunks).keys() == {0} and len([chunk for chunk in chunks if chunk.text]) > 3
    assert [chunk.finish_reason for chunk in chunks if chunk.finish_reason] == ["length"]


def test_candidates_come_beside_each_other(place: Place, client: Client, endless: dict[str, int]) -> None:
    with client.chat(ASK, n=3, max_tokens=12, seed=1, logit_bias=endless) as stream:
        chunks = list(stream)
    said = texts(chunks)
    assert said.keys() == set(range(place.candidates)) and len(set(said.values())) == place.candidates
    ends = [chunk.index for chunk in chunks if chunk.finish_reason]
    assert sorted(ends) == list(range(place.candidates))


def test_what_was_written_is_counted(place: Place, client: Client, endless: dict[str, int]) -> None:
    with client.chat(ASK, max_tokens=7, logit_bias=endless) as stream:
        counted = [chunk.usage["completion_tokens"] for chunk in stream if chunk.usage]
    assert counted in ([7], [])  # llama-cpp-python does not count a stream
    assert counted or place.candidates == 1


def test_a_stop_string_ends_the_text_before_it(client: Client, endless: dict[str, int]) -> None:
    with client.chat(ASK, max_tokens=40, temperature=0, logit_bias=endless) as stream:
        full = texts(list(stream))[0]
    stop = full[10:13]
    with client.chat(ASK, max_tokens=40, temperature=0, stop=[stop], logit_bias=endless) as stream:
        chunks = list(stream)
    assert texts(chunks)[0] == full.split(stop)[0]
    assert [chunk.finish_reason for chunk in chunks if chunk.finish_reason] == ["stop"]


def test_cancelled_from_another_thread_it_is_over_at_once_and_the_next_question_is_answered(
    client: Client, endless: dict[str, int]
) -> None:
    with client.chat(ASK, max_tokens=450, logit_bias=endless) as stream:
        chunks = iter(stream)
        next(chunk for chunk in chunks if chunk.text)
        thread = threading.Thread(target=stream.cancel)
        thread.start()
        assert not any(chunk.finish_reason == "length" for chunk in chunks)
        thread.join()
    with client.chat(ASK, max_tokens=3, logit_bias=endless) as stream:
        assert texts(list(stream))


def test_a_cancelled_stream_is_heard_of_there() -> None:
    """At the stand-ins, for the others see their own tests."""
    for wire in (VllmWire(), SglangWire()):
        with scripted(wire) as (url, there):
            client = remote_client(url, foreign_servers.KEY, Network())
            client.models()
            with client.chat(ASK, max_tokens=1_000_000) as stream:
                next(iter(stream))
                stream.cancel()
            assert there.left.wait(20)
            client.close()


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param(lambda client: client.chat(ASK, top_p="nhiều"), "Máy chủ mô hình", id="parameter"),
        pytest.param(lambda client: list(client.chat([{"role": "user", "content": "dài " * 2000}], max_tokens=9)), None, id="too long"),
    ],
)
def test_a_refusal_is_one_clear_sentence(client: Client, question, words: str | None) -> None:
    with pytest.raises(InferenceError, match=words) as told:
        question(client)
    assert is_a_sentence(told.value)
    with client.chat(ASK, max_tokens=2) as stream:
        assert list(stream)


def test_a_wrong_key_and_a_wrong_path_are_clear_sentences(place: Place) -> None:
    for url, key, words in ((place.url, "sai", "khóa truy cập sai"), (f"{place.url}/khac", place.key, "không có dịch vụ")):
        stranger = remote_client(url, key, Network())
        for ask in (stranger.models, lambda client=stranger: client.chat(ASK)):
            with pytest.raises(InferenceError, match=words) as told:
                ask()
            assert is_a_sentence(told.value)
        stranger.close()


@pytest.mark.parametrize("name", ["vllm", "sglang"])
def test_a_stream_that_breaks_says_so_after_what_it_said(request: pytest.FixtureRequest, name: str) -> None:
    """What ours says of a dead replica is in test_ray_app.py."""
    place: Place = request.getfixturevalue(name)
    client, heard = remote_client(place.url, place.key, Network()), []
    client.models()
    stream = client.chat([{"role": "user", "content": BREAKS}], max_tokens=9)
    with pytest.raises(InferenceError, match="Máy chủ mô hình gặp lỗi") as told, stream:
        heard.extend(stream)
    assert texts(heard) == {0: "Chúc bà "} and is_a_sentence(told.value)
    client.close()
