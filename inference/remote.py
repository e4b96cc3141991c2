"""A model server elsewhere: whether it answers, how fast, with what; and what to say when it does not."""

from __future__ import annotations

import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from inference.client import Client
from inference.errors import InferenceError
from inference.network import Network

SILENCE = 60.0  # seconds that a large model may think before its first word


@dataclass(frozen=True)
class Answered:
    """What a try of a connection found. seconds: from asking to the list of models."""

    host: str
    models: tuple[str, ...]
    seconds: float
    encrypted: bool


def remote_client(url: str, key: str, network: Network, model: str = "") -> Client:
    """A client of any OpenAI-compatible server, whose connections the network allows and writes down."""
    return Client(address(url), key, model=model or None, http=network.client("viết lời qua máy chủ", silence=SILENCE))


def try_connection(url: str, key: str, network: Network) -> Answered:
    """Ask for the models. InferenceError says in one sentence what is wrong."""
    where = address(url)
    client = Client(where, key, http=network.client("thử kết nối", silence=15.0))
    begun = time.monotonic()
    try:
        models = client.models()
    finally:
        client.close()
    parts = urlsplit(where)
    return Answered(parts.hostname or where, tuple(models), time.monotonic() - begun, parts.scheme == "https")


def address(url: str) -> str:
    """The URL as typed, made whole: "may-chu.vn" becomes "https://may-chu.vn", "192.168.1.5" and "host:8080", as there are at
    home, "http://…". InferenceError if it can be none."""
    text = url.strip()
    if text and "://" not in text:
        host = text.partition("/")[0]
        home = ":" in host or "." not in host or host.replace(".", "").isdigit()
        text = f"{'http' if home else 'https'}://{text}"
    parts = urlsplit(text)
    try:
        valid = not any(map(str.isspace, text)) and parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        valid = False
    if not valid:
        raise InferenceError("Địa chỉ máy chủ không hợp lệ.", "Ví dụ: https://may-chu.vn hoặc 192.168.1.5:8080.")
    return text.rstrip("/")


def is_open(url: str) -> bool:
    """Whether the words would travel unprotected: no TLS, and not to this machine."""
    parts = urlsplit(address(url))
    return parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1", "::1")
