"""A hub on the loopback, which answers as the real one does and misbehaves as told; and tiny model files."""

import hashlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from inference.evaluation.random_gguf import TINY, write_random_gguf, write_random_lora, write_random_split
from inference.models.inspect import read
from inference.models.shelf import Shelf

COMMIT = "c0ffee" + "0" * 34


@dataclass
class FakeHub:
    """files: contents by name of the one repository; the rest says how it misbehaves."""

    files: dict[str, bytes] = field(default_factory=dict)
    port: int = 0
    gated: bool = False
    token: str = ""  # asked for when set
    approved: bool = True
    ranges: bool = True
    cut_after: list[int] = field(default_factory=list)  # bytes after which an answer breaks off, one an answer
    statuses: list[int] = field(default_factory=list)  # answers in place of a file, one each
    api_status: int = 200
    wrong: bool = False  # a byte of every file is another one
    redirect: bool = True  # files come from a store elsewhere, as at the real hub
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def info(self) -> dict[str, Any]:
        return {
            "id": "chu/mam", "modelId": "chu/mam", "sha": COMMIT, "private": False, "gated": "manual" if self.gated else False,
            "disabled": False, "downloads": 1, "likes": 1, "tags": ["gguf", "license:apache-2.0"],
            "siblings": [
                {
                    "rfilename": name, "size": len(data), "blobId": "0" * 40,
                    **({"lfs": {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 130}} if name.endswith(".gguf") else {}),
                }
                for name, data in self.files.items()
            ],
        }  # fmt: skip


class Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hub: FakeHub

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def do_HEAD(self) -> None:  # noqa: N802 (http.server's name)
        self.do_GET()

    def do_GET(self) -> None:  # noqa: N802
        hub, path = self.hub, self.path.partition("?")[0]
        hub.asked.append((self.command, path, dict(self.headers.items())))
        if path.startswith("/store/"):
            self._file(path.removeprefix("/store/"), signed=True)
        elif hub.token and self.headers.get("Authorization") != f"Bearer {hub.token}":
            self._plain(401, {"X-Error-Code": "RepoNotFound"})
        elif hub.token and not hub.approved:
            self._plain(403, {"X-Error-Code": "GatedRepo"})
        elif path.startswith("/api/models/chu/mam"):
            self._json(hub.info()) if hub.api_status == 200 else self._plain(hub.api_status)
        elif path.startswith("/chu/mam/resolve/"):
            name = path.split("/", 5)[5]
            if hub.statuses:
                status = hub.statuses.pop(0)
                self._plain(status, {"Retry-After": "0"} if status == 429 else {})
            elif hub.redirect:
                self._plain(302, {"Location": f"http://localhost:{hub.port}/store/{name}", "X-Repo-Commit": COMMIT})
            else:
                self._file(name)
        else:
            self._plain(404, {"X-Error-Code": "RepoNotFound"})

    def _json(self, value: Any) -> None:
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _plain(self, status: int, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _file(self, name: str, *, signed: bool = False) -> None:
        hub = self.hub
        if name not in hub.files:
            self._plain(404, {"X-Error-Code": "EntryNotFound"})
            return
        if signed and "Authorization" in self.headers:  # the real store refuses a second way to sign
            self._plain(400)
            return
        data = hub.files[name]
        if hub.wrong:
            data = data[:-1] + bytes([data[-1] ^ 1])
        start = 0
        asked = self.headers.get("Range", "")
        if hub.ranges and asked:
            start = int(asked.removeprefix("bytes=").rstrip("-"))
            if start >= len(data):
                self._plain(416)
                return
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(data) - start))
        self.send_header("ETag", f'"{hashlib.sha256(data).hexdigest()}"')
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        self.end_headers()
        body = data[start:]
        if hub.cut_after:
            body = body[: hub.cut_after.pop(0)]
            self.close_connection = True
        self.wfile.write(body)


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    made = FakeHub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Answers,), {"hub": made}))
    server.daemon_threads = True
    made.port = server.server_address[1]
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.02), daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole model, 1.5 MB."""
    return write_random_gguf(tmp_path_factory.mktemp("mô hình") / "nhỏ xíu.gguf", TINY)


@pytest.fixture(scope="session")
def split(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """A model in three parts."""
    return write_random_split(tmp_path_factory.mktemp("chia"), TINY, tensors=8)


@pytest.fixture(scope="session")
def lora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_random_lora(tmp_path_factory.mktemp("lora") / "giọng Huế.gguf", TINY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "mô hình của tôi"


@pytest.fixture
def shelf(folder: Path) -> Shelf:
    """Looks at files in this process: quicker, and the child has its own tests."""
    return Shelf(folder, read)
