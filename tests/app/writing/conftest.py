"""A model server that says what the test scripted: real sockets, real server-sent events, no model."""

import json
import select
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from inference.client import Client

HANG = "\0hang"  # a piece of text after which the model falls silent until the client hangs up
DROP = "\0drop"  # … after which the connection breaks


@dataclass
class Script:
    """What the server answers: one list of texts a request, in order; the last list repeats.

    A word is a token; asked for logprobs, it has the one in `doubts`, or certainty.
    """

    rounds: list[list[str]] = field(default_factory=list)
    model: str = "mam"
    status: int = 200  # of chat requests
    requests: list[dict[str, Any]] = field(default_factory=list)
    hung_up: threading.Event = field(default_factory=threading.Event)
    url: str = ""
    doubts: dict[str, float] = field(default_factory=dict)
    abilities: list[str] = field(default_factory=list)
    one_at_a_time: bool = False  # whatever `n` says
    refusals: int = 0  # of chat requests, before the first that is taken

    def answers(self, request: dict[str, Any]) -> list[str]:
        """The texts of this request's candidates; notes the request."""
        texts = self.rounds[min(len(self.requests), len(self.rounds) - 1)]
        self.requests.append(request)
        return [texts[index % len(texts)] for index in range(1 if self.one_at_a_time else request.get("n", 1))]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    script: Script

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        model = {"id": self.script.model, "object": "model", "abilities": self.script.abilities}
        self._json(200, {"object": "list", "data": [model]})

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answers = self.script.answers(request)
        if self.script.refusals:
            self.script.refusals -= 1
            self._json(400, {"error": {"message": "Tham số lạ.", "type": "invalid_request_error"}})
            return
        if self.script.status != 200:
            self._json(self.script.status, {"error": {"message": "Bộ nhớ không đủ.", "type": "server_error"}})
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            self._stream(answers)
        except (BrokenPipeError, ConnectionResetError):
            self.script.hung_up.set()

    def _stream(self, answers: list[str]) -> None:
        pieces = [_pieces(text) for text in answers]
        for step in range(max(map(len, pieces))):
            for index, own in enumerate(pieces):
                if step < len(own) and own[step] == DROP:
                    self.connection.shutdown(2)
                    return
                if step < len(own) and own[step] == HANG:
                    self._wait_until_left()
                    return
                if step < len(own):
                    self._event({"choices": [self._choice(index, own[step])]})
        for index in range(len(pieces)):
            ending = {"index": index, "delta": {}, "finish_reason": "stop"}
            self._event({"choices": [ending], "timings": {"tokens_per_second": 321.0}})
        self.wfile.write(b"data: [DONE]\n\n")

    def _choice(self, index: int, word: str) -> dict[str, Any]:
        choice: dict[str, Any] = {"index": index, "delta": {"content": word}, "finish_reason": None}
        if self.script.requests[-1].get("logprobs"):
            logprob = self.script.doubts.get(word.strip(), 0.0)
            choice["logprobs"] = {"content": [{"token": word, "logprob": logprob, "bytes": None, "top_logprobs": []}]}
        return choice

    def _wait_until_left(self) -> None:
        """A closed connection becomes readable and has nothing to read."""
        ready, _, _ = select.select([self.connection], [], [], 20)
        if ready and not self.connection.recv(1):
            self.script.hung_up.set()

    def _event(self, data: dict[str, Any]) -> None:
        chunk = {"id": "1", "object": "chat.completion.chunk", "model": self.script.model, **data}
        self.wfile.write(b"data: " + json.dumps(chunk, ensure_ascii=False).encode() + b"\n\n")

    def _json(self, status: int, data: dict[str, Any]) -> None:
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _pieces(text: str) -> list[str]:
    """Words with the space before them; the two marks stay whole."""
    head, mark, _ = text.partition("\0")
    words = [word if i == 0 else f" {word}" for i, word in enumerate(head.split(" "))] if head else []
    return [*words, "\0" + text.partition("\0")[2]] if mark else words


@pytest.fixture
def script() -> Iterator[Script]:
    """A running server and what it is to say; set `rounds` before composing."""
    script = Script()
    handler = type("Handler", (_Handler,), {"script": script})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    script.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield script
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def client(script: Script) -> Iterator[Client]:
    """The real client, pointed at the script."""
    client = Client(script.url, "khoa-thu")
    yield client
    client.close()
