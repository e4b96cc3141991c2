"""A server that others wrote (llama-cpp-python's own) with Mầm in it: our client and the composer live with its ways."""

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from app.viet.kinship import Pair
from app.writing.brief import Brief
from app.writing.check import fails
from app.writing.compose import Beyond, Candidate, Delta, Desk, Finished, Restarted, Started, compose
from app.writing.writers import with_fallback
from inference.client import Client
from inference.errors import InferenceError
from inference.network import Network
from inference.remote import remote_client, try_connection

KEY = "khoa-thu"
ASK = [{"role": "user", "content": "Chúc bà ngoại"}]
BRIEF = Brief(to="bà ngoại", group="ong_ba", pair=Pair("bà", "cháu"), length="ngan", details=("bà mới mổ mắt xong",))
END = "2"  # the token that ends a text of Mầm's
LONGEST_WAIT = 60  # seconds for a line of the server's
SERVE = """
import socket, sys, uvicorn
from llama_cpp.server.app import create_app
from llama_cpp.server.settings import ModelSettings, ServerSettings
model = ModelSettings(model=sys.argv[1], model_alias="mam", n_ctx=1024, n_threads=1, logits_all=True, verbose=False)
app = create_app(server_settings=ServerSettings(api_key=sys.argv[2], interrupt_requests=False), model_settings=[model])
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="error")).run(sockets=[listener])
"""


@dataclass(frozen=True)
class Foreign:
    """The server in a process of its own, and its address."""

    child: subprocess.Popen[str]
    url: str


def line_of(child: subprocess.Popen[str]) -> str:
    """The next line of its standard output."""
    ready, _, _ = select.select([child.stdout], [], [], LONGEST_WAIT)
    assert ready, "the server says nothing"
    return child.stdout.readline().strip()


@contextmanager
def serve(model: Path, log: Path) -> Iterator[Foreign]:
    command = [sys.executable, "-c", SERVE, str(model), KEY]
    with log.open("wb") as words:
        child = subprocess.Popen(
            command, env={**os.environ, "PYTHONUNBUFFERED": "1"}, stdout=subprocess.PIPE, stderr=words, encoding="utf-8"
        )
    try:
        yield Foreign(child, f"http://127.0.0.1:{line_of(child)}")
    finally:
        child.kill()
        child.communicate()


@pytest.fixture(scope="module")
def foreign(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Foreign]:
    with serve(model, tmp_path_factory.mktemp("foreign") / "server.log") as started:
        yield started


@pytest.fixture
def client(foreign: Foreign) -> Iterator[Client]:
    client = remote_client(foreign.url, KEY, Network())
    yield client
    client.close()


def written(events: list[object]) -> dict[int, Candidate]:
    return {event.slot: event.candidate for event in events if isinstance(event, Finished) and event.candidate.source == "model"}


def test_its_models_are_listed(foreign: Foreign, client: Client) -> None:
    assert client.models() == ["mam"] and client.abilities == frozenset()
    found = try_connection(foreign.url, KEY, Network())
    assert (found.host, found.models, found.encrypted) == ("127.0.0.1", ("mam",), False)


def test_a_chat_streams_piece_by_piece_with_logprobs(client: Client) -> None:
    client.models()
    with client.chat(ASK, max_tokens=8, seed=1, logprobs=True, top_logprobs=2) as stream:
        chunks = list(stream)
    texts = [chunk for chunk in chunks if chunk.text]
    assert len(texts) > 3 and {chunk.index for chunk in texts} == {0}
    assert all(len(chunk.logprobs) == 1 and chunk.logprobs[0] <= 0 and len(chunk.top[0]) >= 2 for chunk in texts)
    assert [chunk.finish_reason for chunk in chunks if chunk.finish_reason] == ["length"]


def test_it_writes_one_answer_however_many_are_asked_for(client: Client) -> None:
    """The way that the composer has to live with; once this fails, the server has learned better."""
    with client.chat(ASK, n=3, max_tokens=3, seed=1) as stream:
        assert {chunk.index for chunk in stream if chunk.text} == {0}


def test_three_greetings_come_all_the_same_each_asked_for_alone(client: Client, desk: Desk) -> None:
    events = list(compose(BRIEF, client, desk, n=3, seed=5))
    found = written(events)
    assert found.keys() == {0, 1, 2} and len({candidate.text for candidate in found.values()}) == 3
    sound = [candidate.text for candidate in found.values() if not fails(candidate.findings)]
    assert sound and all("bà" in text.lower() and "cháu" in text.lower() for text in sound)


def test_a_cancelled_chat_ends_there_too(foreign: Foreign, client: Client) -> None:
    stream = client.chat(ASK, max_tokens=900, seed=1, logit_bias={END: -100})
    with stream:
        chunks = iter(stream)
        next(chunk for chunk in chunks if chunk.text)
        stream.cancel()
        assert list(chunks) == []
    assert "isconnected" in line_of(foreign.child)  # it stopped before its end
    with client.chat(ASK, max_tokens=2) as stream:
        assert any(chunk.text for chunk in stream)


def test_its_refusals_are_plain_sentences(foreign: Foreign, client: Client) -> None:
    stranger = remote_client(foreign.url, "sai", Network())
    for ask in (stranger.models, lambda: stranger.chat(ASK)):
        with pytest.raises(InferenceError, match="khóa truy cập sai"):
            ask()
    stranger.close()
    with pytest.raises(InferenceError, match="Máy chủ mô hình"):
        client.chat(ASK, top_p="nhiều")
    lost = remote_client(f"{foreign.url}/nowhere", KEY, Network())
    with pytest.raises(InferenceError, match="không có dịch vụ"):
        lost.models()
    lost.close()


def test_a_prompt_longer_than_its_context_is_an_error_and_the_next_one_is_answered(client: Client) -> None:
    """It answers 200, breaks off without a word, and closes the connection that it seemed to keep."""
    with pytest.raises(InferenceError), client.chat([{"role": "user", "content": "dài " * 2000}]) as stream:
        list(stream)
    with client.chat(ASK, max_tokens=2) as stream:
        assert any(chunk.text for chunk in stream)


@pytest.mark.parametrize("when", [Started, Delta])
def test_killed_in_mid_stream_it_is_replaced_by_the_model_here(
    when: type, model: Path, engine: Client, desk: Desk, tmp_path: Path
) -> None:
    events: list[object] = []
    with serve(model, tmp_path / "server.log") as there:
        make = partial(remote_client, there.url, KEY, Network())
        for event in with_fallback(lambda client: compose(BRIEF, client, desk, n=2, seed=5), make, engine, "127.0.0.1"):
            events.append(event)
            if isinstance(event, when):
                there.child.kill()
    (said,) = [event.reason for event in events if isinstance(event, Beyond)]
    after = events[next(place for place, event in enumerate(events) if isinstance(event, Beyond)) :]
    assert said.endswith("Mô hình trên máy này viết thay.")
    assert Restarted(0, "127.0.0.1 không trả lời") in after
    assert written(after).keys() == {0, 1} and not written(events[: -len(after)])
