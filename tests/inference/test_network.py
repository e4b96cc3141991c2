"""The way out: nothing passes while nothing shall, everything that passes is written down, faults are one sentence."""

import json
import socket
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from inference.errors import InferenceError
from inference.models.hub import Hub
from inference.network import Connection, Network, faults
from inference.remote import address, is_open, remote_client, try_connection

MODELS = b'{"object": "list", "data": [{"id": "lon-14b"}, {"id": "nho-4b"}]}'


class Answers(BaseHTTPRequestHandler):
    """A server of models that asks for a key; other paths echo what they are sent."""

    key = ""

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def do_GET(self) -> None:  # noqa: N802
        if self.key and self.headers.get("Authorization") != f"Bearer {self.key}":
            self._send(401, b"{}")
        elif self.path == "/v1/models":
            self._send(200, MODELS)
        else:
            self._send(404, b"{}")

    def do_POST(self) -> None:  # noqa: N802
        self._send(200, self.rfile.read(int(self.headers["Content-Length"])))

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def server() -> Iterator[tuple[str, type[Answers]]]:
    kind = type("Own", (Answers,), {})
    made = HTTPServer(("127.0.0.1", 0), kind)
    thread = threading.Thread(target=lambda: made.serve_forever(poll_interval=0.02), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{made.server_address[1]}", kind
    made.shutdown()
    made.server_close()
    thread.join()


def test_what_leaves_is_written_down_with_its_bytes_and_its_purpose(server: tuple[str, type[Answers]]) -> None:
    seen: list[Connection] = []
    with Network(log=seen.append).client("thử") as client:
        assert client.post(f"{server[0]}/x", content=b"0123456789").content == b"0123456789"
    (one,) = seen
    assert (one.host, one.why, one.sent, one.received, one.outcome) == ("127.0.0.1", "thử", 10, 10, "200")


def test_a_connection_that_fails_is_written_down_too() -> None:
    seen: list[Connection] = []
    with pytest.raises(InferenceError, match="Không nối được tới 127.0.0.1"), faults("127.0.0.1"):
        with Network(log=seen.append).client("thử") as client:
            client.get("http://127.0.0.1:9/")
    assert [(each.received, each.outcome) for each in seen] == [(0, "ConnectError")]


@pytest.mark.parametrize(
    "leave",
    [
        lambda network: network.client("x").get("http://192.0.2.1/"),
        lambda network: Hub(network, "http://192.0.2.1").look_up("chu/mam"),
        lambda network: try_connection("http://192.0.2.1", "", network),
        lambda network: remote_client("http://192.0.2.1", "", network).models(),
    ],
)
def test_without_the_network_no_socket_is_even_made(monkeypatch: pytest.MonkeyPatch, leave: object) -> None:
    made: list[object] = []
    real = socket.socket

    class Watched(real):  # type: ignore[misc, valid-type]
        def __init__(self, *given: object, **more: object) -> None:
            made.append(given)
            super().__init__(*given, **more)

    monkeypatch.setattr(socket, "socket", Watched)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_given, **_more: made.append("dns") or [])
    monkeypatch.setattr(socket, "create_connection", lambda *_given, **_more: made.append("connect"))
    with pytest.raises(InferenceError, match="Không dùng mạng"):
        leave(Network(offline=lambda: True))  # type: ignore[operator]
    assert made == []


@pytest.mark.parametrize(("chosen", "answers"), [("", "lon-14b"), ("nho-4b", "nho-4b"), ("ten-khac", "ten-khac")])
def test_the_model_that_answers_is_named_first_and_asked_for(server: tuple[str, type[Answers]], chosen: str, answers: str) -> None:
    """Servers with several models take no request without the name of one."""
    client = remote_client(server[0], "", Network(), chosen)
    assert client.models()[0] == answers and {"lon-14b", "nho-4b"} <= set(client.models())
    with client.chat([{"role": "user", "content": "Chúc bà"}]) as stream:
        asked = json.loads(stream._response.read())
    assert asked["model"] == answers
    client.close()


def test_a_kept_connection_that_the_server_closes_as_it_is_asked_again_does_no_harm() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(MODELS)

    def answer() -> None:
        first, _ = listener.accept()
        with first:
            first.recv(65536)
            first.sendall(head + MODELS)
            first.recv(65536)  # asked again, and gone
        second, _ = listener.accept()
        with second:
            second.recv(65536)
            second.sendall(head + MODELS)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        client = remote_client(f"http://127.0.0.1:{listener.getsockname()[1]}", "", Network())
        assert client.models() == client.models() == ["lon-14b", "nho-4b"]
        client.close()
        thread.join()


@pytest.mark.parametrize(
    "body",
    [
        {"error": {"message": "no\n  such model"}},
        {"error": "no such model"},  # Ollama
        {"object": "error", "message": "no such model", "code": 404},  # SGLang, vLLM as it was
        {"detail": "no such model"},  # FastAPI
    ],
)
def test_a_servers_own_words_are_passed_on_however_it_wraps_them(server: tuple[str, type[Answers]], body: dict[str, object]) -> None:
    server[1].do_POST = lambda self: self._send(404, json.dumps(body).encode())
    client = remote_client(server[0], "", Network(), "ten-khac")
    with pytest.raises(InferenceError) as caught:
        client.chat([{"role": "user", "content": "Chúc bà"}])
    assert caught.value.hint == "no such model"
    client.close()


