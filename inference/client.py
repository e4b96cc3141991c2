"""The one HTTP client for models, local or remote: an OpenAI-compatible server in, a stream of words out."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from inference.errors import InferenceError, Refused

if TYPE_CHECKING:
    import httpx2

LONGEST_EVENT = 8 << 20  # bytes without an end of event: not a server of this protocol


@dataclass(frozen=True, slots=True)
class Chunk:
    """News of candidate `index`: text, or its end (`finish_reason`, with `tokens_per_second` if the server measures).

    `logprobs` are the natural logarithms of the text's tokens' probabilities, if they were asked for; `top` has of each of these
    tokens the likeliest ones in its place, text to logarithm (`top_logprobs`). The stream's last chunk carries `usage` (prompt_tokens, completion_tokens, …) and index -1.
    """

    index: int
    text: str = ""
    finish_reason: str | None = None
    usage: dict[str, Any] | None = None
    tokens_per_second: float | None = None
    logprobs: tuple[float, ...] = ()
    top: tuple[dict[str, float], ...] = ()


class Client:
    """Talks to one server; safe to use from several threads. Every fault is an InferenceError."""

    def __init__(
        self,
        base_url: str,
        key: str,
        *,
        model: str | None = None,
        timeout: float = 60.0,
        before: Callable[[], None] | None = None,
        explain: Callable[[], InferenceError | None] | None = None,
        http: httpx2.Client | None = None,
    ) -> None:
        """`http`: how to get out of this machine (inference.network), for servers elsewhere. `timeout` is the longest silence, in seconds. `before` runs ahead of every request (a local server that is
        starting again waits there); `explain` may know better why the connection broke."""
        import httpx2

        self._wanted, self._model = model, model or "default"
        self._before = before or (lambda: None)
        self._explain = explain or (lambda: None)
        limits = httpx2.Limits(max_connections=None, max_keepalive_connections=8)
        # trust_env=False: a proxy set for the web must not see what is meant for this machine
        local = any(name in base_url for name in ("://127.", "://localhost", "://[::1]"))
        self._http = http or httpx2.Client(timeout=httpx2.Timeout(timeout, connect=5.0), limits=limits, trust_env=not local)
        self.abilities: frozenset[str] = frozenset()  # beyond OpenAI's protocol, as `models` last heard of them
        self.redirect(base_url, key)

    def redirect(self, base_url: str, key: str) -> None:
        """Sends all further requests to another address."""
        self._base = base_url.rstrip("/").removesuffix("/v1")
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}

    @property
    def address(self) -> tuple[str, dict[str, str]]:
        """Base URL and headers of the server in use."""
        return self._base, dict(self._headers)

    def models(self) -> list[str]:
        """The names of the server's models, before all the one that answers: what was chosen, or else the server's first."""
        self._before()
        response = self._send(self._http.build_request("GET", f"{self._base}/v1/models", headers=self._headers))
        with _faults(self._explain):
            _check(response)
            data = _object(response.content).get("data")
        if not isinstance(data, list):
            raise _not_a_server()
        known = {str(model.get("id", "")): model for model in data if isinstance(model, dict)}
        names = list(dict.fromkeys([*([self._wanted] if self._wanted else []), *known]))
        if not names:
            raise InferenceError("Máy chủ trả lời nhưng không có mô hình nào.", "Hãy nạp một mô hình trên máy chủ rồi thử lại.")
        self._model = names[0]
        said = known.get(self._model, {}).get("abilities")
        self.abilities = frozenset(map(str, said)) if isinstance(said, list) else frozenset()
        return names

    def chat(
        self,
        messages: Sequence[dict[str, str]],
        *,
        n: int = 1,
        max_tokens: int | None = None,
        temperature: float = 0.8,
        top_p: float = 0.95,
        seed: int | None = None,
        stop: Sequence[str] = (),
        **more: Any,
    ) -> Stream:
        """Starts `n` answers; use as a context manager and iterate. `more` goes into the request as it is."""
        self._before()
        body = {
            "model": self._model,
            "messages": list(messages),
            "n": n,
            "temperature": temperature,
            "top_p": top_p,
        }
        optional = {"max_tokens": max_tokens, "seed": seed, "stop": list(stop) or None}
        body |= {name: value for name, value in optional.items() if value is not None}
        body |= {"stream": True, "stream_options": {"include_usage": True}, **more}
        request = self._http.build_request(
            "POST", f"{self._base}/v1/chat/completions", json=body, headers=self._headers
        )
        response = self._send(request, stream=True)
        try:
            with _faults(self._explain):
                _check(response)
        except InferenceError:
            response.close()
            raise
        return Stream(response, self._explain)

    def _send(self, request: httpx2.Request, *, stream: bool = False) -> httpx2.Response:
        """Once more where a connection kept from before is closed as the request goes out: nothing was answered yet."""
        import httpx2

        with _faults(self._explain):
            try:
                return self._http.send(request, stream=stream)
            except (httpx2.ReadError, httpx2.WriteError, httpx2.RemoteProtocolError):
                return self._http.send(request, stream=stream)

    def close(self) -> None:
        self._http.close()


class Stream:
    """The answers as they come. `cancel` may be called from any thread and ends the iteration at once."""

    def __init__(self, response: httpx2.Response, explain: Callable[[], InferenceError | None]) -> None:
        self._response = response
        self._explain = explain
        self._cancelled = threading.Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[Chunk]:
        complete = False
        try:
            with _faults(self._reason):
                for data in _events(self._response.iter_raw()):
                    if self._cancelled.is_set():
                        return
                    if data == b"[DONE]":
                        complete = True
                        break
                    yield from _chunks(_object(data))
        except InferenceError:
            if not self._cancelled.is_set():
                raise
            return
        finally:
            self.close()
        if not complete and not self._cancelled.is_set():
            self._hang_up()  # a server that broke off may yet close the connection, in the middle of the next answer
            raise self._explain() or InferenceError("Máy chủ ngắt kết nối giữa chừng.", "Hãy thử viết lại.")

    def _reason(self) -> InferenceError | None:
        return None if self._cancelled.is_set() else self._explain()

    def cancel(self) -> None:
        """Stops the server's work on this request."""
        self._cancelled.set()
        self._hang_up()

    def _hang_up(self) -> None:
        """Shuts the connection down, so that nobody waits for it and no later request is sent on it."""
        stream = self._response.extensions.get("network_stream")
        connection = stream.get_extra_info("socket") if stream is not None else None
        if connection is not None:
            with suppress(OSError):  # already closed
                connection.shutdown(socket.SHUT_RDWR)  # wakes a thread that waits for data, which close() does not

    def close(self) -> None:
        """Ends the request; what was not read is lost."""
        from httpx2 import HTTPError

        with suppress(HTTPError, OSError, RuntimeError):
            self._response.close()


