"""Who may speak to the server, and how it says no: keys, host names, OpenAI's error JSON."""

from __future__ import annotations

import ipaddress
import json
import math
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from aiohttp import web

from inference.errors import InferenceError
from inference.server import log
from inference.server.allowance import Limited
from inference.server.engine import QueueFull
from inference.server.keys import Keys
from inference.server.visit import VISIT
from inference.server.wire import BadRequest

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
OPEN_ROUTE = "health"  # the name of the one route that needs no key


class Unavailable(Exception):
    """The server can not work now: `message` in Vietnamese, `code` for programs ("loading", "draining")."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.message, self.code = message, code


def error(
    status: int, message: str, kind: str, code: str | None = None, param: str | None = None, after: float = 1.0
) -> web.Response:
    """after: seconds that a client waits before it asks again, of a 429 or 503."""
    body = {"error": {"message": message, "type": kind, "param": param, "code": code}}
    headers = {"Retry-After": str(max(1, math.ceil(after)))} if status in (429, 503) else {}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return answer(body, status=status, headers=headers)


def answer(body: Any, **rest: Any) -> web.Response:
    """As JSON that whoever asks with curl can read; half a letter that came with a request is a question mark."""
    data = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    return web.Response(body=data, content_type="application/json", charset="utf-8", **rest)


def guard(keys: Keys, host: str, names: Iterable[str] = ()) -> Callable[[web.Request, Handler], Awaitable[web.StreamResponse]]:
    """A middleware that lets nothing through without a key, except the open route. names: what the server may be called besides `host`."""
    known = {"localhost", *(name.lower().rstrip(".") for name in (host, *names))}

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        # A web page can point its own name at 127.0.0.1 (DNS rebinding); an address typed as such can not be rebound.
        if not _is_known(request.headers.getall("Host", []), known):
            message = "Tên máy chủ trong yêu cầu không được chấp nhận (thêm bằng --name)."
            return error(403, message, "permission_error", "bad_host")
        if request.match_info.route.name != OPEN_ROUTE:  # not by the path, which can be written in many ways
            allowance = keys.find(_secret(request.headers.getall("Authorization", [])))
            if allowance is None:
                return error(401, "Khóa truy cập sai hoặc thiếu.", "authentication_error", "invalid_api_key")
            request[VISIT].allowance = allowance
        return await _answer(request, handler)

    return middleware


def _secret(headers: list[str]) -> str:
    """What stands behind "Bearer" in the one Authorization header; of several, nobody knows which one counts."""
    scheme, _, secret = headers[0].partition(" ") if len(headers) == 1 else ("", "", "")
    return secret.strip() if scheme.lower() == "bearer" else ""


async def _answer(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except BadRequest as bad:
        return error(bad.status, bad.message, "invalid_request_error", bad.code, bad.param)
    except InferenceError as fault:
        return error(400, f"{fault.what} {fault.hint}".strip(), "invalid_request_error")
    except Limited as limited:
        return error(429, limited.message, "rate_limit_error", limited.code, after=limited.seconds)
    except QueueFull:
        return error(429, "Máy chủ đang bận, hàng đợi đã đầy.", "rate_limit_error", "queue_full")
    except Unavailable as unable:
        return error(503, unable.message, "server_error", unable.code)
    except web.HTTPRequestEntityTooLarge:
        return error(413, "Yêu cầu quá lớn.", "invalid_request_error", "too_large")
    except web.HTTPException as refused:
        message = {404: "Không có đường dẫn này.", 405: "Đường dẫn này không nhận phương thức đó."}.get(
            refused.status, refused.reason
        )
        return error(refused.status, message, "invalid_request_error")
    except ConnectionResetError:
        raise
    except Exception as fault:  # noqa: BLE001 — the boundary of the server: one bad request must not show its insides
        log.fault(fault, request[VISIT].id)
        return error(500, "Máy chủ gặp lỗi ngoài dự kiến.", "server_error", "internal_error")


def _is_known(headers: list[str], known: set[str]) -> bool:
    if len(headers) != 1:
        return False
    name = headers[0].rsplit(":", 1)[0] if not headers[0].endswith("]") else headers[0]
    name = name.strip("[]").lower().rstrip(".")
    if name in known:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