@pytest.mark.parametrize(
    ("event", "fails"),
    [
        ({"error": None, "choices": [{"index": 0, "delta": {"content": "Chúc"}}]}, False),
        ({"error": {"message": "out of memory"}}, True),
        ({"object": "error", "message": "out of memory", "code": 500}, True),
    ],
)
def test_an_error_in_mid_stream_is_told_and_a_null_is_none(
    server: tuple[str, type[Answers]], event: dict[str, object], fails: bool
) -> None:
    server[1].do_POST = lambda self: self._send(200, b"data: %s\n\ndata: [DONE]\n\n" % json.dumps(event).encode())
    client = remote_client(server[0], "", Network())
    with client.chat([{"role": "user", "content": "Chúc bà"}]) as stream:
        if fails:
            with pytest.raises(InferenceError, match="out of memory"):
                list(stream)
        else:
            assert [chunk.text for chunk in stream] == ["Chúc"]
    client.close()


def test_a_server_without_a_model_is_told(server: tuple[str, type[Answers]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "MODELS", b'{"object": "list", "data": []}')
    client = remote_client(server[0], "", Network())
    with pytest.raises(InferenceError, match="không có mô hình nào"):
        client.models()
    client.close()


def test_the_switch_works_at_once_on_clients_that_are_there_already(server: tuple[str, type[Answers]]) -> None:
    off = threading.Event()
    client = remote_client(server[0], "", Network(offline=off.is_set))
    assert client.models() == ["lon-14b", "nho-4b"]
    off.set()
    with pytest.raises(InferenceError, match="Không dùng mạng"):
        client.models()
    client.close()


def test_a_certificate_that_nobody_trusts_is_refused_and_an_authority_of_ones_own_is_taken(tmp_path: Path) -> None:
    certificate, key = _own_certificate(tmp_path)
    made = HTTPServer(("127.0.0.1", 0), Answers)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    made.socket = context.wrap_socket(made.socket, server_side=True)
    made.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=lambda: made.serve_forever(poll_interval=0.02), daemon=True)
    thread.start()
    url = f"https://localhost:{made.server_address[1]}"
    try:
        with pytest.raises(InferenceError, match="Chứng chỉ"):
            try_connection(url, "", Network())
        found = try_connection(url, "", Network(authority=certificate))
        assert found.models == ("lon-14b", "nho-4b") and found.encrypted
    finally:
        made.shutdown()
        made.server_close()
        thread.join()


def test_an_authority_that_is_none_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "ca.pem"
    broken.write_text("không phải chứng chỉ")
    with pytest.raises(InferenceError, match="chứng chỉ CA"):
        Network(authority=broken).client("x")


def test_a_connection_is_tried(server: tuple[str, type[Answers]]) -> None:
    url, kind = server
    found = try_connection(url.removeprefix("http://"), "", Network())
    assert found.models == ("lon-14b", "nho-4b") and found.host == "127.0.0.1" and not found.encrypted
    kind.key = "bi-mat"
    with pytest.raises(InferenceError, match="khóa truy cập sai"):
        try_connection(url, "khac", Network())
    assert try_connection(url, "bi-mat", Network()).models


@pytest.mark.parametrize("text", ["", "ftp://may", "http://", "http://may:khong", "http://:80"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(InferenceError, match="không hợp lệ"):
        address(text)


@pytest.mark.parametrize(("url", "open_"), [("http://may:80", True), ("https://may", False), ("http://127.0.0.1:1", False), ("localhost:8080", False)])
def test_what_travels_unprotected_is_known(url: str, open_: bool) -> None:
    assert is_open(url) is open_


def _own_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost that signs itself, made by openssl."""
    import subprocess

    certificate, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
        check=True, capture_output=True,
    )  # fmt: skip
    return certificate, key


def test_the_switch_ends_an_answer_that_is_on_its_way(server: tuple[str, type[Answers]]) -> None:
    off, seen = threading.Event(), list[Connection]()
    network = Network(offline=off.is_set, log=seen.append)
    with network.client("thử") as client, client.stream("POST", f"{server[0]}/x", content=b"0" * 4_000_000) as response:
        pieces = response.iter_raw()
        next(pieces)
        off.set()
        with pytest.raises(InferenceError, match="Không dùng mạng"):
            list(pieces)
    assert 0 < seen[0].received < 4_000_000


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("may-chu.vn", "https://may-chu.vn"),
        ("may-chu.vn/v1/", "https://may-chu.vn/v1"),
        ("192.168.1.5", "http://192.168.1.5"),
        ("192.168.1.5:8080", "http://192.168.1.5:8080"),
        ("localhost", "http://localhost"),
        ("may-chu.vn:8000", "http://may-chu.vn:8000"),
        ("HTTPS://may-chu.vn", "HTTPS://may-chu.vn"),
    ],
)
def test_an_address_without_a_protocol_is_a_safe_one_unless_it_is_at_home(typed: str, whole: str) -> None:
    assert address(typed) == whole
