"""The server as it stands on a network: certificates and keys, what it refuses to start with, its log, its end."""

import base64
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import pytest
import trustme
from openai import APIError, AuthenticationError, OpenAI, RateLimitError

from inference.errors import InferenceError
from inference.server import __main__ as program
from inference.server import keys, tls

ROOT = Path(__file__).parents[3]
PATH = "/v1/completions"
MARK = "BÍMẬT-7391"
LONG = {"prompt": "a", "stream": True, "ignore_eos": True}


@dataclass
class Place:
    """A folder with a certificate, its key and a key file."""

    folder: Path
    authority: trustme.CA

    @property
    def cert(self) -> Path:
        return self.folder / "chứng chỉ.pem"

    @property
    def key(self) -> Path:
        return self.folder / "khóa.pem"

    @property
    def keys(self) -> Path:
        return self.folder / "keys.toml"

    @property
    def tls(self) -> list[str]:
        return ["--tls-cert", str(self.cert), "--tls-key", str(self.key)]

    def issue(self, **dates: datetime) -> None:
        issued = self.authority.issue_cert("localhost", "127.0.0.1", "ai.test", **dates)
        self.cert.write_bytes(b"".join(part.bytes() for part in issued.cert_chain_pems))
        issued.private_key_pem.write_to_path(self.key)

    def trust(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        self.authority.configure_trust(context)
        return context


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def place(authority: trustme.CA, tmp_path: Path) -> Place:
    made = Place(tmp_path, authority)
    made.issue()
    return made


class Server:
    """A process that serves; its first line is read."""

    def __init__(self, model: Path, *options: str, **env: str) -> None:
        command = [sys.executable, "-m", "inference.server", "--model", str(model), "--threads", "1", *options]
        self.process = subprocess.Popen(
            command, env={**os.environ, **env}, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.port = json.loads(self.process.stdout.readline() or "{}").get("port")

    def end(self, *, asked: bool = True) -> tuple[int, str]:
        """Its exit status and what it said on standard error. asked: it must first be told to end."""
        if asked:
            self.process.send_signal(signal.SIGTERM)
        said = self.process.communicate(timeout=30)[1]
        return self.process.returncode, said


@dataclass
class Network:
    """A server on all addresses, and a key of its file."""

    server: Server
    place: Place
    secret: str
    log: Path

    def client(self, name: str = "localhost", secret: str | None = None) -> httpx2.Client:
        headers = {"Authorization": f"Bearer {secret or self.secret}"}
        return httpx2.Client(base_url=f"https://{name}:{self.server.port}", verify=self.place.trust(), headers=headers, trust_env=False)

    def openai(self, secret: str) -> OpenAI:
        return OpenAI(base_url=f"https://localhost:{self.server.port}/v1", api_key=secret, max_retries=0, http_client=self.client())


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


def new_key(file: Path, name: str, **limits: int) -> str:
    secret = f"lh-{base64.b32encode(os.urandom(20)).decode()}"
    known = keys.read(file) if file.exists() else ()
    keys.write(file, [*known, keys.make(name, secret, limits.get("streams"), limits.get("tokens"))])
    return secret


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


def test_a_renewed_certificate_is_used_and_a_bad_one_is_not(place: Place, authority: trustme.CA) -> None:
    context = tls.server_context(place.cert, place.key)
    first = presented(context, place)
    place.issue()
    tls.load(context, place.cert, place.key)
    renewed = presented(context, place)
    assert renewed != first
    place.issue(not_after=datetime.now(UTC) - timedelta(days=1))
    with pytest.raises(InferenceError, match="hết hạn"):
        tls.load(context, place.cert, place.key)
    assert presented(context, place) == renewed


def presented(context: ssl.SSLContext, place: Place) -> bytes:
    """The certificate that a client sees."""
    there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = place.trust().wrap_bio(back, there, server_hostname="localhost")
    server = context.wrap_bio(there, back, server_side=True)
    for side in (client, server, client, server):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue
    return client.getpeercert(binary_form=True)


# What it does not start with


def refusal(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    """The one line on standard error; the first line for programs says the same."""
    assert program.main(["--model", "không có.gguf", *options]) == 1
    out, said = capsys.readouterr()
    assert len(said.splitlines()) == 1 and json.loads(out)["error"] in said
    return said


@pytest.mark.parametrize("host", ["0.0.0.0", "::", ""])
def test_off_this_machine_it_wants_tls(model: Path, host: str) -> None:
    server = Server(model, "--host", host, LOIHAY_KEY="k")
    assert server.port is None
    code, said = server.end(asked=False)
    assert code == 1 and "chỉ chạy với TLS" in said and len(said.splitlines()) == 1


def test_and_a_key_wherever_it_is(place: Place, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LOIHAY_KEY", raising=False)
    assert "Thiếu khóa" in refusal(capsys, *place.tls)
    keys.write(place.keys, [])
    assert "Thiếu khóa" in refusal(capsys, *place.tls, "--keys", str(place.keys))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda place: place.issue(not_after=datetime.now(UTC) - timedelta(days=1)), "đã hết hạn"),
        (lambda place: place.issue(not_before=datetime.now(UTC) + timedelta(days=1)), "chưa có hiệu lực"),
        (lambda place: place.authority.issue_cert("x").private_key_pem.write_to_path(place.key), "không thuộc về nhau"),
        (lambda place: place.cert.write_text("xin chào"), "không phải PEM"),
        (lambda place: place.key.write_bytes(b"\x00\xff"), "không phải PEM"),
        (lambda place: place.key.unlink(), "Không đọc được"),
        (lambda place: place.key.write_text(locked()), "có mật khẩu"),
    ],
)
def test_a_certificate_that_is_no_good_is_one_clear_line(
    place: Place, spoil, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOIHAY_KEY", "k")
    spoil(place)
    assert said in refusal(capsys, *place.tls)


def locked() -> str:
    """A private key under a password: nobody is asked for it at a terminal."""
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

    key, lock = generate_private_key(SECP256R1()), form.BestAvailableEncryption(b"x")
    return key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, lock).decode()


def test_options_that_do_not_fit_are_said(place: Place, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOIHAY_KEY", "k")
    assert "đi cùng nhau" in refusal(capsys, "--tls-cert", str(place.cert))
    monkeypatch.setenv("LOIHAY_KEY", "k")
    assert "Không đọc được tệp khóa" in refusal(capsys, "--keys", str(place.folder / "không có"))
    monkeypatch.setenv("LOIHAY_KEY", "k")
    assert "Không ghi được nhật ký" in refusal(capsys, "--log", str(place.folder / "không có" / "log"))


def test_without_torch_the_gpu_engine_says_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOIHAY_KEY", "k")
    monkeypatch.setitem(sys.modules, "torch", None)
    for name in [name for name in sys.modules if name.startswith(("inference.nn", "inference.server.gpu", "inference.kernels"))]:
        monkeypatch.delitem(sys.modules, name)
    assert "pip install 'loihay[gpu]'" in refusal(capsys, "--engine", "gpu", "--model", str(tmp_path))


@pytest.mark.skipif(os.name != "posix", reason="modes of files")
def test_a_key_file_that_others_can_read_is_a_warning(model: Path, tmp_path: Path) -> None:
    new_key(tmp_path / "keys", "lan")
    (tmp_path / "keys").chmod(0o644)
    server = Server(model, "--keys", str(tmp_path / "keys"))
    assert server.port
    code, said = server.end()
    assert code == 0 and "Cảnh báo" in said and "chmod 600" in said


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
    assert not [word for word in (MARK, "7391", said, network.secret, "<b>") if word and word in written]
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
    from inference.server.http import Routes
    from inference.server.log import writer
    from tests.inference.server.stub_engine import StubEngine
    from tests.inference.server.test_routes import BEARER, code, served

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


# The end


@pytest.mark.parametrize("signals", [1, 2])
def test_the_end_comes_when_the_time_is_over_or_it_is_asked_twice(model: Path, signals: int) -> None:
    drain = "0" if signals == 1 else "600"
    server = Server(model, "--context", "65536", "--parallel", "1", "--drain", drain, LOIHAY_KEY="k")
    key = {"Authorization": "Bearer k"}
    url = f"http://127.0.0.1:{server.port}"
    with httpx2.Client(headers=key, trust_env=False) as client, client.stream("POST", url + PATH, json=LONG) as answer:
        lines = answer.iter_lines()
        next(lines)
        server.process.send_signal(signal.SIGTERM)
        if signals == 2:
            until_closed(server.port)
            server.process.send_signal(signal.SIGTERM)
            with pytest.raises(httpx2.HTTPError):
                list(lines)
        else:
            events = [json.loads(line[6:]) for line in lines if line.startswith("data: {")]
            assert events[-2]["choices"][0]["finish_reason"] == "error" and events[-1]["error"]["code"] == "draining"
    assert server.end(asked=False)[0] == (0 if signals == 1 else 128 + signal.SIGTERM)


def until_closed(port: int) -> None:
    """Waits until nobody new is let in."""
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            return


def test_while_it_drains_it_takes_nothing_new(model: Path) -> None:
    server = Server(model, "--context", "65536", "--parallel", "2", "--drain", "600", LOIHAY_KEY="k")
    with httpx2.Client(base_url=f"http://127.0.0.1:{server.port}", headers={"Authorization": "Bearer k"}, trust_env=False) as client:
        assert client.get("/v1/models").status_code == 200  # this connection stays open
        with httpx2.stream(
            "POST", f"http://127.0.0.1:{server.port}{PATH}", json=LONG, headers={"Authorization": "Bearer k"}, trust_env=False
        ) as answer:
            lines = answer.iter_lines()
            next(lines)
            server.process.send_signal(signal.SIGTERM)
            while client.get("/readyz").status_code == 200:
                pass
            refused = client.post(PATH, json={"prompt": "a"})
            assert refused.status_code == 503 and refused.json()["error"]["code"] == "draining"
            with pytest.raises(httpx2.ConnectError):
                httpx2.get(f"http://127.0.0.1:{server.port}/healthz", trust_env=False)
    code, said = server.end(asked=False)  # the client left: there is nothing to wait for
    assert code == 0 and "Traceback" not in said
