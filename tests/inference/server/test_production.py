"""The server as it stands on a network: OpenAI's client over TLS, keys that come and go, names, and a log without words."""

import json
import os
import signal
import ssl
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
import trustme
from openai import APIError, AuthenticationError, RateLimitError

from inference.server import keys, tls
from inference.server.http import Routes
from inference.server.log import writer
from tests.inference.server.network import PATH, Network, Place, Server, new_key
from tests.inference.server.stub_engine import StubEngine
from tests.inference.server.test_routes import BEARER, code, served

MARK = "BÍMẬT-7391"


@pytest.fixture(scope="module")
def network(model: Path, authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    place = Place(tmp_path_factory.mktemp("máy chủ"), authority)
    place.issue()
    secret = new_key(place.keys, "lan", streams=3)
    log = place.folder / "requests.log"
    server = Server(
        model, "--host", "0.0.0.0", *place.tls, "--keys", str(place.keys), "--name", "ai.test", "--log", str(log),
        "--context", "512", "--parallel", "4",
    )  # fmt: skip
    yield Network(server, place, secret, log)
    code, said = server.end()
    assert code == 0 and secret not in said and MARK not in said


# OpenAI's own client, over TLS, with a key of the file


def test_openais_client_lists_answers_and_streams(network: Network) -> None:
    with network.openai(network.secret) as ai:
        (name,) = [model.id for model in ai.models.list()]
        ask = {"model": name, "messages": [{"role": "user", "content": "Chúc bà"}], "max_tokens": 6, "temperature": 0}
        whole = ai.chat.completions.create(**ask, extra_body={"ignore_eos": True})
        with ai.chat.completions.create(**ask, stream=True, extra_body={"ignore_eos": True}) as stream:
            parts = [chunk.choices[0].delta.content or "" for chunk in stream]
    assert whole.usage.completion_tokens == 6 and whole.choices[0].finish_reason == "length"
    assert "".join(parts) == whole.choices[0].message.content


def test_openais_client_understands_the_refusals(network: Network) -> None:
    with network.openai("sai") as ai, pytest.raises(AuthenticationError):
        ai.models.list()
    with network.openai(network.secret) as ai:
        with pytest.raises(APIError) as wide:
            ai.completions.create(model="default", prompt="a", n=4)
        assert wide.value.status_code == 400 and wide.value.param == "n"


def test_openais_client_waits_as_long_as_it_is_told(network: Network) -> None:
    secret = new_key(network.place.keys, "ít", tokens=10)
    network.server.process.send_signal(signal.SIGHUP)
    with network.openai(secret) as ai:
        until_known(network, secret)
        ai.completions.create(model="default", prompt="a", max_tokens=30, extra_body={"ignore_eos": True})
        with pytest.raises(RateLimitError) as limited:
            ai.completions.create(model="default", prompt="a", max_tokens=1)
    assert 100 < int(limited.value.response.headers["Retry-After"]) <= 132  # 21 tokens too many, at 10 a minute
    assert limited.value.code == "tokens_per_minute"


def until_known(network: Network, secret: str, status: int = 200) -> None:
    """The server hears of a file that changed within a second, of a signal at once."""
    with network.client(secret=secret) as client:
        while client.get("/v1/models").status_code != status:
            pass


def test_a_removed_key_is_refused_without_a_new_start(network: Network) -> None:
    before = keys.read(network.place.keys)
    secret = new_key(network.place.keys, "khách")
    until_known(network, secret)
    keys.write(network.place.keys, before)
    until_known(network, secret, 401)
    until_known(network, network.secret)


def test_a_key_file_that_broke_changes_nothing(network: Network) -> None:
    good = network.place.keys.read_bytes()
    network.place.keys.write_text("[[", encoding="utf-8")
    network.server.process.send_signal(signal.SIGHUP)
    until_known(network, network.secret)
    network.place.keys.write_bytes(good)


# Names, TLS


def test_it_answers_to_the_names_it_was_given(network: Network) -> None:
    with network.client() as client:
        answers = {name: client.get("/v1/models", headers={"Host": name}) for name in ("ai.test", "AI.test:443", "evil.test")}
    assert [answer.status_code for answer in answers.values()] == [200, 200, 403]
    assert answers["evil.test"].json()["error"]["code"] == "bad_host"


def test_no_plain_text_and_no_old_tls(network: Network) -> None:
    with pytest.raises(httpx2.HTTPError):
        httpx2.get(f"http://127.0.0.1:{network.server.port}/healthz", trust_env=False)
    assert tls.server_context(network.place.cert, network.place.key).minimum_version == ssl.TLSVersion.TLSv1_2


# The log


def test_the_log_tells_everything_but_the_words(network: Network) -> None:
    with network.client() as client:
        named = {"X-Request-Id": "viec-17"}
        answer = client.post(PATH, json={"prompt": MARK, "max_tokens": 5, "ignore_eos": True}, headers=named)
        assert answer.status_code == 200 and answer.headers["X-Request-Id"] == "viec-17"
        said = answer.json()["choices"][0]["text"]
        chat = {"messages": [{"role": "user", "content": MARK}], "max_tokens": 3, "stop": [MARK]}
        assert client.post("/v1/chat/completions", json=chat).status_code == 200
        assert client.post(PATH, json={"prompt": MARK * 300}).status_code == 400
        assert client.post(PATH, content=b'{"' + MARK.encode()).status_code == 400
        assert client.post(PATH, json={"prompt": "a", "model": MARK}).status_code == 404
        assert client.get(f"/v1/models/{MARK}").status_code == 404
        assert client.get(f"/{MARK}?q={MARK}", headers={"X-Request-Id": "<b>" + "x"}).status_code == 404
        assert client.get("/v1/models", headers={"Authorization": "Bearer " + "BIMAT7391"}).status_code == 401
        gone = client.get("/readyz")
        assert gone.json() == {"status": "ready"} and len(gone.headers["X-Request-Id"]) == 16
    written = network.log.read_text("utf-8")
    assert not [word for word in (MARK, "-7391", "BIMAT7391", said, network.secret, "<b>") if word and word in written]
    records = [json.loads(line) for line in written.splitlines()]
    (mine,) = [record for record in records if record["id"] == "viec-17"]
    assert mine.pop("time").startswith("20") and 0 < mine.pop("seconds") < 30
    assert mine == {
        "id": "viec-17", "key": "lan", "method": "POST", "route": PATH, "status": 200,
        "prompt": len(MARK.encode()), "generated": 5, "cached": 0, "reason": "length",
    }  # fmt: skip
    assert {record["route"] for record in records} >= {"/v1/models/{name}", "-", "/v1/chat/completions"}
    if os.name == "posix":
        assert network.log.stat().st_mode & 0o077 == 0


def test_a_fault_inside_tells_its_place_and_not_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    class Clumsy(StubEngine):
        def render(self, messages: object, options: object = None) -> str:
            raise ValueError(f"can not read {messages}") from KeyError(MARK)

    async def talk(client) -> None:
        body = {"messages": [{"role": "user", "content": MARK}]}
        assert await code(await client.post("/v1/chat/completions", json=body, headers=BEARER)) == (500, "internal_error")

    served(Routes(Clumsy(), write=writer(str(tmp_path / "log"))), talk)
    said = capsys.readouterr().err
    assert "ValueError < KeyError" in said and "test_production.py" in said
    assert MARK not in said and MARK not in (tmp_path / "log").read_text("utf-8")