def _events(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The `data:` of every server-sent event."""
    rest = b""
    for block in blocks:
        rest += block
        if len(rest) > LONGEST_EVENT:
            raise _not_a_server()
        *events, rest = rest.replace(b"\r\n", b"\n").split(b"\n\n")
        for event in events:
            lines = [line[5:].strip() for line in event.split(b"\n") if line.startswith(b"data:")]
            if lines:
                yield b"\n".join(lines)


def _chunks(event: dict[str, Any]) -> Iterator[Chunk]:
    if event.get("error") or event.get("object") == "error":
        raise _refusal(500, event)
    timings = event.get("timings") or {}
    for choice in event.get("choices") or ():
        text = (choice.get("delta") or {}).get("content") or choice.get("text") or ""
        reason = choice.get("finish_reason")
        rows = (choice.get("logprobs") or {}).get("content") or ()
        logprobs = tuple(float(row["logprob"]) for row in rows)
        if text or reason or logprobs:
            speed = timings.get("tokens_per_second") if reason else None
            yield Chunk(choice.get("index", 0), text, reason, None, speed, logprobs, tuple(map(_likeliest, rows)))
    if event.get("usage"):
        yield Chunk(-1, usage=event["usage"])


def _likeliest(row: dict[str, Any]) -> dict[str, float]:
    return {str(other["token"]): float(other["logprob"]) for other in row.get("top_logprobs") or ()}


class _faults:
    """Turns what the network can do wrong into InferenceErrors."""

    def __init__(self, explain: Callable[[], InferenceError | None]) -> None:
        self._explain = explain

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        import httpx2

        if isinstance(error, (httpx2.HTTPError, httpx2.StreamError, httpx2.InvalidURL, OSError)):
            raise (self._explain() or _network(error)) from error


def _network(error: Exception) -> InferenceError:
    import httpx2

    if isinstance(error, httpx2.ConnectError) and "certificate" in str(error).lower():
        return InferenceError("Chứng chỉ của máy chủ không đáng tin nên không nối.", "Nếu là máy chủ của bạn, hãy chọn tệp CA của nó.")
    if isinstance(error, httpx2.ConnectTimeout | httpx2.ConnectError):
        return InferenceError(
            "Không kết nối được với máy chủ mô hình.", "Hãy kiểm tra địa chỉ và xem máy chủ đã chạy chưa."
        )
    if isinstance(error, httpx2.TimeoutException):
        return InferenceError("Máy chủ mô hình không trả lời trong thời gian cho phép.", "Hãy thử lại.")
    if isinstance(error, httpx2.InvalidURL | httpx2.UnsupportedProtocol):
        return InferenceError("Địa chỉ máy chủ mô hình không hợp lệ.", "Địa chỉ có dạng http://tên-máy:cổng.")
    return InferenceError("Máy chủ ngắt kết nối giữa chừng.", "Hãy thử viết lại.")


def _check(response: httpx2.Response) -> None:
    if response.status_code == 200:
        return
    response.read()
    try:
        body = _object(response.content)
    except InferenceError:
        body = {}
    raise _refusal(response.status_code, body)


def _refusal(status: int, body: dict[str, Any]) -> InferenceError:
    error = body.get("error")
    told = error if isinstance(error, dict) else {"message": error}
    words = (told.get("message"), body.get("message"), body.get("detail"))  # OpenAI's way, SGLang's, FastAPI's
    said = next((" ".join(word.split())[:500] for word in words if isinstance(word, str) and word), "")
    if status in (401, 403):
        return InferenceError("Máy chủ mô hình từ chối: khóa truy cập sai hoặc còn thiếu.", "Hãy kiểm tra lại khóa.")
    if status == 429:
        return InferenceError("Máy chủ mô hình đang bận.", "Hãy thử lại sau giây lát.")
    if status == 404:
        return InferenceError("Máy chủ này không có dịch vụ hoặc mô hình cần tìm.", said)
    if told.get("code") == "context_length_exceeded":
        return Refused("Lời nhắc dài quá so với mô hình này.", said)
    if status == 503:
        return InferenceError("Máy chủ mô hình tạm thời không phục vụ.", said or "Hãy thử lại sau giây lát.")
    if status < 500:
        return Refused("Máy chủ mô hình không nhận yêu cầu này.", said)
    return InferenceError("Máy chủ mô hình gặp lỗi.", said or "Hãy thử lại.")


def _object(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data)
    except ValueError as error:
        raise _not_a_server() from error
    if not isinstance(value, dict):
        raise _not_a_server()
    return value


def _not_a_server() -> InferenceError:
    return InferenceError("Địa chỉ này không phải máy chủ mô hình kiểu OpenAI.", "Hãy kiểm tra lại địa chỉ.")
